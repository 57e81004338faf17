"""Crime IDs that are published more than once: one row of each counts, that of the newest download.

Parts keep all their rows. Which of them do not count is said beside, and worked out anew at each load for all IDs that
the load brought or took away, so that a row counts again when the newer part that had its Crime ID is replaced by one
that hasn't.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from wardmote.figures.sources.columns import flags, integers, numbers, valid
from wardmote.figures.sources.manifest import Manifest, Part

WORKERS = 2
SPARE_BITS = 5  # of a table by the first bits of what is sought, at most a thirty-second is true
MOST_BITS = 24  # 16 MiB
Ids = npt.NDArray[np.uint64]
Key = tuple[str, str]  # force and month
# `row` is the place of the row in its part, from 0; `counts` is true for one row of each Crime ID.
PLACED = pa.schema(
    {
        "crime_id": pa.binary(16),
        "force": pa.string(),
        "month": pa.string(),
        "row": pa.int32(),
        "lsoa_code": pa.string(),
        "category": pa.string(),
    }
)
REPEATS = PLACED.append(pa.field("counts", pa.bool_()))


def repeats_in(folder: Path, manifest: Manifest) -> pa.Table:
    """All rows whose Crime ID is there more than once, with the columns of `REPEATS`."""
    return parquet.ParquetFile(folder / manifest.repeats).read() if manifest.repeats else _no_rows()


def _no_rows() -> pa.Table:
    return pa.Table.from_batches([], REPEATS)


def left_out(repeats: pa.Table) -> pa.Table:
    """Those of the repeated rows that do not count."""
    return repeats.filter(compute.invert(repeats["counts"]))


def left_out_by_key(repeats: pa.Table) -> Counter[Key]:
    """How many rows of each force and month do not count."""
    return _counted(*_keys(left_out(repeats)))


def find(
    folder: Path,
    ids: Mapping[str, str],
    new: Collection[Key],
    parts_of: Callable[[str], Sequence[Part]],
    before: pa.Table,
    known: Sequence[pa.Table],
) -> pa.Table:
    """All rows of a store whose Crime ID is there more than once, with the columns of `REPEATS`.

    Of each ID the row of the newest download counts; of equal ones a row that has an area, then that of the later
    month, then the later row. Only the IDs of months of which something is new are sorted. Those of other months are
    looked up among them, and what was found before of an ID that these months neither have nor had stays as it is.

    Args:
        ids: the file of each month's IDs, written already.
        new: force and month of the parts that are new, or replace others.
        parts_of: the parts of a month as they are now, in the order of its IDs.
        before: the repeated rows of the store before.
        known: repeated rows of new parts that are at hand, as `within` gives them. Parts of which they are not all are
            read.
    """
    changed = {month for _, month in new}
    ours = _ids_of([(folder / ids[month], parts_of(month)) for month in sorted(changed)])
    twice, shared = _shared(ours, {month: folder / name for month, name in ids.items() if month not in changed})
    del ours  # in a full load these are all
    stay, again = _parted(before, new, changed, twice)
    sought = Sought(twice)
    holders = [
        each for month in sorted(changed | shared) for each in _holders(parts_of(month), folder / ids[month], sought)
    ]
    at_hand, unread = _at_hand(pa.concat_tables([again, *known]).combine_chunks(), holders, twice)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda file: _rows_of(folder, file, twice), sorted(unread))
        every = pa.concat_tables([at_hand, *found]).combine_chunks()
    return pa.concat_tables([stay, _judged(every, parts_of)])


def within(table: pa.Table, ids: Ids) -> pa.Table | None:
    """Rows whose Crime ID comes twice in files that are at hand; None, if there are none."""
    twice = _twice(np.sort(ids))
    return _picked(table, twice) if len(twice) else None


class Sought:
    """The beginnings of Crime IDs, sorted, to be met among many others."""

    def __init__(self, begins: Ids) -> None:
        self.begins = begins
        self.bits = min(len(begins).bit_length() + SPARE_BITS, MOST_BITS)
        self.likely = np.zeros(2**self.bits, dtype=np.bool_)  # so that few are looked at closely
        self.likely[self._first(begins)] = True

    def places(self, ids: Ids) -> npt.NDArray[np.intp]:
        """Where one of them stands."""
        at = np.flatnonzero(self.likely.take(self._first(ids)))  # in two thirds of the time of an index
        return at[_among(ids[at], self.begins)]

    def _first(self, ids: Ids) -> npt.NDArray[np.int64]:
        return (ids >> np.uint64(64 - self.bits)).view(np.int64)


def _ids_of(months: Sequence[tuple[Path, Sequence[Part]]]) -> Ids:
    """The beginnings of all Crime IDs of some months, sorted; held once."""
    ends = np.cumsum([0, *(sum(part.ids for part in parts) for _, parts in months)])
    every = np.empty(ends[-1], dtype=np.uint64)
    for (file, _), (begin, end) in zip(months, pairwise(ends), strict=True):
        every[begin:end] = np.load(file)
    every.sort()
    return every


def _shared(ours: Ids, others: Mapping[str, Path]) -> tuple[Ids, set[str]]:
    """Those of `ours` that come twice, there or in other months, sorted; and the other months that have some."""
    found, months = [_twice(ours)], set[str]()
    sought = Sought(ours if others else ours[:0])  # of a whole country it would take as much memory again

    def met(file: Path) -> Ids:
        ids: Ids = np.load(file)
        return ids[sought.places(ids)]

    with ThreadPoolExecutor(WORKERS) as pool:
        for month, ids in zip(others, pool.map(met, others.values()), strict=True):
            if len(ids):
                found.append(ids)
                months.add(month)
    return _distinct(np.concatenate(found)), months


def _parted(before: pa.Table, new: Collection[Key], changed: Collection[str], twice: Ids) -> tuple[pa.Table, pa.Table]:
    """Rows that stay as they were judged, and those to be judged again. Those of parts that were replaced go."""
    begins = _begins(before)
    keys, of = _keys(before)
    had = begins[_told(keys, of, {key for key in keys if key[1] in changed})]
    touched = _among(begins, _distinct(np.concatenate([had, twice])))
    again = touched & ~_told(keys, of, new)
    return before.filter(flags(~touched)), before.filter(flags(again)).drop_columns("counts")


def _at_hand(rows: pa.Table, holders: Sequence[tuple[Part, int]], twice: Ids) -> tuple[pa.Table, set[str]]:
    """Rows of parts that have no more of such IDs than are here; and the files of the others, which must be read."""
    repeated = _among(_begins(rows), twice)
    keys, of = _keys(rows)
    there = _counted(keys, of[repeated])
    unread = {part.file for part, many in holders if there[part.key] != many}
    read = {part.key for part, _ in holders if part.file in unread}
    return rows.filter(flags(~(repeated & _told(keys, of, read)))), unread


def _keys(table: pa.Table) -> tuple[list[Key], npt.NDArray[np.int64]]:
    """Every force with every month of a table, and the place of each row's pair among them."""
    if not table.num_rows:
        return [], np.empty(0, dtype=np.int64)
    forces, months = (table[name].combine_chunks().dictionary_encode() for name in ("force", "month"))
    keys = [(force, month) for force in forces.dictionary.to_pylist() for month in months.dictionary.to_pylist()]
    return keys, numbers(forces.indices, 0).astype(np.int64) * len(months.dictionary) + numbers(months.indices, 0)


