"""`wardmote doctor`: what is well, what is not, and what to do, in plain words. It prints no secret."""

import argparse
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from wardmote.backups import keeping
from wardmote.cli import rows
from wardmote.cli.backup import megabytes
from wardmote.cli.due import TIMER_RAN
from wardmote.cli.main import Stop
from wardmote.correspondence import reads as letters
from wardmote.govuk.words import count_of, long_date
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.register import reads as register
from wardmote.register.rules import LONDON
from wardmote.seals.envelope import SealBroken
from wardmote.towns.folder import Town
from wardmote.towns.shut import RESTORED, UPGRADING, shut_by

NEEDS_CARE = 1
LEAST_FREE_BYTES = 10**9
TIMER_LATE = timedelta(minutes=10)
LETTER_LATE = timedelta(hours=1)
SQLITE_SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    says: str
    do: str = ""


def doctor(typed: argparse.Namespace) -> int:
    """Look at everything; 0 if all is well, 1 if something needs care.

    Raises:
        Stop: the record can't be opened, so nothing could be looked at.
    """
    try:
        found = list(examined(settings.TOWN, now=timezone.now()))
    except DatabaseError as error:
        why = (str(error).splitlines() or ["no reason was given"])[0]
        raise Stop(
            f"The record can't be opened ({why}). Nothing was changed. Check DATABASE_URL, or restore."
        ) from None
    poorly = [one for one in found if not one.well]
    if typed.json:
        print(json.dumps({"town": settings.TOWN.name, "well": not poorly, "found": [asdict(one) for one in found]}))
        return NEEDS_CARE if poorly else 0
    for one in found:
        print(f"{'well' if one.well else 'CARE':<5} {one.what}: {one.says}")
        if one.do:
            print(f"      {one.do}")
    print(f"\n{count_of(len(poorly), 'thing')} to look after." if poorly else "\nAll is well.")
    return NEEDS_CARE if poorly else 0


def examined(town: Town, *, now: datetime) -> Iterator[Finding]:
    """Every finding, in the order in which they are told."""
    yield _versions()
    yield _door(town)
    pending = rows.pending()
    yield _migrations(pending)
    yield from _durability()
    yield from _keys(town, readable=not pending)
    yield _disk(town)
    yield from _backups(town, now)
    yield _clock(now)
    yield _log()
    yield _timer(town, now)
    yield from _folders(town)
    if pending:
        return  # what follows asks tables that may not be there yet
    yield from _letters(now)
    yield from _clerks(now)
    yield _second_factors(now)


def _versions() -> Finding:
    names = ("django", "django-allauth", "cryptography", "granian")
    told = ", ".join(f"{name} {version(name)}" for name in names)
    return Finding("versions", True, f"Python {sys.version.split()[0]}, {told}.")


def _door(town: Town) -> Finding:
    match shut_by(town.folder):
        case name if name == UPGRADING:
            return Finding(
                "pages",
                False,
                "They are shut for an upgrade.",
                "If none is at work: ./wardmote upgrade goes on with it.",
            )
        case name if name == RESTORED:
            return Finding(
                "pages",
                False,
                "They are shut after a restore, until somebody has looked through the seats.",
                "./wardmote seats list, then ./wardmote seats confirm",
            )
    return Finding("pages", True, "They are open.")


def _migrations(pending: list[tuple[str, str]]) -> Finding:
    if newer := rows.unknown(rows.applied()):
        says = f"The record is of a newer version than this software ({newer[0][0]} {newer[0][1]})."
        return Finding("version of the record", False, says, "Install that version.")
    if pending:
        says = f"The record is older than this software: {count_of(len(pending), 'step')} to go."
        return Finding("version of the record", False, says, "./wardmote upgrade makes a backup and takes them.")
    return Finding("version of the record", True, "It is that of this software.")


