"""Notes of several meetings at once, in the order of their days: a folder of old notes is taken in oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from wardmote.documents.read import read_bytes
from wardmote.documents.source import Unreadable
from wardmote.documents.tree import Document


@dataclass(frozen=True, slots=True)
class Given:
    """A file of notes as it was read, or why it could not be."""

    name: str
    content: bytes = field(repr=False)
    document: Document | None
    why_not: str = ""

    @property
    def day(self) -> date:
        """The day of its meeting; one that gives none comes last."""
        starts = self.document.starts_at if self.document else None
        return (starts.date() if isinstance(starts, datetime) else starts) or date.max


def in_order(files: Iterable[tuple[str, bytes]]) -> list[Given]:
    """Files by name and content, read; the oldest meeting first.

    >>> later, first = ("b.txt", b"Panel Meeting 28 October 2022"), ("a.txt", b"Panel Meeting 15 July 2022")
    >>> [one.name for one in in_order([later, first, ("c.jpg", b"?")])]
    ['a.txt', 'b.txt', 'c.jpg']
    """
    return sorted((_given(name, content) for name, content in files), key=lambda one: (one.day, one.name))


def _given(name: str, content: bytes) -> Given:
    try:
        return Given(name, content, read_bytes(content, name=name))
    except Unreadable as error:
        return Given(name, content, None, str(error))
