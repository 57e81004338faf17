"""Words as they are compared: without capitals and accents, and English ones without their endings."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IDLE = """
a an and are as at be been but by for from had has have he her his i if in into is it its no of on or our out she so
that the their them then there these they this to up was we were what when which who will with would you your
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: how it is compared, and where it stands, in code points, half open."""

    stem: str
    start: int
    end: int


def folded(text: str) -> str:
    """Text without capitals and accents.

    >>> folded("Café ÅNGSTRÖM")
    'cafe angstrom'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=2**16)
def stem_of(word: str) -> str:
    """How a word is compared. One with a figure in it, such as the number of a road, stays as it is.

    >>> stem_of("Burglaries"), stem_of("burglary"), stem_of("Cobbler’s"), stem_of("A41"), stem_of("café")
    ('burglari', 'burglari', 'cobbler', 'a41', 'cafe')
    """
    plain = folded(word.replace("’", "'"))
    if not plain.isascii() or any(letter.isdigit() for letter in plain):
        return plain
    # One of its own for each word: it keeps what it works on, and pages are drawn by several threads.
    found: str = stemmer("english").stemWord(plain)
    return found


def stems_in(text: str) -> list[str]:
    """The words of a text as they are compared, in their order.

    >>> stems_in("The lamps in Mill Street")
    ['the', 'lamp', 'in', 'mill', 'street']
    """
    return [stem_of(word) for word in _WORD.findall(text)]


def words_in(text: str) -> list[Word]:
    """The same with where each stands.

    >>> words_in("On the B5062.")[-1]
    Word(stem='b5062', start=7, end=12)
    """
    return [Word(stem_of(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


_IDLE_STEMS = frozenset(stem_of(word) for word in _IDLE.split())


def is_idle(stem: str) -> bool:
    """Whether a word stands nearly everywhere, so that it tells nothing by itself.

    >>> is_idle("the"), is_idle("lamp")
    (True, False)
    """
    return stem in _IDLE_STEMS
