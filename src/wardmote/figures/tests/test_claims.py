"""A sentence as it was said: what supports it, what doesn't, what it leaves out, and what may be said instead."""

import json
from datetime import date

import pytest

from wardmote.figures.areas.towns import town
from wardmote.figures.compare import NothingToCompare
from wardmote.figures.compare.claims import Bearing, Way, check, read_claim
from wardmote.figures.compare.trends import trends
from wardmote.figures.compare.windows import months_between
from wardmote.figures.sources.category import Category
from wardmote.figures.tests.stores import store_of

DRAYTON, LEEK, LUDLOW = town("Market Drayton"), town("Leek"), town("Ludlow")
YEAR = months_between("2025-01", "2025-12")
BURGLARY = Category.BURGLARY


def steady(many, months=YEAR):
    return {month: {BURGLARY: many} for month in months}


STORE = store_of({DRAYTON: steady(20), LEEK: steady(60), LUDLOW: steady(8)})
BELOW = read_claim(
    "Crime figures are below comparative town", way=Way.LOWER, subject="Crime figures", comparator="comparative town"
)


def test_some_comparisons_support_a_sentence_and_others_speak_against_it():
    found = check(BELOW, DRAYTON, STORE, comparator=[LEEK, LUDLOW])
    bearings = {one.result.comparator: one.bearing for one in found.with_all.borne if not one.result.whole_set}
    assert bearings == {"Leek": Bearing.SUPPORTS, "Ludlow": Bearing.AGAINST}
    assert found.with_all.answer == "Of 2 comparisons: 1 supports it, 1 speaks against it."
    assert found.with_all.answers_apart == (
        "All crime alone: Of 2 comparisons: 1 supports it, 1 speaks against it.",
        "Anti-social behaviour alone: Of 2 comparisons: 2 too few to say.",
    )
    assert len(found.missing) == 3
    assert found.instead.startswith(
        "Between January and December 2025, 240 crimes and incidents of anti-social behaviour were recorded in "
        "Market Drayton: 19.1 per 1,000 residents (240 crimes, 0 incidents of anti-social behaviour): lower than Leek ("
    )
    assert "higher than Ludlow (" in found.instead
    assert "95 % interval" in found.instead


def test_a_sentence_is_held_against_what_was_published_when_it_was_said():
    months = {month: {BURGLARY: 20 if month < "2025-07" else 2} for month in YEAR}
    store = store_of({DRAYTON: months, LUDLOW: steady(8)})
    found = check(
        BELOW, DRAYTON, store, comparator=[LUDLOW], known_on=date(2025, 8, 20), since="2025-01", until="2025-12"
    )
    assert found.that_day.comparison.months[-1] == "2025-06"
    assert (found.that_day.borne[0].result.n, found.with_all.borne[0].result.n) == (120, 132)


def test_before_anything_was_published_there_is_only_now():
    found = check(BELOW, DRAYTON, STORE, comparator=[LEEK], known_on=date(2025, 1, 5), since="2025-01", until="2025-12")
    assert found.that_day.comparison is None and "published by 5 January 2025" in found.that_day.answer
    assert found.with_all.borne


def test_without_a_direction_nothing_bears_but_the_sentence_instead_is_there():
    found = check(read_claim("Figures are better", way=None), DRAYTON, STORE, comparator=[LEEK])
    assert not found.with_all.borne and found.instead
    assert "It does not say whether the figures are lower or higher." in found.missing


def test_the_towns_and_the_kind_that_a_sentence_names_are_taken():
    said = read_claim(
        "Burglary in 2025 was lower than in Leek", way=Way.LOWER, subject="Burglary", comparator="in Leek"
    )
    found = check(said, DRAYTON, STORE)
    assert (found.measure, found.missing) == ("burglary", ())
    assert [one.result.comparator for one in found.with_all.borne] == ["Leek"]


def test_a_sentence_about_last_year_is_held_against_the_own_past():
    said = read_claim("Burglary is down on last year", way=Way.LOWER, subject="Burglary")
    with pytest.raises(NothingToCompare, match="a year before"):
        check(said, DRAYTON, STORE)


def test_a_checked_sentence_is_plain_values_with_the_command_that_remakes_it():
    found = check(BELOW, DRAYTON, STORE, comparator=[LEEK], known_on=date(2026, 3, 1))
    kept = json.loads(json.dumps(found.to_json()))
    assert kept["that_day"]["borne"][0]["n"] == kept["with_all"]["borne"][0]["n"] == 240
    assert kept["command"].endswith("--town 'Market Drayton' --against Leek --known-on 2026-03-01")
    assert {row["when"] for row in found.to_rows()} == {"published by 1 March 2026", "all months loaded"}


def test_a_trend_needs_two_years_and_a_year_with_a_hole_is_none():
    two_years = months_between("2024-01", "2025-12")
    fell = store_of({DRAYTON: steady(20, two_years[:12]) | steady(10, two_years[12:])})
    [burglary] = trends(fell, DRAYTON, kinds=["burglary"])
    assert (burglary.verdict, burglary.n, burglary.n_before, burglary.tone) == ("lower", 120, 240, "better")
    assert len(burglary.chart) == 36 and burglary.chart[0].n is None
    holed = store_of({DRAYTON: steady(20, two_years)}, lacking=[("west-mercia", "2024-05")])
    [burglary] = trends(holed, DRAYTON, kinds=["burglary"])
    assert (burglary.verdict, burglary.coverage) == ("too little data", "23 of 24 months")
    assert burglary.sentence == "Burglary in Market Drayton: too little data for a trend."


def test_no_trend_crosses_a_change_of_recording():
    store = store_of({DRAYTON: steady(20, months_between("2014-01", "2015-12"))})
    [burglary] = trends(store, DRAYTON, kinds=["burglary"])
    assert burglary.verdict == "too little data"
    assert "Recording changed in 2015-01" in burglary.cautions[0]
