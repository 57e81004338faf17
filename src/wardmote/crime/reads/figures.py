"""The published figures of the town, beside what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from wardmote.crime.models import TownArea
from wardmote.crime.reads.claims import ClaimShown
from wardmote.crime.reads.comparing import Frozen, area_row, frozen_sets, town_of
from wardmote.documents.tree import Context, StatementKind
from wardmote.figures import compare
from wardmote.figures.areas.towns import Area, Town, areas, codes_of
from wardmote.figures.compare.claims import Claim, ClaimCheck, Way, read_claim
from wardmote.figures.compare.claims import check as held_against
from wardmote.figures.compare.comparators import ComparatorSet
from wardmote.figures.compare.gathering import covered_towns
from wardmote.figures.compare.results import Comparison
from wardmote.figures.compare.trends import TrendResult, trends
from wardmote.figures.compare.windows import BadMonth, month_of, month_ordinal, months_between
from wardmote.figures.sources import coverage as sources
from wardmote.figures.sources.manifest import NAME as MANIFEST
from wardmote.figures.sources.store import Store, open_store
from wardmote.towns.folder import crime_folder

A_YEAR = 12


class NoFigures(LookupError):
    """There is nothing to show; the sentence says what is missing and what to do."""


def store() -> Store:
    """The published figures as last loaded; opened again only after a load."""
    return _opened(*_stamp())


def _stamp() -> tuple[Path, int]:
    """What changes with each load."""
    file = crime_folder() / MANIFEST
    return file, file.stat().st_mtime_ns if file.exists() else 0


@lru_cache(maxsize=1)
def _opened(file: Path, changed_at: int) -> Store:
    return open_store(file.parent)


@lru_cache(maxsize=32)  # a comparison of all kinds takes some tenths of a second, and each agenda asks for one
def _compared(
    stamp: tuple[Path, int], town: Town, made: ComparatorSet, since: str, until: str, kinds: tuple[str, ...] | None
) -> Comparison:
    return compare.compare(_opened(*stamp), town, made, since=since, until=until, kinds=kinds)


def loaded_towns() -> list[str] | None:
    """Codes of the towns whose figures are loaded, so that a set is chosen among them; None, if nothing is."""
    found = store()
    return sorted(covered_towns(found)) if found.parts else None


def covered_months(town: Town) -> tuple[str, ...]:
    """The months in which the town was counted in full."""
    found = store()
    counts = found.counts([town.codes], [town.force], found.months)
    return tuple(month for month, there in zip(counts.months, counts.covered[0], strict=True) if there)


def window(town: Town, since: str = "", until: str = "") -> tuple[str, str]:
    """From which month to which: as asked for, else the twelve months up to the last one that is loaded.

    Raises:
        NoFigures: nothing of the town is loaded, or a month is not written like 2022-01.
    """
    months = covered_months(town)
    if not months:
        raise NoFigures(f"No published figures of {town.name} are loaded. Ask whoever keeps Wardmote’s machine.")
    try:
        last = until or months[-1]
        first = since or month_of(month_ordinal(last) - A_YEAR + 1)
        months_between(first, last)
    except BadMonth as why:
        raise NoFigures(str(why)) from None
    return first, last


def comparison(
    area: TownArea,
    frozen: Frozen,
    *,
    since: str,
    until: str,
    kinds: Sequence[str] | None = None,
) -> Comparison:
    """The town beside a frozen set.

    Raises:
        NoFigures: no month, or no comparator, is left; the sentence says why.
    """
    try:
        return _compared(_stamp(), town_of(area), frozen.made, since, until, tuple(kinds) if kinds else None)
    except (compare.NothingToCompare, BadMonth, LookupError) as why:
        raise NoFigures(str(why)) from None


def newest() -> Comparison:
    """The town beside its newest frozen set, over the last twelve months that are loaded.

    Raises:
        NoFigures: the town has no area or no set yet, or nothing of it is loaded; the sentence says which.
    """
    area = area_row()
    sets = frozen_sets(area)
    if area is None or not sets:
        raise NoFigures("Nobody has said yet what the town is compared with.")
    since, until = window(town_of(area))
    return comparison(area, sets[0], since=since, until=until)


@dataclass(frozen=True, slots=True)
class ForceMonths:
    """What is loaded of one force: for each year its twelve months, none where the store has no such month."""

    force: str
    years: Sequence[tuple[str, Sequence[sources.Coverage | None]]]

    @property
    def partly(self) -> list[sources.Coverage]:
        """The months of which only a part is there."""
        return [one for _, months in self.years for one in months if one and one.state is sources.State.PARTIAL]


def coverage() -> list[ForceMonths]:
    """Every force of which anything is loaded, with each month of each year that the store spans."""
    found = {(one.force, one.month): one for one in sources.coverage(store())}
    years = sorted({month[:4] for _, month in found})
    return [
        ForceMonths(force, [(year, [found.get((force, f"{year}-{n:02d}")) for n in range(1, 13)]) for year in years])
        for force in sorted({force for force, _ in found})
    ]


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How much was counted in one small area of the town, and its number in the list."""

    number: int
    area: Area
    count: int


