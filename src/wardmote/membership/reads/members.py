"""Who sits at the table of a body on a day, its terms of reference, and which officers are asked to come."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.membership.models import AttendRequest, Membership, Substitute, TermsOfReference
from wardmote.membership.rules import MembershipKind, RequestAnswer, is_due, may_vote
from wardmote.minutes.models import Body, Meeting
from wardmote.people import reads as people
from wardmote.people.models import Holding, Person
from wardmote.people.rules import SeatKind
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date

_ATTENDING = [kind.value for kind in MembershipKind if kind.in_attendance]


@dataclass(frozen=True, slots=True)
class Place:
    """A place at the table on a day: who has it, by which office if by one; nobody, while the office is vacant."""

    row: Membership
    kind: MembershipKind
    person: Person | None
    office: str
    votes: bool
    why_vote: str
    substitutes: Sequence[Substitute]
    review_is_due: bool

    @property
    def name(self) -> str:
        """As it is shown."""
        return self.person.name if self.person else "vacant"


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody at the table of a body on a day."""

    body: Body
    on: date
    places: Sequence[Place]

    @property
    def members(self) -> list[Place]:
        """The places of those who belong to the body."""
        return [place for place in self.places if not place.kind.in_attendance]

    @property
    def voting(self) -> int:
        """How many people vote; who has two places votes once."""
        return len({place.person.pk for place in self.places if place.votes and place.person})

    @property
    def vacant(self) -> int:
        """How many places with a vote nobody has."""
        return sum(1 for place in self.places if place.votes and place.person is None)


def members_on(body: Body, *, on: date, viewer: Viewer, now: datetime) -> Table:
    """Who has a place at the table of this body on this day, those who belong to it first. Three queries."""
    return tables_on([body], on=on, viewer=viewer, now=now)[body.pk]


def tables_on(bodies: Collection[Body], *, on: date, viewer: Viewer, now: datetime) -> dict[UUID, Table]:
    """The same of several bodies, in as many queries."""
    rows = list(_lasting(Membership.objects.visible_to(viewer, now=now).filter(body__in=bodies), on))
    held: dict[UUID | None, list[Person | None]] = defaultdict(list)
    asked = Holding.objects.filter(_during(on), seat__in=[row.seat_id for row in rows if row.seat_id])
    for holding in asked.select_related("person").order_by("person__name", "id"):
        held[holding.seat_id].append(holding.person)
    stand_in: dict[UUID, list[Substitute]] = defaultdict(list)
    found = Substitute.objects.visible_to(viewer, now=now).filter(membership__in=rows, taken_back_at__isnull=True)
    of_the_day = Q(meeting__held_on__gte=on) | (Q(until_on__isnull=True) | Q(until_on__gt=on)) & Q(
        from_on__isnull=False
    )
    for substitute in found.filter(of_the_day).select_related("person", "meeting").order_by("recorded_at"):
        stand_in[substitute.membership_id].append(substitute)
    places: dict[UUID, list[Place]] = defaultdict(list)
    for row in rows:
        sitting = [row.person] if row.person else held[row.seat_id] or [None]
        places[row.body_id] += [_place(row, person, stand_in[row.pk], on) for person in sitting]
    order = list(MembershipKind)
    for of in places.values():
        of.sort(key=lambda place: (order.index(place.kind), place.name.casefold(), place.office.casefold()))
    return {body.pk: Table(body, on, places[body.pk]) for body in bodies}


