"""One sentence with what stands around it, and how a statement is made of it."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from wardmote.documents.tree import Context, Direction, Span, Statement, StatementKind

# What a kind asks for; what the words don't give is named in `not_stated`.
ASKED_FOR = {
    StatementKind.ACTION: ("owner", "due"),
    StatementKind.SPENDING: ("amount_pence", "budget"),
    StatementKind.CLAIM: ("comparator",),
    StatementKind.REFERRAL: ("to",),
}


class Details(TypedDict, total=False):
    """The fields of a statement that the words gave."""

    said_by: str | None
    owner: str | None
    asked_by: str | None
    due: str | None
    due_on: date | None
    amount_pence: int | None
    budget: str | None
    subject: str | None
    direction: Direction | None
    comparator: str | None
    condition: str | None
    to: str | None
    because: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a whole line or row), the sentence before it, and the words around the block."""

    text: str
    span: Span
    context: Context
    before: str = ""
    said_before: str | None = None  # who spoke in the sentence before
    label: str = ""  # "decision" or "action": what a list says of its entries ("DECISION: 1) To … 2) To …")

    def says(self, kind: StatementKind, *, sure: bool, **details: Unpack[Details]) -> Statement:
        """The statement that this sentence makes of that kind."""
        missing = [name for name in ASKED_FOR.get(kind, ()) if not details.get(name)]
        if kind is StatementKind.ACTION and "asked_by" in details and details["asked_by"] is None:
            missing.append("asked_by")
        return Statement(kind=kind, text=self.text, span=self.span, sure=sure, not_stated=tuple(missing), **details)


def words_of(found: str | None) -> str | None:
    """The words as written, on one line; None for nothing.

    >>> words_of(" the  Town\\nClerk, ")
    'the Town Clerk'
    """
    return " ".join((found or "").split()).strip(" ,;:-–—•·*") or None
