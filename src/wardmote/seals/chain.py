"""The form of an event and the chain of hashes. Pure."""

import hashlib
import json


def canonical(fact: object) -> bytes:
    """One fact, one string of bytes, whoever writes it down.

    >>> canonical({"b": 1, "a": "£"})
    b'{"a":"\\xc2\\xa3","b":1}'
    """
    return json.dumps(fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: bytes, body: bytes) -> bytes:
    """The hash of an event (32 bytes), which holds the hash of the event before it."""
    return hashlib.sha256(previous + body).digest()
