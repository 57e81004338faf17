"""Charts: findings drawn as SVG, described in words, legible in black and white and on a phone."""

from wardmote.figures.charts.banded import BandOfMonth, bands
from wardmote.figures.charts.drawing import png
from wardmote.figures.charts.intervals import Estimate, intervals
from wardmote.figures.charts.outline_map import Shade, outline_map
from wardmote.figures.charts.series import two_series
from wardmote.figures.charts.trend import Month, trend

__all__ = [
    "BandOfMonth",
    "Estimate",
    "Month",
    "Shade",
    "bands",
    "intervals",
    "outline_map",
    "png",
    "trend",
    "two_series",
]
