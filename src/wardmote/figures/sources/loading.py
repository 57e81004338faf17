"""Take downloads into the store: all that can be read, and one change of what counts."""

import fcntl
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as parquet

from wardmote.figures.sources import manifest as manifests
from wardmote.figures.sources.coverage import known_codes
from wardmote.figures.sources.download import Download, Member, Opened, Unusable, look_into
from wardmote.figures.sources.manifest import Manifest, Part, fresh
from wardmote.figures.sources.repeats import find, left_out, left_out_by_key, of_parts, repeats_in, within
from wardmote.figures.sources.store import areas_in
from wardmote.figures.sources.street_file import ASB, KINDS, Rows, counted_again, read_street_file

WORKERS = 2
AHEAD = 4  # files read ahead of what is written down: bounds the memory
FLUSHERS = 8  # they only wait
Progress = Callable[[int, int], None]  # bytes of text done, and of all

A_NEWER_IS_KEPT = "a newer download is kept"
A_WHOLE_IS_KEPT = "a whole month is kept, not an extract"


class NotLoaded(Exception):
    """A sentence that says why nothing was loaded, and what to do."""


@dataclass(frozen=True)
class Left:
    """A download, or a file of it, that was left out, and why. `member` is empty where it is the whole download."""

    archive: str
    member: str
    reason: str


