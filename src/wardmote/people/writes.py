"""What can happen to people and seats."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from wardmote.backups import endings
from wardmote.people.models import Holding, Person, Seat, User
from wardmote.people.rules import (
    ADD_PERSON,
    ADD_SEAT,
    CONFIRM_SEATS,
    END_HOLDING,
    LINK_USED,
    MFA_CHANGED,
    OPEN_SIGN_IN,
    PASSWORD_SET,
    SEAT_PERSON,
    SIGNED_IN,
    LinkUsed,
    SeatKind,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def add_person(name: str, *, by: Viewer, now: datetime) -> Person:
    """Note that there is this person."""
    person = Person.objects.create(name=name, recorded_at=now)
    register.record(person, deed=ADD_PERSON, by=by, now=now)
    return person


@transaction.atomic
def add_seat(name: str, *, kind: SeatKind, by: Viewer, now: datetime) -> Seat:
    """Make a seat, or give the one of this name."""
    seat = Seat.objects.filter(name=name).first()
    if seat is None:
        seat = Seat.objects.create(name=name, kind=kind.value, recorded_at=now)
        register.record(seat, deed=ADD_SEAT, by=by, now=now)
    return seat


@transaction.atomic
def seat_person(person: Person, *, seat: Seat, from_on: date, by: Viewer, now: datetime) -> Holding:
    """Put a person in a seat from a day on."""
    holding = Holding.objects.create(person=person, seat=seat, from_on=from_on, recorded_at=now)
    register.record(holding, deed=SEAT_PERSON, by=by, now=now)
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, until_on: date, by: Viewer, now: datetime) -> Holding:
    """End a holding; from `until_on` on, the person has nothing from it."""
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    register.record(holding, deed=END_HOLDING, by=by, now=now)
    # Outside the record as well, so that no restore brings it back. `due` mends a kill between commit and this.
    transaction.on_commit(lambda: endings.leave(settings.TOWN, [(holding.pk, until_on)]), robust=True)
    return holding


@transaction.atomic
def confirm_seats(holdings: list[Holding], *, by: Viewer, now: datetime) -> None:
    """Note that somebody has looked, after a restore, at who holds which seat, and found it right."""
    register.record(*holdings, deed=CONFIRM_SEATS, by=by, now=now)


@transaction.atomic
def open_sign_in(person: Person, *, email: str, password: str | None, by: Viewer, now: datetime) -> User:
    """Let a person sign in. Without a password the door stays shut until one is set by a link or a passkey is made."""
    user = User(person=person, email=email.lower())
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(force_insert=True)
    register.record(user, deed=OPEN_SIGN_IN, by=by, now=now)
    return user


@transaction.atomic
def signed_in(user: User, *, by: Viewer, now: datetime) -> None:
    """Note that somebody came in by the door."""
    register.record(user, deed=SIGNED_IN, by=by, now=now)


@transaction.atomic
def second_factor_changed(user: User, *, by: Viewer, now: datetime) -> None:
    """Note that a second factor or passkey was added, reset or removed."""
    register.record(user, deed=MFA_CHANGED, by=by, now=now)


@transaction.atomic
def set_password(user: User, *, password: str, by: Viewer, now: datetime) -> None:
    """Keep a new password, and note that there is one."""
    user.set_password(password)
    user.save(update_fields=["password"])
    register.record(user, deed=PASSWORD_SET, by=by, now=now)


@transaction.atomic
def use_link(user: User, *, last_login: datetime | None, by: Viewer, now: datetime) -> None:
    """Use up a sign-in link that was made when this user had last come in at `last_login`.

    Raises:
        LinkUsed: they have come in since, by this link or otherwise.
    """
    if not User.objects.filter(pk=user.pk, last_login=last_login).update(last_login=now):
        raise LinkUsed("This link was used before. Nobody was signed in.")
    register.record(user, deed=LINK_USED, by=by, now=now)
