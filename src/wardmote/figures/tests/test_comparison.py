"""A town beside others: what is counted, who is left out, and what stands beside every figure."""

import json
from datetime import date

import jsonschema
import numpy as np
import pytest

from wardmote.figures.areas.towns import town
from wardmote.figures.compare import NothingToCompare, compare, csv_of, own_past
from wardmote.figures.compare.judging import restless
from wardmote.figures.compare.measures import MEASURES, NO_GOOD_OR_BAD
from wardmote.figures.compare.windows import months_between
from wardmote.figures.sources.category import Category
from wardmote.figures.statistics.verdicts import Verdict, verdict
from wardmote.figures.tests.stores import store_of

DRAYTON, LEEK, STONE, LUDLOW = (town(name) for name in ("Market Drayton", "Leek", "Stone (Stafford)", "Ludlow"))
YEAR = months_between("2025-01", "2025-12")
DRUGS, ASB, BURGLARY = Category.DRUGS, Category.ANTI_SOCIAL_BEHAVIOUR, Category.BURGLARY
STANDS_BESIDE_EVERY_FIGURE = {
    "type": "object",
    "required": ["n", "since", "until", "months", "denominator", "coverage", "comparator", "comparator_version"],
    "properties": {
        "n": {"type": "integer", "minimum": 0},
        "since": {"pattern": r"^\d{4}-\d\d$"},
        "until": {"pattern": r"^\d{4}-\d\d$"},
        "months": {"type": "array", "minItems": 1},
        "denominator": {"const": "residents at Census 2021"},
        "population": {"type": "integer", "minimum": 1},
        "coverage": {"pattern": r"^\d+ of \d+ months$"},
        "comparator": {"minLength": 1},
        "comparator_version": {"pattern": r"version \d+ \([0-9a-f]{12}\)$"},
        "verdict": {"enum": [one.value for one in Verdict]},
        "sentence": {"pattern": r"\.$"},
        "unplaced": {"minLength": 1},
    },
}


def steady(many, months=YEAR):
    """So many burglaries, drug offences and incidents in each month."""
    return {month: {BURGLARY: many, DRUGS: many, ASB: many} for month in months}


def two_towns(**more):
    return store_of({DRAYTON: steady(10), LEEK: steady(30), STONE: steady(14)}, **more)


def beside_leek(store, **more):
    return compare(store, DRAYTON, [LEEK], since="2025-01", until="2025-12", **more)


def test_every_figure_has_n_period_denominator_coverage_comparator_and_version():
    found = compare(two_towns(), DRAYTON, [LEEK, STONE], since="2025-01", until="2025-12")
    assert len(found.results) == len(MEASURES) * 3
    for one in json.loads(json.dumps(found.to_json()))["results"]:
        jsonschema.validate(one, STANDS_BESIDE_EVERY_FIGURE)
    assert {"n", "period", "denominator", "coverage", "comparator", "comparator_version", "command"} <= set(
        found.to_rows()[0]
    )


def test_two_runs_give_the_same_bytes():
    runs = [compare(two_towns(), DRAYTON, [LEEK, STONE], since="2025-01", until="2025-12") for _ in range(2)]
    assert len({json.dumps(one.to_json()) + csv_of(one.to_rows()) for one in runs}) == 1


def test_rates_ratios_and_verdicts_by_hand():
    found = beside_leek(two_towns())
    burglary = found.of("burglary", "Leek")
    assert burglary.n == 120 and burglary.other_n == 360
    assert burglary.rate_per_1000 == pytest.approx(120 / 12.594)
    assert burglary.ratio == pytest.approx((120 / 12594) / (360 / 16699))
    assert burglary.verdict is Verdict.LOWER and burglary.tone == "better"
    assert "120 crimes (burglary) were recorded in Market Drayton: 9.5 per 1,000 residents, lower than Leek (0.44" in (
        burglary.sentence
    )


def test_anti_social_behaviour_is_never_part_of_crime():
    found = beside_leek(two_towns())
    assert [found.of(key, "Leek").n for key in ("all-crime", "anti-social-behaviour", "crime-and-asb")] == [
        240,
        120,
        360,
    ]


def test_drugs_and_what_holds_them_are_neither_good_nor_bad():
    found = beside_leek(two_towns())
    for key in ("drugs", "violent-crime", "all-crime", "crime-and-asb"):
        one = found.of(key, "Leek")
        assert one.tone == "" and NO_GOOD_OR_BAD in one.cautions
    assert found.of("drugs", "Leek").verdict is Verdict.LOWER


def test_a_month_that_is_absent_is_blank_and_never_zero():
    lacking = [("west-mercia", "2025-03"), ("west-mercia", "2025-04")]
    found = beside_leek(two_towns(lacking=lacking))
    one = found.of("burglary", "Leek")
    assert (one.coverage, one.n, one.other_n) == ("10 of 12 months", 100, 300)
    assert one.scaled and one.rate_per_1000 == pytest.approx(100 * 12 / 10 / 12.594)
    assert "10 of 12 months are counted; the others are blank, never zero." in found.cautions
    assert "(10 of 12 months counted)" in one.sentence


