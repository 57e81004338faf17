"""NumPy arrays and words as Arrow columns, by their buffers.

`pyarrow.array`, `scalar` and `to_numpy` do the same, but import pandas first, which takes longer than loading a month.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def flags(values: npt.NDArray[np.bool_]) -> pa.BooleanArray:
    """A column of true and false."""
    bits = pa.py_buffer(np.packbits(values, bitorder="little"))
    return pa.BooleanArray.from_buffers(pa.bool_(), len(values), [None, bits])


def integers(values: npt.NDArray[np.generic]) -> pa.Int32Array:
    """A column of 32-bit numbers."""
    return pa.Int32Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(values.astype(np.int32))])


def strings(values: Sequence[str]) -> pa.StringArray:
    """A column of words.

    >>> strings(["north", "südlich"]).to_pylist()
    ['north', 'südlich']
    """
    whole = "".join(values)
    encoded = values if whole.isascii() else [value.encode() for value in values]
    ends = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum(np.fromiter(map(len, encoded), dtype=np.int32, count=len(values)), out=ends[1:])
    return pa.StringArray.from_buffers(len(values), pa.py_buffer(ends), pa.py_buffer(whole.encode()))


def constant(value: str, rows: int) -> pa.DictionaryArray:
    """A column that says the same in every row."""
    return pa.DictionaryArray.from_arrays(integers(np.zeros(rows, dtype=np.int32)), strings([value]))


def binary_16(halves: npt.NDArray[np.uint64], present: npt.NDArray[np.bool_]) -> pa.FixedSizeBinaryArray:
    """A column of 16 bytes from uint64 [row, 2]; null where not `present`."""
    buffers = [flags(present).buffers()[1], pa.py_buffer(halves)]
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(halves), buffers)


def valid(column: pa.Array) -> npt.NDArray[np.bool_]:
    """Which values are there."""
    bits = column.buffers()[0]
    if bits is None:
        return np.ones(len(column), dtype=np.bool_)
    unpacked = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), bitorder="little")
    return unpacked[column.offset : column.offset + len(column)].astype(np.bool_)


def numbers(column: pa.Array, blank: float) -> npt.NDArray[Any]:
    """The numbers of a column, with `blank` where there is none."""
    kind = np.dtype(column.type.to_pandas_dtype())
    there = np.frombuffer(column.buffers()[1], dtype=kind)[column.offset : column.offset + len(column)]
    return there if not column.null_count else np.where(valid(column), there, np.array(blank, dtype=kind))
