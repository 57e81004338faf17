"""Which days count for notice. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count

from holidays import country_holidays

from wardmote.register.rules import Deed, Verb

ADD_DAY = Deed("law.add_day", Verb.COLLECT)
TAKE_OUT_DAY = Deed("law.take_out_day", Verb.ALTER)
PUT_BACK_DAY = Deed("law.put_back_day", Verb.ALTER)

CLEAR_DAYS = 3  # as usual, where a body is free to give what notice it likes
EASTER_MONDAY = "Easter Monday"
SUNDAY = 6


class DayKind(StrEnum):
    """Why a day is no clear day."""

    BANK_HOLIDAY = "bank holiday"
    CHRISTMAS_BREAK = "Christmas break"
    EASTER_BREAK = "Easter break"
    MOURNING = "mourning or thanksgiving"
    ADDED = "added by the clerk"


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day that is no clear day."""

    day: date
    name: str
    kind: DayKind


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day on which notice of a meeting can go out, and whether the law or standing orders ask for it."""

    last_day: date
    clear_days: int
    required: bool

    def is_past(self, today: date) -> bool:
        """Whether it is too late."""
        return self.last_day < today


@lru_cache(maxsize=64)
def days_off(year: int) -> tuple[DayOff, ...]:
    """The days of a year in England that are no clear days beside Sundays: bank holidays, and the breaks around
    Christmas and Easter. What the calendar cannot know, such as a day of mourning, the clerk adds.

    A break runs from the last weekday before Christmas Day to the first weekday after it that is no bank holiday, and
    from the Thursday before Easter to the Tuesday after it.

    >>> sorted(off.day.isoformat() for off in days_off(2022) if off.day.month in (4, 9))
    ['2022-04-14', '2022-04-15', '2022-04-16', '2022-04-17', '2022-04-18', '2022-04-19', '2022-09-19']
    """
    bank = dict(country_holidays("GB", subdiv="ENG", years=[year]).items())
    christmas = date(year, 12, 25)
    begins = next(d for d in _days(christmas, -1) if d.weekday() < 5)
    ends = next(d for d in _days(christmas, 1) if d.weekday() < 5 and d not in bank)
    (monday,) = (day for day, name in bank.items() if name == EASTER_MONDAY)
    found = {day: DayOff(day, name, DayKind.BANK_HOLIDAY) for day, name in bank.items()}
    for kind, first, last in (
        (DayKind.CHRISTMAS_BREAK, begins, ends),
        (DayKind.EASTER_BREAK, monday - timedelta(days=4), monday + timedelta(days=1)),
    ):
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            found.setdefault(day, DayOff(day, kind.value, kind))
    return tuple(sorted(found.values()))


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The bank holidays of a year in England, and those in any part of the United Kingdom.

    The Freedom of Information Act 2000, section 10(6), leaves out of its working days a bank holiday in any part of the
    Kingdom (legislation.gov.uk/ukpga/2000/36/section/10).

    >>> england, kingdom = bank_holidays(2022)
    >>> sorted(day.isoformat() for day in kingdom - england)
    ['2022-01-02', '2022-01-04', '2022-03-17', '2022-07-12', '2022-08-01', '2022-11-30']
    """
    of = [frozenset(country_holidays("GB", subdiv=part, years=[year])) for part in ("ENG", "SCT", "WLS", "NIR")]
    return of[0], frozenset().union(*of)


def _days(of: date, by: int) -> Iterator[date]:
    return (of + timedelta(days=by * n) for n in count(1))


def last_day_of_issue(held_on: date, *, clear_days: int, left_out: Callable[[date], bool]) -> date:
    """The last day on which notice of a meeting can go out so that `clear_days` clear days lie between.

    The day of issue, the day of the meeting, Sundays and the days left out do not count; Saturdays do.

    >>> off = {one.day for one in days_off(2022)}
    >>> [last_day_of_issue(date(2022, 10, d), clear_days=3, left_out=off.__contains__).isoformat() for d in (28, 31)]
    ['2022-10-24', '2022-10-26']
    """
    counts = (day for day in _days(held_on, -1) if day.weekday() != SUNDAY and not left_out(day))
    for _ in range(clear_days):
        next(counts)
    return next(counts)
