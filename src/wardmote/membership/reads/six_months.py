"""How near each member is to losing their seat. The clerk sees all of it, a member their own."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.confidentiality.rules import NotHere, has_signed
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind
from wardmote.membership.models import (
    ApprovedReason,
    AttendanceEntry,
    AttendedElsewhere,
    Membership,
    WarningLetter,
)
from wardmote.membership.reads.attendance import AttendanceTable, Line, attendance_tables, terms_of
from wardmote.membership.rules import (
    Approval,
    Came,
    MembershipKind,
    SixMonths,
    counts_for_six_months,
    months_after,
    six_months,
)
from wardmote.minutes.models import Attendance, Body, Meeting
from wardmote.minutes.rules import HELD, NOT_HELD, AttendanceKind
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Clock:
    """The six-month clock of one member, and whether they were told by letter at this number of months."""

    person: Person
    clock: SixMonths
    warned: bool
    on_paper: bool  # warned without a letter: they have no address, so the clerk rings


def counting_bodies(*, on: date) -> list[Body]:
    """The bodies whose meetings stop the clock, as the law of this day and the clerk have it. Two queries."""
    kinds = law.law()
    return [
        body
        for body in Body.objects.all()
        if counts_for_six_months(body.counts_for_s85, by_kind=kinds.of(BodyKind(body.kind), on=on).counts_for_s85)
    ]


def _attended(person_ids: Collection[UUID], *, today: date) -> dict[UUID, date]:
    """On which day each of these people last came to a meeting in the record that counts. Three queries."""
    held = Meeting.objects.filter(body__in=counting_bodies(on=today), held_on__lte=today)
    typed = AttendanceEntry.objects.filter(person__in=person_ids, replaced_at__isnull=True, meeting__in=held)
    said = {(one.person_id, one.meeting_id): one for one in typed.select_related("meeting")}
    found = [
        (person_id, one.held_on)
        for (person_id, _), one in said.items()
        if one.came == Came.ATTENDED.value and one.meeting and one.meeting.state not in NOT_HELD
    ]
    # Who is only in attendance does not come as a member.
    notes = Attendance.objects.filter(person__in=person_ids, kind=AttendanceKind.PRESENT.value)
    told = notes.filter(meeting__in=held, meeting__state__in=[state.value for state in HELD]).order_by()
    for person_id, meeting_id, day in told.values_list("person_id", "meeting_id", "meeting__held_on"):
        if person_id and (person_id, meeting_id) not in said:
            found.append((person_id, day))
    last: dict[UUID, date] = {}
    for person_id, day in found:
        last[person_id] = max(day, last.get(person_id, day))
    return last


def clocks(*, now: datetime, of: UUID | None = None) -> list[Clock]:
    """The clocks of everybody who is a member of a body today, or of one of them; the nearest to the end first.

    Off for a member until the clerk has said when they last came to a meeting elsewhere: the record does not know of
    those. A fixed number of queries, of dates alone.
    """
    today = london_date(now)
    rows = Membership.objects.filter(kind=MembershipKind.MEMBER.value, taken_back_at__isnull=True)
    terms = terms_of(rows.select_related("person", "seat"))
    members = {term.person.pk: term.person for term in terms if term.holds(today) and of in (None, term.person.pk)}
    in_record = _attended(members, today=today)
    elsewhere: dict[UUID, date] = {}
    for person_id, day in AttendedElsewhere.objects.filter(
        person__in=members, taken_back_at__isnull=True, attended_on__lte=today
    ).values_list("person_id", "attended_on"):
        elsewhere[person_id] = max(day, elsewhere.get(person_id, day))
    approvals: dict[UUID, list[Approval]] = defaultdict(list)
    for row in ApprovedReason.objects.filter(person__in=members, taken_back_at__isnull=True):
        approvals[row.person_id].append(Approval(row.resolved_on, row.until_on))
    letters = {
        (one.person_id, one.last_on, one.months): one for one in WarningLetter.objects.filter(person__in=members)
    }
    found = []
    for person_id, person in members.items():
        known = elsewhere.get(person_id)
        last_on = max(known, in_record.get(person_id, known)) if known else None
        clock = six_months(last_on, approvals[person_id], today=today)
        letter = letters.get((person_id, last_on, clock.warned_at)) if last_on and clock.warned_at else None
        found.append(Clock(person, clock, letter is not None, letter is not None and letter.letter_id is None))
    return sorted(found, key=lambda one: (one.clock.runs_out_on or date.max, one.person.name.casefold()))


def in_danger(*, viewer: Viewer, now: datetime) -> list[Clock]:
    """For the clerk's home page: who has to be seen to, the nearest to the end first; for others nobody."""
    return [one for one in clocks(now=now) if one.clock.danger.warns] if viewer.keeps_record else []


