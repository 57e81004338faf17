"""The form of a published file: its header and rows, and what is left out of a file that departs from it, by line."""

import csv
import io
from collections.abc import Iterator

from wardmote.figures.sources.category import BY_WORDS
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
# Degrees (WGS 84) around Great Britain and Ireland, Shetland and the Isles of Scilly among them.
LONGITUDES, LATITUDES = (-11.0, 3.0), (49.0, 61.5)
ID_DIGITS = 64  # of 32 bytes the first 16 are kept: 128 bits, which no two crimes will share
LINES_NAMED = 5

UNDECODABLE = "bytes that are not UTF-8"
WRONG_FIELDS = "wrong number of fields"
WRONG_MONTH = "a month that is not the file's"
UNKNOWN_KIND = "an unknown kind"
BAD_POINT = "coordinates that are no place in the British Isles"
BAD_ID = "a Crime ID that is not 64 hexadecimal digits"


def head_of(text: bytes) -> bytes:
    """The first line, without its end."""
    return text[: text.find(b"\n")] if b"\n" in text else text


def names_in(text: bytes) -> list[str]:
    """The columns that the header names."""
    return next(csv.reader([head_of(text).rstrip(b"\r").decode(errors="replace")]), [])


def missing_in(names: list[str]) -> list[str]:
    """Columns that a header lacks, or has twice."""
    return [name for name in COLUMNS if names.count(name) != 1]


def sieved(text: bytes, month: str) -> tuple[bytes, tuple[Refused, ...]]:
    """The file without the rows that depart from the form, and the rows left out by reason.

    Raises:
        Unusable: the header is wrong.
    """
    header = names_in(text)
    if missing := missing_in(header):
        raise Unusable(f"its header has not the twelve columns (“{missing[0]}” is missing or twice)")
    first, *rest = text.split(b"\n")
    kept, lines_by_reason = [first], dict[str, list[int]]()
    for number, reason, line in _judged(rest, header, month):
        if reason:
            lines_by_reason.setdefault(reason, []).append(number)
        else:
            kept.append(line)
    refused = (Refused(why, len(at), tuple(at[:LINES_NAMED])) for why, at in sorted(lines_by_reason.items()))
    return b"\n".join(kept) + b"\n", tuple(refused)


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
