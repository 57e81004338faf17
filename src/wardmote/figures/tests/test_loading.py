"""Downloads into the store: which download wins, which row of a Crime ID counts, and what a load leaves behind."""

import fcntl
import json
from datetime import date
from zipfile import ZipFile

import numpy as np
import pytest

from wardmote.figures.sources import candidates, download, repeats
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.loading import NotLoaded, load
from wardmote.figures.sources.manifest import StoreUnreadable
from wardmote.figures.sources.store import open_store
from wardmote.figures.tests.downloads import BESIDE, HERE, NOW, asb, name, row, text, zipped
from wardmote.figures.tests.stores import made_older

OLD, NEW = date(2022, 3, 1), date(2022, 6, 1)
MONTHS = ("2022-01", "2022-02")


@pytest.fixture
def taken(tmp_path):
    """Load files given by name, as downloaded on a day."""

    def take(files, on=OLD, **named):
        path = zipped(tmp_path / f"of-{on}.zip", files)
        return load([path], tmp_path / "crime", loaded_at=NOW, downloaded_on=on, **named)

    return take


def found(tmp_path):
    """Rows by month and area, first from the counts, then from the rows themselves: they must be the same."""
    store = open_store(tmp_path / "crime")
    counts = store.counts([frozenset({HERE}), frozenset({BESIDE})], ["anyshire"] * 2, MONTHS).counts.sum(axis=1)
    rows = store.rows()
    listed = rows.group_by(["lsoa_code", "month"]).agg(n=rows.count()).to_pyarrow().to_pylist()
    by_rows = {(one["lsoa_code"], one["month"]): one["n"] for one in listed}
    assert [[by_rows.get((area, month), 0) for month in MONTHS] for area in (HERE, BESIDE)] == counts.tolist()
    return counts.tolist()


def test_a_download_is_counted_by_area_kind_and_month(taken, tmp_path):
    report = taken({name(): text(row("a"), row("b"), asb(), row("c", area=BESIDE)), name(what="outcomes"): b"x"})
    counts = open_store(tmp_path / "crime").counts([frozenset({HERE, BESIDE})], ["anyshire"], MONTHS)
    assert counts.counts[0, counts.kinds.index(Category.BURGLARY)].tolist() == [3, 0]
    assert counts.counts[0, counts.kinds.index(Category.ANTI_SOCIAL_BEHAVIOUR)].tolist() == [1, 0]
    assert found(tmp_path) == [[3, 0], [1, 0]]
    assert report.clean and report.passed_over == {"outcomes": 1}
    (part,) = report.loaded
    assert (part.rows_in, part.rows, part.ids, part.downloaded_on, part.archive) == (4, 4, 3, OLD, f"of-{OLD}.zip")


def test_a_folder_of_any_depth_is_taken_too(tmp_path):
    path = tmp_path / "down/a/b" / name()
    path.parent.mkdir(parents=True)
    path.write_bytes(text(row("a")))
    assert load([tmp_path / "down"], tmp_path / "crime", loaded_at=NOW.replace(year=2100)).loaded[0].rows == 1


def test_a_month_loaded_again_replaces_itself_and_older_downloads_do_not(taken, tmp_path):
    taken({name(): text(row("a"))}, on=NEW)
    taken({name(): text(row("a"), row("b"))}, on=NEW)
    assert found(tmp_path) == [[2, 0], [0, 0]]
    report = taken({name(): text(row("x"))}, on=OLD)
    assert (report.loaded, report.kept[0].reason, report.clean) == ((), "a newer download is kept", True)
    assert found(tmp_path) == [[2, 0], [0, 0]]


def test_of_one_crime_the_newest_download_counts_and_the_older_row_again_when_that_goes(taken, tmp_path):
    taken({name(): text(row("a"), row("b"))}, on=OLD)
    taken({name("2022-02"): text(row("a", month="2022-02", area=BESIDE))}, on=NEW)
    assert found(tmp_path) == [[1, 0], [0, 1]]
    taken({name("2022-02"): text(row("c", month="2022-02", area=BESIDE))}, on=NEW)
    assert found(tmp_path) == [[2, 0], [0, 1]]
    taken({name("2022-02"): text(row("a", month="2022-02", area=BESIDE))}, on=NEW)
    taken({name(): text(row("a"))}, on=date(2022, 7, 1))  # now January is the newer one
    assert found(tmp_path) == [[1, 0], [0, 0]]


