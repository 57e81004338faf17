"""Files of one month: their text in, typed columns out. What departs from the form is left out and named."""

from binascii import Error as NotHex
from binascii import unhexlify
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as arrow_csv

from wardmote.figures.sources.area_codes import UNKNOWN, known_places
from wardmote.figures.sources.category import BY_WORDS, Category
from wardmote.figures.sources.columns import binary_16, constant, integers, numbers, strings
from wardmote.figures.sources.download import Unusable
from wardmote.figures.sources.manifest import Refused
from wardmote.figures.sources.sieve import ID_DIGITS, LATITUDES, LONGITUDES, head_of, missing_in, names_in, sieved

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
CODES_NAMED = 12
NEWLINE = ord("\n")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Cells = npt.NDArray[np.int64]


@dataclass(frozen=True)
class File:
    """What one file brought. Its fields are those of `Part`, where they are told."""

    force: str
    rows_in: int
    rows: int
    ids: int
    crimes: int
    areas: int
    unplaced: dict[str, int]
    unknown: dict[str, int]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True)
class Placed:
    """Rows by area and kind: of each row that has a code, its place among `codes`, and its kind as one of `KINDS`.

    `known` is the place of each of the codes among the known ones.
    """

    codes: pa.StringArray
    known: npt.NDArray[np.int32]
    place: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """The rows of one or more files of one month that were kept, file after file.

    `ids` are the first 8 bytes of each Crime ID, in the order of the rows.
    """

    table: pa.Table
    files: tuple[File, ...]
    placed: Placed
    ids: npt.NDArray[np.uint64]


class Departs(Exception):
    """A row, or a header, is not of the form."""


def read_together(texts: Mapping[str, bytes], month: str) -> Rows:
    """Read files of one month at one go, if all their rows are of the form.

    Args:
        texts: each file by its force, in the order of the rows to come.
        month: such as `2022-01`.

    Raises:
        Departs: a row is not of the form, a file has no row, or their headers differ. Read each by itself.
    """
    text, lines = _joined([text.removeprefix(BYTE_ORDER_MARK) for text in texts.values()])
    if missing_in(names_in(text)) or not all(lines):
        raise Departs
    parsed = _parsed(text, month, sum(lines))
    return _typed(parsed, dict(zip(texts, lines, strict=True)), month)


def read_street_file(text: bytes, force: str, month: str) -> Rows:
    """Read one published file. Only if a row departs from the form it is sifted line by line.

    Args:
        text: the file, with a header that names the twelve columns, in any order.
        force: as in its name, such as `west-mercia`.
        month: such as `2022-01`; rows of another month are refused.

    Raises:
        Unusable: the header is wrong, or no row could be kept.
    """
    try:
        return read_together({force: text}, month)
    except Departs:
        text, refused = sieved(text.removeprefix(BYTE_ORDER_MARK), month)
    left_out = sum(each.rows for each in refused)
    if b"\n" not in text.rstrip(b"\n"):
        raise Unusable(f"none of its {left_out:,} rows can be kept" if left_out else "it has no rows")
    try:
        rows = read_together({force: text}, month)
    except Departs as error:
        raise Unusable("its rows can't be read") from error
    file = replace(rows.files[0], rows_in=rows.files[0].rows + left_out, refused=refused)
    return replace(rows, files=(file,))


def _joined(texts: list[bytes]) -> tuple[bytes, list[int]]:
    """Files one after another below the header of the first, and how many lines below the header each has."""
    head = head_of(texts[0])
    whole, lines = list[memoryview](), list[int]()
    for text in texts:
        if head_of(text) != head:
            raise Departs
        ended = text if text.endswith(b"\n") else text + b"\n"
        lines.append(int(np.count_nonzero(np.frombuffer(ended, dtype=np.uint8) == NEWLINE)) - 1)
        whole.append(memoryview(ended)[ended.index(b"\n") + 1 if whole else 0 :])
    return b"".join(whole), lines


def _parsed(text: bytes, month: str, lines: int) -> pa.Table:
    """The columns that are kept, checked but for the Crime IDs."""
    try:
        if not text.isascii():
            text.decode()
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
    except (UnicodeDecodeError, pa.ArrowInvalid):
        raise Departs from None
    months = table["Month"].chunk(0).dictionary.to_pylist()
    kinds = table["Crime type"].chunk(0).dictionary.to_pylist()
    sound = (
        table.num_rows == lines
        and months == [month]
        and not table["Month"].null_count
        and not table["Crime type"].null_count
        and all(kind in BY_WORDS for kind in kinds)
        and _in_the_isles(table)
    )
    if not sound:
        raise Departs
    return table


