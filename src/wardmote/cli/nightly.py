"""What the timer does each night: one backup, and the proof that it restores."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from wardmote.backups import keeping
from wardmote.cli.backup import back_up
from wardmote.cli.main import Stop
from wardmote.govuk.words import count_of
from wardmote.towns.folder import Town, var_folder

NOT_PROVEN = "The last backup could not be restored into a throw-away folder, so it is not proven: {}"


def nightly(town: Town, *, now: datetime) -> bool:
    """Make this night's backup and prove it, unless that was done; whether something was done.

    Two timers at once make one backup: the second finds the first at work, or the work done. What goes wrong is noted
    for the home page, and tried again in an hour.
    """
    if not keeping.is_due(town, now=now):
        return False
    with keeping.alone(town, "nightly") as first:
        if not first or not keeping.is_due(town, now=now):
            return False
        keeping.note(town, tried_at=now)
        try:
            there = keeping.backups_in(keeping.backups_folder(town), slug=town.slug)
            made = there[-1].path if there and there[-1].made_at >= keeping.night_of(now) else None
            if made is None:
                made, told = back_up(town, now=now)
                print(f"Backed up: {count_of(told.all_rows, 'row')}.", flush=True)
            prove(town, made, now=now)
            print("A restore of it was proven.", flush=True)
        except Stop as said:
            keeping.note(town, problem=str(said))
            print(said, file=sys.stderr, flush=True)
    return True


def prove(town: Town, file: Path, *, now: datetime) -> int:
    """Restore a backup by the command itself, on SQLite, into a folder that is thrown away; how many rows came back.

    Raises:
        Stop: it does not restore; the backups are as they were.
    """
    scratch = var_folder() / f".proof-{town.slug}"
    shutil.rmtree(scratch, ignore_errors=True)
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "WARDMOTE_TOWN", "WARDMOTE_BACKUPS")}
    command = [sys.executable, "-m", "wardmote", "restore", str(file), "--keys", str(town.key_file), "--json"]
    try:
        scratch.mkdir(mode=0o700)
        done = subprocess.run(
            [*command, *([] if town.example else ["--town", town.slug])],
            env={**kept, "WARDMOTE_VAR": str(scratch), "DJANGO_SETTINGS_MODULE": "wardmote.web.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Stop(NOT_PROVEN.format(f"{error.strerror}. Look at the disk.")) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if done.returncode != 0:
        raise Stop(NOT_PROVEN.format((done.stderr.strip().splitlines() or ["it ended without a word."])[-1][:300]))
    rows = sum(json.loads(done.stdout)["rows"].values())
    keeping.note(town, proven_at=now, proven_file=file.name, proven_rows=rows, problem=None)
    return rows
