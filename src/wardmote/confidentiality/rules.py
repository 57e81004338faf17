"""Who may do what with a row. Pure: no table, no request, no clock.

`decide` is the one answer; `models.Guarded.objects.visible_to` is its translation into a query,
and `tests/house/test_visibility.py` holds the two equal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from wardmote.register.rules import Deed, Marking, Verb, Viewer


class Thing(Protocol):
    """What a decision needs to know of a row."""

    @property
    def id(self) -> UUID: ...
    @property
    def marking(self) -> str: ...
    @property
    def matter_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Allow:
    """Yes."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """No, to somebody who knows that the row exists: why, and what to do."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Absent:
    """For this viewer there is no such row; nothing may tell it from a wrong address."""


class NotHere(LookupError):
    """There is nothing here for this viewer."""


class Refused(Exception):
    """A refusal, raised."""

    def __init__(self, refusal: Refuse) -> None:
        super().__init__(f"{refusal.reason} {refusal.remedy}")
        self.refusal = refusal


ADOPT = Deed("confidentiality.adopt", Verb.GATE)
SIGN = Deed("confidentiality.sign", Verb.GATE)
NOTE_SIGNATURE = Deed("confidentiality.note_signature", Verb.GATE)
SET_RENEWAL = Deed("confidentiality.set_renewal", Verb.GATE)
SIGNATURE_HOLDS_DAYS = 365  # until the clerk sets another number
RENEWAL_DAYS = range(30, 1097)

CLERK_ONLY = Refuse("Only the clerk can do this.", "Ask the clerk to do it for you.")
CLERK_OR_POLICE = Refuse("Only the clerk and the police can do this.", "Ask the clerk to do it for you.")
NOT_ON_THE_PANEL = Refuse("Only members and officers of the panel can change this.", "Sign in, or write to the clerk.")
NOT_SIGNED = Refuse(
    "This is confidential, and your signature on the agreement is not in force.",
    "Sign the agreement in force, or ask the clerk for a copy to sign.",
)


class NotSignedAs(Exception):
    """The name typed is not the name of the person who signs."""


class NothingToSign(Exception):
    """No agreement is in force."""


class AnotherText(Exception):
    """The agreement in force is not the one that was shown."""


class NotAdopted(Exception):
    """The text or the days of an agreement are not such as can be put in force."""


def allowed_renewal(days: int) -> int:
    """For how many days a signature may hold: a month at the least, three years at the most.

    Raises:
        NotAdopted: fewer or more.

    >>> allowed_renewal(365)
    365
    """
    if days not in RENEWAL_DAYS:
        raise NotAdopted("A signature holds for 30 to 1,096 days. Nothing was saved. Give another number.")
    return days


def must_be_clerk(viewer: Viewer) -> None:
    """Go on only for the clerk.

    Raises:
        Refused: somebody else asks.
    """
    if not viewer.keeps_record:
        raise Refused(CLERK_ONLY)


def must_be_clerk_or_police(viewer: Viewer) -> None:
    """Go on only for the clerk, or for whoever holds a seat of the police.

    Raises:
        Refused: somebody else asks.
    """
    if not (viewer.keeps_record or viewer.police):
        raise Refused(CLERK_OR_POLICE)


def same_name(typed: str, name: str) -> bool:
    """Whether the typed name is the person's own, whatever the spaces and capitals.

    >>> same_name(" ada  EXAMPLE", "Ada Example"), same_name("Ada", "Ada Example")
    (True, False)
    """
    return typed.casefold().split() == name.casefold().split()


def has_signed(viewer: Viewer, now: datetime) -> bool:
    """Whether the viewer's signature is in force."""
    return viewer.signed_until is not None and now < viewer.signed_until


def decide(viewer: Viewer, deed: Deed, thing: Thing, now: datetime) -> Allow | Refuse | Absent:
    """The answer, worked out afresh at every request."""
    # Deny beats grant: to somebody with an interest the matter is absent in every room.
    if thing.matter_id in viewer.interests:
        return Absent()
    marking = Marking(thing.marking)
    if marking is Marking.PUBLIC and deed.verb is Verb.CONSULT:
        return Allow()
    if not viewer.on_panel:
        return NOT_ON_THE_PANEL if marking is Marking.PUBLIC else Absent()
    if marking is Marking.RESTRICTED and thing.id not in viewer.named_on:
        return Absent()
    if marking in {Marking.CONFIDENTIAL, Marking.RESTRICTED} and not has_signed(viewer, now):
        return NOT_SIGNED
    return Allow()


def insist(decision: Allow | Refuse | Absent) -> None:
    """Go on only if the answer is yes.

    Raises:
        NotHere: the row is absent.
        Refused: the viewer may know of the row, not do this.
    """
    match decision:
        case Absent():
            raise NotHere
        case Refuse():
            raise Refused(decision)
