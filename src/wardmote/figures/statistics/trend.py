"""A town beside its own past: twelve months against the twelve before, and month by month on a u-chart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.funnel import z_of
from wardmote.figures.statistics.many import q_values
from wardmote.figures.statistics.ratios import rate_ratio
from wardmote.figures.statistics.special import ndtri, stdtr, stdtrit
from wardmote.figures.statistics.verdicts import FEWEST_EVENTS, TINY, Verdict, widened

FEWEST_MONTHS = 24
YEAR = 12  # months
SIGMAS = 3  # Shewhart's limits
MOVING_RANGE = 1.128  # mean range of two values of a normal distribution, in standard deviations
Months = Sequence[int | None]  # oldest first; none for a month that is absent, which is never 0


@dataclass(frozen=True)
class Trend:
    """Twelve months against the twelve before. Without enough data all but the first three fields are none."""

    verdict: Verdict | None
    count: int | None
    count_before: int | None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    phi: float | None = None

    @property
    def words(self) -> str:
        """What may be said."""
        return self.verdict.value if self.verdict else TOO_LITTLE_DATA


TOO_LITTLE_DATA = "too little data"


def trends(kinds: Sequence[Months], *, level: float = 0.95) -> tuple[Trend, ...]:
    """The trend of each kind of crime, with q over all of them: see `trend`, which is for one that was asked for.

    >>> [found.words for found in trends([[10] * 12 + [20] * 12, [10] * 24, [10] * 23])]
    ['higher', 'no clear difference', 'too little data']

    Raises:
        ValueError: a count is not a whole number from 0.
    """
    found = [_one(months, level) for months in kinds]
    q = q_values([np.nan if one.p is None else one.p for one in found])
    return tuple(_decided(one, float(each), level) for one, each in zip(found, q, strict=True))


def trend(months: Months, *, level: float = 0.95) -> Trend:
    """The newest 12 months against the 12 before them, in the same place; residents are taken as unchanged.

    `months` are counts, oldest first, none where a month is absent. All of the newest 24 must be there, else the
    verdict is none and the words are "too little data": a year with a hole is not a year.

    Each month is held against the same month a year before, so that summer is not taken for a rise. The interval is
    `rate_ratio`'s, widened by how unevenly the twelve pairs moved (φ = X²/11, at least 1, with Student's t of 11
    degrees of freedom). Of several kinds at once ask `trends`, which allows for how many they are.

    Source: `rate_ratio`; McCullagh and Nelder (1989), Generalized Linear Models, p. 200, for φ.

    >>> trend([10] * 12 + [20] * 12).words
    'higher'
    >>> trend([10] * 23 + [None]).words, trend([10] * 23).words
    ('too little data', 'too little data')

    Raises:
        ValueError: a count is not a whole number from 0.
    """
    [found] = trends([months], level=level)
    return found


def _one(months: Months, level: float) -> Trend:
    """The trend of one kind, not yet decided."""
    newest = list(months)[-FEWEST_MONTHS:]
    known = [month for month in newest if month is not None]
    if len(known) < FEWEST_MONTHS:
        return Trend(None, None, None)
    before, after = np.array(known[:YEAR], dtype=np.float64), np.array(known[YEAR:], dtype=np.float64)
    exact = rate_ratio(after.sum(), YEAR, before.sum(), YEAR, level=level)
    both = before + after
    share = after.sum() / max(both.sum(), 1)
    spread = both * share * (1 - share)
    chi2 = float((((after - both * share) ** 2)[spread > 0] / spread[spread > 0]).sum())
    phi = max(1.0, chi2 / (YEAR - 1))
    wider = float(np.sqrt(phi))
    reach = wider * float(stdtrit(YEAR - 1, 0.5 + level / 2)) / z_of(level)
    low, high = (widened(exact.ratio, limit, reach) for limit in (exact.low, exact.high))
    p = min(1.0, 2 * float(stdtr(YEAR - 1, float(ndtri(max(exact.p, TINY) / 2)) / wider)))
    counts = int(after.sum()), int(before.sum())
    return Trend(Verdict.TOO_FEW, *counts, exact.ratio, low, high, p, None, phi)


def _decided(one: Trend, q: float, level: float) -> Trend:
    """The trend with its verdict."""
    if one.verdict is None or one.count is None or one.count_before is None or one.low is None or one.high is None:
        return one
    found = Verdict.NO_CLEAR_DIFFERENCE
    if max(one.count, one.count_before) < FEWEST_EVENTS:
        found = Verdict.TOO_FEW
    elif q <= 1 - level and (one.high < 1 or one.low > 1):
        found = Verdict.LOWER if one.high < 1 else Verdict.HIGHER
    return replace(one, verdict=found, q=q)


@dataclass(frozen=True)
class UChart:
    """A chart of monthly rates. Arrays have one figure a month, NaN where the month is absent.

    `sigma_z` is by how much the months differ from one to the next beyond chance; limits are widened by it where it is
    above 1. `beyond` is true where a month lies outside its limits.
    """

    rates: npt.NDArray[np.float64]
    centre: float
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    sigma_z: float
    beyond: npt.NDArray[np.bool_]


def u_chart(months: Months, exposure: float | Sequence[float] = 1.0) -> UChart | None:
    """The u-chart of monthly counts over an exposure (residents, or one for each month); none under 24 covered months.

    Limits are 3 standard errors either side of the centre, widened by Laney's rule: σz is the mean moving range of the
    z of neighbouring months over 1.128. It is never used below 1, so limits are never narrower than by chance alone.
    A month that is absent stays blank: it has no rate, and no range is taken across it.

    Source: Laney (2002), Quality Engineering 14:531, u′-chart; Shewhart (1931) for 3 standard errors.

    >>> chart = u_chart([9, 11] * 12 + [None, 30])
    >>> round(chart.centre, 2), round(float(chart.high[0]), 1), bool(chart.beyond[-1]), bool(chart.beyond[-2])
    (10.8, 20.7, True, False)

    Raises:
        ValueError: an exposure is not above 0.
    """
    counts = np.array([np.nan if month is None else month for month in months], dtype=np.float64)
    size = np.broadcast_to(np.asarray(exposure, dtype=np.float64), counts.shape)
    if not (size > 0).all():
        raise ValueError("A rate needs an exposure above 0, such as residents.")
    there = ~np.isnan(counts)
    if there.sum() < FEWEST_MONTHS:
        return None
    rates = counts / size
    centre = float(counts[there].sum() / size[there].sum())
    error = np.sqrt(centre / size)
    z = np.divide(rates - centre, error, out=np.full(counts.shape, np.nan), where=error > 0)
    ranges = np.abs(np.diff(z))
    ranges = ranges[~np.isnan(ranges)]
    sigma_z = float(ranges.mean() / MOVING_RANGE) if ranges.size else 1.0
    reach = SIGMAS * max(sigma_z, 1.0) * error
    low, high = np.where(there, np.maximum(centre - reach, 0), np.nan), np.where(there, centre + reach, np.nan)
    with np.errstate(invalid="ignore"):
        beyond = there & ((rates < low) | (rates > high))
    return UChart(rates, centre, low, high, sigma_z, beyond)
