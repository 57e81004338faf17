"""Take downloads into the store: all that can be read, and one change of what counts."""

import fcntl
import hashlib
import json
import os
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wardmote.figures.sources import manifest as manifests
from wardmote.figures.sources.area_codes import UNKNOWN, known_codes, known_places
from wardmote.figures.sources.candidates import A_NEWER_IS_KEPT, Candidate, Left, Source, Turns, batches, stays
from wardmote.figures.sources.columns import integers, strings
from wardmote.figures.sources.download import Download, Unusable, look_into
from wardmote.figures.sources.manifest import NAME, Manifest, Month, Part, fresh
from wardmote.figures.sources.parts import Written, by_force, parts_that_stay, write_parts, write_rows
from wardmote.figures.sources.repeats import Key, find, left_out, left_out_by_key, repeats_in
from wardmote.figures.sources.store import areas_in
from wardmote.figures.sources.street_file import KINDS, Departs, Placed, read_street_file, read_together

FOLDERS = ("parts", "counts", "ids", "lists")
WORKERS = 2
AHEAD = 4  # batches read ahead of what is written down: bounds the memory
FLUSHERS = 8  # they only wait
Progress = Callable[[int, int], None]  # bytes of text done, and of all


class NotLoaded(Exception):
    """A sentence that says why nothing was loaded, and what to do."""


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
    for folder in FOLDERS:
        (store / folder).mkdir(parents=True, exist_ok=True)
    with alone(store), ExitStack() as stack:
        before = manifests.read(store)
        scopes = dict(before.scopes)
        sources = [_source(one, days[id(one)], scopes, stack) for one in downloads]
        flushers = stack.enter_context(ThreadPoolExecutor(FLUSHERS))
        load = _Load(store, before, scopes, loaded_at, flushers, progress)
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


