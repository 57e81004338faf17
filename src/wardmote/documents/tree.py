"""What reading makes of a document: a tree whose nodes know where they stand in the reading text.

The *reading text* is the decoded .txt or .md file, or what the extractor gives of a .docx or .pdf. A span counts its
code points, half open. The blocks of a document abut: joined in order, their `raw` text is the reading text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to, not including, `end`, in code points of the reading text."""

    start: int
    end: int


class DocumentKind(StrEnum):
    """What the document calls itself; `OTHER` if it does not say."""

    NOTES = "notes"
    MINUTES = "minutes"
    AGENDA = "agenda"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block is on the page."""

    FRONT_MATTER = "front matter"  # YAML at the head of a .md file, or layout about the document
    TITLE = "title"  # what the document is called, when and where, above the first item
    ATTENDANCE = "attendance"  # who was present, in attendance, or sent apologies
    HEADING = "heading"  # opens an item
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"  # of a table, its cells joined by tabs
    CLOSING = "closing"  # "The meeting closed at 9 pm", signature lines
    BLANK = "blank"


class StatementKind(StrEnum):
    """What a sentence does. A sentence may do several things, and then is several statements."""

    REPORT = "report"
    NIL_RETURN = "nil_return"
    CLAIM = "claim"
    DECISION = "decision"
    ACTION = "action"
    CONDITIONAL = "conditional"
    SUGGESTION = "suggestion"
    REFERRAL = "referral"
    EXPECTATION = "expectation"
    SPENDING = "spending"
    RECURRING = "recurring"
    CAUSE = "cause"


class Direction(StrEnum):
    """Which way a claim points."""

    LOWER = "lower"
    HIGHER = "higher"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the document writes them. `role` is what is said beside the name ("Chairman"), if anything."""

    text: str
    span: Span
    title: str | None
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one sentence does. What the words do not give is None, and named in `not_stated` if its kind
    asks for it.

    `sure` is claimed only where the form of words leaves no doubt; the rest waits for a person's eye.
    """

    kind: StatementKind
    text: str
    span: Span
    sure: bool
    said_by: str | None = None  # as written: "Inspector Greenhill"
    owner: str | None = None  # who is to do it, as written: "Officers", "Clerk"
    asked_by: str | None = None  # in the passive ("officers will be requested"), who asks
    due: str | None = None  # the words: "by 1 December", "in the next few weeks"
    due_on: date | None = None  # the day, where the words give one
    amount_pence: int | None = None
    budget: str | None = None  # from which budget, as written
    subject: str | None = None  # what a claim, a cause or a recurring matter is about
    direction: Direction | None = None
    comparator: str | None = None
    condition: str | None = None  # what a conditional waits for
    to: str | None = None  # the body or meeting that a referral or suggestion goes to
    because: str | None = None  # what the notes give as the cause
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of one paragraph, with the blank space that follows.

    `text` at `at` is `raw` without number, bullet and space.
    """

    kind: BlockKind
    span: Span
    raw: str
    text: str
    at: Span
    number: str | None = None  # as printed: "1", "(a)", "138/17"
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of business, its number as printed. Its first block is its heading, unless the document gives none."""

    number: str | None
    title: str
    span: Span
    blocks: tuple[Block, ...]


class HiddenKind(StrEnum):
    """What a file carries that a reader of the page would not see."""

    BOOKMARK = "bookmark"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked change"
    HIDDEN_TEXT = "hidden text"
    PICTURE = "picture without text"  # a scanned page among pages with text: nothing on it was read


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something hidden in the file, said in one sentence. Never published."""

    kind: HiddenKind
    says: str
    span: Span | None = None  # where it shows in the reading text, if it does


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read."""

    reading_text: str
    kind: DocumentKind
    title: str
    body: str | None  # "Police Partnership Panel"
    starts_at: datetime | date | None  # aware, Europe/London; a date where no time is given
    place: str | None
    present: tuple[Named, ...]
    in_attendance: tuple[Named, ...]
    apologies: tuple[Named, ...]
    next_meeting: datetime | date | None
    preamble: tuple[Block, ...]
    items: tuple[Item, ...]
    closing: tuple[Block, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    dated_at: Span | None = None  # where the meeting's own day stands
    next_dated_at: Span | None = None
    also_dated_at: tuple[Span, ...] = ()  # where the days of other meetings stand, if the file holds notes of several
    encoding: str | None = None  # of a .txt or .md file; None where an extractor made the reading text

    def blocks(self) -> tuple[Block, ...]:
        """Every block in order."""
        return (*self.preamble, *(block for item in self.items for block in item.blocks), *self.closing)

    def statements(self) -> tuple[Statement, ...]:
        """Every statement in order."""
        return tuple(statement for block in self.blocks() for statement in block.statements)

    def reprint(self) -> str:
        """The reading text again, from the tree alone."""
        return "".join(block.raw for block in self.blocks())

    def reprint_bytes(self) -> bytes:
        """The reading text as bytes: of a .txt or .md file its own, else UTF-8."""
        return self.reprint().encode(self.encoding or "utf-8")


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a block tell its statements."""

    item_title: str = ""
    subheading: str = ""
    speaker: str | None = None  # of "Inspector Greenhill reported that:", for the bullets below it
    speaker_asserts: bool = False  # the block is a bullet below such a line
    meeting_on: date | None = None
    people: tuple[str, ...] = field(default=())  # names as written, for telling a person from a thing
    columns: tuple[str, ...] = ()  # of a row below a row of column heads: "Action", "Owner", "By when"
    lead: str = ""  # a line that ends in a colon ("Payments made:"), for the lines below it
    label: str = ""  # of a line "DECISION:" or "ACTIONS:" above a list: "decision" or "action", for its entries
