"""Counts month by month: how they are typed, which of them count, and what they say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardmote.figures.change import Answer, Interrupted, Maryland, interrupted, maryland_level
from wardmote.figures.change.interrupted import FEWEST_AFTER, FEWEST_BEFORE
from wardmote.figures.compare.windows import BadMonth, month_of, month_ordinal
from wardmote.govuk.words import count_of
from wardmote.interventions.rules.judging import InterventionNeeds
from wardmote.register.rules import Deed, Verb

COUNT_MONTHLY = Deed("interventions.count_monthly", Verb.COLLECT)

MOST_MONTHS = 240
MOST_OF_A_MONTH = 1_000_000
_HEADING = re.compile(r"\s*month\b", re.IGNORECASE)
_NOBODY = ("", "-", "–")


@dataclass(frozen=True, slots=True)
class Month:
    """What was counted in a month (`2026-01`) in the place and in its control. None: nobody counted."""

    month: str
    place: int | None
    control: int | None

    def __str__(self) -> str:
        cells = ("" if number is None else str(number) for number in (self.place, self.control))
        return ", ".join([self.month, *cells]).rstrip()


def months_typed(text: str, *, today: date) -> tuple[Month, ...]:
    """The months of some lines, the first month first; one that is left out between two was counted by nobody.

    Cells stand between commas, semicolons, tabs or blanks, so a CSV file or a table of a spreadsheet can be pasted. A
    first line of headings is passed over.

    >>> [str(one) for one in months_typed("month,place,control\\n2026-03,9,14\\n2026-01 12 -", today=date(2026, 6, 1))]
    ['2026-01, 12,', '2026-02, ,', '2026-03, 9, 14']

    Raises:
        InterventionNeeds: a line is wrong, and which; a month stands twice or is not over; or there are too many.
    """
    found: dict[int, Month] = {}
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for number, line in lines:
        if (number, line) == lines[0] and _HEADING.match(line):
            continue
        month = _of_line(line, number, today)
        at = month_ordinal(month.month)
        if at in found:
            raise InterventionNeeds("months", f"Line {number}: {month.month} stands twice. Leave one of them out.")
        found[at] = month
    if not found:
        raise InterventionNeeds("months", "There is no month in it. Type one line for each month.")
    first, last = min(found), max(found)
    if last - first >= MOST_MONTHS:
        raise InterventionNeeds("months", f"These are more than {MOST_MONTHS} months. Leave the oldest out.")
    return tuple(found.get(at, Month(month_of(at), None, None)) for at in range(first, last + 1))


def _of_line(line: str, number: int, today: date) -> Month:
    cells = [cell.strip() for cell in (re.split(r"[,;\t]", line) if re.search(r"[,;\t]", line) else line.split())]
    month, *numbers = cells
    try:
        month_ordinal(month)
    except BadMonth:
        raise InterventionNeeds(
            "months", f"Line {number}: “{month[:20]}” is no month. Write it like 2026-01."
        ) from None
    if month >= f"{today:%Y-%m}":
        raise InterventionNeeds("months", f"Line {number}: {month} is not over. Leave it out.")
    if len(numbers) != 2:
        raise InterventionNeeds("months", f"Line {number}: a line has a month and two counts.")
    return Month(month, *(_number(cell, number) for cell in numbers))


def _number(cell: str, line: int) -> int | None:
    if cell in _NOBODY:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", cell) or int(cell) > MOST_OF_A_MONTH:
        raise InterventionNeeds("months", f"Line {line}: “{cell[:20]}” is no count. Type whole numbers from 0.")
    return int(cell)


@dataclass(frozen=True, slots=True)
class Monthly:
    """What counts month by month say. `since` is the first whole month after the change."""

    months: tuple[Month, ...]
    since: str
    found: Interrupted
    lacking: str  # which months are still to be counted; empty: none

    @property
    def level(self) -> Maryland | None:
        """How far it can be believed; none if nobody counted the place after the change."""
        place, control = ([getattr(one, of) for one in self.months] for of in ("place", "control"))
        if not _counted(place, self.months, self.since)[1]:
            return None
        return maryland_level(
            before_and_after=all(_counted(place, self.months, self.since)),
            control=all(_counted(control, self.months, self.since)),
        )

    @property
    def words(self) -> str:
        """The answer as one sentence with its numbers."""
        found = self.found
        if found.ratio is None or found.low is None or found.high is None:
            return f"{found.answer.capitalize()}. {self.lacking}".strip()
        link = "but anything" if found.answer is Answer.NOT_PROVEN else "and anything"
        return (
            f"{found.answer.capitalize()}: {found.ratio:.2f} times as many as was to be expected, {link} from "
            f"{found.low:.2f} to {found.high:.2f} would fit."
        )


def monthly(months: Sequence[Month], *, from_on: date, until_on: date | None) -> Monthly:
    """What the months say of a change that began on a day, and may have ended on another.

    The month in which it began or ended is left out, unless it did so at the month's edge; so is what came after it.

    >>> place, control = [20, 22, 19, 21] * 6 + [9, 11, 10, 10] * 3, [30, 29, 31, 30] * 9
    >>> typed = [Month(month_of(month_ordinal("2024-01") + at), *pair) for at, pair in enumerate(zip(place, control))]
    >>> monthly(typed, from_on=date(2026, 1, 1), until_on=None).words
    'Improved: 0.49 times as many as was to be expected, and anything from 0.33 to 0.71 would fit.'
    >>> monthly(typed[18:], from_on=date(2026, 1, 1), until_on=None).words
    'Not proven. Still to be counted in both places: 6 months before the change.'
    """
    begun = f"{from_on:%Y-%m}"
    since = begun if from_on.day == 1 else month_of(month_ordinal(begun) + 1)
    ended = f"{until_on + timedelta(days=1):%Y-%m}" if until_on else ""
    used = tuple(
        Month(one.month, None, None) if begun <= one.month < since else one
        for one in months
        if not ended or one.month < ended
    )
    place, control = [one.place for one in used], [one.control for one in used]
    changed_at = sum(one.month < since for one in used)
    found = Interrupted(Answer.NOBODY_COUNTED)
    if 0 < changed_at < len(used):
        found = interrupted(place, control, changed_at=changed_at)
    return Monthly(tuple(months), since, found, _lacking(place, control, used, since))


def _counted(numbers: Sequence[int | None], months: Sequence[Month], since: str) -> tuple[int, int]:
    """In how many months somebody counted before the change, and after."""
    known = [one.month < since for one, number in zip(months, numbers, strict=True) if number is not None]
    return known.count(True), known.count(False)


def _lacking(place: Sequence[int | None], control: Sequence[int | None], months: Sequence[Month], since: str) -> str:
    fewest = [min(pair) for pair in zip(_counted(place, months, since), _counted(control, months, since), strict=True)]
    wanted = ((FEWEST_BEFORE, "before"), (FEWEST_AFTER, "after"))
    short = [
        f"{count_of(need - had, 'month')} {when}"
        for (need, when), had in zip(wanted, fewest, strict=True)
        if had < need
    ]
    return f"Still to be counted in both places: {' and '.join(short)} the change." if short else ""
