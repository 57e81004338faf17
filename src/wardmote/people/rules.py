"""Kinds of seat, who may do what with people, and when two spellings may be one name. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from wardmote.register.rules import Deed, Verb, Viewer

ADD_PERSON = Deed("people.add_person", Verb.COLLECT)
ADD_SEAT = Deed("people.add_seat", Verb.COLLECT)
JOIN = Deed("people.join", Verb.GRANT)
SEAT_PERSON = Deed("people.seat_person", Verb.GRANT)
END_HOLDING = Deed("people.end_holding", Verb.GRANT)
CONFIRM_SEATS = Deed("people.confirm_seats", Verb.GRANT)
REOPEN_HOLDING = Deed("people.reopen_holding", Verb.GRANT)
MOVE = Deed("people.move", Verb.GRANT)
CORRECT_NAME = Deed("people.correct_name", Verb.ALTER)
EDIT_PERSON = Deed("people.edit_person", Verb.ALTER)
ACCEPT_SPELLING = Deed("people.accept_spelling", Verb.ALTER)
WITHDRAW_SPELLING = Deed("people.withdraw_spelling", Verb.ALTER)
KEEP_CONTACT = Deed("people.keep_contact", Verb.ALTER)
NOTE_E_SUMMONS = Deed("people.note_e_summons", Verb.ALTER)
OPEN_SIGN_IN = Deed("people.open_sign_in", Verb.GRANT)
CHANGE_ADDRESS = Deed("people.change_address", Verb.GRANT)
TAKE_ADDRESS = Deed("people.take_address", Verb.GRANT)
STOP_ADDRESS = Deed("people.stop_address", Verb.GRANT)
INVITE = Deed("people.invite", Verb.GRANT)
SIGNED_IN = Deed("people.signed_in", Verb.SIGN_IN)
MFA_CHANGED = Deed("people.second_factor_changed", Verb.SIGN_IN)
MFA_REMOVED = Deed("people.second_factor_removed", Verb.SIGN_IN)
PASSWORD_SET = Deed("people.set_password", Verb.SIGN_IN)
LINK_USED = Deed("people.use_link", Verb.SIGN_IN)
ASK_LET_IN = Deed("people.ask_let_in", Verb.GRANT)
CONFIRM_LET_IN = Deed("people.confirm_let_in", Verb.GRANT)
REFUSE_LET_IN = Deed("people.refuse_let_in", Verb.GRANT)
USE_LET_IN = Deed("people.use_let_in", Verb.SIGN_IN)
LET_IN_BY_HOST = Deed("people.let_in_by_host", Verb.GRANT)
TAKE_AWAY_AGAIN = Deed("people.take_away_again", Verb.GRANT)
PLAN_HANDOVER = Deed("people.plan_handover", Verb.GRANT)
SETTLE_HANDOVER = Deed("people.settle_handover", Verb.GRANT)
UNDO_HANDOVER = Deed("people.undo_handover", Verb.GRANT)

# With each of these, something that somebody signed in with opens nothing any more.
ENDS_SIGN_IN = (PASSWORD_SET, MFA_REMOVED, CONFIRM_LET_IN, LET_IN_BY_HOST, TAKE_AWAY_AGAIN)

LET_IN_WAITS = timedelta(hours=24)
ADDRESS_WAITS = timedelta(hours=24)
KNOWN_FOR = timedelta(hours=24)  # who confirms a let-in has sat on the panel at least so long


class SeatKind(StrEnum):
    """What a seat is for. A post of the police is a seat of kind `POLICE`."""

    MEMBER = "member"
    CLERK = "clerk"
    OFFICER = "officer"
    POLICE = "police"


class LetInState(StrEnum):
    """How far a let-in is."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"
    USED = "used"


class AddressState(StrEnum):
    """How far a change of address is."""

    WAITING = "waiting"
    TAKEN = "taken"
    STOPPED = "stopped"


class HandoverState(StrEnum):
    """How far a handover is."""

    PLANNED = "planned"
    SETTLED = "settled"
    UNDONE = "undone"


class NoSuchSeat(Exception):
    """A sentence that names the seat or person that was not found."""


class LinkUsed(Exception):
    """A sign-in link opens once; nobody was let in."""


class NotDone(Exception):
    """A refusal: one sentence on why nothing was saved, and one on what to do."""


class NotHeld(NotDone):
    """The seat, or the days, do not allow it."""


class NoClerkLeft(NotDone):
    """The town would be left without a clerk who can sign in."""


class NameTaken(NotDone):
    """Somebody else bears this name or spelling."""


class AddressTaken(NotDone):
    """Somebody else signs in with this address."""


class NotLetIn(NotDone):
    """The way back in stays shut."""


def must_keep_record(viewer: Viewer) -> None:
    """Go on only for the clerk.

    Raises:
        NotDone: somebody else asks.
    """
    if not viewer.keeps_record:
        raise NotDone("Only the clerk can do this. Nothing was saved. Ask the clerk to do it for you.")


# The way back in


@dataclass(frozen=True, slots=True)
class LockedOut:
    """What is known of the person who is to be let in."""

    person_id: UUID
    seated: bool
    keeps_record: bool
    has_second_factor: bool
    address_waits: bool


