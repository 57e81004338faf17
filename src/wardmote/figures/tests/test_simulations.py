"""Intervals hold what they promise and verdicts are wrong no oftener than they say: tried on drawn counts.

The short form draws a few hundred towns for each setting. WARDMOTE_LONG_SIMULATIONS draws twenty times as many.
"""

import os
from math import sqrt

import numpy as np
import pytest

from wardmote.figures.change import Answer, interrupted
from wardmote.figures.statistics import (
    CHANCE_ALONE,
    Verdict,
    count_interval,
    exact_interval,
    rate_ratio,
    trend,
    verdict,
    verdicts,
)

TIMES = 20 if "WARDMOTE_LONG_SIMULATIONS" in os.environ else 1
STATED = 0.05
CALLED = (Verdict.LOWER, Verdict.HIGHER)


def drawn(rng, mean, restless):
    """Counts with this mean: negative binomial with shape `restless`, or Poisson if that is none."""
    return rng.poisson(mean if restless is None else rng.gamma(restless, mean / restless))


def at_most(stated, times):
    """What a true rate of `stated` gives at most in so many tries, nearly always (two standard errors)."""
    return stated + 2 * sqrt(stated * (1 - stated) / times)


@pytest.mark.parametrize("interval", [exact_interval, count_interval])
def test_intervals_hold_the_true_count_within_one_percent_of_what_they_say(interval):
    rng = np.random.default_rng(11)
    mean = np.exp(rng.uniform(np.log(20), np.log(2000), 20_000 * TIMES))
    low, high = interval(rng.poisson(mean))
    assert abs(np.mean((low <= mean) & (mean <= high)) - 0.95) < 0.01
    few = rng.uniform(0.05, 20, 20_000 * TIMES)
    low, high = interval(rng.poisson(few))
    assert np.mean((low <= few) & (few <= high)) > 0.95  # whole counts can't be split: more, never less


@pytest.mark.parametrize(("own", "others", "ratio"), [(4, 60, 1.0), (20, 300, 0.8), (100, 1500, 1.2), (900, 9000, 1.0)])
def test_ratios_are_held_at_least_as_often_as_they_say(own, others, ratio):
    rng = np.random.default_rng(12)
    x, y = rng.poisson(own * ratio, 20_000 * TIMES), rng.poisson(others, 20_000 * TIMES)
    found = rate_ratio(x, own, y, others)
    held = np.mean((found.low <= ratio) & (ratio <= found.high))
    assert 1 - held <= at_most(STATED, x.size) and (own < 100 or held < 0.96)
    wrong = np.mean(rate_ratio(rng.poisson(own, x.size), own, y, others).p <= STATED)
    assert wrong <= at_most(STATED, x.size)


SETTINGS = [  # events expected, shape of the unrest, comparators, their sizes from and to beside a town of 1
    (8, 5, 15, 0.5, 2),
    (60, 10, 15, 0.3, 3),
    (60, None, 15, 0.5, 2),
    (200, 3, 15, 0.9, 1.1),
    (200, 5, 6, 0.5, 2),
    (60, 10, 15, 0.1, 0.4),
    (60, 10, 15, 2, 5),
]


def towns(rng, expected, restless, others, least, most):
    sizes = np.r_[1.0, rng.uniform(least, most, others)]
    return drawn(rng, expected * sizes, restless), sizes


@pytest.mark.parametrize("setting", SETTINGS)
def test_verdicts_are_wrong_at_most_at_the_stated_rate_where_towns_differ_by_themselves(setting):
    rng = np.random.default_rng(13)
    times = 300 * TIMES
    wrong = 0
    for _ in range(times):
        y, sizes = towns(rng, *setting)
        wrong += verdict(int(y[0]), sizes[0], y[1:], sizes[1:]).verdict in CALLED
    assert wrong / times <= at_most(STATED, times)


def test_planted_a_verdict_by_chance_alone_is_wrong_far_too_often():
    rng = np.random.default_rng(14)
    wrong = 0
    for _ in range(200):
        y, sizes = towns(rng, 200, 5, 15, 0.5, 2)
        wrong += verdict(int(y[0]), sizes[0], y[1:], sizes[1:], peers=CHANCE_ALONE).verdict in CALLED
    assert wrong / 200 > 0.5


def test_of_fourteen_kinds_at_most_the_stated_share_of_what_is_called_is_false():
    """Three kinds are truly a third of the others'; eleven are not. Then none is, and any call is false."""
    rng = np.random.default_rng(15)
    sizes, times = np.ones(15), 60 * TIMES
    shares, found, any_false = [], 0, 0
    for _ in range(times):
        others = drawn(rng, np.full((14, 15), 80.0), 40)
        own = drawn(rng, np.r_[np.full(3, 80 / 3), np.full(11, 80.0)], 40)
        called = [one.verdict in CALLED for one in verdicts(own, 1.0, others, sizes)]
        shares.append(sum(called[3:]) / max(1, sum(called)))
        found += sum(called[:3])
        none = verdicts(drawn(rng, np.full(14, 80.0), 40), 1.0, others, sizes)
        any_false += any(one.verdict in CALLED for one in none)
    assert np.mean(shares) <= at_most(STATED, times) and any_false / times <= at_most(STATED, times)
    assert found / (3 * times) > 0.5  # and it does see what is there


@pytest.mark.parametrize("restless", [None, 8])
def test_trends_are_wrong_at_most_at_the_stated_rate(restless):
    rng = np.random.default_rng(16)
    season = 20 * np.exp(0.4 * np.sin(np.arange(24) * np.pi / 6))
    times = 400 * TIMES
    wrong = sum(trend(drawn(rng, season, restless).tolist()).verdict in CALLED for _ in range(times))
    assert wrong / times <= at_most(STATED, times)


@pytest.mark.parametrize(("mean", "restless"), [(5, None), (20, 8), (60, 8)])
def test_an_interrupted_series_holds_the_true_step_and_sees_none_where_none_is(mean, restless):
    rng = np.random.default_rng(17)
    months = np.arange(36)
    course = mean * np.exp(0.2 * np.sin(months * np.pi / 6) + 0.004 * months)
    times = 150 * TIMES
    held = wrong = 0
    for _ in range(times):
        control = drawn(rng, 1.5 * course, restless).tolist()
        stepped = interrupted(
            drawn(rng, course * np.where(months < 24, 1, 0.7), restless).tolist(), control, changed_at=24
        )
        level = interrupted(drawn(rng, course, restless).tolist(), control, changed_at=24)
        held += stepped.low <= 0.7 <= stepped.high
        wrong += level.answer in (Answer.IMPROVED, Answer.WORSE)
    assert 1 - held / times <= at_most(0.06, times) and wrong / times <= at_most(0.06, times)
