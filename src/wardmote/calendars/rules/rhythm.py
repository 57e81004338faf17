"""How often a body meets, said by choices: "last Friday of each quarter". Days of a year follow from it. Pure."""

from calendar import day_name, month_name
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateutil.rrule import MONTHLY, rrule, weekday

from wardmote.govuk.needs import Needs
from wardmote.law.rules import Notice
from wardmote.minutes.rules import HELD, NOT_HELD, SITTING, MeetingState
from wardmote.register.rules import Deed, Verb

SET_RHYTHM = Deed("calendars.set_rhythm", Verb.ALTER)
END_RHYTHM = Deed("calendars.end_rhythm", Verb.ALTER)
CHANGE_DAY = Deed("calendars.change_day", Verb.ALTER)
PUT_BACK_DAY = Deed("calendars.put_back_day", Verb.ALTER)
MAKE_YEAR = Deed("calendars.make_year", Verb.COLLECT)
TAKE_AWAY_YEAR = Deed("calendars.take_away_year", Verb.ERASE)

YEARS = range(2000, 2101)
ALL_MONTHS = frozenset(range(1, 13))
WEEKDAYS = tuple(day_name)  # Monday first, as `date.weekday` counts
MONTHS = tuple(month_name)[1:]
SATURDAY = 5


class CalendarNeeds(Needs):
    """A refusal: what is missing or cannot be so. `field` names the box of the form."""


class Week(StrEnum):
    """Which of its kind in a month: the second Tuesday, the last Friday."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


class Often(StrEnum):
    """In which months a body meets."""

    MONTHLY = "every month"
    BUT = "every month, but not in those ticked below"
    QUARTERLY = "once each quarter"
    ONLY = "only in the months ticked below"


_NTH = {Week.FIRST: 1, Week.SECOND: 2, Week.THIRD: 3, Week.FOURTH: 4, Week.LAST: -1}
_OF_QUARTER = {True: frozenset({3, 6, 9, 12}), False: frozenset({1, 4, 7, 10})}  # whether it is the last of its kind


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which day of which months. Monday is 0; January is 1."""

    week: Week
    weekday: int
    months: frozenset[int]

    @property
    def words(self) -> str:
        """As it is said aloud.

        >>> Pattern(Week.LAST, 4, frozenset({3, 6, 9, 12})).words
        'last Friday of each quarter'
        >>> Pattern(Week.SECOND, 1, ALL_MONTHS - {8}).words, Pattern(Week.FIRST, 0, frozenset({3, 9})).words
        ('second Tuesday of each month except August', 'first Monday of March and September')
        """
        return f"{self.week.value} {WEEKDAYS[self.weekday]} of {self._months}"

    @property
    def _months(self) -> str:
        missing = ALL_MONTHS - self.months
        if not missing:
            return "each month"
        if self.months == _OF_QUARTER[self.week is Week.LAST]:
            return "each quarter"
        return f"each month except {_named(missing)}" if len(missing) < 6 else _named(self.months)

    @property
    def often(self) -> tuple[Often, frozenset[int]]:
        """How the choices of the form say it: how often, and which months are ticked."""
        if self.months == ALL_MONTHS:
            return Often.MONTHLY, frozenset()
        if self.months == _OF_QUARTER[self.week is Week.LAST]:
            return Often.QUARTERLY, frozenset()
        missing = ALL_MONTHS - self.months
        return (Often.BUT, missing) if len(missing) < 6 else (Often.ONLY, self.months)


def _named(months: Collection[int]) -> str:
    *first, last = [MONTHS[number - 1] for number in sorted(months)]
    return f"{', '.join(first)} and {last}" if first else last


def months_of(often: Often, ticked: Collection[int], *, week: Week) -> frozenset[int]:
    """In which months a body meets, from the choices of the form. The last of a quarter is in its last month.

    >>> sorted(months_of(Often.QUARTERLY, [], week=Week.LAST)), sorted(months_of(Often.QUARTERLY, [], week=Week.FIRST))
    ([3, 6, 9, 12], [1, 4, 7, 10])

    Raises:
        CalendarNeeds: no month is left.
    """
    if often is Often.MONTHLY:
        return ALL_MONTHS
    if often is Often.QUARTERLY:
        return _OF_QUARTER[week is Week.LAST]
    found = ALL_MONTHS - set(ticked) if often is Often.BUT else frozenset(ticked) & ALL_MONTHS
    if not ticked or not found:
        raise CalendarNeeds("months", "Tick the months that are meant. Nothing was saved. At least one has to be left.")
    return found


def days_of(pattern: Pattern, year: int) -> list[date]:
    """The days of a year on which a body meets.

    >>> [day.isoformat() for day in days_of(Pattern(Week.LAST, 4, frozenset({3, 6, 9, 12})), 2022)]
    ['2022-03-25', '2022-06-24', '2022-09-30', '2022-12-30']
    """
    rule = rrule(
        MONTHLY,
        bymonth=sorted(pattern.months),
        byweekday=weekday(pattern.weekday)(_NTH[pattern.week]),
        dtstart=datetime(year, 1, 1),
        until=datetime(year, 12, 31),
    )
    return [one.date() for one in rule]


def why_no_working_day(day: date, off: dict[date, str]) -> str:
    """Why nobody works on a day: its name among the days off, or that it is a weekend; empty if it is a working day.

    >>> why_no_working_day(date(2027, 3, 26), {date(2027, 3, 26): "Good Friday"})
    'Good Friday'
    >>> why_no_working_day(date(2027, 3, 27), {}), why_no_working_day(date(2027, 3, 25), {})
    ('a Saturday', '')
    """
    if day in off:
        return off[day]
    return f"a {WEEKDAYS[day.weekday()]}" if day.weekday() >= SATURDAY else ""


def issue_words(body: str, notice: Notice) -> str:
    """What the last day of issue of a meeting is called.

    >>> issue_words("Panel", Notice(date(2022, 10, 24), 3, required=True))
    'Last lawful day of issue: Panel'
    """
    return f"Last {'lawful ' if notice.required else ''}day of issue: {body}"


def state_words(state: MeetingState, *, held_on: date, today: date) -> str:
    """How a meeting stands, for the year at a glance.

    >>> told = {"held_on": date(2022, 10, 28), "today": date(2022, 11, 14)}
    >>> state_words(MeetingState.APPROVED, **told), state_words(MeetingState.CANCELLED, **told)
    ('held', 'cancelled')
    >>> state_words(MeetingState.DRAFT, **told)
    'no notes yet'
    """
    if state in NOT_HELD:
        return state.value
    if state in HELD | SITTING:
        return "held"
    return "planned" if held_on >= today else "no notes yet"
