"""The export, row by row. What a bad row holds is never repeated: its line number is."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from wardmote.figures.demand.profile import Profile, folded

OTHER = "other kinds"


class Unusable(ValueError):
    """The export can't be read at all; the sentence names no content."""


@dataclass(frozen=True)
class Incident:
    """One row. Place and caller are none where they are not known; they are never printed, not even in an error."""

    on: date
    kind: str
    where: str | None = field(repr=False)
    who: str | None = field(repr=False)
    number: str | None = field(repr=False)


@dataclass(frozen=True)
class Export:
    """Every row that could be read, and the line numbers of those that could not."""

    incidents: tuple[Incident, ...] = field(repr=False)
    bad_lines: tuple[int, ...]


def read_export(path: Path, profile: Profile) -> Export:
    """Read an export. Opens the file for reading, and nothing else.

    A row without a date that can be read, or with fewer cells than columns, is left out and its line number noted.

    Raises:
        Unusable: there is no such file, its letters are in another encoding, or a column of the profile is missing.
    """
    incidents: list[Incident] = []
    bad: list[int] = []
    try:
        with path.open(encoding=profile.encoding, newline="") as file:
            for line, row in _rows(file, profile):
                made = _incident(row, profile) if row is not None else None
                if made is None:
                    bad.append(line)
                else:
                    incidents.append(made)
    except OSError:
        raise Unusable("The export can't be opened. Nothing was read. Check the name of the file.") from None
    except (UnicodeError, LookupError):
        raise Unusable("The export is in another encoding. Nothing was kept. Name it in the profile.") from None
    return Export(tuple(incidents), tuple(bad))


def _rows(file: TextIO, profile: Profile) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each row with the number of its first line; none for one that is torn."""
    reader = csv.reader(file, delimiter=profile.delimiter)
    headings: list[str] = next(reader, [])
    wanted = [profile.when, profile.where, profile.who, profile.kind, *filter(None, [profile.incident])]
    missing = [name for name in wanted if name not in headings]
    if missing:
        raise Unusable(f"The first line has no column “{missing[0]}”. Nothing was kept. Name the columns in a profile.")
    places = [(name, headings.index(name)) for name in wanted]
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if cells:
            torn = len(cells) != len(headings)
            yield line, None if torn else {name: cells[place] for name, place in places}


def _incident(row: dict[str, str], profile: Profile) -> Incident | None:
    on = _day(row[profile.when].strip(), profile.formats)
    if on is None:
        return None
    where, who, kind = folded(row[profile.where]), folded(row[profile.who]), folded(row[profile.kind])
    known = {folded(name): name for name in profile.kinds}
    number = folded(row[profile.incident]) if profile.incident else ""
    return Incident(
        on=on,
        kind=known.get(kind, OTHER),
        where=None if where in profile.nowhere else where,
        who=None if who in profile.nobody else who,
        number=number or None,
    )


def _day(written: str, formats: tuple[str, ...]) -> date | None:
    for form in formats:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None
