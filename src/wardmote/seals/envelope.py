"""AES-256-GCM, bound to the town, a permanent field label and the row: moved elsewhere, a seal does not open.

Layout of a sealed value: one byte of format (1), a nonce of 12 bytes, ciphertext with its tag of 16 bytes.
"""

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wardmote.seals.chain import canonical

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
EMPTY_BYTES = len(FORMAT) + NONCE_BYTES + 16  # of nothing, sealed


class SealBroken(Exception):
    """Another key, town, field or row, or the bytes were altered."""


def bound_to(town: str, label: str, row_id: UUID) -> bytes:
    """What a seal is bound to."""
    return canonical([town, label, str(row_id)])


def seal(content: bytes, *, key: bytes, binding: bytes) -> bytes:
    """Seal `content` under a 32-byte key with a fresh nonce."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, content, FORMAT + binding)


def unseal(sealed: bytes, *, key: bytes, binding: bytes) -> bytes:
    """Open a seal.

    Raises:
        SealBroken: the key, town, field or row is another, or the bytes were altered.

    >>> key, here = bytes(32), bound_to("Anytown", "finding.owner_name", UUID(int=1))
    >>> unseal(seal(b"A. Smith", key=key, binding=here), key=key, binding=here)
    b'A. Smith'
    """
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, sealed[:1] + binding)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("This text does not open with this town's key; nothing was shown.") from error


def fingerprint(content: bytes, *, key: bytes) -> bytes:
    """32 bytes that tell whether this town has seen `content` before, and tell nobody else anything."""
    return hmac.new(key, b"fingerprint" + content, sha256).digest()
