"""How far a meeting is, and where it can go from there. Pure."""

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
    _S.POSTPONED: frozenset({_S.DRAFT}),
    _S.CANCELLED: frozenset({_S.DRAFT}),
}


class NotFromHere(Exception):
    """A meeting cannot come from the state that it is in to the one asked for."""


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
