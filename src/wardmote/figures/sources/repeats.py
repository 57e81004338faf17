"""Crime IDs that are published more than once: one row of each counts, that of the newest download.

Parts keep all their rows. Which of them do not count is said beside, and worked out anew at each load, so that a row
counts again when the newer part that had its Crime ID is replaced by one that hasn't.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from wardmote.figures.sources.columns import flags, integers, valid
from wardmote.figures.sources.manifest import Manifest, Part

WORKERS = 2
FIRST_BITS = np.uint64(64 - 20)
Ids = npt.NDArray[np.uint64]
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


def left_out_by_key(repeats: pa.Table) -> Counter[tuple[str, str]]:
    """How many rows of each force and month do not count."""
    dropped = left_out(repeats)
    return Counter(zip(dropped["force"].to_pylist(), dropped["month"].to_pylist(), strict=True))


def find(folder: Path, manifest: Manifest, known: Sequence[pa.Table]) -> pa.Table:
    """All rows of the parts in `manifest` whose Crime ID is there more than once, with the columns of `REPEATS`.

    Of each ID the row of the newest download counts; of equal ones a row that has an area, then that of the later
    month, then the later row. All IDs are sorted at each load (15 million take a quarter of a second).

    Args:
        manifest: the new one, whose parts and IDs are written already.
        known: repeated rows of these parts that are at hand, as `within` gives them. Parts of which they are not all
            are read.
    """
    ids = {month: np.load(folder / name, mmap_mode="r") for month, name in manifest.ids.items()}
    twice = _twice(list(ids.values()))
    if not len(twice):
        return _no_rows()
    at_hand = pa.concat_tables(known).combine_chunks()
    at_hand = at_hand.filter(flags(_among(_begins(at_hand), twice)))
    keys = _keys(at_hand)
    there = Counter(keys)
    unread = {part.file for part, many in _holders(manifest, ids, twice) if there[part.key] != many}
    read = {part.key for part in manifest.parts if part.file in unread}
    if read:
        at_hand = at_hand.filter(flags(np.array([key not in read for key in keys], dtype=np.bool_)))
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda file: _rows_of(folder, file, twice), sorted(unread))
        every = pa.concat_tables([at_hand, *found]).combine_chunks()
    return _judged(every, {part.key: part.downloaded_on.toordinal() for part in manifest.parts})


def of_parts(repeats: pa.Table, keys: Collection[tuple[str, str]]) -> pa.Table:
    """The repeated rows of some forces and months, without what was judged of them."""
    ours = np.array([key in keys for key in _keys(repeats)], dtype=np.bool_)
    return repeats.filter(flags(ours)).drop_columns("counts")


def within(table: pa.Table, ids: Ids) -> pa.Table | None:
    """Rows whose Crime ID comes twice in files that are at hand; None, if there are none."""
    twice = _twice([ids])
    return _picked(table, twice) if len(twice) else None


def _keys(table: pa.Table) -> list[tuple[str, str]]:
    return list(zip(table["force"].to_pylist(), table["month"].to_pylist(), strict=True))


def _halves(table: pa.Table) -> Ids:
    """The kept bytes of each Crime ID as two numbers; nonsense where there is none."""
    column = table["crime_id"].combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) and column.num_chunks else column
    if not len(column):
        return np.empty((0, 2), dtype=np.uint64)
    return np.frombuffer(column.buffers()[1], dtype=np.uint64).reshape(-1, 2)[column.offset :][: len(column)]


def _begins(table: pa.Table) -> Ids:
    return _halves(table)[:, 0]


def _twice(ids: list[Ids]) -> Ids:
    """The beginnings of Crime IDs that come more than once, sorted."""
    every = np.concatenate([np.empty(0, dtype=np.uint64), *ids])
    every.sort()
    again: Ids = every[1:][every[1:] == every[:-1]]
    return again[np.append(again[1:] != again[:-1], True)] if len(again) else again


def _among(begins: Ids, twice: Ids) -> npt.NDArray[np.bool_]:
    """Which of these are in `twice`. `numpy.isin` does the same, but imports masked arrays first."""
    if not len(twice):
        return np.zeros(len(begins), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = twice[np.searchsorted(twice, begins) % len(twice)] == begins
    return found


def _holders(manifest: Manifest, ids: Mapping[str, Ids], twice: Ids) -> Iterator[tuple[Part, int]]:
    """The parts that have such IDs, and how many."""
    likely = np.zeros(2**20, dtype=np.bool_)  # by the first bits, so that few are looked at closely
    likely[twice >> FIRST_BITS] = True
    for month, parts in groupby(manifest.parts, key=lambda part: part.month):
        its = list(parts)
        at = np.flatnonzero(likely[ids[month] >> FIRST_BITS])
        at = at[_among(ids[month][at], twice)]
        ends = np.cumsum([part.ids for part in its])
        many = np.bincount(np.searchsorted(ends, at, side="right"), minlength=len(its))
        yield from ((part, int(n)) for part, n in zip(its, many, strict=True) if n)


def _rows_of(folder: Path, file: str, twice: Ids) -> pa.Table:
    """The rows of a file that have such an ID."""
    return _picked(parquet.ParquetFile(folder / file).read(PLACED.names, use_threads=False), twice)


def _picked(table: pa.Table, twice: Ids) -> pa.Table:
    at = np.flatnonzero(np.concatenate([valid(chunk) for chunk in table["crime_id"].chunks]))
    at = at[_among(_begins(table)[at], twice)]
    return table.select(PLACED.names).take(integers(at)).cast(PLACED)


def _judged(rows: pa.Table, days: Mapping[tuple[str, str], int]) -> pa.Table:
    """The rows with `counts`, without those whose ID only begins like another."""
    keys, halves = _keys(rows), _halves(rows)
    later = {key: rank for rank, key in enumerate(sorted(days, key=lambda key: (key[1], key[0])))}
    day = np.array([days[key] for key in keys])
    placed = np.array([code is not None for code in rows["lsoa_code"].to_pylist()])
    turn = np.array([later[key] for key in keys])
    row = np.array(rows["row"].to_pylist())
    order = np.lexsort((row, turn, placed, day, halves[:, 1], halves[:, 0]))
    same = (halves[order][1:] == halves[order][:-1]).all(axis=1)  # as the one before it
    like_next, like_last = np.append(same, False), np.insert(same, 0, False)
    rows = rows.take(integers(order)).append_column("counts", flags(~like_next))
    return rows.filter(flags(like_next | like_last)).select(REPEATS.names)
