"""The codes of small areas in published files, and their places among all that are known, found without a loop."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wardmote.figures.areas.shipped import table
from wardmote.figures.sources.columns import flags

LETTERS = 9  # such as E01028974
DIGITS = 10 ** np.arange(5, -1, -1, dtype=np.int32)
OF_WALES = 2 * 10**6  # above every number of England
NUMBERS = 2 * OF_WALES
UNKNOWN = -1
Letters = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int32]


@cache
def known_codes() -> Letters:
    """Every area code of 2011 and 2021 (36,778), as uint8 [code, letter]. Those of both years stand here twice."""
    pairs = table("lsoa11")
    columns = (pairs[name].combine_chunks() for name in ("lsoa11_code", "lsoa21_code"))
    return np.concatenate([_letters(column) for column in columns])


def known_places(codes: pa.StringArray) -> Places:
    """The place of each code among the known ones; -1 where it is none of them.

    >>> (known_places(pa.array(["E01000001", "E01999999", "", None])) == UNKNOWN).tolist()
    [False, True, True, True]
    """
    ends = np.frombuffer(codes.buffers()[1], dtype=np.int32)[codes.offset : codes.offset + len(codes) + 1]
    usual = np.diff(ends) == LETTERS
    if not usual.all():
        places = np.full(len(codes), UNKNOWN, dtype=np.int32)
        places[usual] = known_places(codes.filter(flags(usual)))
        return places
    letters = _letters(codes)
    found = _by_number().take(_numbers(letters))
    return np.where((known_codes().take(found, axis=0) == letters).all(axis=1), found, UNKNOWN).astype(np.int32)


def _letters(codes: pa.StringArray) -> Letters:
    """The letters of codes that have nine."""
    whole = np.frombuffer(codes.buffers()[2] or b"", dtype=np.uint8)
    return whole[codes.offset * LETTERS :][: len(codes) * LETTERS].reshape(-1, LETTERS)


def _numbers(letters: Letters) -> Places:
    """A number for each code; no two known ones have the same."""
    numbers: Places = (letters[:, 3:] & 15) @ DIGITS + OF_WALES * (letters[:, 0] == ord("W"))
    return numbers


@cache
def _by_number() -> Places:
    """The place of the known code that has each number, or 0."""
    places = np.zeros(NUMBERS, dtype=np.int32)
    places[_numbers(known_codes())] = np.arange(len(known_codes()), dtype=np.int32)
    return places
