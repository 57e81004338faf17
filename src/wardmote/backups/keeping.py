"""Where backups lie, which are kept, and how things stand: a folder of whole files, and a note. Pure of Django."""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from wardmote.towns.folder import Town, write_whole

LONDON = ZoneInfo("Europe/London")
SUFFIX = ".wardmote"
KEPT_ALL = timedelta(days=2)
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 14, 8, 12
NIGHTLY_AT = time(2, 0)  # in the town's own time
TRY_AGAIN_AFTER = timedelta(hours=1)
LATE_AFTER = timedelta(hours=36)
PROVE_AFTER = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file that lies in a folder; its name says from when it is."""

    path: Path
    made_at: datetime

    @property
    def size_bytes(self) -> int:
        """How large it is."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class State:
    """What the timer noted: what was proven last, and what went wrong since."""

    proven_at: datetime | None = None  # when a restore was last proven
    proven_file: str | None = None
    proven_rows: int = 0
    tried_at: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """For the home page: the last backup, the last proven restore, and what needs care, in words."""

    last_at: datetime | None
    size_bytes: int
    folder: Path
    proven_at: datetime | None
    problem: str | None


def backups_folder(town: Town) -> Path:
    """`WARDMOTE_BACKUPS` with a folder for each town in it, or `backups` in the town's folder."""
    elsewhere = os.environ.get("WARDMOTE_BACKUPS")
    return Path(elsewhere).resolve() / town.slug if elsewhere else town.folder / "backups"


def name_of(town: Town, made_at: datetime) -> str:
    """The name of a backup file."""
    return f"{town.slug}-{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"


def backups_in(folder: Path, *, slug: str) -> list[Backup]:
    """This town's backups in a folder, oldest first. A part of a file that was not finished is none."""
    form = re.compile(re.escape(slug) + r"-(\d{8}T\d{6}Z)" + re.escape(SUFFIX))
    found = []
    for path in folder.iterdir() if folder.is_dir() else []:
        if (named := form.fullmatch(path.name)) and path.is_file():
            found.append(Backup(path, datetime.strptime(named[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)))
    return sorted(found, key=lambda backup: backup.made_at)


def to_keep(made: Iterable[datetime]) -> set[datetime]:
    """Which backups stay: all of the last two days, and the newest of each of 14 days, 8 weeks and 12 months.

    >>> hours = [datetime(2022, 10, day, hour, tzinfo=UTC) for day in (25, 28) for hour in (2, 9)]
    >>> sorted(at.isoformat()[:13] for at in to_keep(hours))
    ['2022-10-25T09', '2022-10-28T02', '2022-10-28T09']
    """
    newest_first = sorted(made, reverse=True)
    kept = {at for at in newest_first if newest_first[0] - at < KEPT_ALL}
    for form, many in (("%Y-%m-%d", KEPT_DAYS), ("%G-%V", KEPT_WEEKS), ("%Y-%m", KEPT_MONTHS)):
        newest: dict[str, datetime] = {}
        for at in newest_first:
            newest.setdefault(at.astimezone(LONDON).strftime(form), at)
        kept |= set(list(newest.values())[:many])
    return kept


def tidy(town: Town) -> list[Path]:
    """Delete what need not be kept, in the town's own folder of backups only; what was deleted.

    The newest backup and the one that was proven last always stay.
    """
    folder, proven = backups_folder(town), read_state(town).proven_file
    there = backups_in(folder, slug=town.slug)
    kept = to_keep(backup.made_at for backup in there)
    gone = [b.path for b in there[:-1] if b.made_at not in kept and b.path.name != proven]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def clear_parts(folder: Path) -> None:
    """Remove what a kill left of a file that was being written. Call it with the lock held."""
    for part in folder.glob(f".*{SUFFIX}*.part"):
        part.unlink(missing_ok=True)


def read_state(town: Town) -> State:
    """What was noted last; nothing, if nothing was or the note can't be read."""
    try:
        told = json.loads((town.folder / "backups.json").read_text())
        for name in ("proven_at", "tried_at"):
            told[name] = datetime.fromisoformat(told[name]) if told[name] else None
        return State(**told)
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def note(town: Town, **changed: object) -> State:
    """Write down how things stand."""
    state = replace(read_state(town), **changed)  # type: ignore[arg-type]  # names of its own fields
    told = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(state).items()}
    write_whole(town.folder / "backups.json", json.dumps(told, indent=1, ensure_ascii=False).encode())
    return state


def standing(town: Town, *, now: datetime) -> Standing:
    """How backups stand, for a page that any member may see; it reads the folder and one small file."""
    folder = backups_folder(town)
    there, state = backups_in(folder, slug=town.slug), read_state(town)
    last = there[-1] if there else None
    return Standing(
        last_at=last.made_at if last else None,
        size_bytes=last.size_bytes if last else 0,
        folder=folder,
        proven_at=state.proven_at,
        problem=_problem(last, state, now),
    )


def _problem(last: Backup | None, state: State, now: datetime) -> str | None:
    if state.problem:
        return state.problem
    if last is None:
        return "There is no backup yet. The timer makes one each night; ./wardmote backup makes one now."
    if last.made_at > now + timedelta(hours=1):
        return "The last backup is from the future. Check the clock of this machine."
    if now - last.made_at > LATE_AFTER:
        hours = (now - last.made_at) // timedelta(hours=1)
        return f"The last backup is {hours} hours old. Is the timer running? ./wardmote backup makes one now."
    if state.proven_at is None:
        return "No restore was proven yet. The timer proves one each night after its backup."
    if now - state.proven_at > PROVE_AFTER:
        return "No restore was proven for more than a week. ./wardmote backup --prove proves one now."
    return None


def night_of(now: datetime) -> datetime:
    """When the last night's backup was due.

    >>> night_of(datetime(2022, 7, 1, 0, 59, tzinfo=UTC)).isoformat()  # 01:59 in summer: the night before
    '2022-06-30T02:00:00+01:00'
    """
    local = now.astimezone(LONDON)
    day = local.date() if local.time() >= NIGHTLY_AT else local.date() - timedelta(days=1)
    return datetime.combine(day, NIGHTLY_AT, LONDON)


def is_due(town: Town, *, now: datetime) -> bool:
    """Whether this night's backup, or its proof, is still to be made. After a failure it is tried again in an hour."""
    state, night = read_state(town), night_of(now)
    if state.problem and state.tried_at and timedelta(0) <= now - state.tried_at < TRY_AGAIN_AFTER:
        return False
    there = backups_in(backups_folder(town), slug=town.slug)
    made = bool(there) and there[-1].made_at >= night
    return not made or state.proven_at is None or state.proven_at < night


@contextmanager
def alone(town: Town, what: str, *, wait: bool = False) -> Iterator[bool]:
    """Whether this process is the only one at `what` in this town; a kill lets go by itself."""
    with (town.folder / f".{what}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_UN)
