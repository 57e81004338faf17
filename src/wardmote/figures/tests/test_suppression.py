"""Nobody can work out a small count from everything that was released."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.figures.statistics import Band, Contradiction, Line, band, suppressed, two_way

FEW = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7])


def possible(lines, most=9):
    """Every way to fill the cells that fits what was released, by trying all."""
    cells = sorted({cell for line in lines for cell in line.cells})
    for guess in product(range(most + 1), repeat=len(cells)):
        filled = dict(zip(cells, guess, strict=True))
        sums = [sum(filled[cell] for cell in line.cells) for line in lines]
        if all(s == line.value if line.value is not None else s >= 1 for s, line in zip(sums, lines, strict=True)):
            yield filled


def betrayed(lines):
    """Small cells of which only one count is possible."""
    seen = {}
    for filled in possible(lines):
        for cell, count in filled.items():
            seen.setdefault(cell, set()).add(count)
    return {cell for cell, counts in seen.items() if len(counts) == 1 and 0 < min(counts) < 5}


def values(lines):
    return [line.value for line in lines]


def test_bands():
    assert [band(n) for n in (0, 1, 4, 5, 90)] == [Band.NONE, Band.FEW, Band.FEW, Band.MORE, Band.MORE]
    assert [str(one) for one in Band] == ["0", "1-4", "5+"]


def test_a_second_cell_goes_so_that_the_first_cannot_be_subtracted():
    assert values(suppressed({"a": 3, "b": 9, "c": 12}, [["a", "b", "c"]])) == [None, None, 12, 24]
    assert values(suppressed({"a": 0, "b": 9}, [["a", "b"]])) == [0, 9, 9]


def test_this_year_less_last_month_tells_nothing():
    june = (Line(frozenset(["Jan to May", "June"]), 17),)
    july = {"Jan to May": 9, "June": 8, "July": 2}
    assert values(suppressed(july, [july])) == [9, None, None, 19]
    later = suppressed(july, [july], earlier=[june])
    assert values(later)[-1] is None and not betrayed([*june, *later])


def test_what_two_withheld_cells_have_together_is_not_told_if_it_is_small():
    lines = suppressed({"a": 1, "b": 3, "c": 20, "d": 30}, [["a", "b", "c", "d"]])
    assert [line.value for line in lines[:2]] == [None, None]
    assert lines[4].value is None or sum(line.value or 0 for line in lines[2:4]) < 50


def test_a_release_that_contradicts_an_earlier_one_is_refused():
    with pytest.raises(Contradiction, match="Nothing was released"):
        suppressed({"a": 6, "b": 7}, [["a", "b"]], earlier=[(Line(frozenset(["a"]), 9),)])


@settings(max_examples=8, deadline=None)
@given(st.lists(FEW, min_size=4, max_size=4))
def test_no_small_cell_of_a_table_with_totals_can_be_worked_out(counts):
    table = dict(zip([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], counts, strict=True))
    lines = suppressed(table, two_way(table))
    assert not betrayed(lines)
    assert all(line.value in (None, sum(table[cell] for cell in line.cells)) for line in lines)
    assert lines == suppressed(table, two_way(table))


@settings(max_examples=8, deadline=None)
@given(st.lists(FEW, min_size=4, max_size=4))
def test_nor_from_overlapping_releases_one_after_the_other(counts):
    months = dict(zip("abcd", counts, strict=True))
    releases = []
    for shown in ("ab", "abc", "bcd", "abcd"):
        table = {month: months[month] for month in shown}
        releases.append(suppressed(table, [list(shown)], earlier=releases))
    assert not betrayed([line for release in releases for line in release])
