"""Whom a name means, and what the pages show of a person and of a seat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from wardmote.people.models import AddressChange, Contact, Holding, Person, Seat, User
from wardmote.people.reads.entry import ON_PAPER, Access, access_of, address_waiting, user_of
from wardmote.people.reads.holding import held_at
from wardmote.people.rules import first_alike, in_force, one_line, without_title
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class Seated:
    """One line of the panel's list: a seat, who holds it, and how they come in. A vacant seat has no holding."""

    seat: Seat
    holding: Holding | None
    access: Access

    @property
    def person(self) -> Person | None:
        """Who holds it."""
        return self.holding.person if self.holding else None


@dataclass(frozen=True, slots=True)
class ContactShown:
    """How a person is reached, as far as this viewer may see it."""

    email: str
    telephone: str
    email_shown: bool
    telephone_shown: bool
    e_summons_on: date | None = None  # when they agreed to be summoned by e-mail
    e_summons_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person's page. The address is for the clerk and for the person."""

    row: Person
    held: list[Holding]
    past: list[Holding]
    access: Access
    address: str
    new_address: str
    change: AddressChange | None
    contact: ContactShown | None
    spellings: list[str]


def find_person(person_id: UUID) -> Person | None:
    """The person of this id."""
    return Person.objects.filter(pk=person_id).first()


def person_named(name: str) -> Person | None:
    """The person of exactly this name, if there is just one."""
    found = list(Person.objects.filter(name__iexact=name)[:2])
    return found[0] if len(found) == 1 else None


def person_of_words(words: str) -> Person | None:
    """Whom these words of the notes name: by name or by an accepted spelling, with a title or without.

    None if that is nobody, or more than one.
    """
    forms = [form for form in {one_line(words), without_title(words)} if form]
    asked = Q()
    for form in forms:
        asked |= Q(name__iexact=form) | Q(spellings__words__iexact=form)
    found = list(Person.objects.filter(asked).distinct()[:2]) if forms else []
    return found[0] if len(found) == 1 else None


def people_alike(words: str) -> Person | None:
    """Whom these words perhaps name, so that it is worth asking; none if that is nobody, or more than one."""
    rows = everybody()
    found = first_alike(words, [(key, person.name) for key, person in rows.items()])
    return rows[found] if found else None


def everybody() -> dict[UUID, Person]:
    """Every person, by id."""
    return {person.pk: person for person in Person.objects.all()}


def name_of(person_id: UUID | None) -> str | None:
    """The person's name; none for nobody."""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() if person_id else None


def seated(*, now: datetime) -> list[Seated]:
    """Every seat with who holds it today, vacant ones too; by seat, then name. Four queries."""
    held: dict[UUID, list[Holding]] = {}
    for holding in held_at(now).select_related("person").order_by("person__name", "from_on", "id"):
        held.setdefault(holding.seat_id, []).append(holding)
    access = access_of({h.person_id for holdings in held.values() for h in holdings})
    lines = []
    for seat in Seat.objects.order_by("name", "id"):
        for holding in held.get(seat.pk, []):
            lines.append(Seated(seat, holding, access.get(holding.person_id, ON_PAPER)))
        if seat.pk not in held:
            lines.append(Seated(seat, None, ON_PAPER))
    return lines


def last_seats(*, now: datetime) -> list[Holding]:
    """Of everybody who holds no seat today, the seat that they held last or will hold; by name."""
    today = held_at(now).values("person_id")
    rows = Holding.objects.exclude(person__in=today).select_related("person", "seat").order_by("-from_on", "id")
    newest: dict[UUID, Holding] = {}
    for row in rows:
        newest.setdefault(row.person_id, row)
    return sorted(newest.values(), key=lambda row: row.person.name)


def contacts_of(person_ids: Collection[UUID], *, viewer: Viewer) -> dict[UUID, ContactShown]:
    """How these people are reached: all of it for the clerk, and for others what each lets the panel see."""
    if not viewer.on_panel:
        return {}
    found = {}
    for row in Contact.objects.filter(person_id__in=person_ids):
        all_of_it = viewer.keeps_record or viewer.person_id == row.person_id
        found[row.person_id] = ContactShown(
            email=opened(row, "email") if all_of_it or row.email_shown else "",
            telephone=opened(row, "telephone") if all_of_it or row.telephone_shown else "",
            email_shown=row.email_shown,
            telephone_shown=row.telephone_shown,
            e_summons_on=row.e_summons_on if all_of_it else None,
            e_summons_on_paper=row.e_summons_on_paper,
        )
    return found


def e_summonses(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The address of each of these people who agreed to be summoned by e-mail and has one; two queries."""
    rows = list(Contact.objects.filter(person_id__in=person_ids, e_summons_on__isnull=False))
    users = User.objects.filter(person_id__in=[row.person_id for row in rows], is_active=True)
    sign_in = dict(users.values_list("person_id", "email"))
    found = {row.person_id: opened(row, "email") or sign_in.get(row.person_id, "") for row in rows}
    return {person_id: address for person_id, address in found.items() if address}


def person_page(person_id: UUID, *, viewer: Viewer, now: datetime) -> PersonShown | None:
    """A person, for somebody on the panel."""
    row = find_person(person_id) if viewer.on_panel else None
    if row is None:
        return None
    own = viewer.keeps_record or viewer.person_id == person_id
    today = london_date(now)
    holdings = list(row.holdings.select_related("seat").order_by("from_on", "id"))
    user = user_of(person_id) if own else None
    change = address_waiting(person_id) if own else None
    return PersonShown(
        row=row,
        held=[h for h in holdings if in_force(h.from_on, h.until_on, today) or h.from_on > today],
        past=[h for h in holdings if h.until_on and h.until_on <= today and h.from_on <= today],
        access=access_of([person_id]).get(person_id, ON_PAPER),
        address=user.email if user else "",
        new_address=opened(change, "email") if change else "",
        change=change,
        contact=contacts_of([person_id], viewer=viewer).get(person_id),
        spellings=list(row.spellings.order_by("words").values_list("words", flat=True)),
    )


def seat_page(seat_id: UUID, *, viewer: Viewer) -> tuple[Seat, list[Holding]] | None:
    """A seat, and everybody who has held it, the newest first."""
    seat = Seat.objects.filter(pk=seat_id).first() if viewer.on_panel else None
    if seat is None:
        return None
    return seat, list(seat.holdings.select_related("person").order_by("-from_on", "-recorded_at"))
