"""A copy is made, goes out, comes back or is lost. Each deed notes one of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.copies import reads
from wardmote.copies.models import Copy, CopyStep
from wardmote.copies.reads import CopyShown
from wardmote.copies.rules import MAKE, NOTE, PRINT, TAKE_BACK, NotMade, NotNoted, Whereabouts, must_follow
from wardmote.minutes.models import Meeting
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.models import Marked
from wardmote.register.rules import Marking, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Made:
    """A paper for one reader, and the confidential rows in it."""

    reader: Person
    paper: bytes
    rows: Sequence[Marked]


@transaction.atomic
def make(meeting: Meeting, *, papers: Sequence[Made], first: int, by: Viewer, now: datetime) -> list[Copy]:
    """Keep these copies, numbered from `first` on, and note whom each discloses what.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotMade: copies were made meanwhile, so that the numbers in these papers are taken. Nothing is stored.
    """
    must_be_clerk(by)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if first != reads.next_number(meeting):
        raise NotMade("Somebody else made copies just now. Nothing was made. Make these once more.")
    made = []
    for number, one in enumerate(papers, start=first):
        row = Copy(meeting=meeting, number=number, reader=one.reader, recorded_at=now)
        row.marking = Marking.CONFIDENTIAL.value
        row.paper = register.sealed_bytes(row, "paper", one.paper)
        row.save(force_insert=True)
        _step(row, Whereabouts.PRINTED, on=london_date(now), note="", by=by, now=now)
        register.record(row, *one.rows, deed=MAKE, by=by, now=now)
        made.append(row)
    return made


def _step(row: Copy, state: Whereabouts, *, on: date, note: str, by: Viewer, now: datetime) -> CopyStep:
    number = CopyStep.objects.filter(copy=row).count() + 1
    step = CopyStep(copy=row, number=number, state=state.value, on=on, noted_by_id=by.person_id, recorded_at=now)
    step.note = register.sealed(step, "note", note) if note else b""
    step.save(force_insert=True)
    return step


@transaction.atomic
def note_printed(rows: Sequence[Copy], *, by: Viewer, now: datetime) -> None:
    """Note, before the files leave the house, which copies somebody prints."""
    register.record(*rows, deed=PRINT, by=by, now=now)


@transaction.atomic
def note(shown: CopyShown, *, state: Whereabouts, on: date, note: str, by: Viewer, now: datetime) -> CopyStep:
    """Note where a copy is from a day on.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotNoted: it can't become that, or the day is before the last step or to come. Nothing is stored.
    """
    must_be_clerk(by)
    last = _locked(shown)
    must_follow(Whereabouts(last.state), state)
    if not last.on <= on <= london_date(now):
        raise NotNoted("Give a day from the last step until today. Nothing was stored.")
    step = _step(shown.row, state, on=on, note=note, by=by, now=now)
    register.record(shown.row, deed=NOTE, by=by, now=now)
    return step


@transaction.atomic
def take_back(shown: CopyShown, *, by: Viewer, now: datetime) -> CopyStep:
    """Take back what was noted last of a copy; the line stays, and counts no more.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotNoted: nothing was noted since it was printed. Nothing is stored.
    """
    must_be_clerk(by)
    last = _locked(shown)
    if last.state == Whereabouts.PRINTED:
        raise NotNoted("Nothing was noted since it was printed. Nothing was changed.")
    last.taken_back_at = now
    last.save(update_fields=["taken_back_at"])
    register.record(shown.row, deed=TAKE_BACK, by=by, now=now)
    return last


def _locked(shown: CopyShown) -> CopyStep:
    """The newest step of a copy, which nobody else changes meanwhile."""
    Copy.objects.select_for_update().get(pk=shown.row.pk)
    return CopyStep.objects.filter(copy_id=shown.row.pk, taken_back_at__isnull=True).latest("number")
