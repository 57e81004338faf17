"""Backups by command and by the timer: while people work, on a full disk, twice at once; and what `doctor` says."""

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone

from conftest import FOUNDER, seated
from tests.old_town import CLERK, SLUG, at_this_version, environment, newest_backup, parts_left, told, wardmote
from wardmote.backups import endings, keeping
from wardmote.cli.backup import look_into
from wardmote.cli.doctor import doctor, examined
from wardmote.people import reads as people
from wardmote.people import writes as people_writes
from wardmote.people.models import Holding
from wardmote.people.rules import SeatKind
from wardmote.register.models import Event
from wardmote.towns.folder import keys_in
from wardmote.towns.shut import RESTORED, UPGRADING, open_again, shut

WORKS = """
import sys
from wardmote.cli.main import main
n = 0
while True:
    n += 1
    assert main(["person", "add", f"Invented {n}", "--seat", f"Seat {n}"]) == 0
"""


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """The old town, at this version; nobody changes it."""
    folder = tmp_path_factory.mktemp("upgraded")
    at_this_version(tmp_path_factory, folder)
    return folder


@pytest.fixture
def old(upgraded, tmp_path):
    """A copy of it for one test: its folder of towns and the environment of its commands."""
    subprocess.run(["cp", "-a", upgraded / "var", tmp_path], check=True)
    return SimpleNamespace(var=tmp_path / "var", env=environment(tmp_path / "var"))


def held_by(var, path):
    """What this backup says, read with the keys of this folder."""
    town_id, _, key = keys_of(var)
    return look_into(path, town_id=town_id, key=key)


def keys_of(var):
    return keys_in((var / f"keys/{SLUG}.json").read_text())


@pytest.mark.slow
def test_a_backup_while_people_work_is_of_one_moment(old, db):
    """Each `person add` makes a person, a seat and a holding in one transaction: a backup has as many of each."""
    works = subprocess.Popen([sys.executable, "-c", WORKS], env=old.env, stdout=subprocess.PIPE, text=True)
    try:
        assert "from today" in works.stdout.readline()
        seen = []
        for _ in range(2):
            wardmote(old.env, "backup")
            held = held_by(old.var, newest_backup(old.var))
            rows = [held.rows[f"people_{table}"] for table in ("person", "seat", "holding")]
            assert len(set(rows)) == 1 and held.first_break is None
            seen.append(rows[0])
            assert "from today" in works.stdout.readline()
        assert seen[0] < seen[1]  # they went on working
    finally:
        works.send_signal(signal.SIGKILL)
        works.wait()
        works.stdout.close()


