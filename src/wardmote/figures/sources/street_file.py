"""One file of one force and month: its text in, typed columns out. What departs from the form is left out and named."""

import csv
import io
from binascii import Error as NotHex
from binascii import unhexlify
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as arrow_csv

from wardmote.figures.sources.category import BY_WORDS, Category
from wardmote.figures.sources.columns import binary_16, constant, integers, numbers, strings
from wardmote.figures.sources.download import Unusable
from wardmote.figures.sources.manifest import Refused

# The columns of the published files (data.police.uk/about). `Falls within` always equals `Reported by`, and `Context`
# is always empty; the name of an area follows from its code. None of the three is kept.
COLUMNS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
CODED = pa.dictionary(pa.int32(), pa.string())
TYPES = {
    "Crime ID": pa.string(),
    "Month": CODED,
    "Longitude": pa.float64(),
    "Latitude": pa.float64(),
    "Location": CODED,
    "LSOA code": CODED,
    "Crime type": CODED,
    "Last outcome category": CODED,
}
# Degrees (WGS 84) around Great Britain and Ireland, Shetland and the Isles of Scilly among them.
LONGITUDES, LATITUDES = (-11.0, 3.0), (49.0, 61.5)
ID_DIGITS = 64  # of 32 bytes the first 16 are kept: 128 bits, which no two crimes will share
LINES_NAMED = 5
NEWLINE = ord("\n")

UNDECODABLE = "bytes that are not UTF-8"
WRONG_FIELDS = "wrong number of fields"
WRONG_MONTH = "a month that is not the file's"
UNKNOWN_KIND = "an unknown kind"
BAD_POINT = "coordinates that are no place in the British Isles"
BAD_ID = "a Crime ID that is not 64 hexadecimal digits"


@dataclass(frozen=True)
class Rows:
    """The rows of a file that were kept, as columns, and those that were not.

    `codes` and `counts` are the areas that have rows, and their rows by kind: int32 [area, kind]. `ids` are the first 8
    bytes of each Crime ID, in the order of the rows.
    """

    table: pa.Table
    rows_in: int
    refused: tuple[Refused, ...]
    codes: tuple[str, ...]
    counts: npt.NDArray[np.int32]
    unplaced: npt.NDArray[np.int64]
    ids: npt.NDArray[np.uint64]


class _Departs(Exception):
    """A row is not of the form: the file goes through the sieve, line by line."""


def read_street_file(text: bytes, force: str, month: str) -> Rows:
    """Read one published file.

    The whole file is parsed at once; only if a row of it departs from the form is it sifted line by line first.

    Args:
        text: the file, with a header that names the twelve columns, in any order.
        force: as in its name, such as `west-mercia`.
        month: such as `2022-01`; rows of another month are refused.

    Raises:
        Unusable: the header is wrong, or no row could be kept.
    """
    text = text.removeprefix(b"\xef\xbb\xbf")
    header = _header(text)
    lines = int(np.count_nonzero(np.frombuffer(text, dtype=np.uint8) == NEWLINE)) + (not text.endswith(b"\n")) - 1
    refused: tuple[Refused, ...] = ()
    try:
        parsed = _parsed(text, month, lines)
    except (_Departs, pa.ArrowInvalid):
        text, lines, refused = _sieved(text, header, month)
        try:
            parsed = _parsed(text, month, lines)
        except (_Departs, pa.ArrowInvalid) as error:
            raise Unusable("its rows can't be read") from error
    left_out = sum(each.rows for each in refused)
    if not parsed.num_rows:
        raise Unusable(f"none of its {left_out:,} rows can be kept" if left_out else "it has no rows")
    return _typed(parsed, force, month, lines + left_out, refused)


def _header(text: bytes) -> list[str]:
    line = text.split(b"\n", 1)[0].rstrip(b"\r").decode(errors="replace")
    names = next(csv.reader([line]), [])
    if missing := [name for name in COLUMNS if names.count(name) != 1]:
        raise Unusable(f"its header has not the twelve columns (“{missing[0]}” is missing or twice)")
    return names


