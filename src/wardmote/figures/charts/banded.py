"""Months as bands: a square on the rung of each month. Between two rungs nothing is known, so no line joins them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.charts.drawing import BLUE, INK, WIDTH_PX, Spec, svg

A_RUNG_PX = 24
FEWEST_RUNGS = 5  # so that the axis has room for its name
TICKS = 8  # as many months as fit beside each other


@dataclass(frozen=True)
class BandOfMonth:
    """One month (`2022-10`) and the band of its count (`10-19`). None: a gap."""

    month: str
    band: str | None


def bands(months: Sequence[BandOfMonth], *, ladder: Sequence[str], axis: str, description: str) -> str:
    """An SVG of months in order, on the ladder of all bands up to the highest that is drawn.

    Args:
        months: one for each month of the span.
        ladder: every band there is, the lowest first. What stands in none is a gap.
        axis: what is counted.
        description: what a reader who can't see the chart is told.

    >>> drawn = bands([BandOfMonth("2022-01", "1-4")], ladder=["0", "1-4"], axis="Count", description="One.")
    >>> drawn.count('role="img"'), "1-4" in drawn
    (1, True)
    """
    names, places = [each.month for each in months], [ladder.index(each.band) for each in months if each.band in ladder]
    rungs = list(ladder[: max([FEWEST_RUNGS, *(place + 1 for place in places)])])
    ticks = names[:: max(1, -(-len(names) // TICKS))]
    x: Spec = {"field": "month", "type": "ordinal", "sort": names, "title": None, "scale": {"domain": names}}
    x["axis"] = {"values": ticks, "labelAngle": -45}
    y = {"field": "band", "type": "ordinal", "title": axis, "scale": {"domain": rungs[::-1]}, "axis": {"grid": True}}
    spec = {
        "data": {"values": [vars(each) for each in months if each.band in rungs]},
        "mark": {"type": "square", "filled": True, "size": 140, "color": BLUE, "stroke": INK, "opacity": 1},
        "encoding": {"x": x, "y": y},
        "width": WIDTH_PX - 90,
        "height": A_RUNG_PX * len(rungs),
    }
    return svg(spec, description=description)
