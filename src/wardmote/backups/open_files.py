"""A town as open files: a table of comma-separated values for each table, and every file that the record holds. Pure.

    town.json        the town, when this was made, the tables with their columns, and the hash of every other file
    tables/….csv     one row a line; the first line names the columns
    files/….pdf      what was given or sent as a file, named by table and row
    folder/…         the rest of the town's folder: letters and releases

An empty cell is nothing. A cell that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from wardmote.backups.values import Json

FORMAT = 1
TOWN, TABLES, CONTENTS, FOLDER = "town.json", "tables", "files", "folder"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
BEGINNINGS = {b"%PDF": "pdf", b"PK\x03\x04": "docx"}
LONGEST_CELL = 2**31 - 1  # as C counts it


class BadFiles(Exception):
    """A sentence that says why this folder can't be used."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "yes or no"
    ID = "id"
    DAY = "day"
    CLOCK = "time"
    MOMENT = "moment"
    JSON = "json"
    BYTES = "bytes"
    WORDS = "sealed words"
    FILE = "sealed file"


SEALED = (Kind.WORDS, Kind.FILE)
SAID = (Kind.TEXT, Kind.WORDS)
WRITTEN: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.NUMBER: str,
    Kind.FLAG: lambda value: "yes" if value else "no",
    Kind.ID: str,
    Kind.DAY: lambda value: str(value.isoformat()),
    Kind.CLOCK: lambda value: str(value.isoformat()),
    Kind.MOMENT: lambda value: str(value.isoformat()),
    Kind.JSON: lambda value: json.dumps(value, ensure_ascii=False),
    Kind.BYTES: lambda value: bytes(value).hex(),
    Kind.WORDS: lambda value: bytes(value).decode(),
}
READ: Mapping[Kind, Callable[[str], object]] = {
    Kind.TEXT: str,
    Kind.NUMBER: int,
    Kind.FLAG: lambda cell: {"yes": True, "no": False}[cell],
    Kind.ID: UUID,
    Kind.DAY: date.fromisoformat,
    Kind.CLOCK: time.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.JSON: lambda cell: Json(json.loads(cell)),
    Kind.BYTES: bytes.fromhex,
    Kind.WORDS: lambda cell: cell.encode(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, whether nothing is allowed in it, and of a sealed one what its seal is bound to."""

    name: str
    kind: Kind
    nullable: bool = False
    label: str = ""


def cell_of(value: object, kind: Kind) -> str:
    """A value as a cell.

    >>> cell_of(None, Kind.DAY), cell_of(True, Kind.FLAG), cell_of("=1+1", Kind.TEXT), cell_of("'n", Kind.TEXT)
    ('', 'yes', "'=1+1", "''n")
    """
    if value is None:
        return ""
    written = WRITTEN[kind](value)
    marked = written.startswith(FORMULA) or (kind is Kind.WORDS and not written)  # sealed, and empty
    return f"'{written}" if kind in SAID and marked else written


def value_of(cell: str, column: Column) -> object:
    """The value of a cell; of sealed words what they say, and nothing where none were ever sealed.

    >>> value_of("'=1+1", Column("said", Kind.TEXT)), value_of("", Column("on", Kind.DAY, nullable=True))
    ('=1+1', None)

    Raises:
        ValueError, KeyError: it is none of its kind.
    """
    if not cell:
        return None if column.nullable or column.kind in SEALED else READ[column.kind](cell)
    return READ[column.kind](cell[1:] if column.kind in SAID and cell.startswith("'") else cell)


class Writer:
    """Writes open files into a folder that is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, list[dict[str, object]]] = {}
        for name in (TABLES, CONTENTS, FOLDER):
            (folder / name).mkdir(mode=0o700)

    def table(self, name: str, columns: Sequence[Column], rows: Iterator[Sequence[str]]) -> int:
        """Write a table; how many rows it has."""
        many = 0
        with (self._folder / TABLES / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow([column.name for column in columns])
            for row in rows:
                lines.writerow(row)
                many += 1
        self._tables[name] = [asdict(column) for column in columns]
        return many

    def file(self, table: str, row_id: object, column: str, content: bytes) -> str:
        """Write what one cell holds as a file; its name, which stands in the cell."""
        ending = next((word for begin, word in BEGINNINGS.items() if content.startswith(begin)), "txt")
        name = f"{table}-{row_id}-{column}.{ending}"
        (self._folder / CONTENTS / name).write_bytes(content)
        return name

    def of_the_folder(self, name: str, content: bytes) -> None:
        """Write a file of the town's own folder."""
        path = self._folder / FOLDER / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)

    def close(self, about: Mapping[str, object]) -> None:
        """Write what this is of, last: a folder without it is not whole."""
        told = {**about, "format": FORMAT, "tables": self._tables, "hashes": hashes(self._folder)}
        (self._folder / TOWN).write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


@contextmanager
def long_cells() -> Iterator[None]:
    """Let a cell be as long as a paper is; for every other reader the limit is as before."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below these folders, by its name; not of `town.json`."""
    files = (path for part in (TABLES, CONTENTS, FOLDER) for path in sorted((folder / part).rglob("*")))
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()
    }


class Reader:
    """Open files, read again.

    Raises:
        BadFiles: this is no such folder, a newer form, or a file of it was changed, lost or added.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self.about: dict[str, Any] = json.loads((folder / TOWN).read_text(encoding="utf-8"))
            written: int = self.about["format"]
        except (OSError, ValueError, KeyError, TypeError):
            raise BadFiles(f"In {folder} there are no open files of a town. Nothing was brought in.") from None
        if written > FORMAT:
            raise BadFiles("These files were made by a newer version of Wardmote. Nothing was brought in.")
        there, listed = hashes(folder), self.about["hashes"]
        if there != listed:
            name = min(name for name in there.keys() | listed.keys() if there.get(name) != listed.get(name))
            raise BadFiles(f"{name} is not as it was handed out. Nothing was brought in. Take the whole folder again.")

    def columns(self, table: str) -> list[Column]:
        """The columns of a table."""
        found = [Column(**told) for told in self.about["tables"][table]]
        return [replace(column, kind=Kind(column.kind)) for column in found]

    def rows(self, table: str) -> Iterator[list[object]]:
        """The rows of a table; of sealed words and files what they say."""
        columns = self.columns(table)
        with long_cells(), (self._folder / TABLES / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            lines = csv.reader(file)
            next(lines, None)
            for line in lines:
                try:
                    yield [self._value(cell, column) for cell, column in zip(line, columns, strict=True)]
                except (ValueError, KeyError, OSError) as error:
                    raise BadFiles(
                        f"{table}.csv can't be read at line {lines.line_num}. Nothing was brought in."
                    ) from error

    def _value(self, cell: str, column: Column) -> object:
        if column.kind is Kind.FILE and cell:
            return (self._folder / CONTENTS / Path(cell).name).read_bytes()
        return value_of(cell, column)

    def of_the_folder(self) -> Iterator[tuple[str, Path]]:
        """The files of the town's own folder, by name."""
        for path in sorted((self._folder / FOLDER).rglob("*")):
            if path.is_file():
                yield path.relative_to(self._folder / FOLDER).as_posix(), path
