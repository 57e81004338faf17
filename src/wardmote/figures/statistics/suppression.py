"""Small numbers: bands, and tables whose totals narrow no band.

In a town of 12,000 "one person" is a name. A count that the police supply is shown as a band, and a total only where
nobody can use it to learn more of a count than its band, whatever the counts are.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np

SMALL = 5  # counts from 1 to 4 are small
# Where the bands of counts begin; the last has no end. The first three beginnings are those of `Band`. Our own choice:
# each band ends at about twice its beginning, so that a rise can be seen and a case can't.
LADDER = (0, 1, SMALL, 10, 20, 50, 100, 200, 500)
FEWEST = SMALL - 1  # as many numbers as the band 1-4 has
NO_END = 10**7  # stands for the end of the last band; no town counts so many
Cell = TypeVar("Cell", bound=Hashable)
Cells = frozenset[Hashable]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Band(StrEnum):
    """A count that names nobody: in a small town "one" is somebody."""

    NONE = "0"
    FEW = "1-4"
    MORE = "5+"


def band(count: int) -> Band:
    """The band of a count.

    >>> [str(band(count)) for count in (0, 1, 4, 5)]
    ['0', '1-4', '1-4', '5+']

    Raises:
        ValueError: the count is below 0.
    """
    if count < 0:
        raise ValueError("A count is a whole number from 0. Nothing was banded.")
    return Band.NONE if count == 0 else Band.FEW if count < SMALL else Band.MORE


@dataclass(frozen=True, slots=True)
class Span:
    """Counts from `low` to `high`, both among them; no `high`: and more.

    >>> str(Span(0, 0)), str(Span(10, 19)), str(Span(500, None))
    ('0', '10-19', '500+')
    """

    low: int
    high: int | None

    def __str__(self) -> str:
        return f"{self.low}+" if self.high is None else f"{self.low}-{self.high}" if self.high > self.low else "0"

    @property
    def end(self) -> int:
        """The last number; one that is never reached where there is none."""
        return NO_END if self.high is None else self.high


RUNGS = tuple(Span(low, after - 1 if after else None) for low, after in zip(LADDER, (*LADDER[1:], None), strict=True))


def rung(count: int) -> Span:
    """The band of a count where more than three bands are wanted: 0, 1-4, 5-9, 10-19, 20-49 and on to 500+.

    >>> [str(rung(count)) for count in (0, 4, 5, 19, 812)]
    ['0', '1-4', '5-9', '10-19', '500+']

    Raises:
        ValueError: the count is below 0.
    """
    if count < 0:
        raise ValueError("A count is a whole number from 0. Nothing was banded.")
    return next(one for one in reversed(RUNGS) if one.low <= count)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a release: what it counts (a set of cells, one or many) and what is told of it; none: withheld."""

    cells: Cells
    told: Span | None


def banded(
    table: Mapping[Cell, int], totals: Iterable[Iterable[Cell]] = (), *, earlier: Iterable[Line] = ()
) -> tuple[Line, ...]:
    """What may be released of a table: each cell as a band, then each total as a band, or withheld (`may_show`).

    Cells are names that mean the same in every release, such as ("domestic abuse", "2026-03"); a total is the set of
    its cells, and one of the lines that were released earlier may hold cells that this table has not.

    Source: Hundepool and others (2012), Statistical Disclosure Control, chapter 4 (secondary suppression); Kenthapadi,
    Mishra and Nissim (2005), Simulatable auditing (what is withheld is decided by what is known, so it tells nothing).

    >>> shown = banded({"alpha": 3, "beta": 12}, [["alpha", "beta"]])
    >>> [str(line.told) for line in shown]
    ['1-4', '10-19', 'None']
    >>> [str(line.told) for line in banded({"alpha": 0, "beta": 12}, [["alpha", "beta"]])]
    ['0', '10-19', '10-19']

    Raises:
        ValueError: a count is below 0, or a total names a cell that is not in the table.
    """
    asked = [frozenset([cell]) for cell in table] + [frozenset(total) for total in totals]
    if any(not cells <= table.keys() for cells in asked):
        raise ValueError("A total names a cell that is not in the table. Nothing was released.")
    known = list(earlier)
    single = {line.cells for line in known if len(line.cells) == 1 and line.told}
    in_earlier = frozenset[Hashable]().union(*(line.cells for line in known))
    found = []
    for cells in asked:
        told = rung(sum(table[cell] for cell in cells))
        # The band of one cell says nothing new of others, unless an earlier total holds it and left it out.
        free = len(cells) == 1 and (cells in single or not cells & in_earlier)
        found.append(Line(cells, told if free or may_show(cells, known) else None))
        known.append(found[-1])
    return tuple(found)


