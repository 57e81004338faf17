"""Questions about standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.models import Agreement, Grant, Signature
from wardmote.confidentiality.rules import NOT_ON_THE_PANEL, AnotherText, Refused
from wardmote.people import reads as people
from wardmote.people.models import Holding, Person
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class OnThePanel:
    """A line of the panel's list: who holds the seat, until when they have signed, and how they are reached."""

    line: people.Seated
    signed_until: datetime | None
    contact: people.ContactShown | None


def agreement_in_force(*, now: datetime) -> Agreement | None:
    """The agreement adopted last; none if none was."""
    return Agreement.objects.filter(adopted_at__lte=now).order_by("-adopted_at").first()


def still_in_force(shown: UUID | None) -> Agreement | None:
    """The agreement that was shown; none if none was there. Asked of what was adopted last, whatever the clock says.

    Raises:
        AnotherText: another one was adopted since.
    """
    newest = Agreement.objects.order_by("-adopted_at").first()
    if (newest.pk if newest else None) != shown:
        raise AnotherText("Another agreement was put in force meanwhile. Nothing was saved. Read it below first.")
    return newest


def signed_until(person_id: UUID, *, now: datetime) -> datetime | None:
    """Until when this person's signature on the agreement in force holds; none if they have not signed it."""
    newest = Agreement.objects.filter(adopted_at__lte=now).order_by("-adopted_at").values("pk")[:1]
    signed = Signature.objects.filter(person_id=person_id, signed_at__lte=now, agreement_id__in=newest)
    return signed.order_by("-until_at").values_list("until_at", flat=True).first()


def named_on(person_id: UUID) -> frozenset[UUID]:
    """The restricted rows opened to this person by name."""
    return frozenset(Grant.objects.filter(person_id=person_id).values_list("row_id", flat=True))


def signatures_in_force(*, now: datetime) -> dict[UUID, datetime]:
    """Person and until when their signature on the agreement in force holds; whoever has not signed is not there."""
    newest = Agreement.objects.filter(adopted_at__lte=now).order_by("-adopted_at").values("pk")[:1]
    signed = Signature.objects.filter(signed_at__lte=now, until_at__gt=now, agreement_id__in=newest)
    return dict(signed.order_by("until_at").values_list("person_id", "until_at"))


def not_signed(*, now: datetime) -> list[Person]:
    """For the home page: everybody in a seat today whose signature is not in force, by name."""
    signed = signatures_in_force(now=now)
    held = people.held_at(now).select_related("person").order_by("person__name")
    return list({h.person_id: h.person for h in held if h.person_id not in signed}.values())


def panel(*, viewer: Viewer, now: datetime) -> list[OnThePanel]:
    """Every seat with who holds it, for somebody on the panel. Six queries, however many there are.

    Raises:
        Refused: nobody on the panel asks.
    """
    if not viewer.on_panel:
        raise Refused(NOT_ON_THE_PANEL)
    signed = signatures_in_force(now=now)
    lines = people.seated(now=now)
    contacts = people.contacts_of({one.person.pk for one in lines if one.person}, viewer=viewer)
    return [
        OnThePanel(
            line=one,
            signed_until=signed.get(one.person.pk) if one.person else None,
            contact=contacts.get(one.person.pk) if one.person else None,
        )
        for one in lines
    ]


def those_of(lines: Iterable[OnThePanel], *, show: str, words: str) -> list[OnThePanel]:
    """The lines in which all of these words stand, of one kind: `all`, `unsigned`, `shut`, `paper` or `vacant`."""
    wanted = words.casefold().split()

    def matches(one: OnThePanel) -> bool:
        text = f"{one.line.seat.name} {one.line.person.name if one.line.person else 'vacant'}".casefold()
        return all(word in text for word in wanted)

    return [one for one in lines if _is_of(one, show) and matches(one)]


def _is_of(one: OnThePanel, show: str) -> bool:
    held, access = one.line.person is not None, one.line.access
    return {
        "all": True,
        "unsigned": held and one.signed_until is None,
        "shut": held and access.invited and not access.complete,
        "paper": held and not access.invited,
        "vacant": not held,
    }[show]


def former(*, words: str, now: datetime) -> list[Holding]:
    """Everybody who holds no seat today, by their last, whose name or seat has all of these words."""
    wanted = words.casefold().split()
    return [
        one
        for one in people.last_seats(now=now)
        if all(word in f"{one.person.name} {one.seat.name}".casefold() for word in wanted)
    ]
