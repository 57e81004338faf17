"""Which holdings of a seat have ended, kept outside the record, so that a restore brings none of them back.

One line for each: the day from which it has ended, and a hash of the holding's id under the town's key. The line names
nobody. The file lies in the town's folder, beside its keys, and beside each backup that is made later.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from wardmote.backups.keeping import backups_folder
from wardmote.towns.folder import Town, keys_folder, write_whole

NAME = "endings.txt"
LINE = re.compile(r"(\d{4}-\d\d-\d\d) ([0-9a-f]{64})")


def mark_of(holding_id: UUID, *, key: bytes) -> str:
    """What stands for this holding outside the record."""
    return hmac.new(key, b"ended holding" + holding_id.bytes, sha256).hexdigest()


def in_folder(town: Town) -> Path:
    """Where the town's own folder has them."""
    return town.folder / NAME


def beside_keys(town: Town) -> Path:
    """Where they lie beside the keys."""
    return keys_folder() / f"{town.slug}.{NAME}"


def beside_backups(folder: Path, *, slug: str) -> Path:
    """Where they lie beside backups."""
    return folder / f"{slug}.{NAME}"


def read(path: Path) -> dict[str, date]:
    """The endings of a file: mark and day. What is not there, or is no such line, ends nothing."""
    try:
        lines = path.read_text(errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, date] = {}
    for line in lines:
        if told := LINE.fullmatch(line.strip()):
            merge(found, {told[2]: date.fromisoformat(told[1])})
    return found


def merge(into: dict[str, date], more: Mapping[str, date]) -> None:
    """Add endings; of two days for one holding, the earlier holds."""
    for mark, day in more.items():
        into[mark] = min(day, into.get(mark, day))


def keep(path: Path, endings: Mapping[str, date]) -> None:
    """Add endings to a file, which is written whole; what it had stays."""
    had = read(path)
    whole = dict(had)
    merge(whole, endings)
    if whole != had:
        _write(path, whole)


def _write(path: Path, endings: Mapping[str, date]) -> None:
    lines = sorted(f"{day.isoformat()} {mark}\n" for mark, day in endings.items())
    write_whole(path, "".join(lines).encode())


def leave(town: Town, ended: Iterable[tuple[UUID, date]]) -> None:
    """Note that these holdings have ended, in the town's folder and beside its keys."""
    told = {mark_of(holding_id, key=town.data_key): day for holding_id, day in ended}
    for path in (in_folder(town), beside_keys(town)):
        keep(path, told)


def withdraw(town: Town, holding_ids: Iterable[UUID]) -> None:
    """Forget that these holdings have ended: the end of each was taken back, and a restore must not end it again.

    What lies beside backups that were carried to another place still says so; after a restore the clerk looks through
    the list of seats.
    """
    gone = {mark_of(holding_id, key=town.data_key) for holding_id in holding_ids}
    for path in (in_folder(town), beside_keys(town), beside_backups(backups_folder(town), slug=town.slug)):
        had = read(path)
        if gone & had.keys():
            _write(path, {mark: day for mark, day in had.items() if mark not in gone})
