"""The scripts find a Python by themselves, and say what to install where there is none."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python_here(tmp_path, says):
    """What the bootstrap finds when `python3.11` is a program of this text and no other Python is named."""
    for name in ("python3.13", "python3.12", "python3.11", "python3.14", "python3"):
        there = tmp_path / name
        there.write_text(f"#!/bin/sh\n{says if name == 'python3.11' else 'exit 1'}\n")
        there.chmod(0o755)
    script = f'. "{ROOT}/bootstrap"; WARDMOTE_PYTHON= PATH="{tmp_path}:$PATH" python_here'
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


def test_the_real_interpreter_is_found_behind_a_shim(tmp_path):
    found = python_here(tmp_path, f'exec "{sys.executable}" "$@"')
    assert found.returncode == 0, found.stderr
    assert Path(found.stdout.strip()).exists()


def test_without_a_python_that_serves_it_says_what_to_install(tmp_path):
    found = python_here(tmp_path, "exit 1")
    assert found.returncode != 0 and found.stdout == ""
    assert "apt-get install python3" in found.stderr
