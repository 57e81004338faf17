"""The small files of counts, held against the rows that they were counted from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wardmote.figures.sources.category import Category
from wardmote.figures.sources.row_counts import row_counts
from wardmote.figures.sources.store import KINDS, Store

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

COLUMNS = ("month", "lsoa_code", "category", "n")


@dataclass(frozen=True)
class Unlike:
    """A month, area and category of which the counts say another number than the rows."""

    month: str
    lsoa_code: str
    category: Category
    counted: int  # by the small files
    rows: int


def unlike_rows(store: Store, *, spark: "SparkSession | None" = None) -> tuple[Unlike, ...]:
    """Where the counts of a store depart from its rows; empty, if nowhere. Every row is read.

    Args:
        spark: asks Spark instead of DuckDB; it must see the store's folder.
    """
    found = {month: np.zeros(counts.shape, dtype=np.int64) for month, counts in store.counts_by_month.items()}
    kinds = {kind: at for at, kind in enumerate(KINDS)}
    unlike = []
    asked = row_counts(store.rows(spark=spark))
    for batch in asked.filter(asked["lsoa_code"].notnull()).to_pyarrow_batches():
        for month, code, kind, many in zip(*(batch[name].to_pylist() for name in COLUMNS), strict=True):
            place = store.area_index.get(code, -1)
            if month in found and 0 <= place < len(found[month]):
                found[month][place, kinds[kind]] = many
            else:
                unlike.append(Unlike(month, code, Category(kind), 0, many))
    codes = list(store.area_index)
    for month, counts in store.counts_by_month.items():
        for place, at in zip(*np.nonzero(counts != found[month]), strict=True):
            told = int(counts[place, at]), int(found[month][place, at])
            unlike.append(Unlike(month, codes[place], KINDS[at], *told))
    return tuple(sorted(unlike, key=lambda one: (one.month, one.lsoa_code, one.category)))
