"""`wardmote backup`: the town in one sealed file, opened again and checked before it gets its name."""

import argparse
import errno
import json
import os
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from wardmote.backups import endings, keeping
from wardmote.backups.sealed_file import (
    ABOUT,
    FILES,
    ROWS,
    BackupWriter,
    BadBackup,
    Opening,
    Part,
    file_blocks,
    read_parts,
)
from wardmote.backups.values import unpacked
from wardmote.cli import rows
from wardmote.cli.main import Stop
from wardmote.govuk.words import count_of
from wardmote.people import reads as people
from wardmote.register.models import Event
from wardmote.register.reads import first_break_in
from wardmote.towns.folder import Town, flush_folder

NOT_OF_THE_FOLDER = {"backups", "record.sqlite3", "town.json", "backups.json", "upgrading.json", "restored.json"}


@dataclass(slots=True)
class Told:
    """What a backup says of itself while its parts go by."""

    about: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    first_break: int | None = None

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())


def backup(typed: argparse.Namespace) -> int:
    """Make one backup now, and prove a restore of it if that is asked for.

    Raises:
        Stop: it could not be made; the older backups are as they were.
    """
    from wardmote.cli.nightly import prove

    town = settings.TOWN
    made, told = back_up(town, into=typed.out, now=timezone.now())
    size = made.stat().st_size
    print(f"Backed up: {made} ({megabytes(size)}, {count_of(told.all_rows, 'row')}, {count_of(told.files, 'file')}).")
    print("It was opened again and checked. It needs the town's keys, which lie elsewhere: ./wardmote keys sheet")
    if typed.prove:
        proven = prove(town, made, now=timezone.now())
        print(f"Restored into a throw-away folder: {count_of(proven, 'row')}, and the log holds.")
    return 0


def megabytes(size: int) -> str:
    """A size for people.

    >>> megabytes(2_500_000), megabytes(1200)
    ('2.5 MB', '0.1 MB')
    """
    return f"{max(size, 100_000) / 1e6:.1f} MB"


def back_up(town: Town, *, into: Path | None = None, now: datetime) -> tuple[Path, Told]:
    """Write one backup into the town's folder of backups, or into another; where it lies, and what it holds.

    Raises:
        Stop: no folder, no room, no permission, or the log does not hold; the older backups are as they were.
    """
    folder = into or keeping.backups_folder(town)
    # One at a time: of two timers, one writes and the other finds it done.
    with keeping.alone(town, "backup", wait=True):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keeping.clear_parts(folder)
            leave_endings(town)
            path, told = _written(town, folder, now)
            endings.keep(endings.beside_backups(folder, slug=town.slug), endings.read(endings.in_folder(town)))
            if into is None:
                keeping.tidy(town)
        except OSError as error:
            raise Stop(_why_not(folder, error)) from None
        except (sqlite3.Error, DatabaseError) as error:
            raise Stop(f"No backup was made: the record could not be read ({error}). The older backups stay.") from None
    return path, told


def leave_endings(town: Town) -> None:
    """Note outside the record what has ended by its log, if a kill came between an ending and its mark."""
    endings.leave(town, people.ended_holdings())
    endings.leave_sign_ins(town, people.sign_ins_ended().items())


def _why_not(folder: Path, error: OSError) -> str:
    why = {
        errno.ENOSPC: "the disk is full. Make room",
        errno.EDQUOT: "the disk is full. Make room",
        errno.EFBIG: "the disk takes no file so large. Choose another folder",
        errno.EACCES: "this folder can't be written to. Choose another, or give this user the right",
        errno.EROFS: "this disk can't be written to. Choose another folder",
        errno.ENOTDIR: "this is no folder. Choose another",
        errno.EEXIST: "this is no folder. Choose another",
    }.get(error.errno or 0, f"{error.strerror}. Look at the disk")
    return f"No backup was made in {folder}: {why}. The older backups are as they were."