def may_ask(viewer: Viewer, person: LockedOut) -> UUID:
    """Who asks, if this viewer may ask for this person to be let in.

    Raises:
        NotLetIn: it is the viewer; or no clerk asks for a member; or there is no seat or no lost second factor.
    """
    if viewer.person_id is None or not viewer.on_panel:
        raise NotLetIn("Only somebody who holds a seat today can ask. Nothing was saved. Ring the clerk.")
    if viewer.person_id == person.person_id:
        raise NotLetIn("Nobody lets themself in. Nothing was saved. Ask the chair or a deputy clerk to ask for you.")
    if not person.seated:
        raise NotLetIn("This person holds no seat today. Nothing was saved. Give them a seat first.")
    if not person.keeps_record and not viewer.keeps_record:
        raise NotLetIn("Only the clerk can ask for a member. Nothing was saved. Ring the clerk.")
    if not person.has_second_factor:
        raise NotLetIn("They have no app or passkey to lose. Nothing was saved. Send them an invitation instead.")
    if person.address_waits:
        raise NotLetIn(
            "Their e-mail address is being changed. Nothing was saved. Wait for the new address, or stop the change."
        )
    return viewer.person_id


def may_confirm(viewer: Viewer, *, asked_by: UUID, person_id: UUID, known_since: datetime, now: datetime) -> None:
    """Whether this viewer may be the second person. `known_since` is when they were given a seat.

    Raises:
        NotLetIn: it is who asked, or the person themself; or somebody seated for less than a day.
    """
    if viewer.person_id is None or not viewer.on_panel:
        raise NotLetIn("Only somebody who holds a seat today can confirm. Nothing was changed. Ring the clerk.")
    if viewer.person_id == asked_by:
        raise NotLetIn("You asked, so somebody else must confirm. Nothing was changed. Ask any other panel member.")
    if viewer.person_id == person_id:
        raise NotLetIn("Nobody lets themself in. Nothing was changed. Ask any other panel member to confirm.")
    if now - known_since < KNOWN_FOR:
        raise NotLetIn(
            "You joined the panel less than a day ago. Nothing was changed. Ask somebody of longer standing."
        )


# Names

_COUNCIL = {"cllr", "cllrs", "councillor", "mayor", "clerk", "alderman", "ald", "hon", "prof"}
_POLITE = {
    "the",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "rev",
    "reverend",
    "revd",
    "sir",
    "dame",
    "lady",
    "lord",
    "prof",
}
_POLICE = {"pc", "pcso", "cso", "wpc", "sgt", "sergeant", "ps", "insp", "inspector", "ci", "supt", "superintendent"}
_POLICE |= {"chief", "det", "detective", "dc", "ds", "di", "const", "constable"}
TITLES = frozenset(_COUNCIL | _POLITE | _POLICE)
ALIKE = 0.8  # of difflib: one letter wrong in a name of five, or two changed about in one of six


def without_title(name: str) -> str:
    """The name without what goes before it.

    >>> without_title("Cllr. Tansy Oake"), without_title("The Mayor")
    ('Tansy Oake', '')
    """
    words = name.split()
    while words and words[0].strip(".,").casefold() in TITLES:
        words.pop(0)
    return " ".join(words)


def one_line(words: str) -> str:
    """What was typed, with single spaces.

    >>> one_line("  Ben   Member ")
    'Ben Member'
    """
    return " ".join(words.split())


def _go_together(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def perhaps_same_name(one: str, other: str) -> bool:
    """Whether two names as written may be one person's, so that it is worth asking. Never joined without an answer.

    >>> perhaps_same_name("Cllr Brindlecombe", "Councillor Brindelcombe")
    True
    >>> perhaps_same_name("T Oake", "Cllr Tansy Oake"), perhaps_same_name("Ann Oake", "Tansy Oake")
    (True, False)
    >>> perhaps_same_name("Mrs Vale", "Mr Dale"), perhaps_same_name("The Mayor", "The Clerk")
    (False, False)
    """
    ours, theirs = ([w.strip(".,") for w in without_title(name).casefold().split()] for name in (one, other))
    if not ours or not theirs:
        return False
    if ours[-1] != theirs[-1] and SequenceMatcher(None, ours[-1], theirs[-1]).ratio() < ALIKE:
        return False
    return all(_go_together(a, b) for a, b in zip(ours[:-1], theirs[:-1], strict=False))


def first_alike(words: str, names: Iterable[tuple[UUID, str]]) -> UUID | None:
    """The one whose name may be meant by these words; none if several may be.

    >>> from uuid import UUID
    >>> a, b = UUID(int=1), UUID(int=2)
    >>> first_alike("Cllr Oak", [(a, "Tansy Oake"), (b, "Hugo Marrowby")]) == a
    True
    >>> first_alike("Cllr Oake", [(a, "Tansy Oake"), (b, "Ann Oake")])
    """
    found = {key for key, name in names if perhaps_same_name(words, name)}
    return found.pop() if len(found) == 1 else None


def in_force(from_on: date, until_on: date | None, today: date) -> bool:
    """Whether a holding holds today; it ends before `until_on`.

    >>> in_force(date(2022, 5, 1), date(2022, 6, 1), date(2022, 6, 1))
    False
    """
    return from_on <= today and (until_on is None or today < until_on)
