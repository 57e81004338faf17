"""What has ended, kept outside the record, so that a restore brings none of it back.

One line for each holding of a seat: the day from which it has ended, and a hash of its id under the town's key. One
line for each sign-in that lost a password, an app or a passkey: the moment, and a hash of its id. The lines name
nobody. The file lies in the town's folder, beside its keys, and beside each backup that is made later.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from wardmote.backups.keeping import backups_folder
from wardmote.towns.folder import Town, keys_folder, write_whole

NAME = "endings.txt"
LINE = re.compile(r"(\d{4}-\d\d-\d\d)(T[\d:.]{8,15}\+00:00)? ([0-9a-f]{64})")
Endings = dict[str, date]  # a mark, and a day for a holding or a moment for a sign-in


def mark_of(holding_id: UUID, *, key: bytes) -> str:
    """What stands for this holding outside the record."""
    return hmac.new(key, b"ended holding" + holding_id.bytes, sha256).hexdigest()


def sign_in_mark(user_id: UUID, *, key: bytes) -> str:
    """What stands for this sign-in outside the record."""
    return hmac.new(key, b"ended sign-in" + user_id.bytes, sha256).hexdigest()


def in_folder(town: Town) -> Path:
    """Where the town's own folder has them."""
    return town.folder / NAME


def beside_keys(town: Town) -> Path:
    """Where they lie beside the keys."""
    return keys_folder() / f"{town.slug}.{NAME}"


def beside_backups(folder: Path, *, slug: str) -> Path:
    """Where they lie beside backups."""
    return folder / f"{slug}.{NAME}"


def read(path: Path) -> Endings:
    """The endings of a file. What is not there, or is no such line, ends nothing."""
    try:
        lines = path.read_text(errors="replace").splitlines()
    except OSError:
        return {}
    found: Endings = {}
    for line in lines:
        if told := LINE.fullmatch(line.strip()):
            day, moment, mark = told.groups()
            merge(found, {mark: datetime.fromisoformat(day + moment) if moment else date.fromisoformat(day)})
    return found


def merge(into: Endings, more: Mapping[str, date]) -> None:
    """Add endings; of two days for one holding, the earlier holds; of two moments for one sign-in, the later."""
    for mark, when in more.items():
        holds = max if isinstance(when, datetime) else min
        into[mark] = holds(when, into.get(mark, when))


def keep(path: Path, endings: Mapping[str, date]) -> None:
    """Add endings to a file, which is written whole; what it had stays."""
    had = read(path)
    whole = dict(had)
    merge(whole, endings)
    if whole != had:
        _write(path, whole)


def _write(path: Path, endings: Mapping[str, date]) -> None:
    lines = sorted(f"{when.isoformat()} {mark}\n" for mark, when in endings.items())
    write_whole(path, "".join(lines).encode())


def leave(town: Town, ended: Iterable[tuple[UUID, date]]) -> None:
    """Note that these holdings have ended, in the town's folder and beside its keys."""
    told: Endings = {mark_of(holding_id, key=town.data_key): day for holding_id, day in ended}
    _keep_both(town, told)


def leave_sign_ins(town: Town, ended: Iterable[tuple[UUID, datetime]]) -> None:
    """Note that what these sign-ins had until then opens nothing any more, in the same two places."""
    _keep_both(town, {sign_in_mark(user_id, key=town.data_key): at.astimezone(UTC) for user_id, at in ended})


def _keep_both(town: Town, told: Endings) -> None:
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
            _write(path, {mark: when for mark, when in had.items() if mark not in gone})
