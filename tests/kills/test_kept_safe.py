"""A kill at any step of a backup, a restore or an upgrade: the old state or the new one, and the command again works.

The town is the old one of `tests/fixtures`. WARDMOTE_EVERY_STEP=1 kills at every step. On PostgreSQL the record that is
restored or upgraded lies there.
"""

import json
import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.old_town import SLUG, at_this_version, environment, newest_backup, wardmote
from tests.typed import typed
from tests.upgrades.planted import planted

FOLDERS = str(Path(__file__).with_name("folders.py"))
EVERY = os.environ.get("WARDMOTE_EVERY_STEP")
pytestmark = pytest.mark.slow
BACKUP = re.compile(rf"towns/{SLUG}/backups/{SLUG}-\d{{8}}T\d{{6}}Z\.wardmote \d+")


def killed(env, *words):
    """The unkilled run, the names of the steps, and each killed one."""
    done = typed(env, FOLDERS, *words)
    assert done.returncode == 0, done.stderr
    first, names, *rest = map(json.loads, done.stdout.splitlines())
    assert first["code"] == 0 and first["holds"] == 0, first
    assert all(one["code"] == -signal.SIGKILL for one in rest)
    return first, names, rest


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The old town at this version, with one backup."""
    folder = tmp_path_factory.mktemp("kept-safe")
    at_this_version(tmp_path_factory, folder)
    wardmote(environment(folder / "var"), "backup")
    time.sleep(1)  # a backup is named by its second, and the next must not have the same name
    return folder


def faults_of_backup(one, older):
    """What is wrong with one killed `backup`."""
    whole = [line for line in one["state"] if BACKUP.fullmatch(line)]
    if older not in whole:
        yield "an older backup is gone or changed"
    if one["holds"] != 0:
        yield "the record does not open"
    if "Backed up: " in one["said"] and len(whole) != 2:
        yield "an acknowledged backup is lost"
    if one["again"] != 0 or one["then"] != 0:
        yield "it cannot be made again"
    if [line for line in one["state_then"] if re.search(r"\.part |\.still", line)]:
        yield "half a file is left after the next one"


def test_a_kill_at_any_step_of_a_backup_leaves_the_older_ones(kept, tmp_path):
    shutil.copytree(kept / "var", tmp_path / "var", symlinks=True)
    (older,) = [line for line in listed(tmp_path / "var") if BACKUP.fullmatch(line)]
    _, names, tries = killed(environment(tmp_path / "var"), "--open", "all" if EVERY else 4, "backup")
    assert {"before rename", "after rename", "before fsync", "after fsync"} <= set(names)
    assert not (faults := told(tries, lambda one: faults_of_backup(one, older))), "\n".join(faults)
    assert any(
        ".part " in line for one in tries for line in one["state"]
    )  # half a file was met, under no backup's name


def listed(var):
    return [f"{p.relative_to(var)} {p.lstat().st_size}" for p in var.rglob("*") if p.is_file()]


def told(tries, faults):
    return [f"step {one['at']}: {fault}" for one in tries for fault in faults(one)]


def faults_of_restore(one, whole):
    """What is wrong with one killed `restore`."""
    there = any(line.startswith(f"towns/{SLUG}/") for line in one["state"])
    if there and (one["holds"] != 0 or not set(whole) <= set(one["state"])):
        yield "half a town has its name"
    if "is back in" in one["said"] and not there:
        yield "an acknowledged restore is lost"
    if there and not one["said_again"].startswith(f"There is a town “{SLUG}” here already"):
        yield "a second restore overwrote the town"
    if not there and one["again"] != 0:
        yield "it cannot be done again"
    if one["then"] != 0 or not set(whole) <= set(one["state_then"]):
        yield "the town is not whole in the end"
    if not there and [line for line in one["state_then"] if line.startswith(".restoring")]:
        yield "the half-made folder is left"


def test_a_kill_at_any_step_of_a_restore_leaves_no_town_or_a_whole_one(kept, tmp_path):
    shutil.copy(newest_backup(kept / "var"), tmp_path / "town.wardmote")
    shutil.copy(kept / f"var/keys/{SLUG}.json", tmp_path / "keys.json")
    (tmp_path / "var").mkdir()
    env = environment(tmp_path / "var")
    words = ("restore", tmp_path / "town.wardmote", "--keys", tmp_path / "keys.json")
    first, names, tries = killed(env, "all" if EVERY else 4, *words)
    whole = [line for line in first["state"] if line.startswith((f"towns/{SLUG}", "keys")) and ".json " not in line]
    assert len(whole) >= 10 and "after commit" in names
    assert not (faults := told(tries, lambda one: faults_of_restore(one, whole))), "\n".join(faults)
    assert {any(line.startswith("towns/") for line in one["state"]) for one in tries} == {True, False}


def faults_of_upgrade(one, backups):
    """What is wrong with one killed `upgrade`."""
    shut = [line for line in one["state"] if line.startswith(f"towns/{SLUG}/upgrading.json")]
    if one["holds"] == 0 and shut:
        yield "commands go on in a town that is shut"
    if one["holds"] != 0 and "is being upgraded" not in one["why"]:
        yield f"the record does not open: {one['why']}"
    if "Upgraded: " in one["said"] and not [line for line in one["state"] if BACKUP.fullmatch(line)]:
        yield "it was upgraded without a backup"
    if one["again"] != 0 or one["then"] != 0:
        yield "it cannot be done again"
    if [line for line in one["state_then"] if line.startswith(f"towns/{SLUG}/upgrading.json")]:
        yield "the town stays shut"
    if not set(backups) <= set(one["state_then"]):
        yield "an older backup is gone"


def test_a_kill_at_any_step_of_an_upgrade_leaves_the_old_record_or_the_new_one(kept, tmp_path):
    shutil.copytree(kept / "var", tmp_path / "var", symlinks=True)
    backups = [line for line in listed(tmp_path / "var") if BACKUP.fullmatch(line)]
    env = environment(tmp_path / "var", source=planted(tmp_path / "src"))
    _, names, tries = killed(env, "--open", "all" if EVERY else 4, "upgrade")
    assert any(name.startswith("ALTER TABLE") or name.startswith("CREATE TABLE") for name in names)
    assert not (faults := told(tries, lambda one: faults_of_upgrade(one, backups))), "\n".join(faults)
    assert any("is being upgraded" in one["why"] for one in tries)


def test_planted_faults_are_caught():
    older = f"towns/{SLUG}/backups/{SLUG}-20221028T020011Z.wardmote 7"
    sound = {"state": [older], "said": "", "holds": 0, "why": "", "again": 0, "then": 0, "state_then": [older]}
    sound |= {"said_again": ""}
    assert not list(faults_of_backup(sound, older)) and not list(faults_of_upgrade(sound, [older]))
    for breach in ({"state": []}, {"said": "Backed up: x"}, {"again": 2}, {"state_then": [".x.part 3"]}):
        assert len(list(faults_of_backup(sound | breach, older))) == 1
    for breach in ({"state": [f"towns/{SLUG}/upgrading.json 2"]}, {"holds": 2, "why": "torn"}, {"state_then": []}):
        assert len(list(faults_of_upgrade(sound | breach, [older]))) == 1
    whole = [f"towns/{SLUG}/town.json 9"]
    none = sound | {"state": [], "state_then": whole}
    assert not list(faults_of_restore(none, whole))
    for breach in ({"state": [f"towns/{SLUG}/mail 1"]}, {"said": "It is back in x"}, {"again": 2}, {"state_then": []}):
        assert list(faults_of_restore(none | breach, whole))