def _source(download: Download, day: date, scopes: dict[str, tuple[str, ...]], stack: ExitStack) -> Source:
    opened = stack.enter_context(download.opened())
    if download.scope is None:
        return Source(download, opened, day, None)
    codes = tuple(sorted(download.scope))
    name = hashlib.sha256("\n".join(codes).encode()).hexdigest()[:12]
    scopes[name] = codes
    return Source(download, opened, day, name)


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
        flushers: ThreadPoolExecutor,
        progress: Progress | None,
    ) -> None:
        self.store, self.before, self.scopes, self.loaded_at = store, before, scopes, loaded_at
        self.flushers = flushers
        self.flushed: dict[str, Future[None]] = {}
        self.progress = progress or (lambda done, of: None)
        self.had = set(before.files()) - {NAME}
        self.months = dict(before.months)
        self.parts: dict[str, list[Part]] = {}
        self.areas = areas_in(store, before)
        self.areas_before = len(self.areas)
        self.rows_of_known = np.full(len(known_codes()) + 1, UNKNOWN, dtype=np.int32)  # the last is for the unknown
        self.rows_of_known[known_places(strings(tuple(self.areas)))] = np.arange(len(self.areas))
        self.new: set[tuple[str, str]] = set()
        self.twice: list[pa.Table] = []
        self.kept: list[Left] = []
        self.refused: list[Left] = []
        self.done = self.all = 0

    def run(self, sources: Sequence[Source]) -> None:
        """Read every file that has a turn, a month after the other."""
        by_key: dict[tuple[str, str], list[Candidate]] = {}
        for turn, source in enumerate(sources):
            for member in source.download.members:
                by_key.setdefault((member.month, member.force), []).append(Candidate(source, member, turn))
                self.all += member.size
        self._fetch({month for month, _ in by_key} | {month for month, its in self.months.items() if its.parts == NAME})
        turns = [self._turns(candidates) for _, candidates in sorted(by_key.items())]
        with ThreadPoolExecutor(WORKERS) as pool:
            read = self._in_order(pool, batches(each for each in turns if each))
            for month, its in groupby(read, key=lambda written: written.parts[0].month):
                self._close(month, list(its))

    def _turns(self, candidates: list[Candidate]) -> list[Candidate]:
        """Those that may replace what is there, the best first."""
        turns = []
        member = candidates[0].member
        there = next((part for part in self.parts_of(member.month) if part.force == member.force), None)
        for one in sorted(candidates, key=lambda one: one.rank, reverse=True):
            if why := stays(there, one):
                self.kept.append(one.left(why))
                self.done += one.member.size
            else:
                turns.append(one)
        return turns

    def _in_order(self, pool: ThreadPoolExecutor, ahead: Iterator[list[Turns]]) -> Iterator[Written]:
        """What was read of each batch, in order, while the next ones are being read."""
        waiting: deque[tuple[list[Turns], Future[list[Written]]]] = deque()
        try:
            while True:
                while len(waiting) < AHEAD and (batch := next(ahead, None)):
                    waiting.append((batch, pool.submit(self._read, batch)))
                if not waiting:
                    return
                batch, job = waiting.popleft()
                yield from job.result()
                self.done += sum(one.member.size for turns in batch for one in turns)
                self.progress(self.done, self.all)
        finally:
            for _, job in waiting:
                job.cancel()

    def _read(self, batch: Sequence[Turns]) -> list[Written]:
        """Read and write files of one month: the best ones at one go, or each by itself if one of them departs."""
        best = [turns[0] for turns in batch]
        try:
            texts = [one.text() for one in best]
            by_force = {one.member.force: text for one, text in zip(best, texts, strict=True)}
            rows = read_together(by_force, best[0].member.month)
        except (Unusable, Departs):
            return [written for turns in batch if (written := self._best(turns))]
        self.kept += [one.left(A_NEWER_IS_KEPT) for turns in batch for one in turns[1:]]
        return [write_parts(self.store, best, texts, rows, self.loaded_at)]

    def _best(self, turns: Turns) -> Written | None:
        """Read and write the best file of one force and month that can be read; None, if none can."""
        for at, one in enumerate(turns):
            try:
                text = one.text()
                rows = read_street_file(text, one.member.force, one.member.month)
            except Unusable as error:
                self.refused.append(one.left(str(error)))
            else:
                self.kept += [other.left(A_NEWER_IS_KEPT) for other in turns[at + 1 :]]
                return write_parts(self.store, [one], [text], rows, self.loaded_at)
        return None

    # A month

    def _close(self, month: str, read: Sequence[Written]) -> None:
        """Write the counts and the Crime IDs of a month of which something is new."""
        new = {part.key for written in read for part in written.parts}
        self.new |= new
        self.twice += [written.twice for written in read if written.twice is not None]
        older = self.parts_of(month)
        stay = [part for part in older if part.key not in new]
        ids = by_force(older, np.load(self.store / self.before.months[month].ids)) if stay else {}
        going = [part for part in older if part.key in new]
        every = [*read, *parts_that_stay(self.store, stay, going)]
        cells = np.concatenate([self._cells(written.placed) for written in every])
        total = np.bincount(cells, minlength=len(self.areas) * len(KINDS)).astype(np.int32).reshape(-1, len(KINDS))
        for written in every:
            ids |= written.ids
        its = sorted((part for written in every for part in written.parts), key=lambda part: part.force)
        self.parts[month] = its
        self.months[month] = Month(
            parts="",  # written when it is known how many rows are repeated
            rows=tuple(dict.fromkeys(part.file for part in its)),
            counts=self._array("counts", month, total),
            ids=self._array("ids", month, np.concatenate([ids[part.force] for part in its])),
            scopes=tuple(sorted({part.scope for part in its if part.scope})),
        )
        self._flush(self.months[month].written())

    def parts_of(self, month: str) -> list[Part]:
        """The parts of a month as they are now, by force."""
        if month not in self.parts:
            self._fetch([month])
        return self.parts[month]

    def _fetch(self, months: Collection[str]) -> None:
        self.parts |= {month: [] for month in months}
        for part in manifests.read_parts(self.store, self.before, months):
            self.parts[part.month].append(part)

    def _cells(self, placed: Placed) -> npt.NDArray[np.int32]:
        """The cell of each row in counts; new areas come last."""
        rows = self.rows_of_known.take(placed.known)
        seek = np.flatnonzero((rows == UNKNOWN) | (placed.known == UNKNOWN))
        if len(seek):
            rows[seek] = [
                self.areas.setdefault(code, len(self.areas)) for code in placed.codes.take(integers(seek)).to_pylist()
            ]
            self.rows_of_known[placed.known[seek]] = rows[seek]
        cells: npt.NDArray[np.int32] = rows.take(placed.place) * len(KINDS) + placed.kind
        return cells

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
        ids = {month: its.ids for month, its in self.months.items()}
        repeats = find(self.store, ids, self.new, self.parts_of, known, self.twice)
        self._list_parts(left_out_by_key(known), left_out_by_key(repeats))
        used = {scope for its in self.months.values() for scope in its.scopes}
        made = Manifest(
            months=dict(sorted(self.months.items())),
            areas=self._areas_written(),
            repeats=fresh("repeats", "parquet"),
            scopes={name: codes for name, codes in self.scopes.items() if name in used},
        )
        have = set(made.files())
        made = replace(made, before=tuple(sorted(self.had - have)))
        write_rows(self.store / str(made.repeats), repeats)
        self._flush(have)
        for each in self.flushed.values():
            each.result()
        list(self.flushers.map(manifests.flush, (self.store / name for name in FOLDERS)))
        manifests.write(self.store, made)
        _sweep(self.store, self.had | have)
        loaded = tuple(part for month in sorted(self.parts) for part in self.parts[month] if part.key in self.new)
        return replace(report, loaded=loaded, left_out=left_out(repeats).num_rows)

    def _flush(self, names: Iterable[str]) -> None:
        """See to it that files reach the disk, while others are still being read."""
        for name in set(names) - self.had - self.flushed.keys():
            self.flushed[name] = self.flushers.submit(manifests.flush, self.store / name)

    def _list_parts(self, before: Counter[Key], now: Counter[Key]) -> None:
        """Write the list of each month that has not one of its own, or in which other rows are repeated than before."""
        unlike = {month for force, month in before.keys() | now.keys() if before[force, month] != now[force, month]}
        for month, its in self.months.items():
            if month in unlike or its.parts in ("", NAME):
                parts = [_with_repeats(part, now[part.key]) for part in self.parts_of(month)]
                self.parts[month] = parts
                self.months[month] = replace(its, parts=manifests.write_parts_list(self.store, month, parts))

    def _areas_written(self) -> str:
        """The list of areas that counts go by: as it was, if none is new."""
        if self.before.areas and len(self.areas) == self.areas_before:
            return self.before.areas
        name = fresh("areas", "json")
        (self.store / name).write_text(json.dumps(list(self.areas)))
        return name


def _with_repeats(part: Part, many: int) -> Part:
    return part if part.repeated == many else replace(part, repeated=many)


def _by_name(left: list[Left]) -> tuple[Left, ...]:
    return tuple(sorted(left, key=lambda one: (one.archive, one.member)))


def _sweep(store: Path, keep: set[str]) -> None:
    """Take away files that no manifest names, but for those that readers of the one before may have open."""
    ours = [f"{folder}/{name}" for folder in FOLDERS for name in os.listdir(store / folder)]
    ours += [name for name in os.listdir(store) if name.startswith(("areas-", "repeats-"))]
    for name in set(ours) - keep:
        (store / name).unlink(missing_ok=True)
