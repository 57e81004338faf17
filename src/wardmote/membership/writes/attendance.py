"""What can happen to the attendance: the clerk types who came, and corrects it. The notes stay."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.membership.models import AttendanceEntry
from wardmote.membership.rules import (
    CORRECT_ATTENDANCE,
    NOTE_ATTENDANCE,
    Came,
    Gathering,
    MembershipNeeds,
)
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import NOT_HELD
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date


def _must_be_over(meeting: Meeting, *, now: datetime) -> None:
    if meeting.state in NOT_HELD:
        raise MembershipNeeds("came", f"This meeting is {meeting.state}, so nobody came. Nothing was stored.")
    if meeting.held_on > london_date(now):
        raise MembershipNeeds("came", "This meeting has yet to come. Nothing was stored. Note an apology instead.")


@transaction.atomic
def note_attendance(
    meeting: Meeting, *, came: Mapping[Person, Came], by: Viewer, now: datetime
) -> list[AttendanceEntry]:
    """Type who came to a meeting of which nobody has typed it: a line for each person. What was typed before stays.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: the meeting was put off or called off, or has yet to come. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    _must_be_over(meeting, now=now)
    live = AttendanceEntry.objects.filter(meeting=meeting, replaced_at__isnull=True)
    known = set(live.values_list("person_id", flat=True))
    rows = [
        _entry(person, said, at=meeting, why="", by=by, now=now)
        for person, said in came.items()
        if person.pk not in known and said is not Came.NOT_STATED
    ]
    AttendanceEntry.objects.bulk_create(rows)
    register.record(meeting, *rows, deed=NOTE_ATTENDANCE, by=by, now=now)
    return rows


@transaction.atomic
def note_walkabout(held_on: date, *, came: Mapping[Person, Came], by: Viewer, now: datetime) -> list[AttendanceEntry]:
    """Type who came to a walkabout on a day. It is counted apart from the meetings.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: the day has yet to come. Nothing is stored.
    """
    must_be_clerk(by)
    if held_on > london_date(now):
        raise MembershipNeeds("came", "This day has not come yet. Nothing was stored.")
    live = AttendanceEntry.objects.filter(gathering=Gathering.WALKABOUT.value, held_on=held_on)
    live.filter(person__in=list(came), replaced_at__isnull=True).update(replaced_at=now)
    rows = [
        _entry(person, said, at=held_on, why="", by=by, now=now)
        for person, said in came.items()
        if said is not Came.NOT_STATED
    ]
    AttendanceEntry.objects.bulk_create(rows)
    register.record(*rows, deed=NOTE_ATTENDANCE, by=by, now=now)
    return rows


def _entry(person: Person, said: Came, *, at: Meeting | date, why: str, by: Viewer, now: datetime) -> AttendanceEntry:
    meeting = at if isinstance(at, Meeting) else None
    row = AttendanceEntry(
        gathering=(Gathering.MEETING if meeting else Gathering.WALKABOUT).value,
        held_on=at.held_on if isinstance(at, Meeting) else at,
        meeting=meeting,
        person=person,
        came=said.value,
        by_person_id=by.person_id,
        recorded_at=now,
    )
    row.why = register.sealed(row, "why", why)
    row.marking = marking_of_row(row, Marking.PANEL.value)
    return row


@transaction.atomic
def correct_attendance(
    meeting: Meeting, *, person: Person, came: Came, why: str, by: Viewer, now: datetime
) -> AttendanceEntry | None:
    """Say that somebody came, or did not, whatever the notes say; "not stated" lets the notes speak again.

    What was said before stays in the record, as replaced.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: no reason is given, or the meeting was not held or is yet to come. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    _must_be_over(meeting, now=now)
    if not why.strip():
        raise MembershipNeeds("why", "Say why it is corrected. Nothing was stored. For example, who told you.")
    before = AttendanceEntry.objects.filter(meeting=meeting, person=person, replaced_at__isnull=True).first()
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    row = None
    if came is not Came.NOT_STATED or before is not None:
        row = _entry(person, came, at=meeting, why=why.strip(), by=by, now=now)
        row.replaced_at = now if came is Came.NOT_STATED else None  # kept for its reason alone
        row.save(force_insert=True)
    register.record(meeting, *[one for one in (before, row) if one], deed=CORRECT_ATTENDANCE, by=by, now=now)
    return row
