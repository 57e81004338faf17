"""Outlines of small areas, for maps: shipped for Shropshire, Telford and Wrekin, and the districts around them."""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from wardmote.figures.areas.shipped import table

Ring = tuple[tuple[float, float], ...]
SCALE = 10_000  # kept to four decimals of a degree: some ten metres


@cache
def _outlines() -> dict[str, tuple[Ring, ...]]:
    kept = table("outline")
    columns = (kept[name].to_pylist() for name in ("lsoa21_code", "east", "north"))
    return {
        code: tuple(
            tuple((x / SCALE, y / SCALE) for x, y in zip(accumulate(xs), accumulate(ys), strict=True))
            for xs, ys in zip(east, north, strict=True)
        )
        for code, east, north in zip(*columns, strict=True)
    }


def outlines(codes: Iterable[str]) -> dict[str, tuple[Ring, ...]]:
    """Rings of (longitude, latitude) in degrees for each area of 2021 in `codes` that has an outline here.

    Source: Office for National Statistics, LSOA 2021 boundaries, generalised; rounded to four decimals.

    >>> ring = outlines(["E01028873"])["E01028873"][0]
    >>> ring[0] == ring[-1]
    True
    >>> outlines(["E01000001"])  # the City of London: no outline is shipped
    {}
    """
    return {code: _outlines()[code] for code in codes if code in _outlines()}
