"""Findings as pictures, each with the words that stand in its place for who can't see it."""

from collections.abc import Sequence
from math import isfinite

from wardmote.crime.reads.figures import A_YEAR, AreaCount
from wardmote.crime.rules import Released, SuppliedKind
from wardmote.figures.charts import BandOfMonth, Estimate, Month, Shade, bands, intervals, outline_map, trend
from wardmote.figures.compare.measures import Measure
from wardmote.figures.compare.results import Comparison, Result
from wardmote.figures.compare.trends import TrendResult
from wardmote.figures.statistics.intervals import rate_interval
from wardmote.figures.statistics.suppression import RUNGS
from wardmote.figures.statistics.verdicts import Verdict


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


def by_verdict(results: Sequence[Result]) -> list[tuple[Verdict, list[Result]]]:
    """The results under what is said of them, in the order of the verdicts."""
    return [(said, [one for one in results if one.verdict is said]) for said in Verdict]


def glance_chart(results: Sequence[Result]) -> str:
    """The ratio of every kind to the whole set, in the order of the kinds."""
    lines = [
        Estimate(one.words, _known(one.ratio), _known(one.low), _known(one.high), one.verdict.value) for one in results
    ]
    axis = "Rate beside the set (1: the same)"
    return intervals(lines, axis=axis, line=1, ratio=True, description=glance_words(results))


def glance_words(results: Sequence[Result]) -> str:
    """What the chart of the kinds shows, in words."""
    told = (f"{said.value}: {', '.join(one.words for one in found) or 'none'}" for said, found in by_verdict(results))
    return f"Beside the towns of the set. {'; '.join(told)}."


def kind_chart(found: Comparison, measure: Measure) -> str:
    """The rate of the town and of each comparator, in the set's own order."""
    whole = found.of(measure.key)
    lines = [Estimate(found.town, whole.rate_per_1000, whole.rate_low, whole.rate_high, own=True)]
    beside = [one for one in found.results if one.measure == measure.key and not one.whole_set]
    for one in beside:
        years = len(one.months) / A_YEAR
        low, high = rate_interval(one.other_n, one.other_population * years)
        lines.append(Estimate(one.comparator, one.other_rate_per_1000, low, high))
    told = "; ".join(f"{one.name} {one.value:.1f}" for one in lines if one.value is not None)
    words = f"Rates per 1,000 residents a year. {told}. The set together: {whole.other_rate_per_1000:.1f}."
    axis = "Per 1,000 residents a year"
    return intervals(lines, axis=axis, line=whole.other_rate_per_1000, description=words)


def trend_chart(found: TrendResult) -> str:
    """The town's rate month by month, with gaps where nothing is loaded."""
    months = [Month(one.month, one.rate_per_1000, None, one.low, one.high) for one in found.chart]
    rates = [one.rate for one in months if one.rate is not None]
    words = (
        f"From {months[0].month} to {months[-1].month}, month by month: between {min(rates):.1f} and {max(rates):.1f} "
        f"per 1,000 residents a year; {len(months) - len(rates)} months are not loaded; "
        f"{sum(one.beyond for one in found.chart)} lie outside their limits."
    )
    return trend(months, axis="Per 1,000 residents a year", description=words)


FEWEST_POINTS = 3


def supplied_chart(found: Released, kind: SuppliedKind) -> str | None:
    """The band of each month, with a gap where nothing was supplied; none with less than three to draw."""
    lines = found.of(kind)
    months = [BandOfMonth(month, lines[month].words if month in lines else None) for month in found.months]
    told = [str(one) for one in RUNGS if any(month.band == str(one) for month in months)]
    drawn = sum(month.band in told for month in months)
    if drawn < FEWEST_POINTS:
        return None
    words = (
        f"{kind.value.capitalize()}, month by month from {months[0].month} to {months[-1].month}: bands from "
        f"{told[0]} to {told[-1]}; {len(months) - drawn} months are withheld or not supplied."
    )
    return bands(months, ladder=[str(one) for one in RUNGS], axis="Count in a month", description=words)


STEPS = 4


def area_map(found: Sequence[AreaCount]) -> str | None:
    """The small areas of the town, darker where more was counted; none where an outline is missing."""
    most = max((one.count for one in found), default=0)
    width = max(1, -(-(most + 1) // STEPS))
    legend = [f"{step * width} to {(step + 1) * width - 1}" for step in range(STEPS)]
    shades = [Shade(one.area.code, one.number, min(one.count // width, STEPS - 1)) for one in found]
    words = f"A map of {len(found)} small areas, numbered as in the list, darker where more was counted."
    return outline_map(shades, legend=legend, description=words)
