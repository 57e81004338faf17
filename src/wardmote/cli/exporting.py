"""`wardmote export` and `wardmote import`: everything a town has as open files, and back where there is nothing of it.

What comes back goes the way of a restore: the open files become a sealed backup with new keys, in a folder that is
thrown away, and that is restored.
"""

import argparse
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from wardmote.backups.open_files import SEALED, BadFiles, Column, Kind, Reader, Writer, cell_of
from wardmote.backups.sealed_file import ABOUT, FILES, ROWS, BackupWriter, Opening, file_blocks
from wardmote.backups.values import packed
from wardmote.cli.main import Stop
from wardmote.seals.envelope import bound_to, fingerprint, seal
from wardmote.towns.folder import EXAMPLE_SLUG, slug_of, write_keys

# What people sign in with does not leave: they choose it anew. Of the rest everything does.
LEFT_OUT = {"mfa_authenticator", "account_emailconfirmation", "correspondence_tries"}
NO_PASSWORD = "!"  # Django's word for one that opens nothing
FILE_LABELS = {
    "original.content",
    "attachment.content",
    "summons.paper",
    "copy.paper",
    "information_answer.pdf",
    "information_answer.word",
}
KINDS = {
    "UUIDField": Kind.ID,
    "DateField": Kind.DAY,
    "TimeField": Kind.CLOCK,
    "DateTimeField": Kind.MOMENT,
    "BooleanField": Kind.FLAG,
    "JSONField": Kind.JSON,
    "BinaryField": Kind.BYTES,
    "CharField": Kind.TEXT,
    "TextField": Kind.TEXT,
}  # all others are numbers
NOT_HANDED_OUT = ("endings.txt",)  # marks made with keys that stay here


