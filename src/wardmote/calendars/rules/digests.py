"""What to do by when, as one page and one letter: figures, days and links, and no word of the record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wardmote.govuk.words import clock, long_date
from wardmote.register.rules import LONDON, Deed, Verb

CHOOSE_DIGEST = Deed("calendars.choose_digest", Verb.ALTER)
SEND_DIGEST = Deed("calendars.send_digest", Verb.DISCLOSE)

LETTERS_FROM = time(7)
LATEST_DAY = 1  # Tuesday: if the machine was off on Monday
MOST_DAYS_BEFORE = 21


class Every(StrEnum):
    """When somebody gets the letter that says what to do by when."""

    NEVER = "never"
    WEEKLY = "each week, on Monday"
    BEFORE = "before each meeting"


@dataclass(frozen=True, slots=True)
class Choice:
    """When a person gets it. Whoever agreed to e-mail and said nothing else gets it a week before a meeting."""

    every: Every
    days_before: int = 7


def choice_of(said: Choice | None, *, by_email: bool) -> Choice:
    """What holds for a person: what was said; else a week before a meeting by e-mail, and never for those on paper.

    >>> choice_of(None, by_email=True).every.value, choice_of(Choice(Every.WEEKLY), by_email=False).every.value
    ('before each meeting', 'never')
    """
    if not by_email:
        return Choice(Every.NEVER, said.days_before if said else 7)
    return said or Choice(Every.BEFORE)


def monday_due(now: datetime) -> date | None:
    """The Monday whose letters are due now: from seven in the town, until the end of Tuesday.

    >>> from datetime import UTC
    >>> monday_due(datetime(2022, 10, 31, 7, 30, tzinfo=UTC)), monday_due(datetime(2022, 11, 2, 7, 30, tzinfo=UTC))
    (datetime.date(2022, 10, 31), None)
    """
    local = now.astimezone(LONDON)
    if local.weekday() > LATEST_DAY or (local.weekday() == 0 and local.time() < LETTERS_FROM):
        return None
    return local.date() - timedelta(days=local.weekday())


def is_before_meeting(held_on: date, days_before: int, *, now: datetime) -> bool:
    """Whether the letter before a meeting is due: from seven on its first day, up to the day of the meeting.

    >>> from datetime import UTC
    >>> [is_before_meeting(date(2022, 12, 2), 7, now=datetime(2022, 11, day, 9, tzinfo=UTC)) for day in (24, 25)]
    [False, True]
    """
    local = now.astimezone(LONDON)
    if local.time() < LETTERS_FROM:
        return False
    return held_on - timedelta(days=days_before) <= local.date() <= held_on


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: what, in words that tell nothing, by which day, and where a browser leads."""

    words: str
    day: date | None
    address: str


def by_when(day: date | None, *, today: date) -> str:
    """By when something is to be done.

    >>> by_when(date(2022, 11, 25), today=date(2022, 11, 14)), by_when(None, today=date(2022, 11, 14))
    ('by Friday 25 November 2022', 'as soon as you can')
    >>> by_when(date(2022, 11, 1), today=date(2022, 11, 14))
    'was due on Tuesday 1 November 2022'
    """
    if day is None:
        return "as soon as you can"
    return f"was due on {long_date(day)}" if day < today else f"by {long_date(day)}"


def when_words(body: str, held_on: date, starts: time | None, place: str) -> str:
    """A meeting in one line.

    >>> when_words("Panel", date(2022, 12, 2), time(10, 15), "Town Hall")
    'Panel, Friday 2 December 2022 at 10:15am, Town Hall'
    """
    at = f" at {clock(starts)}" if starts else ""
    return f"{body}, {long_date(held_on)}{at}{f', {place}' if place else ''}"


def digest_letter(
    name: str, lines: Sequence[Line], *, meeting: str, today: date, town: str, settings: str
) -> tuple[str, str]:
    """The subject and the body of the letter. `meeting` is the next one in a line; `settings` where to change it.

    >>> lines = [Line("Action BCDF2345", date(2022, 11, 25), "http://localhost:8000/actions/1/")]
    >>> told = {"today": date(2022, 11, 14), "town": "Anytown", "settings": "http://localhost:8000/calendar/digest/"}
    >>> print(digest_letter("Ben Member", lines, meeting="Panel, Friday 2 December 2022", **told)[1])
    Dear Ben Member,
    <BLANKLINE>
    Next meeting: Panel, Friday 2 December 2022
    <BLANKLINE>
    To do:
    <BLANKLINE>
    - Action BCDF2345: by Friday 25 November 2022
      http://localhost:8000/actions/1/
    <BLANKLINE>
    Each link asks you to sign in. There you see what it is about.
    To get this letter at other times, or not at all:
    http://localhost:8000/calendar/digest/
    <BLANKLINE>
    """
    told = "\n".join(f"- {one.words}: {by_when(one.day, today=today)}\n  {one.address}" for one in lines)
    before = f"Next meeting: {meeting}\n\n" if meeting else ""
    body = (
        f"Dear {name},\n\n{before}To do:\n\n{told}\n\n"
        "Each link asks you to sign in. There you see what it is about.\n"
        f"To get this letter at other times, or not at all:\n{settings}\n"
    )
    return f"{town}: what to do by when", body
