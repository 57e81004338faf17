"""What a reader with every release learns, and what a file must look like."""

import random
from datetime import date
from itertools import combinations

import pytest

from wardmote.crime.rules import FileFaults, NotDone, Released, SuppliedKind, counts_in_file, counts_typed, to_release
from wardmote.figures.compare.windows import month_of, month_ordinal, months_between

ABUSE, ARREST, HATE = SuppliedKind
TODAY = date(2022, 11, 14)


def history(kind, since, *counts):
    first = month_ordinal(since)
    return {(kind, month_of(first + place)): [count] for place, count in enumerate(counts)}


def shown(found, kind=ABUSE):
    return [line.value for line in found.lines if line.kind is kind]


def test_a_release_is_kept_as_it_was():
    counts = history(ABUSE, "2022-01", 30, 40) | history(ARREST, "2022-01", 10, 14)
    found = to_release(counts, months_between("2022-01", "2022-02"), earlier=[])
    assert shown(found) == [30, 40, 70]
    assert found.share.tenths == 3
    assert Released.from_json(found.to_json()) == found


def subtractions(releases, kind):
    """What somebody learns who subtracts one sum of months from another that holds it; corrected months count once."""
    sums = {line.of: line.value for one in releases for line in one.lines if line.kind is kind}
    known = [(set(of), value) for of, value in sums.items() if value is not None]
    for (of, value), (other, less) in combinations(known, 2):
        for big, small in (((of, value), (other, less)), ((other, less), (of, value))):
            if small[0] < big[0]:
                yield big[1] - small[1]


def test_who_subtracts_an_earlier_release_learns_no_count_under_five():
    counts = history(ABUSE, "2022-01", 9, 8, 7, 12, 6, 11, 2)
    june = to_release(counts, months_between("2022-01", "2022-06"), earlier=[])
    july = to_release(counts, months_between("2022-01", "2022-07"), earlier=[june])
    assert shown(june)[-1] == 53  # all six are shown, so July must not follow from a sum with it
    assert shown(july)[-2:] == [None, None]
    assert shown(to_release(counts, months_between("2022-01", "2022-07"), earlier=[]))[-1] == 55


def test_a_small_correction_is_not_told_by_the_difference_to_the_earlier_release():
    counts = history(ABUSE, "2022-01", 9, 12, 20)
    months = months_between("2022-01", "2022-03")
    before = to_release(counts, months, earlier=[])
    assert shown(before) == [9, 12, 20, 41]
    counts[ABUSE, "2022-02"] = [12, 14]
    after = to_release(counts, months, earlier=[before])
    assert shown(after) == [9, None, 20, None]
    counts[ABUSE, "2022-02"] = [12, 14, 30]
    assert shown(to_release(counts, months, earlier=[before, after])) == [9, 30, 20, 59]


@pytest.mark.parametrize("seed", range(6))
def test_no_small_count_whatever_is_counted_corrected_and_released(seed):
    """Brute force: every way to fill the months that fits all releases; no small count has only one."""
    chance = random.Random(seed)
    counts = {(HATE, f"2022-0{month}"): [chance.choice([0, 1, 2, 3, 6, 7])] for month in range(1, 5)}
    releases = []
    for _ in range(3):
        since, until = sorted(chance.choices(range(1, 5), k=2))
        months = months_between(f"2022-0{since}", f"2022-0{until}")
        releases.append(to_release(counts, months, earlier=releases))
        chance.choice(list(counts.values())).append(chance.choice([0, 2, 7, 9]))
    lines = [line for one in releases for line in one.lines]
    cells = sorted({one for line in lines for one in line.of})
    rows = [([cells.index(one) for one in line.of], line.value) for line in lines]
    assert not [less for less in subtractions(releases, HATE) if 0 < less < 5]
    fits = fitting(rows, len(cells))
    for place, (month, nth) in enumerate(cells):
        true = counts[HATE, month][nth - 1]
        if 0 < true < 5:
            assert len({one[place] for one in fits}) > 1, (month, nth)


def fitting(rows, many):
    """Every filling of the cells, up to 10 each, that gives the sums that are shown; what is withheld is at least 1."""
    single = {of[0]: value for of, value in rows if len(of) == 1 and value is not None}
    found = [()]
    for place in range(many):
        choices = [single[place]] if place in single else range(12)
        found = [(*one, value) for one in found for value in choices]
        for of, value in rows:
            if max(of) == place:
                found = [
                    one
                    for one in found
                    if (total := sum(one[cell] for cell in of)) == value or (value is None and total)
                ]
    return found