def _floats(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    """Numbers, not-a-number where there is none."""
    array = numbers(column.chunk(0), np.nan)
    if np.isnan(array).sum() != column.null_count:
        raise Departs
    return array


def _in_the_isles(table: pa.Table) -> bool:
    """Whether each row has a point in the British Isles or none."""
    east, north = _floats(table["Longitude"]), _floats(table["Latitude"])
    within = (east >= LONGITUDES[0]) & (east <= LONGITUDES[1]) & (north >= LATITUDES[0]) & (north <= LATITUDES[1])
    return bool((within | (np.isnan(east) & np.isnan(north))).all())


def _ids(table: pa.Table) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    """The first 16 bytes of each Crime ID as two numbers, uint64 [row, 2]; and which rows have one."""
    array = table["Crime ID"].chunk(0)
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[array.offset : array.offset + len(array) + 1]
    lengths = np.diff(ends)
    present = lengths == ID_DIGITS
    if not (present | (lengths == 0)).all():
        raise Departs
    try:
        found = unhexlify(memoryview(data or b"")[ends[0] : ends[-1]])
    except NotHex:
        raise Departs from None
    halves = np.zeros((len(array), 2), dtype=np.uint64)
    halves[present] = np.frombuffer(found, dtype=np.uint64).reshape(-1, 4)[:, :2]
    return halves, present


KINDS = tuple(Category)
ASB = KINDS.index(Category.ANTI_SOCIAL_BEHAVIOUR)


def _typed(parsed: pa.Table, lines: Mapping[str, int], month: str) -> Rows:
    """The columns of a store, and what each file brought; `lines` are the rows of each force, one after another."""
    kinds = parsed["Crime type"].chunk(0)
    slugs = [BY_WORDS[words] for words in kinds.dictionary.to_pylist()]
    kind = _kinds(kinds, slugs)
    halves, has_id = _ids(parsed)
    has_id &= kind != ASB  # incidents have no ID; were one published, they would still not be deduplicated
    many = np.array(list(lines.values()))
    of = np.repeat(np.arange(len(many)), many)  # which file a row is of
    columns = {
        "crime_id": binary_16(halves, has_id),
        "force": pa.DictionaryArray.from_arrays(integers(of), strings(list(lines))),
        "month": constant(month, len(kind)),
        "row": integers(np.arange(len(kind)) - (many.cumsum() - many)[of]),
        "longitude": parsed["Longitude"].chunk(0),
        "latitude": parsed["Latitude"].chunk(0),
        "location": parsed["Location"].chunk(0),
        "lsoa_code": parsed["LSOA code"].chunk(0),
        "category": pa.DictionaryArray.from_arrays(kinds.indices, strings(slugs)),
        "outcome": parsed["Last outcome category"].chunk(0),
    }
    placed, place = _placed(parsed["LSOA code"].chunk(0), kind)
    files = _files(list(lines), of, kind, placed, place, np.bincount(of[has_id], minlength=len(many)))
    return Rows(pa.table(columns), files, placed, halves[has_id, 0])


def _kinds(column: pa.DictionaryArray, slugs: Sequence[str]) -> npt.NDArray[np.int32]:
    """The number of each row's kind."""
    numbered = np.array([KINDS.index(Category(slug)) for slug in slugs], dtype=np.int32)
    return numbered.take(numbers(column.indices, 0))


def _placed(column: pa.DictionaryArray, kind: npt.NDArray[np.int32]) -> tuple[Placed, npt.NDArray[np.int32]]:
    """The rows that have a code; and the place of each row's code, after the last where it has none."""
    codes = column.dictionary
    place = numbers(column.indices, len(codes))
    has_code = place < len(codes)
    return Placed(codes, known_places(codes), place[has_code], kind[has_code]), place


def _table(rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], shape: tuple[int, int]) -> Cells:
    """How often each pair comes: int64 of that shape."""
    cells: Cells = np.bincount(rows.astype(np.int64) * shape[1] + columns, minlength=shape[0] * shape[1])
    return cells.reshape(shape)


def _files(
    forces: Sequence[str],
    of: npt.NDArray[np.int64],
    kind: npt.NDArray[np.int32],
    placed: Placed,
    place: npt.NDArray[np.int32],
    ids: npt.NDArray[np.int64],
) -> tuple[File, ...]:
    """What each file brought; its rows are those where `of` is its number."""
    codes = len(placed.codes)
    nowhere = place == codes
    by_kind = _table(of, kind, (len(forces), len(KINDS)))
    unplaced = _table(of[nowhere], kind[nowhere], by_kind.shape)
    by_code = _table(of, place, (len(forces), codes + 1))[:, :-1]
    at = np.flatnonzero(placed.known == UNKNOWN)
    unknown = placed.codes.take(integers(at)).to_pylist()
    return tuple(
        File(
            force=force,
            rows_in=int(by_kind[n].sum()),
            rows=int(by_kind[n].sum()),
            ids=int(ids[n]),
            crimes=int(by_kind[n].sum() - by_kind[n, ASB]),
            areas=int(np.count_nonzero(by_code[n])),
            unplaced={each: int(unplaced[n, at]) for at, each in enumerate(KINDS) if unplaced[n, at]},
            unknown=_first_named(
                {code: many for code, many in zip(unknown, by_code[n, at].tolist(), strict=True) if many}
            ),
        )
        for n, force in enumerate(forces)
    )


def _first_named(unknown: dict[str, int]) -> dict[str, int]:
    """The first codes with their rows, and those of all others together under the empty code.

    >>> len(_first_named(dict.fromkeys(map(str, range(99)), 2))), _first_named({"E0": 2})
    (13, {'E0': 2})
    """
    named = dict(sorted(unknown.items())[:CODES_NAMED])
    others = sum(unknown.values()) - sum(named.values())
    return named | {"": others} if others else named


def placed_again(table: pa.Table) -> Placed:
    """Rows as they were written by area and kind, from their columns `lsoa_code` and `category`."""
    kinds = _whole(table["category"])
    return _placed(_whole(table["lsoa_code"]), _kinds(kinds, kinds.dictionary.to_pylist()))[0]


def _whole(column: pa.ChunkedArray) -> pa.Array:
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined
