"""The question about rows, asked once: an Ibis expression that DuckDB in the process and Spark answer alike."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def rows_that_count(rows: "ibis.Table", repeats: "ibis.Table | None") -> "ibis.Table":
    """The rows without those that another row with the same Crime ID stands before.

    Args:
        rows: one for each published row, with `force`, `month` and `row` (its place in its part).
        repeats: the same three of each row whose Crime ID comes more than once, and `counts`: whether it counts.
            None, if there is no such row. On the same engine as `rows`.
    """
    if repeats is None:
        return rows
    return rows.anti_join(repeats.filter(~repeats["counts"]), ["force", "month", "row"])


def row_counts(rows: "ibis.Table", repeats: "ibis.Table | None" = None) -> "ibis.Table":
    """How many rows count, by `month`, `lsoa_code` and `category`, as `n`. Where there are none, there is no line.

    Rows without an area have the code null. A category is a name of `Category`.

    Args:
        rows: as `rows_that_count` takes them, with `lsoa_code` and `category`.
        repeats: as there; not needed where `rows` are free of repeats already.

    >>> import ibis
    >>> places = [("here", "2022-01", 0), ("here", "2022-01", 1), ("there", "2022-01", 0)]
    >>> rows = ibis.memtable(
    ...     [(*place, "E01", "drugs") for place in places], columns=["force", "month", "row", "lsoa_code", "category"]
    ... )
    >>> repeats = ibis.memtable(
    ...     [(*places[1], False), (*places[2], True)], columns=["force", "month", "row", "counts"]
    ... )
    >>> row_counts(rows, repeats).to_pyarrow().to_pylist()
    [{'month': '2022-01', 'lsoa_code': 'E01', 'category': 'drugs', 'n': 2}]
    """
    kept = rows_that_count(rows, repeats)
    return kept.group_by("month", "lsoa_code", "category").agg(n=kept.count())
