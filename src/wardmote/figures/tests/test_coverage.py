"""Which months are there: complete, partial or absent, and which areas only look safe."""

import pytest

from wardmote.figures.areas.towns import areas
from wardmote.figures.sources import coverage as judged
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.coverage import State, coverage, holes, months_between, unplaced
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.store import open_store
from wardmote.figures.tests.downloads import BESIDE, HERE, NOW, asb, name, row, text, zipped

OWN = [code for code, area in areas().items() if area.force == "west-mercia"][:40]
SPAN = months_between("2022-01", "2022-08")


def a_month(month, crimes=4, incidents=2, within=OWN):
    """Rows in each of these areas."""
    rows = [row(f"{month} {code} {n}", month=month, area=code) for code in within for n in range(crimes)]
    return text(*rows, *[asb(month, code) for code in within for _ in range(incidents)])


@pytest.fixture
def store_of(tmp_path):
    def make(**months):
        files = {name(month.replace("_", "-")[1:], "west-mercia"): content for month, content in months.items()}
        load([zipped(tmp_path / "a.zip", files)], tmp_path / "crime", loaded_at=NOW)
        return open_store(tmp_path / "crime")

    return make


def usual(**other):
    return {f"m{month.replace('-', '_')}": a_month(month) for month in SPAN} | other


def states(store):
    return {one.month: (one.state, one.reason) for one in coverage(store)}


def test_a_gap_is_absent_and_a_force_that_is_not_there_too(store_of):
    months = usual()
    del months["m2022_04"]
    store = store_of(**months)
    assert [month for month, (state, _) in states(store).items() if state is State.ABSENT] == ["2022-04"]
    counts = store.counts([frozenset({HERE})] * 2, ["west-mercia", "kent"], SPAN)
    assert counts.covered.sum(axis=1).tolist() == [7, 0]
    assert len(states(store)) == 8 and coverage(store)[0].state is State.COMPLETE


@pytest.mark.parametrize(
    ("thin", "what"),
    [
        (a_month("2022-05", crimes=1), "crimes"),
        (a_month("2022-05", incidents=0), "incidents"),
        (a_month("2022-05", crimes=8, incidents=4, within=OWN[:25]), "areas"),
    ],
)
def test_a_month_far_thinner_than_its_neighbours_is_partial(store_of, thin, what):
    found = states(store_of(**usual(m2022_05=thin)))
    assert [month for month, (state, _) in found.items() if state is State.PARTIAL] == ["2022-05"]
    assert what in found["2022-05"][1] and "are usual" in found["2022-05"][1]


def test_a_first_month_is_held_against_the_areas_of_its_force(store_of):
    state, reason = states(store_of(m2022_01=a_month("2022-01")))["2022-01"]
    assert state is State.PARTIAL and "rows in 40 of the force's" in reason


def test_an_extract_is_partial_but_covers_its_own_areas(tmp_path):
    files = {"extract.csv": f"lsoa_code\n{HERE}\n{BESIDE}\n".encode(), name(): text(row("a"))}
    load([zipped(tmp_path / "a.zip", files)], tmp_path / "crime", loaded_at=NOW)
    store = open_store(tmp_path / "crime")
    assert states(store)["2022-01"] == (State.PARTIAL, "an extract of 2 areas")
    sets = [frozenset({HERE}), frozenset({HERE, "E01028875"})]
    assert store.counts(sets, ["anyshire"] * 2, ["2022-01"]).covered.tolist() == [[True], [False]]


def test_a_hole_has_incidents_but_no_crime_for_six_months(store_of):
    hole, quiet, stray = OWN[0], OWN[1], OWN[2]
    months = {}
    for month in SPAN:
        rest = a_month(month, within=OWN[3:]).decode().splitlines()[1:]
        strays = [row(month, month=month, area=stray)] if month == SPAN[0] else []
        months[f"m{month.replace('-', '_')}"] = text(asb(month, hole), asb(month, stray), *strays, *rest)
    store = store_of(**months)
    assert holes(store, SPAN) == {hole, stray}  # a quiet area, without incidents, is none
    assert quiet not in store.area_index
    assert holes(store, SPAN[:5]) == frozenset()  # too few to tell


def test_planted_without_strays_a_hole_with_one_neighbours_crime_is_missed(store_of, monkeypatch):
    months = {
        f"m{m.replace('-', '_')}": a_month(m, within=OWN[1:]) + (asb(m, OWN[0]) + "\n").encode() for m in SPAN[:6]
    }
    store = store_of(**months)
    assert holes(store, SPAN[:6]) == {OWN[0]}
    monkeypatch.setattr(judged, "HOLE_MONTHS", 7)
    assert not holes(store, SPAN[:6])


def test_rows_without_an_area_by_kind(store_of):
    nowhere = [row(word, area="", point=("", ""), kind="Drugs") for word in ("a", "b", "b")]
    store = store_of(m2022_01=text(row("c"), *nowhere))
    found = unplaced(store, "west-mercia", ["2022-01", "2022-02"])
    assert found[Category.DRUGS] == 2 and sum(found.values()) == 2
