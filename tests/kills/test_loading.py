"""A kill at any step of a load of crime figures leaves the old store or the new one, and the load can be done again."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.typed import typed
from wardmote.figures.tests.downloads import BESIDE, asb, name, row, text, zipped

DRIVER = str(Path(__file__).with_name("loading.py"))
EVERY = os.environ.get("WARDMOTE_EVERY_STEP")
pytestmark = pytest.mark.slow


def faults_of_loading(one, old, new):
    """What is wrong with one killed load."""
    found = one["found"]
    if found["rows"] not in (old["rows"], new["rows"]):
        yield "half a load is in the store"
    if found["counts"] != found["rows"]:
        yield "the counts are not those of the rows"
    if "Loaded." in one["said"] and found["rows"] != new["rows"]:
        yield "an acknowledged load is lost"
    if one["again"] != 0 or one["then"]["rows"] != new["rows"] or one["then"]["counts"] != new["rows"]:
        yield "it cannot be loaded again"
    if one["then"]["unnamed"]:
        yield "half a file is left after the next load"


def test_a_kill_at_any_step_of_a_load_leaves_the_old_figures_or_the_new_ones(tmp_path):
    january = {name(): text(row("a"), row("b"), asb()), name(force="otherford"): text(row("c"))}
    february = [row("a", month="2022-02", area=BESIDE), row("d", month="2022-02")]  # of “a” this one counts
    replaced = {name(): text(row("a"), row("e"), row("f"), asb()), name("2022-02"): text(*february)}
    before, after = zipped(tmp_path / "old.zip", january), zipped(tmp_path / "new.zip", replaced)
    done = typed(dict(os.environ), DRIVER, tmp_path, before, after, "every" if EVERY else "some")
    assert done.returncode == 0, done.stderr
    old, first, *killed = map(json.loads, done.stdout.splitlines())
    new = first["found"]
    assert old["rows"] == {"2022-01": 4} and new["rows"] == {"2022-01": 4, "2022-02": 2} == new["counts"]
    assert all(one["code"] == -signal.SIGKILL for one in killed)
    faults = [f"step {one['at']}: {fault}" for one in killed for fault in faults_of_loading(one, old, new)]
    assert not faults, "\n".join(faults)
    assert {one["found"]["rows"] == new["rows"] for one in killed} == {True, False}
    assert any(one["found"]["unnamed"] for one in killed)  # files were met that no manifest names


def test_planted_half_a_load_is_caught():
    old, new = {"rows": {"2022-01": 4}}, {"rows": {"2022-01": 4, "2022-02": 2}}
    whole = {"rows": new["rows"], "counts": new["rows"], "unnamed": []}
    sound = {"found": whole, "said": "Loaded.\n", "again": 0, "then": whole}
    assert not list(faults_of_loading(sound, old, new))
    for breach in (
        {"found": whole | {"rows": {"2022-01": 3}, "counts": {"2022-01": 3}}, "said": ""},
        {"found": whole | {"counts": old["rows"]}},
        {"found": whole | {"rows": old["rows"], "counts": old["rows"]}},
        {"again": 1},
        {"then": whole | {"unnamed": ["x"]}},
    ):
        assert len(list(faults_of_loading(sound | breach, old, new))) == 1