def _counted(keys: Sequence[Key], of: npt.NDArray[np.int64]) -> Counter[Key]:
    return Counter(dict(zip(keys, np.bincount(of, minlength=len(keys)).tolist(), strict=True)))


def _told(keys: Sequence[Key], of: npt.NDArray[np.int64], some: Collection[Key]) -> npt.NDArray[np.bool_]:
    """Which rows are of some forces and months."""
    return np.array([key in some for key in keys], dtype=np.bool_)[of]


def _halves(table: pa.Table) -> Ids:
    """The kept bytes of each Crime ID as two numbers; nonsense where there is none."""
    if not table.num_rows:
        return np.empty((0, 2), dtype=np.uint64)
    column = table["crime_id"].combine_chunks()
    return np.frombuffer(column.buffers()[1], dtype=np.uint64).reshape(-1, 2)[column.offset :][: len(column)]


def _begins(table: pa.Table) -> Ids:
    return _halves(table)[:, 0]


def _distinct(ids: Ids) -> Ids:
    """These, sorted, each once. `numpy.unique` does the same, but imports masked arrays first."""
    ids = np.sort(ids)
    return ids[np.append(ids[1:] != ids[:-1], True)] if len(ids) else ids


def _twice(ids: Ids) -> Ids:
    """Of sorted beginnings of Crime IDs those that come more than once."""
    return _distinct(ids[1:][ids[1:] == ids[:-1]])


def _among(begins: Ids, twice: Ids) -> npt.NDArray[np.bool_]:
    """Which of these are in `twice`. `numpy.isin` does the same, but imports masked arrays first."""
    if not len(twice):
        return np.zeros(len(begins), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = twice[np.searchsorted(twice, begins) % len(twice)] == begins
    return found


def _holders(parts: Sequence[Part], file: Path, sought: Sought) -> Iterator[tuple[Part, int]]:
    """The parts of a month, and how many such IDs each has."""
    ends = np.cumsum([part.ids for part in parts])
    many = np.bincount(np.searchsorted(ends, sought.places(np.load(file)), side="right"), minlength=len(parts))
    yield from zip(parts, many.tolist(), strict=True)


def _rows_of(folder: Path, file: str, twice: Ids) -> pa.Table:
    """The rows of a file that have such an ID."""
    return _picked(parquet.ParquetFile(folder / file).read(PLACED.names, use_threads=False), twice)


def _picked(table: pa.Table, twice: Ids) -> pa.Table:
    at = np.flatnonzero(np.concatenate([valid(chunk) for chunk in table["crime_id"].chunks]))
    at = at[_among(_begins(table)[at], twice)]
    return table.select(PLACED.names).take(integers(at)).cast(PLACED)


def _judged(rows: pa.Table, parts_of: Callable[[str], Sequence[Part]]) -> pa.Table:
    """The rows with `counts`, without those whose ID only begins like another."""
    if not rows.num_rows:
        return _no_rows()
    halves = _halves(rows)
    keys, of = _keys(rows)
    days = {part.key: part.downloaded_on.toordinal() for month in {key[1] for key in keys} for part in parts_of(month)}
    day = np.array([days.get(key, 0) for key in keys])[of]
    later = {key: rank for rank, key in enumerate(sorted(keys, key=lambda key: (key[1], key[0])))}
    turn = np.array([later[key] for key in keys])[of]
    placed, row = valid(rows["lsoa_code"].combine_chunks()), numbers(rows["row"].combine_chunks(), 0)
    order = np.lexsort((row, turn, placed, day, halves[:, 1], halves[:, 0]))
    same = (halves[order][1:] == halves[order][:-1]).all(axis=1)  # as the one before it
    like_next, like_last = np.append(same, False), np.insert(same, 0, False)
    rows = rows.take(integers(order)).append_column("counts", flags(~like_next))
    return rows.filter(flags(like_next | like_last)).select(REPEATS.names)
