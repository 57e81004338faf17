"""A kill at any moment of taking notes or of making a pack leaves the old state or the new one; what is said is kept.

The town is a real one in a folder of its own, on SQLite, and what is killed are processes. `driver.py` kills at chosen
steps; WARDMOTE_EVERY_STEP=1 makes that every step. The other tests kill the commands that people type, by the clock.
"""

import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.notes import FIRST, SECOND
from tests.typed import typed

ROOT = Path(__file__).parents[2]
DRIVER = str(Path(__file__).with_name("driver.py"))
STEPS = "all" if os.environ.get("WARDMOTE_EVERY_STEP") else "8"
CLERK = "Ada Clerk"
OLD_PACK = b"%PDF-1.7 the pack of last time %%EOF"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first_taken(tmp_path_factory):
    """A town whose first notes are in the record; the second ones lie beside it."""
    folder = tmp_path_factory.mktemp("kills")
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    env = environment(folder)
    run(env, *WARDMOTE, "town", "new", "Kill Town", "--clerk", CLERK, "--email", "ada@kill.example")
    run(env, *WARDMOTE, "sign", CLERK)
    run(env, *WARDMOTE, "take", folder / "first.txt")
    return folder


@pytest.fixture
def town(first_taken, tmp_path):
    """A copy of that town for one test: the environment in which its commands are run."""
    shutil.copytree(first_taken, tmp_path, dirs_exist_ok=True)
    return environment(tmp_path)


