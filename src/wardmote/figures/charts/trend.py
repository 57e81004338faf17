"""Month by month: a u-chart with its centre and limits. A month without figures is a gap, never a zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.charts.drawing import BLUE, GREY, INK, WIDTH_PX, Spec, svg

GAPS = {"invalid": "break-paths-show-path-domains"}  # what Vega-Lite calls a gap


@dataclass(frozen=True)
class Month:
    """One month (`2022-10`): its rate, and the limits between which it would be left alone. None: no figures."""

    month: str
    rate: float | None
    centre: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def outside(self) -> bool:
        """Whether the rate lies beyond its limits.

        >>> Month("2022-10", 9.0, 5.0, 2.0, 8.0).outside
        True
        """
        return (
            self.rate is not None
            and self.low is not None
            and self.high is not None
            and not self.low <= self.rate <= self.high
        )


def trend(months: Sequence[Month], *, axis: str, description: str) -> str:
    """An SVG of months in order. Rates outside their limits are squares, the rest dots.

    >>> drawn = trend([Month("2022-01", 5.0), Month("2022-02", None)], axis="Rate", description="Two.")
    >>> drawn.count('role="img"')
    1
    """
    rows = [
        {"month": each.month, "rate": each.rate, "centre": each.centre, "low": each.low, "high": each.high}
        | {"sign": "outside the limits" if each.outside else "within the limits"}
        for each in months
    ]
    names = [each.month for each in months]
    januaries = [name for name in names if name.endswith("-01")] or names[:1]
    x = {
        "field": "month",
        "type": "ordinal",
        "sort": names,
        "title": None,
        "axis": {"values": januaries, "labelAngle": 0, "labelAlign": "left", "labelExpr": "slice(datum.label, 0, 4)"},
    }

    def y(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "title": axis, "scale": {"zero": True}}

    def line(field: str, colour: str, dash: list[int], width: float) -> Spec:
        mark = {"type": "line", "interpolate": "step", "color": colour, "strokeDash": dash, "strokeWidth": width}
        return {"mark": mark | GAPS, "encoding": {"x": x, "y": y(field)}}

    limited = any(each.high is not None for each in months)
    key = {"title": None} if limited else None
    signs = {"domain": ["within the limits", "outside the limits"], "range": ["circle", "square"]}
    points = {
        "mark": {"type": "point", "filled": True, "color": BLUE, "opacity": 1} | GAPS,
        "encoding": {
            "x": x,
            "y": y("rate"),
            "shape": {"field": "sign", "type": "nominal", "scale": signs, "legend": key},
            "size": {"condition": {"test": "datum.sign == 'outside the limits'", "value": 120}, "value": 45},
        },
    }
    path = {
        "mark": {"type": "line", "color": BLUE, "strokeWidth": 1.5} | GAPS,
        "encoding": {"x": x, "y": y("rate")},
    }
    limits = [line("low", GREY, [4, 3], 1), line("high", GREY, [4, 3], 1)]
    layers = [line("centre", INK, [1, 0], 1.2), *limits, path, points]
    spec = {"data": {"values": rows}, "width": WIDTH_PX - 70, "height": 220, "layer": layers}
    return svg(spec, description=description)
