"""Comparator sets: which towns one is compared with, named and dated before anybody has seen the result."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from wardmote.figures.areas.towns import Town, towns
from wardmote.figures.compare.similarity import NEAR, TOWN_COUNT, VARIABLES, WEIGHTS, neighbours

PAST_YEARS = 3  # what data.police.uk keeps


@cache
def _shared_names() -> frozenset[str]:
    """Names that more than one town bears."""
    many = Counter(one.name for one in towns().values())
    return frozenset(name for name, times in many.items() if times > 1)


def in_full(town: Town) -> str:
    """The name of a town, with its district if another town has the name too.

    >>> in_full(towns()["E34004421"]), in_full(towns()["E35001463"])
    ('Stone (Stafford)', 'Bridgnorth')
    """
    return f"{town.name} ({town.district})" if town.name in _shared_names() else town.name


@cache
def _spoken() -> Counter[str]:
    return Counter(in_full(one).casefold() for one in towns().values())


def typed_as(code: str) -> str:
    """How a town is typed in a command: its name, or its code where the name is not enough.

    >>> typed_as("E34001024")
    'Market Drayton'
    """
    one = towns().get(code)
    return in_full(one) if one and _spoken()[in_full(one).casefold()] == 1 else code


def options_of(chosen: "ComparatorSet") -> list[str]:
    """The options of a command that ask for this set. A frozen set is asked for town by town: its members stay."""
    if chosen.method is Method.OWN_PAST:
        return ["--past"]
    if chosen.method is Method.SIMILAR and not chosen.frozen_on:
        return ["--like"]
    return ["--against", ",".join(typed_as(member.code) for member in chosen.members)]


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


class Method(StrEnum):
    """How a set was chosen."""

    DECLARED = "declared by the police"
    SIMILAR = "the most similar towns"
    OWN_PAST = "the town's own past"
    NAMED = "named for one question"  # never frozen: for a first look, not for a pack


class ChangedSet(ValueError):
    """The content of a comparator set is not what its fingerprint says: somebody changed it without a new version."""


class SetRefused(ValueError):
    """A comparator set lacks what makes it one. Nothing was stored."""


@dataclass(frozen=True)
class Member:
    """One comparator: a town, or the town itself some years back."""

    code: str
    name: str
    distance: float | None = None  # standard deviations; of the most similar towns only
    same_force: bool | None = None
    years_back: int = 0


@dataclass(frozen=True)
class ComparatorSet:
    """A named, dated set of comparators. Changing it makes a new version with another fingerprint.

    `members` stand in the set's own order. `town` is the code of the town it was made for. `reason` says why these.
    """

    name: str
    version: int
    method: Method
    town: str
    members: tuple[Member, ...]
    frozen_on: date | None = None
    declared_by: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of all that the set says, but for its version and its day."""
        told = {key: value for key, value in self._content().items() if key not in ("version", "frozen_on")}
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """Name, version and fingerprint, as they stand beside each result.

        >>> ComparatorSet("Leek", 2, Method.NAMED, "E1", (Member("E2", "Leek"),)).label
        'Leek, version 2 (fd63a1ffa1dc)'
        """
        return f"{self.name}, version {self.version} ({self.fingerprint})"

    def _content(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "version": self.version,
            "method": self.method.value,
            "town": self.town,
            "members": [
                {
                    "code": one.code,
                    "name": one.name,
                    "distance": one.distance,
                    "same_force": one.same_force,
                    "years_back": one.years_back,
                }
                for one in self.members
            ],
            "frozen_on": self.frozen_on.isoformat() if self.frozen_on else None,
            "declared_by": self.declared_by,
            "reason": self.reason,
            "notes": list(self.notes),
        }

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values, with the fingerprint; `from_json` takes it back."""
        return {**self._content(), "fingerprint": self.fingerprint}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ComparatorSet":
        """The set that `to_json` wrote.

        Raises:
            ChangedSet: what it says does not give the fingerprint that stands in it.
        """
        made = cls(
            name=kept["name"],
            version=kept["version"],
            method=Method(kept["method"]),
            town=kept["town"],
            members=tuple(Member(**one) for one in kept["members"]),
            frozen_on=date.fromisoformat(kept["frozen_on"]) if kept["frozen_on"] else None,
            declared_by=kept["declared_by"],
            reason=kept["reason"],
            notes=tuple(kept["notes"]),
        )
        if made.fingerprint != kept["fingerprint"]:
            raise ChangedSet(
                f"The comparator set “{made.name}” was changed after it was frozen. It was not used. "
                "Make a new version of it."
            )
        return made

    def revised(self, *, on: date, members: Sequence[Member], reason: str) -> "ComparatorSet":
        """The next version of this set, with other members and the reason for the change."""
        return replace(self, version=self.version + 1, frozen_on=on, members=tuple(members), reason=reason)


def declared(town: Town, against: Sequence[Town], *, name: str, by: str, on: date, reason: str) -> ComparatorSet:
    """The set that the police declare, with who, when and why.

    Raises:
        SetRefused: there is no town in it, the town itself is, or nobody or no reason is named.
    """
    if not by.strip() or not reason.strip():
        raise SetRefused("Nothing was stored. Say who declares these towns, and why these.")
    return replace(
        _of_towns(town, against, name=name, method=Method.DECLARED),
        frozen_on=on,
        declared_by=by.strip(),
        reason=reason.strip(),
    )


def named(town: Town, against: Sequence[Town]) -> ComparatorSet:
    """A set for one question, in alphabetical order; not frozen, and says so."""
    ordered = sorted(against, key=lambda one: (one.name.casefold(), one.code))
    made = _of_towns(town, ordered, name=_many(len(ordered), "named town"), method=Method.NAMED)
    return replace(made, notes=("Not frozen beforehand: choose the comparators before you see the result.",))


def _of_towns(town: Town, against: Sequence[Town], *, name: str, method: Method) -> ComparatorSet:
    once = {one.code: one for one in against}
    if not once:
        raise SetRefused("Nothing was stored. A comparator set needs at least one town.")
    if town.code in once:
        raise SetRefused(f"Nothing was stored. {town.name} can't be its own comparator; leave it out.")
    members = tuple(Member(one.code, in_full(one), same_force=one.force == town.force) for one in once.values())
    return ComparatorSet(name, 1, method, town.code, members)


def similar(
    town: Town, k: int = TOWN_COUNT, *, on: date | None = None, among: Collection[str] | None = None
) -> ComparatorSet:
    """The `k` towns most like this one by who lives there, deprivation and remoteness; never by crime.

    `among` are the codes of towns that may be chosen, such as those whose figures are loaded; all if None. The same
    question always gives the same set. Source and limits: docs/methods/similar-towns.md.

    >>> from wardmote.figures.areas.towns import town
    >>> [(one.name, round(one.distance, 2)) for one in similar(town("Market Drayton"), k=2).members]
    [('Ross-on-Wye', 0.28), ('Oswestry', 0.31)]

    Raises:
        SetRefused: no town may be chosen.
    """
    found = neighbours(town, k, among=among)
    if not found:
        raise SetRefused(f"Nothing was stored. No town can be compared with {town.name}; load more forces.")
    weighed = ", ".join(f"{name} × {weight:g}" for name, weight in zip(VARIABLES, WEIGHTS, strict=True))
    notes = [
        f"Standardised over all towns of England and Wales: {weighed}.",
        f"Towns of the same force within {NEAR} standard deviations come first; then the nearest of all.",
        "A town of England is compared with towns of England."
        if town.code.startswith("E") or town.areas[0].startswith("E")
        else "Without deprivation, which is ranked for England alone.",
    ]
    if among is not None:
        notes.append(f"Chosen among {len(set(among) - {town.code})} towns whose figures are loaded.")
    members = tuple(Member(one.town.code, in_full(one.town), one.distance, one.same_force) for one in found)
    name = f"{_many(len(members), 'town')} most like {in_full(town)}"
    return ComparatorSet(name, 1, Method.SIMILAR, town.code, members, frozen_on=on, notes=tuple(notes))


def own_past(town: Town, *, years: int = PAST_YEARS, on: date | None = None) -> ComparatorSet:
    """The same months of the `years` years before.

    >>> from wardmote.figures.areas.towns import town
    >>> [one.name for one in own_past(town("Leek"), years=2).members]
    ['Leek a year before', 'Leek 2 years before']
    """
    words = {1: "a year before"}
    members = tuple(
        Member(town.code, f"{town.name} {words.get(back, f'{back} years before')}", years_back=back, same_force=True)
        for back in range(1, years + 1)
    )
    return ComparatorSet(f"{town.name}'s own past", 1, Method.OWN_PAST, town.code, members, frozen_on=on)
