"""Days and times as they are typed on the command line."""

from argparse import ArgumentTypeError
from datetime import date, time


def day(typed: str) -> date:
    """A day such as 2026-12-11.

    Raises:
        ArgumentTypeError: it is none.

    >>> day("2026-12-11")
    datetime.date(2026, 12, 11)
    """
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"“{typed}” is not a day; write it like 2026-12-11") from None


def time_of_day(typed: str) -> time:
    """A time such as 10:15, or a full hour.

    Raises:
        ArgumentTypeError: it is none.

    >>> time_of_day("10:15").isoformat(), time_of_day("19").isoformat()
    ('10:15:00', '19:00:00')
    """
    try:
        return time.fromisoformat(typed if ":" in typed else f"{typed}:00")
    except ValueError:
        raise ArgumentTypeError(f"“{typed}” is not a time; write it like 10:15") from None
