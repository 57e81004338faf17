"""All towns at once say what each says by itself."""

import numpy as np
import pytest
from scipy.special import bdtr, bdtrc

from wardmote.figures.statistics import country, exact_interval, q_values, rate_ratio

TOWNS, KINDS, MONTHS, NEAR = 200, 5, 24, 6
DRAWN = np.random.default_rng(20221028)
POPULATION = np.exp(DRAWN.normal(9, 1.2, TOWNS)).round() + 100
MEAN = POPULATION[:, None, None] * np.array([1e-5, 1e-4, 3e-4, 1e-3, 8e-3])[None, :, None]
COUNTS = DRAWN.poisson(MEAN * DRAWN.gamma(3, 1 / 3, (TOWNS, KINDS, 1)) * np.ones(MONTHS))
NEIGHBOURS = np.argsort(DRAWN.random((TOWNS, TOWNS)), axis=1)[:, :NEAR]
WHOLE = country(COUNTS, POPULATION, NEIGHBOURS)


def by_itself():
    others = COUNTS[NEIGHBOURS].sum(axis=1), POPULATION[NEIGHBOURS].sum(axis=1)
    return rate_ratio(COUNTS, POPULATION[:, None, None], others[0], others[1][:, None, None]), others


def test_ratios_and_intervals_are_those_of_each_cell():
    each, others = by_itself()
    assert COUNTS.size > 20_000 and (WHOLE.other_count == others[0]).all()  # so that the tables are used
    for found, right in ((WHOLE.ratio, each.ratio), (WHOLE.ratio_low, each.low), (WHOLE.ratio_high, each.high)):
        assert np.allclose(found, right, rtol=1e-12, equal_nan=True)
    low, high = exact_interval(COUNTS)
    assert np.allclose(WHOLE.rate_low * POPULATION[:, None, None] / 1000, low, rtol=1e-12)
    assert np.allclose(WHOLE.rate_high * POPULATION[:, None, None] / 1000, high, rtol=1e-12)


def test_exact_p_is_scipys_to_nine_digits_in_both_tails():
    y, f = COUNTS[NEIGHBOURS].sum(axis=1), POPULATION[NEIGHBOURS].sum(axis=1)
    share = np.broadcast_to((POPULATION / (POPULATION + f))[:, None, None], COUNTS.shape)
    below, above = bdtr(COUNTS, COUNTS + y, share), bdtrc(np.maximum(COUNTS - 1, 0), COUNTS + y, share)
    right = np.minimum(1, 2 * np.minimum(below, np.where(COUNTS > 0, above, 1)))
    assert (right < 1e-30).any() and COUNTS.max() > 2000
    seen = right > 1e-300
    assert np.abs(WHOLE.p[seen] / right[seen] - 1).max() < 1e-9 and (WHOLE.p[~seen] < 1e-299).all()


def test_q_values_are_exact_where_they_can_be_found_significant():
    q = q_values(WHOLE.p)
    assert np.allclose(WHOLE.q[q <= 0.05], q[q <= 0.05], rtol=1e-12)
    assert (WHOLE.q[q > 0.05] == 1).all() and (q > 0.05).any()


def test_one_town_is_the_same_as_among_all():
    one = country(COUNTS, POPULATION, NEIGHBOURS, towns=[7])
    for name in ("rate", "rate_low", "ratio", "ratio_low", "ratio_high", "p"):
        assert np.allclose(getattr(one, name)[0], getattr(WHOLE, name)[7], rtol=1e-9, equal_nan=True)


@pytest.mark.parametrize("size", [TOWNS, 40])
def test_an_absent_month_is_blank_and_lowers_nobody(size):
    covered = np.ones((size, MONTHS), bool)
    covered[3, 5] = False
    near = NEIGHBOURS[:size] % size
    holed = country(COUNTS[:size], POPULATION[:size], near, covered=covered)
    whole = country(COUNTS[:size], POPULATION[:size], near)
    assert np.isnan(holed.rate[3, :, 5]).all() and np.isnan(holed.p[3, :, 5]).all() and np.isnan(holed.q[3, :, 5]).all()
    town = next(i for i in range(size) if 3 in near[i] and i != 3 and (near[i] == 3).sum() == 1)
    others = [n for n in near[town] if n != 3]
    right = rate_ratio(COUNTS[town, :, 5], POPULATION[town], COUNTS[others, :, 5].sum(axis=0), POPULATION[others].sum())
    assert np.allclose(holed.ratio_low[town, :, 5], right.low) and np.allclose(holed.p[town, :, 5], right.p)
    assert np.allclose(holed.p[town, :, 6], whole.p[town, :, 6])


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="by town, kind and month"):
        country(COUNTS[0], POPULATION, NEIGHBOURS)
    with pytest.raises(ValueError, match="whole numbers"):
        country(COUNTS * 1.5, POPULATION, NEIGHBOURS)