def by_area(area: TownArea, measure: compare.Measure, *, since: str, until: str) -> list[AreaCount]:
    """What was counted in each small area of the town within the months, in the order of their codes.

    Points are moved before they are published, so a small area can hold a neighbour's. Rows with a code of 2011 that
    was split later are in none.
    """
    members = [areas()[code] for code in town_of(area).areas]
    months = months_between(since, until)
    found = store().counts([codes_of([one.code])[0] for one in members], [one.force for one in members], months)
    rows = [found.kinds.index(kind) for kind in measure.kinds]
    sums = found.counts[:, rows].sum(axis=(1, 2))
    return [AreaCount(place, one, int(n)) for place, (one, n) in enumerate(zip(members, sums, strict=True), start=1)]


def trend(area: TownArea, measure: compare.Measure) -> TrendResult:
    """The town beside its own past, and month by month.

    Raises:
        NoFigures: nothing of the town is loaded.
    """
    town = town_of(area)
    if not covered_months(town):
        raise NoFigures(f"No published figures of {town.name} are loaded. Ask whoever keeps Wardmote’s machine.")
    return trends(store(), town, kinds=[measure.key])[0]


def check(said: ClaimShown, area: TownArea, frozen: Frozen | None) -> ClaimCheck:
    """A claim of the notes held against the figures that were published on the day of its meeting, and all of them.

    Raises:
        NoFigures: nothing can be compared; the sentence says why.
    """
    told = said.said.particulars
    way = told.get("direction")
    claim = read_claim(
        said.said.words,
        way=Way(way) if way else None,
        subject=told.get("subject") or "",
        comparator=told.get("comparator") or "",
    )
    return _checked(claim, area, frozen, known_on=said.paragraph.meeting.held_on)


def check_typed(sentence: str, area: TownArea, frozen: Frozen | None) -> ClaimCheck:
    """A sentence that somebody typed, held against all figures that are loaded. Nothing is kept.

    Raises:
        NoFigures: it compares nothing, or nothing can be compared; the sentence says why.
    """
    from wardmote.documents.statements import statements_in  # its patterns are half of a start: read where one is typed

    read_as = statements_in(sentence, at=0, context=Context())
    read = next((one for one in read_as if one.kind is StatementKind.CLAIM), None)
    if read is None:
        raise NoFigures("This sentence compares nothing. Write it like “Recorded crime is lower than in Leek”.")
    claim = read_claim(
        sentence,
        way=Way(read.direction.value) if read.direction else None,
        subject=read.subject or "",
        comparator=read.comparator or "",
    )
    return _checked(claim, area, frozen, known_on=None)


def _checked(claim: Claim, area: TownArea, frozen: Frozen | None, *, known_on: date | None) -> ClaimCheck:
    # A sentence that names its town, or its own past, is held against that; any other against the frozen set.
    named = bool(claim.comparators) or claim.past
    try:
        return held_against(
            claim,
            town_of(area),
            store(),
            comparator=None if named or frozen is None else frozen.made,
            known_on=known_on,
        )
    except (compare.NothingToCompare, compare.SetRefused) as why:
        raise NoFigures(str(why)) from None
