"""How much towns differ by themselves: Spiegelhalter's funnel, and the spread of a set of comparators."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wardmote.figures.statistics.intervals import counted, one_or_many
from wardmote.figures.statistics.special import chdtrc, gammaincc, ndtri, pdtrik

LEVELS = (0.95, 0.998)  # about two and three standard errors, as Spiegelhalter draws them
TRIMMED = 0.10  # share at each end that is drawn in before φ is estimated
UNLIKELY = 0.05  # φ is used only where chance alone would give so large a one this seldom


@dataclass(frozen=True)
class Funnel:
    """Limits of a rate around the mean of its comparators, one for each exposure.

    `low` and `high` are rates in events per unit of exposure, shape [2, n]: at 95 % and at 99.8 %. `z` says how many
    standard errors each lies from the mean. Both are widened by √`phi` where `adjusted`.
    """

    mean: float
    phi: float
    adjusted: bool
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    z: npt.NDArray[np.float64]


def poisson_limit(expected: npt.ArrayLike, probability: float) -> Any:
    """The count below which an expected count stays with this probability, interpolated between whole counts.

    With r the smallest count with P(X ≤ r) ≥ p, the limit is r − (P(X ≤ r) − p) / (P(X ≤ r) − P(X ≤ r − 1)).

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185, appendix on exact control limits.

    >>> round(poisson_limit(10, 0.975), 2)
    16.16
    """
    e = np.asarray(expected, dtype=np.float64)
    r = np.maximum(np.ceil(np.nan_to_num(pdtrik(probability, e))), 0)
    for _ in range(2):  # the inverse is good to a rounding, which a whole count may fall on either side of
        r = np.where(gammaincc(r + 1, e) < probability, r + 1, r)
        r = np.where((r > 0) & (gammaincc(np.maximum(r, 1), e) >= probability), r - 1, r)
    at = gammaincc(r + 1, e)
    before = np.where(r > 0, gammaincc(np.maximum(r, 1), e), 0.0)
    return one_or_many(np.maximum(r - (at - probability) / (at - before), 0.0))


def winsorised(z: npt.ArrayLike, *, trimmed: float = TRIMMED) -> npt.NDArray[np.float64]:
    """The values with the outermost at each end drawn in to the quantile there, so that no outlier hides itself.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185, on over-dispersion.

    >>> winsorised([-9, -1, 0, 1, 9], trimmed=0.25).tolist()
    [-1.0, -1.0, 0.0, 1.0, 1.0]
    """
    found = np.asarray(z, dtype=np.float64)
    return np.clip(found, np.quantile(found, trimmed), np.quantile(found, 1 - trimmed))


def funnel(counts: npt.ArrayLike, exposures: npt.ArrayLike, *, adjust: bool | None = None) -> Funnel:
    """The funnel of towns around their own mean: `counts` of shape [n] over `exposures` (residents times months).

    φ is the mean square of the winsorised z. Limits are exact Poisson limits; where adjusted, the distance of each
    from the mean is multiplied by √φ. By default that is done only if φ is above what chance would give, as
    Spiegelhalter advises; it is never used to narrow them.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185, on exact limits and on over-dispersion.

    >>> drawn = funnel([8, 12, 9, 11, 40], [1, 1, 1, 1, 1])
    >>> drawn.mean, round(drawn.phi, 2), drawn.adjusted, round(float(drawn.high[0][4]), 1)
    (16.0, 3.9, True, 31.4)

    Raises:
        ValueError: fewer than two towns, a count that is not whole, or an exposure that is not above 0.
    """
    x, e = counted(counts), np.asarray(exposures, dtype=np.float64)
    if x.ndim != 1 or x.shape != e.shape or x.size < 2 or not (e > 0).all():
        raise ValueError("A funnel needs two towns or more, each with a count and an exposure above 0.")
    mean = float(x.sum() / e.sum())
    expected = np.maximum(mean * e, np.finfo(float).tiny)
    z = (x - expected) / np.sqrt(expected)
    phi = float(np.mean(winsorised(z) ** 2))
    if adjust is None:
        adjust = bool(chdtrc(x.size - 1, x.size * phi) < UNLIKELY)
    wider = float(np.sqrt(max(phi, 1.0))) if adjust else 1.0
    low = np.stack([np.asarray(poisson_limit(expected, (1 - level) / 2)) for level in LEVELS])
    high = np.stack([np.asarray(poisson_limit(expected, (1 + level) / 2)) for level in LEVELS])
    low, high = expected - wider * (expected - low), expected + wider * (high - expected)
    return Funnel(mean, phi, adjust, np.maximum(low, 0.0) / e, high / e, z / wider)


@dataclass(frozen=True)
class Spread:
    """How much more towns differ than chance alone would make them.

    `phi` is the factor on the variance of a count (1: chance alone), `tau2` the variance of the true rates between
    towns as a share of their mean squared, `freedom` the degrees of freedom that both rest on. `typical` is the mean
    number of events of a town of the set: for a much larger town the spread is known less well.
    """

    phi: float
    tau2: float
    freedom: float
    typical: float = np.inf


CHANCE_ALONE = Spread(phi=1.0, tau2=0.0, freedom=10**6)


def spread(counts: npt.ArrayLike, exposures: npt.ArrayLike) -> Spread:
    """The spread of comparable towns: `counts` and `exposures` of shape [n].

    `phi` is Pearson's X²/(n − 1) and `tau2` its moment form (DerSimonian and Laird). Nothing is trimmed: trimming
    reads both too small, which is safe for a chart that asks questions and not for a verdict with a stated error.

    Source: McCullagh and Nelder (1989), Generalized Linear Models, p. 200; DerSimonian and Laird (1986), Controlled
    Clinical Trials 7:177; additive form in Spiegelhalter (2005), Qual. Saf. Health Care 14:347.

    >>> round(spread([8, 12, 9, 11, 40], [1, 1, 1, 1, 1]).phi, 2)
    11.41

    Raises:
        ValueError: fewer than two towns, a count that is not whole, or an exposure that is not above 0.
    """
    x, e = counted(counts), np.asarray(exposures, dtype=np.float64)
    if x.ndim != 1 or x.shape != e.shape or x.size < 2 or not (e > 0).all():
        raise ValueError("A spread needs two towns or more, each with a count and an exposure above 0.")
    freedom = x.size - 1
    if not x.sum():
        return Spread(1.0, 0.0, freedom, 0.0)
    expected = e * (x.sum() / e.sum())
    chi2 = float(((x - expected) ** 2 / expected).sum())
    between = float(expected.sum() - (expected**2).sum() / expected.sum())
    return Spread(max(1.0, chi2 / freedom), max(0.0, (chi2 - freedom) / between), freedom, float(expected.mean()))


def z_of(level: float) -> float:
    """The standard errors that a two-sided interval of this level reaches to either side."""
    return float(ndtri(0.5 + level / 2))
