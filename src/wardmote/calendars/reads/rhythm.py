"""The rhythm of a body and what follows from it: the days of a year, each with its last day of issue and warnings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.calendars.models import PlannedDay, PlannedYear, PublicDays, Rhythm, RhythmChange
from wardmote.calendars.rules import Pattern, Week, days_of, why_no_working_day
from wardmote.confidentiality.rules import NotHere
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind, Notice
from wardmote.meetings import reads as meetings
from wardmote.meetings.models import UsualSitting
from wardmote.membership import reads as membership
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import NOT_HELD
from wardmote.register.rules import Viewer, london_date


def pattern_of(row: Rhythm) -> Pattern:
    """A row as a pattern."""
    return Pattern(Week(row.week), row.weekday, frozenset(row.months))


def body_found(body_id: UUID, *, viewer: Viewer) -> Body:
    """A body, for somebody on the panel.

    Raises:
        NotHere: there is none for this viewer.
    """
    body = membership.body_found(body_id, viewer=viewer)
    if body is None:
        raise NotHere
    return body


def rhythm_of(body: Body) -> Rhythm | None:
    """How often a body meets; none if nobody has said."""
    return Rhythm.objects.filter(body=body, ended_at__isnull=True).first()


@dataclass(frozen=True, slots=True)
class RhythmDay:
    """A day that follows from a rhythm: where it is held instead, and the meeting that was planned for it."""

    day: date
    held_on: date | None  # none: the body does not meet
    change: RhythmChange | None
    meeting: Meeting | None


def rhythm_days(rows: Collection[Rhythm], year: int) -> dict[UUID, list[RhythmDay]]:
    """The days of a year by body, in their order. Three queries, however many bodies there are."""
    bodies = [row.body_id for row in rows]
    changes = RhythmChange.objects.filter(body__in=bodies, day__year=year, taken_back_at__isnull=True)
    changed = {(one.body_id, one.day): one for one in changes}
    made = PlannedDay.objects.filter(planned_year__body__in=bodies, day__year=year)
    planned = {
        (one.meeting.body_id, one.day): one.meeting
        for one in made.select_related("meeting__body", "meeting__place").order_by("recorded_at")
    }
    stand = Meeting.objects.filter(body__in=bodies, held_on__year__gte=year, held_on__year__lte=year + 1)
    stand = stand.exclude(state__in=[state.value for state in NOT_HELD]).select_related("body", "place")
    on_day = {(one.body_id, one.held_on): one for one in stand}
    found: dict[UUID, list[RhythmDay]] = defaultdict(list)
    for row in rows:
        for day in days_of(pattern_of(row), year):
            change = changed.get((row.body_id, day))
            held_on = change.moved_to if change else day
            there = planned.get((row.body_id, day)) or (on_day.get((row.body_id, held_on)) if held_on else None)
            found[row.body_id].append(RhythmDay(day, held_on, change, there))
    return found


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day of a rhythm with what to know of it."""

    of: RhythmDay
    on: date  # when it is held, as far as is known
    notice: Notice
    notice_past: bool
    warning: str  # why nobody works on that day; empty if it is a working day
    past: bool

    @property
    def to_make(self) -> bool:
        """Whether a meeting can be planned for it."""
        return self.of.meeting is None and self.of.held_on is not None and not self.past


@dataclass(frozen=True, slots=True)
class RhythmPage:
    """A body's rhythm, the days of a year, and what was planned at once."""

    body: Body
    row: Rhythm | None
    words: str
    usual: UsualSitting | None
    year: int
    days: Sequence[DayAhead]
    made: PlannedYear | None  # the newest of this year that was not taken away
    made_days: int
    public: bool
    public_said: bool  # by the clerk; else by the law

    @property
    def to_make(self) -> int:
        """How many meetings can be planned at once."""
        return sum(1 for one in self.days if one.to_make)


def rhythm_page(body: Body, *, year: int, now: datetime) -> RhythmPage:
    """The rhythm of one body, and its days in a year. A fixed number of queries."""
    today = london_date(now)
    row = rhythm_of(body)
    off = {one.off.day: one.off.name for one in law.days_of(year) if one.stands}
    calendar, rules = law.calendar(), law.law()
    kind = BodyKind(body.kind)
    ahead = []
    for one in rhythm_days([row], year)[body.pk] if row else []:
        on = one.meeting.held_on if one.meeting else one.held_on or one.day
        notice = calendar.notice(rules.of(kind, on=on), held_on=on)
        warning = why_no_working_day(on, off) if one.held_on else ""
        ahead.append(DayAhead(one, on, notice, notice.is_past(today), warning, on < today))
    made = PlannedYear.objects.filter(body=body, year=year, taken_away_at__isnull=True).order_by("-recorded_at").first()
    said = PublicDays.objects.filter(body=body).first()
    return RhythmPage(
        body=body,
        row=row,
        words=pattern_of(row).words if row else "",
        usual=meetings.usual_sitting(body),
        year=year,
        days=ahead,
        made=made,
        made_days=PlannedDay.objects.filter(planned_year=made).count() if made else 0,
        public=said.public if said else rules.of(kind, on=today).public_may_attend,
        public_said=said is not None,
    )


def days_to_make(body: Body, *, year: int, now: datetime) -> list[RhythmDay]:
    """The days of a year for which a meeting can be planned."""
    return [one.of for one in rhythm_page(body, year=year, now=now).days if one.to_make]


def change_found(change_id: UUID) -> RhythmChange:
    """One change of a day.

    Raises:
        NotHere: there is none.
    """
    row = RhythmChange.objects.select_related("body").filter(pk=change_id).first()
    if row is None:
        raise NotHere
    return row


def planned_year_found(planned_year_id: UUID) -> PlannedYear:
    """Meetings that were planned at once.

    Raises:
        NotHere: there are none.
    """
    row = PlannedYear.objects.select_related("body").filter(pk=planned_year_id).first()
    if row is None:
        raise NotHere
    return row


def public_bodies(bodies: Iterable[Body], *, on: date) -> Mapping[UUID, bool]:
    """Whether anybody may know when each body meets: as the clerk said, else as the law of the day. Two queries."""
    said = dict(PublicDays.objects.values_list("body_id", "public"))
    rules = law.law()
    return {body.pk: said.get(body.pk, rules.of(BodyKind(body.kind), on=on).public_may_attend) for body in bodies}
