"""The contracts hold, and each planted breach breaks them."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "contracts.toml").read_text())["tool"]["importlinter"]["contracts"]
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(root):
    found = subprocess.run(
        [LINTER, "--config", "contracts.toml", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout


def test_the_contracts_hold():
    code, said = lint(ROOT)
    assert code == 0, said


BREACHES = [
    ("helpers/__init__.py", "", "The house has floors"),  # a room that is not on the list
    ("meetings/helpers.py", "", "Inside a room"),  # a file that is not on the list
    ("minutes/reads.py", "from wardmote.actions import models", "The house has floors"),  # upward
    ("minutes/rules.py", "import django", "Rules are pure"),
    ("meetings/reads.py", "from wardmote.meetings import writes", "Inside a room"),  # a read that could write
    ("web/urls.py", "from wardmote.meetings import forms", "The screens of meetings"),  # another room's screen
    ("documents/tree.py", "import django", "The cellar's packages"),
]


def test_planted_breaches_are_caught(tmp_path):
    """All at once: the linter takes seconds to start, and names each contract that is broken."""
    shutil.copytree(ROOT / "src/wardmote", tmp_path / "src/wardmote", ignore=shutil.ignore_patterns("static", "tests"))
    shutil.copy(ROOT / "contracts.toml", tmp_path)
    for path, line, _ in BREACHES:
        planted = tmp_path / "src/wardmote" / path
        planted.parent.mkdir(exist_ok=True)
        with planted.open("a") as file:
            file.write(f"\n{line}\n")
    code, said = lint(tmp_path)
    assert code == 1
    broken = said.split("Broken contracts", 1)[-1]
    for path, line, name in BREACHES:
        assert name in broken, f"{path}: {line or 'no place'} was let pass"
        assert path.removesuffix(".py").replace("/", ".").removesuffix(".__init__") in broken, path


@pytest.mark.parametrize("room", [app for app in settings.INSTALLED_APPS if app.startswith("wardmote.")])
def test_every_room_is_under_every_contract(room):
    (order,) = [c for c in CONTRACTS if "containers" in c and c["containers"] != ["wardmote"]]
    protected = {name for c in CONTRACTS for name in c.get("protected_modules", [])}
    assert room in order["containers"]
    for screen in ("views", "forms"):
        if (ROOT / "src" / room.replace(".", "/") / f"{screen}.py").exists():
            assert f"{room}.{screen}" in protected
