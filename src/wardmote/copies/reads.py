"""Questions about numbered copies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, OuterRef, Prefetch, Subquery

from wardmote.confidentiality import reads as confidentiality
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.confidentiality.rules import NotHere
from wardmote.copies.models import Copy, CopyStep
from wardmote.copies.rules import FOLLOWS, PRINT, Whereabouts, rises
from wardmote.membership import reads as membership
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class StepShown:
    """One line of what was noted of a copy."""

    row: CopyStep
    note: str


@dataclass(frozen=True, slots=True)
class CopyShown:
    """A copy, where it is, and everything that was noted of it, the newest first."""

    row: Copy
    reader: str
    state: Whereabouts
    on: date
    steps: Sequence[StepShown]
    rises: str  # why somebody must look after it

    @property
    def can_become(self) -> tuple[Whereabouts, ...]:
        """What may be noted of it next."""
        return FOLLOWS[self.state]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for whom a copy may be made, or why not."""

    person: Person
    seat: str
    signed: bool
    on_paper: bool
    has_one: bool


def _rows(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Copy]:
    steps = CopyStep.objects.filter(taken_back_at__isnull=True).order_by("-number")
    rows = Copy.objects.visible_to(viewer, now=now).defer("paper").select_related("reader", "meeting__body")
    return rows.prefetch_related(Prefetch("steps", steps.select_related("noted_by")))


def _shown(rows: Iterable[Copy], *, now: datetime) -> list[CopyShown]:
    return [_copy(row, today=london_date(now)) for row in rows]


def _copy(row: Copy, *, today: date) -> CopyShown:
    steps = [StepShown(step, opened(step, "note") if step.note else "") for step in row.steps.all()]
    newest = steps[0].row
    state = Whereabouts(newest.state)
    why = rises(state, held_on=row.meeting.held_on, today=today)
    return CopyShown(row, row.reader.name, state, newest.on, steps, why)


def copies_of(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[CopyShown]:
    """The copies of a meeting's papers, by number."""
    return _shown(_rows(viewer=viewer, now=now).filter(meeting=meeting), now=now)


def copy_found(copy_id: UUID, *, viewer: Viewer, now: datetime) -> CopyShown:
    """One copy.

    Raises:
        NotHere: there is none for this viewer.
    """
    for row in _rows(viewer=viewer, now=now).filter(pk=copy_id):
        return _copy(row, today=london_date(now))
    raise NotHere


def papers_of(copies: Sequence[UUID], *, viewer: Viewer, now: datetime) -> list[tuple[Copy, bytes]]:
    """These copies with their files as they were made, by number.

    Raises:
        NotHere: one of them is not there for this viewer.
        Refused: the viewer may not read what is confidential.
    """
    rows = [Copy.objects.find(copy_id, viewer=viewer, deed=PRINT, now=now) for copy_id in copies]
    return [(row, opened_bytes(row, "paper")) for row in sorted(rows, key=lambda row: row.number)]


def at_large(*, viewer: Viewer, now: datetime) -> list[CopyShown]:
    """Copies that somebody must look after, of every meeting: the missing ones first, then the longest away."""
    steps = CopyStep.objects.filter(copy=OuterRef("pk"), taken_back_at__isnull=True).order_by("-number")
    rows = _rows(viewer=viewer, now=now).annotate(newest=Subquery(steps.values("state")[:1]))
    found = _shown(rows.exclude(newest__in=[Whereabouts.RETURNED.value, Whereabouts.DESTROYED.value]), now=now)
    lost = [one for one in found if one.rises]
    return sorted(lost, key=lambda one: (one.rises != "missing", one.row.meeting.held_on, one.row.number))


def next_number(meeting: Meeting) -> int:
    """The number of the copy that is made next: numbers go on, also where a copy was destroyed."""
    return 1 + int(Copy.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0)


def candidates(meeting: Meeting, *, now: datetime) -> list[Candidate]:
    """Everybody who belongs to the body that meets, by name; whoever is summoned on paper is to get a copy."""
    belong = membership.belong_on(meeting.body, on=meeting.held_on, now=now)
    by_mail = people.e_summonses([one.person.pk for one in belong])
    signed = confidentiality.signatures_in_force(now=now)
    have = set(Copy.objects.filter(meeting=meeting).values_list("reader_id", flat=True))
    return [
        Candidate(
            one.person,
            one.seat,
            one.person.pk in signed,
            one.person.pk not in by_mail,
            one.person.pk in have,
        )
        for one in belong
    ]