@dataclass(frozen=True)
class LoadReport:
    """What one load did.

    `loaded` are the parts now in the store, `kept` files that a newer download of the same month stands before,
    `refused` downloads and files that could not be read. `downloaded_on` has the day of each download. `left_out` are
    the rows of the whole store that do not count, because another row has the same Crime ID.
    """

    downloaded_on: Mapping[str, date] = field(default_factory=dict)
    loaded: tuple[Part, ...] = ()
    kept: tuple[Left, ...] = ()
    refused: tuple[Left, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was refused, no file and no row."""
        return not self.refused and not any(part.refused for part in self.loaded)


@dataclass(frozen=True)
class _Source:
    """A download of this load, open, with the day it was made."""

    download: Download
    opened: Opened
    day: date
    scope: str | None


@dataclass(frozen=True)
class _Candidate:
    """A file that may become the part of its force and month."""

    source: _Source
    member: Member
    turn: int

    @property
    def rank(self) -> tuple[bool, date, int]:
        """The newest download wins, of equal ones the one given later; a whole month goes before an extract."""
        return self.source.scope is None, self.source.day, self.turn


def load(
    paths: Sequence[Path],
    store: Path,
    *,
    loaded_at: datetime,
    downloaded_on: date | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Take downloads of data.police.uk into the store in the folder `store`, which is made if need be.

    What can't be read is named in the report and left out; the rest loads. A month that is there already is replaced by
    a download as new or newer. The store changes at once, at the end: a kill or an error before leaves it as it was.

    Args:
        paths: zip files or folders, each with files `YYYY-MM-force-street.csv` at any depth.
        loaded_at: now.
        downloaded_on: the day on which they were downloaded. If not given, the latest day on which a file in the
            download was changed.
        progress: called now and then with the bytes done and the bytes of all.

    Raises:
        NotLoaded: another load is at work, or a day lies in the future.
        StoreUnreadable: the list of what counts is damaged.
    """
    downloads, refused = _looked_into(paths)
    days = {id(one): downloaded_on or one.newest or loaded_at.date() for one in downloads}
    if late := [one for one in downloads if days[id(one)] > loaded_at.date()]:
        day = days[id(late[0])]
        raise NotLoaded(
            f"{late[0].name} would be of {day}, which is to come. Nothing was loaded. Give --downloaded-on."
        )
    (store / "parts").mkdir(parents=True, exist_ok=True)
    (store / "counts").mkdir(exist_ok=True)
    (store / "ids").mkdir(exist_ok=True)
    with alone(store), ExitStack() as stack:
        before = manifests.read(store)
        scopes = dict(before.scopes)
        sources = [_source(one, days[id(one)], scopes, stack) for one in downloads]
        load = _Load(store, before, scopes, loaded_at, progress)
        load.refused += refused
        load.run(sources)
        report = load.finish()
    passed_over: dict[str, int] = {}
    for one in downloads:
        for what, many in one.passed_over.items():
            passed_over[what] = passed_over.get(what, 0) + many
    return replace(report, downloaded_on={one.name: days[id(one)] for one in downloads}, passed_over=passed_over)


def _looked_into(paths: Sequence[Path]) -> tuple[list[Download], list[Left]]:
    downloads, refused = [], []
    for path in paths:
        try:
            found = look_into(path)
        except Unusable as error:
            refused.append(Left(path.name, "", str(error)))
            continue
        refused += [Left(found.name, name, why) for name, why in found.refused]
        if found.members:
            downloads.append(found)
        elif not found.refused:
            refused.append(Left(found.name, "", "it holds no file like 2022-01-west-mercia-street.csv"))
    return downloads, refused


def _source(download: Download, day: date, scopes: dict[str, tuple[str, ...]], stack: ExitStack) -> _Source:
    opened = stack.enter_context(download.opened())
    if download.scope is None:
        return _Source(download, opened, day, None)
    codes = tuple(sorted(download.scope))
    name = hashlib.sha256("\n".join(codes).encode()).hexdigest()[:12]
    scopes[name] = codes
    return _Source(download, opened, day, name)


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Hold off other loads into the same store; a kill lets go by itself.

    Raises:
        NotLoaded: another load is at work.
    """
    with (store / ".load.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotLoaded("Crime figures are being loaded already. Nothing more was loaded. Wait for that.") from None
        yield


class _Load:
    """One load at work: what it has read, month by month, and in the end what counts."""

    def __init__(
        self,
        store: Path,
        before: Manifest,
        scopes: dict[str, tuple[str, ...]],
        loaded_at: datetime,
        progress: Progress | None,
    ) -> None:
        self.store, self.before, self.scopes, self.loaded_at = store, before, scopes, loaded_at
        self.progress = progress or (lambda done, of: None)
        self.there = {part.key: part for part in before.parts}
        self.areas = areas_in(store, before)
        self.counts, self.ids = dict(before.counts), dict(before.ids)
        self.new: dict[tuple[str, str], Part] = {}
        self.twice: list[pa.Table] = []
        self.kept: list[Left] = []
        self.refused: list[Left] = []
        self.done = self.all = 0

    def run(self, sources: Sequence[_Source]) -> None:
        """Read every file that has a turn, a month after the other."""
        by_key: dict[tuple[str, str], list[_Candidate]] = {}
        for turn, source in enumerate(sources):
            for member in source.download.members:
                by_key.setdefault((member.month, member.force), []).append(_Candidate(source, member, turn))
                self.all += member.size
        month, read = "", dict[str, Rows]()
        with ThreadPoolExecutor(WORKERS) as pool:
            for (of, force), rows in self._in_order(pool, dict(sorted(by_key.items()))):
                if of != month:
                    self._close(month, read)
                    month, read = of, {}
                if rows is not None:
                    read[force] = rows
            self._close(month, read)

    def _in_order(
        self, pool: ThreadPoolExecutor, by_key: dict[tuple[str, str], list[_Candidate]]
    ) -> Iterator[tuple[tuple[str, str], Rows | None]]:
        """The rows of each force and month, in order, while the next ones are being read."""
        waiting: deque[Future[Rows | None]] = deque()
        ahead = iter(by_key.values())
        try:
            for key, candidates in by_key.items():
                while len(waiting) < AHEAD and (more := next(ahead, None)):
                    waiting.append(pool.submit(self._best, sorted(more, key=lambda one: one.rank, reverse=True)))
                yield key, waiting.popleft().result()
                self.done += sum(one.member.size for one in candidates)
                self.progress(self.done, self.all)
        finally:
            for job in waiting:
                job.cancel()

    def _best(self, candidates: list[_Candidate]) -> Rows | None:
        """Read and write the best file that can be read; None, if what is there stays."""
        found: Rows | None = None
        for one in candidates:
            member, archive = one.member, one.source.download.name
            if found is not None or (why := self._stays(one)):
                self.kept.append(Left(archive, member.name, A_NEWER_IS_KEPT if found is not None else why))
            else:
                try:
                    found = self._read(one)
                except Unusable as error:
                    self.refused.append(Left(archive, member.name, str(error)))
        return found

    def _stays(self, one: _Candidate) -> str:
        """Why the part that is there is not replaced; empty, if it is."""
        there = self.there.get((one.member.force, one.member.month))
        if there is None:
            return ""
        if there.scope is None and one.source.scope is not None:
            return A_WHOLE_IS_KEPT
        newer = there.downloaded_on > one.source.day
        return A_NEWER_IS_KEPT if newer and (there.scope is None) == (one.source.scope is None) else ""

    def _read(self, one: _Candidate) -> Rows:
        """Read one file and write it as a part."""
        text = one.source.opened.text(one.member.name)
        rows = read_street_file(text, one.member.force, one.member.month)
        file = "parts/" + fresh(f"{one.member.month}-{one.member.force}", "parquet")
        _write_rows(self.store / file, rows.table)
        counted = rows.counts.sum(axis=0) + rows.unplaced
        known = known_codes()
        unknown = [(code, row) for row, code in enumerate(rows.codes) if code not in known]
        self.new[one.member.force, one.member.month] = Part(
            force=one.member.force,
            month=one.member.month,
            file=file,
            archive=one.source.download.name,
            member=one.member.name,
            sha256=hashlib.sha256(text).hexdigest(),
            size=len(text),
            downloaded_on=one.source.day,
            loaded_at=self.loaded_at,
            rows_in=rows.rows_in,
            rows=rows.table.num_rows,
            ids=len(rows.ids),
            crimes=int(counted.sum() - counted[ASB]),
            areas=len(rows.codes),
            unplaced={kind: int(n) for kind, n in zip(KINDS, rows.unplaced, strict=True) if n},
            unknown={code: int(rows.counts[row].sum()) for code, row in unknown},
            refused=rows.refused,
            scope=one.source.scope,
        )
        if (twice := within(rows.table, rows.ids, (one.member.force, one.member.month))) is not None:
            self.twice.append(twice)
        return replace(rows, table=None)

    # A month

    def _close(self, month: str, read: dict[str, Rows]) -> None:
        """Write the counts and the Crime IDs of a month of which something is new."""
        if not read:
            return
        codes_and_counts = {force: (rows.codes, rows.counts) for force, rows in read.items()}
        ids = {force: rows.ids for force, rows in read.items()}
        older = [part for part in self.before.parts if part.month == month]
        if set(read) < {part.force for part in older} | set(read) and older:
            every = np.load(self.store / self.before.ids[month])
            ends = np.cumsum([part.ids for part in older])
            for part, its in zip(older, np.split(every, ends[:-1]), strict=True):
                if part.force not in read:
                    table = parquet.ParquetFile(self.store / part.file).read(["lsoa_code", "category"])
                    codes_and_counts[part.force], ids[part.force] = counted_again(table), its
        places = {force: self._places(codes) for force, (codes, _) in codes_and_counts.items()}
        total = np.zeros((len(self.areas), len(KINDS)), dtype=np.int32)
        for force, (_, counts) in codes_and_counts.items():
            total[places[force]] += counts
        self.counts[month] = self._array("counts", month, total)
        self.ids[month] = self._array("ids", month, np.concatenate([ids[force] for force in sorted(ids)]))

    def _places(self, codes: Sequence[str]) -> list[int]:
        """The rows of these areas in counts; new areas come last."""
        for code in codes:
            if code not in self.areas:
                self.areas[code] = len(self.areas)
        return [self.areas[code] for code in codes]

    def _array(self, folder: str, month: str, array: npt.NDArray[np.generic]) -> str:
        name = f"{folder}/{fresh(month, 'npy')}"
        np.save(self.store / name, array)
        return name

    # The switch

    def finish(self) -> LoadReport:
        """Make what was read count, and take away what no manifest names any more."""
        report = LoadReport(kept=_by_name(self.kept), refused=_by_name(self.refused))
        known = repeats_in(self.store, self.before)
        if not self.new:
            return replace(report, left_out=left_out(known).num_rows)
        parts = sorted((self.there | self.new).values(), key=lambda part: (part.month, part.force))
        used = {part.scope for part in parts}
        made = Manifest(
            parts=tuple(parts),
            counts=self.counts,
            ids=self.ids,
            areas=fresh("areas", "json"),
            scopes={name: codes for name, codes in self.scopes.items() if name in used},
            before=tuple(self.before.files()),
        )
        at_hand = [of_parts(known, self.there.keys() - self.new.keys()), *self.twice]
        repeats = find(self.store, made, at_hand)
        twice = left_out_by_key(repeats)
        parts = [replace(part, repeated=twice[part.key]) for part in parts]
        made = replace(made, parts=tuple(parts), repeats=fresh("repeats", "parquet"))
        report = replace(report, loaded=tuple(part for part in parts if part.key in self.new))
        (self.store / str(made.areas)).write_text(json.dumps(list(self.areas)))
        _write_rows(self.store / str(made.repeats), repeats)
        # All at once, after all is written: the disk then writes many with one turn.
        written = [*sorted({*made.files()} - {*made.before}), "parts", "counts", "ids"]
        with ThreadPoolExecutor(FLUSHERS) as pool:
            list(pool.map(manifests.flush, (self.store / name for name in written)))
        manifests.write(self.store, made)
        _sweep(self.store, {*made.files(), *made.before})
        return replace(report, left_out=left_out(repeats).num_rows)


def _write_rows(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet. Crime IDs are random and do not pack."""
    plain = [name for name in table.column_names if name != "crime_id"]
    with pa.OSFile(str(path), "wb") as file:
        parquet.write_table(
            table,
            file,
            compression={name: "lz4" if name in plain else "none" for name in table.column_names},
            use_dictionary=[name for name in plain if name != "row"],
            column_encoding={"row": "DELTA_BINARY_PACKED"} if "row" in plain else None,
            write_statistics=False,
        )


def _by_name(left: list[Left]) -> tuple[Left, ...]:
    return tuple(sorted(left, key=lambda one: (one.archive, one.member)))


def _sweep(store: Path, keep: set[str]) -> None:
    """Take away files that no manifest names, but for those that readers of the one before may have open."""
    for path in [*store.glob("*"), *store.glob("*/*")]:
        name = path.relative_to(store).as_posix()
        ours = name.startswith(("parts/", "counts/", "ids/", "areas-", "repeats-"))
        if ours and name not in keep:
            path.unlink(missing_ok=True)
