"""The way of a proposal, read from entries of which none is ever changed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from wardmote.register.rules import Deed, Verb

CLAIM = Deed("proposals.claim", Verb.COLLECT)
AT_ODDS = Deed("proposals.at_odds", Verb.COLLECT)
SETTLE = Deed("proposals.settle", Verb.COLLECT)
EXPECT = Deed("proposals.expect", Verb.COLLECT)
BECOME = Deed("proposals.become", Verb.COLLECT)
CORRECT = Deed("proposals.correct", Verb.ALTER)
FOLLOW_MATTER = Deed("proposals.follow_matter", Verb.COMBINE)


class EntryKind(StrEnum):
    """What an entry of a proposal is."""

    CLAIM = "claim"
    AT_ODDS = "at odds"  # two claims, `about` and `against`
    SETTLED = "settled"  # what settled the two
    EXPECTATION = "expectation"
    BECAME = "became"  # of an expectation
    CHASE = "chase"
    ANSWER = "answer"
    WITHDRAWN = "withdrawn"  # it is not put to them after all
    SEEN = "seen"  # the panel has had the answer before it
    CORRECTION = "correction"
    TAKEN_BACK = "taken back"  # it was typed wrongly; that can be taken back too


class Became(StrEnum):
    """What became of an expectation. One that was moved is looked at again on its new day."""

    MET = "met"
    NOT_MET = "not met"
    MOVED = "moved to a new day"


@dataclass(frozen=True, slots=True)
class Said:
    """An entry without its words."""

    id: UUID
    kind: EntryKind
    on: date
    about: UUID | None = None
    against: UUID | None = None
    asking: UUID | None = None
    look_on: date | None = None
    became: Became | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """What holds on the way of a proposal. Ids are of entries, but for those of askings."""

    taken_back: frozenset[UUID]
    disputed: Mapping[UUID, tuple[UUID, UUID]]  # by the entry that says so: the two claims
    settled_by: Mapping[UUID, UUID]  # of what was disputed
    look_on: Mapping[UUID, date]  # of each expectation that is open: the day on which it is looked at again
    became: Mapping[UUID, Became]  # of each expectation of which it was said
    answers: Mapping[UUID, UUID]  # by asking
    unseen: frozenset[UUID]  # answers that nobody has had before them yet
    withdrawn: frozenset[UUID]  # askings
    chased_on: Mapping[UUID, tuple[date, ...]]  # by asking
    corrected: Mapping[UUID, tuple[UUID, ...]]

    def to_look_at(self, on: date) -> list[UUID]:
        """The expectations whose day has come."""
        return [one for one, day in self.look_on.items() if day <= on]


def way(entries: Iterable[Said]) -> Way:
    """The way that these entries tell, given in the order in which they were typed.

    >>> a, b, odds, settled = (UUID(int=n) for n in range(4))
    >>> day = date(2027, 3, 1)
    >>> told = [Said(a, EntryKind.CLAIM, day), Said(b, EntryKind.CLAIM, day)]
    >>> told += [Said(odds, EntryKind.AT_ODDS, day, about=a, against=b)]
    >>> way(told).disputed == {odds: (a, b)}
    True
    >>> found = way([*told, Said(settled, EntryKind.SETTLED, day, about=odds)])
    >>> found.disputed == {}, found.settled_by == {odds: settled}
    (True, True)
    """
    every = list(entries)
    out = _taken_back(every)
    stand = [one for one in every if one.id not in out]
    alive = {one.id for one in stand}
    # What is said of an entry that was taken back is said of nothing.
    stand = [one for one in stand if not ({one.about, one.against} - {None}) - alive]
    settled = {one.about: one.id for one in stand if one.kind is EntryKind.SETTLED and one.about}
    odds = {one.id: (one.about, one.against) for one in stand if one.kind is EntryKind.AT_ODDS}
    look: dict[UUID, date | None] = {one.id: one.look_on for one in stand if one.kind is EntryKind.EXPECTATION}
    became: dict[UUID, Became] = {}
    for one in stand:  # what was said last holds
        if one.kind is EntryKind.BECAME and one.about in look and one.became:
            became[one.about] = one.became
            look[one.about] = one.look_on if one.became is Became.MOVED else None
    answers = {one.asking: one.id for one in stand if one.kind is EntryKind.ANSWER and one.asking}
    seen = {one.about for one in stand if one.kind is EntryKind.SEEN}
    chased: dict[UUID, tuple[date, ...]] = {}
    corrected: dict[UUID, tuple[UUID, ...]] = {}
    for one in stand:
        if one.kind is EntryKind.CHASE and one.asking:
            chased[one.asking] = (*chased.get(one.asking, ()), one.on)
        if one.kind is EntryKind.CORRECTION and one.about:
            corrected[one.about] = (*corrected.get(one.about, ()), one.id)
    return Way(
        taken_back=frozenset(out),
        disputed={id_: (a, b) for id_, (a, b) in odds.items() if a and b and id_ not in settled},
        settled_by={id_: by for id_, by in settled.items() if id_ in odds},
        look_on={id_: day for id_, day in look.items() if day},
        became=became,
        answers=answers,
        unseen=frozenset(answers.values()) - seen,
        withdrawn=frozenset(one.asking for one in stand if one.kind is EntryKind.WITHDRAWN and one.asking),
        chased_on=chased,
        corrected=corrected,
    )


def _taken_back(every: list[Said]) -> set[UUID]:
    """What was taken back, the last word first: a taking back may itself be taken back."""
    out: set[UUID] = set()
    for one in reversed(every):
        if one.kind is EntryKind.TAKEN_BACK and one.about and one.id not in out:
            out.add(one.about)
    return out