def test_of_equal_downloads_a_row_with_an_area_counts_then_the_later_month_then_the_later_row(taken, tmp_path):
    placed, nowhere = row("a"), row("a", area="", point=("", ""))
    later = [row("b", month="2022-02", area=BESIDE), row("c", month="2022-02"), row("c", month="2022-02", area=BESIDE)]
    report = taken({name(): text(placed, nowhere, row("b")), name("2022-02"): text(*later)})
    assert found(tmp_path) == [[1, 0], [0, 2]]
    assert [part.repeated for part in report.loaded] == [2, 1] and report.left_out == 3
    store = open_store(tmp_path / "crime")
    assert store.counts([frozenset({HERE})], ["anyshire"], MONTHS, repeats=True).counts.sum() == 3  # as published


def test_incidents_are_never_deduplicated(taken, tmp_path):
    incident = asb(Crime_ID="ab" * 32)
    taken({name(): text(incident, incident, asb(), asb())})
    assert found(tmp_path) == [[4, 0], [0, 0]]


def test_ids_that_only_begin_alike_are_two_crimes(taken, tmp_path):
    alike = [row(Crime_ID="ab" * 8 + end * 24) for end in ("cd", "ef")]
    assert taken({name(): text(*alike)}).left_out == 0


def test_one_force_of_a_month_is_replaced_and_the_others_stay(taken, tmp_path):
    taken({name(): text(row("a")), name(force="otherford"): text(row("b"), row("c", area=BESIDE))})
    taken({name(force="otherford"): text(row("c"), row("a"))}, on=NEW)
    assert found(tmp_path) == [[2, 0], [0, 0]]  # of Anyshire's row “a” the newer one counts


def test_forces_of_a_month_lie_in_one_file_and_each_keeps_its_own_account(taken, tmp_path):
    files = {name(): text(row("a"), row("b"), row("b")), name(force="otherford"): text(row("b"), row("c"), asb())}
    taken(files | {name("2022-02"): text(row("d", month="2022-02"))})
    store = open_store(tmp_path / "crime")
    assert [len({part.file for part in store.parts if part.month == month}) for month in MONTHS] == [1, 1]
    assert [(part.rows, part.ids, part.repeated) for part in store.parts] == [(3, 3, 2), (3, 2, 0), (1, 1, 0)]
    files[name()] = text(row("a"), "no row", row("b", kind="Wonder"))
    report = taken(files, on=NEW)  # one file departs from the form: each is read by itself
    first, other = report.loaded
    assert [(each.rows, each.lines) for each in first.refused] == [(1, (4,)), (1, (3,))]
    assert (other.refused, other.rows, report.left_out) == ((), 3, 0)
    assert found(tmp_path) == [[4, 1], [0, 0]]


def test_a_store_with_a_file_for_each_force_is_read_and_added_to(taken, tmp_path, monkeypatch):
    monkeypatch.setattr(candidates, "BATCH_BYTES", 0)
    taken({name(): text(row("a")), name(force="otherford"): text(row("a"), row("b"))})
    made_older(tmp_path / "crime", 1)
    monkeypatch.undo()
    assert found(tmp_path) == [[2, 0], [0, 0]]
    taken({name(): text(row("c")), name(force="thirdham"): text(row("b"))}, on=NEW)
    assert found(tmp_path) == [[3, 0], [0, 0]]


def test_what_cannot_be_read_is_named_and_the_rest_loads(taken, tmp_path):
    torn = zipped(tmp_path / "torn.zip", {name("2022-02"): text(*[row(str(n), month="2022-02") for n in range(99)])})
    content = bytearray(torn.read_bytes())
    content[120] ^= 0xFF
    torn.write_bytes(content)
    (tmp_path / "none.zip").write_bytes(b"PK")
    good = zipped(tmp_path / "good.zip", {name(): text(row("a")), name(force="elsewhere"): b"a,b\n1,2\n"})
    report = load([torn, tmp_path / "none.zip", good], tmp_path / "crime", loaded_at=NOW, downloaded_on=OLD)
    assert [(one.archive, one.member) for one in report.refused] == [
        ("good.zip", name(force="elsewhere")),
        ("none.zip", ""),
        ("torn.zip", name("2022-02")),
    ]
    assert not report.clean and found(tmp_path) == [[1, 0], [0, 0]]


