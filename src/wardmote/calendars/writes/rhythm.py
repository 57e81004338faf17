"""What can happen to a rhythm: it is set, days are skipped or moved, and the meetings of a year are planned at once."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from wardmote.calendars import reads
from wardmote.calendars.models import PlannedDay, PlannedYear, Rhythm, RhythmChange
from wardmote.calendars.rules import (
    CHANGE_DAY,
    END_RHYTHM,
    MAKE_YEAR,
    PUT_BACK_DAY,
    SET_RHYTHM,
    TAKE_AWAY_YEAR,
    CalendarNeeds,
    Pattern,
    days_of,
)
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.meetings import reads as meetings_reads
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Body
from wardmote.minutes.rules import CannotMove
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def set_rhythm(
    body: Body, *, pattern: Pattern, starts: time | None, place: str | None, by: Viewer, now: datetime
) -> Rhythm:
    """Say how often a body meets, and at which time and place as a rule. Meetings that are planned stay as they are.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    row = Rhythm.objects.select_for_update().filter(body=body).first() or Rhythm(body=body, recorded_at=now)
    row.week, row.weekday, row.months = pattern.week.value, pattern.weekday, sorted(pattern.months)
    row.ended_at = None
    row.save()
    meetings.set_usual_sitting(body, starts=starts, place=place, by=by, now=now)
    register.record(row, deed=SET_RHYTHM, by=by, now=now)
    return row


@transaction.atomic
def end_rhythm(body: Body, *, by: Viewer, now: datetime) -> Rhythm:
    """A body meets without a rhythm from now on. To set one again brings it back.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CalendarNeeds: it has none. Nothing is stored.
    """
    must_be_clerk(by)
    row = Rhythm.objects.select_for_update().filter(body=body, ended_at__isnull=True).first()
    if row is None:
        raise CalendarNeeds("week", "This body has no rhythm. Nothing was changed. Set one first.")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    register.record(row, deed=END_RHYTHM, by=by, now=now)
    return row


@transaction.atomic
def change_day(body: Body, *, day: date, moved_to: date | None, by: Viewer, now: datetime) -> RhythmChange:
    """Let a body not meet on a day of its rhythm, or meet on another day instead.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CalendarNeeds: the rhythm has no such day, it is past, or a meeting is planned for it. Nothing is stored.
    """
    must_be_clerk(by)
    row = reads.rhythm_of(body)
    if row is None or day not in days_of(reads.pattern_of(row), day.year):
        raise CalendarNeeds("day", "This is no day of the rhythm. Nothing was changed. Choose one of the list.")
    today = london_date(now)
    if day < today or (moved_to is not None and moved_to < today):
        raise CalendarNeeds("moved_to", "This day is past. Nothing was changed. Give a day to come.")
    before = RhythmChange.objects.select_for_update().filter(body=body, day=day, taken_back_at__isnull=True).first()
    if PlannedDay.objects.filter(planned_year__body=body, day=day).exists():
        raise CalendarNeeds("day", "A meeting is planned for this day. Nothing was changed. Move the meeting itself.")
    if moved_to is not None and meetings_reads.day_is_taken(body, moved_to):
        raise CalendarNeeds("moved_to", "Another meeting has this day. Nothing was changed. Give another day.")
    if before is not None:
        before.taken_back_at = now
        before.save(update_fields=["taken_back_at"])
    change = RhythmChange.objects.create(body=body, day=day, moved_to=moved_to, recorded_at=now)
    register.record(change, deed=CHANGE_DAY, by=by, now=now)
    return change


@transaction.atomic
def put_back_day(change_id: UUID, *, by: Viewer, now: datetime) -> RhythmChange:
    """A body meets on this day of its rhythm after all.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotHere: there is no such change. Nothing is stored.
    """
    must_be_clerk(by)
    row = reads.change_found(change_id)
    row.taken_back_at = row.taken_back_at or now
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=PUT_BACK_DAY, by=by, now=now)
    return row


@transaction.atomic
def make_year(body: Body, *, year: int, by: Viewer, now: datetime) -> PlannedYear:
    """Plan the meetings of a year at once, on the days of the rhythm that are to come and have none yet.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CalendarNeeds: no day is left for which one could be planned. Nothing is stored.
    """
    must_be_clerk(by)
    days = reads.days_to_make(body, year=year, now=now)
    if not days:
        raise CalendarNeeds("year", "No day of this year is left without a meeting. Nothing was planned.")
    usual = meetings_reads.usual_sitting(body)
    starts, place = (usual.starts, usual.place.name if usual.place else None) if usual else (None, None)
    row = PlannedYear.objects.create(body=body, year=year, recorded_at=now)
    for one in days:
        assert one.held_on is not None  # a day that can be planned has one
        meeting = minutes.plan_meeting(body, held_on=one.held_on, starts=starts, place=place, by=by, now=now)
        PlannedDay.objects.create(planned_year=row, meeting=meeting, day=one.day, recorded_at=now)
    register.record(row, deed=MAKE_YEAR, by=by, now=now)
    return row


@transaction.atomic
def take_away_year(planned_year_id: UUID, *, by: Viewer, now: datetime) -> tuple[int, int]:
    """Take meetings that were planned at once away again: how many went, and how many stay since something is on them.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotHere: there are none. Nothing is stored.
        CalendarNeeds: they were taken away already, or each has something on it. Nothing is stored.
    """
    must_be_clerk(by)
    row = reads.planned_year_found(planned_year_id)
    if row.taken_away_at is not None:
        raise CalendarNeeds("year", "These meetings were taken away already. Nothing was changed.")
    went = stay = 0
    for one in list(row.days.select_related("meeting")):
        try:
            with transaction.atomic():
                minutes.take_away_day(one.meeting, by=by, now=now)
            went += 1
        except CannotMove:
            stay += 1
    if not went:
        raise CalendarNeeds("year", "Something hangs on each of them. Nothing was changed. Cancel them one by one.")
    row.taken_away_at = now
    row.save(update_fields=["taken_away_at"])
    register.record(row, deed=TAKE_AWAY_YEAR, by=by, now=now)
    return went, stay
