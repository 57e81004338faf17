"""Counts that the police supply because nobody publishes them: who may type them, and what a file must look like."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wardmote.confidentiality.rules import NOT_SIGNED, Refused, has_signed, must_be_clerk_or_police
from wardmote.crime.rules.comparing import NotDone
from wardmote.figures.compare.windows import BadMonth, month_ordinal, months_between
from wardmote.register.rules import Deed, Verb, Viewer

SUPPLY = Deed("crime.supply", Verb.COLLECT)
SUPPLY_FILE = Deed("crime.supply_file", Verb.COLLECT)

COLUMNS = ("month", "kind", "count")
MOST = 9_999
MOST_ROWS = 1_000
MOST_NAMED = 20  # faults of a file; the rest are counted


class SuppliedKind(StrEnum):
    """What the police count for the panel. The second is part of the first: an incident counts once in it."""

    DOMESTIC_ABUSE = "domestic abuse incidents"
    WITH_ARREST = "domestic abuse incidents with an arrest"
    HATE_CRIME = "hate crimes"


@dataclass(frozen=True, slots=True)
class Supplied:
    """How many of a kind there were in a month (`2022-01`)."""

    kind: SuppliedKind
    month: str
    count: int


class FileFaults(NotDone):
    """A file of which nothing was stored; each fault is a sentence that names its line."""

    def __init__(self, faults: Sequence[str]) -> None:
        rest = len(faults) - MOST_NAMED
        self.faults = [*faults[:MOST_NAMED], *([f"Further faults: {rest}."] if rest > 0 else [])]
        super().__init__("The file has faults. Nothing was saved. Correct the lines named below and send it again.")


def must_supply(viewer: Viewer, now: datetime) -> None:
    """Go on only for the police, or the clerk for them, with a signature in force.

    Raises:
        Refused: somebody else asks, or the signature has run out.
    """
    must_be_clerk_or_police(viewer)
    if not has_signed(viewer, now):
        raise Refused(NOT_SIGNED)


def months_asked(since: str, until: str, *, today: date) -> tuple[str, ...]:
    """The months of a range that is over or under way.

    >>> months_asked("2021-12", "2022-01", today=date(2022, 1, 9))
    ('2021-12', '2022-01')

    Raises:
        NotDone: a month is not written like 2022-01, is still to come, or the first is after the last.
    """
    try:
        months = months_between(since, until)
    except BadMonth as why:
        raise NotDone(f"{why} Nothing was saved.", "since") from None
    if until > f"{today:%Y-%m}":
        raise NotDone(f"{until} is still to come. Nothing was saved. Give months that have begun.", "until")
    return months


def counts_typed(kind: SuppliedKind, numbers: str, *, since: str, until: str, today: date) -> list[Supplied]:
    """Counts typed for a range of months, the first month first.

    >>> counts_typed(SuppliedKind.HATE_CRIME, "3 0", since="2021-12", until="2022-01", today=date(2022, 2, 1))[1].count
    0

    Raises:
        NotDone: the months are not a range, something is no count, or there are more or fewer counts than months.
    """
    months = months_asked(since, until, today=today)
    found = numbers.split()
    wrong = next((one for one in found if _count(one) is None), None)
    if wrong is not None:
        raise NotDone(f"“{wrong[:40]}” is no count. Nothing was saved. Type whole numbers up to {MOST:,}.", "numbers")
    if len(found) != len(months):
        raise NotDone(
            f"You typed {len(found)} counts for {len(months)} months. Nothing was saved. Type one for each.", "numbers"
        )
    return [Supplied(kind, month, int(one)) for month, one in zip(months, found, strict=True)]


def _count(words: str) -> int | None:
    return int(words) if re.fullmatch(r"[0-9]{1,5}", words) and int(words) <= MOST else None


def counts_in_file(content: bytes, *, today: date) -> list[Supplied]:
    """The counts of a CSV file with the columns month, kind and count.

    >>> counts_in_file(b"month,kind,count\\n2022-01,Hate crimes,3\\n", today=date(2022, 2, 1))[0].count
    3

    Raises:
        FileFaults: it is no such file, or a row is wrong. Each fault names its line, and no row is taken.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise FileFaults(["This is no CSV file in UTF-8."]) from None
    header = tuple(cell.strip().lower() for cell in rows[0]) if rows else ()
    if header != COLUMNS:
        raise FileFaults(["Line 1: the columns must be month, kind and count, in this order, with commas between."])
    if len(rows) > MOST_ROWS:
        raise FileFaults([f"There are more than {MOST_ROWS:,} lines."])
    found: dict[tuple[SuppliedKind, str], Supplied] = {}
    faults: list[str] = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        read = _of_row([cell.strip() for cell in row], today)
        if isinstance(read, str):
            faults.append(f"Line {line}: {read}")
        elif (read.kind, read.month) in found:
            faults.append(f"Line {line}: this month and kind stand in the file already.")
        else:
            found[read.kind, read.month] = read
    if faults or not found:
        raise FileFaults(faults or ["There is no line with a count."])
    return list(found.values())


def _of_row(row: Sequence[str], today: date) -> Supplied | str:
    """What a row tells, or what is wrong with it."""
    if len(row) != len(COLUMNS):
        return f"it has {len(row)} cells and not {len(COLUMNS)}."
    month, kind, count = row
    try:
        month_ordinal(month)
    except BadMonth:
        return f"“{month[:40]}” is not a month; write it like 2022-01."
    if month > f"{today:%Y-%m}":
        return f"{month} is still to come."
    if kind.lower() not in set(SuppliedKind):
        return f"“{kind[:40]}” is not a kind; the kinds are {', '.join(SuppliedKind)}."
    number = _count(count)
    if number is None:
        return f"“{count[:40]}” is no count; write a whole number up to {MOST:,}."
    return Supplied(SuppliedKind(kind.lower()), month, number)


def more_with_arrest(counts: Mapping[tuple[SuppliedKind, str], int], months: Iterable[str]) -> list[str]:
    """The months in which more incidents had an arrest than there were incidents."""
    return [
        month
        for month in sorted(set(months))
        if (every := counts.get((SuppliedKind.DOMESTIC_ABUSE, month))) is not None
        and counts.get((SuppliedKind.WITH_ARREST, month), 0) > every
    ]
