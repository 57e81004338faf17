"""`wardmote person`: who is on the panel, who joins and who leaves."""

import argparse

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.cli.standing import sentences, standing
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.people import reads, writes
from wardmote.people.rules import SeatKind
from wardmote.register.rules import london_date


def person(typed: argparse.Namespace) -> int:
    """List the people in their seats, seat somebody, or end a seat.

    Raises:
        Stop: a name, seat or address is missing, wrong or taken; nothing was changed.
    """
    if typed.what == "list":
        for who, seat, kind in reads.holders(now=timezone.now()):
            print(f"{who.name:<30} {seat:<30} {kind.value}")
        return 0
    if not typed.name or not typed.seat:
        raise Stop('Give the name and the seat: ./wardmote person add "Ben Member" --seat Mayor. Nothing was changed.')
    return _join(typed) if typed.what == "add" else _leave(typed)


def _join(typed: argparse.Namespace) -> int:
    now = timezone.now()
    if typed.email:
        try:
            validate_email(typed.email)
        except ValidationError:
            raise Stop(f"“{typed.email}” is not an e-mail address. Nothing was changed.") from None
        if reads.email_taken(typed.email):
            raise Stop(f"Somebody signs in with {typed.email} already. Nothing was changed.")
    with sentences(), transaction.atomic():
        by, _ = standing(typed.person, now=now)
        must_be_clerk(by)
        who = reads.person_named(typed.name) or writes.add_person(typed.name, by=by, now=now)
        seat = writes.add_seat(typed.seat, kind=SeatKind(typed.kind), by=by, now=now)
        writes.seat_person(who, seat=seat, from_on=london_date(now), by=by, now=now)
        if typed.email and reads.user_of(who.pk) is None:
            writes.open_sign_in(who, email=typed.email, password=None, by=by, now=now)
    print(f"{who.name} is {seat.name} from today.")
    if typed.email:
        print("They choose a password on the sign-in page, by “I have forgotten my password”.")
    return 0


def _leave(typed: argparse.Namespace) -> int:
    now = timezone.now()
    with sentences(), transaction.atomic():
        by, _ = standing(typed.person, now=now)
        must_be_clerk(by)
        holding = reads.holding_of(typed.name, seat=typed.seat, now=now)
        if holding is None:
            raise Stop(f"{typed.name} is not {typed.seat} today. Nothing was changed.")
        writes.end_holding(holding, until_on=london_date(now), by=by, now=now)
    print(f"{typed.name} is no longer {typed.seat}.")
    return 0
