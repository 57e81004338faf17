"""Estimates with their intervals, one line each, against a line that they are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.charts.drawing import BLUE, GREY, INK, WIDTH_PX, Spec, svg

SIGNS = {"lower": "triangle-down", "higher": "triangle-up", "no clear difference": "circle", "too few to say": "cross"}


@dataclass(frozen=True)
class Estimate:
    """One line: what, how much, from where to where, and what is said of it. None where nothing can be drawn."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    said: str = "no clear difference"
    own: bool = False  # the town itself, drawn darker among its comparators


def intervals(
    estimates: Sequence[Estimate], *, axis: str, line: float | None = None, description: str, ratio: bool = False
) -> str:
    """An SVG of estimates in the order given: no table of ranks is made of them.

    Args:
        estimates: one for each line.
        axis: what is measured, with its unit.
        line: where the broken line stands: 1 for ratios, the set's own rate for rates.
        description: what a reader who can't see the chart is told.
        ratio: draw on a logarithmic scale, where half and double are equally far from 1, and say what each sign means.

    >>> drawn = intervals([Estimate("Burglary", 0.8, 0.6, 1.1)], axis="Ratio", line=1, description="One.")
    >>> drawn.startswith("<svg "), 'aria-label="One."' in drawn, "style=" in drawn
    (True, True, False)
    """
    rows = [vars(each) | {"sign": SIGNS[each.said], "order": place} for place, each in enumerate(estimates)]
    scale: Spec = {"type": "log", "nice": False} if ratio else {"zero": True}
    if ratio:
        scale["domain"], rows = _within(rows)
    marks: Spec = {"field": "said", "type": "nominal", "scale": {"domain": list(SIGNS), "range": list(SIGNS.values())}}
    marks["legend"] = {"title": None} if ratio else None
    y = {"field": "name", "type": "nominal", "sort": [each.name for each in estimates], "title": None}
    colour = {"condition": {"test": "datum.own", "value": BLUE}, "value": INK}
    ticks: Spec = {"values": [0.1, 0.2, 0.5, 1, 2, 5, 10], "format": "~g"} if ratio else {"tickCount": 5}
    x = {"field": "value", "type": "quantitative", "scale": scale, "title": axis, "axis": ticks}
    layers: list[Spec] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y, "color": colour},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "shape": marks | {"legend": {"title": None} if ratio else None},
                "color": colour,
            },
        },
    ]
    if line is not None:
        rule = {"type": "rule", "strokeDash": [4, 3], "color": GREY, "strokeWidth": 1.5}
        layers.insert(0, {"data": {"values": [{"line": line}]}, "mark": rule, "encoding": {"x": x | {"field": "line"}}})
    spec = {"data": {"values": rows}, "width": WIDTH_PX - 200, "height": {"step": 26}, "layer": layers}
    return svg(spec, description=description)


def _within(rows: list[Spec]) -> tuple[list[float], list[Spec]]:
    """A domain that holds every estimate, and the intervals cut to it: zero has no place on a log scale."""
    values = [row["value"] for row in rows if row["value"]]
    low, high = min([0.5, *(value / 2 for value in values)]), max([2.0, *(value * 2 for value in values)])

    def cut(value: float | None) -> float | None:
        return None if value is None else min(max(value, low), high)

    return [low, high], [
        row | {"low": cut(row["low"]), "high": cut(row["high"]), "value": row["value"] or None} for row in rows
    ]
