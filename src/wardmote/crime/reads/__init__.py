"""Questions of this room."""

from wardmote.crime.reads.charts import area_map, by_verdict, glance_chart, glance_words, kind_chart, trend_chart
from wardmote.crime.reads.claims import ClaimShown, claim_found, claim_rows, claims, claims_of
from wardmote.crime.reads.comparing import Frozen, area_row, frozen_sets, set_of_fingerprint, town_of
from wardmote.crime.reads.figures import (
    NoFigures,
    by_area,
    check,
    check_typed,
    comparison,
    coverage,
    covered_months,
    loaded_towns,
    newest,
    trend,
    window,
)

__all__ = [
    "ClaimShown",
    "Frozen",
    "NoFigures",
    "area_map",
    "area_row",
    "by_area",
    "by_verdict",
    "check",
    "check_typed",
    "claim_found",
    "claim_rows",
    "claims",
    "claims_of",
    "comparison",
    "coverage",
    "covered_months",
    "frozen_sets",
    "glance_chart",
    "glance_words",
    "kind_chart",
    "loaded_towns",
    "newest",
    "set_of_fingerprint",
    "town_of",
    "trend",
    "trend_chart",
    "window",
]
