"""What a comparison says: each result with n, period, denominator, coverage, comparator and version, in any form."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardmote.figures.compare.comparators import ComparatorSet
from wardmote.figures.compare.exclusion import Exclusion
from wardmote.figures.statistics.verdicts import Verdict


@dataclass(frozen=True)
class Result:
    """One measure of a town beside one comparator, or beside the whole set.

    Rates are per 1,000 of the denominator and year. `ratio` is the town's rate over the comparator's; `low` and `high`
    are its 95 % interval with over-dispersion, `exact_low` and `exact_high` without. `q` is p allowing for the other
    kinds. `without_one` is the range of the ratio when each comparator in turn is left out, of the whole set only.
    `tone` is better, worse, or nothing where neither may be said.
    """

    measure: str
    words: str
    n: int
    since: str
    until: str
    months: tuple[str, ...]
    months_asked: int
    denominator: str
    population: int
    rate_per_1000: float
    rate_low: float
    rate_high: float
    scaled: bool
    comparator: str
    comparator_code: str
    comparator_version: str
    whole_set: bool
    other_n: int
    other_population: int
    other_rate_per_1000: float
    ratio: float
    low: float
    high: float
    exact_low: float
    exact_high: float
    p: float
    q: float
    dispersion: float | None
    without_one: tuple[float, float] | None
    verdict: Verdict
    tone: str
    sentence: str
    cautions: tuple[str, ...]
    unplaced: str

    @property
    def coverage(self) -> str:
        """Months counted of those asked for."""
        return f"{len(self.months)} of {self.months_asked} months"

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values; what is not a number, or is infinite, is null."""
        plain = {key: _plain(value) for key, value in asdict(self).items()}
        return {**plain, "coverage": self.coverage}


@dataclass(frozen=True)
class Comparison:
    """A town beside a comparator set in a window. `results` go by measure: the whole set, then each comparator."""

    town: str
    town_code: str
    force: str
    asked: tuple[str, ...]
    months: tuple[str, ...]
    known_on: date | None
    comparators: ComparatorSet
    left_out: tuple[Exclusion, ...]
    results: tuple[Result, ...]
    cautions: tuple[str, ...]
    unplaced: str
    command: str

    def of(self, measure: str, comparator: str | None = None) -> Result:
        """The result of a measure beside the comparator of this code or name; beside the whole set if None.

        Raises:
            LookupError: it is not among the results.
        """
        for one in self.results:
            if one.measure == measure and (
                one.whole_set if comparator is None else comparator in (one.comparator_code, one.comparator)
            ):
                return one
        raise LookupError(f"There is no result for {measure} beside {comparator or 'the whole set'}.")

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values: the same question of the same store gives the same."""
        return {
            "town": self.town,
            "town_code": self.town_code,
            "force": self.force,
            "months_asked": list(self.asked),
            "months_counted": list(self.months),
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "comparators": {**self.comparators.to_json(), "label": self.comparators.label},
            "left_out": [
                {"name": one.member.name, "code": one.member.code, "reason": one.reason} for one in self.left_out
            ],
            "cautions": list(self.cautions),
            "unplaced": self.unplaced,
            "results": [one.to_json() for one in self.results],
            "command": self.command,
        }

    def to_rows(self) -> list[dict[str, str]]:
        """A row for each result, for CSV and tables; the exact command stands in each."""
        return [_row(one) | {"command": self.command} for one in self.results]


def csv_of(rows: Sequence[dict[str, str]]) -> str:
    """Rows as CSV with a header, lines ended as RFC 4180 says.

    >>> csv_of([{"kind": "Burglary", "n": "3"}])
    'kind,n\\r\\nBurglary,3\\r\\n'
    """
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Verdict) else value


def decimals(value: float, places: int) -> str:
    """A number for a table; a dash where there is none.

    >>> decimals(0.876, 2), decimals(float("inf"), 2)
    ('0.88', '–')
    """
    return f"{value:.{places}f}" if math.isfinite(value) else "–"


def _row(one: Result) -> dict[str, str]:
    return {
        "kind": one.words,
        "n": str(one.n),
        "period": f"{one.since} to {one.until}",
        "coverage": one.coverage,
        "denominator": one.denominator,
        "population": str(one.population),
        "rate_per_1000": decimals(one.rate_per_1000, 1),
        "rate_low": decimals(one.rate_low, 1),
        "rate_high": decimals(one.rate_high, 1),
        "comparator": one.comparator,
        "comparator_version": one.comparator_version,
        "comparator_n": str(one.other_n),
        "comparator_rate_per_1000": decimals(one.other_rate_per_1000, 1),
        "ratio": decimals(one.ratio, 2),
        "low": decimals(one.low, 2),
        "high": decimals(one.high, 2),
        "q": decimals(one.q, 3),
        "ratio_without_one_low": decimals(one.without_one[0], 2) if one.without_one else "",
        "ratio_without_one_high": decimals(one.without_one[1], 2) if one.without_one else "",
        "verdict": one.verdict.value,
        "unplaced": one.unplaced,
        "cautions": " ".join(one.cautions),
    }
