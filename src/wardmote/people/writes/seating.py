"""Who is on the panel, in which seat, from when until when."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from wardmote.backups import endings
from wardmote.people import reads
from wardmote.people.models import Holding, Person, Seat
from wardmote.people.rules import (
    ADD_PERSON,
    ADD_SEAT,
    CONFIRM_SEATS,
    END_HOLDING,
    JOIN,
    MOVE,
    REOPEN_HOLDING,
    SEAT_PERSON,
    NameTaken,
    NoClerkLeft,
    NotHeld,
    SeatKind,
    must_keep_record,
    one_line,
)
from wardmote.people.writes.entry import open_sign_in
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def add_person(name: str, *, by: Viewer, now: datetime) -> Person:
    """Note that there is this person.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
    """
    must_keep_record(by)
    person = Person.objects.create(name=one_line(name), recorded_at=now)
    register.record(person, deed=ADD_PERSON, by=by, now=now)
    return person


@transaction.atomic
def add_seat(name: str, *, kind: SeatKind, by: Viewer, now: datetime) -> Seat:
    """Make a seat, or give the one of this name.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
    """
    must_keep_record(by)
    seat = Seat.objects.filter(name__iexact=one_line(name)).first()
    if seat is None:
        seat = Seat.objects.create(name=one_line(name), kind=kind.value, recorded_at=now)
        register.record(seat, deed=ADD_SEAT, by=by, now=now)
    return seat


@transaction.atomic
def seat_person(
    person: Person, *, seat: Seat, from_on: date, by: Viewer, now: datetime, until_on: date | None = None
) -> Holding:
    """Put a person in a seat from a day on, and up to another if one is given.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: the days are the wrong way about, or the person holds the seat then. Nothing is stored.
    """
    must_keep_record(by)
    if until_on is not None and until_on <= from_on:
        raise NotHeld("The seat would end before it begins. Nothing was saved. Give a later last day.")
    for held in person.holdings.filter(seat=seat):
        if (held.until_on is None or from_on < held.until_on) and (until_on is None or held.from_on < until_on):
            raise NotHeld(f"{person.name} holds {seat.name} on that day already. Nothing was saved.")
    holding = Holding.objects.create(person=person, seat=seat, from_on=from_on, until_on=until_on, recorded_at=now)
    register.record(holding, deed=SEAT_PERSON, by=by, now=now)
    return holding


@transaction.atomic
def join(
    name: str,
    *,
    seat: str,
    kind: SeatKind,
    from_on: date,
    until_on: date | None,
    email: str,
    by: Viewer,
    now: datetime,
) -> Person:
    """A new person takes a seat, and may sign in if there is an address. All of it, or none of it.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NameTaken: there is a person of this name. Nothing is stored.
        NotHeld: the days are the wrong way about. Nothing is stored.
        AddressTaken: somebody signs in with this address. Nothing is stored.
    """
    must_keep_record(by)
    if Person.objects.filter(name__iexact=one_line(name)).exists():
        raise NameTaken(
            f"There is somebody called {one_line(name)} already. Nothing was saved."
            " Give them the seat on their own page, or write the name in full."
        )
    person = add_person(name, by=by, now=now)
    made = add_seat(seat, kind=kind, by=by, now=now)
    seat_person(person, seat=made, from_on=from_on, until_on=until_on, by=by, now=now)
    if email:
        open_sign_in(person, email=email, password=None, by=by, now=now)
    register.record(person, made, deed=JOIN, by=by, now=now)
    return person


@transaction.atomic
def end_holding(holding: Holding, *, until_on: date, by: Viewer, now: datetime) -> Holding:
    """End a holding; from `until_on` on, the person has nothing from it.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: it would end before it began, or has ended. Nothing is stored.
        NoClerkLeft: no clerk who can sign in would be left. Nothing is stored.
    """
    must_keep_record(by)
    holding = _locked(holding)
    if holding.until_on is not None and holding.until_on <= london_date(now):
        raise NotHeld(f"This seat has ended. Nothing was saved. Give {holding.person.name} a seat, from today.")
    if until_on < holding.from_on:
        raise NotHeld("The seat would end before it begins. Nothing was saved. Give a later day.")
    if holding.seat.kind == SeatKind.CLERK.value:
        _keep_a_clerk(holding, until_on=until_on)
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    register.record(holding, deed=END_HOLDING, by=by, now=now)
    # Outside the record as well, so that no restore brings it back. `due` mends a kill between commit and this.
    transaction.on_commit(lambda: endings.leave(settings.TOWN, [(holding.pk, until_on)]), robust=True)
    return holding


@transaction.atomic
def end_again(holding: Holding, *, until_on: date, by: Viewer, now: datetime) -> Holding:
    """End a holding that had ended after the backup from which it came, whoever is left to keep the record."""
    holding.until_on = max(until_on, holding.from_on)
    holding.save(update_fields=["until_on"])
    register.record(holding, deed=END_HOLDING, by=by, now=now)
    transaction.on_commit(lambda: endings.leave(settings.TOWN, [(holding.pk, until_on)]), robust=True)
    return holding


@transaction.atomic
def confirm_seats(holdings: list[Holding], *, by: Viewer, now: datetime) -> None:
    """Note that somebody has looked, after a restore, at who holds which seat, and found it right."""
    register.record(*holdings, deed=CONFIRM_SEATS, by=by, now=now)


def _goes_on(holding: Holding) -> None:
    """Let a holding go on whose end is taken back: its mark outside the record goes with the commit."""
    holding.until_on = None
    holding.save(update_fields=["until_on"])
    transaction.on_commit(lambda: endings.withdraw(settings.TOWN, [holding.pk]), robust=True)


def _locked(holding: Holding) -> Holding:
    """The holding as it is now, held until the commit, and every clerk's with it and in one order.

    Two clerks who end each other's seat at once wait for one another here.
    """
    rows = Holding.objects.filter(Q(pk=holding.pk) | Q(seat__kind=SeatKind.CLERK.value)).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(of=("self",)).select_related("seat", "person")}[holding.pk]


def _keep_a_clerk(holding: Holding, *, until_on: date) -> None:
    others = {other.person_id for other in reads.clerks_after(holding, until_on=until_on)}
    able = reads.who_can_come_in({holding.person_id, *others})
    if not others:
        raise NoClerkLeft("The town would have no clerk. Nothing was changed. Name the next clerk first: Handover.")
    if holding.person_id in able and not others & able:
        raise NoClerkLeft(
            "The clerk who stays cannot sign in yet. Nothing was changed."
            " They need a password and a second factor first."
        )


@transaction.atomic
def reopen_holding(holding: Holding, *, by: Viewer, now: datetime) -> Holding:
    """Take back the end of a holding, up to the day after which the gap would be a fact.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: it has no end, or ended before today. Nothing is stored.
    """
    must_keep_record(by)
    holding = Holding.objects.select_for_update().get(pk=holding.pk)
    reads.may_reopen(holding, now=now)
    _goes_on(holding)
    register.record(holding, deed=REOPEN_HOLDING, by=by, now=now)
    return holding


@transaction.atomic
def give_seat(
    person: Person,
    *,
    seat: str,
    kind: SeatKind,
    from_on: date,
    until_on: date | None,
    by: Viewer,
    now: datetime,
) -> Holding:
    """Give somebody whom the record knows a seat, which is made if it is new.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: the days are the wrong way about, or the person holds the seat then. Nothing is stored.
    """
    made = add_seat(seat, kind=kind, by=by, now=now)
    holding = seat_person(person, seat=made, from_on=from_on, until_on=until_on, by=by, now=now)
    register.record(holding, deed=JOIN, by=by, now=now)
    return holding


@transaction.atomic
def move(holding: Holding, *, seat: str, kind: SeatKind, from_on: date, by: Viewer, now: datetime) -> Holding:
    """From a day on the person holds another seat, and this one no more.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NotHeld: it is the same seat, or the days are the wrong way about. Nothing is stored.
        NoClerkLeft: no clerk who can sign in would be left. Nothing is stored.
    """
    made = add_seat(seat, kind=kind, by=by, now=now)
    if made.pk == holding.seat_id:
        raise NotHeld("That is the seat they hold. Nothing was changed. Choose another seat.")
    taken = seat_person(holding.person, seat=made, from_on=from_on, by=by, now=now)
    end_holding(holding, until_on=from_on, by=by, now=now)
    register.record(holding, taken, deed=MOVE, by=by, now=now)
    return taken
