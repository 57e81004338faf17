"""Where a sentence of the notes ends up, and how the next agenda is laid out. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.documents.sentences import sentences_in
from wardmote.documents.tree import Block, BlockKind, Document, Statement, StatementKind
from wardmote.minutes.rules import LIVES_ON, topics
from wardmote.priorities.rules import speaks_of_priorities
from wardmote.register.rules import Deed, Marking, Verb

TAKE = Deed("meetings.take", Verb.COLLECT)
JOIN = Deed("meetings.join", Verb.COMBINE)
PART = Deed("meetings.part", Verb.ALTER)
MARK = Deed("meetings.mark", Verb.ALTER)
MARK_ITEM = Deed("meetings.mark_item", Verb.ALTER)
HAND_OUT = Deed("meetings.hand_out_pack", Verb.DISCLOSE)
TELL_MEMBERS = Deed("meetings.tell_members", Verb.DISCLOSE)


class NoDate(Exception):
    """Nobody has set the day of the next meeting."""


NO_DATE = "No day is set for the next meeting. Nothing was made. Give the day, and the time if it is known."

PLACES: dict[StatementKind, str] = {
    StatementKind.ACTION: "actions",
    StatementKind.DECISION: "decisions",
    StatementKind.CONDITIONAL: "minutes: waits for its condition",
    StatementKind.SUGGESTION: "minutes: waits for an answer",
    StatementKind.REFERRAL: "minutes: waits for the other meeting",
    StatementKind.EXPECTATION: "minutes: looked at again",
    StatementKind.SPENDING: "minutes: spending, waits for its decision",
    StatementKind.RECURRING: "matters: streak",
    StatementKind.CLAIM: "minutes: claim",
    StatementKind.CAUSE: "minutes: cause",
    StatementKind.NIL_RETURN: "minutes: nil return",
    StatementKind.REPORT: "minutes: report",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the notes, the places of the record where it ends, and whether the next agenda carries it."""

    start: int
    end: int
    item: str
    text: str
    places: tuple[str, ...]
    carried: bool


def carries_over(statement: Statement) -> bool:
    """Whether what a statement leaves open goes on the next agenda.

    >>> from wardmote.documents.tree import Span
    >>> carries_over(Statement(StatementKind.NIL_RETURN, "None.", Span(0, 5), True))
    False
    """
    return statement.kind in LIVES_ON or statement.kind in {StatementKind.ACTION, StatementKind.RECURRING}


def where(document: Document) -> list[Placed]:
    """Where each sentence of a document ends up. No worded block is left out."""
    placed: list[Placed] = []
    for block in (*document.preamble, *document.closing):
        placed.extend(_outside_items(block, document))
    for item in document.items:
        label = " ".join(part for part in (item.number, item.title) if part)
        priorities = speaks_of_priorities(item.title)
        about = {place: topic.title for topic in topics(item) for place in topic.places}
        for place, block in enumerate(item.blocks):
            if block.kind is BlockKind.HEADING:
                placed.append(_whole(block, label, ("meeting: item",)))
            elif block.kind is BlockKind.SUBHEADING:
                names_one = priorities and block.raw.endswith(("\n", "\r"))  # not the lead of a sentence on its line
                placed.append(_whole(block, label, ("priorities",) if names_one else ("minutes: sub-heading",)))
            elif block.kind is BlockKind.ATTENDANCE:
                placed.extend(_outside_items(block, document, label))
            elif block.kind is not BlockKind.BLANK and block.text:
                placed.extend(_sentences(block, label, about.get(place)))
    return sorted(placed, key=lambda one: one.start)


def _outside_items(block: Block, document: Document, label: str = "") -> Iterable[Placed]:
    if block.kind is BlockKind.BLANK or not block.text:
        return
    named = [p for p in (*document.present, *document.in_attendance, *document.apologies)]
    lists = block.kind is BlockKind.ATTENDANCE or any(block.span.start <= p.span.start < block.span.end for p in named)
    yield _whole(block, label, ("attendance",) if lists else ("meeting",))
    if not lists:
        yield from (p for p in _sentences(block, label, None) if p.places != ("minutes",))


def _whole(block: Block, label: str, places: tuple[str, ...]) -> Placed:
    return Placed(block.at.start, block.at.end, label, block.text, places, carried=False)


def _sentences(block: Block, label: str, matter: str | None) -> Iterable[Placed]:
    """One row for each run of statements of the same span; words between them rest in the minutes."""
    spans = sorted({(s.span.start, s.span.end) for s in block.statements})
    reached = block.at.start
    for start, end in spans:
        if start > reached:
            yield from _rest(block, label, reached, start)
        held = [s for s in block.statements if (s.span.start, s.span.end) == (start, end)]
        places = tuple(dict.fromkeys(PLACES[s.kind] for s in held))
        if matter and any(carries_over(s) for s in held):
            places = (*places, f"matter: {matter}")
        yield Placed(start, end, label, held[0].text, places, carried=any(map(carries_over, held)))
        reached = max(reached, end)
    yield from _rest(block, label, reached, block.at.end)


def _rest(block: Block, label: str, start: int, end: int) -> Iterable[Placed]:
    for sentence in sentences_in(block.text[start - block.at.start : end - block.at.start]):
        first, last = start + sentence.start, start + sentence.end
        words = block.text[first - block.at.start : last - block.at.start]
        yield Placed(first, last, label, words, ("minutes",), carried=False)


CLOSED = frozenset({Marking.CONFIDENTIAL.value, Marking.RESTRICTED.value})
TO_CHECK = " (please check)"


def marked(words: str, marking: str) -> str:
    """Words on paper, with what they are in front of them if they must not leave the room.

    >>> marked("They squeak.", "confidential"), marked("They squeak.", "panel")
    ('[Confidential] They squeak.', 'They squeak.')
    """
    return f"[Confidential] {words}" if marking in CLOSED else words


def heading_words(title: str) -> str:
    """What makes two headings one, whatever their capitals, spaces and stops.

    >>> heading_words("Town Walkabouts ") == heading_words("TOWN WALKABOUTS.")
    True
    """
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


INFORMATION_ONLY = "For information only: nothing is decided under this item."
_ANY_OTHER = re.compile(r"\bany other (?:urgent )?(?:business|matters?|items?)\b|\bA\.?O\.?B\b", re.IGNORECASE)


def information_only(title: str) -> bool:
    """Whether nothing can be decided under a heading, since the summons did not say what it would be.

    >>> information_only("Any other business"), information_only("A.O.B."), information_only("Other Issues")
    (True, True, False)
    """
    return bool(_ANY_OTHER.search(title))


def last_sentence(kind: StatementKind) -> str:
    """What is asked of the meeting about a statement that lives on."""
    return {
        StatementKind.CONDITIONAL: "Has this happened?",
        StatementKind.SUGGESTION: "Shall we do this?",
        StatementKind.REFERRAL: "What was the answer?",
        StatementKind.EXPECTATION: "Has this happened?",
        StatementKind.SPENDING: "Who decides this, and may we spend it?",
    }[kind]
