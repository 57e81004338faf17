"""One rate beside another: their ratio, how sure it is, and whether chance alone would do it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.intervals import counted, one_or_many
from wardmote.figures.statistics.special import bdtr, bdtrc, betaincinv


@dataclass(frozen=True)
class RateRatio:
    """A ratio of two rates with its exact interval and two-sided p; each a float, or an array of one shape.

    `ratio` is NaN where neither side has an event, and infinite where only the other has none.
    """

    ratio: Any
    low: Any
    high: Any
    p: Any


def rate_ratio(
    count: npt.ArrayLike,
    exposure: npt.ArrayLike,
    other_count: npt.ArrayLike,
    other_exposure: npt.ArrayLike,
    *,
    level: float = 0.95,
) -> RateRatio:
    """The ratio of two Poisson rates, by the conditional binomial.

    Given the events of both sides together, how many fall on the first is binomial, with a share that depends on the
    ratio and the exposures (residents times months) alone. The interval is that of Clopper and Pearson for the share;
    p is twice the smaller tail, at most 1, so that p < 1 − level just where the interval leaves 1 out.

    With no event on one side the limit on that side is 0 or infinite; with none at all p is 1.

    Source: Przyborowski and Wilenski (1940), Biometrika 31:313; Clopper and Pearson (1934), Biometrika 26:404.

    >>> found = rate_ratio(50, 12817, 70, 14000)
    >>> round(found.ratio, 2), round(found.low, 2), round(found.high, 2)
    (0.78, 0.53, 1.14)

    Raises:
        ValueError: a count is not a whole number from 0, or an exposure is not above 0.
    """
    x, y = np.broadcast_arrays(counted(count), counted(other_count))
    e, f = np.asarray(exposure, dtype=np.float64), np.asarray(other_exposure, dtype=np.float64)
    if not ((e > 0).all() and (f > 0).all()):
        raise ValueError("A rate needs an exposure above 0, such as residents times months.")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.divide(x, e) / np.divide(y, f)
        tail = (1 - level) / 2
        low = share_limit(x, y + 1, tail)
        high = share_limit(x + 1, y, 1 - tail)
        low, high = low / (1 - low) * f / e, high / (1 - high) * f / e
    return RateRatio(*map(one_or_many, (ratio, low, high, exact_p(x, y, e / (e + f)))))


def share_limit(a: Any, b: Any, quantile: float) -> Any:
    """The quantile of Beta(a, b); 0 where `a` is 0 and 1 where `b` is 0."""
    inner = betaincinv(np.maximum(a, 1), np.maximum(b, 1), quantile)
    return np.where(a <= 0, 0.0, np.where(b <= 0, 1.0, inner))


def exact_p(x: Any, y: Any, share: Any) -> Any:
    """Twice the smaller tail of x among x + y events, each on the first side with probability `share`; at most 1."""
    n = np.asarray(x + y, dtype=np.int64)
    below = bdtr(x, n, share)
    above = np.where(x > 0, bdtrc(np.maximum(x - 1, 0), n, share), 1.0)
    return np.minimum(1.0, 2 * np.minimum(below, above))
