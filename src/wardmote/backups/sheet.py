"""The town's keys on paper: groups of letters to be typed back by hand, each line with its own check. Pure.

Crockford's letters: no I, L, O or U, so nothing is read as something else; typed, an O is a 0, and an I or L is a 1.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
LINE_BYTES, LINE_LETTERS = 10, 16
KEY_BYTES = 32


class BadLine(Exception):
    """A sentence that says which line was typed wrongly."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a restore needs: which town, the key of its words, the key of its backups."""

    town_id: str
    data_key: bytes
    backup_key: bytes


def lines_of(keys: Keys) -> list[str]:
    """The keys as numbered lines.

    >>> keys = Keys(str(UUID(int=1)), bytes(32), bytes(32))
    >>> lines_of(keys)[1], len(lines_of(keys))
    ('2  0000 0000 0400 0000  6J', 8)
    >>> keys_from(lines_of(keys)) == keys
    True
    """
    content = UUID(keys.town_id).bytes + keys.data_key + keys.backup_key
    pieces = [content[at : at + LINE_BYTES] for at in range(0, len(content), LINE_BYTES)]
    return [_line(number, piece) for number, piece in enumerate(pieces, start=1)]


def _line(number: int, piece: bytes) -> str:
    letters = _letters(int.from_bytes(piece, "big"), LINE_LETTERS)
    groups = " ".join(letters[at : at + 4] for at in range(0, LINE_LETTERS, 4))
    return f"{number}  {groups}  {_check(number, piece)}"


def _letters(value: int, many: int) -> str:
    return "".join(LETTERS[value >> 5 * place & 31] for place in reversed(range(many)))


def _check(number: int, piece: bytes) -> str:
    return _letters(int.from_bytes(sha256(bytes([number]) + piece).digest()[:2], "big") & 1023, 2)


LINES = -(-(16 + 2 * KEY_BYTES) // LINE_BYTES)


def piece_of(line: str, *, number: int) -> bytes:
    """The bytes of one typed line, with or without its number, spaces and capitals.

    Raises:
        BadLine: it is not line `number` as it was printed.
    """
    typed = re.sub(r"^\s*\d{1,2}[.:)]?\s+(?=\S)", "", line)
    letters = re.sub(r"[\s-]", "", typed).upper().translate(MISREAD)
    if len(letters) != LINE_LETTERS + 2 or set(letters) - set(LETTERS):
        raise BadLine(f"Line {number} of the key sheet has four groups of four, and one of two. Type it again.")
    value = 0
    for letter in letters[:LINE_LETTERS]:
        value = value << 5 | LETTERS.index(letter)
    piece = value.to_bytes(LINE_BYTES, "big")
    if _check(number, piece) != letters[LINE_LETTERS:]:
        raise BadLine(f"Line {number} of the key sheet was typed wrongly. Compare it with the paper.")
    return piece


def keys_from(lines: list[str]) -> Keys:
    """The keys of all lines, in their order.

    Raises:
        BadLine: a line is missing or was typed wrongly.
    """
    if len(lines) != LINES:
        raise BadLine(f"A key sheet has {LINES} lines of letters; these are {len(lines)}.")
    content = b"".join(piece_of(line, number=number) for number, line in enumerate(lines, start=1))
    return Keys(str(UUID(bytes=content[:16])), content[16 : 16 + KEY_BYTES], content[16 + KEY_BYTES :])


def lines_in(text: str) -> list[str]:
    """The numbered lines of letters in the text of a sheet; the words around them are left out."""
    form = re.compile(r"\s*[1-9]\d?\s+(?:[0-9A-Za-z]{4}\s+){4}[0-9A-Za-z]{2}\s*")
    return [line for line in text.splitlines() if form.fullmatch(line)]
