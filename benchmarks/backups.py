"""Seconds and MB/s of a backup and of a restore, beside `cp` of the same bytes to the same disk in the same run.

    python benchmarks/backups.py [--meetings 120] [--actions 2000] [--megabytes 200]

The town is that of `pages.py`, with originals of random bytes beside its own, until they make so many megabytes. Each
command is a process of its own, timed from its start to its end, with everything flushed. Prints the table of
docs/benchmarks.md. DATABASE_URL names an empty PostgreSQL database instead of SQLite.
"""

import argparse
import os
import platform
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]
ORIGINAL_BYTES = 5 * 10**6


def add_originals(megabytes):
    """Files as large as a long Word file with pictures, sealed into their rows like any other."""
    from django.utils import timezone

    from wardmote.minutes.models import Meeting, Original
    from wardmote.register.writes import put_back, sealed, sealed_bytes

    meetings = list(Meeting.objects.all())
    for number in range(-(-megabytes * 10**6 // ORIGINAL_BYTES)):
        row = Original(
            meeting=meetings[number % len(meetings)], fingerprint=secrets.token_bytes(32), recorded_at=timezone.now()
        )
        row.content = sealed_bytes(row, "content", secrets.token_bytes(ORIGINAL_BYTES))
        for column in ("file_name", "reading_text", "hidden"):
            setattr(row, column, sealed(row, column, "EXAMPLE"))
        put_back([row])


def timed(*command, env=None):
    """Seconds that a command takes."""
    begun = time.monotonic()
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, env=env)
    return time.monotonic() - begun


def row(what, seconds, size, beside):
    print(f"| {what} | {seconds:.2f} | {size / seconds / 1e6:.0f} | {seconds / beside:.1f} |", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--meetings", type=int, default=120)
    asked.add_argument("--actions", type=int, default=2000)
    asked.add_argument("--megabytes", type=int, default=200)
    typed = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="wardmote-backups-") as folder:
        os.environ["WARDMOTE_VAR"] = folder
        os.environ.pop("WARDMOTE_BACKUPS", None)
        from pages import make_town

        make_town(typed.meetings, typed.actions)
        add_originals(typed.megabytes)
        from django.conf import settings
        from django.db import connection

        town, vendor = settings.TOWN, connection.vendor
        connection.close()
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(ROOT / "var/bytecode")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # as the scripts start it
        wardmote = (sys.executable, "-m", "wardmote")
        out = Path(folder) / "out"
        cold = timed(*wardmote, "town", "list", env=env)
        backup = timed(*wardmote, "backup", "--out", out, env=env)
        (made,) = out.glob("*.wardmote")
        size = made.stat().st_size
        copy = timed("sh", "-c", f"cp {made} {out}/copy && sync {out}/copy {out}")
        there = {k: v for k, v in env.items() if k != "DATABASE_URL"} | {"WARDMOTE_VAR": f"{folder}/there"}
        restore = timed(*wardmote, "restore", made, "--keys", town.key_file, env=there)
        print(
            f"Python {platform.python_version()}, {vendor}; {os.cpu_count()} cores; {size / 1e6:.0f} MB in the file.\n"
        )
        print("| what | seconds | MB/s | times `cp` |\n| --- | --- | --- | --- |")
        row("`cp` and flush", copy, size, copy)
        row(f"`backup`, read again and checked, from {vendor}", backup, size, copy)
        row("`restore`, into SQLite", restore, size, copy)
        print(f"\nOf each command, starting Python is {cold:.2f} s.")


if __name__ == "__main__":
    main()
