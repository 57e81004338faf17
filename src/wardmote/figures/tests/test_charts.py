"""Charts: one picture, described, that a strict page may hold, and that hides no gap."""

import re

import pytest

from wardmote.figures.areas.towns import town
from wardmote.figures.charts import Estimate, Month, Shade, intervals, outline_map, png, trend

SEVEN = town("Market Drayton").areas
STEPS = ["0 to 20", "21 to 40"]


@pytest.fixture(scope="module")
def drawings():
    lines = [Estimate("Burglary", 0.8, 0.6, 1.1, "lower"), Estimate("Robbery", 0.0, 0.0, 3.7, "too few to say")]
    months = [Month("2022-01", 5.0, 5, 2, 8), Month("2022-02", None), Month("2022-03", 9.0, 5, 2, 8)]
    shades = [Shade(code, place, place % 2) for place, code in enumerate(SEVEN, start=1)]
    return {
        "intervals": intervals(lines, axis="Ratio & rate", line=1, description="Two “lines” & <more>.", ratio=True),
        "trend": trend(months, axis="Rate", description="Three months."),
        "map": outline_map(shades, legend=STEPS, description="Seven areas."),
    }


@pytest.mark.parametrize("name", ["intervals", "trend", "map"])
def test_it_is_one_described_picture_without_style_or_script(drawings, name):
    drawn = drawings[name]
    assert drawn.count('role="img"') == 1
    assert 'aria-label="' in drawn[:400]
    assert not re.search(r"style=|<style|<script|href=|url\(", drawn)


def test_what_is_said_is_a_shape_and_words_not_a_colour(drawings):
    assert "lower" in drawings["intervals"]
    assert "too few to say" in drawings["intervals"]
    assert "Two “lines” &amp; &lt;more&gt;." in drawings["intervals"]


def test_a_month_without_figures_is_a_gap(drawings):
    assert drawings["trend"].count('aria-roledescription="point"') == 2
    assert 'aria-label="month: 2022-02' not in drawings["trend"]


def test_a_map_numbers_every_area_and_is_left_out_where_an_outline_is_missing(drawings):
    assert {str(number) for number in range(1, 8)} <= set(re.findall(r">(\d+)</text>", drawings["map"]))
    assert outline_map([Shade("E01000001", 1, 0)], legend=STEPS, description="") is None


def test_a_picture_for_word(drawings):
    assert png(drawings["trend"])[:4] == b"\x89PNG"
