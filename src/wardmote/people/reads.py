"""Questions about people."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wardmote.people.models import Holding, Person, User
from wardmote.people.rules import SeatKind
from wardmote.register.rules import london_date


@dataclass(frozen=True, slots=True)
class Standing:
    """In which seats a person stands today, the longest held first."""

    seats: tuple[str, ...]
    seat_ids: tuple[UUID, ...]
    kinds: frozenset[SeatKind]


def held_at(now: datetime) -> QuerySet[Holding]:
    """Who holds what today."""
    today = london_date(now)
    return Holding.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today), from_on__lte=today)


def standing_of(person_id: UUID, *, now: datetime) -> Standing | None:
    """How this person stands today; none if they hold no seat."""
    held = list(
        held_at(now)
        .filter(person_id=person_id)
        .order_by("from_on", "id")
        .values_list("seat__name", "seat_id", "seat__kind")
    )
    if not held:
        return None
    names, ids, kinds = zip(*held, strict=True)
    return Standing(names, ids, frozenset(map(SeatKind, kinds)))


def holders(*, now: datetime) -> list[tuple[Person, str, SeatKind]]:
    """Everybody who holds a seat today: person, seat, kind; by seat, then name."""
    held = held_at(now).select_related("person", "seat").order_by("seat__name", "person__name")
    return [(h.person, h.seat.name, SeatKind(h.seat.kind)) for h in held]


def addresses(*, now: datetime) -> list[tuple[Person, str]]:
    """Person and e-mail address of everybody who holds a seat today and can sign in."""
    seated = held_at(now).values("person_id")
    users = User.objects.filter(person__in=seated, is_active=True).select_related("person").order_by("email")
    return [(user.person, user.email) for user in users]


def never_signed_in(*, now: datetime) -> list[User]:
    """The sign-ins of people who hold a seat today that were never used, by name."""
    seated = held_at(now).values("person_id")
    users = User.objects.filter(person__in=seated, is_active=True, last_login__isnull=True)
    return list(users.select_related("person").order_by("person__name", "pk"))


def nobody_yet() -> bool:
    """Whether nobody ever held a seat here: the record is empty, and the first page asks who keeps it."""
    return not Holding.objects.exists()


def holding_of(name: str, *, seat: str, now: datetime) -> Holding | None:
    """The holding by which this person has this seat today, if there is just one."""
    found = list(held_at(now).filter(person__name__iexact=name, seat__name__iexact=seat)[:2])
    return found[0] if len(found) == 1 else None


def email_taken(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def person_named(name: str) -> Person | None:
    """The person of exactly this name, if there is just one."""
    found = list(Person.objects.filter(name__iexact=name)[:2])
    return found[0] if len(found) == 1 else None


def user_of(person_id: UUID) -> User | None:
    """The sign-in of this person."""
    return User.objects.filter(person_id=person_id, is_active=True).first()


def name_of(person_id: UUID | None) -> str | None:
    """The person's name; none for nobody."""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() if person_id else None
