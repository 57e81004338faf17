"""How figures and dates are written on a page. Pure."""

import re
from datetime import date, time

IN_WORDS = {"midday": time(12), "noon": time(12), "12 noon": time(12), "midnight": time(0)}
A_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?(?: ?(?P<half>[ap])\.?m\.?)?")


def pounds(pence: int) -> str:
    """Whole pence as the town hall writes money.

    >>> pounds(1_234_500)
    '£12,345.00'
    """
    return f"£{pence // 100:,}.{pence % 100:02}"


def long_date(day: date) -> str:
    """A day as it is read aloud.

    >>> long_date(date(2022, 10, 28))
    'Friday 28 October 2022'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """A day in a table.

    >>> short_date(date(2022, 10, 28))
    '28 Oct 2022'
    """
    return f"{day.day} {day:%b %Y}"


def clock(at: time) -> str:
    """A time of day as GOV.UK writes it.

    >>> clock(time(10, 15)), clock(time(19)), clock(time(12))
    ('10:15am', '7pm', 'midday')
    """
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def ordinal(number: int) -> str:
    """First, second, third … in words up to ten, then in figures.

    >>> ordinal(3), ordinal(12), ordinal(21)
    ('third', '12th', '21st')
    """
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if 1 <= number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count_of(1, "action"), count_of(2, "action"), count_of(0, "day")
    ('1 action', '2 actions', '0 days')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def time_typed(words: str) -> time:
    """The time of day as people write it.

    Raises:
        ValueError: it is none.

    >>> [time_typed(words).isoformat("minutes") for words in ("2pm", "10.15 a.m.", "10:15", "14.00", "midday")]
    ['14:00', '10:15', '10:15', '14:00', '12:00']
    """
    if (named := IN_WORDS.get(words.strip().lower())) is not None:
        return named
    found = A_TIME.fullmatch(words.strip().lower())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (99, 0)
    if found and found["half"]:
        hour = hour % 12 + 12 * (found["half"] == "p") if 1 <= hour <= 12 else 99
    return time(hour, minute)
