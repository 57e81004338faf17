"""Nobody narrows a band by anything that was released."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.figures.statistics import Band, Line, Span, band, banded, may_show, rung
from wardmote.figures.statistics.suppression import FEWEST, RUNGS, SMALL

HIGHEST = 13  # what the attacker tries of each cell, beyond the end of 5-9
COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 10])


def told(lines):
    return [line.told and str(line.told) for line in lines]


def test_bands():
    assert [band(n) for n in (0, 1, 4, 5, 90)] == [Band.NONE, Band.FEW, Band.FEW, Band.MORE, Band.MORE]
    assert [str(one) for one in Band] == ["0", "1-4", "5+"]
    assert " ".join(map(str, RUNGS)) == "0 1-4 5-9 10-19 20-49 50-99 100-199 200-499 500+"
    for one in RUNGS:  # what one page calls 5+, no other calls 1-4
        assert band(one.low) is band(one.low if one.high is None else one.high)
    for count in (-1, -3):
        for ask in (band, rung):
            with pytest.raises(ValueError, match="Nothing was banded"):
                ask(count)


def test_a_total_that_would_narrow_a_small_count_is_withheld_whatever_it_is():
    # 4 and 4 would be told as 5-9, which fits any two from 1 to 4; 1 and 1 as 1-4, which would not.
    assert told(banded({"a": 4, "b": 4}, [["a", "b"]])) == ["1-4", "1-4", None]
    assert told(banded({"a": 1, "b": 1}, [["a", "b"]])) == ["1-4", "1-4", None]
    assert told(banded({"a": 0, "b": 3}, [["a", "b"]])) == ["0", "1-4", "1-4"]


def test_a_year_of_small_counts_has_its_total():
    year = {month: 1 + month % 4 for month in range(12)}
    assert told(banded(year, [year]))[-1] == "20-49"
    year = {month: 20 + month for month in range(12)}
    assert told(banded(year, [year]))[-1] == "200-499"


def test_this_year_less_last_month_tells_nothing_of_the_month_between():
    june = {month: 8 for month in range(6)}
    first = banded(june, [june])
    assert told(first)[-1] == "20-49"
    july = june | {6: 2}
    second = banded(july, [july], earlier=first)
    assert told(second)[-2:] == ["1-4", "50-99"]  # 50 after 48: the bands are so wide that nothing follows
    narrow = [*first[:-1], Line(first[-1].cells, Span(47, 47))]  # had the sum been told, 20-49 would give July away
    assert told(banded(july, [july], earlier=narrow))[-1] is None


def test_a_cell_that_an_earlier_total_left_out_is_checked():
    earlier = [Line(frozenset("a"), None), Line(frozenset("ab"), Span(9, 9)), Line(frozenset("b"), None)]
    assert told(banded({"a": 4, "b": 5}, earlier=earlier)) == [None, None]


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="Nothing was released"):
        banded({"a": 1}, [["a", "b"]])
    assert not may_show("ab", [Line(frozenset("ab"), Span(1, 1)), Line(frozenset("a"), Span(2, 2))])


class Attacker:
    """Somebody who holds every release and the ladder, and tries each way to fill the cells, by brute force."""

    def __init__(self, lines):
        self.cells = sorted({cell for line in lines for cell in line.cells})
        own = {line.cells: line.told for line in lines if len(line.cells) == 1}
        spans = [own[frozenset([cell])] for cell in self.cells]
        choices = [range(one.low, min(one.end, HIGHEST) + 1) for one in spans]
        self.fits = np.array(list(product(*choices)))
        for line in lines:
            if line.told:
                sums = self.sums(line.cells)
                self.fits = self.fits[(sums >= line.told.low) & (sums <= line.told.end)]

    def sums(self, cells):
        return self.fits[:, [self.cells.index(cell) for cell in cells]].sum(axis=1)


@settings(max_examples=8, deadline=None)
@given(st.lists(COUNTS, min_size=4, max_size=4), st.randoms(use_true_random=False))
def test_an_attacker_with_every_release_narrows_nothing_below_its_band(counts, chance):
    """Also one who knows the rule: other counts that fit what was released would have been released the same way."""
    months = dict(zip("abcd", counts, strict=True))
    asked = [chance.sample("abcd", chance.randint(2, 4)) for _ in range(4)]

    def released(months):
        lines = []
        for shown in asked:
            lines += banded({month: months[month] for month in shown}, [shown], earlier=lines)
        return lines

    lines = released(months)
    attacker = Attacker(lines)
    for cell in attacker.cells:
        one = rung(months[cell])
        assert set(attacker.sums([cell])) == set(range(one.low, min(one.end, HIGHEST) + 1))
    totals = {line.cells for line in lines if len(line.cells) > 1}
    own = Attacker([line for line in lines if len(line.cells) == 1])  # what the bands of the months alone leave
    for cells in totals | {big - less for big, less in product(totals, repeat=2) if less < big}:
        assert len(set(attacker.sums(cells))) >= min(FEWEST, len(set(own.sums(cells))))
    other = chance.choice(attacker.fits)
    assert released(months | dict(zip(attacker.cells, other.tolist(), strict=True))) == lines


def test_planted_a_total_that_was_shown_though_it_narrows_is_seen_by_the_attacker():
    lines = [Line(frozenset("a"), Span(1, 4)), Line(frozenset("b"), Span(1, 4)), Line(frozenset("ab"), Span(1, 4))]
    assert set(Attacker(lines).sums("a")) == {1, 2, 3}
    assert SMALL - 1 not in Attacker(lines).sums("a")
