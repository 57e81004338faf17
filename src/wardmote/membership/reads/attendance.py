"""Who came: one table of the meetings of a body, from the notes, from what the clerk typed, and from apologies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from wardmote.membership.models import Apology, AttendanceEntry, Membership
from wardmote.membership.rules import Came, Gathering, MembershipKind, Tally, came, tally, was_held
from wardmote.minutes.models import Attendance, Body, Meeting
from wardmote.minutes.rules import NOT_HELD, AttendanceKind, MeetingState
from wardmote.people.models import Holding, Person
from wardmote.register.models import Marked
from wardmote.register.rules import Marking, Viewer

CAME = frozenset({AttendanceKind.PRESENT, AttendanceKind.IN_ATTENDANCE})


@dataclass(frozen=True, slots=True)
class Roll:
    """What is known of who came to one meeting. `everybody_named`: nobody who came is without a name, or unseen."""

    meeting: Meeting
    typed: dict[UUID, Came]
    notes: dict[UUID, frozenset[AttendanceKind]]
    apologised: frozenset[UUID]
    everybody_named: bool
    unnamed: int  # in the notes, and joined to nobody yet

    def came(self, person_id: UUID) -> Came:
        """What stands of this person."""
        return came(
            typed=self.typed.get(person_id),
            notes=self.notes.get(person_id, frozenset()),
            apologised=person_id in self.apologised,
            everybody_named=self.everybody_named,
        )


def rolls(meetings: Collection[Meeting], *, viewer: Viewer, now: datetime) -> list[Roll]:
    """The rolls of those meetings that count, in their order. One put off or called off is left out. Four queries."""
    ids = [meeting.pk for meeting in meetings]
    typed: dict[UUID, dict[UUID, Came]] = defaultdict(dict)
    entries = AttendanceEntry.objects.visible_to(viewer, now=now).filter(meeting__in=ids, replaced_at__isnull=True)
    for meeting_id, person_id, said in entries.values_list("meeting_id", "person_id", "came"):
        if meeting_id:
            typed[meeting_id][person_id] = Came(said)
    notes: dict[UUID, dict[UUID | None, set[AttendanceKind]]] = defaultdict(lambda: defaultdict(set))
    unnamed: dict[UUID, int] = defaultdict(int)
    seen: dict[UUID, int] = defaultdict(int)
    told = Attendance.objects.visible_to(viewer, now=now).filter(meeting__in=ids)
    for meeting_id, someone, kind in told.values_list("meeting_id", "person_id", "kind"):
        seen[meeting_id] += 1
        notes[meeting_id][someone].add(AttendanceKind(kind))
        unnamed[meeting_id] += someone is None and AttendanceKind(kind) in CAME
    there = Attendance.objects.filter(meeting__in=ids).order_by()  # also what this viewer does not see
    kept = dict(there.values_list("meeting_id").annotate(many=Count("id")))
    apologised: dict[UUID, set[UUID]] = defaultdict(set)
    sent = Apology.objects.visible_to(viewer, now=now).filter(meeting__in=ids, taken_back_at__isnull=True)
    for meeting_id, person_id in sent.values_list("meeting_id", "person_id"):
        apologised[meeting_id].add(person_id)
    found = []
    for meeting in meetings:
        key = meeting.pk
        if not was_held(MeetingState(meeting.state), typed=bool(typed[key])):
            continue
        by_notes = {person: frozenset(kinds) for person, kinds in notes[key].items() if person}
        somebody_came = any(kinds & CAME for kinds in by_notes.values())
        whole = somebody_came and not unnamed[key] and seen[key] == kept.get(key, 0)
        found.append(Roll(meeting, typed[key], by_notes, frozenset(apologised[key]), whole, unnamed[key]))
    return found


def can_be_typed(meeting: Meeting) -> bool:
    """Whether the clerk can type who came: the meeting is over, and was not put off or called off."""
    return meeting.state not in NOT_HELD


@dataclass(frozen=True, slots=True)
class Line:
    """One member in the table: what stands at each meeting (none: no member then), and the counts."""

    person: Person
    came: Sequence[Came | None]
    tally: Tally
    walkabouts: int


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """Members by row, meetings by column."""

    body: Body
    since: date
    until: date
    rolls: Sequence[Roll]
    lines: Sequence[Line]

    @property
    def unnamed(self) -> list[Roll]:
        """The meetings whose notes name people who are joined to nobody yet."""
        return [roll for roll in self.rolls if roll.unnamed]


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody belongs to a body, from a day and up to, not including, another."""

    body_id: UUID
    person: Person
    from_on: date
    until_on: date | None

    def holds(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def terms_of(rows: Iterable[Membership]) -> list[Term]:
    """Whose terms these memberships make: of a place by office, that of each holder while they hold it. One query."""
    kept = list(rows)
    found = [Term(row.body_id, row.person, row.from_on, row.until_on) for row in kept if row.person]
    by_office = [row for row in kept if row.seat_id]
    held: dict[UUID | None, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.filter(seat__in=[row.seat_id for row in by_office]).select_related("person"):
        held[holding.seat_id].append(holding)
    for row in by_office:
        for holding in held[row.seat_id]:
            from_on = max(row.from_on, holding.from_on)
            ends = [day for day in (row.until_on, holding.until_on) if day]
            if not ends or min(ends) > from_on:
                found.append(Term(row.body_id, holding.person, from_on, min(ends, default=None)))
    return found


def belonging(bodies: Collection[Body], *, viewer: Viewer, now: datetime) -> list[Membership]:
    """The memberships of those who belong to these bodies, in all their time; who only attends is not counted."""
    rows = Membership.objects.visible_to(viewer, now=now).filter(body__in=bodies, taken_back_at__isnull=True)
    kinds = [kind.value for kind in MembershipKind if not kind.in_attendance]
    return list(rows.filter(kind__in=kinds).select_related("person", "seat"))


def attendance_table(body: Body, *, since: date, until: date, viewer: Viewer, now: datetime) -> AttendanceTable:
    """Who of the members came to which meetings between two days, both included."""
    return attendance_tables([body], since=since, until=until, viewer=viewer, now=now)[0]


def attendance_tables(
    bodies: Sequence[Body], *, since: date, until: date, viewer: Viewer, now: datetime
) -> list[AttendanceTable]:
    """The same of several bodies, in as many queries: eight."""
    meetings = Meeting.objects.filter(body__in=bodies, held_on__gte=since, held_on__lte=until)
    in_order = list(meetings.order_by("held_on", "id")) if viewer.on_panel else []
    held: dict[UUID, list[Roll]] = defaultdict(list)
    for roll in rolls(in_order, viewer=viewer, now=now):
        held[roll.meeting.body_id].append(roll)
    of_body: dict[UUID, dict[UUID, list[Term]]] = defaultdict(lambda: defaultdict(list))
    everybody = set()
    for term in terms_of(belonging(bodies, viewer=viewer, now=now)):
        of_body[term.body_id][term.person.pk].append(term)
        everybody.add(term.person.pk)
    walked = walkabouts(everybody, since=since, until=until, viewer=viewer, now=now)
    return [
        AttendanceTable(b, since, until, held[b.pk], _lines(of_body[b.pk], held[b.pk], walked, until)) for b in bodies
    ]


def _lines(terms: dict[UUID, list[Term]], held: Sequence[Roll], walked: dict[UUID, int], until: date) -> list[Line]:
    lines = []
    for person_id, of in terms.items():
        cells = [
            roll.came(person_id) if any(term.holds(roll.meeting.held_on) for term in of) else None for roll in held
        ]
        if any(cells) or any(term.holds(until) for term in of):
            stated = [cell for cell in cells if cell]
            lines.append(Line(of[0].person, cells, tally(stated), walked.get(person_id, 0)))
    return sorted(lines, key=lambda line: line.person.name.casefold())


def walkabouts(
    person_ids: Iterable[UUID], *, since: date, until: date, viewer: Viewer, now: datetime
) -> dict[UUID, int]:
    """How many walkabouts each of these people came to: counted apart from the meetings."""
    rows = AttendanceEntry.objects.visible_to(viewer, now=now).filter(person__in=list(person_ids))
    rows = rows.filter(gathering=Gathering.WALKABOUT.value, came=Came.ATTENDED.value, replaced_at__isnull=True)
    counted = rows.filter(held_on__gte=since, held_on__lte=until).order_by().values_list("person_id")
    return dict(counted.annotate(many=Count("id")))


def shown_of(meetings: Collection[Meeting], *, viewer: Viewer, now: datetime) -> list[Marked]:
    """The confidential rows that a table of these meetings shows something of, for the log. Three queries."""
    closed = {"meeting__in": meetings, "marking__in": [Marking.CONFIDENTIAL.value, Marking.RESTRICTED.value]}
    seen: list[Marked] = []
    for table in (Attendance, AttendanceEntry, Apology):
        seen += table.objects.visible_to(viewer, now=now).filter(**closed)
    return seen