def test_a_share_only_where_both_counts_are_big_and_no_month_counts_twice():
    months = months_between("2022-01", "2022-02")
    for every, arrests, tenths in [((30, 40), (10, 14), 3), ((30, 19), (10, 14), None), ((30, 40), (2, 2), None)]:
        counts = history(ABUSE, "2022-01", *every) | history(ARREST, "2022-01", *arrests)
        share = to_release(counts, months, earlier=[]).share
        assert (share and share.tenths) == tenths
    # Nearly all with an arrest: the few without one are a small count too.
    counts = history(ABUSE, "2022-01", 30, 40, 30) | history(ARREST, "2022-01", 29, 38, 10)
    first = to_release(counts, months, earlier=[])
    assert first.share is None
    counts |= history(ARREST, "2022-01", 10, 14, 10)
    first = to_release(counts, months, earlier=[])
    longer = months_between("2022-01", "2022-03")
    assert to_release(counts, longer, earlier=[]).share.tenths == 3
    assert to_release(counts, longer, earlier=[first]).share is None


def test_no_share_of_a_sum_that_is_withheld():
    counts = history(ABUSE, "2022-01", 30, 40, 2)
    first = to_release(counts, months_between("2022-01", "2022-02"), earlier=[])
    counts |= history(ARREST, "2022-01", 10, 14, 1)
    found = to_release(counts, months_between("2022-01", "2022-03"), earlier=[first])
    assert shown(found) == [30, 40, None, None]
    assert found.share is None


def test_what_nobody_supplied_is_no_zero():
    counts = history(ABUSE, "2022-01", 9)
    found = to_release(counts, months_between("2022-01", "2022-02"), earlier=[])
    assert shown(found) == [9]  # and no sum
    with pytest.raises(NotDone):
        to_release(counts, ["2022-02"], earlier=[])


@pytest.mark.parametrize(
    ("since", "until", "numbers", "field"),
    [
        ("2022-13", "2022-02", "1", "since"),
        ("2022-03", "2022-02", "1", "since"),
        ("2022-12", "2022-12", "1", "until"),
        ("2022-01", "2022-02", "1", "numbers"),
        ("2022-01", "2022-02", "1 x", "numbers"),
        ("2022-01", "2022-01", "-1", "numbers"),
        ("2022-01", "2022-01", "10000", "numbers"),
    ],
)
def test_what_is_typed_wrongly_is_refused_at_its_field(since, until, numbers, field):
    with pytest.raises(NotDone, match="Nothing was saved") as refusal:
        counts_typed(ABUSE, numbers, since=since, until=until, today=TODAY)
    assert refusal.value.field == field


def faults(text):
    with pytest.raises(FileFaults, match="Nothing was saved") as refusal:
        counts_in_file(text if isinstance(text, bytes) else text.encode(), today=TODAY)
    return refusal.value.faults


def test_each_wrong_line_of_a_file_is_named():
    rows = ["month,kind,count", "2022-01,hate crimes,3", "01/2022,hate crimes,3", "2022-02,thefts,3"]
    rows += ["2022-02,hate crimes,three", "2022-12,hate crimes,3", "2022-01,Hate crimes,4", "2022-03,hate crimes", ""]
    found = faults("\n".join(rows))
    assert [one.split(":")[0] for one in found] == [f"Line {n}" for n in range(3, 9)]
    assert "01/2022" in found[0] and "thefts" in found[1] and "three" in found[2]


@pytest.mark.parametrize("text", ["", "kind,month,count\n", "month;kind;count\n", b"\xff\xfe\x00", b'month,"ki'])
def test_a_file_of_another_shape_is_refused(text):
    assert faults(text)


def test_a_file_from_a_spreadsheet_is_read():
    content = "\ufeffMonth, Kind ,Count\r\n2022-01,Hate crimes, 0\r\n,,\r\n".encode()
    (one,) = counts_in_file(content, today=TODAY)
    assert (one.kind, one.month, one.count) == (HATE, "2022-01", 0)
    assert len(faults("month,kind,count\n" + "x,y,z\n" * 30)) == 21
