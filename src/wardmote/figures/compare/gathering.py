"""What the store has of a town and of those it may be compared with: counts, coverage and holes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute
from numpy.typing import NDArray

from wardmote.figures.areas.shipped import table
from wardmote.figures.areas.towns import Town, towns
from wardmote.figures.compare.comparators import ComparatorSet, Member, Method
from wardmote.figures.compare.measures import Measure
from wardmote.figures.compare.similarity import neighbours
from wardmote.figures.compare.windows import MONTHS_IN_A_YEAR, month_of, month_ordinal, shifted
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.columns import strings
from wardmote.figures.sources.coverage import holes as holes_in
from wardmote.figures.sources.coverage import unplaced
from wardmote.figures.sources.repeats import left_out
from wardmote.figures.sources.store import Store
from wardmote.figures.statistics.verdicts import FEWEST_TOWNS


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a town in its months.

    `counts` are events [kind of `kinds`, month]; `covered` says of each month whether it was counted at all [month].
    `hole_share` is the share of residents in areas with anti-social behaviour but no recorded crime.
    """

    member: Member
    force: str
    population: int
    months: tuple[str, ...]
    kinds: tuple[Category, ...]
    counts: NDArray[np.int64]
    covered: NDArray[np.bool_]
    hole_share: float = 0.0
    overlaps: bool = False  # whether it shares areas with the town that it is compared with
    repeated: int = 0  # rows of the window whose Crime ID another month has too

    def total(self, measure: Measure, chosen: Sequence[int]) -> int:
        """The events of a measure in the months at these positions."""
        rows = [self.kinds.index(kind) for kind in measure.kinds]
        return int(self.counts[rows].sum(axis=0)[list(chosen)].sum())


@dataclass(frozen=True)
class Gathered:
    """Everything that a comparison needs. `unknown` members are in no shipped table.

    `like` are towns like this one that tell how much towns differ, where the set itself is too small to.
    """

    town: Town
    months: tuple[str, ...]
    own: Side
    others: tuple[Side, ...]
    like: tuple[Side, ...] = ()
    unknown: tuple[Member, ...] = ()
    downloads: Mapping[str, date] = field(default_factory=dict)
    unplaced: str = ""


@cache
def _parts() -> dict[str, frozenset[str]]:
    """Of each area of 2021 the codes that its rows may carry: its own and those of 2011 that it shares ground with."""
    pairs = table("lsoa11").select(["lsoa11_code", "lsoa21_code"]).to_pydict()
    found: dict[str, set[str]] = {}
    for of_2011, of_2021 in zip(pairs["lsoa11_code"], pairs["lsoa21_code"], strict=True):
        found.setdefault(of_2021, {of_2021}).add(of_2011)
    return {code: frozenset(codes) for code, codes in found.items()}


@cache
def _residents() -> dict[str, int]:
    columns = table("lsoa").select(["lsoa21_code", "population"]).to_pydict()
    return dict(zip(columns["lsoa21_code"], columns["population"], strict=True))


def share_in_holes(town: Town, holes: frozenset[str]) -> float:
    """The share of a town's residents who live in areas with anti-social behaviour but no recorded crime: 0 to 1.

    >>> from wardmote.figures.areas.towns import drawn
    >>> two = drawn("Two corners", ["E01028873", "E01028874"])
    >>> share_in_holes(two, frozenset({"E01028873"})) == _residents()["E01028873"] / two.population
    True
    """
    if not holes:
        return 0.0
    inside = sum(_residents()[code] for code in town.areas if _parts().get(code, frozenset({code})) & holes)
    return inside / town.population


def town_of(town: Town, member: Member) -> Town | None:
    """The town that a member stands for; None if no town has its code."""
    return town if member.code == town.code else towns().get(member.code)


def months_needed(months: Sequence[str], chosen: ComparatorSet) -> tuple[str, ...]:
    """The window's months and those of earlier years that the set asks for, each once, in order."""
    back = {member.years_back for member in chosen.members} | {0}
    return tuple(sorted({month for years in back for month in shifted(months, years)}))


