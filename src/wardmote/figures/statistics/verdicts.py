"""What may be said of a town beside its comparators: lower, higher, no clear difference, too few to say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.funnel import Spread, spread, z_of
from wardmote.figures.statistics.intervals import counted
from wardmote.figures.statistics.many import q_values
from wardmote.figures.statistics.ratios import rate_ratio
from wardmote.figures.statistics.special import ndtri, stdtr, stdtrit

FEWEST_EVENTS = 5  # seen or expected: with fewer than 3.7 expected even none at all is not low at 95 %
FEWEST_OF_OTHERS = 10  # events of the comparators together: with fewer their own rate is a guess
LEAST_FREEDOM = 2.0  # with less the interval would say nothing at all
FEWEST_TOWNS = 5  # to tell how much towns differ by themselves; with fewer the interval would be many times too wide
HALF_AN_EVENT = 0.5  # in place of none, from where an interval is widened: a logarithm has no 0
TINY = 1e-300


class Verdict(StrEnum):
    """The four things that can be said of one rate beside another."""

    LOWER = "lower"
    HIGHER = "higher"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Finding:
    """One kind of crime of a town beside its comparators.

    `ratio` is the town's rate over theirs, `low` and `high` its interval, widened by how much the comparators differ
    among themselves; `exact_low` and `exact_high` the same without. `p` goes with the widened interval; `q` allows for
    the other kinds. `expected` is what the town would count at the comparators' rate.
    """

    verdict: Verdict
    count: int
    other_count: int
    expected: float
    ratio: float
    low: float
    high: float
    exact_low: float
    exact_high: float
    p: float
    q: float
    spread: Spread | None


def verdicts(
    counts: npt.ArrayLike,
    exposure: float,
    other_counts: npt.ArrayLike,
    other_exposures: npt.ArrayLike,
    *,
    peers: Sequence[Spread | None] | None = None,
    level: float = 0.95,
) -> tuple[Finding, ...]:
    """A verdict for each kind: `counts` of shape [kinds], `other_counts` [kinds, towns], `other_exposures` [towns].

    Exposures are residents (or what the rate is of) times months, so that a town with a month less is held against as
    much. A month that is absent is left out of count and exposure alike, never passed as 0.

    "Lower" and "higher" need three things: the widened interval leaves 1 out, q is at most 1 − level, and there are
    enough events (`FEWEST_EVENTS`, `FEWEST_OF_OTHERS`). Of all kinds together at most 1 − level of what is called
    lower or higher is so by chance, also where towns differ by themselves.

    Each interval is widened by the larger of two readings of the comparators' spread, with Student's t for how little
    they are. Where there are fewer than `FEWEST_TOWNS` comparators their spread can't be told: give as `peers` the
    spread of a larger set of like towns, kind by kind, or the verdict is "too few to say".

    Source: `rate_ratio`; Spiegelhalter (2005), Statistics in Medicine 24:1185, on over-dispersion; `q_values`.

    >>> peers = [[70, 62, 75, 66, 71, 64], [7, 5, 9, 4, 6, 5]]
    >>> [str(one.verdict) for one in verdicts([31, 1], 12000, peers, [12000] * 6)]
    ['lower', 'no clear difference']

    Raises:
        ValueError: shapes differ, a count is not a whole number from 0, or an exposure is not above 0.
    """
    own, others = counted(counts), counted(other_counts)
    exposures = np.asarray(other_exposures, dtype=np.float64)
    if own.ndim != 1 or others.shape != (own.size, exposures.size) or not exposures.size:
        raise ValueError("Counts are given by kind, those of the comparators by kind and town.")
    given = peers or [None] * own.size
    found = [_one(*each, exposure, exposures, level) for each in zip(own, others, given, strict=True)]
    q = q_values([one.p for one in found])
    return tuple(_decided(replace(one, q=float(each)), level) for one, each in zip(found, q, strict=True))


def verdict(
    count: int,
    exposure: float,
    other_counts: npt.ArrayLike,
    other_exposures: npt.ArrayLike,
    *,
    peers: Spread | None = None,
    level: float = 0.95,
) -> Finding:
    """The verdict of one kind that was asked for by itself, not picked out of many: see `verdicts`.

    >>> from wardmote.figures.statistics.funnel import CHANCE_ALONE
    >>> str(verdict(900, 12817, [1080], [14000], peers=CHANCE_ALONE).verdict)
    'lower'
    >>> str(verdict(50, 12817, [70], [14000], peers=CHANCE_ALONE).verdict)
    'no clear difference'
    """
    [found] = verdicts([count], exposure, [np.atleast_1d(other_counts)], other_exposures, peers=[peers], level=level)
    return found


def _one(
    own: float,
    others: npt.NDArray[np.float64],
    given: Spread | None,
    exposure: float,
    exposures: npt.NDArray[np.float64],
    level: float,
) -> Finding:
    """A kind by itself, not yet decided."""
    total, width = float(others.sum()), float(exposures.sum())
    exact = rate_ratio(own, exposure, total, width, level=level)
    known = given or (spread(others, exposures) if exposures.size >= FEWEST_TOWNS else None)
    expected = total * exposure / width
    wider, freedom = widening(known, expected, total, exposures) if known else (1.0, 10**6)
    reach = wider * float(stdtrit(freedom, 0.5 + level / 2)) / z_of(level)
    centre = exact.ratio if own else HALF_AN_EVENT / max(expected, HALF_AN_EVENT)
    low, high = widened(centre, exact.low, reach), widened(centre, exact.high, reach)
    z = -float(ndtri(max(exact.p, TINY) / 2))
    p = min(1.0, 2 * float(stdtr(freedom, -z / wider)))
    return Finding(
        verdict=Verdict.TOO_FEW,
        count=int(own),
        other_count=int(total),
        expected=expected,
        ratio=exact.ratio,
        low=low,
        high=high,
        exact_low=exact.low,
        exact_high=exact.high,
        p=p,
        q=float("nan"),
        spread=known,
    )


def widening(known: Spread, expected: float, total: float, exposures: npt.NDArray[np.float64]) -> tuple[float, float]:
    """How many times wider than by chance alone the logarithm of a ratio spreads, and the degrees of freedom.

    The variance by chance is 1/expected + 1/total. It is either multiplied by φ, which is right if spread grows with
    the count, or gets τ² for the town and for each comparator in proportion to its share, which is right if true rates
    differ. The larger of the two is taken, so that neither needs to be believed.

    A town that counts more than those of the set has less chance in it and more of the true spread, which the set tells
    less surely: the degrees of freedom go down by the square of the share of its variance in theirs (Satterthwaite
    (1946), Biometrics Bulletin 2:110), to `LEAST_FREEDOM` at worst.
    """
    if expected <= 0:
        return 1.0, known.freedom
    chance = 1 / expected + 1 / total
    shares = float(((exposures / exposures.sum()) ** 2).sum())
    added = chance + known.tau2 * (1 + shares)
    wider = float(np.sqrt(max(1.0, known.phi, added / chance)))
    if not 0 < known.typical < expected < np.inf:
        return wider, known.freedom
    share = (1 / expected + known.tau2) / (1 / known.typical + known.tau2)
    return wider, max(min(known.freedom, LEAST_FREEDOM), known.freedom * share**2)


def widened(centre: float, limit: float, reach: float) -> float:
    """A limit moved away from the centre by a factor on the logarithm; 0 and infinity stay."""
    if not (0 < centre < np.inf and 0 < limit < np.inf):
        return limit
    return float(centre * (limit / centre) ** reach)


def _decided(one: Finding, level: float) -> Finding:
    """The finding with its verdict."""
    if one.spread is None or max(one.count, one.expected) < FEWEST_EVENTS or one.other_count < FEWEST_OF_OTHERS:
        return replace(one, verdict=Verdict.TOO_FEW)
    if one.q <= 1 - level and one.high < 1:
        return replace(one, verdict=Verdict.LOWER)
    if one.q <= 1 - level and one.low > 1:
        return replace(one, verdict=Verdict.HIGHER)
    return replace(one, verdict=Verdict.NO_CLEAR_DIFFERENCE)


@dataclass(frozen=True)
class LeaveOneOut:
    """The smallest and the largest ratio when each comparator in turn is left out, and which one it was (index)."""

    low: float
    high: float
    without_low: int
    without_high: int


def leave_one_out(
    count: int, exposure: float, other_counts: npt.ArrayLike, other_exposures: npt.ArrayLike
) -> LeaveOneOut | None:
    """How far the ratio hangs on a single comparator; none where there is only one.

    >>> found = leave_one_out(10, 1.0, [10, 10, 40], [1.0, 1.0, 1.0])
    >>> found.low, found.high, found.without_high
    (0.4, 1.0, 2)
    """
    y, m = counted(other_counts), np.asarray(other_exposures, dtype=np.float64)
    if y.size < 2:
        return None
    rates = (y.sum() - y) / (m.sum() - m)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.divide(count / exposure, rates)
    if np.isnan(ratios).all():
        return None
    low, high = int(np.nanargmin(ratios)), int(np.nanargmax(ratios))
    return LeaveOneOut(float(ratios[low]), float(ratios[high]), low, high)