def to_warn(*, now: datetime) -> list[Clock]:
    """To whom a letter is due that they have not had."""
    return [one for one in clocks(now=now) if one.clock.warned_at and not one.warned]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: their attendance at each body, and for the clerk and themself the six-month clock."""

    person: Person
    tables: Sequence[tuple[AttendanceTable, Line]]
    own: bool  # the viewer is this person or the clerk
    clock: Clock | None
    elsewhere: Sequence[tuple[AttendedElsewhere, str]]
    reasons: Sequence[tuple[ApprovedReason, str]]
    some_closed: bool

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        return [*(row for row, _ in self.elsewhere), *(row for row, _ in self.reasons)]


def person_page(person_id: UUID, *, since: date, until: date, viewer: Viewer, now: datetime) -> PersonPage:
    """One person, for somebody on the panel.

    Raises:
        NotHere: there is no such person for this viewer.
    """
    person = people.find_person(person_id) if viewer.on_panel else None
    if person is None:
        raise NotHere
    own = viewer.keeps_record or viewer.person_id == person_id
    bodies = _bodies_of(person, viewer=viewer, now=now)
    found = attendance_tables(bodies, since=since, until=until, viewer=viewer, now=now)
    tables = [(table, line) for table in found for line in table.lines if line.person == person]
    elsewhere = AttendedElsewhere.objects.visible_to(viewer, now=now).filter(person=person, taken_back_at__isnull=True)
    reasons = ApprovedReason.objects.visible_to(viewer, now=now).filter(person=person, taken_back_at__isnull=True)
    return PersonPage(
        person=person,
        tables=tables,
        own=own,
        clock=next(iter(clocks(now=now, of=person_id)), None) if own else None,
        elsewhere=[(row, opened(row, "where")) for row in elsewhere.order_by("-attended_on")[:LINES]] if own else [],
        reasons=[
            (row, opened(row, "reason")) for row in reasons.select_related("body").order_by("-resolved_on")[:LINES]
        ]
        if own
        else [],
        some_closed=own and not has_signed(viewer, now),
    )


LINES = 20


def _bodies_of(person: Person, *, viewer: Viewer, now: datetime) -> list[Body]:
    """The bodies at whose table this person sits or sat."""
    seats = person.holdings.values("seat")
    rows = Membership.objects.visible_to(viewer, now=now).filter(taken_back_at__isnull=True)
    of = rows.filter(person=person).values("body"), rows.filter(seat__in=seats).values("body")
    return list((Body.objects.filter(pk__in=of[0]) | Body.objects.filter(pk__in=of[1])).order_by("name"))


def elsewhere_found(row_id: UUID, *, viewer: Viewer, now: datetime) -> AttendedElsewhere:
    """One day elsewhere.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return AttendedElsewhere.objects.find(row_id, viewer=viewer, deed=CONSULT, now=now)


def reason_found(row_id: UUID, *, viewer: Viewer, now: datetime) -> ApprovedReason:
    """One approved reason.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return ApprovedReason.objects.find(row_id, viewer=viewer, deed=CONSULT, now=now)


def a_year_before(day: date) -> date:
    """The day from which a table begins if nobody asks for another.

    >>> a_year_before(date(2028, 2, 29)).isoformat()
    '2027-02-28'
    """
    return months_after(day, -12)