def _written(town: Town, folder: Path, now: datetime) -> tuple[Path, Told]:
    """Part file, flush, open again and check, rename, flush the folder: what has its name is whole."""
    path = folder / keeping.name_of(town, now)
    if path.exists():
        raise Stop("A backup was made in this very second. It stays; nothing more was written.")
    part = folder / f".{path.name}.{secrets.token_hex(4)}.part"
    scratch = town.folder / ".still.sqlite3"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            writer = BackupWriter(file, key=town.backup_key, opening=Opening(town.id, now))
            with rows.still(scratch) as using:
                counted = _write_rows(writer, town, using, now)
            _write_files(writer, town)
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        told = look_into(part, town_id=town.id, key=town.backup_key)
        if told.rows != counted:
            raise Stop(
                "The backup does not hold what was read. It was thrown away; the older backups are as they were."
            )
        if told.first_break is not None:
            raise Stop(
                f"No backup was made: the log does not hold at event {told.first_break}. The older backups stay. "
                "Somebody changed the record past the software: find out who."
            )
        part.replace(path)
    except BadBackup:
        raise Stop(
            "The backup could not be read again after it was written, and was thrown away. The older ones stay. "
            "Look at the disk."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    flush_folder(folder)
    return path, told


def _write_rows(writer: BackupWriter, town: Town, using: str, now: datetime) -> dict[str, int]:
    migrations = rows.applied()
    tables = rows.tables_at(migrations)
    about = {
        "town": {
            "id": town.id,
            "name": town.name,
            "example": town.example,
            **({"telephone": town.telephone} if town.telephone else {}),
        },
        "slug": town.slug,
        "made_at": now.isoformat(),
        "migrations": migrations,
        "tables": {name: [f.attname for f in rows.columns_of(model)] for name, model in tables.items()},
    }
    writer.part(ABOUT, iter([json.dumps(about).encode()]))
    return {name: writer.part(ROWS + name, rows.rows_of(model, using=using)) for name, model in tables.items()}


def _write_files(writer: BackupWriter, town: Town) -> None:
    """Everything of the town's folder but the record, the backups, notes about them, and what a kill left."""
    for path in files_of(town.folder):
        name = path.relative_to(town.folder).as_posix()
        try:
            if path.is_symlink():
                writer.part(FILES + name, iter(()), link=os.readlink(path))
            else:
                writer.part(FILES + name, file_blocks(path), mode=path.stat().st_mode & 0o777)
        except FileNotFoundError:  # a letter or release that went while this was written
            continue


def files_of(folder: Path) -> Iterator[Path]:
    """What a backup takes of a town's folder."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in NOT_OF_THE_FOLDER or path.name.startswith("record.sqlite3-"):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from files_of(path)
        else:
            yield path


def look_into(path: Path, *, town_id: str, key: bytes) -> Told:
    """Read a backup whole: every seal, every part against the list of contents, and the log of events.

    Raises:
        BadBackup: it is torn, altered, another town's, or sealed with another key.
    """
    told = Told()

    def take(part: Part) -> None:
        if part.name == ABOUT:
            told.about = json.loads(b"".join(part.blocks))
        elif part.name == ROWS + Event._meta.db_table:
            columns, many = told.about["tables"][Event._meta.db_table], 0

            def events() -> Iterator[Event]:
                nonlocal many
                for row in part.blocks:
                    many += 1
                    yield Event(**dict(zip(columns, unpacked(row), strict=True)))

            told.first_break = first_break_in(events())
            told.rows[Event._meta.db_table] = many + sum(1 for _ in part.blocks)
        elif part.name.startswith(ROWS):
            told.rows[part.name.removeprefix(ROWS)] = sum(1 for _ in part.blocks)
        else:
            told.files += 1
            for _ in part.blocks:
                pass

    read_parts(path, key=key, town_id=town_id, take=take)
    return told
