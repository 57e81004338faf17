"""What may be said, and what a month that is absent does to it."""

import numpy as np
import pytest

from wardmote.figures.statistics import (
    CHANCE_ALONE,
    Spread,
    Verdict,
    funnel,
    leave_one_out,
    trend,
    u_chart,
    verdict,
    verdicts,
)

LIKE = [70, 62, 75, 66, 71, 64, 69, 58, 73, 67]
ALONE = {"peers": CHANCE_ALONE}


def test_the_two_towns_of_the_field():
    assert verdict(50, 12817, [70], [14000], **ALONE).verdict is Verdict.NO_CLEAR_DIFFERENCE
    assert verdict(900, 12817, [1080], [14000], **ALONE).verdict is Verdict.LOWER
    assert verdict(1080, 14000, [900], [12817], **ALONE).verdict is Verdict.HIGHER


def test_a_difference_that_towns_show_by_themselves_is_no_finding():
    calm = verdict(40, 12000, LIKE, [12000] * 10)
    restless = verdict(40, 12000, [30, 110, 75, 20, 140, 64, 69, 38, 73, 67], [12000] * 10)
    assert (calm.verdict, restless.verdict) == (Verdict.LOWER, Verdict.NO_CLEAR_DIFFERENCE)
    assert restless.low < restless.exact_low and restless.high > restless.exact_high


def test_few_events_and_few_towns_are_too_few():
    assert verdict(0, 12000, [4, 3, 5, 2, 4, 3], [12000] * 6).verdict is Verdict.TOO_FEW
    assert verdict(0, 12000, [14, 13, 15, 12, 14, 13], [12000] * 6).verdict is Verdict.LOWER
    assert verdict(20, 12000, [1, 0, 2, 1, 0, 1], [12000] * 6).verdict is Verdict.TOO_FEW
    assert verdict(0, 12000, [0] * 6, [12000] * 6).verdict is Verdict.TOO_FEW
    few = verdict(40, 12000, [70, 62], [12000] * 2)
    assert few.verdict is Verdict.TOO_FEW and few.spread is None
    assert verdict(40, 12000, [70, 62], [12000] * 2, **ALONE).verdict is Verdict.LOWER


def test_one_of_fourteen_is_allowed_for():
    alone = verdict(48, 12000, LIKE, [12000] * 10)
    among = verdicts([48] + [67] * 13, 12000, [LIKE] * 14, [12000] * 10)
    assert alone.verdict is Verdict.LOWER and among[0].verdict is Verdict.NO_CLEAR_DIFFERENCE
    assert among[0].p == alone.p and among[0].q == pytest.approx(14 * alone.p)


def test_a_town_with_a_month_less_is_held_against_as_much():
    whole = verdict(60, 12000 * 12, LIKE, [12000 * 12] * 10, **ALONE)
    less = verdict(55, 12000 * 11, LIKE, [12000 * 12] * 10, **ALONE)
    assert less.ratio == pytest.approx(whole.ratio)


def test_a_spread_of_true_rates_weighs_more_the_more_is_counted():
    small, large = (verdict(8 * n, n, [10 * n], [n], peers=Spread(1.0, 0.04, 14)) for n in (10, 1000))
    assert large.high - large.low > 5 * (large.exact_high - large.exact_low)
    assert small.high - small.low < 3 * (small.exact_high - small.exact_low)


def test_a_single_comparator_that_carries_the_finding_is_named():
    found = leave_one_out(10, 1.0, [10, 10, 40], [1.0, 1.0, 1.0])
    assert (found.low, found.high, found.without_high) == (0.4, 1.0, 2)
    assert leave_one_out(10, 1.0, [10], [1.0]) is None and leave_one_out(0, 1.0, [0, 0], [1.0, 1.0]) is None


def test_the_funnel_widens_where_towns_differ_and_never_narrows():
    restless = funnel([30, 110, 75, 20, 140, 64, 69, 38, 73, 67], [1.0] * 10)
    calm = funnel(LIKE, [1.0] * 10)
    assert restless.adjusted and not calm.adjusted and calm.phi < 1
    assert (restless.high > funnel([69] * 10, [1.0] * 10, adjust=True).high * 1.3).all()
    assert (calm.high == funnel(LIKE, [1.0] * 10, adjust=True).high).all()


def test_one_wild_town_does_not_hide_itself():
    drawn = funnel([65, 70, 68, 72, 66, 69, 71, 67, 70, 240], [1.0] * 10)
    assert drawn.high[1][-1] < 240


def test_a_year_with_a_hole_is_too_little_data():
    steady = [10, 12, 9, 11] * 6
    assert trend(steady).verdict is Verdict.NO_CLEAR_DIFFERENCE
    assert trend([None, *steady]).verdict is Verdict.NO_CLEAR_DIFFERENCE
    for hole in (0, 11, 23):
        assert trend([None if i == hole else n for i, n in enumerate(steady)]).verdict is None
    assert trend([0] * 24).verdict is Verdict.TOO_FEW


def test_summer_is_no_rise_but_an_uneven_year_widens():
    summers = [2, 2, 3, 5, 9, 15, 22, 20, 11, 6, 3, 2]
    assert trend(summers * 2).phi == 1.0 and trend(summers * 2).verdict is Verdict.NO_CLEAR_DIFFERENCE
    spree = [10] * 12 + [10] * 11 + [60]
    assert trend(spree).verdict is Verdict.NO_CLEAR_DIFFERENCE and trend(spree).phi > 2
    assert trend([10] * 12 + [14] * 12).verdict is Verdict.HIGHER


def test_an_absent_month_is_blank_on_the_chart_and_never_zero():
    months = [20, 22, 19, 21] * 6
    whole, holed = u_chart([*months, 20]), u_chart([*months, None, 20])
    assert whole.centre == holed.centre and whole.sigma_z < 1
    assert np.isnan(holed.rates[24]) and np.isnan(holed.low[24]) and not holed.beyond.any()
    assert u_chart([*months, 0]).beyond.tolist()[-1] and u_chart(months[:23]) is None
    assert u_chart([5, 45] * 13).sigma_z > 3 and not u_chart([5, 45] * 13).beyond.any()