def limited(size):
    """Let this process write no file larger than this, as a full disk would."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.slow
def test_what_can_not_be_written_leaves_the_older_backups(old):
    """A disk that is full while the file is written, or while the record is copied; a folder that is none; a log."""
    wardmote(old.env, "backup")
    older = newest_backup(old.var)
    whole = older.read_bytes()
    record = old.var / f"towns/{SLUG}/record.sqlite3"
    assert 20_000 < len(whole) < 400_000 < record.stat().st_size
    words = [said for row in told("words")["minutes_paragraph"].values() for said in row.values()]
    assert len(words) > 40 and not [said for said in words if said.encode() in whole]
    assert b"Hexcombe" not in whole and CLERK.encode() not in whole
    for size in (20_000, 400_000):
        done = subprocess.run(
            [sys.executable, "-m", "wardmote", "backup"],
            env=old.env, preexec_fn=limited(size), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2, done
        assert done.stderr.startswith("No backup was made") and len(done.stderr.splitlines()) == 1
    assert "this is no folder. Choose another." in wardmote(old.env, "backup", "--out", record, code=2)
    with closing(sqlite3.connect(record)) as changed, changed:
        changed.execute("UPDATE register_event SET capacity = 'Mayor' WHERE number = 2")
    assert "the log does not hold at event 2" in wardmote(old.env, "backup", code=2)
    assert [newest_backup(old.var), newest_backup(old.var).read_bytes()] == [older, whole]
    assert not parts_left(old.var)


@pytest.mark.slow
def test_two_timers_at_once_make_one_backup_and_prove_it(old):
    timers = [
        subprocess.Popen([sys.executable, "-m", "wardmote", "due"], env=old.env, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = "".join(timer.communicate(timeout=200)[0] for timer in timers)
    assert [timer.returncode for timer in timers] == [0, 0]
    assert said.count("Backed up: ") == said.count("A restore of it was proven.") == 1
    (made,) = (old.var / f"towns/{SLUG}/backups").glob("*.wardmote")
    state = json.loads((old.var / f"towns/{SLUG}/backups.json").read_text())
    assert (state["proven_file"], state["problem"]) == (made.name, None)
    assert state["proven_rows"] == sum(held_by(old.var, made).rows.values())
    assert not parts_left(old.var)
    assert not list(old.var.glob(".*"))  # the throw-away folder is gone
    assert "Backed up" not in wardmote(old.env, "due")  # once a night
    # The proof is a proof: a backup that does not restore is told of, in words, and is not proven.
    made.write_bytes(made.read_bytes()[:-9])
    (old.var / f"towns/{SLUG}/backups.json").unlink()
    wardmote(old.env, "due")
    state = json.loads((old.var / f"towns/{SLUG}/backups.json").read_text())
    assert state["proven_at"] is None
    assert re.match("The last backup could not be restored .* torn or was altered", state["problem"])
    found = json.loads(wardmote(old.env, "doctor", "--json", code=1))
    (restore,) = [one for one in found["found"] if one["what"] == "restore"]
    assert not restore["well"] and restore["says"] == "No restore was proven yet."


# In this process, on the trial town


@pytest.mark.django_db(transaction=True)
def test_an_ending_leaves_its_mark_once_it_is_kept(clerk, now):
    member = seated("Ben Member", "Mayor", SeatKind.MEMBER, signed=False)
    (holding,) = Holding.objects.filter(person_id=member.person_id)
    mark = endings.mark_of(holding.pk, key=settings.TOWN.data_key)
    assert mark not in endings.read(endings.in_folder(settings.TOWN))
    people_writes.end_holding(holding, until_on=now.date(), by=FOUNDER, now=now)
    for path in (endings.in_folder(settings.TOWN), endings.beside_keys(settings.TOWN)):
        assert endings.read(path)[mark] == now.date()
        path.unlink()
    endings.leave(settings.TOWN, people.ended_holdings())  # what the timer does after a kill
    assert mark in endings.read(endings.in_folder(settings.TOWN))


# The shut door


@pytest.fixture
def shut_town():
    """Shut the trial town; it opens again after the test."""
    yield lambda name: shut(settings.TOWN, name)
    for name in (UPGRADING, RESTORED):
        open_again(settings.TOWN, name)


@pytest.mark.parametrize(("name", "says"), [(UPGRADING, "is being upgraded"), (RESTORED, "restored from a backup")])
def test_nobody_gets_in_by_any_door_while_the_town_is_shut(shut_town, enter, clerk, member, name, says):
    client = enter(clerk)
    assert client.get("/").status_code == 200
    shut_town(name)
    before = Event.objects.count()
    for address in ("/", "/meetings/", "/accounts/login/", "/accounts/password/reset/", "/public/", "/nowhere/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store"), address
        assert says in answer.content.decode()
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    password = {"login": "x@trial.example", "password": "correct horse battery"}
    assert client.post("/accounts/login/", password).status_code == 503
    assert client.post("/meetings/plan/", {}).status_code == 503
    assert Event.objects.count() == before
    assert client.get("/health/").status_code == 200
    open_again(settings.TOWN, name)
    assert client.get("/").status_code == 200


# Doctor


def what(found):
    return {one.what: one for one in found}


@pytest.fixture
def town(settings, tmp_path):
    """The trial town with a folder that only this test fills."""
    settings.TOWN = replace(settings.TOWN, folder=tmp_path / "town")
    settings.TOWN.folder.mkdir()
    (settings.TOWN.folder / ".timer").touch()
    return settings.TOWN


def test_doctor_says_what_needs_care_and_what_to_do(clerk, town):
    at = timezone.now()
    found = what(examined(town, now=at))
    assert {"keys", "disk", "clock", "log", "letters", "what is saved stays saved", "seals"} <= set(found)
    assert found["log"].well and found["seals"].well and found["clock"].well and found["timer"].well
    assert not found["backup"].well and "makes one now" in found["backup"].do
    assert not found["clerk"].well and "second clerk" in found["clerk"].do
    assert all(one.do for one in found.values() if not one.well)
    seated("Eve Deputy", "Deputy Clerk", SeatKind.CLERK, signed=False)
    assert what(examined(town, now=at))["clerk"].says == "The clerk is Ada Clerk, Eve Deputy."
    (keeping.backups_folder(town)).mkdir()
    (keeping.backups_folder(town) / keeping.name_of(town, at)).write_bytes(b"sealed")
    keeping.note(town, proven_at=at)
    found = what(examined(town, now=at))
    assert found["backup"].well and found["restore"].well


def test_doctor_finds_each_planted_fault(clerk, town, settings):
    at = timezone.now()
    faults = what(examined(town, now=at - timedelta(days=9000)))
    assert "gone back" in faults["clock"].says
    os.utime(town.folder / ".timer", (0, 0))
    shut(town, RESTORED)
    Event.objects.filter(number=3).update(capacity="Mayor")
    people_writes.open_sign_in(
        Holding.objects.get().person, email="ada@trial.example", password=None, by=FOUNDER, now=at
    )
    town.key_file.chmod(0o644)
    settings.TOWN = replace(town, data_key=bytes(32))
    try:
        faults = what(examined(settings.TOWN, now=at))
    finally:
        town.key_file.chmod(0o600)
    for name in ("timer", "pages", "log", "second factor", "keys", "seals"):
        assert not faults[name].well and faults[name].do, name
    assert faults["log"].says == "It does not hold at event 3."
    assert faults["second factor"].says.endswith("Ada Clerk.")


def test_doctor_prints_no_secret_and_its_exit_code_says_whether_all_is_well(clerk, town, capsys):
    from base64 import b64encode

    assert doctor(SimpleNamespace(json=False)) == 1
    assert doctor(SimpleNamespace(json=True)) == 1
    said = capsys.readouterr().out
    assert "CARE  clerk" in said and "to look after." in said
    for secret in (town.data_key, town.backup_key):
        assert b64encode(secret).decode() not in said and secret.hex() not in said
    assert town.web_key not in said
