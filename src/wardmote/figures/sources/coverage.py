"""Which months of which force are there, whole or in part, and which areas look safe only because nobody counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from wardmote.figures.areas.shipped import table
from wardmote.figures.areas.towns import areas
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.manifest import Part
from wardmote.figures.sources.repeats import left_out

if TYPE_CHECKING:
    from wardmote.figures.sources.store import Store

# A month is held against the months of its force within a year of it: over longer times recording itself changed.
NEAR_MONTHS = 12
# Fewer months than this say nothing about what is usual.
FEWEST_MONTHS = 3
# The seasons move a force's crimes by about a fifth, the lockdown of April 2020 by about a third. Half is neither.
CRIMES_AT_LEAST = 0.5
# Incidents of anti-social behaviour halve in winter and have doubled in a lockdown.
INCIDENTS_AT_LEAST = 0.25
# Nearly every small area has a row in every month, so a quarter of the areas falling silent is no chance.
AREAS_AT_LEAST = 0.75
MEASURES: tuple[tuple[str, float, Callable[[Part], int]], ...] = (
    ("crimes", CRIMES_AT_LEAST, lambda part: part.crimes),
    ("incidents of anti-social behaviour", INCIDENTS_AT_LEAST, lambda part: part.rows - part.crimes),
    ("areas", AREAS_AT_LEAST, lambda part: part.areas),
)
# With no other months to hold it against: half of the force's own areas have no row at all.
OWN_AREAS_AT_LEAST = 0.5
# A small area has about eight crimes a month. Incidents but no crime over six months is a hole in the record; as points
# are moved, a neighbour's crime may land there, so one crime in each six months is still none of its own.
HOLE_MONTHS = 6


class State(StrEnum):
    """How much of a force's month is there. Absent is blank, never zero."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ABSENT = "absent"


@dataclass(frozen=True)
class Coverage:
    """How much of one force's month is there, with the reason in words where it is not all."""

    force: str
    month: str
    state: State
    rows: int
    reason: str = ""
    downloaded_on: date | None = None


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from `first` to `last`, both taken in.

    >>> months_between("2021-11", "2022-02")
    ('2021-11', '2021-12', '2022-01', '2022-02')
    """
    numbers = range(_number(first), _number(last) + 1)
    return tuple(f"{number // 12}-{number % 12 + 1:02d}" for number in numbers)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def coverage(store: "Store") -> list[Coverage]:
    """Every force of the store by every month from its first to its last, gaps among them.

    Months of which no force has anything are absent for all; forces of which the store has nothing are not listed.
    """
    if not store.months:
        return []
    span = months_between(store.months[0], store.months[-1])
    return [store.coverage_of(force, month) for force in store.forces for month in span]


def judge(store: "Store", force: str, month: str) -> Coverage:
    """How much of any force's month is there; absent, if the store has nothing of it. `Store.coverage_of` keeps it."""
    part = store.by_key.get((force, month))
    if part is None:
        return Coverage(force, month, State.ABSENT, 0, "nothing was loaded")
    reason = _extract(store, part) or _thin(store, part)
    state = State.PARTIAL if reason else State.COMPLETE
    return Coverage(force, month, state, part.rows, reason, part.downloaded_on)


def _extract(store: "Store", part: Part) -> str:
    if part.scope is None:
        return ""
    listed = store.manifest.scopes[part.scope]
    return f"an extract of {len(listed)} areas"


def _thin(store: "Store", part: Part) -> str:
    """Why a month looks as if some of it were missing; empty, if it doesn't."""
    near = [
        other
        for other in store.by_force[part.force]
        if other is not part and not other.scope and abs(_number(other.month) - _number(part.month)) <= NEAR_MONTHS
    ]
    if len(near) < FEWEST_MONTHS:
        own = own_areas().get(part.force, 0)
        thin = part.areas < own * OWN_AREAS_AT_LEAST
        return f"rows in {part.areas:,} of the force's {own:,} areas" if thin else ""
    for what, least, count in MEASURES:
        usual = median(count(other) for other in near)
        if count(part) < least * usual:
            return f"{count(part):,} {what}, where {usual:,.0f} are usual"
    return ""


