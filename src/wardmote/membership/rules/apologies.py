"""Apologies: how long their link lives, what becomes of them, and the words of the letter. Pure."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wardmote.minutes.rules import SITTING, TO_COME, MeetingState
from wardmote.register.rules import LONDON, Deed, Verb

LINK_APOLOGY = Deed("membership.link_apology", Verb.GATE)
END_APOLOGY_LINKS = Deed("membership.end_apology_links", Verb.GATE)
APOLOGISE = Deed("membership.apologise", Verb.COLLECT)
NOTE_APOLOGY = Deed("membership.note_apology", Verb.COLLECT)
SETTLE_APOLOGY = Deed("membership.settle_apology", Verb.ALTER)
TAKE_BACK_APOLOGY = Deed("membership.take_back_apology", Verb.ALTER)

ENDED = "This link has ended. Nothing was sent. Ring the clerk if you cannot come."


class ApologyOutcome(StrEnum):
    """What the meeting did with an apology. To note it approves no reason: that takes a resolution."""

    SENT = "sent"
    ACCEPTED = "accepted"
    NOTED = "noted"


class ApologyLinkEnded(Exception):
    """The link was real, and opens nothing any more."""


def link_opens(held_on: date, state: MeetingState, *, now: datetime) -> bool:
    """Whether the link of an apology still opens: it dies with the meeting, or with the end of its day.

    >>> evening = datetime(2022, 10, 28, 23, 59, tzinfo=LONDON)
    >>> day = date(2022, 10, 28)
    >>> link_opens(day, MeetingState.DRAFT, now=evening), link_opens(day, MeetingState.CANCELLED, now=evening)
    (True, False)
    >>> link_opens(day, MeetingState.SUMMONED, now=evening + timedelta(minutes=1))
    False
    """
    ends_at = datetime.combine(held_on + timedelta(days=1), time(), tzinfo=LONDON)
    return now < ends_at and state in TO_COME | SITTING


def words_of_link(link: str) -> str:
    """The lines of an invitation that carry the link.

    >>> words_of_link("http://a.example/x/").splitlines()[0]
    'You cannot come? This page has one button, and needs no sign-in:'
    """
    return (
        "You cannot come? This page has one button, and needs no sign-in:\n"
        f"{link}\nThe link is yours alone. Do not pass it on.\n"
    )
