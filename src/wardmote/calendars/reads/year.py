"""A year at a glance: what lies on which day, month by month, in words that tell nothing confidential."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from wardmote.actions import reads as actions
from wardmote.calendars.models import Rhythm
from wardmote.calendars.reads.reviews import holder, newest_terms, places
from wardmote.calendars.reads.rhythm import rhythm_days
from wardmote.calendars.rules import MONTHS, issue_words, state_words
from wardmote.govuk.words import count_of
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind
from wardmote.membership.models import AttendanceEntry
from wardmote.membership.rules import Gathering
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import TO_COME, MeetingState
from wardmote.priorities.models import Priority
from wardmote.register.rules import Viewer, london_date

MOST_LINES = 40  # of one month


class What(StrEnum):
    """What lies on a day."""

    MEETING = "meeting"
    RHYTHM = "day of the rhythm"
    ISSUE = "last day of issue"
    WALKABOUT = "walkabout"
    REVIEW = "review"
    TERM = "term"
    ACTIONS = "actions"


Way = tuple[str, tuple[UUID, ...]]  # the name of an address, and the ids in it


@dataclass(frozen=True, slots=True)
class YearLine:
    """What lies on one day."""

    day: date
    what: What
    words: str
    state: str
    to: Way | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its first lines, and how many more there are."""

    name: str
    lines: Sequence[YearLine]
    left_out: int


@dataclass(frozen=True, slots=True)
class YearPage:
    """Twelve months, of one body or of all."""

    year: int
    body: Body | None
    bodies: Sequence[Body]
    months: Sequence[Month]

    @property
    def empty(self) -> bool:
        """Whether nothing lies in this year."""
        return not any(month.lines for month in self.months)


def year_page(year: int, *, body: Body | None, viewer: Viewer, now: datetime) -> YearPage:
    """A year, for somebody on the panel: a fixed number of queries, and no sealed word is opened."""
    bodies = list(Body.objects.order_by("name"))
    chosen = [body] if body else bodies
    by_month: dict[int, list[YearLine]] = defaultdict(list)
    for line in _lines(year, chosen, whole=body is None, viewer=viewer, now=now):
        by_month[line.day.month].append(line)
    order = list(What)
    months = []
    for number, name in enumerate(MONTHS, start=1):
        lines = sorted(by_month[number], key=lambda one: (one.day, order.index(one.what), one.words))
        months.append(Month(name, lines[:MOST_LINES], max(0, len(lines) - MOST_LINES)))
    return YearPage(year, body, bodies, months)


def _lines(year: int, bodies: Sequence[Body], *, whole: bool, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    yield from _meetings(year, bodies, viewer=viewer, now=now)
    yield from _rhythms(year, bodies, now=now)
    yield from _reviews(year, bodies, viewer=viewer, now=now)
    if whole:
        yield from _walkabouts(year, viewer=viewer, now=now)
        yield from _priorities(year, viewer=viewer, now=now)
        yield from _actions(year, viewer=viewer, now=now)


def _meetings(year: int, bodies: Sequence[Body], *, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    """The meetings, and the last day of issue of those to come; that may lie in the year before its meeting."""
    today = london_date(now)
    calendar, rules = law.calendar(), law.law()
    rows = minutes.meetings(viewer=viewer).filter(body__in=bodies, held_on__gte=date(year, 1, 1))
    for row in rows.filter(held_on__lt=date(year + 1, 2, 1)):
        to: Way = ("meetings:meeting", (row.pk,))
        if row.held_on.year == year:
            state = state_words(MeetingState(row.state), held_on=row.held_on, today=today)
            yield YearLine(row.held_on, What.MEETING, row.body.name, state, to)
        if row.state in TO_COME and row.held_on >= today:
            yield from _issue(row, calendar, rules, year)


def _issue(row: Meeting, calendar: law.Calendar, rules: law.Law, year: int) -> Iterator[YearLine]:
    notice = calendar.notice(rules.of(BodyKind(row.body.kind), on=row.held_on), held_on=row.held_on)
    if notice.last_day.year == year:
        words = issue_words(row.body.name, notice)
        yield YearLine(notice.last_day, What.ISSUE, words, "", ("meetings:meeting", (row.pk,)))


def _rhythms(year: int, bodies: Sequence[Body], *, now: datetime) -> Iterator[YearLine]:
    """The days of each rhythm for which no meeting is planned yet."""
    today = london_date(now)
    rows = list(Rhythm.objects.filter(body__in=bodies, ended_at__isnull=True).select_related("body"))
    days = rhythm_days(rows, year)
    for row in rows:
        for one in days[row.body_id]:
            if one.meeting is None and one.held_on and one.held_on >= today and one.held_on.year == year:
                words = f"{row.body.name}, by its rhythm"
                yield YearLine(one.held_on, What.RHYTHM, words, "not planned yet", None)


def _reviews(year: int, bodies: Sequence[Body], *, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    """Terms of reference to be looked at again, and places at the table that end or are looked at again."""
    for row in newest_terms(bodies, viewer=viewer, now=now):
        if row.review_on and row.review_on.year == year:
            words = f"Terms of reference to be looked at again: {row.body.name}"
            yield YearLine(row.review_on, What.REVIEW, words, "", ("membership:body", (row.body_id,)))
    for place in places(viewer=viewer, now=now).filter(body__in=bodies):
        to: Way = ("membership:body", (place.body_id,))
        if place.until_on and place.until_on.year == year:
            words = f"Place ends: {holder(place)}, {place.body.name}"
            yield YearLine(place.until_on, What.TERM, words, "", to)
        if place.review_on and place.review_on.year == year:
            yield YearLine(place.review_on, What.REVIEW, f"Place to be looked at again: {holder(place)}", "", to)


def _walkabouts(year: int, *, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    rows = AttendanceEntry.objects.visible_to(viewer, now=now).filter(
        gathering=Gathering.WALKABOUT.value, replaced_at__isnull=True, held_on__year=year
    )
    for day in sorted(set(rows.order_by().values_list("held_on", flat=True))):
        yield YearLine(day, What.WALKABOUT, "Walkabout", "held" if day <= london_date(now) else "planned", None)


def _priorities(year: int, *, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    rows = Priority.objects.visible_to(viewer, now=now).filter(ended_at__isnull=True, review_on__year=year)
    for row in rows.only("id", "reference", "review_on"):
        if row.review_on:
            words = f"Priority {row.reference} to be looked at again"
            yield YearLine(row.review_on, What.REVIEW, words, "", ("priorities:priority", (row.pk,)))


def _actions(year: int, *, viewer: Viewer, now: datetime) -> Iterator[YearLine]:
    """How many actions are due on each day; one alone by its reference."""
    due = actions.still_open(viewer=viewer, now=now).filter(due_on__year=year).order_by()
    found = list(due.values_list("due_on", "pk", "reference"))
    many = Counter(day for day, _, _ in found)
    today = london_date(now)
    for day, pk, reference in found:
        state = "late" if day and day < today else ""
        if day and many[day] == 1:
            yield YearLine(day, What.ACTIONS, f"Action {reference} due", state, ("actions:action", (pk,)))
    for day, number in many.items():
        if day and number > 1:
            state = "late" if day < today else ""
            words = f"{count_of(number, 'action')} due"
            yield YearLine(day, What.ACTIONS, words, state, ("actions:actions", ()))
