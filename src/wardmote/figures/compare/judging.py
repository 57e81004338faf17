"""One town beside one other, and beside all of a set: which spread goes with which question."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from wardmote.figures.compare.gathering import Side
from wardmote.figures.compare.measures import MEASURES, Measure
from wardmote.figures.statistics.funnel import Spread, spread
from wardmote.figures.statistics.verdicts import FEWEST_TOWNS, Finding, verdict, verdicts

FAMILY = tuple(measure for measure in MEASURES if measure.family)
TOTALS = tuple(measure for measure in MEASURES if not measure.family)
Positions = Sequence[int]
Peers = Mapping[str, Spread | None]


def restless(table: npt.ArrayLike) -> Spread | None:
    """How much more counts of towns move from month to month than by chance: `table` of shape [towns, months].

    What all towns share, such as the seasons, is taken out: φ is Pearson's X² over (towns − 1)(months − 1). It
    is the spread that goes with "is this town's rate below that town's?": by how much two towns truly differ is the
    answer to that question, and no error in it. None for one town or one month, which can't tell.

    Assumes that the months of a town are independent of each other.

    Source: McCullagh and Nelder (1989), Generalized Linear Models, p. 200, for the log-linear model of a table.

    >>> restless([[10, 10], [20, 20]]).phi
    1.0
    >>> round(restless([[10, 30], [20, 20]]).phi, 2)
    5.33
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or min(counts.shape) < 2:
        return None
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if not counts.size or min(counts.shape) < 2:
        return None
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    freedom = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    return Spread(max(1.0, float(((counts - expected) ** 2 / expected).sum()) / freedom), 0.0, freedom)


def by_month(sides: Sequence[Side], measure: Measure, chosen: Positions) -> npt.NDArray[np.int64]:
    """Events of a measure by side and month [side, month]."""
    rows = [sides[0].kinds.index(kind) for kind in measure.kinds]
    return np.stack([side.counts[rows].sum(axis=0)[list(chosen)] for side in sides])


def restlessness(sides: Sequence[Side], chosen: Positions) -> Peers:
    """How these towns move from month to month, by the key of each measure."""
    return {one.key: restless(by_month(sides, one, chosen)) for one in MEASURES}


def beside(own: Side, others: Sequence[Side], moving: Peers, chosen: Positions) -> dict[str, Finding]:
    """The town beside one comparator, or its earlier years, by the key of each measure; spread as `moving` says."""
    return _found(own, others, chosen, moving)


def beside_all(own: Side, others: Sequence[Side], like: Sequence[Side], chosen: Positions) -> dict[str, Finding]:
    """The town beside the whole set, by the key of each measure; spread as towns differ among themselves.

    Where the set is too small to tell how much towns differ, `like` towns tell it.
    """
    peers: Peers = dict.fromkeys([one.key for one in MEASURES])
    if len(others) < FEWEST_TOWNS <= len(like):
        exposures = _exposures(like, chosen)
        peers = {one.key: spread([side.total(one, chosen) for side in like], exposures) for one in MEASURES}
    return _found(own, others, chosen, peers)


def _exposures(sides: Sequence[Side], chosen: Positions) -> list[float]:
    """Residents times months."""
    return [float(side.population * len(chosen)) for side in sides]


def _found(own: Side, others: Sequence[Side], chosen: Positions, peers: Peers) -> dict[str, Finding]:
    """The kinds adjusted for each other; each total by itself, since it is asked for by itself."""
    [exposure], exposures = _exposures([own], chosen), _exposures(others, chosen)
    counts = {one.key: own.total(one, chosen) for one in MEASURES}
    theirs = {one.key: [side.total(one, chosen) for side in others] for one in MEASURES}
    family = [one.key for one in FAMILY]
    found = verdicts(
        [counts[key] for key in family],
        exposure,
        [theirs[key] for key in family],
        exposures,
        peers=[peers[key] for key in family],
    )
    totals = {
        one.key: verdict(counts[one.key], exposure, theirs[one.key], exposures, peers=peers[one.key]) for one in TOTALS
    }
    return dict(zip(family, found, strict=True)) | totals
