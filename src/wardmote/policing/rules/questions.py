"""Questions of the council to the police, the clock on them, and whose promises are whose. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wardmote.govuk.needs import Needs
from wardmote.govuk.words import count_of
from wardmote.people.rules import SeatKind
from wardmote.register.rules import Deed, Verb

ASK = Deed("policing.ask", Verb.COLLECT)
ANSWER = Deed("policing.answer", Verb.COLLECT)
WITHDRAW_QUESTION = Deed("policing.withdraw_question", Verb.ALTER)
MARK_REPLY = Deed("policing.mark_reply", Verb.ALTER)
TELL_POLICE = Deed("policing.tell_police", Verb.DISCLOSE)

# Neighbourhood Policing Guarantee (Home Office, 2025), phase 1, in force from July 2025: "neighbourhood queries" are
# answered within 72 hours. Hours go on at night and at weekends: the guarantee names no others.
RESPONSE_HOURS = 72
IN_DAYS = 120  # so many hours and more are shown as days


class QuestionNeeds(Needs):
    """A question or a reply lacks something; `field` says what."""


class Occasion(StrEnum):
    """Why the police get a letter about a question."""

    ASKED = "asked"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the council has waited, or waited, for the first answer to a question."""

    hours: int
    answered: bool

    @property
    def late(self) -> bool:
        """Whether it took, or takes, longer than the guarantee gives."""
        return self.hours >= RESPONSE_HOURS if not self.answered else self.hours > RESPONSE_HOURS

    @property
    def words(self) -> str:
        """As it is shown.

        >>> Clock(31, True).words, Clock(80, True).words
        ('Answered after 31 hours', 'Answered after 80 hours, 8 hours late')
        >>> Clock(70, False).words, Clock(75, False).words
        ('Not answered: 2 hours left', 'Not answered: 3 hours late')
        >>> Clock(200, False).words
        'Not answered: 5 days late'
        """
        over = _long(abs(self.hours - RESPONSE_HOURS))
        if self.answered:
            return f"Answered after {_long(self.hours)}{f', {over} late' if self.late else ''}"
        return f"Not answered: {over} {'late' if self.late else 'left'}"


def _long(hours: int) -> str:
    """Hours while they can be pictured, then days."""
    return count_of(hours, "hour") if hours < IN_DAYS else count_of(hours // 24, "day")


def clock(asked_at: datetime, answered_at: datetime | None, *, now: datetime) -> Clock:
    """The clock of a question: whole hours from when it was asked; begun hours of an answer count.

    >>> from datetime import UTC
    >>> asked = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    >>> clock(asked, asked + timedelta(hours=72), now=asked + timedelta(days=9)).late
    False
    >>> clock(asked, asked + timedelta(hours=72, minutes=1), now=asked + timedelta(days=9)).late
    True
    """
    waited = (answered_at or now) - asked_at
    whole, rest = divmod(waited, timedelta(hours=1))
    return Clock(whole + (1 if answered_at and rest else 0), answered_at is not None)


def answer_by(asked_at: datetime) -> datetime:
    """Until when the guarantee wants an answer."""
    return asked_at + timedelta(hours=RESPONSE_HOURS)


def letter_to_police(occasion: Occasion, link: str) -> tuple[str, str]:
    """Subject and body. A letter says nothing of the question: it may be confidential.

    >>> letter_to_police(Occasion.LATE, "http://a.example")[0]
    'A question of the council waits for more than 72 hours'
    """
    way = f"Sign in to read and answer it: {link}\n\nIf you do not sign in, ring the clerk or write to the clerk.\n"
    if occasion is Occasion.ASKED:
        told = f"The council asks you a question. The guarantee is an answer within {RESPONSE_HOURS} hours."
        return "The council asks you a question", f"{told}\n\n{way}"
    told = f"A question of the council was asked more than {RESPONSE_HOURS} hours ago, and has no answer yet."
    return f"A question of the council waits for more than {RESPONSE_HOURS} hours", f"{told}\n\n{way}"


class Side(StrEnum):
    """Who promised."""

    COUNCIL = "council"
    POLICE = "police"
    OTHER = "other"  # a third party, or nobody is stated

    @property
    def words(self) -> str:
        """As it is shown."""
        return {Side.COUNCIL: "The council", Side.POLICE: "The police", Side.OTHER: "Others, or not stated"}[self]


# "Officers" alone may be the council's: what is theirs must not be shown to the police as something they owe.
_POLICE_WORDS = re.compile(
    r"\b(?:(?:chief )?insp(?:ector)?|s(?:er)?gt|sergeant|w?pc|p?cso|(?:chief )?(?:constable|superintendent)"
    r"|polic(?:e|ing)|constabulary|beat (?:manager|officer))\b",
    re.IGNORECASE,
)
_PANEL = re.compile(r"\bpolice\s+(?:partnership\s+|liaison\s+)?(?:panel|committee)\b", re.IGNORECASE)
_COUNCIL_WORDS = ("clerk", "councillor", "cllr", "mayor", "chair", "council", "member", "panel", "committee")


def side_of(kinds: frozenset[SeatKind], words: str) -> Side:
    """Whose promise it is: by the kind of the seat that owes it, else by the owner as written.

    >>> side_of(frozenset({SeatKind.CLERK}), "").value, side_of(frozenset(), "PC Oak").value
    ('council', 'police')
    >>> side_of(frozenset(), "Cllr Vane and the Clerk").value, side_of(frozenset(), "Highways").value
    ('council', 'other')
    >>> side_of(frozenset(), "Police Partnership Panel").value, side_of(frozenset(), "Enforcement Officer").value
    ('council', 'other')
    """
    if SeatKind.POLICE in kinds:
        return Side.POLICE
    if kinds:
        return Side.COUNCIL
    if _POLICE_WORDS.search(_PANEL.sub("panel", words)):
        return Side.POLICE
    return Side.COUNCIL if any(word in words.casefold() for word in _COUNCIL_WORDS) else Side.OTHER