def hole_blocks(months: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The window in years counted back from its end: holes are looked for in each, so that none hides another.

    >>> [(block[0], block[-1]) for block in hole_blocks(["2022-10", "2022-11"])]
    [('2021-12', '2022-11')]
    """
    first, last = month_ordinal(months[0]), month_ordinal(months[-1])
    ends = range(last, first - 1, -MONTHS_IN_A_YEAR)
    return tuple(tuple(month_of(at) for at in range(end - MONTHS_IN_A_YEAR + 1, end + 1)) for end in ends)


def gather(store: Store, town: Town, chosen: ComparatorSet, months: Sequence[str]) -> Gathered:
    """What the store has of a town and its comparators in these months."""
    window = tuple(months)
    pairs = [(member, town_of(town, member)) for member in chosen.members]
    known = [(member, found) for member, found in pairs if found]
    like = _like(store, town) if chosen.method is not Method.OWN_PAST and len(known) < FEWEST_TOWNS else []
    listed = [(Member(town.code, town.name), town), *known, *like]
    needed = months_needed(window, chosen)
    at = {month: place for place, month in enumerate(needed)}
    code_sets = [found.codes for _, found in listed]
    counts = store.counts(code_sets, [found.force for _, found in listed], needed)
    repeats = repeated(store, code_sets, needed)
    published = counts.counts + repeats
    holes = frozenset[str]().union(*(_holes(store, block) for block in hole_blocks(window)))

    def side(row: int) -> Side:
        member, found = listed[row]
        its = shifted(window, member.years_back)
        places = [at[month] for month in its]
        return Side(
            member,
            found.force,
            found.population,
            its,
            counts.kinds,
            published[row][:, places],
            counts.covered[row][places],
            0.0 if member.years_back else share_in_holes(found, holes),
            found.code != town.code and bool(set(found.areas) & set(town.areas)),
            int(repeats[row][:, places].sum()),
        )

    sides = [side(row) for row in range(len(listed))]
    last = 1 + len(known)
    return Gathered(
        town=town,
        months=window,
        own=sides[0],
        others=tuple(sides[1:last]),
        like=tuple(sides[last:]),
        unknown=tuple(member for member, found in pairs if not found),
        downloads=downloads_of(store, town.force),
        unplaced=unplaced_in_words(store, town.force, window),
    )


def repeated(store: Store, code_sets: Sequence[frozenset[str]], months: Sequence[str]) -> NDArray[np.int64]:
    """Rows that the store counts once though two months published them [set, kind, month].

    A comparison counts them in each month, as published, so that whoever counts the rows of a download by hand comes
    to the same number.
    """
    kinds = tuple(Category)
    found = np.zeros((len(code_sets), len(kinds), len(months)), dtype=np.int64)
    place = {month: at for at, month in enumerate(months)}
    dropped = left_out(store.repeats)
    wanted = frozenset[str]().union(*code_sets)
    here = compute.and_(_among(dropped["month"], place), _among(dropped["lsoa_code"], wanted))
    for row in dropped.filter(here).to_pylist():
        its = [at for at, codes in enumerate(code_sets) if row["lsoa_code"] in codes]
        found[its, kinds.index(Category(row["category"])), place[row["month"]]] += 1
    return found


def _among(column: pa.ChunkedArray, values: Iterable[str]) -> pa.ChunkedArray:
    return compute.is_in(column, value_set=strings(sorted(values)))


def _holes(store: Store, block: tuple[str, ...]) -> frozenset[str]:
    """The holes of these months, found once for a store: it takes a look at every area of the country."""
    if block not in store.holes_found:
        store.holes_found[block] = holes_in(store, block)
    return store.holes_found[block]


def covered_towns(store: Store) -> frozenset[str]:
    """The codes of the towns of which the store has at least one month in full."""
    every = [one for one in towns().values() if one.force in store.forces]
    counts = store.counts([one.codes for one in every], [one.force for one in every], store.months)
    return frozenset(one.code for row, one in enumerate(every) if counts.covered[row].any())


def _like(store: Store, town: Town) -> list[tuple[Member, Town]]:
    found = neighbours(town, among=covered_towns(store))
    return [(Member(one.town.code, one.town.name, one.distance, one.same_force), one.town) for one in found]


def downloads_of(store: Store, force: str) -> dict[str, date]:
    """The day of download of each month of a force."""
    return {part.month: part.downloaded_on for part in store.parts if part.force == force}


def unplaced_in_words(store: Store, force: str, months: Sequence[str]) -> str:
    """How many rows of the force have no place, and so belong to no town."""
    wanted = set(months)
    parts = [part for part in store.parts if part.force == force and part.month in wanted]
    name = force_in_words(force)
    if not parts:
        return f"How many rows of {name} have no place is not known."
    if any(part.scope for part in parts):
        return f"How many rows of {name} have no place is not known: the figures loaded are an extract."
    rows = sum(part.rows for part in parts)
    without = sum(unplaced(store, force, [part.month for part in parts]).values())
    share = f"{without / rows:.1%}".replace("%", " %") if rows else "0 %"
    return f"{share} of the rows of {name} have no place and belong to no town."


def force_in_words(force: str) -> str:
    """The name of a force, from its name in addresses.

    >>> force_in_words("devon-and-cornwall")
    'Devon and Cornwall'
    """
    return force.replace("-", " ").title().replace(" And ", " and ").replace(" Of ", " of ")
