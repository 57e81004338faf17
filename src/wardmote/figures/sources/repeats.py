"""Crime IDs that stand in more than one part: one row of each counts, that of the newest download.

Parts keep all their rows. Which rows do not count is said beside them, so that a row counts again when the newer part
that had its Crime ID is replaced by one that hasn't.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from wardmote.figures.sources.manifest import Manifest

REPEATS = pa.schema(
    {
        "crime_id": pa.binary(16),
        "force": pa.string(),
        "month": pa.string(),
        "lsoa_code": pa.string(),
        "category": pa.string(),
        "counts": pa.bool_(),
    }
)


def repeats_in(folder: Path, manifest: Manifest) -> pa.Table:
    """Rows whose Crime ID stands in more than one part, with the columns of `REPEATS`."""
    return parquet.read_table(folder / manifest.repeats) if manifest.repeats else REPEATS.empty_table()


def left_out(repeats: pa.Table) -> pa.Table:
    """Those of the repeated rows that do not count, because a newer download has the same Crime ID."""
    return repeats.filter(compute.invert(repeats["counts"]))
