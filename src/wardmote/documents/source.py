"""What a file gives before anything is understood: its reading text, what it hides, and hints from its layout."""

from dataclasses import dataclass
from enum import StrEnum

from wardmote.documents.tree import Hidden, Span


class Unreadable(Exception):
    """The file gives no text that can be relied on. Its words are one plain sentence a clerk can act on."""


class Look(StrEnum):
    """What a file's own layout says of a line, where the text alone would not."""

    TITLE = "title"
    HEADING = "heading"
    BOLD = "bold"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Hint:
    """A line's look, from the file's styles. `level` is that of a heading, from 1."""

    span: Span
    look: Look
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The reading text of a file. `encoding` gives the file's own bytes back; None where an extractor made the text."""

    text: str
    hidden: tuple[Hidden, ...] = ()
    hints: tuple[Hint, ...] = ()
    encoding: str | None = None
