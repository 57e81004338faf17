"""How far a meeting is, and where it can go from there. Pure."""

from datetime import date
from enum import StrEnum


class MeetingState(StrEnum):
    """How far a meeting is, from the draft of its agenda to published notes, and the ways in which it ends early."""

    DRAFT = "draft"
    AGENDA_FROZEN = "agenda frozen"
    SUMMONED = "summoned"
    IN_SESSION = "in session"
    INQUORATE = "inquorate"
    CLOSED = "closed"
    NOTES_DRAFTED = "notes drafted"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ADJOURNED = "adjourned"


_S = MeetingState
NOT_HELD = frozenset({_S.POSTPONED, _S.CANCELLED})
TO_COME = frozenset({_S.DRAFT, _S.AGENDA_FROZEN, _S.SUMMONED})
BEFORE_SUMMONS = frozenset({_S.DRAFT, _S.AGENDA_FROZEN})
SITTING = frozenset({_S.IN_SESSION, _S.INQUORATE})
NOTES_IN = frozenset({_S.NOTES_DRAFTED, _S.CIRCULATED, _S.APPROVED, _S.PUBLISHED})
HELD = NOTES_IN | {_S.CLOSED, _S.ADJOURNED}
NOTES_STAND = frozenset(
    {_S.APPROVED, _S.PUBLISHED}
)  # nothing in such notes is changed any more; an entry beside them is
_ONWARD: dict[MeetingState, frozenset[MeetingState]] = {
    # A panel without a summons opens its meeting from the draft, and notes come in as a file at any time after.
    _S.DRAFT: frozenset({_S.AGENDA_FROZEN, _S.IN_SESSION, _S.INQUORATE, _S.NOTES_DRAFTED, *NOT_HELD}),
    _S.AGENDA_FROZEN: frozenset({_S.DRAFT, _S.SUMMONED, _S.IN_SESSION, _S.INQUORATE, _S.NOTES_DRAFTED, *NOT_HELD}),
    _S.SUMMONED: frozenset({_S.IN_SESSION, _S.INQUORATE, _S.NOTES_DRAFTED, *NOT_HELD}),
    _S.IN_SESSION: frozenset({_S.INQUORATE, _S.CLOSED, _S.ADJOURNED}),
    _S.INQUORATE: frozenset({_S.IN_SESSION, _S.CLOSED, _S.ADJOURNED}),
    _S.CLOSED: frozenset({_S.IN_SESSION, _S.NOTES_DRAFTED}),
    _S.ADJOURNED: frozenset({_S.NOTES_DRAFTED}),
    _S.NOTES_DRAFTED: frozenset({_S.CIRCULATED, _S.APPROVED}),
    _S.CIRCULATED: frozenset({_S.NOTES_DRAFTED, _S.APPROVED}),
    _S.APPROVED: frozenset({_S.PUBLISHED}),
    _S.PUBLISHED: frozenset(),
    # As long as nobody was told, a meeting that was put off or called off is again what it was before.
    _S.POSTPONED: TO_COME,
    _S.CANCELLED: TO_COME,
}


class NotFromHere(Exception):
    """A meeting cannot come from the state that it is in to the one asked for."""


class NotesStand(Exception):
    """Approved notes are not changed any more."""


def must_not_stand(state: str) -> None:
    """Go on only while the notes of a meeting can still be changed.

    Raises:
        NotesStand: they are approved.

    >>> must_not_stand("circulated")
    >>> must_not_stand("approved")
    Traceback (most recent call last):
    ...
    wardmote.minutes.rules.states.NotesStand: These notes are approved. Nothing was changed. Add a signed correction.
    """
    if state in NOTES_STAND:
        raise NotesStand("These notes are approved. Nothing was changed. Add a signed correction.")


class NotSigned(Exception):
    """Notes or a correction that cannot be signed so."""


def must_be_signed_between(first: date, signed_on: date, today: date) -> None:
    """Go on only if something was signed on a day that can be.

    Raises:
        NotSigned: it was signed before the meeting, or on a day to come.
    """
    if not first <= signed_on <= today:
        raise NotSigned("It is signed between the day of the meeting and today. Nothing was stored. Correct the day.")


def must_lead_to(state: MeetingState, onward: MeetingState) -> None:
    """Go on only if a meeting may come from one state to the other.

    Raises:
        NotFromHere: it may not.

    >>> must_lead_to(MeetingState.CIRCULATED, MeetingState.APPROVED)
    >>> must_lead_to(MeetingState.APPROVED, MeetingState.CLOSED)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    wardmote.minutes.rules.states.NotFromHere: This meeting is “approved”, so it can’t become “closed”. ...
    """
    if onward not in _ONWARD[state]:
        says = f"This meeting is “{state.value}”, so it can’t become “{onward.value}”. Nothing was stored."
        raise NotFromHere(says)
