"""What stands in the index in place of words: tokens that nobody without the town's key can make or read."""

import hmac
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from wardmote.register.rules import Deed, Marking, Verb
from wardmote.search.rules.words import is_idle, stems_in

MADE_ANEW = Deed("search.index_made_anew", Verb.ALTER)
SEARCHED_BY_INDEX = (Marking.PUBLIC, Marking.PANEL)
FORM = 1  # another number when words are compared in another way: the index is then made anew
TOKEN_BYTES = 8  # that two words meet by chance does no harm: what is found is opened and compared
NONCE_END = 13  # a seal begins with its form and its nonce (seals/envelope.py)
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def key_of(data_key: bytes, marking: Marking) -> bytes:
    """The key of the tokens of one marking: public notes, which anybody may have, tell nothing of the panel's."""
    return hmac.new(data_key, b"search tokens " + marking.value.encode(), sha256).digest()


def form_of(data_key: bytes) -> bytes:
    """Tells whether an index was made with this key, and compares words as they are compared now."""
    return hmac.new(data_key, f"search form {FORM} {version('snowballstemmer')}".encode(), sha256).digest()


@lru_cache(maxsize=2**16)
def token(stem: str, key: bytes) -> str:
    """What stands for a word: 16 letters, so that either database takes it for one word.

    >>> token("lamp", bytes(32)) == token("lamp", bytes(32)) != token("lamp", bytes(31) + b"1")
    True
    >>> len(token("lamp", bytes(32))), token("lamp", bytes(32)).isalpha()
    (16, True)
    """
    return hmac.new(key, stem.encode(), sha256).digest()[:TOKEN_BYTES].hex().translate(_LETTERS)


def tokens_of(text: str, key: bytes) -> list[str]:
    """The tokens of a text, each once and sorted: neither their order nor their number is kept.

    >>> tokens_of("The lamp and the lamps", bytes(32)) == [token("lamp", bytes(32))]
    True
    """
    return sorted({token(stem, key) for stem in stems_in(text) if not is_idle(stem)})


def stamp_of(marking: str, seals: Iterable[bytes]) -> bytes:
    """16 bytes that change whenever a row's marking or words do: each sealing has a nonce of its own.

    >>> stamp_of("panel", [b"x" * 40]) == stamp_of("panel", [b"x" * 50]) != stamp_of("public", [b"x" * 40])
    True
    """
    parts = [marking.encode(), *(seal[:NONCE_END] for seal in seals)]
    return sha256(b"|".join(parts)).digest()[:16]
