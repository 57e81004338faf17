"""One town, one folder, one key: nothing is mixed, nothing is half written."""

import json
import os
import stat

import pytest

from wardmote.towns import folder
from wardmote.towns.folder import (
    NoSuchTown,
    TownExists,
    call_town,
    first_town,
    load_town,
    make_town,
    own_slugs,
    switch_release,
    town_slugs,
    write_whole,
)


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_VAR", str(tmp_path))
    return tmp_path


def everything(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_town_is_made_with_keys_apart_that_only_its_owner_reads(var):
    made = make_town("Market Ferncombe")
    assert load_town("market-ferncombe") == made
    assert not made.example
    key_file = var / "keys/market-ferncombe.json"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    inside = b"".join(everything(made.folder).values())
    assert json.loads(key_file.read_text())["data"].encode() not in inside


@pytest.mark.parametrize("again", ["Ferncombe", "FERNCOMBE", " ferncombe ", "Ferncombe!"])
def test_no_second_town_of_a_name(var, again):
    make_town("Ferncombe")
    before = everything(var)
    with pytest.raises(TownExists, match="Nothing was changed"):
        make_town(again)
    assert everything(var) == before


def test_a_key_that_is_left_is_not_written_over(var):
    make_town("Ferncombe")
    kept = (var / "keys/ferncombe.json").read_bytes()
    (var / "towns/ferncombe").rename(var / "aside")
    with pytest.raises(TownExists):
        make_town("Ferncombe")
    assert (var / "keys/ferncombe.json").read_bytes() == kept
    assert town_slugs() == []


@pytest.mark.parametrize("name", ["Example", "EXAMPLE ", "–", ""])
def test_a_name_that_no_town_can_have(var, name):
    with pytest.raises(TownExists, match="Nothing was made"):
        make_town(name)
    assert not everything(var)


def test_the_example_is_made_once_and_stays_the_example(var):
    assert make_town("Hexcombe Town Council", example=True).slug == "example"
    with pytest.raises(TownExists):
        make_town("Another Invented Town", example=True)
    assert load_town("example").example
    assert make_town("Hexcombe Town Council").slug == "hexcombe-town-council"
    assert not load_town("hexcombe-town-council").example


def test_a_town_without_its_key_is_not_opened(var):
    make_town("Ferncombe")
    (var / "keys/ferncombe.json").unlink()
    with pytest.raises(NoSuchTown, match="The key of “ferncombe” is missing"):
        load_town("ferncombe")


def test_another_towns_key_opens_nothing(var):
    """As when somebody moves the example's folder or key over a real town's."""
    make_town("Ferncombe"), make_town("Hexcombe", example=True)
    (var / "keys/ferncombe.json").write_bytes((var / "keys/example.json").read_bytes())
    with pytest.raises(NoSuchTown, match="another town's"):
        load_town("ferncombe")


def test_a_town_that_is_not_there_says_which_are():
    make_town("Ferncombe")
    with pytest.raises(NoSuchTown, match=r"no town “oxbarrow” here \(towns: ferncombe\)"):
        load_town("oxbarrow")


def test_a_slug_is_no_way_out_of_the_folder(var):
    make_town("Ferncombe")
    with pytest.raises(NoSuchTown):
        load_town("../../elsewhere")


@pytest.mark.parametrize("fails", ["fsync", "rename"])
def test_a_write_that_fails_leaves_the_old_file_and_no_part(var, monkeypatch, fails):
    path = var / "kept.txt"
    write_whole(path, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync", full) if fails == "fsync" else (folder.Path, "replace", full)))
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert everything(var) == {"kept.txt": b"old"}


def test_a_write_is_whole_and_flushed_before_it_is_named(var, monkeypatch):
    """The order is what saves the file at a power cut: content to the disk, then its name, then the folder."""
    done = []
    fsync, replace = os.fsync, folder.Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: (done.append("fsync"), fsync(number)))
    monkeypatch.setattr(folder.Path, "replace", lambda self, to: (done.append("rename"), replace(self, to)))
    write_whole(var / "new/kept.txt", b"new", mode=0o600)
    assert done == ["fsync", "rename", "fsync"]
    assert everything(var) == {"new/kept.txt": b"new"}
    assert stat.S_IMODE((var / "new/kept.txt").stat().st_mode) == 0o600


def test_a_release_is_switched_in_at_once_and_again_changes_nothing():
    town = make_town("Ferncombe")
    for name in ("one", "two"):
        write_whole(town.releases / name / "index.html", name.encode())
        switch_release(town, name)
        switch_release(town, name)
        assert (town.releases / "current/index.html").read_text() == name
    assert sorted(p.name for p in town.releases.iterdir()) == ["current", "one", "two"]


def test_a_new_name_is_seen_by_whoever_opened_the_town_before(var):
    opened = make_town("Ferncombe")
    assert opened.name == "Ferncombe"
    call_town(load_town("ferncombe"), "Ferncombe Parish Council")
    assert (opened.name, opened.slug) == ("Ferncombe Parish Council", "ferncombe")
    assert load_town("ferncombe").id == opened.id and not load_town("ferncombe").example


def test_a_town_whose_folder_has_gone_keeps_the_name_it_was_opened_by(var):
    opened = make_town("Ferncombe")
    (var / "towns/ferncombe/town.json").unlink()
    assert opened.name == "Ferncombe"


@pytest.mark.parametrize("left", ["key and folder", "key"])
def test_an_interrupted_first_town_is_finished_with_the_same_key(var, left):
    made = first_town()
    (var / "towns/town/town.json").unlink()
    if left == "key":
        (var / "towns/town").rmdir()
    again = first_town()
    assert (again.id, again.data_key, again.name) == (made.id, made.data_key, "Your town")


def test_the_example_is_nobodys_own_town_unless_it_is_alone(var):
    make_town("Hexcombe", example=True)
    assert own_slugs() == ["example"]
    make_town("Ferncombe")
    assert own_slugs() == ["ferncombe"]
