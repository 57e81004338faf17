"""A kill at any moment of the first day leaves an empty installation or a founded one."""

import shutil
import sys

import pytest

from tests.kills.test_kills import STEPS, environment, faults_of_record, look, run, told, tries

pytestmark = pytest.mark.slow
EMPTY = "from wardmote.cli.founding import open_or_begin; open_or_begin(None)"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An empty installation, as `serve` makes it; nobody changes it."""
    folder = tmp_path_factory.mktemp("empty")
    run(environment(folder), sys.executable, "-c", EMPTY)
    return folder


@pytest.fixture
def empty(made, tmp_path):
    """A copy of it for one test."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return environment(tmp_path)


def faults_of_founding(one, old, new):
    """What is wrong with one try of the founding."""
    yield from faults_of_record(one["found"], old, new)
    founded = one["found"]["rows"] == new["rows"]
    if founded and one["found"]["named"] != "Kill Town Council":
        yield "a founded town has not its name"
    if "Founded." in one["said"] and not founded:
        yield "an acknowledged founding is lost"
    if one["again"] != 0 or one["then"]["rows"] != new["rows"] or not one["then"]["log_holds"]:
        yield "it cannot be founded afterwards"


def test_a_kill_at_any_step_of_the_founding_leaves_an_empty_town_or_a_founded_one(empty):
    old = look(empty)
    first, _, killed = tries(empty, "try", STEPS, "found")
    new = first["found"]
    assert new["rows"]["people.Holding"] == 2 and new["rows"]["minutes.Original"] == 1
    assert not (faults := told(killed, lambda one: faults_of_founding(one, old, new))), "\n".join(faults)
    assert {one["found"]["rows"] == new["rows"] for one in killed} == {True, False}


def test_planted_a_founding_without_its_name_or_half_done_is_caught():
    """That the driver finds half a deed is tried in `test_kills.py`; this is what is looked for here."""
    empty, whole = {"rows": {"a": 0}}, {"rows": {"a": 1}}
    holds = {"whole": True, "log_holds": True}
    sound = {
        "found": whole | holds | {"named": "Kill Town Council"},
        "said": "Founded.",
        "again": 0,
        "then": whole | holds,
    }
    assert not list(faults_of_founding(sound, empty, whole))
    for fault in (
        {"found": whole | holds | {"named": "Your town"}},
        {"found": empty | holds | {"named": "Your town"}},
        {"found": {"rows": {"a": 2}} | holds | {"named": ""}, "said": ""},
        {"again": 1},
    ):
        assert list(faults_of_founding(sound | fault, empty | {"rows": {"a": 0}}, whole))


@pytest.mark.parametrize("left", ["the key alone", "the folder", "half the tables"])
def test_an_interrupted_making_of_the_empty_town_is_finished(empty, tmp_path, left):
    town, key = tmp_path / "var/towns/town", (tmp_path / "var/keys/town.json").read_bytes()
    (town / "record.sqlite3").unlink()
    if left == "half the tables":
        run(empty, sys.executable, "-c", HALF)
    else:
        (town / "town.json").unlink()
    if left == "the key alone":
        town.rmdir()
    run(empty, sys.executable, "-c", EMPTY)
    assert look(empty)["rows"]["register.RecordOf"] == 1
    assert (tmp_path / "var/keys/town.json").read_bytes() == key


HALF = """
from wardmote.cli.main import open_town
open_town("town")
from django.core.management import call_command
from wardmote.cli import rows
with rows.one_transaction():
    rows.migrate_to(None)
call_command("migrate", "sittings", "zero", verbosity=0)
"""
