"""Two series month by month and when something was changed: one in dots, one in triangles, a broken line between."""

from collections.abc import Mapping, Sequence

from wardmote.figures.charts.drawing import BLUE, GREY, INK, WIDTH_PX, Spec, svg
from wardmote.figures.charts.trend import GAPS


def two_series(
    months: Sequence[str], series: Mapping[str, Sequence[float | None]], *, since: str, axis: str, description: str
) -> str:
    """An SVG of two series of the same months, in order. None is a gap, never a zero.

    Args:
        months: every month, such as `2026-01`.
        series: by its name what was counted in each month; two of them.
        since: the first month after the change, where a broken line stands if it is among the months.
        axis: what is counted.
        description: what a reader who can't see the chart is told.

    >>> two = {"the place": [2, None], "its control": [3, 3]}
    >>> drawn = two_series(["2026-01", "2026-02"], two, since="2026-02", axis="Count", description="Two.")
    >>> drawn.count('role="img"'), "its control" in drawn
    (1, True)
    """
    rows = [
        {"month": month, "n": n, "of": name}
        for name, numbers in series.items()
        for month, n in zip(months, numbers, strict=True)
    ]
    januaries = [month for month in months if month.endswith("-01")] or months[:1]
    x: Spec = {"field": "month", "type": "ordinal", "sort": list(months), "title": None}
    x["axis"] = {
        "values": list(januaries),
        "labelAngle": 0,
        "labelAlign": "left",
        "labelExpr": "slice(datum.label, 0, 4)",
    }
    y: Spec = {"field": "n", "type": "quantitative", "title": axis, "scale": {"zero": True}}
    names = list(series)

    def by_name(choices: Sequence[object], **more: object) -> Spec:
        return {"field": "of", "type": "nominal", "scale": {"domain": names, "range": choices}, **more}

    key = {"legend": {"title": None}}
    colour = by_name([BLUE, INK], **key)
    lines: Spec = {"mark": {"type": "line", "strokeWidth": 1.5} | GAPS}
    lines["encoding"] = {"x": x, "y": y, "color": colour, "strokeDash": by_name([[1, 0], [4, 3]], legend=None)}
    points: Spec = {"mark": {"type": "point", "filled": True, "size": 55, "opacity": 1} | GAPS}
    points["encoding"] = {"x": x, "y": y, "color": colour, "shape": by_name(["circle", "triangle-up"], **key)}
    layers = [lines, points]
    if since in months:
        rule = {"type": "rule", "strokeDash": [4, 3], "color": GREY, "strokeWidth": 1.5}
        layers.append({"data": {"values": [{"month": since}]}, "mark": rule, "encoding": {"x": x}})
    spec = {"data": {"values": rows}, "width": WIDTH_PX - 70, "height": 220, "layer": layers}
    return svg(spec, description=description)
