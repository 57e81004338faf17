"""A command on a folder of towns, killed: run by `test_kept_safe.py` as a process of its own.

    folders.py [--open] STEPS COMMAND …

What lies in `WARDMOTE_VAR` is the old state. The command is done once; then again from the same state, killed at each
of so many steps, looked at, and typed once more. A line of JSON for each. `--open` starts Django before the first fork.
Where `DATABASE_URL` names a database of PostgreSQL, that is part of the old state.
"""

import contextlib
import io
import json
import os
import shutil
import sys
from pathlib import Path

import psycopg

from tests.kills.steps import arm, forked, leave_the_database
from wardmote.cli.main import main, open_town

VAR = Path(os.environ["WARDMOTE_VAR"])
PRISTINE = VAR.with_name("pristine")
SERVER, _, DATABASE = os.environ.get("DATABASE_URL", "").rpartition("/")


def copy_database(name, *, to):
    """On PostgreSQL, one database as another was; whoever is still in that other is put out."""
    if not DATABASE:
        return
    leave_the_database()
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as master:
        master.execute(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)")
        master.execute(f"CREATE DATABASE {to} TEMPLATE {name}")


def state():
    """Every file below the folder of towns with its size; of records, only whether they are there."""
    return sorted(
        f"{path.relative_to(VAR)} {0 if 'record.sqlite3' in path.name else path.lstat().st_size}"
        for path in VAR.rglob("*")
        if not path.is_dir() and not path.name.endswith(".lock")
    )


def quietly(command):
    """Its exit code and its sentence."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = main(command)
    if said.getvalue():
        print(said.getvalue())
    return code


def tries(steps, command):
    """One try for each step, each from the same old state."""
    reached = VAR.with_name("steps.json")

    def once(at):
        def run():
            names = arm(at, spill=command[0] == "upgrade" and not DATABASE)  # only there is an old record written into
            code = quietly(command)
            reached.write_text(json.dumps(names))
            return code

        shutil.rmtree(VAR)
        shutil.copytree(PRISTINE, VAR, symlinks=True)
        copy_database(f"{DATABASE}_pristine", to=DATABASE)
        code, said = forked(run)
        told = {"at": at, "code": code, "said": said, "state": state()}
        told["holds"], told["why"] = forked(lambda: quietly(["verify"]))
        if at:
            told["again"], told["said_again"] = forked(lambda: quietly(command))
            told["then"], told["state_then"] = forked(lambda: quietly(["verify"]))[0], state()
        print(json.dumps(told), flush=True)

    shutil.copytree(VAR, PRISTINE, symlinks=True)
    copy_database(DATABASE, to=f"{DATABASE}_pristine")
    once(0)
    names = json.loads(reached.read_text())
    print(json.dumps(names), flush=True)
    for at in range(1, len(names) + 1) if steps == "all" else chosen(int(steps), names):
        once(at)


def chosen(many, names):
    """So many steps, the same each time: half around commits, renames and flushes, the last of those among them."""
    half = many // 2
    telling = [n for n, name in enumerate(names, start=1) if name.split()[-1] in {"commit", "rename", "fsync"}]
    return sorted(
        {telling[len(telling) * n // half - 1] for n in range(1, half + 1)}
        | {len(names) * n // (half + 1) for n in range(1, half + 1)}
    )


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[0] == "--open":
        words.pop(0)
        open_town(None)
    tries(words[0], words[1:])