def _parsed(text: bytes, month: str, lines: int) -> pa.Table:
    """The columns that are kept, checked but for the digits of Crime IDs."""
    if not lines:
        return pa.schema(TYPES).empty_table()
    try:
        text.decode()
    except UnicodeDecodeError:
        raise _Departs from None
    table = arrow_csv.read_csv(
        pa.py_buffer(text),
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=len(text) + 1),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=list(TYPES),
            column_types=TYPES,
            null_values=[""],
            strings_can_be_null=True,
            check_utf8=False,  # seen above, for the whole text
        ),
    ).combine_chunks()
    months = table["Month"].chunk(0).dictionary.to_pylist()
    kinds = table["Crime type"].chunk(0).dictionary.to_pylist()
    sound = (
        table.num_rows == lines
        and months == [month]
        and not table["Month"].null_count
        and not table["Crime type"].null_count
        and all(kind in BY_WORDS for kind in kinds)
        and _in_the_isles(table)
        and _hex_ids(table)
    )
    if not sound:
        raise _Departs
    return table


def _floats(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    """Numbers, not-a-number where there is none."""
    array = numbers(column.chunk(0), np.nan)
    if np.isnan(array).sum() != column.null_count:
        raise _Departs
    return array


def _in_the_isles(table: pa.Table) -> bool:
    """Whether each row has a point in the British Isles or none."""
    east, north = _floats(table["Longitude"]), _floats(table["Latitude"])
    within = (east >= LONGITUDES[0]) & (east <= LONGITUDES[1]) & (north >= LATITUDES[0]) & (north <= LATITUDES[1])
    return bool((within | (np.isnan(east) & np.isnan(north))).all())


def _digits(table: pa.Table) -> tuple[memoryview, npt.NDArray[np.bool_]]:
    """The digits of all Crime IDs one after another, and which rows have one."""
    array = table["Crime ID"].chunk(0)
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[array.offset : array.offset + len(array) + 1]
    lengths = np.diff(ends)
    present = lengths == ID_DIGITS
    if not (present | (lengths == 0)).all():
        raise _Departs
    return memoryview(data or b"")[ends[0] : ends[-1]], present


def _hex_ids(table: pa.Table) -> bool:
    digits, _ = _digits(table)
    try:
        unhexlify(digits)
    except NotHex:
        return False
    return True


# The sieve


def _fault(fields: list[str], header: list[str], month: str) -> str:
    """Why a row is left out; empty, if it isn't."""
    if len(fields) != len(header):
        return WRONG_FIELDS
    row = dict(zip(header, fields, strict=True))
    if row["Month"] != month:
        return WRONG_MONTH
    if row["Crime type"] not in BY_WORDS:
        return UNKNOWN_KIND
    if not _is_point(row["Longitude"], row["Latitude"]):
        return BAD_POINT
    return "" if _is_id(row["Crime ID"]) else BAD_ID


def _is_point(longitude: str, latitude: str) -> bool:
    """Whether this is a point in the British Isles, or none.

    >>> _is_point("-2.484", "52.905"), _is_point("", ""), _is_point("52.905", "-2.484"), _is_point("-2.484", "")
    (True, True, False, False)
    """
    if not longitude and not latitude:
        return True
    try:
        east, north = float(longitude), float(latitude)
    except ValueError:
        return False
    return LONGITUDES[0] <= east <= LONGITUDES[1] and LATITUDES[0] <= north <= LATITUDES[1]


def _is_id(text: str) -> bool:
    return not text or (len(text) == ID_DIGITS and not set(text) - set("0123456789abcdefABCDEF"))


def _sieved(text: bytes, header: list[str], month: str) -> tuple[bytes, int, tuple[Refused, ...]]:
    """The file without the rows that depart from the form, how many are left, and the rows left out by reason."""
    first, *rest = text.split(b"\n")
    kept, lines_by_reason = [first], dict[str, list[int]]()
    for number, reason, line in _judged(rest, header, month):
        if reason:
            lines_by_reason.setdefault(reason, []).append(number)
        else:
            kept.append(line)
    refused = (Refused(why, len(at), tuple(at[:LINES_NAMED])) for why, at in sorted(lines_by_reason.items()))
    return b"\n".join(kept) + b"\n", len(kept) - 1, tuple(refused)


def _judged(lines: list[bytes], header: list[str], month: str) -> Iterator[tuple[int, str, bytes]]:
    for number, line in enumerate(lines, start=2):
        line = line.rstrip(b"\r")
        if not line:
            continue
        try:
            fields = next(csv.reader(io.StringIO(line.decode()), strict=True))
        except UnicodeDecodeError:
            yield number, UNDECODABLE, line
        except (csv.Error, StopIteration):
            yield number, WRONG_FIELDS, line
        else:
            yield number, _fault(fields, header, month), line


# Columns


def _typed(parsed: pa.Table, force: str, month: str, rows_in: int, refused: tuple[Refused, ...]) -> Rows:
    kinds = parsed["Crime type"].chunk(0)
    slugs = [BY_WORDS[words] for words in kinds.dictionary.to_pylist()]
    kind = np.array([KINDS.index(each) for each in slugs], dtype=np.int32)[numbers(kinds.indices, 0)]
    halves, has_id = _kept_ids(parsed)
    has_id &= kind != ASB  # incidents have no ID; were one published, they would still not be deduplicated
    columns = {
        "crime_id": binary_16(halves, has_id),
        "force": constant(force, len(kind)),
        "month": constant(month, len(kind)),
        "row": integers(np.arange(len(kind), dtype=np.int32)),
        "longitude": parsed["Longitude"].chunk(0),
        "latitude": parsed["Latitude"].chunk(0),
        "location": parsed["Location"].chunk(0),
        "lsoa_code": parsed["LSOA code"].chunk(0),
        "category": pa.DictionaryArray.from_arrays(kinds.indices, strings(slugs)),
        "outcome": parsed["Last outcome category"].chunk(0),
    }
    table = pa.table(columns)
    codes, counts, unplaced = _counted(table["lsoa_code"], kind)
    return Rows(table, rows_in, refused, codes, counts, unplaced, halves[has_id, 0])


KINDS = tuple(Category)
ASB = KINDS.index(Category.ANTI_SOCIAL_BEHAVIOUR)


def _kept_ids(parsed: pa.Table) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    """The first 16 bytes of each Crime ID as two numbers, uint64 [row, 2]; and which rows have one."""
    digits, present = _digits(parsed)
    kept = np.zeros((len(present), 2), dtype=np.uint64)
    kept[present] = np.frombuffer(unhexlify(digits), dtype=np.uint64).reshape(-1, 4)[:, :2]
    return kept, present


def _counted(
    areas: pa.ChunkedArray, kind: npt.NDArray[np.int32]
) -> tuple[tuple[str, ...], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Codes that have rows; rows by code and kind; rows without a code by kind."""
    coded = areas.combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    codes = coded.dictionary.to_pylist()
    place = numbers(coded.indices, len(codes))
    cells = np.bincount(place.astype(np.int64) * len(KINDS) + kind, minlength=(len(codes) + 1) * len(KINDS))
    counts = cells.reshape(-1, len(KINDS))
    return tuple(codes), counts[:-1].astype(np.int32), counts[-1]


def counted_again(table: pa.Table) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """Codes and counts of a part as it was written, from its columns `lsoa_code` and `category`."""
    kinds = table["category"].combine_chunks()
    kinds = kinds.chunk(0) if isinstance(kinds, pa.ChunkedArray) else kinds
    kind = np.array([KINDS.index(Category(slug)) for slug in kinds.dictionary.to_pylist()], dtype=np.int32)
    codes, counts, _ = _counted(table["lsoa_code"], kind[numbers(kinds.indices, 0)])
    return codes, counts
