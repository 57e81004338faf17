"""The published figures of the town, beside what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wardmote.crime.models import TownArea
from wardmote.crime.reads.comparing import Frozen, town_of
from wardmote.figures import compare, statistics
from wardmote.figures.areas.towns import Town
from wardmote.figures.compare.gathering import covered_towns
from wardmote.figures.compare.results import Comparison
from wardmote.figures.compare.windows import BadMonth, changes_between, month_of, month_ordinal, months_between
from wardmote.figures.sources import coverage as sources
from wardmote.figures.sources.manifest import MANIFEST
from wardmote.figures.sources.store import Store, open_store
from wardmote.towns.folder import crime_folder

A_YEAR = 12


class NoFigures(LookupError):
    """There is nothing to show; the sentence says what is missing and what to do."""


def store() -> Store:
    """The published figures as last loaded; opened again only after a load."""
    file = crime_folder() / MANIFEST
    return _opened(file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=1)
def _opened(changed_at: int) -> Store:
    return open_store(crime_folder())


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
        month_ordinal(first)
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
    known_on: date | None = None,
) -> Comparison:
    """The town beside a frozen set.

    Raises:
        NoFigures: no month, or no comparator, is left; the sentence says why.
    """
    try:
        return compare.compare(
            store(), town_of(area), frozen.made, since=since, until=until, kinds=kinds, known_on=known_on
        )
    except (compare.NothingToCompare, BadMonth, LookupError) as why:
        raise NoFigures(str(why)) from None


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
class MonthByMonth:
    """The town's counts month by month; none where a month is not loaded, which is never zero."""

    months: Sequence[str]
    counts: Sequence[int | None]
    population: int
    year: statistics.Trend
    chart: statistics.UChart | None
    changes: Sequence[str]  # recording changed within these months

    def rate(self, count: int | None) -> float | None:
        """A count as a rate per 1,000 residents."""
        return None if count is None else count / self.population * 1000

    def limits(self, place: int) -> tuple[float | None, float | None, float | None]:
        """Centre, lower and upper limit of a month per 1,000 residents; none without a chart or without figures."""
        if self.chart is None or self.counts[place] is None:
            return None, None, None
        return self.chart.centre * 1000, float(self.chart.low[place]) * 1000, float(self.chart.high[place]) * 1000


def trend(area: TownArea, measure: compare.Measure) -> MonthByMonth:
    """The town month by month, from the first month that is loaded to the last.

    Raises:
        NoFigures: nothing of the town is loaded.
    """
    town = town_of(area)
    known = covered_months(town)
    if not known:
        raise NoFigures(f"No published figures of {town.name} are loaded. Ask whoever keeps Wardmote’s machine.")
    months = months_between(known[0], known[-1])
    found = store().counts([town.codes], [town.force], months)
    rows = [found.kinds.index(kind) for kind in measure.kinds]
    sums = found.counts[0][rows].sum(axis=0)
    counts = [int(n) if there else None for n, there in zip(sums, found.covered[0], strict=True)]
    changes = [one.says for one in changes_between(months[:1], months[-1:])]
    return MonthByMonth(
        months, counts, town.population, statistics.trend(counts), statistics.u_chart(counts, town.population), changes
    )