def may_show(cells: Collection[Hashable], lines: Sequence[Line]) -> bool:
    """Whether the band of these cells together may be shown beside the lines that are out, whatever it is.

    It may if, with any band that fits the lines, each cell can still be anything in its own band. A total that was
    withheld, and the difference between this total and another that is shown, must keep four numbers at least, as the
    band 1-4 has, or as many as they had. The answer comes from what is out already, never from a count: so who knows
    the rule, the bands and every release learns nothing from what is withheld.

    >>> months = [Line(frozenset([month]), Span(1, 4)) for month in range(12)]
    >>> may_show(range(2), months), may_show(range(12), months)
    (False, True)
    """
    whole = frozenset(cells)
    before = Reader(lines)
    if not before.possible:
        return False
    watched = [(one, before.range(*one)) for one in _watched(whole, lines)]
    low, high = before.range(whole)
    for told in RUNGS:
        if told.low > high or told.end < low:
            continue
        after = Reader([*lines, Line(whole, told)])
        if after.possible and any(_too_narrow(one, was, after) for one, was in watched):
            return False
    return True


def _watched(whole: Cells, lines: Sequence[Line]) -> Iterator[tuple[Cells, Cells]]:
    """What must not be narrowed: the cells, the totals that are withheld, and the differences to those that are shown.

    Each as the cells that are added and those that are taken off.
    """
    nothing: Cells = frozenset()
    yield from ((frozenset([cell]), nothing) for cell in dict.fromkeys(cell for line in lines for cell in line.cells))
    for cells, told in {line.cells: line.told for line in lines if len(line.cells) > 1 and line.cells != whole}.items():
        yield (cells, nothing) if told is None else (whole - cells, cells - whole)


def _too_narrow(one: tuple[Cells, Cells], was: tuple[int, int], after: "Reader") -> bool:
    """Whether fewer numbers are left than there were, and than the band of the cell (or 1-4) has."""
    low, high = after.range(*one)
    return high - low < min(was[1] - was[0], after.width(one[0]) - 1)


class Reader:
    """Somebody with every release on the table, who can add, subtract and reason about whole numbers."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.single = {line.cells: line.told for line in lines if len(line.cells) == 1 and line.told}
        self.cells = list(dict.fromkeys(cell for line in lines for cell in line.cells))
        own = [self.single.get(frozenset([cell]), Span(0, None)) for cell in self.cells]
        self.low, self.high = np.array([[one.low, one.end] for one in own], float).reshape(-1, 2).T
        sums = {line.cells: line.told for line in lines if len(line.cells) > 1 and line.told}
        self.rows = np.array([[cell in cells for cell in self.cells] for cells in sums], float)
        self.rows = self.rows.reshape(-1, len(self.cells))
        self.least, self.most = np.array([[one.low, one.end] for one in sums.values()], float).reshape(-1, 2).T
        # Counts that fit, far from the ends of the sums: from there one cell can mostly be moved to the end of its
        # band, which spares looking for counts that allow it.
        self.middle = _with_most_slack(self.rows, self.least, self.most, self.low, self.high)

    @property
    def possible(self) -> bool:
        """Whether any counts fit what was released."""
        return self.middle is not None

    def width(self, cells: Cells) -> int:
        """How many numbers the band of a cell has; those of 1-4 if it has none, or for several together."""
        told = self.single.get(cells)
        return told.end - told.low + 1 if told else FEWEST

    def range(self, plus: Cells, minus: Cells = frozenset()) -> tuple[int, int]:
        """The smallest and largest count of some cells together, less others, that fits what was released.

        What fits has to be `possible`. Cells of which nothing was told can be anything.
        """
        wanted = np.array([float(cell in plus) - float(cell in minus) for cell in self.cells])
        more = NO_END * len(plus - set(self.cells))
        return self._least(wanted), more - self._least(-wanted)

    def _least(self, wanted: Floats) -> int:
        assert self.middle is not None
        moved = np.where(wanted > 0, self.low, np.where(wanted < 0, self.high, self.middle))
        sums = self.rows @ moved
        if ((sums < self.least) | (sums > self.most)).any():
            found = _least_that_fits(wanted, self.rows, self.least, self.most, self.low, self.high)
            assert found is not None
            moved = found
        return round(float(wanted @ moved))


def _with_most_slack(rows: Floats, least: Floats, most: Floats, low: Floats, high: Floats) -> Floats | None:
    if not len(rows):
        return low
    slack, none = np.ones((len(rows), 1)), np.full(len(rows), np.inf)
    both = np.block([[rows, -slack], [rows, slack]])
    wanted = np.append(np.zeros(len(low)), -1.0)
    ends = np.append(least, -none), np.append(none, most)
    found = _least_that_fits(wanted, both, *ends, np.append(low, 0), np.append(high, NO_END))
    return None if found is None else found[:-1]


def _least_that_fits(
    wanted: Floats, rows: Floats, least: Floats, most: Floats, low: Floats, high: Floats
) -> Floats | None:
    """Whole numbers from `low` to `high` with sums from `least` to `most`, so that what is wanted is least."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    limits = LinearConstraint(rows, least, most)
    found = milp(wanted, integrality=np.ones(len(wanted)), bounds=Bounds(low, high), constraints=limits)
    return None if found.x is None else np.round(found.x)
