"""What an intervention needs, which days are compared, what may be counted when, and what the counts say. Pure."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardmote.figures.change import Answer, Displacement, Maryland, displacement, maryland_level
from wardmote.govuk.needs import Needs
from wardmote.govuk.words import long_date
from wardmote.register.rules import Deed, Verb

KEEP = Deed("interventions.keep", Verb.COLLECT)
EDIT = Deed("interventions.edit", Verb.ALTER)
AGREE = Deed("interventions.agree", Verb.COLLECT)
COUNT = Deed("interventions.count", Verb.COLLECT)
CORRECT = Deed("interventions.correct", Verb.ALTER)
TAKE_BACK = Deed("interventions.take_back", Verb.ALTER)
MARK = Deed("interventions.mark", Verb.ALTER)
FOLLOW_MATTER = Deed("interventions.follow_matter", Verb.ALTER)


class Area(StrEnum):
    """Where one counts."""

    PLACE = "place"
    CONTROL = "control"
    BUFFER = "buffer"
    BUFFER_CONTROL = "buffer control"

    @property
    def words(self) -> str:
        """As a table names it."""
        return {
            "place": "The place itself",
            "control": "A control: a place like it where nothing was changed",
            "buffer": "The buffer: the streets round it",
            "buffer control": "The buffer’s control",
        }[self.value]

    @property
    def short(self) -> str:
        """As a sentence names it."""
        return {
            "place": "the place",
            "control": "the control",
            "buffer": "the buffer",
            "buffer control": "the buffer’s control",
        }[self.value]


class When(StrEnum):
    """Before the change or after it."""

    BEFORE = "before"
    AFTER = "after"


class ChangeOf(StrEnum):
    """What of an intervention was changed."""

    WHAT = "what"
    WHERE = "where"
    FROM = "from"
    UNTIL = "until"
    LOSES = "who loses"
    HANGS_ON = "hangs on"


Counted = Mapping[tuple[Area, When], int]


class InterventionNeeds(Needs):
    """Something is missing or cannot be so; `field` says what."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field, f"{words} Nothing was stored.")


class ChangedMeanwhile(Exception):
    """Somebody else has changed it since it was read."""


OTHER_VERSION = "Somebody else has changed this since you read it. Yours is not saved yet. Compare the two."
COUNT_CHANGED = "Somebody else has corrected this count since. Nothing was saved. Look at the new one first."


@dataclass(frozen=True, slots=True)
class Periods:
    """The days that are compared: as many after the change as before it."""

    before_from: date
    before_until: date
    after_from: date

    @property
    def days(self) -> int:
        """How long each of the two is.

        >>> Periods(date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)).days
        92
        """
        return (self.before_until - self.before_from).days + 1

    @property
    def after_until(self) -> date:
        """The last day of the second.

        >>> Periods(date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)).after_until.isoformat()
        '2026-08-31'
        """
        return self.after_from + timedelta(days=self.days - 1)

    def of(self, when: When) -> tuple[date, date]:
        """First and last day."""
        if when == When.BEFORE:
            return self.before_from, self.before_until
        return self.after_from, self.after_until


def must_fit(periods: Periods, from_on: date) -> None:
    """Go on only if the first period ends before the change began, and the second begins after it.

    Raises:
        InterventionNeeds: they do not fit.
    """
    if periods.before_until < periods.before_from:
        raise InterventionNeeds("before_until", "The period before ends before it begins. Correct one of its days.")
    if periods.before_until >= from_on:
        raise InterventionNeeds(
            "before_until", f"The change began on {long_date(from_on)}. The period before has to end earlier."
        )
    if periods.after_from < from_on:
        raise InterventionNeeds(
            "after_from", f"The change began on {long_date(from_on)}. The period after can't begin earlier."
        )


def must_be_over(periods: Periods, when: When, today: date) -> None:
    """Go on only if the period is over: half a period is no count.

    Raises:
        InterventionNeeds: it is not.
    """
    _, until = periods.of(when)
    if until >= today:
        raise InterventionNeeds(when.value, f"That period ends on {long_date(until)}. Type its count when it is over.")


def missing(counted: Counted, *areas: Area) -> list[str]:
    """Which counts nobody has typed, in words.

    >>> missing({(Area.PLACE, When.BEFORE): 24}, Area.PLACE)
    ['the place after']
    """
    return [f"{area.short} {when}" for area in areas for when in When if (area, when) not in counted]


_PUBLISHED = re.compile(
    r"\bdata\.police\.uk|\bpolice\.uk\b|\bcrime ?map|\bpublished (?:crime |police )?figures", re.IGNORECASE
)
PUBLISHED = (
    "Published police figures can’t show a park or an alley: their points are moved on purpose. "
    "A count has to be made on the spot."
)


