"""Questions about people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from wardmote.people.models import Holding, Person, Seat, User
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


def seats_and_holders(*, now: datetime) -> list[tuple[str, str]]:
    """Every seat by its id, with who holds it today in words: "Town Clerk – Ada Clerk"."""
    held: dict[UUID, list[str]] = {}
    for holding in held_at(now).select_related("person").order_by("person__name"):
        held.setdefault(holding.seat_id, []).append(holding.person.name)
    seats = Seat.objects.order_by("name")
    return [(str(s.pk), " – ".join([s.name, *filter(None, [", ".join(held.get(s.pk, []))])])) for s in seats]


def seat_by_id(seat_id: str) -> Seat | None:
    """The seat of this id; none for an empty one."""
    return Seat.objects.filter(pk=seat_id).first() if seat_id else None


def addresses(*, now: datetime) -> list[tuple[Person, str]]:
    """Person and e-mail address of everybody who holds a seat today and can sign in."""
    seated = held_at(now).values("person_id")
    users = User.objects.filter(person__in=seated, is_active=True).select_related("person").order_by("email")
    return [(user.person, user.email) for user in users]


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


def ended_holdings() -> list[tuple[UUID, date]]:
    """Every holding that has an end, with the day from which it has ended; also one that is still to come."""
    return list(Holding.objects.filter(until_on__isnull=False).values_list("id", "until_on"))  # type: ignore[arg-type]


def live_holdings(*, now: datetime) -> list[Holding]:
    """Who holds what today or from a later day, by seat, then name."""
    today = london_date(now)
    live = Holding.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today)).select_related("person", "seat")
    return list(live.order_by("seat__name", "person__name", "id"))


def without_second_factor(*, now: datetime) -> list[str]:
    """The names of those who hold a seat today, can sign in, and have neither an app nor a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    users = User.objects.filter(person__in=held_at(now).values("person_id"), is_active=True)
    without = users.exclude(authenticator__type__in=kinds).order_by("person__name")
    return list(without.values_list("person__name", flat=True))
