"""Who is on the panel, who joins and leaves, who is right after a restore, and the last way back in."""

import argparse

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.cli.standing import host, sentences, standing
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.govuk.words import count_of, long_date
from wardmote.people import reads, writes
from wardmote.people.rules import SeatKind
from wardmote.people.signin import way_in
from wardmote.register.rules import london_date
from wardmote.towns.shut import RESTORED, open_again, shut_by


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
    with sentences(), transaction.atomic():
        by, _ = standing(typed.person, now=now)
        must_be_clerk(by)
        who = reads.person_named(typed.name) or writes.add_person(typed.name, by=by, now=now)
        seat = writes.add_seat(typed.seat, kind=SeatKind(typed.kind), by=by, now=now)
        writes.seat_person(who, seat=seat, from_on=london_date(now), until_on=typed.until, by=by, now=now)
        if typed.email and reads.user_of(who.pk) is None:
            writes.open_sign_in(who, email=typed.email, password=None, by=by, now=now)
    until = f" until {long_date(typed.until)}" if typed.until else ""
    print(f"{who.name} is {seat.name} from today{until}.")
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


def seats(typed: argparse.Namespace) -> int:
    """List who holds which seat, or confirm after a restore that this is right.

    Raises:
        Stop: there is nothing to confirm, or the number is not that of the list; the pages stay shut.
    """
    town, now = settings.TOWN, timezone.now()
    held = reads.live_holdings(now=now)
    if typed.what == "list":
        for number, holding in enumerate(held, start=1):
            until = f" until {holding.until_on:%d.%m.%Y}" if holding.until_on else ""
            print(f"{number:>3}  {holding.person.name:<30} {holding.seat.name:<30} {holding.seat.kind}{until}")
        if shut_by(town.folder) == RESTORED:
            print("Has one of these ended? ./wardmote person end NAME --seat SEAT. When the list is right:")
            print(f"  ./wardmote seats confirm {len(held)} --town {town.slug}")
        return 0
    if shut_by(town.folder) != RESTORED:
        raise Stop("There is nothing to confirm: the pages of this town are open. Nothing was changed.")
    if typed.number != len(held):
        raise Stop("Give the number of seats that the list has: ./wardmote seats list. The pages stay shut.")
    with sentences():
        by, _ = standing(typed.person, now=now)
        must_be_clerk(by)
        writes.confirm_seats(held, by=by, now=now)
    open_again(town, RESTORED)
    print(f"Confirmed: {count_of(len(held), 'seat')}. The pages are open again. Everybody signs in anew.")
    return 0


def let_in(typed: argparse.Namespace) -> int:
    """Let somebody back in who lost what they sign in with, where nobody is left to do it on the pages.

    Raises:
        Stop: nobody of this name can sign in, or the operator did not say yes; nothing was changed.
    """
    now = timezone.now()
    who = reads.person_named(typed.name)
    if who is None:
        raise Stop(f"There is nobody called “{typed.name}”. Nothing was changed. Give the full name.")
    if not typed.yes:
        raise Stop(
            f"The password, app and passkeys of {who.name} stop working. Nothing was changed yet."
            f' Be sure that it is {who.name} who asks, then type: ./wardmote let-in "{who.name}" --yes'
        )
    with sentences():
        user = writes.let_in_by_host(who, by=host(), now=now)
    print(f"{who.name} can come in again. The link works once, for one hour; give it to nobody else:")
    print(f"http://localhost:{typed.port}{way_in(user)}")
    print("They choose a password, then set up an app or a passkey. The log says that this was done here.")
    return 0
