"""Towns: named, dated sets of small areas, with every code, of 2011 or of 2021, whose rows belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from wardmote.figures.areas.shipped import table

RESIDENTS_FROM = "residents at Census 2021"


class NoSuchTown(LookupError):
    """No town has this name or code, or more than one has."""


class NoSuchArea(LookupError):
    """A small area (LSOA) is unknown, or can't be told apart from its neighbours in the figures of earlier years."""


@dataclass(frozen=True)
class Town:
    """A set of small areas that stays the same in the codes of 2011 and of 2021.

    `areas` are codes of 2021, in order. `codes` are all codes that a row may carry, of either year. `population` counts
    residents at Census 2021. `force` is the name in the address of a download, such as `west-mercia`.
    """

    code: str
    name: str
    force: str
    district: str
    areas: tuple[str, ...]
    codes: frozenset[str]
    population: int


@dataclass(frozen=True)
class Area:
    """A small area of 2021 (LSOA), with its residents at Census 2021."""

    code: str
    name: str
    force: str
    district: str
    town_code: str | None
    population: int


def _rows(name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table(name)[column].to_pylist() for column in columns), strict=True)


@cache
def areas() -> dict[str, Area]:
    """All small areas of England and Wales, by their code of 2021 (35,672).

    >>> areas()["E01028873"].name
    'Shropshire 005A'
    """
    wanted = ["lsoa21_code", "name", "force", "district", "town_code", "population"]
    return {code: Area(code, *rest) for code, *rest in _rows("lsoa", *wanted)}


@cache
def _earlier() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Areas of 2021 to those of 2011 that they share ground with, and the other way round."""
    forward: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    for of_2011, of_2021 in _rows("lsoa11", "lsoa11_code", "lsoa21_code"):
        forward[of_2011].add(of_2021)
        back[of_2021].add(of_2011)
    return {k: frozenset(v) for k, v in forward.items()}, {k: frozenset(v) for k, v in back.items()}


def codes_of(chosen: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """All codes of 2011 and 2021 that lie wholly in the areas of 2021 in `chosen`; those of 2011 partly in.

    >>> codes_of(["E01028873"])
    (frozenset({'E01028873'}), frozenset())
    """
    forward, back = _earlier()
    within = frozenset(chosen)
    touched = frozenset[str]().union(*(back[code] for code in within))
    partly = frozenset(code for code in touched if not forward[code] <= within)
    return within | (touched - partly), partly


def _town(code: str, name: str, members: list[Area]) -> Town:
    chosen = tuple(sorted(area.code for area in members))
    largest = max(members, key=lambda area: area.population)
    codes, _ = codes_of(chosen)
    return Town(code, name, largest.force, largest.district, chosen, codes, sum(area.population for area in members))


@cache
def towns() -> dict[str, Town]:
    """The built-up areas of England and Wales as of 2011, best fitted to small areas of 2021, by code (2,777).

    Source: Office for National Statistics, built-up area subdivisions 2011 and exact look-up of LSOAs 2011 to 2021;
    residents from Census 2021, table TS007A.
    """
    members: dict[str, list[Area]] = defaultdict(list)
    for area in areas().values():
        if area.town_code:
            members[area.town_code].append(area)
    return {code: _town(code, name, members[code]) for code, name in _rows("town", "town_code", "name")}


def _names(town: Town) -> set[str]:
    return {town.name.casefold(), f"{town.name} ({town.district})".casefold()}


def town(name_or_code: str) -> Town:
    """The town of this code or name. A name that several bear is told apart by its district in brackets.

    >>> town("Market Drayton").population
    12594
    >>> town("newport (telford and wrekin)").code
    'E34002854'

    Raises:
        NoSuchTown: no town has it, or several have; the sentence says which.
    """
    if found := towns().get(name_or_code):
        return found
    asked = " ".join(name_or_code.split()).casefold()
    called = [each for each in towns().values() if asked in _names(each)]
    if len(called) == 1:
        return called[0]
    if called:
        which = ", ".join(f"{each.name} ({each.district}) is {each.code}" for each in called)
        raise NoSuchTown(f"{len(called)} towns are called “{name_or_code}”: {which}. Give the code.")
    near = sorted(each.name for each in towns().values() if each.name.casefold().startswith(asked[:5]))[:8]
    like = f" Towns like it: {', '.join(near)}." if near and asked else ""
    raise NoSuchTown(f"No town of England and Wales is called “{name_or_code}”.{like}")


def drawn(name: str, chosen: Iterable[str]) -> Town:
    """A town that a panel has drawn itself from small areas of 2021.

    >>> drawn("Two corners", ["E01028873", "E01028874"]).population
    3735

    Raises:
        NoSuchArea: nothing was chosen, a code is unknown, or an area of 2011 lies only partly inside, so that its rows
            of earlier years could not be told apart.
    """
    wanted = sorted(set(chosen))
    if not wanted:
        raise NoSuchArea("A town needs at least one small area (LSOA). Choose some.")
    if unknown := [code for code in wanted if code not in areas()]:
        raise NoSuchArea(f"No small area (LSOA) of 2021 has the code {unknown[0]}.")
    _, partly = codes_of(wanted)
    if partly:
        also = sorted(frozenset[str]().union(*(_earlier()[0][code] for code in partly)) - set(wanted))
        raise NoSuchArea(f"Until 2021 these were one area with {', '.join(also)}. Take those in, or leave all out.")
    return _town(f"drawn:{name}", name, [areas()[code] for code in wanted])
