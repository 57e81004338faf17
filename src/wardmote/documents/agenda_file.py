"""An agenda as it was given back: lines, and the bookmarks that name them."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a row of a table: its words as they stand if every tracked change is accepted."""

    text: str
    marks: tuple[str, ...] = ()  # our bookmarks that begin on it
    heading: bool = False
    numbered: bool = False  # by Word, not typed
    label: str = ""  # the bullet or number that Word prints before a line that is no heading
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """A file as it was given back."""

    card: str  # what the file says of its making; empty if that was lost
    lines: tuple[Line, ...]
    deleted_marks: tuple[str, ...] = ()  # bookmarks of paragraphs that a tracked change takes away
    comments: tuple[str, ...] = ()  # never kept, never published
    kind: str = ""  # of a file without any mark of ours: what it reads like

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "AgendaFile":
        """From what `plain` gave."""
        lines = tuple(Line(**{**line, "marks": tuple(line["marks"])}) for line in plain["lines"])
        return cls(plain["card"], lines, tuple(plain["deleted_marks"]), tuple(plain["comments"]), plain["kind"])
