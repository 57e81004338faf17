"""All towns at once: every count beside its neighbours', with exact intervals and tests.

Counts are small whole numbers, and that is what makes this quick: the interval of a rate is a table by count, that of a
ratio a table by the pairs of counts that occur, and an exact tail has as many terms as there are events.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.intervals import exact_interval
from wardmote.figures.statistics.ratios import exact_p, rate_ratio, share_limit

FEW_CELLS = 20_000  # below, each cell by itself is quicker than tables
LARGEST_TABLE = 50_000_000  # pairs of counts that may be marked in a table; beyond, they are sorted
DEEPEST = 700.0  # e to minus this is still above the smallest float
BLOCK = 4096  # cells
SAFE_TAIL = 1e-2  # a smaller tail, got by subtraction from 1, would lose digits
STRIDE, NEGLIGIBLE = 16, 1e-16  # terms added before a look whether they still matter
Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Country:
    """Every town, kind and month; each array has the shape [towns, kinds, months], NaN where the month is absent.

    `rate`, `rate_low` and `rate_high` are events per 1,000 with the exact interval. `ratio` is that to the neighbours
    together, with its exact conditional interval and two-sided `p`. `q` is Benjamini and Hochberg's over all cells
    where it is at most 1 − level, and 1 elsewhere.
    """

    rate: Floats
    rate_low: Floats
    rate_high: Floats
    other_count: Counts
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    p: Floats
    q: Floats


def country(
    counts: npt.ArrayLike,
    population: npt.ArrayLike,
    neighbours: npt.ArrayLike,
    *,
    covered: npt.ArrayLike | None = None,
    towns: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Country:
    """Every count of a country beside that of its town's neighbours.

    `counts` are whole numbers [towns, kinds, months], `population` [towns], `neighbours` [towns, n] places in the list
    of towns. `covered` [towns, months] is false where a month is absent: it is left out of its town and of whoever has
    that town for a neighbour, and never counted as 0. `towns` chooses some; the rest serve as neighbours only.

    This is chance alone. What may be said of one town is `verdicts`, which allows for how much towns differ by
    themselves.

    Source: as `exact_interval`, `rate_ratio` and `q_values`; the tails are summed term by term.

    >>> found = country([[[4]], [[9]], [[11]]], [1000, 1000, 1000], [[1, 2], [0, 2], [0, 1]])
    >>> float(found.rate[0, 0, 0]), float(found.ratio[0, 0, 0]), round(float(found.p[0, 0, 0]), 3)
    (4.0, 0.4, 0.119)

    Raises:
        ValueError: shapes don't fit, a count is below 0, or a population is not above 0.
    """
    x, residents, near = np.asarray(counts), np.asarray(population, np.float64), np.asarray(neighbours)
    if x.ndim != 3 or residents.shape != x.shape[:1] or near.ndim != 2 or near.shape[0] != x.shape[0]:
        raise ValueError("Counts are by town, kind and month; population and neighbours by town.")
    if x.dtype.kind not in "iu" or (towns is None and x.size and x.min() < 0) or not (residents > 0).all():
        raise ValueError("Counts are whole numbers from 0, and a population is above 0.")
    chosen = np.arange(x.shape[0]) if towns is None else np.atleast_1d(np.asarray(towns))
    there = np.ones((x.shape[0], x.shape[2]), bool) if covered is None else np.asarray(covered, bool)
    exposed = residents[:, None] * there
    if chosen.size * near.shape[1] < x.shape[0]:  # few towns: fetch their neighbours, and no others
        own = _counted(x[chosen], there[chosen])
        each = _counted(x[near[chosen].ravel()], there[near[chosen].ravel()])
        y = each.reshape(chosen.size, near.shape[1], *x.shape[1:]).sum(axis=1)
        f = exposed[near[chosen]].sum(axis=1)
    else:
        counted = _counted(x, there)
        own = counted[chosen] if towns is not None else counted
        y = _sums(counted.reshape(x.shape[0], -1), near[chosen]).reshape(chosen.size, *x.shape[1:])
        f = _sums(exposed, near[chosen])
    return _compared(own, exposed[chosen], y, f, level)


def _counted(x: npt.NDArray[np.generic], there: npt.NDArray[np.bool_]) -> Counts:
    """The counts of the months that are there; nothing of the others, whose exposure is nothing too."""
    whole = x.astype(np.int64)
    return whole if there.all() else np.where(there[:, None, :], whole, 0)


def _sums(values: Any, near: npt.NDArray[np.generic]) -> Any:
    """The sum of each town's neighbours, column by column."""
    from scipy.sparse import csr_array

    pointers = np.arange(0, near.size + 1, near.shape[1])
    ones = np.ones(near.size, values.dtype)
    shape = (near.shape[0], values.shape[0])
    return csr_array((ones, near.ravel(), pointers), shape=shape) @ values


