"""The store, read: counts by area, kind and month from small files, and the rows themselves as one Ibis table.

    parts/2022-01-….parquet                the rows of one month, of one or more forces
    counts/2022-01-….npy                   counts of one month, of all forces: int32 [area, kind]
    ids/2022-01-….npy                      the Crime IDs of one month, for finding those that come twice
    areas-….json                           the codes that counts go by, in their order
    repeats-….parquet                      rows whose Crime ID stands in more than one part, and which of them count
    lists/2022-01-….json                   the parts of one month, and where each came from
    manifest.json                          which of these files count

A file is written once, under a name of its own. Nothing is read that the manifest does not name.
"""

import errno
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wardmote.figures.sources.category import Category
from wardmote.figures.sources.coverage import Coverage, covered, judge
from wardmote.figures.sources.manifest import Manifest, Part, StoreUnreadable, read, read_parts
from wardmote.figures.sources.repeats import left_out, repeats_in
from wardmote.figures.sources.row_counts import rows_that_count

if TYPE_CHECKING:
    import ibis
    from pyspark.sql import SparkSession

KINDS = tuple(Category)
ROWS = {
    "crime_id": "binary",
    "force": "string",
    "month": "string",
    "row": "int32",
    "longitude": "float64",
    "latitude": "float64",
    "location": "string",
    "lsoa_code": "string",
    "category": "string",
    "outcome": "string",
}

Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Counts:
    """Rows by set of areas, kind and month: `counts[set, kind, month]` and `covered[set, month]`.

    Where `covered` is false, the month is missing or only partly there for that set: leave it blank, it is never zero.
    `counts` holds what was found even there. `kinds` are all fourteen; anti-social behaviour is never added to crime.
    """

    months: tuple[str, ...]
    kinds: tuple[Category, ...]
    counts: npt.NDArray[np.int64]
    covered: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Store:
    """What a manifest named when the store was opened; a later load does not change it. Safe for several threads."""

    folder: Path
    manifest: Manifest
    parts: tuple[Part, ...]  # one for each force and month, by month and force
    area_index: Mapping[str, int] = field(repr=False)
    counts_by_month: Mapping[str, Array] = field(repr=False)
    repeats: pa.Table = field(repr=False)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Part]:
        """The parts by force and month."""
        return {part.key: part for part in self.parts}

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months of which anything is there, in order, such as `2022-01`."""
        return tuple(sorted({part.month for part in self.parts}))

    @cached_property
    def forces(self) -> tuple[str, ...]:
        """The forces of which anything is there, in order."""
        return tuple(sorted({part.force for part in self.parts}))

    @cached_property
    def scopes(self) -> dict[str, frozenset[str]]:
        """The codes of each extract."""
        return {name: frozenset(codes) for name, codes in self.manifest.scopes.items()}

    @cached_property
    def by_force(self) -> dict[str, list[Part]]:
        """The parts of each force, by month."""
        return {force: [part for part in self.parts if part.force == force] for force in self.forces}

    @cached_property
    def holes_found(self) -> dict[tuple[str, ...], frozenset[str]]:
        """Small areas that are holes, by the months that were asked for: kept by those who ask more than once."""
        return {}

    @cached_property
    def _covers(self) -> dict[tuple[str, str], Coverage]:
        return {}

    def coverage_of(self, force: str, month: str) -> Coverage:
        """How much of a force's month is there; absent, if the store has nothing of it."""
        key = force, month
        if key not in self._covers:
            self._covers[key] = judge(self, force, month)
        return self._covers[key]

    def counts(
        self,
        code_sets: Sequence[frozenset[str]],
        forces: Sequence[str],
        months: Sequence[str],
        *,
        repeats: bool = False,
    ) -> Counts:
        """How many rows there are in each set of area codes, by kind and month.

        Args:
            code_sets: area codes (LSOA) of 2011 or 2021, as `Town.codes` has them.
            forces: for each set, the force whose coverage is asked. Rows that another force published for the same
                areas are counted with it.
            months: such as `2022-01`; they need not be in the store.
            repeats: count every published row, also those whose Crime ID another row has. So counts somebody who adds
                up the files; by itself one row of each Crime ID counts.

        Raises:
            ValueError: there is not one force for each set.
        """
        if len(code_sets) != len(forces):
            raise ValueError(f"{len(code_sets)} sets of areas need as many forces, not {len(forces)}.")
        found = np.zeros((len(code_sets), len(KINDS), len(months)), dtype=np.int64)
        places, ends = self._places(code_sets)
        for j, month in enumerate(months):
            if month in self.counts_by_month and len(places):
                found[:, :, j] = _sums(self.counts_by_month[month], places, ends)
        if repeats:
            self._put_back(found, code_sets, months)
        return Counts(tuple(months), KINDS, found, covered(self, code_sets, forces, months))

    def _places(self, code_sets: Sequence[frozenset[str]]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Rows of the counts for all sets one after another, and where each set ends."""
        index = self.area_index
        rows = [[index[code] for code in codes if code in index] for codes in code_sets]
        ends = np.cumsum([len(each) for each in rows], dtype=np.intp)
        return np.array([row for each in rows for row in each], dtype=np.intp), ends

    def _put_back(
        self, found: npt.NDArray[np.int64], code_sets: Sequence[frozenset[str]], months: Sequence[str]
    ) -> None:
        turn = {month: j for j, month in enumerate(months)}
        for row in left_out(self.repeats).to_pylist():
            if row["month"] in turn:
                within = [i for i, codes in enumerate(code_sets) if row["lsoa_code"] in codes]
                found[within, KINDS.index(row["category"]), turn[row["month"]]] += 1

    def rows(self, *, spark: "SparkSession | None" = None) -> "ibis.Table":
        """All rows that count, as an Ibis table with the columns of `ROWS`, on DuckDB in the process.

        `row` is the place of a row in its part. `crime_id` is the first 16 of 32 bytes, null where none was published.
        `category` is a name of `Category`. Coordinates are degrees (WGS 84) of a point near by, not of the place.

        Args:
            spark: asks this session of Spark instead (the extra `spark`), which must see the store's folder.
        """
        import ibis

        if not self.parts:
            return ibis.duckdb.connect().create_table("rows", schema=ibis.schema(ROWS))
        here = ibis.duckdb.connect() if spark is None else ibis.pyspark.connect(spark)
        files = [str(self.folder / file) for file in dict.fromkeys(part.file for part in self.parts)]
        repeats = str(self.folder / self.manifest.repeats) if self.manifest.repeats else None
        if spark is None:
            return rows_that_count(here.read_parquet(files), here.read_parquet(repeats) if repeats else None)
        spark.read.parquet(*files).createOrReplaceTempView("rows")
        return rows_that_count(here.table("rows"), here.read_parquet(repeats) if repeats else None)


def _sums(counts: Array, places: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """Sums of runs of rows; areas that came into the store after this month was written have none."""
    known = places < len(counts)
    picked = counts[np.where(known, places, 0)].astype(np.int64)
    picked[~known] = 0
    upto = np.vstack([np.zeros((1, counts.shape[1]), dtype=np.int64), picked.cumsum(axis=0)])
    return np.diff(upto[ends], axis=0, prepend=0)


def open_store(folder: Path) -> Store:
    """Open the store in `folder` for reading; an empty one, if nothing was loaded yet.

    Takes milliseconds: small files are mapped into memory, rows are not touched.

    Raises:
        StoreUnreadable: the manifest is damaged, or a file that it names is missing.
    """
    manifest = read(folder)
    try:
        index = areas_in(folder, manifest)
        repeats = repeats_in(folder, manifest)
        parts = tuple(read_parts(folder, manifest, manifest.months))
        counts = {month: np.load(folder / its.counts, mmap_mode="c") for month, its in manifest.months.items()}
        there = {f"parts/{name}" for name in os.listdir(folder / "parts")} if parts else set()
        if missing := sorted({part.file for part in parts} - there):
            raise FileNotFoundError(errno.ENOENT, "", missing[0])
    except FileNotFoundError as error:
        name = Path(error.filename).name
        raise StoreUnreadable(f"{name} is missing from the crime figures. Load those months again.") from error
    _leave_out(counts, index, repeats)
    return Store(folder, manifest, parts, index, counts, repeats)


def areas_in(folder: Path, manifest: Manifest) -> dict[str, int]:
    """The codes that counts go by, each with its row. The list only ever grows, so older counts stay right."""
    if manifest.areas is None:
        return {}
    codes = json.loads((folder / manifest.areas).read_text())
    return dict(zip(codes, range(len(codes)), strict=True))


def _leave_out(counts: dict[str, Array], index: dict[str, int], repeats: pa.Table) -> None:
    """Take rows that do not count off the counts in memory. The files are mapped privately and stay as they are."""
    for row in left_out(repeats).to_pylist():
        if row["lsoa_code"] is not None:
            counts[row["month"]][index[row["lsoa_code"]], KINDS.index(row["category"])] -= 1
