"""Who came: the table, its file, one person's page, and what the clerk types and corrects. The clock is read here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.confidentiality.rules import NotHere
from wardmote.govuk import spreadsheet
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.sheets import Sheet, form_page, typed
from wardmote.govuk.words import long_date, short_date
from wardmote.membership import reads, writes
from wardmote.membership.forms import CorrectAttendance, Period, WhoCame
from wardmote.membership.reads import AttendanceTable
from wardmote.membership.rules import Came
from wardmote.membership.views.pieces import body_or_404
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.rules import Viewer, london_date
from wardmote.register.writes import consulted

MOST_MEETINGS = 60  # columns that a page can still show


@dataclass(frozen=True, slots=True)
class Asked:
    """The days that a table was asked for; the last twelve months if none was."""

    form: Period
    since: date
    until: date


def _asked(request: HttpRequest, now: datetime) -> Asked:
    today = london_date(now)
    form = Period(request.GET if any(request.GET.values()) else None)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    until = told.get("until") or today
    since = told.get("since") or reads.a_year_before(until)
    shown = Period(initial={"since": since, "until": until}) if not form.is_bound or form.is_valid() else form
    return Asked(shown, since, until)


def _table(request: HttpRequest, body_id: UUID, now: datetime) -> tuple[AttendanceTable, Asked]:
    asked = _asked(request, now)
    body = body_or_404(body_id, request.viewer)
    table = reads.attendance_table(body, since=asked.since, until=asked.until, viewer=request.viewer, now=now)
    meetings = [roll.meeting for roll in table.rolls]
    consulted(reads.shown_of(meetings, viewer=request.viewer, now=now), by=request.viewer, now=now)
    return table, asked


@for_panel
@require_GET
def attendance(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Members by row, meetings by column, and the counts."""
    now = timezone.now()
    table, asked = _table(request, body_id, now)
    shown = {
        "table": table,
        "asked": asked,
        "query": request.GET.urlencode(),
        "columns": table.rolls[-MOST_MEETINGS:],
        "left_out": max(0, len(table.rolls) - MOST_MEETINGS),
        "marks": {Came.ATTENDED: "✓", Came.APOLOGIES: "A", Came.ABSENT: "✗", Came.NOT_STATED: "?", None: "–"},
        "not_typed": _not_typed(table, request.viewer, now),
    }
    return render(request, "membership/attendance.html", shown, status=422 if asked.form.errors else 200)


def _not_typed(table: AttendanceTable, viewer: Viewer, now: datetime) -> list[Meeting]:
    """Meetings of those days of which nobody has said who came: the clerk can type it."""
    if not viewer.keeps_record:
        return []
    silent = [roll.meeting for roll in table.rolls if not roll.typed and not roll.notes]
    kept = {roll.meeting.pk for roll in table.rolls}
    past = minutes.meetings(viewer=viewer).filter(
        body=table.body, held_on__gte=table.since, held_on__lte=min(table.until, london_date(now))
    )
    return silent + [one for one in past if one.pk not in kept and reads.can_be_typed(one)]


@for_panel
@require_GET
def download(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """The same table as a file for a spreadsheet: all its meetings, and the counts."""
    now = timezone.now()
    table, _ = _table(request, body_id, now)
    days = [short_date(roll.meeting.held_on) for roll in table.rolls]
    return spreadsheet.download(
        ["Member", *days, "Attended", "Apologies", "Absent", "Not stated", "Walkabouts"],
        list(_cells(table)),
        name="attendance",
        closed=False,
        example=settings.TOWN.example,
        day=london_date(now),
    )


def _cells(table: AttendanceTable) -> Iterator[Sequence[spreadsheet.Cell]]:
    for line in table.lines:
        count = line.tally
        stated = [cell.value if cell else "no member then" for cell in line.came]
        counts = [count.attended, count.apologies, count.absent, count.not_stated, line.walkabouts]
        yield [line.person.name, *stated, *counts]


@for_panel
@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: when they came, and for the clerk and themself how near the six months are."""
    now = timezone.now()
    asked = _asked(request, now)
    page = reads.person_page(person_id, since=asked.since, until=asked.until, viewer=request.viewer, now=now)
    meetings = [roll.meeting for table, _ in page.tables for roll in table.rolls]
    closed = reads.shown_of(meetings, viewer=request.viewer, now=now)
    consulted([*page.shown, *closed], by=request.viewer, now=now)
    return render(request, "membership/person.html", {"page": page, "asked": asked})


def _meeting(meeting_id: UUID, viewer: Viewer) -> Meeting:
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    return meeting


@for_clerk
@require_http_methods(["GET", "POST"])
def who_came(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Type who came to a meeting whose notes do not say."""
    now, viewer = timezone.now(), request.viewer
    meeting = _meeting(meeting_id, viewer)
    table = reads.members_on(meeting.body, on=meeting.held_on, viewer=viewer, now=now)
    members = {place.person.pk: place.person for place in table.members if place.person}
    for place in table.members:
        members |= {sub.person_id: sub.person for sub in place.substitutes if sub.meeting_id in (None, meeting.pk)}
    form = WhoCame(typed(request), members=members.values())

    def deed(told: dict[str, Any]) -> None:
        came = {members[UUID(key)]: Came(said) for key, said in told.items()}
        writes.note_attendance(meeting, came=came, by=viewer, now=now)

    back = ("Attendance", reverse("membership:attendance", args=[meeting.body_id]))
    says = "" if members else "Nobody belonged to this body on that day. Give each member a place first."
    heading = f"Who came on {long_date(meeting.held_on)}"
    return form_page(request, form, Sheet(heading, back, "Keep it", "Who came is in the record.", says), deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, meeting_id: UUID, person_id: UUID) -> HttpResponse:
    """Correct what stands of one member at one meeting. The notes stay."""
    now, viewer = timezone.now(), request.viewer
    meeting = _meeting(meeting_id, viewer)
    who: Person | None = people.find_person(person_id)
    if who is None:
        raise NotHere
    roll = next(iter(reads.rolls([meeting], viewer=viewer, now=now)), None)
    stands = roll.came(who.pk).value if roll else "not stated"

    def deed(told: dict[str, Any]) -> None:
        writes.correct_attendance(meeting, person=who, came=Came(told["came"]), why=told["why"], by=viewer, now=now)

    back = ("Attendance", reverse("membership:attendance", args=[meeting.body_id]))
    says = f"At the meeting of {long_date(meeting.held_on)} the record has: {stands}. The notes stay as they are."
    sheet = Sheet(f"Correct the attendance of {who.name}", back, "Correct it", "Corrected.", says)
    return form_page(request, CorrectAttendance(typed(request)), sheet, deed=deed)
