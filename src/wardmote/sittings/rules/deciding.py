"""Decisions: who may move, second and vote, how a vote is counted, and the sentence that the notes give it. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from wardmote.sittings.rules.presence import Attendee, Quorum

_KEPT = "Nothing was stored; the words stay as a draft."


class Manner(StrEnum):
    """How it was agreed."""

    AGREED = "agreed"  # nobody spoke against it
    HANDS = "show of hands"
    RECORDED = "recorded vote"


class Vote(StrEnum):
    """What somebody said in a recorded vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class NotDecided(Exception):
    """The meeting cannot decide this, or not in this way."""


@dataclass(frozen=True, slots=True)
class Motion:
    """What was put to the vote, and what came of it, as typed. People are named by who they are in the log."""

    mover: UUID | None = None
    seconder: UUID | None = None
    manner: Manner = Manner.AGREED
    hands: tuple[int, int, int] = (0, 0, 0)  # for, against, abstained
    votes: Mapping[UUID, Vote] = field(default_factory=dict)
    casting: Vote | None = None  # the chair's, at a tie


@dataclass(frozen=True, slots=True)
class Result:
    """A motion as it was counted."""

    motion: Motion
    counts: tuple[int, int, int]
    carried: bool


def decided(
    motion: Motion,
    *,
    here: Sequence[Attendee],
    quorum: Quorum,
    chair: UUID | None,
    out: frozenset[UUID],
    information_only: bool,
) -> Result:
    """Count a motion; `out` are those who left the room for an interest in it.

    Raises:
        NotDecided: the item is for information only, too few are there, or somebody took part who may not.
    """
    if information_only:
        raise NotDecided(f"This item is for information only. {_KEPT} Put it on the next agenda.")
    if not quorum.met:
        raise NotDecided(f"{quorum.words}. Nothing can be decided. {_KEPT}")
    able = {one.who: one.name for one in here if one.counts and one.who not in out}
    for who, does in ((motion.mover, "move"), (motion.seconder, "second")):
        if who is not None and who not in able:
            raise NotDecided(f"Only somebody with a vote who is in the room can {does} this. {_KEPT}")
    if motion.mover is not None and motion.mover == motion.seconder:
        raise NotDecided(f"Somebody else than the mover has to second it. {_KEPT}")
    counts = _counted(motion, able)
    tie = motion.manner is not Manner.AGREED and counts[0] == counts[1] > 0
    if motion.casting is not None:
        if not tie:
            raise NotDecided(f"There is a casting vote only where as many are for as against. {_KEPT}")
        if chair not in able or motion.casting is Vote.ABSTAINED:
            raise NotDecided(f"Only whoever is in the chair has a casting vote, for or against. {_KEPT}")
    carried = motion.manner is Manner.AGREED or counts[0] > counts[1] or motion.casting is Vote.FOR
    return Result(motion, counts, carried)


def _counted(motion: Motion, able: Mapping[UUID, str]) -> tuple[int, int, int]:
    if motion.manner is Manner.RECORDED:
        if not motion.votes:
            raise NotDecided(f"A recorded vote says how each voted. {_KEPT}")
        if not set(motion.votes) <= set(able):
            raise NotDecided(f"Somebody voted who has no vote here or has left the room. {_KEPT}")
        said = Counter(motion.votes.values())
        return said[Vote.FOR], said[Vote.AGAINST], said[Vote.ABSTAINED]
    if motion.manner is Manner.AGREED:
        return (0, 0, 0)
    if min(motion.hands) < 0 or not sum(motion.hands):
        raise NotDecided(f"Nobody’s hand was counted. {_KEPT} Give the numbers.")
    if sum(motion.hands) > len(able):
        raise NotDecided(f"{sum(motion.hands)} hands were counted, and {len(able)} in the room can vote. {_KEPT}")
    return motion.hands


PAST = {"recommends": "Recommended", "resolves": "Resolved"}


def sentences(
    text: str, result: Result, *, verb: str, names: Mapping[UUID, str], chair: UUID | None
) -> tuple[str, str]:
    """The decision as the notes give it: the sentence that binds (empty if it was lost), and how it came about.

    >>> sentences("to fit a lamp", Result(Motion(), (0, 0, 0), True), verb="recommends", names={}, chair=None)
    ('Recommended: to fit a lamp.', 'Agreed without a vote.')
    """
    words = " ".join(text.split()).rstrip(".")
    motion = result.motion
    told = []
    if motion.mover is not None:
        second = f", seconded by {names[motion.seconder]}" if motion.seconder is not None else ""
        told.append(f"Moved by {names[motion.mover]}{second}.")
    if motion.manner is Manner.AGREED:
        told.append("Agreed without a vote.")
    else:
        yes, no, neither = result.counts
        told.append(f"{motion.manner.value.capitalize()}: {yes} for, {no} against, {neither} abstained.")
    if motion.manner is Manner.RECORDED:
        for vote in Vote:
            voters = ", ".join(sorted(names[who] for who, said in motion.votes.items() if said is vote))
            told += [f"{vote.value.capitalize()}: {voters}."] if voters else []
    if motion.casting is not None:
        told.append(f"Casting vote of {names[chair] if chair else 'the chair'}: {motion.casting.value}.")
    if not result.carried:
        return "", " ".join([f"Not carried: {words}.", *told])
    return f"{PAST[verb]}: {words}.", " ".join(told)
