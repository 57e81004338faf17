"""Months: which are asked for, which were published by a day, and which must not be set beside each other."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# The site promises the month by the last working day of the next, and is sometimes late. A default of ours.
PUBLISHED_AFTER_DAYS = 45
MONTHS_IN_A_YEAR = 12
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


class BadMonth(ValueError):
    """A month is not written like 2022-01, or the first is after the last."""


@dataclass(frozen=True)
class RecordingChange:
    """A month from which the police record otherwise. Across a `never` one, windows are not compared at all."""

    month: str
    says: str
    never: bool
    source: str
    checked_on: str


RECORDING_CHANGES = (
    RecordingChange(
        "2015-01",
        "Until 2014 much violence and many sexual offences that were reported were not recorded.",
        True,
        "HMIC, Crime-recording: making the victim count, November 2014 (general knowledge, not opened); West Mercia's "
        "violence and sexual offences: 13,184 in 11 months of 2014, 42,929 in 11 months of 2022 (counted)",
        "2026-11-27",
    ),
    RecordingChange(
        "2023-05",
        "From spring 2023 only the principal of several crimes that a victim reports of one offender is counted.",
        False,
        "Answer of the Home Office to question 181272, House of Commons, 24 April 2023; the month is approximate",
        "2026-11-27",
    ),
)


def month_ordinal(month: str) -> int:
    """Months since the year 0.

    >>> month_ordinal("2022-02") - month_ordinal("2021-12")
    2

    Raises:
        BadMonth: it is not written like 2022-01.
    """
    if not _MONTH.fullmatch(month):
        raise BadMonth(f"“{month}” is not a month; write it like 2022-01.")
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_of(ordinal: int) -> str:
    """The month of an ordinal.

    >>> month_of(month_ordinal("2021-12") + 2)
    '2022-02'
    """
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def months_between(since: str, until: str) -> tuple[str, ...]:
    """All months from the first to the last, both included.

    >>> months_between("2021-12", "2022-01")
    ('2021-12', '2022-01')

    Raises:
        BadMonth: one is not written like 2022-01, or the first is after the last.
    """
    first, last = month_ordinal(since), month_ordinal(until)
    if first > last:
        raise BadMonth(f"{since} is after {until}. Give the earlier month first.")
    return tuple(month_of(one) for one in range(first, last + 1))


def shifted(months: Sequence[str], years_back: int) -> tuple[str, ...]:
    """The same months some years before.

    >>> shifted(["2022-01"], 2)
    ('2020-01',)
    """
    return tuple(month_of(month_ordinal(one) - 12 * years_back) for one in months)


def published_on(month: str, earliest_download: date | None = None) -> date:
    """The day from which we take a month as published: some weeks after its end, or the first download if earlier.

    A day of download before the month had ended is a mistake, and is passed over.

    >>> published_on("2022-08"), published_on("2022-08", date(2000, 1, 1))
    (datetime.date(2022, 10, 15), datetime.date(2022, 10, 15))
    """
    year, number = int(month[:4]), int(month[5:])
    end = date(year, number, calendar.monthrange(year, number)[1])
    ours = end + timedelta(days=PUBLISHED_AFTER_DAYS)
    return min(ours, earliest_download) if earliest_download and earliest_download > end else ours


def published_by(months: Sequence[str], known_on: date, downloads: Mapping[str, date]) -> tuple[str, ...]:
    """Those of the months that were published by a day.

    >>> published_by(["2022-08", "2022-09"], date(2022, 10, 28), {})
    ('2022-08',)
    """
    return tuple(one for one in months if published_on(one, downloads.get(one)) <= known_on)


def changes_between(earlier: Sequence[str], later: Sequence[str]) -> tuple[RecordingChange, ...]:
    """The changes of recording that lie between, or inside, two windows.

    >>> [change.never for change in changes_between(["2014-12"], ["2022-01"])]
    [True]
    """
    months = sorted([*earlier, *later])
    return tuple(change for change in RECORDING_CHANGES if months and months[0] < change.month <= months[-1])


def period_in_words(months: Sequence[str]) -> str:
    """The period from the first to the last month, as it is said.

    >>> period_in_words(["2022-01", "2022-11"]), period_in_words(["2021-12", "2022-11"]), period_in_words(["2022-03"])
    ('January to November 2022', 'December 2021 to November 2022', 'March 2022')
    """
    if not months:
        return "no month"
    first, last = _month_name(months[0]), _month_name(months[-1])
    if months[0] == months[-1]:
        return f"{first} {months[0][:4]}"
    if months[0][:4] == months[-1][:4]:
        return f"{first} to {last} {months[-1][:4]}"
    return f"{first} {months[0][:4]} to {last} {months[-1][:4]}"


def spans_in_words(months: Sequence[str]) -> str:
    """The unbroken spans of months, as they are said.

    >>> spans_in_words(["2022-01", "2022-02", "2025-01"])
    'January to February 2022, January 2025'
    """
    spans: list[list[str]] = []
    for month in sorted(months):
        if spans and month_ordinal(month) == month_ordinal(spans[-1][-1]) + 1:
            spans[-1].append(month)
        else:
            spans.append([month])
    return ", ".join(period_in_words(span) for span in spans) or "no month"


def _month_name(month: str) -> str:
    return date(2000, int(month[5:]), 1).strftime("%B")
