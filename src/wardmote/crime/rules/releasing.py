"""What of the police's own counts the panel may see: bands, and nothing by which a band could be narrowed.

Not by subtracting an earlier release either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.crime.rules.comparing import NotDone
from wardmote.crime.rules.supplied import SuppliedKind
from wardmote.figures.statistics.suppression import Line, Span, banded, rung
from wardmote.register.rules import Deed, Verb

RELEASE_SUPPLIED = Deed("crime.release_supplied", Verb.DISCLOSE)

MOST_MONTHS = 24  # of one release
# Ten points in 100 of so many are five incidents or more, so a share leaves as many numbers as the band 1-4 at least.
SHARE_FROM = 50
SHARE_POINTS = 10
RELEASED = (SuppliedKind.DOMESTIC_ABUSE, SuppliedKind.HATE_CRIME)  # arrests only as a share
NO_SOURCE = "No published source. The police have released no counts."

# Of each kind and month every count that was ever supplied, the first one first; the last one is in force.
Histories = Mapping[tuple[SuppliedKind, str], Sequence[int]]
Counted = tuple[str, int]  # a month, and which of its counts: 1 is the one supplied first


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """One figure of a release: a month, or the sum of several, as a band. None: withheld."""

    kind: SuppliedKind
    of: tuple[Counted, ...]
    told: Span | None

    @property
    def words(self) -> str:
        """As a page shows it. What was released as a number, before there were bands, is shown as a band as well."""
        return str(rung(self.told.low)) if self.told else "withheld"


@dataclass(frozen=True, slots=True)
class ReleasedShare:
    """At how many of 100 domestic abuse incidents of these months somebody was arrested: from `low` to `high`."""

    months: tuple[str, ...]
    low: int
    high: int

    @property
    def sentence(self) -> str:
        """The share in words.

        >>> ReleasedShare(("2022-01",), 30, 40).sentence
        'Of 100 domestic abuse incidents, 2022-01, somebody was arrested at 30 to 40.'
        """
        when = span_of(self.months)
        return f"Of 100 domestic abuse incidents, {when}, somebody was arrested at {self.low} to {self.high}."


def span_of(months: Sequence[str]) -> str:
    """The first and last of some months.

    >>> span_of(["2022-01", "2022-02", "2022-03"]), span_of(["2022-01"])
    ('2022-01 to 2022-03', '2022-01')
    """
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"


@dataclass(frozen=True, slots=True)
class Released:
    """Everything that one release tells."""

    months: tuple[str, ...]
    lines: tuple[ReleasedLine, ...]
    share: ReleasedShare | None

    def of(self, kind: SuppliedKind) -> dict[str, ReleasedLine]:
        """The figures of a kind by month."""
        return {line.of[0][0]: line for line in self.lines if line.kind is kind and len(line.of) == 1}

    def sum_of(self, kind: SuppliedKind) -> ReleasedLine | None:
        """The sum of a kind over all months; none where a month was not supplied, or there is only one."""
        return next((line for line in self.lines if line.kind is kind and len(line.of) > 1), None)

    def words_of(self, kind: SuppliedKind) -> str:
        """What may be said of a kind in one line: the sum, if it is told, and the last month."""
        months, total = self.of(kind), self.sum_of(kind)
        last = max(months)
        told = [f"{span_of(self.months)}: {total.words}"] if total and total.told else []
        return "; ".join([*told, f"{last}: {months[last].words}"])

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        share = {"months": self.share.months, "low": self.share.low, "high": self.share.high} if self.share else None
        lines = [
            {"kind": line.kind.value, "of": line.of, "told": line.told and [line.told.low, line.told.high]}
            for line in self.lines
        ]
        return {"months": self.months, "lines": lines, "share": share}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Released":
        """What was kept; the oldest releases gave numbers, and a share rounded to tenths."""
        lines = tuple(
            ReleasedLine(SuppliedKind(one["kind"]), tuple((month, nth) for month, nth in one["of"]), _told(one))
            for one in kept["lines"]
        )
        return cls(tuple(kept["months"]), lines, _kept_share(kept["share"]))


def _told(one: Mapping[str, Any]) -> Span | None:
    if "value" in one:
        return None if one["value"] is None else Span(one["value"], one["value"])
    return Span(*one["told"]) if one["told"] else None


def _kept_share(one: Mapping[str, Any] | None) -> ReleasedShare | None:
    if one is None:
        return None
    low, high = (one["low"], one["high"]) if "low" in one else (10 * one["tenths"] - 5, 10 * one["tenths"] + 5)
    return ReleasedShare(tuple(one["months"]), max(low, 0), min(high, 100))


def to_release(histories: Histories, months: Sequence[str], *, earlier: Sequence[Released]) -> Released:
    """What may be shown of these months: each month as a band, their sum, kind by kind, and the share with an arrest.

    A sum is withheld where its band could narrow that of a month, also beside an earlier release (`banded`). A count
    that was corrected is another cell than the count before it.

    >>> hate = SuppliedKind.HATE_CRIME
    >>> found = to_release({(hate, "2022-01"): [9], (hate, "2022-02"): [2]}, ["2022-01", "2022-02"], earlier=[])
    >>> [line.words for line in found.lines]
    ['5-9', '1-4', 'withheld']

    Raises:
        NotDone: there are too many months, or none of them has a count.
    """
    if len(months) > MOST_MONTHS:
        raise NotDone(f"A release has at most {MOST_MONTHS} months. Nothing was released. Choose fewer.", "since")
    lines = [line for kind in RELEASED for line in _of_kind(kind, histories, months, earlier)]
    if not lines:
        raise NotDone("Nothing was supplied for these months. Nothing was released. Choose others.", "since")
    return Released(tuple(months), tuple(lines), _share(lines, histories, months, earlier))


def _of_kind(
    kind: SuppliedKind, histories: Histories, months: Sequence[str], earlier: Sequence[Released]
) -> list[ReleasedLine]:
    now = [(month, len(histories[kind, month])) for month in months if (kind, month) in histories]
    table = {(month, nth): histories[kind, month][nth - 1] for month, nth in now}
    totals = [now] if len(now) == len(months) > 1 else []
    before = {(line.of, line.told): line for one in earlier for line in one.lines if line.kind is kind}
    shown = banded(table, totals, earlier=[Line(frozenset(line.of), line.told) for line in before.values()])
    return [ReleasedLine(kind, tuple(sorted(line.cells)), line.told) for line in shown]  # type: ignore[arg-type]


def _share(
    lines: Sequence[ReleasedLine], histories: Histories, months: Sequence[str], earlier: Sequence[Released]
) -> ReleasedShare | None:
    """The share, where the bands alone say that there were enough incidents, and no month of it stands in another."""
    base, arrests = SuppliedKind.DOMESTIC_ABUSE, SuppliedKind.WITH_ARREST
    told = {month for one in earlier if one.share for month in one.share.months}
    if told & set(months) or any((kind, month) not in histories for kind in (base, arrests) for month in months):
        return None
    told_of = [(len(line.of), line.told.low) for line in lines if line.kind is base and line.told]
    of_months = sum(low for many, low in told_of if many == 1)
    if max([of_months, *(low for _, low in told_of)]) < SHARE_FROM:
        return None
    every, some = (sum(histories[kind, month][-1] for month in months) for kind in (base, arrests))
    low = min(100 * some // every // SHARE_POINTS * SHARE_POINTS, 100 - SHARE_POINTS)
    return ReleasedShare(tuple(months), low, low + SHARE_POINTS)
