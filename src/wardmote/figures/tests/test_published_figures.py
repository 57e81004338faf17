"""Figures that were printed elsewhere, to their printed digits."""

import warnings

import numpy as np
import pytest
from scipy.special import pdtr

from wardmote.figures.statistics import (
    byar_interval,
    exact_interval,
    poisson_limit,
    q_values,
    rate_interval,
    rate_per_1000,
    rate_ratio,
)


@pytest.mark.parametrize(
    ("count", "digits", "rate", "low", "high"),
    [
        (3, 2, 0.23, 0.05, 0.68),
        (12, 2, 0.94, 0.48, 1.64),
        (50, 2, 3.90, 2.90, 5.14),
        (120, 2, 9.36, 7.76, 11.20),
        (900, 1, 70.2, 65.7, 75.0),
    ],
)
def test_rates_in_a_town_of_12817(count, digits, rate, low, high):
    found = (rate_per_1000(count, 12817), *rate_interval(count, 12817))
    assert [round(one, digits) for one in found] == [rate, low, high]


def test_exact_limits_are_those_of_the_printed_table():
    """UKHSA, PHEindicatormethods, funnel test data: limits of 1, 10, 35 and 76 events."""
    low, high = exact_interval([1, 10, 35, 76])
    assert low.round(3).tolist() == [0.025, 4.795, 24.379, 59.879]
    assert high.round(3).tolist() == [5.572, 18.390, 48.677, 95.125]


def test_byar_is_within_a_fifth_of_a_percent_of_exact_from_ten_events():
    """OHID, Technical guide: confidence intervals (2018)."""
    counts = np.arange(10, 3000)
    for byar, exact in zip(byar_interval(counts), exact_interval(counts), strict=True):
        assert np.abs(byar / exact - 1).max() < 0.002


def test_ratio_of_two_rates_as_printed_with_rateratio_test():
    """Fay, exact rate ratio test: 2 in 17,877 against 9 in 16,660, p = 0.05011."""
    found = rate_ratio(2, 17877, 9, 16660)
    assert [round(one, 5) for one in (found.ratio, found.low, found.high, found.p)] == [
        0.20709,
        0.02177,
        1.00055,
        0.05011,
    ]


def test_towns_that_are_lower_and_that_are_not():
    unclear, lower = rate_ratio(50, 12817, 70, 14000), rate_ratio(900, 12817, 1080, 14000)
    assert [round(one, 2) for one in (unclear.ratio, unclear.low, unclear.high)] == [0.78, 0.53, 1.14]
    assert [round(one, 3) for one in (lower.ratio, lower.low, lower.high)] == [0.910, 0.832, 0.995]
    # 0.54–1.12 and 0.83–0.99, which one also meets, are the normal approximation on the logarithm.
    for a, b, ratio, printed in ((50, 70, unclear.ratio, (0.54, 1.12)), (900, 1080, lower.ratio, (0.83, 0.99))):
        error = 1.959964 * (1 / a + 1 / b) ** 0.5
        assert (round(ratio * np.exp(-error), 2), round(ratio * np.exp(error), 2)) == printed


@pytest.mark.parametrize(
    ("expected", "below", "above"),
    [
        ((1, 50), (0.0186, 0, 0.0250), (0.0201, 0.0052, 0.0250)),
        ((50, 100), (0.0215, 0.0172, 0.0250), None),
        ((100, 500), (0.0233, 0.0194, 0.0250), None),
    ],
)
def test_funnel_limits_are_passed_as_seldom_as_printed(expected, below, above):
    """Seaton and Manktelow (2012), BMC Med. Res. Methodol. 12:98, table: median, least and most, prediction limits."""
    e = np.arange(expected[0], expected[1] + 1e-9, 0.01)
    low, high = np.ceil(poisson_limit(e, 0.025)), np.ceil(poisson_limit(e, 0.975))
    under = np.where(low > 0, pdtr(low - 1, e), 0)
    assert tuple(f(under).round(4) for f in (np.median, np.min, np.max)) == below
    if above:
        over = 1 - pdtr(high, e)
        assert tuple(f(over).round(4) for f in (np.median, np.min, np.max)) == above


def test_q_values_are_those_of_scipy():
    from scipy.stats import false_discovery_control

    p = np.random.default_rng(3).uniform(size=(14, 9)) ** 3
    assert np.allclose(q_values(p).ravel(), false_discovery_control(p.ravel()), rtol=1e-12)
    assert np.isnan(q_values([0.01, np.nan])).tolist() == [False, True] and q_values([]).size == 0


def test_nothing_is_said_of_no_events_and_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rate_ratio([0, 5, 0], 100.0, [5, 0, 0], 100.0)
    assert found.ratio.tolist()[:2] == [0.0, np.inf] and np.isnan(found.ratio[2])
    assert found.low.tolist()[0] == 0.0 and found.high.tolist()[1:] == [np.inf, np.inf]
    assert found.p.tolist() == [0.0625, 0.0625, 1.0]


@pytest.mark.parametrize("count", [-1, 2.5, float("nan")])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(ValueError, match="not passed as 0"):
        exact_interval(count)
