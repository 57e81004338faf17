"""What a reader with every release learns, and what a file must look like."""

import random
from collections import Counter
from datetime import date
from itertools import product

import numpy as np
import pytest

from wardmote.crime.rules import (
    SHARE_FROM,
    FileFaults,
    NotDone,
    Released,
    SuppliedKind,
    counts_in_file,
    counts_typed,
    to_release,
)
from wardmote.figures.compare.windows import month_of, month_ordinal, months_between
from wardmote.figures.statistics import rung

ABUSE, ARREST, HATE = SuppliedKind
TODAY = date(2022, 11, 14)


def history(kind, since, *counts):
    first = month_ordinal(since)
    return {(kind, month_of(first + place)): [count] for place, count in enumerate(counts)}


def shown(found, kind=ABUSE):
    return [line.words for line in found.lines if line.kind is kind]


def test_a_release_is_kept_as_it_was():
    counts = history(ABUSE, "2022-01", 30, 140, 9) | history(ARREST, "2022-01", 10, 50, 2)
    found = to_release(counts, months_between("2022-01", "2022-03"), earlier=[])
    assert shown(found) == ["20-49", "100-199", "5-9", "withheld"]
    assert (found.share.low, found.share.high) == (30, 40)
    assert Released.from_json(found.to_json()) == found


def test_a_release_of_before_there_were_bands_is_shown_in_bands_and_still_counts():
    line = {"kind": HATE.value, "of": [["2022-01", 1]], "value": 12}
    total = {"kind": HATE.value, "of": [["2022-01", 1], ["2022-02", 1], ["2022-03", 1]], "value": 16}
    rest = [{"kind": HATE.value, "of": [[f"2022-0{n}", 1]], "value": None} for n in (2, 3)]
    share = {"months": ["2022-01"], "tenths": 3}
    months = months_between("2022-01", "2022-03")
    old = Released.from_json({"months": months, "lines": [line, *rest, total], "share": share})
    assert [one.words for one in old.lines] == ["10-19", "withheld", "withheld", "10-19"]
    assert (old.share.low, old.share.high) == (25, 35)
    # 16 less 12 are 4 of two months: a band of either would say too much of the other.
    counts = history(HATE, "2022-01", 12, 3, 1)
    assert shown(to_release(counts, months, earlier=[old]), HATE) == ["10-19", "withheld", "withheld", "10-19"]


def test_a_sum_is_told_of_a_year_and_withheld_of_two_small_months():
    year = history(HATE, "2022-01", 2, 0, 4, 1, 3, 3, 2, 4, 0, 1, 1, 6)
    assert shown(to_release(year, months_between("2022-01", "2022-12"), earlier=[]), HATE)[-1] == "20-49"
    assert shown(to_release(year, months_between("2022-03", "2022-04"), earlier=[]), HATE)[-1] == "withheld"


def test_a_corrected_month_is_told_anew_and_its_sum_with_it():
    counts = history(ABUSE, "2022-01", 29, 30, 31)
    months = months_between("2022-01", "2022-03")
    before = to_release(counts, months, earlier=[])
    counts[ABUSE, "2022-02"] = [30, 55]
    after = to_release(counts, months, earlier=[before])
    assert shown(before)[1] == "20-49" and shown(after)[1] == "50-99"
    assert after.lines[1].of == (("2022-02", 2),)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_has_every_release_narrows_no_month(seed):
    """Brute force over releases of changing months with corrections between them, as in a town of small counts."""
    chance = random.Random(seed)
    counts = {(HATE, f"2022-0{month}"): [chance.choice([0, 1, 2, 3, 6, 7])] for month in range(1, 5)}
    releases = []
    for _ in range(3):
        since, until = sorted(chance.choices(range(1, 5), k=2))
        months = months_between(f"2022-0{since}", f"2022-0{until}")
        releases.append(to_release(counts, months, earlier=releases))
        chance.choice(list(counts.values())).append(chance.choice([0, 2, 7, 9]))
    lines = [line for one in releases for line in one.lines if line.told]
    single = {line.of[0]: line.told for line in lines if len(line.of) == 1}
    fits = np.array(list(product(*(range(one.low, one.end + 1) for one in single.values()))))
    for line in lines:
        total = fits[:, [list(single).index(one) for one in line.of]].sum(axis=1)
        fits = fits[(total >= line.told.low) & (total <= line.told.end)]
    for place, ((month, nth), told) in enumerate(single.items()):
        assert told == rung(counts[HATE, month][nth - 1])
        assert {told.low, told.end} <= set(fits[:, place]), month


def test_a_share_only_where_the_bands_say_that_there_were_fifty_and_no_month_counts_twice():
    months = months_between("2022-01", "2022-02")
    for every, arrests, low in [
        ((60, 40), (10, 14), 20),
        ((49, 49), (10, 14), None),  # 98, but the bands say 40 at least
        ((60, 40), (0, 0), 0),
        ((60, 40), (60, 40), 90),
    ]:
        counts = history(ABUSE, "2022-01", *every) | history(ARREST, "2022-01", *arrests)
        share = to_release(counts, months, earlier=[]).share
        assert (share and share.low) == low
    counts = history(ABUSE, "2022-01", 60, 40, 30) | history(ARREST, "2022-01", 10, 14, 10)
    first = to_release(counts, months, earlier=[])
    longer = months_between("2022-01", "2022-03")
    assert to_release(counts, longer, earlier=[]).share.low == 20
    assert to_release(counts, longer, earlier=[first]).share is None
    del counts[ARREST, "2022-02"]
    assert to_release(counts, months, earlier=[]).share is None


def test_a_share_leaves_five_numbers_of_arrests_at_least():
    for every in range(SHARE_FROM, 4 * SHARE_FROM):
        shares = Counter(min(100 * some // every // 10, 9) for some in range(every + 1))
        assert min(shares.values()) > 4


def test_what_nobody_supplied_is_no_zero():
    counts = history(ABUSE, "2022-01", 9)
    found = to_release(counts, months_between("2022-01", "2022-02"), earlier=[])
    assert shown(found) == ["5-9"]  # and no sum
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
