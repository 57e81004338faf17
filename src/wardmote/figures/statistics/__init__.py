"""How sure one can be: intervals, ratios, funnels, verdicts, trends, and small numbers."""

from wardmote.figures.statistics.country import Country, country
from wardmote.figures.statistics.funnel import (
    CHANCE_ALONE,
    Funnel,
    Spread,
    funnel,
    poisson_limit,
    spread,
    winsorised,
)
from wardmote.figures.statistics.intervals import (
    byar_interval,
    count_interval,
    exact_interval,
    rate_interval,
    rate_per_1000,
)
from wardmote.figures.statistics.many import q_values
from wardmote.figures.statistics.ratios import RateRatio, rate_ratio
from wardmote.figures.statistics.suppression import Band, Line, Span, band, banded, may_show, rung
from wardmote.figures.statistics.trend import TOO_LITTLE_DATA, Trend, UChart, trend, trends, u_chart
from wardmote.figures.statistics.verdicts import Finding, LeaveOneOut, Verdict, leave_one_out, verdict, verdicts

__all__ = [
    "CHANCE_ALONE",
    "TOO_LITTLE_DATA",
    "Band",
    "Country",
    "Finding",
    "Funnel",
    "LeaveOneOut",
    "Line",
    "RateRatio",
    "Span",
    "Spread",
    "Trend",
    "UChart",
    "Verdict",
    "band",
    "banded",
    "byar_interval",
    "count_interval",
    "country",
    "exact_interval",
    "funnel",
    "leave_one_out",
    "may_show",
    "poisson_limit",
    "q_values",
    "rate_interval",
    "rate_per_1000",
    "rate_ratio",
    "rung",
    "spread",
    "trend",
    "trends",
    "u_chart",
    "verdict",
    "verdicts",
    "winsorised",
]