def test_a_file_that_unpacks_to_more_than_it_says_is_torn(tmp_path):
    path = zipped(tmp_path / "more.zip", {name(): text(row("a"), row("b"))})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02") + 24  # its size, in the list
    content[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    report = load([path], tmp_path / "crime", loaded_at=NOW, downloaded_on=OLD)
    assert [one.reason for one in report.refused] == [download.TORN] and not report.loaded


def test_a_newer_download_that_cannot_be_read_leaves_the_month_to_the_next(tmp_path):
    bad = zipped(tmp_path / "bad.zip", {name(): b"no header\n"}, changed=(2022, 9, 1))
    good = zipped(tmp_path / "good.zip", {name(): text(row("a"))})
    report = load([good, bad], tmp_path / "crime", loaded_at=NOW)
    assert len(report.refused) == 1 and found(tmp_path) == [[1, 0], [0, 0]]
    assert report.downloaded_on == {"good.zip": date(2022, 3, 1), "bad.zip": date(2022, 9, 1)}


def test_tricks_of_a_zip_are_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(download, "MANY_RATIO_BYTES", 100)
    bad = {"../" + name(): text(row("a")), "/" + name("2022-02"): text(row("a")), name("2022-03"): b"0" * 10**5}
    path = zipped(tmp_path / "bad.zip", bad)
    with ZipFile(path, "a") as archive:
        archive.writestr(name("2022-04"), text(row("a")))
    content = path.read_bytes().replace(b"\x00\x00\x00\x00" + name("2022-04").encode(), b"")
    at = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: at + 8] + b"\x01\x00" + content[at + 10 :])  # says that it is encrypted
    report = load([path], tmp_path / "crime", loaded_at=NOW, downloaded_on=OLD)
    assert len(report.refused) == 4 and not report.loaded
    assert [path.name for path in tmp_path.rglob("*.csv")] == []


def test_an_extract_never_replaces_a_whole_month(taken, tmp_path):
    extract = {"extract.csv": f"lsoa_code\n{HERE}\n".encode(), name(): text(row("a"))}
    taken(extract, on=NEW)
    store = open_store(tmp_path / "crime")
    covered = store.counts([frozenset({HERE}), frozenset({HERE, BESIDE})], ["anyshire"] * 2, ["2022-01"]).covered
    assert covered.tolist() == [[True], [False]]
    taken({name(): text(row("a"), row("b"))}, on=OLD)  # older, but whole
    assert found(tmp_path) == [[2, 0], [0, 0]]
    assert taken(extract, on=NEW).kept[0].reason == "a whole month is kept, not an extract"


def test_days_to_come_and_two_loads_at_once_are_refused(taken, tmp_path):
    with pytest.raises(NotLoaded, match="to come"):
        taken({name(): text(row("a"))}, on=date(2027, 1, 1))
    taken({name(): text(row("a"))})
    with (tmp_path / "crime/.load.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotLoaded, match="already"):
            taken({name(): text(row("b"))})


def test_a_reader_of_the_store_before_can_finish_and_older_files_go(taken, tmp_path):
    taken({name(): text(row("a"))})
    (tmp_path / "crime/parts/2022-01-anyshire-left-by-a-kill.parquet").write_bytes(b"half")
    reader = open_store(tmp_path / "crime")
    taken({name(): text(row("a"), row("b"))})
    assert reader.rows().count().execute() == 1
    taken({name(): text(row("a"))})
    assert len(list((tmp_path / "crime/parts").iterdir())) == 2


def test_a_damaged_store_is_refused_in_a_sentence(taken, tmp_path):
    taken({name(): text(row("a"))})
    next((tmp_path / "crime/parts").iterdir()).unlink()
    with pytest.raises(StoreUnreadable, match="is missing"):
        open_store(tmp_path / "crime")
    (tmp_path / "crime/manifest.json").write_text(json.dumps({"format": 4}))
    with pytest.raises(StoreUnreadable, match="newer Wardmote"):
        open_store(tmp_path / "crime")


def test_planted_repeats_that_are_not_looked_for_are_counted(taken, tmp_path, monkeypatch):
    monkeypatch.setattr(repeats, "_twice", lambda ids: np.empty(0, dtype=np.uint64))
    taken({name(): text(row("a"), row("a"))})
    with pytest.raises(AssertionError):
        assert found(tmp_path) == [[1, 0], [0, 0]]
