"""Towns beside towns: comparator sets frozen beforehand, and what may be said.

From a notebook: `from wardmote.figures import compare`, and `open_store` from `wardmote.figures.sources.store`; then
`compare.compare(open_store(folder), "Market Drayton", like=True, since="2025-01", until="2025-12")`, of whose result
`.of("burglary").sentence` can be read out.
"""

from wardmote.figures.compare.claims import Bearing, Claim, ClaimCheck, Way, check, read_claim
from wardmote.figures.compare.comparators import (
    ChangedSet,
    ComparatorSet,
    Member,
    Method,
    SetRefused,
    declared,
    named,
    own_past,
    similar,
)
from wardmote.figures.compare.comparison import NothingToCompare, compare, compared
from wardmote.figures.compare.measures import MEASURES, Measure, NoSuchKind, measure_of
from wardmote.figures.compare.results import Comparison, Result, csv_of
from wardmote.figures.compare.trends import TrendResult, trends
from wardmote.figures.compare.windows import BadMonth

__all__ = [
    "MEASURES",
    "BadMonth",
    "Bearing",
    "ChangedSet",
    "Claim",
    "ClaimCheck",
    "ComparatorSet",
    "Comparison",
    "Measure",
    "Member",
    "Method",
    "NoSuchKind",
    "NothingToCompare",
    "Result",
    "SetRefused",
    "TrendResult",
    "Way",
    "check",
    "compare",
    "compared",
    "csv_of",
    "declared",
    "measure_of",
    "named",
    "own_past",
    "read_claim",
    "similar",
    "trends",
]
