"""Somebody who lost their telephone is let back in, by two people; at the last, by whoever runs the machine."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from wardmote.backups import endings
from wardmote.people import reads
from wardmote.people.models import LetIn, Person, User
from wardmote.people.rules import (
    ASK_LET_IN,
    CONFIRM_LET_IN,
    LET_IN_BY_HOST,
    LET_IN_WAITS,
    REFUSE_LET_IN,
    TAKE_AWAY_AGAIN,
    LetInState,
    NotLetIn,
    may_ask,
    may_confirm,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def ask_let_in(person: Person, *, why: str, recognised: str, by: Viewer, now: datetime) -> LetIn:
    """Ask that somebody be let back in. It holds for a day, and does nothing until somebody else confirms.

    Raises:
        NotLetIn: the viewer may not ask for this person, or somebody has asked already. Nothing is stored.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    asker = may_ask(by, reads.locked_out(person, since=now, now=now))
    if reads.open_let_in(person.pk, now=now):
        raise NotLetIn("Somebody has asked for them already. Nothing was saved. Another person has still to confirm.")
    LetIn.objects.filter(person=person, state=LetInState.ASKED.value).update(state=LetInState.EXPIRED.value)
    let_in = LetIn(person=person, asked_by_id=asker, until_at=now + LET_IN_WAITS, recorded_at=now)
    let_in.why = register.sealed(let_in, "why", why)
    let_in.recognised = register.sealed(let_in, "recognised", recognised)
    let_in.save(force_insert=True)
    register.record(let_in, person, deed=ASK_LET_IN, by=by, now=now)
    return let_in


@transaction.atomic
def confirm_let_in(let_in_id: UUID, *, by: Viewer, now: datetime) -> User:
    """Say as the second person that it is really them. What they signed in with opens nothing from now on.

    Their sessions, their password and their second factors end at once. The letter to the address on record is the
    only way in, and the record opens when they have set up a new second factor.

    Raises:
        NotLetIn: answered or expired; no seat today; the address was changed since; or not the viewer's to confirm.
            Nothing is changed.
    """
    let_in = _waiting(let_in_id, now=now)
    standing_since = reads.known_since(by.person_id, now=now) if by.person_id else now
    may_confirm(by, asked_by=let_in.asked_by_id, person_id=let_in.person_id, known_since=standing_since, now=now)
    person = reads.locked_out(let_in.person, since=let_in.recorded_at, now=now)
    user = User.objects.select_for_update().filter(person_id=let_in.person_id, is_active=True).first()
    if not person.seated or user is None:
        raise NotLetIn("Their seat has ended. Nothing was changed. Ask the clerk.")
    if person.address_waits:
        raise NotLetIn("Their e-mail address was changed since. Nothing was changed. The clerk has to ask again.")
    let_in.state, let_in.answered_by_id, let_in.answered_at = LetInState.CONFIRMED.value, by.person_id, now
    let_in.save(update_fields=["state", "answered_by", "answered_at"])
    _take_away(user, now=now)
    register.record(let_in, user, deed=CONFIRM_LET_IN, by=by, now=now)
    return user


@transaction.atomic
def refuse_let_in(let_in_id: UUID, *, by: Viewer, now: datetime) -> LetIn:
    """Say that it is not to be: by anybody on the panel, whoever asked and the person themself among them.

    Raises:
        NotLetIn: answered or expired, or the viewer holds no seat. Nothing is changed.
    """
    if by.person_id is None or not by.on_panel:
        raise NotLetIn("Only somebody who holds a seat today can refuse. Nothing was changed. Ring the clerk.")
    let_in = _waiting(let_in_id, now=now)
    let_in.state, let_in.answered_by_id, let_in.answered_at = LetInState.REFUSED.value, by.person_id, now
    let_in.save(update_fields=["state", "answered_by", "answered_at"])
    register.record(let_in, deed=REFUSE_LET_IN, by=by, now=now)
    return let_in


@transaction.atomic
def let_in_by_host(person: Person, *, by: Viewer, now: datetime) -> User:
    """The last way, for a town with nobody left to ask: whoever runs the machine lets somebody back in.

    Raises:
        NotLetIn: they hold no seat today, or have no sign-in. Nothing is changed.
    """
    user = User.objects.select_for_update().filter(person=person, is_active=True).first()
    if user is None or reads.standing_of(person.pk, now=now) is None:
        raise NotLetIn(f"{person.name} holds no seat today, or has no sign-in. Nothing was changed.")
    _take_away(user, now=now)
    register.record(user, deed=LET_IN_BY_HOST, by=by, now=now)
    return user


@transaction.atomic
def take_away_again(user: User, *, by: Viewer, now: datetime) -> None:
    """Take away what a backup brought back, because some of it was taken away or changed after that backup."""
    _take_away(user, now=now)
    register.record(user, deed=TAKE_AWAY_AGAIN, by=by, now=now)


def _waiting(let_in_id: UUID, *, now: datetime) -> LetIn:
    # Two who answer at once: the second waits for the first, and then finds it answered.
    let_in = LetIn.objects.select_for_update(of=("self",)).select_related("person").filter(pk=let_in_id).first()
    if let_in is None:
        raise NotLetIn("There is no such request. Nothing was changed.")
    if let_in.state != LetInState.ASKED.value:
        raise NotLetIn(f"This request is already {let_in.state}. Nothing was changed.")
    if now >= let_in.until_at:
        raise NotLetIn("This request is older than a day, so it no longer holds. Nothing was changed. Ask again.")
    return let_in


def _take_away(user: User, *, now: datetime) -> None:
    # Past the listener of the sign-in library, which would note that the person did this themself.
    factors = Authenticator.objects.filter(user=user)
    factors._raw_delete(factors.db)
    user.set_unusable_password()  # sessions and letters made for the old password end with it
    user.save(update_fields=["password"])
    # Outside the record as well, so that no restore gives it back. `due` mends a kill between commit and this.
    transaction.on_commit(lambda: endings.leave_sign_ins(settings.TOWN, [(user.pk, now)]), robust=True)
