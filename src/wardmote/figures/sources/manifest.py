"""The list of what counts in a store, and a list for each month: its parts by force, and where each came from."""

import json
import os
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

FORMAT = 3
# In the first, each part had a file of its own; until the third, the manifest was the list of all months as well.
READABLE = (1, 2, 3)
NAME = "manifest.json"


class StoreUnreadable(Exception):
    """A sentence that says what is wrong with the store of crime figures, and what to do."""


@dataclass(frozen=True)
class Refused:
    """Rows of a file that were left out for one reason, with the numbers of the first lines."""

    reason: str
    rows: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """The rows of one force and month, and where they came from. `file` may hold other forces of the month too.

    `rows_in` are all rows of the file, `rows` those kept. Of these `repeated` do not count, because another row has the
    same Crime ID, here or in another part. `ids` are rows that have one. `crimes` leaves anti-social behaviour out,
    `areas` counts small areas with a row, and `unplaced` the rows without an area by kind. `unknown` counts rows by a
    code that the look-up hasn't, beyond the first codes together under "". `scope` names the extract that it belongs
    to, if the file holds only some areas.
    """

    force: str
    month: str
    file: str
    archive: str
    member: str
    sha256: str
    size: int  # bytes of the member's text
    downloaded_on: date
    loaded_at: datetime
    rows_in: int
    rows: int
    ids: int
    crimes: int
    areas: int
    unplaced: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    scope: str | None = None
    repeated: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Force and month: what a later download replaces."""
        return self.force, self.month

    @property
    def refused_rows(self) -> int:
        """How many rows were left out."""
        return sum(each.rows for each in self.refused)


@dataclass(frozen=True)
class Month:
    """The files of one month: the list of its parts, their rows, the counts and the Crime IDs of all of them."""

    parts: str
    rows: tuple[str, ...]
    counts: str
    ids: str
    scopes: tuple[str, ...] = ()  # the extracts that its parts belong to

    def files(self) -> Iterator[str]:
        """Each of them, by its name in the store."""
        yield from (self.parts, *self.written())

    def written(self) -> Iterator[str]:
        """Those that hold what was read: all but the list of parts, which is written last."""
        yield from (*self.rows, self.counts, self.ids)


@dataclass(frozen=True)
class Manifest:
    """What counts. `areas` is the list of codes that counts go by; `scopes` are the areas of each extract.

    `before` are files that only the manifest before this one names: readers that opened that may still be at work.
    """

    months: Mapping[str, Month] = field(default_factory=dict)
    areas: str | None = None
    repeats: str | None = None
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: tuple[str, ...] = ()

    def files(self) -> Iterator[str]:
        """Every file that this manifest needs, by its name in the store."""
        for month in self.months.values():
            yield from month.files()
        yield from (name for name in (self.areas, self.repeats) if name)


def fresh(what: str, ending: str) -> str:
    """A name that no file of a store has had."""
    return f"{what}-{secrets.token_hex(6)}.{ending}"


def read(folder: Path) -> Manifest:
    """What counts in the store in `folder`; nothing, if there is no store yet.

    Raises:
        StoreUnreadable: the list is damaged, or a newer Wardmote wrote it.
    """
    if not (folder / NAME).exists():
        return Manifest()
    told = _loaded(folder / NAME)
    if told.get("format") not in READABLE:
        raise StoreUnreadable("A newer Wardmote wrote these crime figures. Nothing was changed. Upgrade this one.")
    months = _older_months(told) if "parts" in told else {at: _month(each) for at, each in told["months"].items()}
    scopes = {name: tuple(codes) for name, codes in told["scopes"].items()}
    return Manifest(dict(sorted(months.items())), told["areas"], told["repeats"], scopes, tuple(told["before"]))


def _loaded(file: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(file.read_text())
    except (FileNotFoundError, ValueError) as error:
        raise StoreUnreadable("The list of crime figures is damaged. Nothing was changed. Load them again.") from error
    return told


def _month(told: dict[str, Any]) -> Month:
    return Month(told["parts"], tuple(told["rows"]), told["counts"], told["ids"], tuple(told["scopes"]))


def _older_months(told: dict[str, Any]) -> dict[str, Month]:
    """The months of a manifest that has all parts itself."""
    by_month: dict[str, list[dict[str, Any]]] = {}
    for part in told["parts"]:
        by_month.setdefault(part["month"], []).append(part)
    return {
        month: Month(
            NAME,
            tuple(dict.fromkeys(part["file"] for part in its)),
            told["counts"][month],
            told["ids"][month],
            tuple(sorted({part["scope"] for part in its} - {None})),
        )
        for month, its in by_month.items()
    }


def read_parts(folder: Path, manifest: Manifest, months: Collection[str]) -> list[Part]:
    """The parts of some months, by month and force. Other months need not be read.

    Raises:
        StoreUnreadable: a list is missing or damaged.
    """
    lists = dict.fromkeys(its.parts for month, its in manifest.months.items() if month in months)
    told = [part for name in lists for part in _loaded(folder / name)["parts"]]
    return sorted((_part(each) for each in told if each["month"] in months), key=lambda part: (part.month, part.force))


def _part(told: dict[str, Any]) -> Part:
    told["downloaded_on"] = date.fromisoformat(told["downloaded_on"])
    told["loaded_at"] = datetime.fromisoformat(told["loaded_at"])
    told["refused"] = tuple(Refused(one["reason"], one["rows"], tuple(one["lines"])) for one in told["refused"])
    return Part(**told)


def write_parts_list(folder: Path, month: str, parts: Sequence[Part]) -> str:
    """Write the list of the parts of one month under a new name."""
    name = f"lists/{fresh(month, 'json')}"
    (folder / name).write_text(json.dumps({"parts": parts}, default=_plain))
    return name


def write(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` what counts, at once. The files it names are flushed already."""
    text = json.dumps({"format": FORMAT} | vars(manifest), default=_plain)
    whole(folder / f".{NAME}.part", text.encode())
    os.replace(folder / f".{NAME}.part", folder / NAME)
    flush(folder)


def _plain(value: Any) -> Any:
    """A day as text, a part by its fields. `asdict` would copy all of them first, which takes longer."""
    return value.isoformat() if isinstance(value, date) else vars(value)


def whole(path: Path, content: bytes) -> None:
    """Write a file and flush it."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush(path: Path) -> None:
    """A file, or the names in a folder, outlive a power cut only after this."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
