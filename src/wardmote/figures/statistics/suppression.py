"""Small numbers: bands, and tables in which no small count can be worked out.

In a town of 12,000 "one person" is a name. A count that the police supply is shown as a band. A table with totals
leaves out its small counts, and as many others as it takes so that nobody can subtract their way to one.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import TypeVar

import numpy as np

SMALL = 5  # counts from 1 to 4 are small
Cell = TypeVar("Cell", bound=Hashable)


class Band(StrEnum):
    """A count that names nobody: in a small town "one" is somebody."""

    NONE = "0"
    FEW = "1-4"
    MORE = "5+"


class Contradiction(ValueError):
    """An earlier release gives other figures for the same cells."""


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


@dataclass(frozen=True)
class Line:
    """One figure of a release: what it counts (a set of cells, one or many) and its value; none if withheld."""

    cells: frozenset[Hashable]
    value: int | None


def two_way(table: Mapping[tuple[str, str], int]) -> list[frozenset[Hashable]]:
    """The totals of a table by row and column: each row, each column, and all.

    >>> [len(cells) for cells in two_way({("a", "x"): 1, ("a", "y"): 2, ("b", "x"): 3, ("b", "y"): 4})]
    [2, 2, 2, 2, 4]
    """
    margins: list[frozenset[Hashable]] = []
    for side in (0, 1):
        names = dict.fromkeys(cell[side] for cell in table)
        margins += [frozenset(cell for cell in table if cell[side] == name) for name in names]
    return [*margins, frozenset(table)]


def suppressed(
    table: Mapping[Cell, int],
    totals: Iterable[Iterable[Cell]] = (),
    *,
    earlier: Iterable[Sequence[Line]] = (),
) -> tuple[Line, ...]:
    """The lines of a table that may be released: each cell, then each total, with none for what is withheld.

    Counts from 1 to 4 are withheld, totals among them; 0 and counts from 5 are shown. Then others are withheld until no
    small count follows from what is shown here and in the `earlier` releases: not of a cell, nor of a total, nor of
    the difference between two figures of which one contains the other, such as "to July" less "to June", nor of what a
    total leaves when its cells that are shown are taken off. A reader is taken to know that counts are whole and that
    what is withheld is at least 1.

    Cells are names that mean the same in every release, such as ("domestic abuse", "2026-03"); a total is the set of
    its cells, and an earlier one may hold cells that this table has not. The same figures give the same lines.

    What earlier releases have already given away can't be taken back; nothing more is added to it.

    Source: Hundepool and others (2012), Statistical Disclosure Control, chapter 4 (secondary cell suppression).

    >>> shown = suppressed({"alpha": 3, "beta": 9, "gamma": 12}, [["alpha", "beta", "gamma"]])
    >>> [line.value for line in shown]
    [None, None, 12, 24]

    Raises:
        Contradiction: an earlier release gives other figures for the same cells, so that nothing can be checked.
        ValueError: a count is below 0, or a total names a cell that is not in the table.
    """
    sets = [frozenset([cell]) for cell in table] + [frozenset(total) for total in totals]
    if min(table.values(), default=0) < 0 or any(not cells <= table.keys() for cells in sets):
        raise ValueError("A count is below 0, or a total names a cell that is not in the table. Nothing was released.")
    true = [sum(table[cell] for cell in cells) for cells in sets]
    lines = [Line(cells, None if 0 < value < SMALL else value) for cells, value in zip(sets, true, strict=True)]
    before = [line for release in earlier for line in release]
    tried: set[frozenset[Hashable]] = set()  # what can't be worked out now can't be with less to go by
    while left := [cells for cells in _sensitive(lines, before) if cells not in tried]:
        for cells in left:
            tried.add(cells)
            while _given_away(cells, lines, before):
                choice = _to_withhold(lines, before, cells)
                if choice is None:
                    return tuple(lines)
                lines[choice] = replace(lines[choice], value=None)
    return tuple(lines)


def _sensitive(lines: list[Line], before: list[Line]) -> list[frozenset[Hashable]]:
    """Every set of cells with a count that might be small and worked out: cells, what is withheld, differences, rests.

    A rest is what a total leaves when all its cells that are shown are taken off.
    """
    every = [*lines, *before]
    sets = [frozenset([cell]) for cell in Reader(every).cells] + [line.cells for line in lines if line.value is None]
    shown = [(line.cells, line.value) for line in every if line.value is not None]
    single = {cells: value for cells, value in shown if len(cells) == 1}
    for (cells, value), (other, less) in product(shown, repeat=2):
        if other < cells and 0 < value - less < SMALL:
            sets.append(cells - other)
    for cells, value in shown:
        apart = [one for one in single if one <= cells]
        if 0 < value - sum(single[one] for one in apart) < SMALL:
            sets.append(cells.difference(*apart))
    return list(dict.fromkeys(sets))


def _given_away(cells: frozenset[Hashable], lines: list[Line], before: list[Line]) -> bool:
    """Whether a reader can work out that these cells have a small count, and could not before."""
    return Reader([*lines, *before]).knows_small(cells) and not Reader(before).knows_small(cells)


def _to_withhold(lines: list[Line], before: list[Line], given_away: frozenset[Hashable]) -> int | None:
    """Which line to withhold next: the smallest that closes it, else the smallest that touches it, else any."""
    shown = [i for i, line in enumerate(lines) if line.value]
    shown.sort(key=lambda i: (len(lines[i].cells), lines[i].value, i))
    for i in shown:
        tried = [line if j != i else replace(line, value=None) for j, line in enumerate(lines)]
        if not Reader([*tried, *before]).knows_small(given_away):
            return i
    touching = [i for i in shown if lines[i].cells & given_away]
    return next(iter(touching or shown), None)


class Reader:
    """Somebody with every release on the table, who can add, subtract and reason about whole numbers."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.cells = sorted({cell for line in lines for cell in line.cells}, key=repr)
        place = {cell: i for i, cell in enumerate(self.cells)}
        self.rows = np.zeros((len(lines), len(self.cells)))
        for row, line in zip(self.rows, lines, strict=True):
            row[[place[cell] for cell in line.cells]] = 1
        self.least = np.array([1.0 if line.value is None else line.value for line in lines])
        self.most = np.array([np.inf if line.value is None else line.value for line in lines])

    def knows_small(self, cells: frozenset[Hashable]) -> bool:
        """Whether the count of these cells together can be one number only, and that from 1 to 4.

        Raises:
            Contradiction: no counts at all fit what was released.
        """
        if not cells <= set(self.cells):
            return False
        most = self.limit(cells, -1)
        return 0 < most < SMALL and self.limit(cells, 1) == most

    def limit(self, cells: frozenset[Hashable], sign: int) -> float:
        """The smallest (sign 1) or largest (−1) count of these cells that fits what was released."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wanted = np.array([float(cell in cells) for cell in self.cells]) * sign
        if self._without_end(wanted):
            return float("inf")
        found = milp(
            wanted,
            integrality=np.ones(len(self.cells)),
            bounds=Bounds(0, np.inf),
            constraints=LinearConstraint(self.rows, self.least, self.most),
        )
        if found.status == 2:
            raise Contradiction("An earlier release gives other figures for the same cells. Nothing was released.")
        return float("inf") if found.x is None else float(sign * round(found.fun))

    def _without_end(self, wanted: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> bool:
        """Whether a cell that is wanted at its most stands in no figure that is shown."""
        shown = self.rows[np.isfinite(self.most)].sum(axis=0)
        return bool(((wanted < 0) & (shown == 0)).any())
