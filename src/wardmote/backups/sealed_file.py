"""The file of a backup: a plain line that says whose it is, then everything else sealed. Pure; no database.

Within the seal: parts, one after the other. A part is a line of JSON (name, and what it is), blocks of bytes each with
its length, and an empty block. The last part, `contents`, says of every other part its blocks, bytes and SHA-256.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from wardmote.seals.chain import canonical
from wardmote.seals.envelope import SealBroken
from wardmote.seals.stream import SealingStream, WrongKey, opened_pieces

MAGIC = b"WARDMOTE BACKUP 1\n"
LONGEST_OPENING = 4096
BLOCK_BYTES = 2**20
CONTENTS, ABOUT, ROWS, FILES = "contents", "about", "rows/", "files/"  # the names of parts, or how they begin


class BadBackup(Exception):
    """A sentence that says why this file can't be used."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What anybody may read of a backup: of which town it is (an id that names nobody), and from when."""

    town_id: str
    made_at: datetime

    def as_bytes(self) -> bytes:
        """The plain beginning of the file; every sealed piece is bound to it."""
        return MAGIC + canonical({"town": self.town_id, "made_at": self.made_at.isoformat()}) + b"\n"


@dataclass(slots=True)
class Part:
    """One part while it is read: its name, its facts, and its blocks, which can be taken once."""

    name: str
    facts: dict[str, Any]
    blocks: Iterator[bytes]


@dataclass(slots=True)
class Counted:
    """How much went through a part."""

    blocks: int = 0
    size: int = 0
    hash: Any = field(default_factory=sha256)

    def add(self, block: bytes) -> None:
        """Count one more block."""
        self.blocks, self.size = self.blocks + 1, self.size + len(block)
        self.hash.update(len(block).to_bytes(8, "big") + block)

    def as_facts(self) -> dict[str, Any]:
        """As the list of contents has it."""
        return {"blocks": self.blocks, "bytes": self.size, "sha256": self.hash.hexdigest()}


class BackupWriter:
    """Writes the parts of one backup into an open file."""

    def __init__(self, file: BinaryIO, *, key: bytes, opening: Opening) -> None:
        self._stream = SealingStream(file, key=key, opening=opening.as_bytes())
        self._contents: dict[str, dict[str, Any]] = {}

    def part(self, name: str, blocks: Iterator[bytes], **facts: Any) -> int:
        """Write one part; how many blocks it has."""
        counted = Counted()
        self._line({"name": name, **facts})
        for block in blocks:
            if block:  # an empty block is the end of a part
                counted.add(block)
                self._block(block)
        self._block(b"")
        self._contents[name] = counted.as_facts()
        return counted.blocks

    def close(self) -> None:
        """Write the list of contents and the last piece."""
        self._line({"name": CONTENTS})
        self._block(canonical(self._contents))
        self._block(b"")
        self._stream.close()

    def _line(self, facts: dict[str, Any]) -> None:
        self._block(canonical(facts))

    def _block(self, block: bytes) -> None:
        self._stream.write(len(block).to_bytes(8, "big"))
        if block:
            self._stream.write(block)


def read_opening(file: BinaryIO) -> Opening:
    """The plain beginning of a backup; the file then stands at its seal.

    Raises:
        BadBackup: this is no backup.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise BadBackup("This file is no backup of Wardmote, or its beginning is torn. Nothing was restored.")
    try:
        told = json.loads(file.readline(LONGEST_OPENING))
        return Opening(town_id=told["town"], made_at=datetime.fromisoformat(told["made_at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadBackup("The beginning of this backup is torn or was altered. Nothing was restored.") from error


def read_parts(path: Path, *, key: bytes, town_id: str, take: Callable[[Part], None]) -> Opening:
    """Give each part to `take`, in the order in which they were written, and hold each against the list of contents.

    What `take` got is certain only when this has returned.

    Raises:
        BadBackup: of another town, sealed with another key, torn, or altered.
    """
    try:
        with path.open("rb") as file:
            opening = read_opening(file)
            if opening.town_id != town_id:
                raise BadBackup("This backup is another town's than these keys. Nothing was restored.")
            _read(_Source(opened_pieces(file, key=key, opening=opening.as_bytes())), take)
            return opening
    except WrongKey as error:
        raise BadBackup(
            "This backup does not open with these keys, or its beginning is torn. Nothing was restored."
        ) from error
    except (SealBroken, ValueError, KeyError) as error:
        raise BadBackup(
            "This backup is torn or was altered, so none of it is trusted. Nothing was restored. Take an older one."
        ) from error
    except OSError as error:
        raise BadBackup(f"The backup could not be read ({error.strerror}). Nothing was restored.") from error


def _read(source: "_Source", take: Callable[[Part], None]) -> None:
    found: dict[str, dict[str, Any]] = {}
    while True:
        facts = json.loads(source.block())
        name = facts.pop("name")
        if name == CONTENTS:
            break
        counted = Counted()
        part = Part(name, facts, _blocks(source, counted))
        take(part)
        for _ in part.blocks:  # what was not taken is counted all the same
            pass
        found[name] = counted.as_facts()
    said = json.loads(source.block())
    if source.block() or said != found or not source.at_end():
        raise SealBroken("The list of contents is not that of the parts.")


def _blocks(source: "_Source", counted: Counted) -> Iterator[bytes]:
    while block := source.block():
        counted.add(block)
        yield block


class _Source:
    """Blocks out of the opened pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held, self._at = pieces, b"", 0

    def block(self) -> bytes:
        return self._take(int.from_bytes(self._take(8), "big"))

    def at_end(self) -> bool:
        return self._at == len(self._held) and next(self._pieces, None) is None

    def _take(self, size: int) -> bytes:
        parts = []
        while size:
            if self._at == len(self._held):
                self._held, self._at = next(self._pieces, b""), 0
                if not self._held:
                    raise SealBroken("The backup ends too early.")
            taken = self._held[self._at : self._at + size]
            self._at, size = self._at + len(taken), size - len(taken)
            parts.append(taken)
        return b"".join(parts)


def file_blocks(path: Path) -> Iterator[bytes]:
    """A file in blocks."""
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block


def safe_name(name: str) -> PurePosixPath:
    """The place of a file within the town's folder, as a backup names it.

    Raises:
        ValueError: it would lie outside.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name or "\0" in name:
        raise ValueError(f"{name} lies outside of the town's folder")
    return path
