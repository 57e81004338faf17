"""A map of small areas, each with a number that stands in the list beside it. No tile of anybody's is under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from statistics import mean

from wardmote.figures.areas.outlines import Ring, outlines
from wardmote.figures.charts.drawing import INK, WIDTH_PX, svg

GREYS = ["#ffffff", "#d9dbdd", "#a9adb1", "#6f777b"]


@dataclass(frozen=True)
class Shade:
    """One area of 2021: its code, its number in the list, and how dark it is drawn (0 to 3)."""

    code: str
    number: int
    step: int


def outline_map(shades: Sequence[Shade], *, legend: Sequence[str], description: str) -> str | None:
    """An SVG of the areas, or None where an outline of one of them is missing.

    Args:
        shades: one for each area.
        legend: what each step of grey stands for, lightest first.
        description: what a reader who can't see the map is told.
    """
    known = outlines(each.code for each in shades)
    if not shades or len(known) < len(shades):
        return None
    shapes = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": [[_clockwise(ring)] for ring in known[each.code]]},
            "step": legend[each.step],
        }
        for each in shades
    ]
    middles = [dict(zip(("x", "y"), _middle(known[each.code]), strict=True), number=each.number) for each in shades]
    key = {"title": None, "symbolType": "square", "symbolStrokeColor": INK, "symbolSize": 200}
    fill = {"domain": list(legend), "range": GREYS[: len(legend)]}
    spec = {
        "width": WIDTH_PX - 20,
        "height": _height(known.values()),
        "projection": {"type": "mercator"},
        "layer": [
            {
                "data": {"values": shapes},
                "mark": {"type": "geoshape", "stroke": INK, "strokeWidth": 1},
                "encoding": {"color": {"field": "step", "type": "nominal", "scale": fill, "legend": key}},
            },
            {
                "data": {"values": middles},
                "mark": {"type": "text", "fontSize": 15, "fontWeight": "bold", "stroke": "white", "strokeWidth": 3},
                "encoding": _label(),
            },
            {
                "data": {"values": middles},
                "mark": {"type": "text", "fontSize": 15, "fontWeight": "bold"},
                "encoding": _label(),
            },
        ],
    }
    return svg(spec, description=description)


def _label() -> dict[str, dict[str, str]]:
    return {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
        "text": {"field": "number", "type": "nominal"},
    }


def _height(areas: Iterable[Sequence[Ring]]) -> float:
    """As high as the ground is for its width: a degree of longitude is shorter in the north."""
    points = [point for rings in areas for ring in rings for point in ring]
    east, north = [x for x, _ in points], [y for _, y in points]
    across = (max(east) - min(east)) * cos(radians(mean(north)))
    return (WIDTH_PX - 20) * (max(north) - min(north)) / across


def _area(ring: Ring) -> float:
    return sum(x * b - a * y for (x, y), (a, b) in pairwise(ring)) / 2


def _clockwise(ring: Ring) -> list[tuple[float, float]]:
    """On a sphere a ring that runs the other way is the whole world without it."""
    return list(ring) if _area(ring) < 0 else list(reversed(ring))


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """The centre of gravity of the largest ring."""
    ring = max(rings, key=lambda each: abs(_area(each)))
    whole = _area(ring)
    pairs = list(pairwise(ring))
    x = sum((x + a) * (x * b - a * y) for (x, y), (a, b) in pairs) / (6 * whole)
    y = sum((y + b) * (x * b - a * y) for (x, y), (a, b) in pairs) / (6 * whole)
    return x, y
