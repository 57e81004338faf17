"""Questions of this room."""

from wardmote.crime.reads.charts import (
    area_map,
    by_verdict,
    glance_chart,
    glance_words,
    kind_chart,
    supplied_chart,
    trend_chart,
)
from wardmote.crime.reads.claims import ClaimShown, claim_found, claims
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
    trend,
    window,
)
from wardmote.crime.reads.supplied import (
    ReleaseShown,
    SuppliedShown,
    histories,
    releases,
    supplied_counts,
    to_be_released,
)

__all__ = [
    "ClaimShown",
    "Frozen",
    "NoFigures",
    "ReleaseShown",
    "SuppliedShown",
    "area_map",
    "area_row",
    "by_area",
    "by_verdict",
    "check",
    "check_typed",
    "claim_found",
    "claims",
    "comparison",
    "coverage",
    "covered_months",
    "frozen_sets",
    "glance_chart",
    "glance_words",
    "histories",
    "kind_chart",
    "loaded_towns",
    "releases",
    "set_of_fingerprint",
    "supplied_chart",
    "supplied_counts",
    "to_be_released",
    "town_of",
    "trend",
    "trend_chart",
    "window",
]
