"""Who holds which seat, and to whom it goes next."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wardmote.people.models import Handover, Holding, Person, Seat
from wardmote.people.rules import HandoverState, NotHeld, SeatKind
from wardmote.register.rules import london_date


@dataclass(frozen=True, slots=True)
class Standing:
    """In which seats a person stands today, the longest held first."""

    seats: tuple[str, ...]
    seat_ids: tuple[UUID, ...]
    kinds: frozenset[SeatKind]


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """A handover of the clerk's seat, with the people in it."""

    row: Handover
    seat: Seat
    leaving: Person
    successor: Person
    from_on: date
    until_on: date

    @property
    def settled(self) -> bool:
        """Whether the day is fixed."""
        return self.row.state == HandoverState.SETTLED.value

    @property
    def undone(self) -> bool:
        """Whether it was called off."""
        return self.row.state == HandoverState.UNDONE.value


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


def seats() -> list[Seat]:
    """Every seat, by name."""
    return list(Seat.objects.order_by("name"))


def find_seat(seat_id: UUID) -> Seat | None:
    """The seat of this id."""
    return Seat.objects.filter(pk=seat_id).first()


def find_holding(holding_id: UUID) -> Holding | None:
    """The holding of this id, with its person and seat."""
    return Holding.objects.select_related("person", "seat").filter(pk=holding_id).first()


def holding_of(name: str, *, seat: str, now: datetime) -> Holding | None:
    """The holding by which this person has this seat today, if there is just one."""
    found = list(held_at(now).filter(person__name__iexact=name, seat__name__iexact=seat)[:2])
    return found[0] if len(found) == 1 else None


def clerks_now(*, now: datetime) -> list[Holding]:
    """The clerks' holdings of today that have no last day, with person and seat."""
    held = held_at(now).filter(seat__kind=SeatKind.CLERK.value, until_on__isnull=True)
    return list(held.select_related("person", "seat").order_by("from_on", "id"))


def clerks_after(holding: Holding, *, until_on: date) -> list[Holding]:
    """The clerks' holdings that go on without an end when this one ends on that day."""
    others = Holding.objects.filter(seat__kind=SeatKind.CLERK.value, until_on__isnull=True, from_on__lte=until_on)
    return list(others.exclude(pk=holding.pk))


def nobody_yet() -> bool:
    """Whether nobody ever held a seat here: the record is empty, and the first page asks who keeps it."""
    return not Holding.objects.exists()


def ended_holdings() -> list[tuple[UUID, date]]:
    """Every holding that has an end, with the day from which it has ended; also one that is still to come."""
    return list(Holding.objects.filter(until_on__isnull=False).values_list("id", "until_on"))  # type: ignore[arg-type]


def live_holdings(*, now: datetime) -> list[Holding]:
    """Who holds what today or from a later day, by seat, then name."""
    today = london_date(now)
    live = Holding.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today)).select_related("person", "seat")
    return list(live.order_by("seat__name", "person__name", "id"))


def seats_and_holders(*, now: datetime) -> list[tuple[str, str]]:
    """Every seat by its id, with who holds it today in words: "Town Clerk – Ada Clerk"."""
    held: dict[UUID, list[str]] = {}
    for holding in held_at(now).select_related("person").order_by("person__name"):
        held.setdefault(holding.seat_id, []).append(holding.person.name)
    return [(str(s.pk), " – ".join([s.name, *filter(None, [", ".join(held.get(s.pk, []))])])) for s in seats()]


def seat_by_id(seat_id: str) -> Seat | None:
    """The seat of this id; none for an empty one."""
    return Seat.objects.filter(pk=seat_id).first() if seat_id else None


def may_reopen(holding: Holding, *, now: datetime) -> None:
    """Whether the end of a holding can be taken back.

    Raises:
        NotHeld: it has no end, or ended before today.
    """
    if holding.until_on is None:
        raise NotHeld("This seat has no last day. Nothing was changed.")
    if holding.until_on < london_date(now):
        raise NotHeld("This seat ended before today. Nothing was changed. Give the person the seat again, from today.")


def planned_handover(*, now: datetime) -> HandoverShown | None:
    """The handover that is being made or has its day before it; none if there is none."""
    still = Q(state=HandoverState.PLANNED.value) | Q(state=HandoverState.SETTLED.value, until_on__gt=london_date(now))
    return _shown(Handover.objects.filter(still).order_by("-recorded_at").first())


def handover_coming(*, now: datetime) -> HandoverShown | None:
    """For the home page: the handover that is being made, until its day."""
    return planned_handover(now=now)


def find_handover(handover_id: UUID) -> HandoverShown | None:
    """The handover of this id."""
    return _shown(Handover.objects.filter(pk=handover_id).first())


def _shown(row: Handover | None) -> HandoverShown | None:
    if row is None:
        return None
    both = Holding.objects.select_related("person", "seat").in_bulk([row.leaving_id, row.successor_id])
    leaving, successor = both[row.leaving_id], both[row.successor_id]
    return HandoverShown(row, leaving.seat, leaving.person, successor.person, successor.from_on, row.until_on)
