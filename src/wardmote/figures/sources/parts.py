"""Rows on the disk: a Parquet file for files of one month that were read together, each of them a part."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from wardmote.figures.sources.candidates import Candidate
from wardmote.figures.sources.columns import strings
from wardmote.figures.sources.manifest import Part, fresh
from wardmote.figures.sources.repeats import within
from wardmote.figures.sources.street_file import Placed, Rows, placed_again


@dataclass(frozen=True)
class Written:
    """Parts of one month in one file.

    `placed` are its rows by area and kind. `ids` are the Crime IDs of each part that was read now, `twice` those of
    its rows whose ID comes twice in the file.
    """

    parts: tuple[Part, ...]
    placed: Placed
    ids: dict[str, npt.NDArray[np.uint64]]
    twice: pa.Table | None = None


def write_parts(
    store: Path, files: Sequence[Candidate], texts: Sequence[bytes], rows: Rows, loaded_at: datetime
) -> Written:
    """Write what was read of these files of one month."""
    name = _write(store, files[0].member.month, rows.table)
    parts = tuple(
        Part(
            month=one.member.month,
            file=name,
            archive=one.source.download.name,
            member=one.member.name,
            sha256=hashlib.sha256(text).hexdigest(),
            size=len(text),
            downloaded_on=one.source.day,
            loaded_at=loaded_at,
            scope=one.source.scope,
            **vars(brought),
        )
        for one, text, brought in zip(files, texts, rows.files, strict=True)
    )
    return Written(parts, rows.placed, by_force(parts, rows.ids), within(rows.table, rows.ids))


def _write(store: Path, month: str, table: pa.Table) -> str:
    name = f"parts/{fresh(month, 'parquet')}"
    write_rows(store / name, table)
    return name


def by_force(parts: Sequence[Part], ids: npt.NDArray[np.uint64]) -> dict[str, npt.NDArray[np.uint64]]:
    """The Crime IDs of each force, which lie one after another."""
    ends = np.cumsum([part.ids for part in parts])
    return dict(zip([part.force for part in parts], np.split(ids, ends[:-1]), strict=True))


def parts_that_stay(store: Path, stay: Sequence[Part], going: Collection[Part]) -> Iterator[Written]:
    """Parts of a month that stay when others go, counted again. A file that has both is written anew for those."""
    changed = {part.file for part in going}
    for file in sorted({part.file for part in stay}):
        its = tuple(part for part in stay if part.file == file)
        table = parquet.ParquetFile(store / file).read(None if file in changed else ["lsoa_code", "category"])
        if file in changed:
            forces = strings([part.force for part in its])
            table = table.filter(compute.is_in(table["force"].cast(pa.string()), value_set=forces))
            anew = _write(store, its[0].month, table)
            its = tuple(replace(part, file=anew) for part in its)
        yield Written(its, placed_again(table), {})


def write_rows(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet. Crime IDs are random and do not pack; few points of a file are the same."""
    coded = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    with pa.OSFile(str(path), "wb") as file:
        parquet.write_table(
            table,
            file,
            compression={name: "none" if name == "crime_id" else "lz4" for name in table.column_names},
            use_dictionary=coded,
            column_encoding={"row": "DELTA_BINARY_PACKED"},
            write_statistics=False,
        )
