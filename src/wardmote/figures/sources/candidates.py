"""Which file of which download becomes the part of its force and month, and which files are read together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.figures.sources.download import Download, Member, Opened
from wardmote.figures.sources.manifest import Part

# Each file has a cost of its own, so small ones are read together; what no longer fits the processor's cache reads
# slower again.
BATCH_BYTES = 4 * 10**6

A_NEWER_IS_KEPT = "a newer download is kept"
A_WHOLE_IS_KEPT = "a whole month is kept, not an extract"


@dataclass(frozen=True)
class Left:
    """A download, or a file of it, that was left out, and why. `member` is empty where it is the whole download."""

    archive: str
    member: str
    reason: str


@dataclass(frozen=True)
class Source:
    """A download of a load, open, with the day it was made and, of an extract, the name of its areas."""

    download: Download
    opened: Opened
    day: date
    scope: str | None


@dataclass(frozen=True)
class Candidate:
    """A file that may become the part of its force and month; `turn` is the place of its download in the load."""

    source: Source
    member: Member
    turn: int

    @property
    def rank(self) -> tuple[bool, date, int]:
        """The newest download wins, of equal ones the one given later; a whole month goes before an extract."""
        return self.source.scope is None, self.source.day, self.turn

    def text(self) -> bytes:
        """The whole of the file.

        Raises:
            Unusable: it can't be read.
        """
        return self.source.opened.text(self.member.name)

    def left(self, reason: str) -> Left:
        """That it was left out."""
        return Left(self.source.download.name, self.member.name, reason)


Turns = Sequence[Candidate]  # files of one force and month, the best first


def stays(there: Part | None, one: Candidate) -> str:
    """Why the part that is there is not replaced; empty, if it is, or none is there."""
    if there is None:
        return ""
    if there.scope is None and one.source.scope is not None:
        return A_WHOLE_IS_KEPT
    newer = there.downloaded_on > one.source.day
    return A_NEWER_IS_KEPT if newer and (there.scope is None) == (one.source.scope is None) else ""


def batches(turns: Iterable[Turns]) -> Iterator[list[Turns]]:
    """Files of one month that are read together: as many as come to `BATCH_BYTES`, or a larger one by itself."""
    batch: list[Turns] = []
    size = 0
    for each in turns:
        best = each[0].member
        if batch and (size + best.size > BATCH_BYTES or best.month != batch[0][0].member.month):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += best.size
    if batch:
        yield batch
