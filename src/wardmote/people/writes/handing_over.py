"""The clerk leaves, and the next clerk takes the seat. The town is never without a clerk who can sign in."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.people import reads
from wardmote.people.models import Handover, Holding, Person
from wardmote.people.rules import (
    PLAN_HANDOVER,
    SETTLE_HANDOVER,
    UNDO_HANDOVER,
    HandoverState,
    NameTaken,
    NoClerkLeft,
    NotHeld,
    SeatKind,
    must_keep_record,
    one_line,
)
from wardmote.people.writes.entry import open_sign_in
from wardmote.people.writes.seating import add_person, end_holding, reopen_holding, seat_person
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def plan_handover(
    leaving: Holding, *, name: str, email: str, from_on: date, until_on: date, by: Viewer, now: datetime
) -> Handover:
    """Name the next clerk, who has the seat from `from_on` on beside the clerk who leaves on `until_on`.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: it is no clerk's seat today, a handover is under way, or the days are wrong. Nothing is stored.
        NameTaken: the next clerk is the one who leaves. Nothing is stored.
        NoClerkLeft: there is no address with which the next clerk could sign in. Nothing is stored.
        AddressTaken: somebody else signs in with the address. Nothing is stored.
    """
    must_keep_record(by)
    leaving = Holding.objects.select_for_update(of=("self",)).select_related("seat", "person").get(pk=leaving.pk)
    if leaving.seat.kind != SeatKind.CLERK.value or leaving.until_on is not None:
        raise NotHeld("This is not a clerk's seat without a last day. Nothing was saved.")
    if reads.planned_handover(now=now):
        raise NotHeld("A handover is under way already. Nothing was saved. Undo it first.")
    if from_on < london_date(now):
        raise NotHeld("The next clerk starts today or later. Nothing was saved. Give another day.")
    if until_on <= from_on:
        raise NotHeld(
            "The next clerk must start before this clerk stops. Nothing was saved. Leave at least one day for both."
        )
    person = reads.person_named(one_line(name)) or add_person(name, by=by, now=now)
    if person.pk == leaving.person_id:
        raise NameTaken("The next clerk is somebody else. Nothing was saved. Give the name of the next clerk.")
    _able_to_sign_in(person, email=email, by=by, now=now)
    successor = seat_person(person, seat=leaving.seat, from_on=from_on, by=by, now=now)
    handover = Handover.objects.create(leaving=leaving, successor=successor, until_on=until_on, recorded_at=now)
    register.record(handover, successor, deed=PLAN_HANDOVER, by=by, now=now)
    return handover


def _able_to_sign_in(person: Person, *, email: str, by: Viewer, now: datetime) -> None:
    user = reads.user_of(person.pk)
    if user is None and not email:
        raise NoClerkLeft("The next clerk needs an e-mail address to sign in. Nothing was saved. Give the address.")
    if user is None:
        open_sign_in(person, email=email, password=None, by=by, now=now)
    elif email and user.email != email.lower():
        raise NameTaken(f"{person.name} signs in with another address. Nothing was saved. Leave the address empty.")


@transaction.atomic
def settle_handover(handover_id: UUID, *, key_sheet: bool, by: Viewer, now: datetime) -> Handover:
    """Fix the day on which the leaving clerk's seat ends. From then on it needs nobody to do anything.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: settled or undone already, the key sheet was not given, or its day has gone by. Nothing is stored.
        NoClerkLeft: the next clerk cannot sign in yet. Nothing is stored.
    """
    must_keep_record(by)
    handover = _open(handover_id, HandoverState.PLANNED)
    if not key_sheet:
        raise NotHeld("The next clerk needs the key sheet. Nothing was changed. Hand it over, then tick the box.")
    if handover.successor.person_id not in reads.who_can_come_in([handover.successor.person_id]):
        raise NoClerkLeft(
            f"{handover.successor.person.name} cannot sign in yet. Nothing was changed."
            " They need a password and a second factor first."
        )
    # The day that was named may have gone by while the next clerk was getting ready; nobody's seat ends in the past.
    handover.until_on = max(handover.until_on, london_date(now))
    end_holding(handover.leaving, until_on=handover.until_on, by=by, now=now)
    handover.state, handover.key_sheet_at = HandoverState.SETTLED.value, now
    handover.save(update_fields=["state", "key_sheet_at", "until_on"])
    register.record(handover, handover.leaving, deed=SETTLE_HANDOVER, by=by, now=now)
    return handover


@transaction.atomic
def undo_handover(handover_id: UUID, *, by: Viewer, now: datetime) -> Handover:
    """Call a handover off before its day: the clerk stays, and the next clerk's seat ends today.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: it was undone already, or its day has come. Nothing is stored.
    """
    must_keep_record(by)
    handover = _open(handover_id, HandoverState.PLANNED, HandoverState.SETTLED)
    today = london_date(now)
    leaving, successor = handover.leaving, handover.successor
    if handover.state == HandoverState.SETTLED.value:
        if today >= handover.until_on:
            raise NotHeld("The day of the handover has come. Nothing was changed. Make a new handover back instead.")
        reopen_holding(leaving, by=by, now=now)
    if successor.until_on is None:
        end_holding(successor, until_on=max(today, successor.from_on), by=by, now=now)
    handover.state = HandoverState.UNDONE.value
    handover.save(update_fields=["state"])
    register.record(handover, leaving, successor, deed=UNDO_HANDOVER, by=by, now=now)
    return handover


def _open(handover_id: UUID, *states: HandoverState) -> Handover:
    both = Handover.objects.select_for_update(of=("self",)).select_related("leaving__person", "successor__person")
    handover = both.filter(pk=handover_id).first()
    if handover is None or handover.state not in {state.value for state in states}:
        raise NotHeld("This handover is settled or undone already. Nothing was changed.")
    return handover