def export(typed: argparse.Namespace) -> int:
    """Write everything that the town has as open files into a new folder.

    Raises:
        Stop: the folder is there, the disk refused, or the operator did not say yes; nothing is left behind.
    """
    from django.conf import settings
    from django.utils import timezone

    from wardmote.cli.standing import operator
    from wardmote.govuk.words import count_of
    from wardmote.register import writes as register
    from wardmote.register.rules import EXPORT, Viewer

    out: Path = typed.out
    if out.exists():
        raise Stop(f"There is something at {out} already. Nothing was written. Name a new folder.")
    if not typed.yes:
        raise Stop(
            "This writes every confidential word where anybody with the files can read it. Nothing was written yet. "
            f"To go on: ./wardmote export --out {out} --yes"
        )
    part, now = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part"), timezone.now()
    try:
        part.mkdir(mode=0o700, parents=True)
        by = Viewer(person_id=None, capacity=f"export{operator()}")
        register.of_the_whole(deed=EXPORT, by=by, now=now)
        rows, files = _written(settings.TOWN, part, now)
        part.rename(out)
    except OSError as error:
        raise Stop(f"The disk refused: {error.strerror}. Nothing was left there. Make room first.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    print(f"Written to {out}: {count_of(rows, 'row')} and {count_of(files, 'file')}, none of them sealed.")
    print("Keep that folder as you would keep the key, and destroy it when it has served. No password is in it.")
    return 0


def _written(town: Any, folder: Path, now: datetime) -> tuple[int, int]:
    from wardmote.cli import rows
    from wardmote.cli.backup import files_of

    writer, migrations, many = Writer(folder), rows.applied(), 0
    with rows.still(town.folder / ".export.sqlite3") as using:
        for name, table in rows.tables_at(migrations).items():
            columns = [_column(field) for field in rows.columns_of(table)]
            cells = iter(()) if name in LEFT_OUT else _cells(writer, name, table, columns, using)
            many += writer.table(name, columns, cells)
    links, files = {}, 0
    for path in files_of(town.folder):
        name = path.relative_to(town.folder).as_posix()
        if path.is_symlink():
            links[name] = os.readlink(path)
        elif name not in NOT_HANDED_OUT:
            writer.of_the_folder(name, path.read_bytes())
            files += 1
    facts = {"id": town.id, "name": town.name, "example": town.example}
    facts |= {"telephone": town.telephone} if town.telephone else {}
    writer.close({"town": facts, "made_at": now.isoformat(), "migrations": migrations, "links": links})
    return many, files + len(list((folder / "files").iterdir()))


def _column(field: Any) -> Column:
    """How a column is written."""
    label = getattr(field, "label", "")
    if label:
        return Column(field.attname, Kind.FILE if label in FILE_LABELS else Kind.WORDS, label=label)
    of = field.target_field if field.is_relation else field
    return Column(field.attname, KINDS.get(of.get_internal_type(), Kind.NUMBER), nullable=field.null)


def _cells(writer: Writer, name: str, table: Any, columns: Sequence[Column], using: str) -> Iterator[list[str]]:
    from wardmote.register.reads import opened_bytes

    for row in table._base_manager.using(using).order_by("pk").iterator(chunk_size=100):
        cells = []
        for column in columns:
            value = getattr(row, column.name)
            if column.kind in SEALED:
                value = opened_bytes(row, column.name) if value else None
            if column.kind is Kind.FILE and value is not None:
                cells.append(writer.file(name, row.pk, column.name, value))
            elif (name, column.name) == ("people_user", "password"):
                cells.append(NO_PASSWORD)
            else:
                cells.append(cell_of(value, column.kind))
        yield cells


def import_(typed: argparse.Namespace) -> int:
    """Bring a town in from open files, with new keys, where there is nothing of it.

    Raises:
        Stop: the files or the place are not right; nothing is left behind.
    """
    from wardmote.cli.restore import restore

    try:
        reader = Reader(typed.folder)
        town = reader.about["town"]
        slug = EXAMPLE_SLUG if town["example"] else typed.town or slug_of(town["name"])
        with tempfile.TemporaryDirectory(prefix="wardmote-import-") as passing:
            file, keys = _sealed(reader, slug, Path(passing))
            told = {"sheet": None, "endings": None, "json": False, "town": slug}
            done = restore(argparse.Namespace(file=file, keys=keys, **told))
    except BadFiles as said:
        raise Stop(str(said)) from None
    except OSError as error:
        raise Stop(f"The disk refused: {error.strerror}. Nothing was brought in. Make room first.") from None
    print("The town has new keys, and no password came with it. Let the clerk in first, then the others:")
    print(f"  ./wardmote let-in NAME --town {slug}")
    print(f"Keep the new keys on paper: ./wardmote keys sheet --out keys.pdf --town {slug}")
    return done


def _sealed(reader: Reader, slug: str, passing: Path) -> tuple[Path, Path]:
    """The open files as a backup, sealed with new keys; and these."""
    about, town_id = reader.about, str(UUID(reader.about["town"]["id"]))
    data_key, backup_key = secrets.token_bytes(32), secrets.token_bytes(32)
    tables = {name: reader.columns(name) for name in about["tables"]}
    told = {key: about[key] for key in ("made_at", "migrations", "town")} | {"slug": slug}
    told["tables"] = {name: [column.name for column in columns] for name, columns in tables.items()}
    with (passing / "town.wardmote").open("wb") as file:
        opening = Opening(town_id, datetime.fromisoformat(about["made_at"]))
        writer = BackupWriter(file, key=backup_key, opening=opening)
        writer.part(ABOUT, iter([json.dumps(told).encode()]))
        for name, columns in tables.items():
            writer.part(ROWS + name, _rows(reader, name, columns, town_id, data_key))
        for name, path in reader.of_the_folder():
            writer.part(FILES + name, file_blocks(path), mode=0o600)
        for name, target in about["links"].items():
            writer.part(FILES + name, iter(()), link=target)
        writer.close()
    beside = write_keys(slug, town_id=town_id, data_key=data_key, backup_key=backup_key, folder=passing / "keys")
    return passing / "town.wardmote", beside


def _rows(reader: Reader, name: str, columns: Sequence[Column], town_id: str, key: bytes) -> Iterator[bytes]:
    at = {column.name: number for number, column in enumerate(columns)}
    for row in reader.rows(name):
        if name == "minutes_original":  # whether a file was given before is told by a mark of this town's key
            row[at["fingerprint"]] = fingerprint(row[at["content"]], key=key)  # type: ignore[arg-type]
        for number, column in enumerate(columns):
            if column.kind in SEALED:
                binding = bound_to(town_id, column.label, row[at["id"]])  # type: ignore[arg-type]
                said = row[number]
                row[number] = b"" if said is None else seal(said, key=key, binding=binding)  # type: ignore[arg-type]
        yield packed(row)
