"""What may be said of a planned meeting and of a body's standing order. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count

from holidays import country_holidays

from wardmote.minutes.rules import marking_of_words
from wardmote.register.rules import Deed, Marking, Verb, strictest

DRAW_UP = Deed("meetings.draw_up_agenda", Verb.COLLECT)
HAND_OUT_AGENDA = Deed("meetings.hand_out_agenda", Verb.DISCLOSE)
TAKE_AGENDA = Deed("meetings.take_agenda", Verb.ALTER)
UNDO_AGENDA = Deed("meetings.undo_agenda", Verb.ALTER)
MOVE = Deed("meetings.move", Verb.ALTER)
ADD_STANDING = Deed("meetings.add_standing_item", Verb.COLLECT)
RENAME_STANDING = Deed("meetings.rename_standing_item", Verb.ALTER)
MOVE_STANDING = Deed("meetings.move_standing_item", Verb.ALTER)
REMOVE_STANDING = Deed("meetings.remove_standing_item", Verb.ALTER)
RESTORE_STANDING = Deed("meetings.restore_standing_item", Verb.ALTER)
SET_USUAL = Deed("meetings.set_usual_sitting", Verb.ALTER)


class VersionKind(StrEnum):
    """What made a version of an agenda."""

    DRAWN_UP = "drawn up"
    RETURNED = "returned"
    UNDONE = "undone"
    MOVED = "moved"


class AlreadyThere(Exception):
    """Something of this name is there already."""


def marking_of_entry(title: str, note: str, *, before: str = Marking.PANEL.value) -> str:
    """How far an item of an agenda may go: a file never widens it, and what tells of a person closes it.

    >>> marking_of_entry("Parking", "Arrest in Mill Street"), marking_of_entry("Parking", "", before="confidential")
    ('confidential', 'confidential')
    """
    return strictest(before, marking_of_words(title, note))


CLEAR_DAYS = 3
EASTER_MONDAY = "Easter Monday"


@lru_cache(maxsize=64)
def days_left_out(year: int) -> frozenset[date]:
    """The days of a year in England that are no clear days beside Sundays: bank holidays, the breaks around Christmas
    and Easter, and the days of mourning that the calendar knows.

    A break runs from the last weekday before Christmas Day to the first weekday after it that is no bank holiday, and
    from the Thursday before Easter to the Tuesday after it.

    >>> sorted(day.isoformat() for day in days_left_out(2022) if day.month in (4, 9))
    ['2022-04-14', '2022-04-15', '2022-04-16', '2022-04-17', '2022-04-18', '2022-04-19', '2022-09-19']
    """
    bank = country_holidays("GB", subdiv="ENG", years=[year])
    christmas = date(year, 12, 25)
    begins = next(d for d in _days(christmas, -1) if d.weekday() < 5)
    ends = next(d for d in _days(christmas, 1) if d.weekday() < 5 and d not in bank)
    (monday,) = (day for day, name in bank.items() if name == EASTER_MONDAY)
    easter = [monday + timedelta(days=n) for n in range(-4, 2)]
    return frozenset({*bank, *easter, *(begins + timedelta(days=n) for n in range((ends - begins).days + 1))})


def _days(of: date, by: int) -> Iterator[date]:
    return (of + timedelta(days=by * n) for n in count(1))


def last_day_of_notice(held_on: date, *, clear_days: int = CLEAR_DAYS) -> date:
    """The last day on which notice of a meeting can go out so that `clear_days` clear days lie between.

    The day of issue, the day of the meeting, Sundays and the days left out do not count; Saturdays do.

    >>> last_day_of_notice(date(2022, 10, 28)).isoformat(), last_day_of_notice(date(2022, 10, 31)).isoformat()
    ('2022-10-24', '2022-10-26')
    """
    left, days = clear_days, _days(held_on, -1)
    while left:
        day = next(days)
        left -= day.weekday() != 6 and day not in days_left_out(day.year)
    return next(day for day in days if day.weekday() != 6 and day not in days_left_out(day.year))