def environment(folder):
    """The environment for the town in this folder: on SQLite, and nothing of this test run's own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WARDMOTE_", "DJANGO_", "DATABASE_URL"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPYCACHEPREFIX": str(ROOT / "var/bytecode"),
        "WARDMOTE_VAR": str(folder / "var"),
        "WARDMOTE_STATIC": str(folder / "static"),
    }


WARDMOTE = (sys.executable, "-m", "wardmote")


def run(env, *command):
    done = typed(env, *command[1:])
    done.check_returncode()
    return done.stdout


def look(env):
    return json.loads(run(env, sys.executable, DRIVER, "look"))


def tries(env, *words):
    """Every try of a command: unkilled first, then killed at one step after the other; and the names of the steps."""
    lines = run(env, sys.executable, DRIVER, *words).splitlines()
    first, names, *killed = map(json.loads, lines)
    return first, names, killed


def faults_of_record(found, old, new):
    """What is wrong with a record after a kill: it is neither as it was nor as it was to be."""
    if not found["whole"]:
        yield "the file does not hold"
    if not found["log_holds"]:
        yield "the log does not hold"
    if found["rows"] not in (old["rows"], new["rows"]):
        changed = {table: rows for table, rows in found["rows"].items() if rows != old["rows"][table]}
        yield f"half a deed: {changed}"


def faults_of_taking(one, old, new):
    """What is wrong with one try of `take`."""
    yield from faults_of_record(one["found"], old, new)
    if one["code"] != -signal.SIGKILL:
        yield "it was not killed"
    if "Taken:" in one["said"] and one["found"]["rows"] != new["rows"]:
        yield "an acknowledged save is lost"
    if one["again"] != 0 or one["then"]["rows"] != new["rows"] or not one["then"]["log_holds"]:
        yield "it cannot be taken again"


def told(killed, faults):
    return [f"step {one['at']}: {fault}" for one in killed for fault in faults(one)]


def test_a_kill_at_any_step_of_taking_notes_leaves_the_old_record_or_the_new_one(town, tmp_path):
    old = look(town)
    first, names, killed = tries(town, "try", STEPS, "take", tmp_path / "second.txt")
    new = first["found"]
    assert first["code"] == 0
    grown = {table for table, rows in new["rows"].items() if rows > old["rows"][table]}
    assert grown >= {
        "minutes.Original", "minutes.Item", "minutes.Paragraph", "minutes.Statement", "minutes.Matter",
        "minutes.Attendance", "minutes.SameMatter", "actions.Action", "priorities.Update", "register.Event",
    }  # fmt: skip
    assert not (faults := told(killed, lambda one: faults_of_taking(one, old, new))), "\n".join(faults)
    # Both states were met, and half-written files that had to be rolled back; so was the word that it is saved.
    assert {one["found"]["rows"] == new["rows"] for one in killed} == {True, False}
    assert any(one["hot"] for one in killed)
    assert any("Taken:" in one["said"] for one in killed)
    assert len(killed) == len(names) or len(killed) >= int(STEPS)


def test_planted_a_deed_in_pieces_is_caught(town, tmp_path):
    old = look(town)
    first, _, killed = tries(town, "--split", "try", STEPS, "take", tmp_path / "second.txt")
    faults = told(killed, lambda one: faults_of_taking(one, old, first["found"]))
    assert any("half a deed" in fault for fault in faults)
    assert any("cannot be taken again" in fault for fault in faults)


def faults_of_pack(one, old, new):
    """What is wrong with one try of `pack`."""
    yield from faults_of_record(one["found"], old, new)
    if one["file"] not in ("old", "new"):
        yield f"the pack is {one['file']}"
    if one["file"] == "new" and one["found"]["rows"] != new["rows"]:
        yield "a pack is out that the log does not know of"
    if [name for name in one["beside"] if not re.fullmatch(r"\.pack\.pdf\.[0-9a-f]{8}\.part", name)]:
        yield f"something lies beside it: {one['beside']}"
    if "Wrote" in one["said"] and one["file"] != "new":
        yield "an acknowledged pack is lost"
    if one["again"] != 0 or one["file_then"] != "new" or not one["then"]["log_holds"]:
        yield "it cannot be made again"


def test_a_kill_at_any_step_of_making_a_pack_leaves_the_old_file_or_the_new_one(town, tmp_path):
    out = tmp_path / "out" / "pack.pdf"
    out.parent.mkdir()
    out.write_bytes(OLD_PACK)
    old = look(town)
    first, names, killed = tries(town, "try", STEPS, "pack", "--meeting", "2022-09-16", "--out", out)
    new = first["found"]
    assert (first["code"], first["file"]) == (0, "new")
    assert {"before rename", "after rename", "before fsync", "after commit"} <= set(names)
    assert not (faults := told(killed, lambda one: faults_of_pack(one, old, new))), "\n".join(faults)
    assert {one["file"] for one in killed} == {"old", "new"}
    assert any(one["beside"] for one in killed)  # a kill while the part file was written


def test_planted_a_pack_written_in_place_is_caught():
    found = {"rows": {}, "whole": True, "log_holds": True}
    sound = {"file": "old", "beside": [".pack.pdf.0123abcd.part"], "said": "", "found": found}
    sound |= {"again": 0, "file_then": "new", "then": found}
    assert not list(faults_of_pack(sound, found, found))
    for breach in ({"file": "broken"}, {"beside": ["pack.tmp.pdf"]}, {"said": "Wrote it"}, {"again": 2}):
        assert len(list(faults_of_pack(sound | breach, found, found))) == 1


# The commands that people type


def test_a_kill_by_the_clock_leaves_the_old_record_or_the_new_one(town, tmp_path):
    chance = random.Random(20221028)
    old, notes = look(town), tmp_path / "second.txt"
    states = []
    for delay in sorted(chance.uniform(0.3, 2.5) for _ in range(20 if STEPS == "all" else 2)):
        taking = subprocess.Popen([*WARDMOTE, "take", str(notes)], env=town, stdout=subprocess.DEVNULL)
        time.sleep(delay)
        taking.kill()
        taking.wait()
        states.append(look(town))
    assert "Taken:" in (said := run(town, *WARDMOTE, "take", notes)) or "in the record already" in said
    new = look(town)
    assert not [fault for found in states for fault in faults_of_record(found, old, new)]


def test_notes_said_to_be_taken_outlive_a_kill(town, tmp_path):
    old = look(town)
    taking = subprocess.Popen(
        [*WARDMOTE, "take", str(tmp_path / "second.txt")], env=town, stdout=subprocess.PIPE, text=True
    )
    said = taking.stdout.readline()
    taking.kill()
    taking.communicate()
    assert said.startswith("Taken:")
    found = look(town)
    assert found["rows"]["minutes.Original"] == old["rows"]["minutes.Original"] + 1
    assert found["whole"] and found["log_holds"]
    assert "in the record already" in run(town, *WARDMOTE, "take", tmp_path / "second.txt")


# The pages


class Served:
    """`wardmote serve` in a group of processes of its own, so that one kill ends them all."""

    def __init__(self, env):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [*WARDMOTE, "serve", str(self.port)], env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert any("is served at" in line for line in self.process.stdout), "the server did not start"

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def ask(self, method, path, body=None, **headers):
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        door.request(method, path, body, {"Host": "localhost", **headers})
        answer = door.getresponse()
        return answer, answer.read().decode()


def upload(served, session, notes):
    """Give notes on the page as a browser does; the answer."""
    answer, page = served.ask("GET", "/meetings/take/", Cookie=f"sessionid={session}")
    assert answer.status == 200
    cookie = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"])[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    parts = [("csrfmiddlewaretoken", "", token), ("file", '; filename="second.txt"', notes)]
    parts += [("body_name", "", ""), *((f"held_on_{n}", "", "") for n in range(3))]
    body = "".join(f'--cut\r\nContent-Disposition: form-data; name="{n}"{f}\r\n\r\n{v}\r\n' for n, f, v in parts)
    return served.ask(
        "POST",
        "/meetings/take/",
        (body + "--cut--\r\n").encode(),
        **{
            "Cookie": f"sessionid={session}; csrftoken={cookie}",
            "Content-Type": "multipart/form-data; boundary=cut",
            "Origin": f"http://localhost:{served.port}",
            "Host": f"localhost:{served.port}",
        },
    )[0]


def test_an_upload_that_was_answered_outlives_a_kill_of_the_server(town):
    session = run(town, sys.executable, DRIVER, "session").strip()
    served = Served(town)
    try:
        answer = upload(served, session, SECOND)
        assert answer.status == 302
    finally:
        served.kill()
    found = look(town)
    assert found["rows"]["minutes.Original"] == 2 and found["whole"] and found["log_holds"]
    served = Served(town)
    try:
        meeting = answer.headers["Location"].removesuffix("review/")
        answer, page = served.ask("GET", meeting, Cookie=f"sessionid={session}")
        assert answer.status == 200
        assert "The swings were discussed again." in page
    finally:
        served.kill()
