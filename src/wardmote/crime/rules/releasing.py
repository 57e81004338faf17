"""What of the police's own counts the panel may see: no count under 5, not even by subtracting an earlier release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.crime.rules.comparing import NotDone
from wardmote.crime.rules.supplied import SuppliedKind
from wardmote.figures.statistics.suppression import SMALL, Contradiction, Line, suppressed
from wardmote.register.rules import Deed, Verb

RELEASE_SUPPLIED = Deed("crime.release_supplied", Verb.DISCLOSE)

MOST_MONTHS = 24  # of one release
# A share of so many, rounded to a tenth, fits five counts at least. Our own choice.
SHARE_FROM = 50
RELEASED = (SuppliedKind.DOMESTIC_ABUSE, SuppliedKind.HATE_CRIME)  # arrests only as a share

# Of each kind and month every count that was ever supplied, the first one first; the last one is in force.
Histories = Mapping[tuple[SuppliedKind, str], Sequence[int]]
Counted = tuple[str, int]  # a month, and which of its counts: 1 is the one supplied first
Cell = tuple[str, int]  # a month, and up to which number


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """One figure of a release: a month, or the sum of several. None: withheld."""

    kind: SuppliedKind
    of: tuple[Counted, ...]
    value: int | None

    @property
    def months(self) -> tuple[str, ...]:
        """The months that it counts."""
        return tuple(month for month, _ in self.of)


@dataclass(frozen=True, slots=True)
class ReleasedShare:
    """In how many of ten domestic abuse incidents of these months somebody was arrested."""

    months: tuple[str, ...]
    tenths: int


@dataclass(frozen=True, slots=True)
class Released:
    """Everything that one release tells."""

    months: tuple[str, ...]
    lines: tuple[ReleasedLine, ...]
    share: ReleasedShare | None

    def of(self, kind: SuppliedKind) -> dict[str, ReleasedLine]:
        """The figures of a kind by month."""
        return {line.months[0]: line for line in self.lines if line.kind is kind and len(line.of) == 1}

    def sum_of(self, kind: SuppliedKind) -> ReleasedLine | None:
        """The sum of a kind over all months; none where a month was not supplied, or there is only one."""
        return next((line for line in self.lines if line.kind is kind and len(line.of) > 1), None)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        share = {"months": self.share.months, "tenths": self.share.tenths} if self.share else None
        lines = [{"kind": line.kind.value, "of": line.of, "value": line.value} for line in self.lines]
        return {"months": self.months, "lines": lines, "share": share}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Released":
        """What was kept."""
        lines = tuple(
            ReleasedLine(SuppliedKind(one["kind"]), tuple((month, nth) for month, nth in one["of"]), one["value"])
            for one in kept["lines"]
        )
        share = kept["share"]
        return cls(
            tuple(kept["months"]), lines, ReleasedShare(tuple(share["months"]), share["tenths"]) if share else None
        )


def to_release(histories: Histories, months: Sequence[str], *, earlier: Sequence[Released]) -> Released:
    """What may be shown of these months: each month and their sum, kind by kind, and the share with an arrest.

    Counts from 1 to 4 are withheld, and others with them (`suppressed`). A month that was corrected is checked too: if
    the correction is small, it is withheld, since who has the earlier release would subtract.

    >>> hate = SuppliedKind.HATE_CRIME
    >>> found = to_release({(hate, "2022-01"): [9], (hate, "2022-02"): [2]}, ["2022-01", "2022-02"], earlier=[])
    >>> [line.value for line in found.lines]
    [None, None, 11]

    Raises:
        NotDone: there are too many months, or none of them has a count; or an earlier release can't be true.
    """
    if len(months) > MOST_MONTHS:
        raise NotDone(f"A release has at most {MOST_MONTHS} months. Nothing was released. Choose fewer.", "since")
    lines = [line for kind in RELEASED for line in _of_kind(kind, histories, months, earlier)]
    if not lines:
        raise NotDone("Nothing was supplied for these months. Nothing was released. Choose others.", "since")
    found = Released(tuple(months), tuple(lines), None)
    return Released(found.months, found.lines, _share(found, histories, earlier))


def _of_kind(
    kind: SuppliedKind, histories: Histories, months: Sequence[str], earlier: Sequence[Released]
) -> list[ReleasedLine]:
    now = [(month, len(histories[kind, month])) for month in months if (kind, month) in histories]
    before = {line.of: line for one in earlier for line in one.lines if line.kind is kind and line.value is None}
    before |= {line.of: line for one in earlier for line in one.lines if line.kind is kind and line.value is not None}
    counted = {*now, *(one for of in before for one in of)}

    # A month with several counts is cut at each: 14 that was 12 is a cell of 12 and one of 2.
    levels: dict[str, list[int]] = {}
    for month in {month for month, _ in counted}:
        levels[month] = sorted({histories[kind, month][nth - 1] for one, nth in counted if one == month})

    def cells(of: Sequence[Counted]) -> frozenset[Cell]:
        return frozenset(
            (month, level) for month, nth in of for level in levels[month] if level <= histories[kind, month][nth - 1]
        )

    table = {
        (month, level): level - under
        for month, _ in now
        for under, level in zip([0, *levels[month]], levels[month], strict=False)
    }
    earlier_lines = [Line(cells(of), line.value) for of, line in before.items()]

    def lines_of(asked: Sequence[tuple[Counted, ...]]) -> list[ReleasedLine]:
        totals = [cells(of) for of in asked if len(cells(of)) > 1]
        shown = {line.cells: line.value for line in suppressed(table, totals, earlier=[earlier_lines])}
        return [ReleasedLine(kind, of, shown[cells(of)]) for of in asked]

    singly = [(one,) for one in now]
    try:
        if not len(now) == len(months) > 1:
            return lines_of(singly)
        with_sum = lines_of([*singly, tuple(now)])
        if _many_shown(with_sum) >= len(now):
            return with_sum
        # After a correction one sum can cost many months: without it more may be told.
        without = [*lines_of(singly), ReleasedLine(kind, tuple(now), None)]
        return max(with_sum, without, key=_many_shown)
    except Contradiction:
        raise NotDone("An earlier release does not fit these counts. Nothing was released. Check the counts.") from None


def _many_shown(lines: Sequence[ReleasedLine]) -> int:
    return sum(line.value is not None for line in lines)


def _share(found: Released, histories: Histories, earlier: Sequence[Released]) -> ReleasedShare | None:
    """The share, if both counts are big enough and no month of it stands in an earlier one."""
    kind = SuppliedKind.DOMESTIC_ABUSE
    line = found.sum_of(kind) or next(iter(found.of(kind).values()), None)
    told = {month for one in earlier if one.share for month in one.share.months}
    if line is None or line.months != found.months or line.value is None or told & set(found.months):
        return None
    if any((SuppliedKind.WITH_ARREST, month) not in histories for month in found.months):
        return None
    arrests = sum(histories[SuppliedKind.WITH_ARREST, month][-1] for month in found.months)
    if line.value < SHARE_FROM or min(arrests, line.value - arrests) < SMALL:
        return None
    return ReleasedShare(found.months, (20 * arrests + line.value) // (2 * line.value))