def _compared(x: Counts, e: Floats, y: Counts, f: Floats, level: float) -> Country:
    """Each cell of x over e beside y over f; exposures are by town and month."""
    known = (e > 0) & (f > 0)
    e, f = np.where(known, e, np.nan), np.where(known, f, np.nan)
    each, apart = 1000 / e[:, None, :], (f / e)[:, None, :]
    low, high = exact_interval(np.arange(int(x.max(initial=0)) + 1), level=level)
    if x.size < FEW_CELLS:
        ok = np.broadcast_to(known[:, None, :], x.shape)
        one, other = np.broadcast_to(e[:, None, :], x.shape), np.broadcast_to(f[:, None, :], x.shape)
        some = rate_ratio(x[ok], one[ok], y[ok], other[ok], level=level)
        ratio, ratio_low, ratio_high, p = (_spread_out(part, ok) for part in (some.ratio, some.low, some.high, some.p))
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = x / y * apart
        ratio_low, ratio_high = (odds * apart for odds in _odds_by_pair(x, y, level))
        p = _tails(x, y, e / (e + f))
    q = _significant(p, 1 - level)
    return Country(x * each, low[x] * each, high[x] * each, y, ratio, ratio_low, ratio_high, p, q)


def _spread_out(values: Floats, where: npt.NDArray[np.bool_]) -> Floats:
    found = np.full(where.shape, np.nan)
    found[where] = values
    return found


def _odds_by_pair(x: Counts, y: Counts, level: float) -> tuple[Floats, Floats]:
    """The limits of the odds that an event falls on the first side, found once for each pair of counts that occurs."""
    width = int(y.max()) + 1
    key = x * width + y
    table = (int(x.max()) + 1) * width <= LARGEST_TABLE
    if table:
        seen = np.zeros((int(x.max()) + 1) * width, bool)
        seen[key.ravel()] = True
        pairs = np.flatnonzero(seen)
    else:
        pairs, key = np.unique(key, return_inverse=True)
    a, b = pairs // width, pairs % width
    tail = (1 - level) / 2
    low, high = share_limit(a, b + 1, tail), share_limit(a + 1, b, 1 - tail)
    with np.errstate(divide="ignore"):
        odds = low / (1 - low), high / (1 - high)
    if not table:
        return odds[0][key], odds[1][key]
    low, high = np.empty(seen.size), np.empty(seen.size)
    low[pairs], high[pairs] = odds
    return low[key], high[key]


def _tails(x: Counts, y: Counts, share: Floats) -> Floats:
    """Twice the smaller tail of each cell, summed term by term.

    Cells are taken in the order of their counts, a block at a time that stays in the processor's cache, so that the
    work is one step for each event of the country. `share` is by town and month.
    """
    wide = x.shape[1] * x.shape[2]
    first = x.ravel()
    order = np.argsort(first.astype(np.uint16) if first.max(initial=0) < 2**16 else first, kind="stable")
    wanted = first[order]
    n = (wanted + y.ravel()[order]).astype(np.float64)
    place = order // wide * x.shape[2] + order % x.shape[2]
    odds, depth = (share / (1 - share)).ravel()[place], np.log1p(-share).ravel()[place]
    depth *= n
    found, term = np.empty(n.size), np.exp(depth)
    for start in range(0, n.size, BLOCK):
        block = slice(start, start + BLOCK)
        found[block] = _block(wanted[block], n[block], odds[block], term[block])
    above = 1 - found
    found += term
    small = np.flatnonzero(above < SAFE_TAIL)
    above[small] = _upwards(wanted[small], n[small], odds[small], term[small])
    np.minimum(found, above, out=found)
    found *= 2
    np.minimum(found, 1.0, out=found)
    lost = np.flatnonzero(depth < -DEEPEST)
    found[lost] = exact_p(wanted[lost], y.ravel()[order[lost]], share.ravel()[place[lost]])
    p = np.empty(n.size)
    p[order] = found
    return p.reshape(x.shape)


def _block(wanted: Counts, n: Floats, odds: Floats, term: Floats) -> Floats:
    """P(X < x) of cells in rising order of x; `term` goes from the probability of none to that of x."""
    below, factor = np.zeros(n.size), n * odds
    least, most = int(wanted[0]), int(wanted[-1])
    starts = np.searchsorted(wanted, np.arange(least, most), side="right").tolist()
    for j in range(most):  # cells before `start` have had all their terms
        start = starts[j - least] if j >= least else 0
        below[start:] += term[start:]
        term[start:] *= factor[start:]
        term[start:] *= 1 / (j + 1)
        factor[start:] -= odds[start:]
    return below


def _upwards(wanted: Counts, n: Floats, odds: Floats, term: Floats) -> Floats:
    """P(X ≥ x) from the probability of x, by the terms above it, which shrink: x is far above what was expected."""
    above, term, j = term.copy(), term.copy(), wanted.astype(np.float64)
    live = np.arange(n.size)
    while live.size:
        for _ in range(STRIDE):
            term *= (n[live] - j) / (j + 1) * odds[live]
            above[live] += term
            j += 1
        going = term > above[live] * NEGLIGIBLE
        live, term, j = live[going], term[going], j[going]
    return above


def _significant(p: Floats, alpha: float) -> Floats:
    """q-values where they are at most alpha, else 1. Only a p-value up to alpha can have one: rank no others."""
    flat = p.ravel()
    made = int(np.count_nonzero(~np.isnan(flat)))
    with np.errstate(invalid="ignore"):
        candidates = np.flatnonzero(flat <= alpha)
    order = candidates[np.argsort(flat[candidates])]
    raised = flat[order] * made / np.arange(1, order.size + 1)
    ranked = np.minimum.accumulate(raised[::-1])[::-1]
    q = np.where(np.isnan(flat), np.nan, 1.0)
    q[order] = np.where(ranked <= alpha, ranked, 1.0)
    return q.reshape(p.shape)
