"""Kinds of seat, and what is done with people. Pure."""

from enum import StrEnum

from wardmote.register.rules import Deed, Verb

ADD_PERSON = Deed("people.add_person", Verb.COLLECT)
ADD_SEAT = Deed("people.add_seat", Verb.COLLECT)
SEAT_PERSON = Deed("people.seat_person", Verb.GRANT)
END_HOLDING = Deed("people.end_holding", Verb.GRANT)
CONFIRM_SEATS = Deed("people.confirm_seats", Verb.GRANT)
OPEN_SIGN_IN = Deed("people.open_sign_in", Verb.GRANT)
SIGNED_IN = Deed("people.signed_in", Verb.SIGN_IN)
MFA_CHANGED = Deed("people.second_factor_changed", Verb.SIGN_IN)
PASSWORD_SET = Deed("people.set_password", Verb.SIGN_IN)
LINK_USED = Deed("people.use_link", Verb.SIGN_IN)


class SeatKind(StrEnum):
    """What a seat is for. A post of the police is a seat of kind `POLICE`."""

    MEMBER = "member"
    CLERK = "clerk"
    OFFICER = "officer"
    POLICE = "police"


class NoSuchSeat(Exception):
    """A sentence that names the seat or person that was not found."""


class LinkUsed(Exception):
    """A sign-in link opens once; nobody was let in."""
