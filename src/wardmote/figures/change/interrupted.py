"""Before and after month by month: an interrupted time series with a control."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf

import numpy as np
import numpy.typing as npt

from wardmote.figures.change.answers import Answer, answer_of
from wardmote.figures.statistics.special import stdtr, stdtrit

FEWEST_BEFORE = 12  # months: less than a year can't tell a season from a change
FEWEST_AFTER = 6  # months: less is a good spring
FEWEST_EVENTS = 10  # of the treated place in all: with fewer the logarithm of its rate is a guess
ROUNDS = 50
Months = Sequence[int | None]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interrupted:
    """By what factor a place changed when something was done, beyond what its control did.

    `ratio` 0.8 says a fifth fewer than was to be expected. `phi` is the over-dispersion, `freedom` the degrees of
    freedom, `echo` the correlation of each month's residual with the next: above about 0.3 the interval is too narrow,
    and the answer is "not proven". Numbers are none where there was too little to tell.
    """

    answer: Answer
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    phi: float | None = None
    freedom: int | None = None
    echo: float | None = None


LOUD_ECHO = 0.3


def interrupted(
    treated: Months, control: Months, *, changed_at: int, level: float = 0.95, season: bool = True
) -> Interrupted:
    """A segmented log-linear regression of monthly counts of a place and its control.

    Both series have the same months, oldest first, none where nobody counted; `changed_at` is the place in the list of
    the first month after the change. Model: log of the expected count = a line for each series, a step common to both,
    and a step of the treated one, whose exponential is `ratio`. With `season`, a yearly wave common to both.

    Quasi-Poisson, by iteratively reweighted least squares: the variance is φ times the mean, with φ = X²/freedom, at
    least 1, and Student's t. Months that are none are left out of their series and are never 0. The control must have
    had the same outside influences; a step that comes by and by is read as a smaller one.

    "Nobody counted" if a series has no count before or none after. "Not proven" without numbers if there are fewer than
    `FEWEST_BEFORE` months before, `FEWEST_AFTER` after, or `FEWEST_EVENTS` events, and with numbers if `echo` is loud.

    Source: Bernal, Cummins and Gasparrini (2017), Int. J. Epidemiology 46:348, and (2018) 47:2082 for the control;
    McCullagh and Nelder (1989), Generalized Linear Models, chapters 2 and 6.

    >>> benches = interrupted([20, 22, 19, 21] * 6 + [9, 11, 10, 10] * 3, [30, 29, 31, 30] * 9, changed_at=24)
    >>> str(benches.answer), round(benches.ratio, 1)
    ('improved', 0.5)
    >>> str(interrupted([20] * 24 + [None] * 12, [30] * 36, changed_at=24).answer)
    'nobody counted'

    Raises:
        ValueError: the series have different lengths, or `changed_at` lies outside them.
    """
    if len(treated) != len(control) or not 0 < changed_at < len(treated):
        raise ValueError("Both series need the same months, and the change must lie within them.")
    spans = [
        [n for n in part if n is not None] for s in (treated, control) for part in (s[:changed_at], s[changed_at:])
    ]
    if not all(spans):
        return Interrupted(Answer.NOBODY_COUNTED)
    enough = all(len(spans[i]) >= FEWEST_BEFORE and len(spans[i + 1]) >= FEWEST_AFTER for i in (0, 2))
    if not enough or sum(spans[0]) + sum(spans[1]) < FEWEST_EVENTS or not sum(spans[2]) + sum(spans[3]):
        return Interrupted(Answer.NOT_PROVEN)
    months = [(t, group, n) for group, s in ((1, treated), (0, control)) for t, n in enumerate(s) if n is not None]
    t, group, y = (np.array(column, dtype=np.float64) for column in zip(*months, strict=True))
    design = _design(t, group, changed_at, season)
    freedom = y.size - design.shape[1]
    fitted = _fit(design, y)
    if fitted is None:
        return Interrupted(Answer.NOT_PROVEN)
    coefficients, mean, inverse = fitted
    residual = (y - mean) / np.sqrt(mean)
    phi = max(1.0, float((residual**2).sum()) / freedom)
    step, error = float(coefficients[0]), float(np.sqrt(phi * inverse[0, 0]))
    reach = float(stdtrit(freedom, 0.5 + level / 2)) * error
    low, high = _exp(step - reach), _exp(step + reach)
    echo = _echo(residual, t, group)
    answer = Answer.NOT_PROVEN if echo > LOUD_ECHO else answer_of(low, high, unchanged=1)
    p = min(1.0, 2 * float(stdtr(freedom, -abs(step) / error)))
    return Interrupted(answer, _exp(step), low, high, p, phi, freedom, echo)


def _design(t: Array, group: Array, changed_at: int, season: bool) -> Array:
    """The columns of the regression; the first is the step of the treated place."""
    after = (t >= changed_at).astype(np.float64)
    year = (t - changed_at) / 12
    columns = [group * after, np.ones_like(t), group, year, group * year, after]
    if season:
        columns += [np.sin(2 * np.pi * year), np.cos(2 * np.pi * year)]
    return np.stack(columns, axis=1)


def _fit(design: Array, y: Array) -> tuple[Array, Array, Array] | None:
    """Coefficients, fitted means and inverse information of a Poisson regression; none if it does not settle."""
    mean = y + 0.5
    eta = np.log(mean)
    deviance = inf
    for _ in range(ROUNDS):
        weighted = design * np.sqrt(mean)[:, None]
        working = (eta + (y - mean) / mean) * np.sqrt(mean)
        coefficients = np.linalg.lstsq(weighted, working, rcond=None)[0]
        eta = np.clip(design @ coefficients, -30, 30)
        mean = np.exp(eta)
        before, deviance = (
            deviance,
            2 * float((np.where(y > 0, y * np.log(np.maximum(y, 1) / mean), 0) - y + mean).sum()),
        )
        if abs(before - deviance) < 1e-9 * (abs(deviance) + 1):
            information = design.T @ (design * mean[:, None])
            if np.linalg.cond(information) > 1e12:
                return None
            return np.asarray(coefficients, np.float64), mean, np.asarray(np.linalg.inv(information), np.float64)
    return None


def _echo(residual: Array, t: Array, group: Array) -> float:
    """The correlation of residuals one month apart, within each series."""
    together = squares = 0.0
    for series in (0, 1):
        own, at = residual[group == series], t[group == series]
        next_to = np.diff(at) == 1
        together += float((own[:-1] * own[1:])[next_to].sum())
        squares += float((own**2).sum())
    return together / squares if squares else 0.0


def _exp(value: float) -> float:
    return exp(min(value, 700.0))
