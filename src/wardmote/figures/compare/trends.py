"""A town beside its own past: the last twelve counted months against the twelve before, and month by month."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from wardmote.figures.areas.towns import RESIDENTS_FROM, Town
from wardmote.figures.compare.comparators import Member, own_past
from wardmote.figures.compare.gathering import downloads_of, repeated, unplaced_in_words
from wardmote.figures.compare.measures import Measure, measures_of
from wardmote.figures.compare.results import decimals
from wardmote.figures.compare.windows import (
    changes_between,
    month_of,
    month_ordinal,
    months_between,
    period_in_words,
    published_by,
)
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.store import Store
from wardmote.figures.statistics.many import q_values
from wardmote.figures.statistics.trend import TOO_LITTLE_DATA, Trend, trend, u_chart
from wardmote.figures.statistics.verdicts import Verdict

YEAR = 12  # months
CHART_MONTHS = 36  # what data.police.uk keeps
MOST_BY_CHANCE = 0.05


@dataclass(frozen=True)
class ChartMonth:
    """A month of a u-chart, in events per 1,000 residents and year; all but the month none where it is absent."""

    month: str
    n: int | None
    rate_per_1000: float | None
    low: float | None
    high: float | None
    beyond: bool


@dataclass(frozen=True)
class TrendResult:
    """Twelve months of one measure against the twelve before. Figures are none where there is too little data."""

    measure: str
    words: str
    n: int | None
    n_before: int | None
    since: str
    until: str
    coverage: str
    denominator: str
    population: int
    rate_per_1000: float | None
    rate_before_per_1000: float | None
    comparator: str
    comparator_version: str
    ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    verdict: str
    tone: str
    sentence: str
    chart: tuple[ChartMonth, ...]
    cautions: tuple[str, ...]
    unplaced: str

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values; what is not a number is null."""
        return dict(_plain(asdict(self)))


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def trends(
    store: Store,
    here: Town,
    *,
    until: str | None = None,
    known_on: date | None = None,
    kinds: Sequence[str | Category] | None = None,
) -> tuple[TrendResult, ...]:
    """Each measure of a town in its last 12 counted months against the 12 before; up to 36 months as a u-chart.

    The last month is `until`, or the last that was counted in full (and published by `known_on`). All 24 months must be
    there, and no change of recording that forbids it may lie between: else the verdict is "too little data". A verdict
    stands only if q, which allows for the fourteen kinds, is at most 0.05.

    Method: docs/methods/comparing.md.

    Raises:
        NoSuchKind: a kind is unknown.
        BadMonth: `until` is not written like 2022-01.
    """
    shown = measures_of(kinds)
    last = until or _last(store, here, known_on)
    window = _back(last, CHART_MONTHS) if last else ()
    found = store.counts([here.codes], [here.force], window)
    counts = found.counts[0] + repeated(store, [here.codes], window)[0]
    known = set(window if known_on is None else published_by(window, known_on, downloads_of(store, here.force)))
    there = [bool(found.covered[0, at]) and month in known for at, month in enumerate(window)]

    def months(measure: Measure) -> list[int | None]:
        rows = [found.kinds.index(kind) for kind in measure.kinds]
        return [int(n) if there[at] else None for at, n in enumerate(counts[rows].sum(axis=0))]

    crossing = changes_between(window[-2 * YEAR : -YEAR], window[-YEAR:])
    never = next((change for change in crossing if change.never), None)
    said = tuple(f"Recording changed in {change.month}. {change.says}" for change in crossing)
    by_measure = {
        measure.key: Trend(None, None, None) if never else trend(months(measure)) for measure in measures_of(None)
    }
    q = _q(by_measure)
    return tuple(
        _result(
            here,
            measure,
            window,
            months(measure),
            by_measure[measure.key],
            q.get(measure.key),
            said,
            unplaced_in_words(store, here.force, window[-YEAR:]),
        )
        for measure in shown
    )


def _last(store: Store, here: Town, known_on: date | None) -> str | None:
    covered = store.counts([here.codes], [here.force], store.months).covered[0]
    full = [month for at, month in enumerate(store.months) if covered[at]]
    if known_on is not None:
        full = list(published_by(full, known_on, downloads_of(store, here.force)))
    return full[-1] if full else None


