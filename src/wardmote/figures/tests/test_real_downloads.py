"""What is true of the published files, where they lie beside the project (`WARDMOTE_REAL_DATA`)."""

from collections import Counter
from datetime import date

import pytest

from wardmote.figures.areas.shipped import table
from wardmote.figures.areas.towns import areas, town
from wardmote.figures.sources.coverage import State, coverage, holes, months_between, unplaced
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.store import open_store
from wardmote.figures.tests.downloads import NOW
from wardmote.figures.tests.published import RATES, REAL

IN_2022 = months_between("2022-01", "2022-11")
IN_2025 = months_between("2025-01", "2025-12")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL.is_dir(), reason="the published files are not beside this clone"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The report and the store of the three years."""
    folder = tmp_path_factory.mktemp("crime")
    zips = [REAL / f"{year}.zip" for year in (2014, 2022, 2025)]
    report = load(zips, folder, loaded_at=NOW, downloaded_on=date(2026, 11, 22))
    return report, open_store(folder)


def test_every_row_is_kept_and_repeated_ids_count_once(loaded):
    report, store = loaded
    assert report.clean and sum(part.rows for part in report.loaded) == 848_184
    repeated = Counter()
    for part in report.loaded:
        repeated[part.force, part.month[:4]] += part.repeated
    assert [repeated["west-mercia", year] for year in ("2014", "2022", "2025")] == [40, 4, 36]
    # Within the three years 118, 286 and 110; and one ID comes in two of them.
    assert report.left_out == 118 + 286 + 110 + 1
    assert store.rows().count().execute() == 848_184 - 515


def test_towns_have_the_rates_that_were_counted_by_others(loaded):
    _, store = loaded
    towns = [town(name) for name in RATES]
    sets, forces = [one.codes for one in towns], [one.force for one in towns]
    residents = [one.population for one in towns]
    for months, year in ((IN_2022, 0), (IN_2025, 1)):
        found = store.counts(sets, forces, months, repeats=True)
        assert found.covered.all()
        rates = found.counts.sum(axis=(1, 2)) * 12 / len(months) / residents * 1000
        for rate, expected in zip(rates, RATES.values(), strict=True):
            assert abs(rate - expected[year]) <= 0.0501


def test_months_are_complete_or_absent(loaded):
    _, store = loaded
    states = Counter(one.state for one in coverage(store))
    assert states == {State.COMPLETE: 102, State.ABSENT: 3 * 144 - 102}


def test_the_hole_of_cheshire_east_is_found_and_nothing_else(loaded):
    _, store = loaded
    district = {code: area.district for code, area in areas().items()}
    pairs = table("lsoa11").select(["lsoa11_code", "lsoa21_code"]).to_pydict()
    for of_2011, of_2021 in zip(pairs["lsoa11_code"], pairs["lsoa21_code"], strict=True):
        district.setdefault(of_2011, district[of_2021])
    found = holes(store, IN_2022)
    assert len(found) == 48 and {district[code] for code in found} == {"Cheshire East"}
    assert len(found & town("Sandbach").codes) >= 10
    assert not holes(store, IN_2025) and not holes(store, months_between("2014-01", "2014-11"))


def test_two_in_a_hundred_rows_of_west_mercia_have_no_area(loaded):
    _, store = loaded
    rows = sum(part.rows for part in store.parts if part.force == "west-mercia" and part.month in IN_2022)
    assert round(sum(unplaced(store, "west-mercia", IN_2022).values()) / rows * 100, 1) == 2.1
