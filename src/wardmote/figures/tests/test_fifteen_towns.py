"""The published figures of fifteen real towns, counted by somebody else, to the first decimal."""

from datetime import UTC, datetime

import pytest

from wardmote.figures.areas.shipped import FOLDER
from wardmote.figures.compare import compare
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.store import open_store
from wardmote.figures.tests.published import RATES, REAL

YEARS = [("2022-01", "2022-11", 0), ("2025-01", "2025-12", 1)]


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    return loaded(tmp_path_factory, [FOLDER / "crime-extract.zip"])


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    if not REAL.is_dir():
        pytest.skip("the downloads are not beside the checkout")
    return loaded(tmp_path_factory, [REAL / "2022.zip", REAL / "2025.zip"])


def loaded(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("crime")
    load(files, folder, loaded_at=datetime(2026, 11, 27, tzinfo=UTC))
    return open_store(folder)


def rates_of(store, since, until):
    others = [name for name in RATES if name != "Market Drayton"]
    found = compare(store, "Market Drayton", [*others, "Sandbach"], since=since, until=until, kinds=["crime-and-asb"])
    singles = [one for one in found.results if not one.whole_set]
    return found, {"Market Drayton": singles[0].rate_per_1000} | {
        one.comparator: one.other_rate_per_1000 for one in singles
    }


@pytest.mark.parametrize("source", ["extract", "downloads"])
@pytest.mark.parametrize(("since", "until", "column"), YEARS)
def test_rates_are_those_that_were_counted_by_hand(request, source, since, until, column):
    _, rates = rates_of(request.getfixturevalue(source), since, until)
    assert {name: round(rates[name], 1) for name in RATES} == {name: both[column] for name, both in RATES.items()}


@pytest.mark.parametrize("source", ["extract", "downloads"])
def test_sandbach_is_refused_for_2022_with_the_reason(request, source):
    store = request.getfixturevalue(source)
    found, rates = rates_of(store, "2022-01", "2022-11")
    assert "Sandbach" not in rates
    assert [one.member.name for one in found.left_out] == ["Sandbach"]
    assert "areas with anti-social behaviour but not one recorded crime" in found.left_out[0].reason
    assert not rates_of(store, "2025-01", "2025-12")[0].left_out


def test_rows_without_a_place_are_told(downloads, extract):
    assert rates_of(downloads, "2022-01", "2022-11")[0].unplaced == (
        "2.1 % of the rows of West Mercia have no place and belong to no town."
    )
    assert "not known" in rates_of(extract, "2022-01", "2022-11")[0].unplaced