def _back(last: str, many: int) -> tuple[str, ...]:
    return months_between(month_of(month_ordinal(last) - many + 1), last)


def _q(found: dict[str, Trend]) -> dict[str, float]:
    """q of the fourteen kinds together; of a total, its own p."""
    p = {key: one.p for key, one in found.items() if one.p is not None}
    family = [one.key for one in measures_of(None) if one.family and one.key in p]
    return p | dict(zip(family, q_values([p[key] for key in family]).tolist(), strict=True))


def _result(
    here: Town,
    measure: Measure,
    window: tuple[str, ...],
    months: list[int | None],
    found: Trend,
    q: float | None,
    said: tuple[str, ...],
    unplaced: str,
) -> TrendResult:
    two_years = months[-2 * YEAR :]
    covered = sum(month is not None for month in two_years)
    past = own_past(here, years=1)
    past = replace(past, members=(Member(here.code, "the 12 months before", years_back=1, same_force=True),))
    verdict = _verdict(found, q)
    year = window[-YEAR:]
    cautions = (*said, *measure.cautions)
    if not found.verdict and covered < 2 * YEAR:
        cautions = (f"24 months are needed one after another; {covered} are here.", *cautions)
    return TrendResult(
        measure=measure.key,
        words=measure.words,
        n=found.count,
        n_before=found.count_before,
        since=year[0] if year else "",
        until=year[-1] if year else "",
        coverage=f"{covered} of {2 * YEAR} months",
        denominator=RESIDENTS_FROM,
        population=here.population,
        rate_per_1000=_rate(found.count, here),
        rate_before_per_1000=_rate(found.count_before, here),
        comparator="the 12 months before",
        comparator_version=past.label,
        ratio=found.ratio,
        low=found.low,
        high=found.high,
        p=found.p,
        q=q,
        verdict=verdict,
        tone=_tone(measure, verdict),
        sentence=_sentence(here, measure, year, found, verdict),
        chart=_chart(window, months, here.population),
        cautions=cautions,
        unplaced=unplaced,
    )


def _verdict(found: Trend, q: float | None) -> str:
    if found.verdict in (Verdict.LOWER, Verdict.HIGHER) and q is not None and q > MOST_BY_CHANCE:
        return Verdict.NO_CLEAR_DIFFERENCE.value
    return found.words


def _tone(measure: Measure, verdict: str) -> str:
    return {"lower": "better", "higher": "worse"}.get(verdict, "") if measure.telling else ""


def _rate(count: int | None, here: Town) -> float | None:
    return None if count is None else count * 1000 / here.population


def _sentence(here: Town, measure: Measure, year: tuple[str, ...], found: Trend, verdict: str) -> str:
    if verdict == TOO_LITTLE_DATA or found.ratio is None or found.low is None or found.high is None:
        return f"{measure.words} in {here.name}: {TOO_LITTLE_DATA} for a trend."
    told = f"{decimals(found.ratio, 2)} times, 95 % interval {decimals(found.low, 2)} to {decimals(found.high, 2)}"
    link = {"lower": "lower than", "higher": "higher than", Verdict.TOO_FEW.value: "too few to say beside"}
    return (
        f"In {period_in_words(year)}, {found.count:,} {measure.events} were recorded in {here.name}, "
        f"{link.get(verdict, 'no clear difference from')} the {found.count_before:,} of the 12 months before ({told})."
    )


def _chart(window: tuple[str, ...], months: list[int | None], population: int) -> tuple[ChartMonth, ...]:
    drawn = u_chart(months, population / (1000 * YEAR))
    made = []
    for at, (month, n) in enumerate(zip(window, months, strict=True)):
        if n is None:
            made.append(ChartMonth(month, None, None, None, None, False))
            continue
        low, high = (float(drawn.low[at]), float(drawn.high[at])) if drawn else (None, None)
        beyond = bool(drawn.beyond[at]) if drawn else False
        made.append(ChartMonth(month, n, n * 1000 * YEAR / population, low, high, beyond))
    return tuple(made)
