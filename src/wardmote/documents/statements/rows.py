"""Rows of a table: what the column heads say of the cells. A row without heads is read as a sentence."""

import re
from collections.abc import Iterator

from wardmote.documents import dates
from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.statements.spending import in_payments, pence_in
from wardmote.documents.statements.vocabulary import PERSON, ROLE, SHORT, TASKS
from wardmote.documents.tree import Statement, StatementKind

TASK_HEAD = re.compile(r"\b(?:actions?(?!\s+by)|tasks?|what|to\s+do|agreed)\b", re.IGNORECASE)
OWNER_HEAD = re.compile(
    r"\b(?:owners?|who(?:m)?|lead|responsib\w+|person|action(?:ed)?\s+by|assigned|officer|for|resp)\b", re.IGNORECASE
)
DUE_HEAD = re.compile(r"\b(?:when|due|deadline|target|timescales?|dates?|by)\b", re.IGNORECASE)
STATUS_HEAD = re.compile(r"\b(?:status|progress|outcome|update|complete[d]?|done)\b", re.IGNORECASE)
PAYEE_HEAD = re.compile(r"\b(?:payees?|suppliers?|paid\s+to|to\s+whom|name|company)\b", re.IGNORECASE)
SUM_HEAD = re.compile(r"£|\b(?:gross|total|amount|cost|sum|value|net|payment)\b", re.IGNORECASE)
GROSS_HEAD = re.compile(r"\b(?:gross|total)\b", re.IGNORECASE)
BUDGET_HEAD = re.compile(r"\b(?:budget|fund|cost\s+centre|account)\b", re.IGNORECASE)
NUMBER_HEAD = re.compile(r"\W*(?:no|nos|num|number|item|ref|min(?:ute)?)?\W*", re.IGNORECASE)
IS_DONE = re.compile(r"^\W*(?:complete[d]?|done|closed|actioned|yes|finished|discharged)\b", re.IGNORECASE)
EMPTY = re.compile(r"^\W*(?:n/?a|none|tbc|tba|-)?\W*$", re.IGNORECASE)
TOTAL_ROW = re.compile(r"^\W*(?:(?:grand|sub|revised)[\s-]*)?totals?\b", re.IGNORECASE)
OWNER_CELL = re.compile(
    rf"\W*+(?:{PERSON}|{ROLE}|{SHORT}|All|ALL)(?:\s*(?:[/&+,]|and)\s*(?:{PERSON}|{ROLE}|{SHORT}))*\W*"
)
DOING_CELL = re.compile(r"\W*(?:[Tt]o\s+)?(?P<verb>[A-Za-z][a-z-]+)\b")


WIDE_GAP = re.compile(r"[ \xa0]{4,}")


def cells_of(text: str) -> list[str]:
    """The cells of a row, parted by tabs, by upright strokes or by wide gaps; one cell for what is no row."""
    if "\t" in text.strip():
        parts = text.strip("\r\n ").split("\t")
    elif text.count("|") > 1:
        parts = text.strip().strip("|").split("|")
    else:
        parts = WIDE_GAP.split(text.strip())
    return [" ".join(part.split()) for part in parts]


def is_row(text: str, columns: tuple[str, ...]) -> bool:
    """Whether the words are a row of a table and not prose."""
    return "\t" in text.strip() or (bool(columns) and len(cells_of(text)) > 1)


def is_head(text: str) -> bool:
    """Whether a row is the column heads themselves: "Action⇥Owner⇥By when"."""
    cells = [cell for cell in cells_of(text) if cell]
    heads = (TASK_HEAD, OWNER_HEAD, DUE_HEAD, STATUS_HEAD, PAYEE_HEAD, SUM_HEAD, BUDGET_HEAD)
    short = all(len(cell.split()) <= 3 and not re.search(r"\d", cell) for cell in cells)
    return len(cells) > 1 and short and sum(any(head.search(cell) for head in heads) for cell in cells) * 2 > len(cells)


def of_columns(sentence: Sentence) -> Iterator[Statement]:
    """The action or the payment of a row, by the heads of its columns."""
    columns = sentence.context.columns
    cells = cells_of(sentence.text)
    if len(cells) < 2 or not columns:
        return
    if len(columns) == len(cells) + 1 and NUMBER_HEAD.fullmatch(columns[0]):
        columns = columns[1:]  # the number of the row is the block's own
    task, owner, due = (
        _cell(columns, cells, TASK_HEAD),
        _cell(columns, cells, OWNER_HEAD),
        _cell(columns, cells, DUE_HEAD),
    )
    status = _cell(columns, cells, STATUS_HEAD)
    if owner and not OWNER_CELL.fullmatch(owner) and dates.day_in(owner, meeting_on=sentence.context.meeting_on):
        owner = None  # a day is nobody: the row and its heads do not fit
    if task and (owner is not None or due is not None or status is not None) and not IS_DONE.match(status or ""):
        words = words_of(due)
        yield sentence.says(
            StatementKind.ACTION,
            sure=bool(owner) and len(columns) == len(cells),
            owner=words_of(owner),
            due=words,
            due_on=dates.day_in(words, meeting_on=sentence.context.meeting_on) if words else None,
        )
    sums = _cell(columns, cells, GROSS_HEAD) or _cell(columns, cells, SUM_HEAD)
    if sums and not TOTAL_ROW.match(sentence.text) and _cell(columns, cells, PAYEE_HEAD):
        amount = pence_in(sums) or pence_in("£" + sums.lstrip("£ "))
        if amount:
            budget = words_of(_cell(columns, cells, BUDGET_HEAD))
            yield sentence.says(StatementKind.SPENDING, sure=in_payments(sentence), amount_pence=amount, budget=budget)


def of_bare_row(sentence: Sentence) -> Iterator[Statement]:
    """A row without heads, one cell of which is somebody and another a thing to do."""
    cells = [cell for cell in cells_of(sentence.text) if cell]
    owners = [cell for cell in cells if OWNER_CELL.fullmatch(cell) and len(cell.split()) <= 6]
    doing = [
        cell
        for cell in cells
        if cell not in owners and (verb := DOING_CELL.match(cell)) and verb["verb"].lower() in TASKS
    ]
    if len(cells) > 1 and owners and doing:
        yield sentence.says(StatementKind.ACTION, sure=False, owner=words_of(owners[-1]))


def _cell(columns: tuple[str, ...], cells: list[str], head: re.Pattern[str]) -> str | None:
    """The cell below the first such head; None without such a head, or where the cell says nothing."""
    for name, cell in zip(columns, cells, strict=False):
        if head.search(name) and not (head is DUE_HEAD and OWNER_HEAD.search(name)):
            return None if EMPTY.match(cell) else cell
    return None
