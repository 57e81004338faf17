"""`crime load` and `crime coverage` as they are typed: what they say, and how they end."""

import json

import numpy as np
import pytest

from wardmote.cli.main import main
from wardmote.figures.sources import loading
from wardmote.figures.tests.downloads import asb, name, row, text, zipped


@pytest.fixture
def crime(tmp_path, monkeypatch, capsys):
    """Type a command on an empty folder; how it ended and what it said."""
    monkeypatch.setenv("WARDMOTE_VAR", str(tmp_path / "var"))

    def type_it(*words):
        code = main(["crime", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_it


def test_what_was_read_is_told_by_force_and_what_was_not_by_name(crime, tmp_path):
    good = zipped(tmp_path / "good.zip", {name(): text(row("a"), row("a"), asb())})
    code, said, _ = crime("load", good)
    assert code == 0 and "good.zip: downloaded on Tuesday 1 March 2022, the newest date inside." in said
    assert ["anyshire", "1", "3", "0", "1", "0"] in [line.split() for line in said.splitlines()]
    files = {name("2022-02"): text(row("b", month="2022-02"), row("c")), name("2022-03"): b"a,b\n"}
    code, said, _ = crime("load", zipped(tmp_path / "bad.zip", files))
    assert code == 1 and "1 row: a month that is not the file's (line 3)" in said
    assert f"bad.zip, {name('2022-03')}: its header has not the twelve columns" in said
    assert "There are now 3 rows of 1 force, 2022-01 to 2022-02." in said


def test_nothing_loaded_ends_with_two_and_older_downloads_are_told(crime, tmp_path):
    assert crime("coverage")[0] == 2 and "No crime figures are loaded yet" in crime("coverage")[2]
    assert crime("load")[0] == 2 and crime("load", tmp_path / "none.zip")[0] == 2
    new = zipped(tmp_path / "new.zip", {name(): text(row("a"))})
    assert crime("load", new, "--downloaded-on", "2030-01-01")[0] == 2
    assert crime("load", new)[0] == 0
    code, said, _ = crime("load", new, "--downloaded-on", "2022-02-01", "--json")
    assert code == 0 and json.loads(said)["kept"][0]["reason"] == "a newer download is kept"


def test_the_grid_says_it_in_words(crime, tmp_path):
    crime(
        "load", zipped(tmp_path / "a.zip", {name(): text(row("a")), name("2022-03"): text(row("b", month="2022-03"))})
    )
    code, said, _ = crime("coverage")
    assert code == 0 and [line.split()[:4] for line in said.splitlines()][1] == ["2022", "all", "none", "all"]
    assert crime("coverage", "--force", "nowhere")[0] == 2
    assert [one["state"] for one in json.loads(crime("coverage", "--json")[1])] == ["complete", "absent", "complete"]


def test_stopping_leaves_the_figures_as_they_were(crime, tmp_path, monkeypatch):
    old = zipped(tmp_path / "old.zip", {name(): text(row("a"))})
    crime("load", old)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "find", interrupted)
    code, _, said = crime("load", zipped(tmp_path / "new.zip", {name(): text(row("b"), row("c"))}))
    assert code == 2 and "Stopped. The crime figures are as they were." in said
    monkeypatch.undo()
    monkeypatch.setenv("WARDMOTE_VAR", str(tmp_path / "var"))
    assert "There is now 1 row of 1 force" in crime("load", old)[1]


def test_verify_counts_the_rows_anew(crime, tmp_path):
    assert crime("verify")[0] == 2
    crime("load", zipped(tmp_path / "a.zip", {name(): text(row("a"), row("a"), asb())}))
    assert crime("verify")[:2] == (0, "2 rows counted anew: every count of 1 month agrees.\n")
    (counts,) = (tmp_path / "var/crime/counts").iterdir()
    np.save(counts, np.load(counts) * 2)
    code, said, _ = crime("verify")
    assert code == 1 and "Load the download again that holds 2022-01." in said
    (part,) = (tmp_path / "var/crime/parts").iterdir()
    part.write_bytes(part.read_bytes()[:99])
    code, _, said = crime("verify")
    assert code == 2 and "The rows can't be read" in said
