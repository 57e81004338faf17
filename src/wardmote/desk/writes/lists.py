"""What a list of members or of past meetings brings, and how it is taken back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import ProtectedError

from wardmote.backups import endings
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.desk.models import BroughtList
from wardmote.desk.reads.lists import judged
from wardmote.desk.rules.lists import (
    BRING_IN,
    TAKE_BACK_LIST,
    ListKind,
    NothingNew,
    NotTakenBack,
    Outcome,
    Sheet,
    counted,
    days_of,
)
from wardmote.desk.rules.meetings_list import MeetingLine
from wardmote.desk.rules.members_list import WHY_CO_OPTED, ToStore
from wardmote.membership import reads as membership_reads
from wardmote.membership import writes as membership
from wardmote.membership.models import AttendanceEntry, Membership
from wardmote.membership.rules import Came, MembershipKind
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import NOT_HELD, MeetingState
from wardmote.people import reads as people_reads
from wardmote.people import writes as people
from wardmote.people.models import Contact, Holding, Person, Seat, User
from wardmote.register import writes as register
from wardmote.register.rules import Viewer

# What hangs on another comes first: so it can be taken back.
TABLES: tuple[type[models.Model], ...] = (
    AttendanceEntry,
    Meeting,
    Membership,
    Contact,
    User,
    Holding,
    Seat,
    Person,
)
Brought = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The list as it was stored, and how many of its lines there were of each outcome."""

    row: BroughtList
    counts: Mapping[Outcome, int]


class _Kept:
    """What a list has made so far."""

    def __init__(self) -> None:
        self.brought: Brought = defaultdict(list)

    def __call__(self, row: Any) -> Any:
        self.brought[row._meta.label_lower].append(str(row.pk))
        return row


@transaction.atomic
def bring_in(sheet: Sheet, *, by: Viewer, now: datetime) -> BroughtIn:
    """Store every line of a list that brings something and can be understood; the others are left out.

    Nobody gets a letter. Brought in again, a list changes nothing.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NothingNew: no line brings anything. Nothing is stored.
        NotDone, MembershipNeeds, CannotMove: see the deeds of the rooms. Nothing is stored.
    """
    must_be_clerk(by)
    row = BroughtList.objects.create(kind=sheet.kind.value, recorded_at=now)
    # Whoever writes the log has its lock: of two who bring in one list the second waits here, and then finds it there.
    register.record(row, deed=BRING_IN, by=by, now=now)
    lines, _ = judged(sheet, viewer=by, now=now)
    new = [one.line for one in lines if one.outcome is Outcome.NEW]
    if not new:
        raise NothingNew("No line of this list brings anything new. Nothing was changed.")
    kept = _Kept()
    if sheet.kind is ListKind.MEMBERS:
        _members(new, kept, by=by, now=now)
    else:
        left = {one.number for one in lines if one.outcome is Outcome.LEFT_OUT}
        unclear = days_of(row for row in sheet.rows if row.number in left)
        told = _meetings(new, kept, by=by, now=now)
        # Who is not named may stand in a line that was left out.
        _note_absent([m for m in told if not {None, m.held_on} & unclear], kept, by=by, now=now)
    row.lines, row.brought = len(new), dict(kept.brought)
    row.save(update_fields=["lines", "brought"])
    return BroughtIn(row, counted(lines))


def _members(lines: list[ToStore], kept: _Kept, *, by: Viewer, now: datetime) -> None:
    bodies = {body.name.casefold(): body for body in Body.objects.all()}
    known = people_reads.everybody()
    new: dict[str, Person] = {}
    seats = {seat.name.casefold(): seat for seat in people_reads.seats()}
    for store in lines:
        line, name, called = store.line, store.line.name.casefold(), store.line.seat.casefold()
        person = known[store.person_id] if store.person_id else new.get(name)
        if person is None:
            person = new[name] = kept(people.add_person(line.name, by=by, now=now))
        if called not in seats:
            seats[called] = kept(people.add_seat(line.seat, kind=store.kind, by=by, now=now))
        if store.seats:
            seat, until_on = seats[called], line.until_on
            kept(people.seat_person(person, seat=seat, from_on=store.from_on, until_on=until_on, by=by, now=now))
        if store.opens:
            kept(people.open_sign_in(person, email=line.email, password=None, by=by, now=now))
        if store.rings:
            _keep_telephone(person, line.telephone, kept, by=by, now=now)
        if store.place and line.body:
            kept(_give_place(store, person, bodies[line.body], by=by, now=now))