def _during(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def _lasting(rows: GuardedQuerySet[Membership], on: date) -> GuardedQuerySet[Membership]:
    return rows.filter(_during(on), taken_back_at__isnull=True).select_related("seat", "person")


def _place(row: Membership, person: Person | None, substitutes: Sequence[Substitute], on: date) -> Place:
    kind = MembershipKind(row.kind)
    return Place(
        row=row,
        kind=kind,
        person=person,
        office=row.seat.name if row.seat else "",
        votes=may_vote(kind, given=row.votes),
        why_vote=opened(row, "why_vote"),
        substitutes=substitutes,
        review_is_due=is_due(row.review_on, on),
    )


@dataclass(frozen=True, slots=True)
class Belongs:
    """Somebody who belongs to a body: the seat that says so, if one does, and whether they vote."""

    person: Person
    seat: str
    votes: bool


def belong_on(body: Body, *, on: date, now: datetime) -> list[Belongs]:
    """Who belongs to a body on a day, by name: whom a summons goes to, and whom a quorum counts.

    Where nobody has said who does, it is everybody who holds a member's seat today, and all of them vote.
    """
    rows = list(_lasting(Membership.objects.filter(body=body), on).exclude(kind__in=_ATTENDING))
    if not rows:
        seated = [(person, seat, True) for person, seat, kind in people.holders(now=now) if kind is SeatKind.MEMBER]
    else:
        held = Holding.objects.filter(_during(on), seat__in=[row.seat_id for row in rows if row.seat_id])
        in_seat: dict[UUID | None, list[Person]] = defaultdict(list)
        for holding in held.select_related("person"):
            in_seat[holding.seat_id].append(holding.person)
        seated = [
            (person, row.seat.name if row.seat else "", may_vote(MembershipKind(row.kind), given=row.votes))
            for row in rows
            for person in ([row.person] if row.person else in_seat[row.seat_id])
        ]
    once: dict[UUID, Belongs] = {}
    for person, seat, votes in sorted(seated, key=lambda one: not one[2]):  # who has two places votes by either
        once.setdefault(person.pk, Belongs(person, seat, votes))
    return sorted(once.values(), key=lambda one: one.person.name.casefold())


@dataclass(frozen=True, slots=True)
class TermsShown:
    """A version of the terms of reference, opened."""

    row: TermsOfReference
    text: str
    review_is_due: bool


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request that an officer come, opened."""

    row: AttendRequest
    who: str
    why: str
    answer: RequestAnswer
    answer_words: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body: its table today, the memberships that ended or come, its terms of reference, and who is asked to come."""

    table: Table
    others: Sequence[Membership]  # ended, or yet to begin
    terms: TermsShown | None
    older: Sequence[TermsOfReference]
    meeting: Meeting | None  # the next one
    requests: Sequence[RequestShown]


OTHERS_SHOWN = 20


def body_found(body_id: UUID, *, viewer: Viewer) -> Body | None:
    """A body, for somebody on the panel."""
    return Body.objects.filter(pk=body_id).first() if viewer.on_panel else None


def bodies(*, viewer: Viewer, now: datetime) -> list[Table]:
    """Every body with its table today, by name."""
    rows = list(Body.objects.order_by("name")) if viewer.on_panel else []
    found = tables_on(rows, on=london_date(now), viewer=viewer, now=now)
    return [found[body.pk] for body in rows]


def body_page(body: Body, *, meeting: Meeting | None, viewer: Viewer, now: datetime) -> BodyPage:
    """One body; `meeting` is the next one, of which the requests are shown."""
    today = london_date(now)
    table = members_on(body, on=today, viewer=viewer, now=now)
    rows = Membership.objects.visible_to(viewer, now=now).filter(body=body, taken_back_at__isnull=True)
    others = rows.exclude(_during(today)).select_related("seat", "person").order_by("-from_on", "id")
    versions = list(_versions(body, viewer=viewer, now=now))
    return BodyPage(
        table=table,
        others=list(others[:OTHERS_SHOWN]),
        terms=terms_shown(versions[0], today=today) if versions else None,
        older=versions[1:],
        meeting=meeting,
        requests=requests_for(meeting, viewer=viewer, now=now) if meeting else [],
    )


def _versions(body: Body, *, viewer: Viewer, now: datetime) -> GuardedQuerySet[TermsOfReference]:
    rows = TermsOfReference.objects.visible_to(viewer, now=now).filter(body=body)
    return rows.select_related("body", "adopted_by").order_by("-number")


def terms_shown(row: TermsOfReference, *, today: date) -> TermsShown:
    """A version, opened."""
    return TermsShown(row, opened(row, "text"), is_due(row.review_on, today))


def terms_in_force(body: Body, *, viewer: Viewer, now: datetime) -> TermsOfReference | None:
    """The newest version of a body's terms of reference; none if none was adopted."""
    return _versions(body, viewer=viewer, now=now).first()


def terms_found(terms_id: UUID, *, viewer: Viewer, now: datetime) -> TermsOfReference:
    """One version.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = TermsOfReference.objects.select_related("body", "adopted_by")
    return rows.find(terms_id, viewer=viewer, deed=CONSULT, now=now)


def requests_for(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[RequestShown]:
    """Which officers are asked to come to a meeting, in the order in which they were asked."""
    rows = AttendRequest.objects.visible_to(viewer, now=now).filter(meeting=meeting, taken_back_at__isnull=True)
    return [
        RequestShown(
            row, opened(row, "who"), opened(row, "why"), RequestAnswer(row.answer), opened(row, "answer_words")
        )
        for row in rows.order_by("asked_on", "recorded_at", "id")
    ]


def request_found(request_id: UUID, *, viewer: Viewer, now: datetime) -> AttendRequest:
    """One request.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = AttendRequest.objects.select_related("meeting__body")
    return rows.find(request_id, viewer=viewer, deed=CONSULT, now=now)


def membership_found(membership_id: UUID, *, viewer: Viewer, now: datetime) -> Membership:
    """One membership.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Membership.objects.select_related("body", "seat", "person")
    return rows.find(membership_id, viewer=viewer, deed=CONSULT, now=now)


def substitute_found(substitute_id: UUID, *, viewer: Viewer, now: datetime) -> Substitute:
    """One substitute.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Substitute.objects.select_related("membership__body")
    return rows.find(substitute_id, viewer=viewer, deed=CONSULT, now=now)