def is_published(how: str) -> bool:
    """Whether a count is said to come from the published figures, which can't show one place.

    >>> is_published("From data.police.uk"), is_published("By the ranger, each evening")
    (True, False)
    """
    return bool(_PUBLISHED.search(how))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the counts of an intervention say. `missing` names those that nobody has typed."""

    counted: Counted
    found: Displacement
    missing: tuple[str, ...]
    level: Maryland | None  # none: nobody counted the place after the change

    @property
    def answer(self) -> Answer:
        """One of four."""
        return self.found.answer

    @property
    def words(self) -> str:
        """The answer as one sentence with its numbers."""
        low, high, wdd = self.found.low, self.found.high, self.found.wdd
        if low is None or high is None or wdd is None:
            return f"Nobody counted: {_listed(self.missing)}."
        before, after = (self.counted[Area.PLACE, when] for when in When)
        lead = f"{self.answer.capitalize()}: {before} before and {after} after is {amount(wdd)} once compared"
        link = "but anything" if self.answer is Answer.NOT_PROVEN else "and anything"
        return f"{lead}, {link} from {amount(low)} to {amount(high)} would fit."

    @property
    def raised_by(self) -> str:
        """Which way of counting would make the answer stronger."""
        if self.level is None or self.level < Maryland.WITH_CONTROL:
            return "Level 3 needs a control: a place like it where nothing was changed, counted at the same times."
        return "Level 4 needs several places with the change and several without, and other causes allowed for."

    @property
    def to_know(self) -> str:
        """What it would have taken to know; empty where it is known."""
        if self.answer is Answer.NOBODY_COUNTED:
            return f"Somebody has to count {_listed(self.missing)}."
        if self.answer is not Answer.NOT_PROVEN:
            return ""
        fall = fall_needed(self.counted)
        if fall is None:
            return "Even none at all afterwards would not have shown it. Count for longer, or in more places."
        return f"A fall of {fall} more in the place itself would have been shown."


def _listed(parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def amount(change: float) -> str:
    """A difference as it is said.

    >>> amount(-10.0), amount(11.78), amount(-0.04)
    ('10 fewer', '11.8 more', 'no difference')
    """
    shown = f"{abs(change):.1f}".removesuffix(".0")
    return "no difference" if shown == "0" else f"{shown} {'fewer' if change < 0 else 'more'}"


def needed(counted: Counted, *, buffer_agreed: bool) -> tuple[Area, ...]:
    """The areas without which nothing is said. The buffer's are among them once it was agreed, or one was counted."""
    buffer = (Area.BUFFER, Area.BUFFER_CONTROL)
    asked = buffer_agreed or any(area in buffer for area, _ in counted)
    return (Area.PLACE, Area.CONTROL, *(buffer if asked else ()))


def judged(counted: Counted, *, buffer_agreed: bool) -> Judgement:
    """What the counts say. One that is missing is never taken for zero, and what was agreed is not left out.

    >>> park = {Area.PLACE: (24, 9), Area.CONTROL: (20, 18), Area.BUFFER: (11, 13), Area.BUFFER_CONTROL: (15, 14)}
    >>> counted = {(area, when): n for area, pair in park.items() for when, n in zip(When, pair)}
    >>> judged(counted, buffer_agreed=True).words
    'Not proven: 24 before and 9 after is 10 fewer once compared, but anything from 31.8 fewer to 11.8 more would fit.'
    >>> judged({}, buffer_agreed=False).words
    'Nobody counted: the place before, the place after, the control before and the control after.'
    """
    areas = needed(counted, buffer_agreed=buffer_agreed)
    lacking = tuple(missing(counted, *areas))
    pairs = [(counted.get((area, When.BEFORE)), counted.get((area, When.AFTER))) for area in areas]
    found = Displacement(Answer.NOBODY_COUNTED) if lacking else displacement(*pairs)
    level = None
    if (Area.PLACE, When.AFTER) in counted:
        both = not missing(counted, Area.PLACE)
        level = maryland_level(before_and_after=both, control=not missing(counted, Area.CONTROL))
    return Judgement(counted, found, lacking, level)


def fall_needed(counted: Counted) -> int | None:
    """The smallest further fall in the place itself that would have been an improvement; none if none would.

    All counts of the areas in use are there. The fewer there are after, the lower lies the whole interval.

    >>> fall_needed({(Area.PLACE, When.BEFORE): 60, (Area.PLACE, When.AFTER): 45,
    ...     (Area.CONTROL, When.BEFORE): 20, (Area.CONTROL, When.AFTER): 20})
    8
    """
    after = counted[Area.PLACE, When.AFTER]

    def shown(fall: int) -> bool:
        less = {**counted, (Area.PLACE, When.AFTER): after - fall}
        return judged(less, buffer_agreed=False).answer is Answer.IMPROVED

    fewest = bisect_left(range(1, after + 1), True, key=shown) + 1
    return fewest if fewest <= after else None
