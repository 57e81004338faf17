"""A town whose deeds are killed: run by `test_kills.py` as a process of its own, with the town in the environment.

    driver.py look                            what the record holds, and whether its log and its file hold
    driver.py session                         a signed-in session of the clerk
    driver.py [--split] try STEPS COMMAND …   do the command once; then again from the same state, killed at each step

The house is imported once. Each try is then a fork, so a process of its own, that ends by SIGKILL at its n-th step: a
statement, and before and after a commit, an fsync, a rename, the opening of a file to write and a printed line. Nothing
in the house knows of this.
"""

import json
import sys
from datetime import date
from pathlib import Path

from wardmote.cli.main import main, open_town

open_town(None)

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

import wardmote.cli.record  # noqa: E402, F401  # before the first fork
from tests.kills.steps import arm, forked  # noqa: E402
from tests.notes import FIRST  # noqa: E402
from wardmote.desk import writes as desk  # noqa: E402
from wardmote.desk.rules.founding import FOUNDER, FoundedAlready, Founding, NextMeeting, SeatLine  # noqa: E402
from wardmote.documents.read import read_bytes  # noqa: E402

RECORD = settings.TOWN.database
KEPT = [m for m in apps.get_models() if m.__module__.startswith("wardmote.")]


def split():
    """The planted fault: every statement is a transaction of its own."""
    transaction.Atomic.__enter__ = lambda self: setattr(connection, "in_atomic_block", True)
    transaction.Atomic.__exit__ = lambda self, *error: None


def look():
    """The rows of each table, the deeds in the log, and whether the log and the file itself hold."""
    rows = {model._meta.label: model.objects.count() for model in KEPT}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0] == "ok"
        cursor.execute("PRAGMA foreign_key_check")
        whole = whole and not cursor.fetchall()
    code, _ = forked(lambda: main(["verify"]))
    print(json.dumps({"rows": rows, "whole": whole, "log_holds": code == 0, "named": settings.TOWN.name}))
    return 0


def found():
    """Begin the town as the first page does; a second time is refused, and that is as it should be."""
    founding = Founding(
        town="Kill Town Council",
        clerk=SeatLine("Ada Clerk", "Town Clerk", "ada@kill.example"),
        body="Kill Police Panel",
        members=(SeatLine("Ben Member", "Mayor"),),
        next=NextMeeting(date(2099, 12, 4)),
    )
    content = FIRST.encode()
    notes = desk.Notes(read_bytes(content, name="first.txt"), content, "first.txt")
    try:
        desk.found_town(founding, notes=notes, password=None, by=FOUNDER, now=timezone.now())
    except FoundedAlready:
        return 0
    print("Founded.")
    return 0


def try_all(steps, command, *, planted):
    """One try for each step, each from the same old state; a line of JSON for each."""
    out = Path(command[command.index("--out") + 1]) if "--out" in command else None
    old = {path: path.read_bytes() for path in (RECORD, RECORD.with_name("town.json"), out) if path}
    reached = RECORD.with_name("steps.json")

    def once(at):
        def run():
            names = arm(at)
            if planted:
                split()
            code = found() if command == ["found"] else main(command)
            reached.write_text(json.dumps(names))
            return code

        for path in RECORD.parent.glob(f"{RECORD.name}*"):
            path.unlink()
        for path in [*out.parent.iterdir()] if out else []:
            path.unlink()
        for path, content in old.items():
            path.write_bytes(content)
        code, said = forked(run)
        told = {
            "at": at,
            "code": code,
            "said": said,
            "hot": half_written(RECORD),
            "file": file_state(out, old),
            "beside": sorted(p.name for p in out.parent.iterdir() if p != out) if out else [],
            "found": json.loads(forked(look)[1]),
        }
        if at:
            told["again"] = forked(found if command == ["found"] else lambda: main(command))[0]
            told["then"] = json.loads(forked(look)[1])
            told["file_then"] = file_state(out, old)
        print(json.dumps(told), flush=True)

    once(0)
    names = json.loads(reached.read_text())
    print(json.dumps(names), flush=True)
    for at in range(1, len(names) + 1) if steps == "all" else chosen(steps, names):
        once(at)


def chosen(steps, names):
    """So many steps, the same each time: every one around a commit, a rename or an fsync, the others spread evenly."""
    telling = [n for n, name in enumerate(names, start=1) if name.split()[-1] in {"commit", "rename", "fsync"}]
    return sorted({*telling, *range(1, len(names) + 1, max(1, len(names) // int(steps)))})


def half_written(record):
    """Whether the kill left a journal (or a log) that the next reader must roll back."""
    left = [record.with_name(f"{record.name}-{kind}") for kind in ("journal", "wal")]
    return any(path.exists() and any(path.read_bytes()[:8]) for path in left)


def file_state(out, old):
    """Which pack lies where the pack lies: none, the old one, a whole new one, or something else."""
    if out is None or not out.exists():
        return "none"
    content = out.read_bytes()
    if content == old[out]:
        return "old"
    return "new" if content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF") else "broken"


def session():
    """Sign the clerk in, past the form."""
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from wardmote.people.models import User

    user = User.objects.get()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    kept = SessionStore()
    kept[SESSION_KEY], kept[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    kept["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    kept.save()
    print(kept.session_key)


if __name__ == "__main__":
    words = sys.argv[1:]
    planted = words[0] == "--split"
    what, *rest = words[planted:]
    match what:
        case "look":
            look()
        case "session":
            session()
        case "try":
            try_all(rest[0], rest[1:], planted=planted)
