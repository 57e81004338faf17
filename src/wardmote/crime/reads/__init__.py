"""Questions of this room."""

from wardmote.crime.reads.charts import by_verdict, glance_chart, kind_chart, trend_chart
from wardmote.crime.reads.claims import ClaimShown, claim_found, claims
from wardmote.crime.reads.comparing import Frozen, area_row, frozen_sets, set_of_fingerprint, town_of
from wardmote.crime.reads.figures import NoFigures, comparison, coverage, covered_months, loaded_towns, trend, window

__all__ = [
    "ClaimShown",
    "Frozen",
    "NoFigures",
    "area_row",
    "by_verdict",
    "claim_found",
    "claims",
    "comparison",
    "coverage",
    "covered_months",
    "frozen_sets",
    "glance_chart",
    "kind_chart",
    "loaded_towns",
    "set_of_fingerprint",
    "town_of",
    "trend",
    "trend_chart",
    "window",
]
