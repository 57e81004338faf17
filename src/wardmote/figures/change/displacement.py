"""Before and after in one place: the weighted displacement difference."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from wardmote.figures.change.answers import Answer, answer_of
from wardmote.figures.statistics.special import ndtri

Counts = tuple[int | None, int | None]  # before, after; none where nobody counted, which is never 0


@dataclass(frozen=True)
class Displacement:
    """By how many events a place changed, less what its control did, with what moved next door.

    `wdd` is in events of the time after; below 0 is fewer. All numbers are none where nobody counted.
    `moved_counted` says whether the streets round it were counted, so that moving could be seen.
    """

    answer: Answer
    wdd: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    z: float | None = None
    moved_counted: bool = False


def displacement(
    treated: Counts,
    control: Counts,
    buffer: Counts | None = None,
    buffer_control: Counts | None = None,
    *,
    months: tuple[float, float] = (1, 1),
    level: float = 0.95,
) -> Displacement:
    """The weighted displacement difference of a treated place, its control, the streets round it and their control.

    Each is (before, after) in events; none where nobody counted. WDD = ΔT − ΔCt + ΔD − ΔCd, with the sum of all counts
    as variance. `buffer` and `buffer_control` may both be left out: then moving next door can't be seen.

    Where the times differ, `months` are those before and after, and counts before are scaled to the time after (their
    variance by the square of that). The same months of the year are the caller's care: a winter is no control for a
    summer. Assumes Poisson counts (single events); sprees make the interval too narrow.

    Source: Wheeler and Ratcliffe (2018), Crime Science 7:11. Unequal times: Wheeler (2021), as in the R package ptools.

    >>> park = displacement((24, 9), (20, 18), (11, 13), (15, 14))
    >>> park.wdd, round(park.se, 1), round(park.low, 1), round(park.high, 1), str(park.answer)
    (-10.0, 11.1, -31.8, 11.8, 'not proven')
    >>> str(displacement((24, None), (20, 18)).answer)
    'nobody counted'

    Raises:
        ValueError: a count or a time is below 0, or a buffer is given without its control.
    """
    if (buffer is None) != (buffer_control is None):
        raise ValueError("The streets round a place need a control of their own, and it needs them. Give both.")
    if min(months) <= 0:
        raise ValueError("The months before and after must be above 0.")
    pairs = [(treated, 1), (control, -1)]
    if buffer is not None and buffer_control is not None:
        pairs += [(buffer, 1), (buffer_control, -1)]
    counted = _all_counted(pair for pair, _ in pairs)
    if counted is None:
        return Displacement(Answer.NOBODY_COUNTED)
    scale = months[1] / months[0]
    wdd = sum(sign * (after - before * scale) for (before, after), (_, sign) in zip(counted, pairs, strict=True))
    se = sqrt(sum(after + before * scale**2 for before, after in counted))
    reach = float(ndtri(0.5 + level / 2)) * se
    low, high = wdd - reach, wdd + reach
    z = wdd / se if se else 0.0
    return Displacement(answer_of(low, high, unchanged=0), float(wdd), se, low, high, z, buffer is not None)


def _all_counted(pairs: Iterable[Counts]) -> list[tuple[int, int]] | None:
    """The pairs if every one was counted before and after."""
    found = []
    for before, after in pairs:
        if before is None or after is None:
            return None
        if before < 0 or after < 0:
            raise ValueError("A count is a whole number from 0. A count that nobody took is none, not below 0.")
        found.append((before, after))
    return found
