"""How somebody comes in by the door."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction

from wardmote.backups import endings
from wardmote.people import reads
from wardmote.people.models import AddressChange, LetIn, Person, User
from wardmote.people.rules import (
    ADDRESS_WAITS,
    CHANGE_ADDRESS,
    INVITE,
    LINK_USED,
    MFA_CHANGED,
    MFA_REMOVED,
    OPEN_SIGN_IN,
    PASSWORD_SET,
    SIGNED_IN,
    STOP_ADDRESS,
    TAKE_ADDRESS,
    USE_LET_IN,
    AddressState,
    AddressTaken,
    LetInState,
    LinkUsed,
    NotDone,
    must_keep_record,
)
from wardmote.register import reads as register_reads
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def open_sign_in(person: Person, *, email: str, password: str | None, by: Viewer, now: datetime) -> User:
    """Let a person sign in. Without a password the door stays shut until one is set by a link or a passkey is made.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        AddressTaken: somebody signs in with this address. Nothing is stored.
    """
    must_keep_record(by)
    if reads.email_taken(email, but_for=person.pk):
        raise AddressTaken(f"Somebody signs in with {email} already. Nothing was saved. Give another address.")
    user = User(person=person, email=email.lower())
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(force_insert=True)
    register.record(user, deed=OPEN_SIGN_IN, by=by, now=now)
    return user


@transaction.atomic
def change_address(person: Person, *, email: str, by: Viewer, now: datetime) -> AddressChange:
    """Give a person another address to sign in with. It waits a day, unless they have never come in.

    Raises:
        NotDone: somebody else than the clerk asks, they have no sign-in, or an address waits. Nothing is stored.
        AddressTaken: somebody signs in with this address. Nothing is stored.
    """
    must_keep_record(by)
    user = User.objects.select_for_update().filter(person=person).first()
    if user is None:
        raise NotDone(f"{person.name} has no sign-in yet. Nothing was changed. Open one first.")
    if reads.address_waiting(person.pk):
        raise NotDone("Another address waits already. Nothing was changed. Stop that one first.")
    if reads.email_taken(email, but_for=person.pk):
        raise AddressTaken(f"Somebody signs in with {email} already. Nothing was saved. Give another address.")
    access = reads.access_of([person.pk])[person.pk] if user.is_active else reads.Access()
    waits = access.came_in or access.proves or access.second_factor
    change = AddressChange(person=person, takes_effect_at=now + ADDRESS_WAITS if waits else now, recorded_at=now)
    change.email = register.sealed(change, "email", email.lower())
    change.save(force_insert=True)
    register.record(change, user, deed=CHANGE_ADDRESS, by=by, now=now)
    if not waits:
        take_address(change, by=by, now=now)
    return change


@transaction.atomic
def take_address(change: AddressChange, *, by: Viewer, now: datetime) -> bool:
    """A new address takes effect, if its day of waiting is over; the old one opens nothing and gets no letters.

    False, and the change is at an end: somebody else signs in with it by now, or it was stopped.
    """
    change = AddressChange.objects.select_for_update().get(pk=change.pk)
    if change.state != AddressState.WAITING.value or now < change.takes_effect_at:
        return False
    user = User.objects.select_for_update().get(person_id=change.person_id)
    user.email = register_reads.opened(change, "email")
    change.state, change.settled_at = AddressState.TAKEN.value, now
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        change.state = AddressState.STOPPED.value
    else:
        EmailAddress.objects.filter(user=user).delete()  # the library keeps a copy, which would still sign in
    change.save(update_fields=["state", "settled_at"])
    register.record(change, user, deed=TAKE_ADDRESS, by=by, now=now)
    return change.state == AddressState.TAKEN.value


@transaction.atomic
def stop_address(person: Person, *, by: Viewer, now: datetime) -> None:
    """The address on record stays: said by the clerk, or by the person.

    Raises:
        NotDone: somebody else asks, or no address waits. Nothing is stored.
    """
    if by.person_id != person.pk:
        must_keep_record(by)
    change = AddressChange.objects.select_for_update().filter(person=person, state=AddressState.WAITING.value).first()
    if change is None:
        raise NotDone("No new address waits. Nothing was changed.")
    change.state, change.settled_at = AddressState.STOPPED.value, now
    change.save(update_fields=["state", "settled_at"])
    register.record(change, deed=STOP_ADDRESS, by=by, now=now)


@transaction.atomic
def invite(person: Person, *, by: Viewer, now: datetime) -> User:
    """Note that a person is sent a link to choose a password.

    Raises:
        NotDone: somebody else than the clerk asks, or the person has no sign-in or no seat. Nothing is stored.
    """
    must_keep_record(by)
    user = reads.user_of(person.pk)
    if user is None:
        raise NotDone(f"{person.name} has no e-mail address here. No letter was sent. Give an address first.")
    register.record(user, deed=INVITE, by=by, now=now)
    return user


@transaction.atomic
def signed_in(user: User, *, by: Viewer, now: datetime) -> None:
    """Note that somebody came in by the door."""
    register.record(user, deed=SIGNED_IN, by=by, now=now)


@transaction.atomic
def second_factor_changed(user: User, *, removed: bool, by: Viewer, now: datetime) -> None:
    """Note that a second factor or passkey was added or removed."""
    register.record(user, deed=MFA_REMOVED if removed else MFA_CHANGED, by=by, now=now)
    if removed:
        _leave_mark(user, now=now)


def _leave_mark(user: User, *, now: datetime) -> None:
    """Note outside the record that what opened this sign-in was taken away, so that no restore gives it back.

    `due` mends a kill between commit and this.
    """
    transaction.on_commit(lambda: endings.leave_sign_ins(settings.TOWN, [(user.pk, now)]), robust=True)


@transaction.atomic
def set_password(user: User, *, password: str, by: Viewer, now: datetime) -> None:
    """Keep a new password, and note that there is one. Somebody who is let back in has used their way in by this."""
    user.set_password(password)
    user.save(update_fields=["password"])
    register.record(user, deed=PASSWORD_SET, by=by, now=now)
    _leave_mark(user, now=now)
    for let_in in LetIn.objects.filter(person_id=user.person_id, state=LetInState.CONFIRMED.value):
        let_in.state, let_in.used_at = LetInState.USED.value, now
        let_in.save(update_fields=["state", "used_at"])
        register.record(let_in, user, deed=USE_LET_IN, by=by, now=now)


@transaction.atomic
def use_link(user: User, *, last_login: datetime | None, by: Viewer, now: datetime) -> None:
    """Use up a sign-in link that was made when this user had last come in at `last_login`.

    Raises:
        LinkUsed: they have come in since, by this link or otherwise.
    """
    if not User.objects.filter(pk=user.pk, last_login=last_login).update(last_login=now):
        raise LinkUsed("This link was used before. Nobody was signed in.")
    register.record(user, deed=LINK_USED, by=by, now=now)
