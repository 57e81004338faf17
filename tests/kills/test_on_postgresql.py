"""The same where the record lies on PostgreSQL: a kill at any step of a restore or an upgrade."""

import shutil

import pytest
from django.db import connection

from tests.kills import test_kept_safe
from tests.kills.test_kept_safe import BACKUP, EVERY, faults_of_restore, faults_of_upgrade, killed, listed, told
from tests.old_town import SLUG, empty_record, environment, newest_backup, wardmote
from tests.upgrades.planted import planted

pytestmark = [
    pytest.mark.usefixtures("db"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="it needs PostgreSQL: ./with-postgres"),
]
kept = test_kept_safe.kept


@pytest.fixture
def url():
    """An empty database there; the kills on SQLite are in `test_kept_safe.py`."""
    with empty_record() as url:
        yield url


def test_a_kill_at_any_step_of_a_restore_leaves_no_town_or_a_whole_one(kept, url, tmp_path):
    shutil.copy(newest_backup(kept / "var"), tmp_path / "town.wardmote")
    shutil.copy(kept / f"var/keys/{SLUG}.json", tmp_path / "keys.json")
    (tmp_path / "var").mkdir()
    words = ("restore", tmp_path / "town.wardmote", "--keys", tmp_path / "keys.json")
    first, names, tries = killed(environment(tmp_path / "var", url=url), "all" if EVERY else 2, *words)
    whole = [line for line in first["state"] if line.startswith((f"towns/{SLUG}", "keys")) and ".json " not in line]
    assert len(whole) >= 9 and "after commit" in names
    assert not (faults := told(tries, lambda one: faults_of_restore(one, whole))), "\n".join(faults)


def test_a_kill_at_any_step_of_an_upgrade_leaves_the_old_record_or_the_new_one(kept, url, tmp_path):
    env = environment(tmp_path / "var", url=url)
    keys = kept / f"var/keys/{SLUG}.json"
    wardmote(env, "restore", newest_backup(kept / "var"), "--keys", keys)
    backups = [line for line in listed(tmp_path / "var") if BACKUP.fullmatch(line)]
    newer = environment(tmp_path / "var", url=url, source=planted(tmp_path / "src"))
    _, names, tries = killed(newer, "--open", "all" if EVERY else 2, "upgrade")
    assert any(name.startswith("ALTER TABLE") for name in names)
    assert not (faults := told(tries, lambda one: faults_of_upgrade(one, backups))), "\n".join(faults)