def _durability() -> Iterator[Finding]:
    what = "what is saved stays saved"
    with connection.cursor() as cursor:

        def asked(sql: str) -> str:
            cursor.execute(sql)
            return str(cursor.fetchone()[0])

        if connection.vendor == "postgresql":
            found = {name: asked(f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")}
            off = [name for name, value in found.items() if value == "off"]
            told = ", ".join(f"{name} {value}" for name, value in found.items())
            says = f"PostgreSQL {asked('SHOW server_version')}: {told}."
            do = f"Turn {' and '.join(off)} on in PostgreSQL: a power cut can lose what was saved." if off else ""
            yield Finding(what, not off, says, do)
            return
        journal, level = asked("PRAGMA journal_mode"), SQLITE_SYNCHRONOUS[int(asked("PRAGMA synchronous"))]
        safe = (journal == "wal" and level in ("FULL", "EXTRA")) or (journal == "delete" and level == "EXTRA")
        sound = journal != "wal" or settings.WAL
        says = f"SQLite {sqlite3.sqlite_version}: journal {journal}, synchronous {level}."
        do = "" if safe and sound else "A power cut can lose what was saved. Start Wardmote by its own commands."
        yield Finding(what, safe and sound, says, do)
        whole = asked("PRAGMA quick_check(1)")
        yield Finding(
            "the record's file",
            whole == "ok",
            "It is whole." if whole == "ok" else f"It is damaged: {whole}",
            "" if whole == "ok" else "Stop the pages, keep a copy of the folder, and restore the last backup.",
        )


def _keys(town: Town, *, readable: bool) -> Iterator[Finding]:
    loose = [path for path in (town.key_file, town.key_file.parent) if path.stat().st_mode & 0o077]
    yield Finding(
        "keys",
        not loose,
        "They are there, and only their owner can read them." if not loose else "Others on this machine can read them.",
        f"chmod go= {' '.join(map(str, loose))}" if loose else "",
    )
    if not readable:
        return
    try:
        many = register.seals_opened()
    except SealBroken:
        says = "A value in the record does not open with the town's key."
        yield Finding("seals", False, says, "Put the right key back, or restore the last backup.")
    else:
        yield Finding("seals", True, f"{count_of(many, 'kind')} of sealed values tried; all open.")


def _disk(town: Town) -> Finding:
    free = shutil.disk_usage(town.folder).free
    need = max(LEAST_FREE_BYTES, 4 * (town.database.stat().st_size if town.database.exists() else 0))
    says = f"{free / 1e9:.1f} GB free."
    return Finding("disk", free >= need, says, "" if free >= need else f"Make room: {need / 1e9:.1f} GB are needed.")


def _backups(town: Town, now: datetime) -> Iterator[Finding]:
    stands = keeping.standing(town, now=now)
    same_disk = stands.folder.exists() and stands.folder.stat().st_dev == town.folder.stat().st_dev
    last = (
        f"The last is of {_when(stands.last_at)}, {megabytes(stands.size_bytes)}, in {stands.folder}."
        if stands.last_at
        else "There is none."
    )
    if same_disk:
        last += " That is the record's own disk: name another by WARDMOTE_BACKUPS, or copy them elsewhere."
    yield Finding("backup", stands.last_at is not None and stands.problem is None, last, stands.problem or "")
    proven = (
        f"A restore was last proven on {_when(stands.proven_at)}." if stands.proven_at else "No restore was proven yet."
    )
    do = "" if stands.proven_at else "./wardmote backup --prove proves one now."
    yield Finding("restore", stands.proven_at is not None, proven, do)


def _when(at: datetime | None) -> str:
    if at is None:
        return "never"
    local = at.astimezone(LONDON)
    return f"{long_date(local.date())} at {local:%H:%M}"


def _clock(now: datetime) -> Finding:
    try:
        summer = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    except ZoneInfoNotFoundError:
        summer = None
    if summer != timedelta(hours=1):
        return Finding(
            "clock", False, "The times of London are not known here.", "Install the time zone data (tzdata)."
        )
    last = register.last_event_at()
    if last and last > now + timedelta(minutes=1):
        says = f"It is {_when(now)} here, and the last event was on {_when(last)}."
        return Finding("clock", False, f"It has gone back. {says}", "Set the clock of this machine right.")
    return Finding("clock", True, f"It is {_when(now)}, and no event is later.")


def _log() -> Finding:
    broken = register.first_break()
    if broken is None:
        return Finding("log", True, f"It holds: {count_of(register.events_kept(), 'event')}.")
    do = "Somebody changed the record past the software. Keep a copy of the folder and find out who."
    return Finding("log", False, f"It does not hold at event {broken}.", do)


def _timer(town: Town, now: datetime) -> Finding:
    ran = town.folder / TIMER_RAN
    do = "./wardmote serve runs it with the pages; ./wardmote due --every 60 runs it alone."
    if not ran.exists():
        return Finding("timer", False, "It has never run.", do)
    at = datetime.fromtimestamp(ran.stat().st_mtime, LONDON)
    late = now - at > TIMER_LATE
    return Finding("timer", not late, f"It last ran on {_when(at)}.", do if late else "")


def _folders(town: Town) -> Iterator[Finding]:
    for what, folder in (("folder of letters", town.mail), ("folder of static files", Path(settings.STATIC_ROOT))):
        there = folder if folder.exists() else next(up for up in folder.parents if up.exists())
        writable = os.access(there, os.W_OK | os.X_OK)
        says = "It can be written to." if writable else f"{folder} can't be written to."
        yield Finding(what, writable, says, "" if writable else "Give this user the right to write there.")


def _letters(now: datetime) -> Iterator[Finding]:
    late, failed = len(letters.due(now=now - LETTER_LATE)), letters.given_up()
    says = f"{count_of(late, 'letter')} waiting for more than an hour, {count_of(failed, 'letter')} given up."
    do = "Is the timer running? A letter that was given up is not sent again: tell its reader yourself."
    yield Finding("letters", not (late or failed), says, do if late or failed else "")


def _clerks(now: datetime) -> Iterator[Finding]:
    clerks = {person.pk: person.name for person, _, kind in people.holders(now=now) if kind is SeatKind.CLERK}
    names = ", ".join(sorted(clerks.values())) or "nobody"
    do = {0: "Seat one: ./wardmote person add", 1: "A second clerk can let the first back in: ./wardmote person add"}
    yield Finding("clerk", len(clerks) > 1, f"The clerk is {names}.", do.get(len(clerks), ""))


def _second_factors(now: datetime) -> Finding:
    without = people.without_second_factor(now=now)
    says = f"Without an app or a passkey yet: {', '.join(without)}." if without else "Everybody who signs in has one."
    return Finding("second factor", not without, says, "Ask them to sign in and set one up." if without else "")
