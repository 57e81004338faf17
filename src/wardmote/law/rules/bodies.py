"""What a body can be, and what is asked of each kind. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.register.rules import Deed, Verb, Viewer

PUT_IN_FORCE = Deed("law.put_in_force", Verb.ALTER)
WITHDRAW = Deed("law.withdraw", Verb.ALTER)


class NotDone(Exception):
    """A refusal: one sentence on why nothing was saved, and one on what to do."""


def must_keep_record(viewer: Viewer) -> None:
    """Go on only for the clerk.

    Raises:
        NotDone: somebody else asks.
    """
    if not viewer.keeps_record:
        raise NotDone("Only the clerk can do this. Nothing was saved. Ask the clerk to do it for you.")


class Nation(StrEnum):
    """Whose law it is: another nation has another set of rules."""

    ENGLAND = "England"
    WALES = "Wales"


class BodyKind(StrEnum):
    """What a body is. The kind says what it may do, unless the law of a day says otherwise."""

    COUNCIL = "council"
    COMMITTEE = "committee"
    SUB_COMMITTEE = "sub-committee"
    ADVISORY_COMMITTEE = "advisory committee"
    WORKING_PARTY = "working party"
    EXTERNAL_PARTNERSHIP = "external partnership"

    @property
    def words(self) -> str:
        """What such a body is, for whoever has to choose."""
        return _KINDS[self]


_KINDS = {
    BodyKind.COUNCIL: "The council itself",
    BodyKind.COMMITTEE: "A committee of the council: it decides what is delegated to it",
    BodyKind.SUB_COMMITTEE: "A sub-committee: it decides what is delegated to it",
    BodyKind.ADVISORY_COMMITTEE: "An advisory committee, appointed by the council: it recommends",
    BodyKind.WORKING_PARTY: "A working party of the council: it recommends",
    BodyKind.EXTERNAL_PARTNERSHIP: "A partnership with others: it recommends. Most police panels are so",
}


_NAMES = (  # the first that a name matches: a "Police Liaison Committee" is a partnership, since that may do least
    (r"\b(?:panel|liaison|partnership|forum)\b", BodyKind.EXTERNAL_PARTNERSHIP),
    (r"\b(?:working|task and finish)\b", BodyKind.WORKING_PARTY),
    (r"\badvis(?:ory|ing)\b", BodyKind.ADVISORY_COMMITTEE),
    (r"\bsub-?\s?committee\b", BodyKind.SUB_COMMITTEE),
    (r"\bcommittee\b", BodyKind.COMMITTEE),
    (r"\bcouncil\b", BodyKind.COUNCIL),
)


def kind_of_body(name: str) -> BodyKind:
    """What a body's name says it is; an external partnership unless it says otherwise, since that may do least.

    >>> kind_of_body("Police Partnership Panel").value, kind_of_body("Anytown Parish Council").value
    ('external partnership', 'council')
    >>> kind_of_body("Finance Sub-Committee").value, kind_of_body("Youth Advisory Committee").value
    ('sub-committee', 'advisory committee')
    """
    found = (kind for pattern, kind in _NAMES if re.search(pattern, name, re.IGNORECASE))
    return next(found, BodyKind.EXTERNAL_PARTNERSHIP)


class Powers(StrEnum):
    """What a body may do with a motion."""

    RESOLVES = "resolves"
    AS_DELEGATED = "resolves what is delegated to it"
    RECOMMENDS = "recommends"


class Voters(StrEnum):
    """Who votes at a body."""

    COUNCILLORS = "councillors"
    MEMBERS = "all members, co-opted ones among them"
    BY_TERMS = "as its terms of reference say"


class Question(StrEnum):
    """What is asked of a kind of body; the source of a row answers some of them, and practice the others."""

    NOTICE = "clear days of notice"
    SUMMONS = "a signed summons"
    QUORUM = "quorum"
    VOTERS = "who votes"
    PUBLIC = "the public may attend"
    POWERS = "whether it may resolve"
    SIX_MONTHS = "attendance there counts for the six-month rule"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must be there: `part` of every `of` members, and never fewer than `least`."""

    part: int | None
    of: int | None
    least: int

    def needed(self, members: int) -> int:
        """How many of so many members.

        >>> [Quorum(1, 3, 3).needed(members) for members in (12, 13, 6)], Quorum(None, None, 3).needed(9)
        ([4, 5, 3], 3)
        """
        if not self.part or not self.of:
            return self.least
        return max(self.least, -(-members * self.part // self.of))

    @property
    def words(self) -> str:
        """The rule as it is read aloud.

        >>> Quorum(1, 3, 3).words, Quorum(None, None, 3).words
        ('1 in 3 of the members, and never fewer than 3', 'at least 3 members')
        """
        if not self.part or not self.of:
            return f"at least {self.least} members"
        return f"{self.part} in {self.of} of the members, and never fewer than {self.least}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one kind of body in one nation from one day on.

    `clear_days` is none where no notice is asked for; `quorum` is none where the terms of reference say it.
    `in_force_from` is none for what held before the record began. `said_by_source` are the questions that the source
    answers: the rest is usual practice, and is not shown as law.
    """

    nation: Nation
    kind: BodyKind
    clear_days: int | None
    needs_summons: bool
    quorum: Quorum | None
    voters: Voters
    public_may_attend: bool
    powers: Powers
    counts_for_s85: bool
    source: str
    checked_on: date
    said_by_source: frozenset[Question]
    in_force_from: date | None = None
    in_force_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day; its last day is one of them."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


def must_stand(rules: Rules, others: Iterable[Rules]) -> None:
    """Go on only with rules that can be put in force beside the others of their kind and nation.

    Raises:
        NotDone: they end before they begin, ask for a quorum of nobody, or others begin on the same day.
    """
    first, last = rules.in_force_from, rules.in_force_to
    if first and last and last < first:
        raise NotDone("These rules end before they begin. Nothing was saved. Correct one of the two days.")
    quorum = rules.quorum
    if quorum and (quorum.least < 1 or (quorum.part and quorum.of and quorum.part > quorum.of)):
        raise NotDone("A quorum is at least 1, and no more than all members. Nothing was saved. Correct it.")
    if any(other.in_force_from == first for other in others):
        raise NotDone("Rules of this kind begin on that day already. Nothing was saved. Withdraw those first.")


def words_for_agreement(powers: Powers, *, delegated: bool) -> str:
    """The verb of the notes when a body with such powers agrees; `delegated`: something is delegated to it.

    >>> words_for_agreement(Powers.RESOLVES, delegated=False), words_for_agreement(Powers.RECOMMENDS, delegated=True)
    ('resolves', 'recommends')
    >>> [words_for_agreement(Powers.AS_DELEGATED, delegated=told) for told in (True, False)]
    ['resolves', 'recommends']
    """
    resolves = powers is Powers.RESOLVES or (powers is Powers.AS_DELEGATED and delegated)
    return "resolves" if resolves else "recommends"
