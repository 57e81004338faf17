"""Places at a body's table, who votes there, its terms of reference, and whom it asks to come. Pure."""

from datetime import date
from enum import StrEnum

from wardmote.govuk.needs import Needs
from wardmote.register.rules import Deed, Verb

ADD_MEMBERSHIP = Deed("membership.add_membership", Verb.COLLECT)
CHANGE_MEMBERSHIP = Deed("membership.change_membership", Verb.ALTER)
TAKE_BACK_MEMBERSHIP = Deed("membership.take_back_membership", Verb.ALTER)
NAME_SUBSTITUTE = Deed("membership.name_substitute", Verb.COLLECT)
TAKE_BACK_SUBSTITUTE = Deed("membership.take_back_substitute", Verb.ALTER)
ADOPT_TERMS = Deed("membership.adopt_terms", Verb.COLLECT)
ASK_OFFICER = Deed("membership.ask_officer", Verb.COLLECT)
ANSWER_REQUEST = Deed("membership.answer_request", Verb.ALTER)
CHASE_REQUEST = Deed("membership.chase_request", Verb.ALTER)
TAKE_BACK_REQUEST = Deed("membership.take_back_request", Verb.ALTER)


class MembershipKind(StrEnum):
    """As what somebody sits at the table. A member is a councillor; who is none is co-opted."""

    MEMBER = "member"
    CO_OPTED = "co-opted"
    OFFICER = "officer in attendance"
    PARTNER = "partner in attendance"

    @property
    def in_attendance(self) -> bool:
        """Whether they attend without belonging to the body."""
        return self in {MembershipKind.OFFICER, MembershipKind.PARTNER}


class RequestAnswer(StrEnum):
    """What an officer who was asked to come has answered."""

    NONE = "no answer yet"
    YES = "comes"
    NO = "does not come"
    ANOTHER = "sends another"


class Way(StrEnum):
    """By what way somebody said it: themself, or told to the clerk who noted it."""

    LINK = "by the link in the letter"
    PAGE = "on the page"
    TELEPHONE = "by telephone"
    PAPER = "on paper"
    MEETING = "at the meeting"


class MembershipNeeds(Needs):
    """Something is missing or cannot be so; `field` says what, and nothing was stored."""


def may_vote(kind: MembershipKind, *, given: bool) -> bool:
    """Whether a place has a vote: a member's always, a co-opted one's if it was given, none of who attends.

    >>> may_vote(MembershipKind.MEMBER, given=False), may_vote(MembershipKind.CO_OPTED, given=True)
    (True, True)
    >>> may_vote(MembershipKind.CO_OPTED, given=False), may_vote(MembershipKind.PARTNER, given=True)
    (False, False)
    """
    return kind is MembershipKind.MEMBER or (kind is MembershipKind.CO_OPTED and given)


def must_be_a_place(
    kind: MembershipKind, *, by_office: bool, in_person: bool, why_vote: str, from_on: date, until_on: date | None
) -> None:
    """Go on if a place can be so.

    Raises:
        MembershipNeeds: it is nobody's or two people's, ends before it begins, or a co-option has no reason.
    """
    if by_office == in_person:
        raise MembershipNeeds("who", "Say who has the place: an office, or a person. Nothing was stored.")
    if until_on is not None and until_on <= from_on:
        raise MembershipNeeds("until_on", "This is not after the first day. Nothing was stored. Give a later day.")
    if kind is MembershipKind.CO_OPTED and not why_vote:
        raise MembershipNeeds(
            "why_vote", "Say why a co-opted member votes here, or does not. Nothing was stored. Give the reason."
        )


def must_stand_in(*, at_a_meeting: bool, from_on: date | None, until_on: date | None) -> None:
    """Go on if a substitute stands in at one meeting, or for a time.

    Raises:
        MembershipNeeds: neither or both is given, or the time ends before it begins.
    """
    if at_a_meeting == (from_on is not None):
        raise MembershipNeeds("meeting", "Choose one meeting, or give the first day. Nothing was stored.")
    if until_on is not None and (from_on is None or until_on <= from_on):
        raise MembershipNeeds("until_on", "This is not after the first day. Nothing was stored. Give a later day.")


def must_be_adopted(text: str, *, adopted_on: date, before: date | None, text_before: str, today: date) -> None:
    """Go on if terms of reference may follow those adopted on the day `before`.

    Raises:
        MembershipNeeds: there is no text, it is the one in force, or the day is yet to come or too early.
    """
    if not text.strip():
        raise MembershipNeeds("text", "There is no text. Nothing was stored. Type the terms of reference.")
    if text.strip() == text_before.strip():
        raise MembershipNeeds("text", "This is the text in force, word for word. Nothing was stored.")
    if adopted_on > today:
        raise MembershipNeeds("adopted_on", "This day has not come yet. Nothing was stored. Give the day of adoption.")
    if before is not None and adopted_on < before:
        raise MembershipNeeds(
            "adopted_on", "The version in force was adopted later. Nothing was stored. Give a later day."
        )


def is_due(review_on: date | None, today: date) -> bool:
    """Whether the day to look at something again has come.

    >>> is_due(date(2027, 3, 1), date(2027, 3, 1)), is_due(None, date(2027, 3, 1))
    (True, False)
    """
    return review_on is not None and review_on <= today
