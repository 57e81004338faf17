"""A long file sealed in pieces, so that it need not fit into memory: torn, altered, swapped or reordered, it fails.

Layout: `opening` (plain bytes, bound to every piece), a salt of 32 bytes, a proof of the key of 16 bytes, then pieces
of 1 MiB, each AES-256-GCM with its tag of 16 bytes. The key of one file comes from the town's key and the salt (HKDF),
so the nonce can be the number of the piece and whether it is the last. A piece is given out once its tag was checked.
"""

import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wardmote.seals.envelope import SealBroken

PIECE_BYTES = 2**20
TAG_BYTES, SALT_BYTES, PROOF_BYTES = 16, 32, 16


class WrongKey(SealBroken):
    """This file was sealed with another key."""


class SealingStream:
    """Seals what is written to it into `file`. Without `close` the file has no last piece and does not open."""

    def __init__(self, file: BinaryIO, *, key: bytes, opening: bytes) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        self._cipher, proof = _of_one_file(key, salt)
        self._file, self._opening, self._number = file, opening + salt + proof, 0
        self._held = bytearray()
        file.write(self._opening)

    def write(self, content: bytes) -> None:
        """Take more bytes in."""
        self._held += content
        while len(self._held) > PIECE_BYTES:  # the last piece must be known as such, so one is always kept back
            self._seal(bytes(self._held[:PIECE_BYTES]), last=False)
            del self._held[:PIECE_BYTES]

    def close(self) -> None:
        """Write the last piece. The file stays open: whoever opened it flushes it."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, self._opening))
        self._number += 1


def opened_pieces(file: BinaryIO, *, key: bytes, opening: bytes) -> Iterator[bytes]:
    """The content of a sealed file, piece by piece, from a file that stands right after its opening.

    Raises:
        WrongKey: the file was sealed with another key.
        SealBroken: the file is cut short, or a piece of it was altered, swapped, left out or added.
    """
    salt, proof = file.read(SALT_BYTES), file.read(PROOF_BYTES)
    cipher, expected = _of_one_file(key, salt)
    if len(proof) == PROOF_BYTES and not secrets.compare_digest(proof, expected):
        raise WrongKey("This file was sealed with another key.")
    number, ahead = 0, file.read(PIECE_BYTES + TAG_BYTES)
    while True:
        piece, ahead = ahead, file.read(PIECE_BYTES + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, last=not ahead), piece, opening + salt + proof)
        except (InvalidTag, ValueError) as error:
            raise SealBroken("This file is torn or was altered.") from error
        if not ahead:
            return
        number += 1


def _of_one_file(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    derived = HKDF(SHA256(), length=32 + PROOF_BYTES, salt=salt, info=b"wardmote file").derive(key)
    return AESGCM(derived[:32]), derived[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