@cache
def own_areas() -> dict[str, int]:
    """How many small areas of 2021 each force has."""
    counted: dict[str, int] = {}
    for area in areas().values():
        counted[area.force] = counted.get(area.force, 0) + 1
    return counted


def covered(
    store: "Store", code_sets: Sequence[frozenset[str]], forces: Sequence[str], months: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Whether each set of areas is covered in each month: the month is complete, or an extract holds all of the set."""
    states = {force: [store.coverage_of(force, month).state for month in months] for force in set(forces)}
    whole = {force: np.array([one is State.COMPLETE for one in each], dtype=np.bool_) for force, each in states.items()}
    found = np.array([whole[force] for force in forces], dtype=np.bool_).reshape(len(forces), len(months))
    for i, force in enumerate(forces):
        for j, month in enumerate(months):
            if states[force][j] is State.PARTIAL and (scope := store.by_key[force, month].scope):
                found[i, j] = code_sets[i] <= store.scopes[scope]
    return found


@cache
def force_by_code() -> dict[str, str]:
    """The force of every area code of 2011 and 2021; of an area of 2011 in two forces, the first."""
    found = {code: area.force for code, area in areas().items()}
    pairs = table("lsoa11")
    for of_2011, of_2021 in zip(pairs["lsoa11_code"].to_pylist(), pairs["lsoa21_code"].to_pylist(), strict=True):
        found.setdefault(of_2011, found[of_2021])
    return found


def _covered_areas(store: "Store", month: str) -> npt.NDArray[np.bool_]:
    """For each area of the store, whether this month is there in full."""
    complete = {force for force in store.forces if store.coverage_of(force, month).state is State.COMPLETE}
    scopes = [store.scopes[part.scope] for part in store.parts if part.month == month and part.scope]
    within = frozenset[str]().union(*scopes)
    forces = force_by_code()
    return np.array([forces.get(code) in complete or code in within for code in store.area_index], dtype=np.bool_)


def holes(store: "Store", months: Iterable[str]) -> frozenset[str]:
    """Small areas with incidents of anti-social behaviour but, save for strays, no crime in these months together.

    Their crimes were not counted, or not placed: taken at face value they would be the safest of the country. Strays
    are at most one crime for each six months. Empty for fewer than six months, which is too few to tell. An area is
    asked only where the months of its force are complete, or it lies in an extract. Codes are as published, of 2011 or
    of 2021.
    """
    chosen = [month for month in months if month in store.counts_by_month]
    if len(chosen) < HOLE_MONTHS:
        return frozenset()
    codes = list(store.area_index)
    incidents, crimes, told = (np.zeros(len(codes), dtype=np.int64) for _ in range(3))
    asb = tuple(Category).index(Category.ANTI_SOCIAL_BEHAVIOUR)
    for month in chosen:
        counts = store.counts_by_month[month]
        known = _covered_areas(store, month)[: len(counts)]
        told[: len(counts)] += known
        incidents[: len(counts)] += counts[:, asb] * known
        crimes[: len(counts)] += (counts.sum(axis=1) - counts[:, asb]) * known
    silent = np.flatnonzero((told >= HOLE_MONTHS) & (incidents > 0) & (crimes * HOLE_MONTHS <= told))
    return frozenset(codes[row] for row in silent)


def unplaced(store: "Store", force: str, months: Iterable[str]) -> dict[Category, int]:
    """Rows of a force without an area, by kind: they belong to no town. Kinds of which there are none stand at zero."""
    parts = [store.by_key[force, month] for month in months if (force, month) in store.by_key]
    found = {kind: sum(part.unplaced.get(kind, 0) for part in parts) for kind in Category}
    asked = {part.key for part in parts}
    for row in left_out(store.repeats).to_pylist():
        if row["lsoa_code"] is None and (row["force"], row["month"]) in asked:
            found[Category(row["category"])] -= 1
    return found
