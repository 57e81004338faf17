"""How like two towns are, by who lives there, how poor they are and how far out: never by their crime.

docs/methods/similar-towns.md says which variables, weights and limits.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wardmote.figures.areas.shipped import table
from wardmote.figures.areas.towns import Town, towns

VARIABLES = (
    "residents (logarithm)",
    "share aged 16 to 24",
    "share aged 65 and over",
    "share in rural areas",
    "distance to a town of over 100,000 (logarithm of 1 + km)",
    "mean rank of deprivation, 2019",  # last: England only
)
WEIGHTS = np.array([2.0, 1.0, 1.0, 1.0, 1.0, 2.0])  # size and deprivation count twice: both go with crime the most
LARGE_TOWN_RESIDENTS = 100_000
EARTH_RADIUS_KM = 6371.0
TOWN_COUNT = 15
NEAR = 0.5  # standard deviations: within this a town of the same force goes before a nearer one of another
_RURAL = ("D", "E")  # town and fringe, village and dispersed; of the rural/urban class of 2011

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Neighbour:
    """A town like another. `distance` is the root mean square difference in standard deviations: 0 is alike."""

    town: Town
    distance: float
    same_force: bool


@cache
def _ground() -> dict[str, tuple[float | None, float | None]]:
    """Of each area of 2021: mean rank of deprivation and share of its parts that are rural, from its areas of 2011."""
    ranks: dict[str, list[float]] = defaultdict(list)
    rural: dict[str, list[bool]] = defaultdict(list)
    pairs = table("lsoa11").select(["lsoa21_code", "imd_rank", "rural_urban"]).to_pydict()
    for code, rank, kind in zip(*pairs.values(), strict=True):
        if rank is not None:
            ranks[code].append(rank)
        if kind is not None:
            rural[code].append(kind.startswith(_RURAL))
    return {code: (_mean(ranks.get(code, [])), _mean(rural.get(code, []))) for code in {*ranks, *rural}}


def _mean(values: list[float] | list[bool]) -> float | None:
    return sum(values) / len(values) if values else None


@cache
def _ages() -> dict[str, tuple[int, int, int, float, float]]:
    wanted = ["lsoa21_code", "population", "aged_16_24", "aged_65_over", "latitude", "longitude"]
    columns = table("lsoa").select(wanted).to_pydict().values()
    return {code: (people, young, old, lat, lon) for code, people, young, old, lat, lon in zip(*columns, strict=True)}


def _weighted(values: list[tuple[float | None, int]]) -> float:
    """The mean over residents of what is known; not a number if nothing is."""
    known = [(value, people) for value, people in values if value is not None]
    total = sum(people for _, people in known)
    return sum(value * people for value, people in known) / total if total else float("nan")


def _measured(town: Town) -> tuple[list[float], tuple[float, float]]:
    """The variables of a town, the distance still to come, and its middle weighted by residents (degrees)."""
    here = [(code, *_ages()[code]) for code in town.areas]
    people = sum(one[1] for one in here)
    ground = [(_ground().get(one[0], (None, None)), one[1]) for one in here]
    middle = sum(one[4] * one[1] for one in here) / people, sum(one[5] * one[1] for one in here) / people
    values = [
        float(np.log(people)),
        sum(one[2] for one in here) / people,
        sum(one[3] for one in here) / people,
        _weighted([(rural, many) for (_, rural), many in ground]),
        _weighted([(rank, many) for (rank, _), many in ground]),
    ]
    return values, middle


def kilometres(here: Numbers, there: Numbers) -> Numbers:
    """Distances on a sphere between points [n, 2] and [m, 2] of latitude and longitude in degrees: km [n, m].

    >>> float(kilometres(np.array([[52.0, 0.0]]), np.array([[53.0, 0.0]]))[0, 0].round(1))  # one degree north
    111.2
    """
    lat1, lon1 = np.radians(here[:, None, 0]), np.radians(here[:, None, 1])
    lat2, lon2 = np.radians(there[None, :, 0]), np.radians(there[None, :, 1])
    a = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(a)), dtype=np.float64)


@dataclass(frozen=True)
class _Measured:
    codes: tuple[str, ...]
    raw: Numbers  # [town, variable], the units of VARIABLES
    large: Numbers  # middles of the large towns [m, 2], degrees
    mean: Numbers
    deviation: Numbers


def _with_distance(values: Numbers, middles: Numbers, large: Numbers) -> Numbers:
    nearest = np.log1p(kilometres(middles, large).min(axis=1))
    return np.column_stack([values[:, :4], nearest, values[:, 4]])


@cache
def _measures() -> _Measured:
    """The variables of all towns, as they are and how they are spread."""
    every = sorted(towns().values(), key=lambda town: town.code)
    found = [_measured(town) for town in every]
    values, middles = np.array([one for one, _ in found]), np.array([middle for _, middle in found])
    large = middles[[town.population > LARGE_TOWN_RESIDENTS for town in every]]
    raw = _with_distance(values, middles, large)
    codes = tuple(town.code for town in every)
    return _Measured(codes, raw, large, np.nanmean(raw, axis=0), np.nanstd(raw, axis=0))


def variables_of(town: Town) -> dict[str, float | None]:
    """The variables of a town, by name, in their own units; None for deprivation in Wales.

    >>> round(variables_of(towns()["E34002854"])["share aged 65 and over"], 3)
    0.236
    """
    row = _row(town)
    return {name: None if np.isnan(value) else float(value) for name, value in zip(VARIABLES, row, strict=True)}


def _row(town: Town) -> Numbers:
    measures = _measures()
    if town.code in towns():
        return np.asarray(measures.raw[measures.codes.index(town.code)], dtype=np.float64)
    values, middle = _measured(town)
    return np.asarray(_with_distance(np.array([values]), np.array([middle]), measures.large)[0], dtype=np.float64)


def neighbours(town: Town, count: int = TOWN_COUNT, *, among: Collection[str] | None = None) -> tuple[Neighbour, ...]:
    """The `count` towns most like this one, those of the same force within `NEAR` first, each part nearest first.

    Every variable is standardised over all towns of England and Wales. A town of England is compared with towns of
    England. A town of Wales is compared with all, without deprivation, which is ranked for England alone. Distance ties
    are broken by code, so the answer is always the same. `among` are the codes of the towns that may be chosen; all if
    None.
    """
    measures, own = _measures(), _row(town)
    known = ~np.isnan(own)
    gaps = (measures.raw[:, known] - own[known]) / measures.deviation[known]
    weights = WEIGHTS[known] / WEIGHTS[known].sum()
    distances = np.round(np.sqrt(gaps**2 @ weights), 6)  # not a number where England is compared with Wales
    every = [
        Neighbour(towns()[code], float(distance), towns()[code].force == town.force)
        for code, distance in zip(measures.codes, distances, strict=True)
        if not np.isnan(distance) and not set(towns()[code].areas) & set(town.areas)
        if among is None or code in among
    ]
    every.sort(key=lambda one: (not (one.same_force and one.distance <= NEAR), one.distance, one.town.code))
    return tuple(every[:count])
