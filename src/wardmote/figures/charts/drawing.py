"""From a Vega-Lite specification to SVG, with one look for all charts. Nothing is fetched: no address is allowed."""

from typing import Any
from xml.sax.saxutils import quoteattr

Spec = dict[str, Any]

INK, GREY, PALE, BLUE = "#0b0c0c", "#505a5f", "#b1b4b6", "#1d70b8"
FONT = "Arial, Helvetica, sans-serif"
WIDTH_PX = 460  # fits a phone at three quarters of its size, so that 14 px stays legible

LOOK = {
    "background": "white",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": "#e5e6e7",
        "labelLimit": 250,
    },
    "legend": {"labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal", "orient": "bottom", "columns": 1},
    "text": {"fontSize": 14, "fill": INK},
}


def svg(spec: Spec, *, description: str) -> str:
    """The drawing as one `<svg role="img">` element, with `description` as what is read aloud in its place.

    No style attribute and no script is in it, so a page may hold it under a strict content policy.
    """
    import vl_convert  # an engine of its own: it costs memory only where something is drawn

    whole = {"config": LOOK, **spec}
    drawn: str = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[], show_warnings=False)
    return drawn.replace("<svg ", f'<svg role="img" aria-label={quoteattr(description)} ', 1)


def png(drawn: str, *, dots_per_inch: int = 200) -> bytes:
    """A drawing for a Word file, which shows no SVG everywhere."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, ppi=dots_per_inch, scale=dots_per_inch / 72))
