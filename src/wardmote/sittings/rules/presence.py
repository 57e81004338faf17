"""Who is in the room, who counts, and whether enough are there. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from wardmote.sittings.rules.sitting import PresenceKind

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the log: what was noted of whom, and when."""

    who: UUID
    kind: PresenceKind
    at: datetime
    name: str = ""
    votes: bool = False
    remote: bool = False
    for_item: UUID | None = None  # the item for which somebody left


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who came or sent an apology, as the log leaves them."""

    who: UUID
    name: str
    votes: bool
    here: bool
    remote: bool
    came: tuple[datetime, ...]
    left: tuple[datetime, ...]
    apology: bool
    out_for: UUID | None = None

    @property
    def counts(self) -> bool:
        """Whether this person counts to the quorum now. Who only follows by video does not."""
        return self.votes and self.here and not self.remote


def attendees(log: Iterable[Noted]) -> list[Attendee]:
    """Where everybody stands after the log, in the order in which they were first noted.

    Somebody who comes after all takes their apology back by coming.
    """
    found: dict[UUID, Attendee] = {}
    for line in sorted(log, key=lambda one: one.at):
        one = found.get(line.who) or Attendee(line.who, line.name, line.votes, False, False, (), (), False)
        if line.kind is PresenceKind.CAME:
            came = one.came if one.here else (*one.came, line.at)
            one = replace(one, here=True, remote=line.remote, came=came, apology=False, out_for=None)
        elif line.kind is PresenceKind.LEFT:
            left = (*one.left, line.at) if one.here else one.left
            one = replace(one, here=False, left=left, out_for=line.for_item)
        else:
            one = replace(one, here=False, apology=True)
        found[line.who] = replace(one, name=line.name or one.name, votes=line.votes)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many with a vote there are, how many of them are here, and how many must be."""

    members: int
    here: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether the meeting can decide."""
        return self.here >= self.needed

    @property
    def words(self) -> str:
        """As the strip says it.

        >>> Quorum(6, 5, 3).words, Quorum(6, 2, 3).words
        ('5 of 6 with a vote: quorate, 3 needed', '2 of 6 with a vote: inquorate, 3 needed')
        """
        return (
            f"{self.here} of {self.members} with a vote: {'quorate' if self.met else 'inquorate'}, {self.needed} needed"
        )


def usually_needed(members: int) -> int:
    """How many must be there where neither law nor terms of reference say it: as at the council, a third, at least 3.

    >>> [usually_needed(members) for members in (2, 6, 9, 10, 16)]
    [3, 3, 3, 4, 6]
    """
    return max(FEWEST, -(-members // 3))


def quorum(members: Collection[UUID], here: Iterable[Attendee], *, needed: int | None = None) -> Quorum:
    """The quorum of a body with these members: those with a vote who are in the room, against the body's rule.

    >>> from uuid import UUID
    >>> six = [UUID(int=n) for n in range(6)]
    >>> room = [Attendee(who, "", True, True, False, (), (), False) for who in six[:3]]
    >>> quorum(six, room).met, quorum(six, room[:2]).met, quorum(six, room, needed=4).met
    (True, False, False)
    """
    counted = len({one.who for one in here if one.counts})
    return Quorum(len(members), counted, needed or usually_needed(len(members)))
