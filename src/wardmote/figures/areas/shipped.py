"""The tables that come with Wardmote: the small areas of England and Wales, with town, residents and deprivation."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

FOLDER = Path(__file__).parents[1] / "shipped"


@cache
def table(name: str) -> pa.Table:
    """A shipped table: `lsoa` (areas of 2021), `lsoa11` (pairs of areas of 2011 and 2021), `town` or `outline`."""
    return parquet.ParquetFile(FOLDER / f"{name}.parquet").read()  # `read_table` would import pandas