def test_a_comparator_that_was_not_counted_in_full_is_left_out_with_the_reason():
    store = store_of({DRAYTON: steady(10), LEEK: steady(3), LUDLOW: steady(9)}, lacking=[("staffordshire", "2025-05")])
    found = compare(store, DRAYTON, [LEEK, LUDLOW], since="2025-01", until="2025-12")
    assert [one.comparator for one in found.results if one.measure == "burglary"] == ["Ludlow"]
    [out] = found.left_out
    assert out.member.name == "Leek" and "1 of 12 months (2025-05): blank, never zero" in out.reason


def test_a_town_whose_crimes_were_not_published_is_no_comparator_and_is_not_compared():
    hole = {month: {ASB: 5} for month in YEAR}
    everywhere = store_of({DRAYTON: steady(10), LUDLOW: steady(9), LEEK: hole})
    found = compare(everywhere, DRAYTON, [LEEK, LUDLOW], since="2025-01", until="2025-12")
    assert "not one recorded crime" in found.left_out[0].reason
    with pytest.raises(NothingToCompare, match="Leek was not compared"):
        compare(everywhere, LEEK, [LUDLOW], since="2025-01", until="2025-12")


def test_what_was_published_later_is_left_out():
    found = beside_leek(two_towns(), known_on=date(2025, 11, 1))
    assert found.months[-1] == "2025-08"  # September ends 45 days before 14 November
    assert any("45 days after its end" in one for one in found.cautions)
    early = beside_leek(two_towns(downloaded_on=date(2025, 10, 20)), known_on=date(2025, 11, 1))
    assert early.months[-1] == "2025-09"  # an earlier download proves that September was out; October had not ended
    with pytest.raises(NothingToCompare, match="no month of January to December 2025 was published by 1 January 2025"):
        beside_leek(two_towns(), known_on=date(2025, 1, 1))


def test_comparators_stand_in_the_sets_own_order_not_by_rate():
    store = store_of({DRAYTON: steady(10), LEEK: steady(30), STONE: steady(2), LUDLOW: steady(9)})
    found = compare(store, DRAYTON, [STONE, LUDLOW, LEEK], since="2025-01", until="2025-12", kinds=["burglary"])
    assert [one.comparator for one in found.results if not one.whole_set] == ["Leek", "Ludlow", "Stone (Stafford)"]


def test_where_nobody_can_tell_how_much_things_move_nothing_is_said():
    found = compare(two_towns(), DRAYTON, [LEEK, STONE], since="2025-01", until="2025-01", kinds=["all-crime"])
    assert {one.verdict for one in found.results} == {Verdict.TOO_FEW}
    assert "too few towns to say beside the 2 named towns together" in found.of("all-crime").sentence
    assert "too few months to say beside Leek" in found.of("all-crime", "Leek").sentence
    assert sum("nothing is said" in one for one in found.cautions) == 2


def test_a_verdict_does_not_depend_on_which_kinds_are_shown():
    store = two_towns()
    alone, among = beside_leek(store, kinds=["drugs"]), beside_leek(store)
    assert alone.of("drugs", "Leek").q == among.of("drugs", "Leek").q


def test_windows_before_and_after_a_change_of_recording_are_not_set_beside_each_other():
    both = months_between("2014-01", "2014-12") + months_between("2015-01", "2015-12")
    store = store_of({DRAYTON: steady(10, both)})
    with pytest.raises(NothingToCompare, match="January to December 2014 can't be compared"):
        compare(store, DRAYTON, own_past(DRAYTON, years=1), since="2015-01", until="2015-12")


def test_the_own_past_is_the_same_months_of_earlier_years():
    both = months_between("2024-01", "2024-12")
    store = store_of({DRAYTON: steady(20, both) | steady(10)})
    found = compare(store, DRAYTON, own_past(DRAYTON, years=2), since="2025-01", until="2025-12")
    one = found.of("burglary", "Market Drayton a year before")
    assert (one.n, one.other_n, one.verdict) == (120, 240, Verdict.LOWER)
    assert [out.member.name for out in found.left_out] == ["Market Drayton 2 years before"]
    assert "--past" in found.command


@pytest.mark.parametrize("clumps", [1, 4])
def test_two_towns_of_one_rate_are_seldom_told_apart_even_where_crimes_come_in_clumps(clumps):
    chance = np.random.default_rng(4)
    tried = 400
    called = 0
    for _ in range(tried):
        counts = chance.poisson(20 / clumps, (6, 12)) * clumps
        found = verdict(counts[0].sum(), 1.0, [counts[1].sum()], [1.0], peers=restless(counts))
        called += found.verdict in (Verdict.LOWER, Verdict.HIGHER)
    assert called / tried < 0.08  # 5 %, and three standard errors
