"""What becomes of each line of a list of members. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from wardmote.desk.rules.founding import COUNCILLOR, NAME_LENGTH, NO_SEAT, SEAT_LENGTH, SOUND_ADDRESS
from wardmote.desk.rules.lists import Judged, Names, Outcome, Row, Unclear, body_of, day_of, flag_of
from wardmote.membership.rules import MembershipKind
from wardmote.minutes.rules import POLICE_TITLE
from wardmote.people.rules import SeatKind, without_title

KINDS = {  # as people write them: as what somebody sits, and what their seat is
    "member": (MembershipKind.MEMBER, SeatKind.MEMBER),
    "councillor": (MembershipKind.MEMBER, SeatKind.MEMBER),
    "cllr": (MembershipKind.MEMBER, SeatKind.MEMBER),
    "co-opted": (MembershipKind.CO_OPTED, SeatKind.MEMBER),
    "coopted": (MembershipKind.CO_OPTED, SeatKind.MEMBER),
    "resident": (MembershipKind.CO_OPTED, SeatKind.MEMBER),
    "officer": (MembershipKind.OFFICER, SeatKind.OFFICER),
    "clerk": (MembershipKind.OFFICER, SeatKind.CLERK),
    "police": (MembershipKind.PARTNER, SeatKind.POLICE),
    "partner": (MembershipKind.PARTNER, SeatKind.OFFICER),
}
TELEPHONE_LENGTH = 40
WHY_CO_OPTED = "As the list of members says."


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody, their seat and its days, how they are reached, and the place at a body's table if one is named.

    What nobody has said is empty. `until_on` is the first day without the seat. `body` is its folded name.
    """

    name: str
    seat: str
    kind: SeatKind | None = None
    place: MembershipKind | None = None
    email: str = ""
    from_on: date | None = None
    until_on: date | None = None
    telephone: str = ""
    body: str | None = None
    votes: bool | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Days of a seat or of a place at a table."""

    of: str  # the seat or the body, folded
    from_on: date
    until_on: date | None

    def meets(self, from_on: date, until_on: date | None) -> bool:
        """Whether it shares a day with these."""
        return (self.until_on is None or from_on < self.until_on) and (until_on is None or self.from_on < until_on)


@dataclass(frozen=True, slots=True)
class PanelNow:
    """What the record has of the panel: seats, bodies and addresses are folded."""

    names: Names
    held: Mapping[UUID, tuple[Term, ...]] = field(default_factory=dict)
    places: Mapping[UUID, tuple[Term, ...]] = field(default_factory=dict)
    seats: Mapping[str, SeatKind] = field(default_factory=dict)
    addresses: Mapping[str, UUID] = field(default_factory=dict)
    telephones: Mapping[UUID, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToStore:
    """What a line brings: whom it means, if they are in the record, and which of its parts are new."""

    line: MemberLine
    person_id: UUID | None
    kind: SeatKind
    from_on: date
    seats: bool  # the seat is new to them
    opens: bool  # a sign-in is opened
    rings: bool  # the telephone is kept
    place: MembershipKind | None  # given at the body's table; none: there already, or no body is named


def read_line(cells: Mapping[str, str], *, bodies: Mapping[str, str]) -> MemberLine:
    """What a line says.

    Raises:
        Unclear: a cell cannot be so.

    >>> line = read_line({"name": "Cllr Ben Member", "kind": "Police", "from_on": "1/5/2022"}, bodies={})
    >>> line.name, line.seat, line.kind.value, line.from_on.isoformat()
    ('Ben Member', 'Councillor', 'police', '2022-05-01')
    """
    written = cells.get("name", "")
    name = without_title(written)
    if not any(letter.isalpha() for letter in name):
        raise Unclear("It has no name. Write the name in full.")
    councillor = written.casefold().startswith(("cllr", "clr", "councillor"))
    seat = cells.get("seat", "") or (COUNCILLOR if councillor else NO_SEAT)
    if len(name) > NAME_LENGTH or len(seat) > SEAT_LENGTH:
        raise Unclear("The name or the seat is too long. A seat has at most 40 letters.")
    email = cells.get("email", "").lower()
    if email and not SOUND_ADDRESS.fullmatch(email):
        raise Unclear(f"“{email[:60]}” is not one e-mail address. Correct it or leave it empty.")
    telephone = cells.get("telephone", "")
    if len(telephone) > TELEPHONE_LENGTH:
        raise Unclear("The telephone number is too long. Leave one number in the cell.")
    said = cells.get("kind", "").casefold()
    if said and said not in KINDS:
        raise Unclear(f"“{said[:40]}” is no kind. Write member, co-opted, officer, partner or police.")
    place, kind = KINDS[said] if said else (None, None)
    from_on, until_on = day_of(cells.get("from_on", "")), day_of(cells.get("until_on", ""))
    if from_on and until_on and until_on <= from_on:
        raise Unclear("It would end before it begins. Correct the days.")
    body = body_of(cells["body"], bodies) if cells.get("body") else None
    vote = cells.get("vote", "")
    votes = flag_of(vote) if vote else None
    if votes and place in {MembershipKind.OFFICER, MembershipKind.PARTNER}:
        raise Unclear("Who only attends has no vote. Clear the vote, or correct the kind.")
    if votes is False and place is MembershipKind.MEMBER and body:
        raise Unclear("A member votes. Write co-opted as the kind, or clear the vote.")
    return MemberLine(name, seat, kind, place, email, from_on, until_on, telephone, body, votes)


def place_of(line: MemberLine, kind: SeatKind) -> MembershipKind:
    """As what somebody sits at the table, where the kind does not say it: as their seat is, and a member votes.

    Raises:
        Unclear: who only attends would vote.

    >>> place_of(MemberLine("Ben Member", "Resident", votes=False), SeatKind.MEMBER).value
    'co-opted'
    """
    if line.place:
        return line.place
    if kind is SeatKind.MEMBER:
        return MembershipKind.CO_OPTED if line.votes is False else MembershipKind.MEMBER
    if line.votes:
        raise Unclear("Who only attends has no vote. Clear the vote, or correct the kind.")
    return MembershipKind.PARTNER if kind is SeatKind.POLICE else MembershipKind.OFFICER


def judge_members(rows: Iterable[Row], *, panel: PanelNow, today: date) -> list[Judged]:
    """What becomes of each line, in the order of the list. A line counts for those below it."""
    desk = _Desk(panel, today)
    return [desk.judge(row) for row in rows]


class _Desk:
    """The record as it would be after the lines so far. A person of the list is known by their folded name."""

    def __init__(self, panel: PanelNow, today: date) -> None:
        self.panel, self.day = panel, today
        self.seats = dict(panel.seats)
        self.addresses: dict[str, UUID | str] = dict(panel.addresses)
        self.address_of: dict[UUID | str, str] = {who: address for address, who in panel.addresses.items()}
        self.telephones: dict[UUID | str, str] = dict(panel.telephones.items())
        self.held: dict[UUID | str, list[Term]] = {who: list(terms) for who, terms in panel.held.items()}
        self.places: dict[UUID | str, list[Term]] = {who: list(terms) for who, terms in panel.places.items()}

    def judge(self, row: Row) -> Judged:
        written = ", ".join(filter(None, (row.cells.get("name", ""), row.cells.get("seat", ""))))[:120]
        try:
            line = read_line(row.cells, bodies=self.panel.bodies)
            return self._judged(row.number, line)
        except Unclear as why:
            return Judged(row.number, Outcome.LEFT_OUT, written, str(why))

    def _judged(self, number: int, line: MemberLine) -> Judged:
        meant = self.panel.names.meant(line.name)
        if len(meant) > 1:
            raise Unclear(f"“{line.name}” may be several people. Write the name in full.")
        person_id = next(iter(meant), None)
        who: UUID | str = person_id or line.name.casefold()
        kind = self._kind(line)
        from_on, seats = self._seat(who, line)
        if seats and kind is SeatKind.CLERK:
            raise Unclear("A list makes nobody clerk. Add the person on the page People.")
        opens = self._opens(who, line)
        had = self.telephones.get(who, "")
        if line.telephone and had and _digits(had) != _digits(line.telephone):
            raise Unclear(f"Another telephone number of {line.name} is in the record. Change it on their page.")
        rings = bool(line.telephone and not had)
        place = None if self._sits(who, line, from_on) else place_of(line, kind)
        self._learn(who, line, kind, from_on, seats=seats, joins=place is not None)
        store = ToStore(line, person_id, kind, from_on, seats, opens, rings, place)
        new = seats or opens or rings or place is not None
        return Judged(number, Outcome.NEW if new else Outcome.THERE, self._words(store), self._note(store), store)

    def _kind(self, line: MemberLine) -> SeatKind:
        known = self.seats.get(line.seat.casefold())
        if known and line.kind and known is not line.kind:
            raise Unclear(f"“{line.seat}” is a seat of another kind: {known.value}. Correct the seat or the kind.")
        if not known and not line.kind and POLICE_TITLE.search(line.seat):
            raise Unclear(f"“{line.seat[:40]}” may be of the police. Write the kind: member, officer or police.")
        return known or line.kind or SeatKind.MEMBER

    def _seat(self, who: UUID | str, line: MemberLine) -> tuple[date, bool]:
        """From which day, and whether the seat is new to them."""
        from_on = line.from_on or self.day
        if line.until_on and line.until_on <= from_on:
            raise Unclear("It ended before today, and no first day is given. Write from which day it was.")
        for term in self.held.get(who, []):
            if term.of != line.seat.casefold() or not term.meets(from_on, line.until_on):
                continue
            other_days = (line.from_on and line.from_on != term.from_on) or (
                line.until_on and line.until_on != term.until_on
            )
            if other_days:
                raise Unclear(f"{line.name} has {line.seat} with other days. Change them on their page.")
            return term.from_on, False
        return from_on, True

    def _opens(self, who: UUID | str, line: MemberLine) -> bool:
        if not line.email:
            return False
        if self.addresses.get(line.email, who) != who:
            raise Unclear(f"Somebody else has the address {line.email}. Each needs their own.")
        if self.address_of.get(who, line.email) != line.email:
            raise Unclear(f"{line.name} signs in with another address. Change it on their page.")
        return who not in self.address_of

    def _sits(self, who: UUID | str, line: MemberLine, from_on: date) -> bool:
        """Whether they have a place at the table already, or none is asked for."""
        terms = self.places.get(who, [])
        return line.body is None or any(t.of == line.body and t.meets(from_on, line.until_on) for t in terms)

    def _learn(
        self, who: UUID | str, line: MemberLine, kind: SeatKind, from_on: date, *, seats: bool, joins: bool
    ) -> None:
        self.seats[line.seat.casefold()] = kind
        if seats:
            self.held.setdefault(who, []).append(Term(line.seat.casefold(), from_on, line.until_on))
        if joins and line.body:
            self.places.setdefault(who, []).append(Term(line.body, from_on, line.until_on))
        if line.email:
            self.addresses[line.email], self.address_of[who] = who, line.email
        if line.telephone:
            self.telephones[who] = line.telephone

    def _words(self, store: ToStore) -> str:
        line = store.line
        parts = [line.name, f"{line.seat} ({store.kind.value})"]
        parts.append(f"from {store.from_on:%d/%m/%Y}" + (f" until {line.until_on:%d/%m/%Y}" if line.until_on else ""))
        parts += [line.email, line.telephone, self.panel.bodies[line.body] if line.body else ""]
        return ", ".join(filter(None, parts))

    def _note(self, store: ToStore) -> str:
        alike = None if store.person_id else self.panel.names.alike(store.line.name)
        return f"New person. If {alike} is meant, correct the name first." if alike else ""


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