def _keep_telephone(person: Person, telephone: str, kept: _Kept, *, by: Viewer, now: datetime) -> None:
    had = people_reads.contacts_of([person.pk], viewer=by).get(person.pk)
    contact = people.keep_contact(
        person,
        email=had.email if had else "",
        telephone=telephone,
        email_shown=had.email_shown if had else False,
        telephone_shown=False,
        by=by,
        now=now,
    )
    if had is None:
        kept(contact)


def _give_place(store: ToStore, person: Person, body: Body, *, by: Viewer, now: datetime) -> Membership:
    assert store.place is not None
    return membership.add_membership(
        body,
        seat=None,
        person=person,
        kind=store.place,
        votes=bool(store.line.votes),
        why_vote=WHY_CO_OPTED if store.place is MembershipKind.CO_OPTED else "",
        from_on=store.from_on,
        until_on=store.line.until_on,
        by=by,
        now=now,
    )


def _meetings(lines: list[MeetingLine], kept: _Kept, *, by: Viewer, now: datetime) -> list[Meeting]:
    """Gives the meetings of which somebody's attendance was stored."""
    bodies = {body.name.casefold(): body for body in Body.objects.all()}
    known = people_reads.everybody()
    told: dict[UUID, Meeting] = {}
    for line in lines:
        body = bodies[line.body]
        meeting = _meeting_of(body, line, kept, by=by, now=now)
        if line.came:
            came = {known[person_id]: said for person_id, said in line.came.items()}
            for entry in membership.note_attendance(meeting, came=came, by=by, now=now):
                kept(entry)
            told[meeting.pk] = meeting
    return list(told.values())


def _meeting_of(body: Body, line: MeetingLine, kept: _Kept, *, by: Viewer, now: datetime) -> Meeting:
    of_day = Meeting.objects.filter(body=body, held_on=line.held_on)
    live = of_day.exclude(state__in=[state.value for state in NOT_HELD]).first()
    if live is not None and live.state != MeetingState.DRAFT.value:
        return live
    starts, place = line.starts, line.place or None
    if live is not None:  # what was planned stands
        starts, place = live.starts or starts, None if live.place_id else place
    meeting = minutes.plan_meeting(body, held_on=line.held_on, starts=starts, place=place, by=by, now=now)
    if live is None:
        kept(meeting)
        if line.cancelled:
            minutes.set_state(meeting, state=MeetingState.CANCELLED, by=by, now=now)
    return meeting


def _note_absent(meetings: list[Meeting], kept: _Kept, *, by: Viewer, now: datetime) -> None:
    """Who belonged to a body and is named nowhere was absent, once the list names who came: as with notes."""
    terms = membership_reads.terms_of(
        membership_reads.belonging({meeting.body for meeting in meetings}, viewer=by, now=now)
    )
    for roll in membership_reads.rolls(meetings, viewer=by, now=now):
        if Came.ATTENDED not in roll.typed.values() or roll.notes:
            continue
        meeting = roll.meeting
        belong = {t.person for t in terms if t.body_id == meeting.body_id and t.holds(meeting.held_on)}
        absent = {person: Came.ABSENT for person in belong if roll.came(person.pk) is Came.NOT_STATED}
        if absent:
            for entry in membership.note_attendance(meeting, came=absent, by=by, now=now):
                kept(entry)


@transaction.atomic
def take_back_list(list_id: UUID, *, by: Viewer, now: datetime) -> BroughtList:
    """Take back what a list brought, all of it or nothing.

    The rows go, since they never were. The log keeps that they were there.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is changed.
        NotTakenBack: something hangs on one of them, or it is taken back already. Nothing is changed.
    """
    must_be_clerk(by)
    row = BroughtList.objects.select_for_update().filter(pk=list_id, taken_back_at__isnull=True).first()
    if row is None:
        raise NotTakenBack("This list was taken back already. Nothing was changed.")
    users = User.objects.filter(pk__in=row.brought.get("people.user", []))
    if any(user.last_login or user.has_usable_password() for user in users):
        raise NotTakenBack(
            "Somebody of this list has signed in since. Nothing was taken back. End a wrong seat on their page."
        )
    held = Holding.objects.filter(pk__in=row.brought.get("people.holding", []))
    ended: list[tuple[UUID, date]] = list(held.values_list("pk", "from_on"))
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_LIST, by=by, now=now)
    for table in TABLES:
        try:
            table._default_manager.filter(pk__in=row.brought.get(table._meta.label_lower, [])).delete()
        except ProtectedError:
            raise NotTakenBack(
                "Something hangs on what this list brought. Nothing was taken back. Correct single lines by hand."
            ) from None
    # Outside the record as well, so that no restore brings a seat back.
    transaction.on_commit(lambda: endings.leave(settings.TOWN, ended), robust=True)
    return row
