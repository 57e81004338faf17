"""The values of a row as bytes that are the same whichever database they come from. Pure.

A row is its values one after the other: a letter for the kind, the length in 8 bytes, the content.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

MICROSECOND = timedelta(microseconds=1)


class Json:
    """Wraps a value that a JSON column holds: a text in it is not a text column's."""

    def __init__(self, value: object) -> None:
        self.value = value


def packed(values: Sequence[object]) -> bytes:
    """One row.

    >>> unpacked(packed([None, True, 7, "Ada", b"\\x00", date(2022, 10, 28)]))
    [None, True, 7, 'Ada', b'\\x00', datetime.date(2022, 10, 28)]
    """
    parts = []
    for value in values:
        kind, content = _packed(value)
        parts.append(kind + len(content).to_bytes(8, "big") + content)
    return b"".join(parts)


def _packed(value: object) -> tuple[bytes, bytes]:
    match value:
        case None:
            return b"n", b""
        case bool():
            return b"b", bytes([value])
        case int():
            return b"i", str(value).encode()
        case str():
            return b"s", value.encode()
        case bytes() | bytearray() | memoryview():
            return b"x", bytes(value)
        case UUID():
            return b"u", value.bytes
        case datetime():  # before date: every datetime is a date
            return b"a", value.isoformat().encode()
        case date():
            return b"d", value.isoformat().encode()
        case time():
            return b"t", value.isoformat().encode()
        case timedelta():
            return b"p", str(value // MICROSECOND).encode()
        case Decimal():
            return b"m", str(value).encode()
        case float():
            return b"f", value.hex().encode()
        case Json():
            return b"j", json.dumps(value.value, ensure_ascii=False).encode()
    raise TypeError(f"A backup knows no value of the kind {type(value).__name__}.")


def unpacked(row: bytes) -> list[object]:
    """The values of a row.

    Raises:
        ValueError: these bytes are no row.
    """
    return list(_unpacked(row))


def _unpacked(row: bytes) -> Iterator[object]:
    at = 0
    while at < len(row):
        kind, size = row[at : at + 1], int.from_bytes(row[at + 1 : at + 9], "big")
        content, at = row[at + 9 : at + 9 + size], at + 9 + size
        if at > len(row):
            raise ValueError("A row of the backup is cut short.")
        yield _value(kind, content)


def _value(kind: bytes, content: bytes) -> object:
    match kind:
        case b"n":
            return None
        case b"b":
            return content == b"\x01"
        case b"i":
            return int(content)
        case b"s":
            return content.decode()
        case b"x":
            return content
        case b"u":
            return UUID(bytes=content)
        case b"a":
            return datetime.fromisoformat(content.decode())
        case b"d":
            return date.fromisoformat(content.decode())
        case b"t":
            return time.fromisoformat(content.decode())
        case b"p":
            return int(content) * MICROSECOND
        case b"m":
            return Decimal(content.decode())
        case b"f":
            return float.fromhex(content.decode())
        case b"j":
            return json.loads(content)
    raise ValueError(f"A backup knows no value of the kind {kind!r}.")
