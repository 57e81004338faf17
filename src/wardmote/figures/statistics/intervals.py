"""How sure a count or a rate is: intervals of Poisson counts."""

from typing import Any

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.special import gammaincinv, ndtri

EXACT_BELOW = 10  # events; from here on Byar's is within 0.2 % of the exact limits (OHID, Technical guide)


def one_or_many(figures: Any) -> Any:
    """A plain float where there is one figure, else the array."""
    return float(figures) if np.ndim(figures) == 0 else figures


def counted(counts: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Counts as an array.

    Raises:
        ValueError: one is negative or not whole. A missing count is left out before, never passed on as 0.
    """
    found = np.asarray(counts, dtype=np.float64)
    if found.size and not (np.isfinite(found) & (found >= 0) & (found == np.floor(found))).all():
        raise ValueError("A count is a whole number from 0. A month that nobody counted is left out, not passed as 0.")
    return found


def exact_interval(count: npt.ArrayLike, *, level: float = 0.95) -> tuple[Any, Any]:
    """The exact (Garwood) interval of a Poisson count; `count` of any shape, limits in events of the same shape.

    Each tail has at most (1 − level)/2. The lower limit of no event is 0.

    Source: Garwood (1936), Biometrika 28:437, by quantiles of χ²: χ²(α/2; 2x)/2 and χ²(1 − α/2; 2x + 2)/2.

    >>> low, high = exact_interval(10)
    >>> round(low, 3), round(high, 3)
    (4.795, 18.39)
    """
    x = counted(count)
    tail = (1 - level) / 2
    low = np.where(x > 0, gammaincinv(np.maximum(x, 1), tail), 0.0)
    return one_or_many(low), one_or_many(gammaincinv(x + 1, 1 - tail))


def byar_interval(count: npt.ArrayLike, *, level: float = 0.95) -> tuple[Any, Any]:
    """Byar's approximation to the exact interval of a Poisson count, for 10 events or more.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69, equation 2.13.

    >>> low, high = byar_interval(100)
    >>> round(low, 3), round(high, 3)
    (81.362, 121.628)
    """
    x = counted(count)
    z = ndtri(0.5 + level / 2)
    below, above = np.maximum(x, 1), x + 1  # nobody divides by no event
    low = np.where(x > 0, below * (1 - 1 / (9 * below) - z / (3 * np.sqrt(below))) ** 3, 0.0)
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return one_or_many(low), one_or_many(high)


def count_interval(count: npt.ArrayLike, *, level: float = 0.95) -> tuple[Any, Any]:
    """The interval that is shown with a count: exact below 10 events, Byar's from 10.

    Assumes that events come one by one at a steady rate (Poisson). Burglaries by one gang do not; see `funnel`.

    Source: Office for Health Improvement and Disparities, Technical guide: confidence intervals (2018), p. 3.

    >>> low, high = count_interval(3)
    >>> round(low, 2), round(high, 2)
    (0.62, 8.77)
    """
    x = counted(count)
    exact, byar = exact_interval(x, level=level), byar_interval(x, level=level)
    return one_or_many(np.where(x < EXACT_BELOW, exact[0], byar[0])), one_or_many(
        np.where(x < EXACT_BELOW, exact[1], byar[1])
    )


def rate_per_1000(count: npt.ArrayLike, population: npt.ArrayLike) -> Any:
    """Events for each 1,000 of the population, which is told with its name: residents, dwellings, vehicles.

    >>> round(rate_per_1000(900, 12817), 1)
    70.2

    Raises:
        ValueError: a count is not a whole number from 0, or a population is not above 0.
    """
    n = np.asarray(population, dtype=np.float64)
    if not (n > 0).all():
        raise ValueError("A rate needs a population above 0.")
    return one_or_many(counted(count) * 1000 / n)


def rate_interval(count: npt.ArrayLike, population: npt.ArrayLike, *, level: float = 0.95) -> tuple[Any, Any]:
    """The interval of a rate per 1,000: that of its count, with the population taken as known.

    >>> low, high = rate_interval(3, 12817)
    >>> round(low, 2), round(high, 2)
    (0.05, 0.68)

    Raises:
        ValueError: a count is not a whole number from 0, or a population is not above 0.
    """
    low, high = count_interval(count, level=level)
    each = rate_per_1000(1, population)
    return one_or_many(np.multiply(low, each)), one_or_many(np.multiply(high, each))
