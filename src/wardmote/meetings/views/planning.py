"""Planned meetings: their day, and the agenda that goes out to be changed and comes back. The clock is read here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.confidentiality.rules import NotHere, has_signed
from wardmote.documents.agenda_file import AgendaFile
from wardmote.documents.agenda_word import agenda_of
from wardmote.documents.paper_word import to_docx
from wardmote.documents.source import Unreadable
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.words import clock, count_of
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind, Notice
from wardmote.meetings import reads, writes
from wardmote.meetings.agenda import agenda
from wardmote.meetings.forms import GiveBack, PlanMeeting
from wardmote.meetings.pack import agenda_paper, returned, when_and_where
from wardmote.meetings.rules import AgendaShut, ChangedMeanwhile, NothingToUndo, NotThisAgenda
from wardmote.minutes import reads as minutes
from wardmote.minutes import writes as minutes_writes
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import CannotMove
from wardmote.register.rules import Marking, Viewer, london_date
from wardmote.register.writes import consulted

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SALT = "meetings.returned"  # what was read of a file travels with the form, signed: nothing is kept until it is taken


def _planned(meeting_id: UUID, viewer: Viewer) -> Meeting:
    """The meeting, if it has not been held yet as far as the record knows."""
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    return meeting


def _usual(body: Body | None) -> dict[str, Any]:
    """What is offered when a day is set: the words of it, and the values."""
    usual = reads.usual_sitting(body) if body else None
    if usual is None or not (usual.starts or usual.place):
        return {}
    place = usual.place.name if usual.place else None
    words = ", ".join(filter(None, [clock(usual.starts) if usual.starts else None, place]))
    return {"words": words, "starts": usual.starts, "place": place}


def with_notice(planned: Iterable[Meeting]) -> list[tuple[Meeting, Notice]]:
    """Each meeting with its last day of issue; two queries however many there are."""
    rules, days = law.law(), law.calendar()
    found = [(one, rules.of(BodyKind(one.body.kind), on=one.held_on)) for one in planned]
    return [(one, days.notice(of, held_on=one.held_on)) for one, of in found]


@for_clerk
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Set the day of the next meeting."""
    now = timezone.now()
    body = minutes.only_body()
    usual = _usual(body)
    form = PlanMeeting(request.POST if request.method == "POST" else None, usual=usual)
    status = 200
    if request.method == "POST":
        status = 422
        valid = form.is_valid()
        if body is None:
            form.add_error(
                None, "No body is in the record yet. Nothing was stored. Take in the notes of a meeting first."
            )
        elif valid and form.cleaned_data["held_on"] < london_date(now):
            form.add_error("held_on", "This day is past. Nothing was stored. Give a day to come.")
        elif valid:
            try:
                made = minutes_writes.plan_meeting(
                    body,
                    held_on=form.cleaned_data["held_on"],
                    starts=form.cleaned_data["starts"],
                    place=form.cleaned_data["place"] or None,
                    by=request.viewer,
                    now=now,
                )
            except CannotMove as refusal:
                form.add_error("held_on", str(refusal))
                status = 409
            else:
                messages.success(request, "The day is set.")
                return redirect("meetings:meeting", made.pk)
    planned = with_notice(minutes.planned(now=now, viewer=request.viewer))
    shown = {"form": form, "planned": planned, "when": when_and_where, "meeting": None}
    return render(request, "meetings/plan.html", shown, status=status)


@for_clerk
@require_http_methods(["GET", "POST"])
def replan(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Correct or move the day of a planned meeting."""
    meeting = _planned(meeting_id, request.viewer)
    kept = {
        "held_on": meeting.held_on,
        "starts": clock(meeting.starts) if meeting.starts else "",
        "place": meeting.place.name if meeting.place else "",
    }
    form = PlanMeeting(request.POST if request.method == "POST" else None, initial=kept, usual=_usual(meeting.body))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.move_meeting(
                    meeting,
                    held_on=form.cleaned_data["held_on"],
                    starts=form.cleaned_data["starts"],
                    place=form.cleaned_data["place"] or None,
                    by=request.viewer,
                    now=timezone.now(),
                )
            except (CannotMove, AgendaShut) as refusal:
                form.add_error("held_on", str(refusal))
                status = 409
            else:
                messages.success(request, "Saved. The agenda stays with the meeting.")
                return redirect("meetings:meeting", meeting.pk)
    shown = {"form": form, "planned": [], "when": when_and_where, "meeting": meeting}
    shown |= {"notice": with_notice([meeting])[0][1]}
    return render(request, "meetings/plan.html", shown, status=status)


@for_panel
@require_POST
def agenda_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The agenda as a Word file, to be changed and given back: what this person may see of it, and no more."""
    now = timezone.now()
    meeting = _planned(meeting_id, request.viewer)
    made = agenda(meeting, viewer=request.viewer, now=now)
    if not made.items:
        messages.warning(request, "There is no standing order yet, so there is no agenda. Nothing was made.")
        return redirect("meetings:meeting", meeting.pk)
    version = writes.hand_out_agenda(meeting, rows=made.on_agenda, by=request.viewer, now=now)
    saw_all = has_signed(request.viewer, now)
    content = to_docx(agenda_paper(made, number=version.number, saw_all=saw_all, now=now))
    closed = any(row.marking not in {Marking.PUBLIC, Marking.PANEL} for row in made.on_agenda)
    marking = ("EXAMPLE-" if settings.TOWN.example else "") + ("CONFIDENTIAL" if closed else "PANEL")
    response = HttpResponse(content, content_type=WORD)
    name = f"{marking}-agenda-{meeting.held_on:%Y-%m-%d}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_clerk
@require_POST
def give_back(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """An agenda comes back: first its differences are shown, then those that are chosen are taken."""
    now = timezone.now()
    meeting = _planned(meeting_id, request.viewer)
    if "read" in request.POST:
        return _take(request, meeting, now)
    form = GiveBack(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = agenda_of(file.read(), name=file.name)
            return _differences(request, meeting, read, now)
        except Unreadable as refusal:
            form.add_error("file", f"{refusal} Nothing was changed.")
        except NotThisAgenda as refusal:
            form.add_error("file", str(refusal))
    return render(request, "meetings/give_back.html", {"form": form, "meeting": meeting}, status=422)


def _differences(
    request: HttpRequest, meeting: Meeting, read: AgendaFile, now: datetime, said: str = ""
) -> HttpResponse:
    page = returned(meeting, read, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    travels = signing.dumps({"meeting": str(meeting.pk), **read.plain()}, salt=SALT, compress=True)
    shown = {"page": page, "meeting": meeting, "read": travels, "said": said, "when": when_and_where}
    return render(request, "meetings/returned.html", shown, status=409 if said else 200)


def _take(request: HttpRequest, meeting: Meeting, now: datetime) -> HttpResponse:
    try:
        travelled = signing.loads(request.POST["read"], salt=SALT)
        if travelled.pop("meeting") != str(meeting.pk):
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, "The form was not whole. Nothing was changed. Give the file again.")
        return redirect("meetings:meeting", meeting.pk)
    read = AgendaFile.of(travelled)
    page = returned(meeting, read, viewer=request.viewer, now=now)
    everything = request.POST.get("take") == "all"
    asked = set(request.POST.getlist("shown"))
    keys = {one.key for one in page.differences}
    taken = asked if everything else {key for key in asked if request.POST.get(key) == "yes"}
    try:
        if not taken <= keys:
            raise ChangedMeanwhile(
                "The agenda was changed meanwhile. Nothing was stored. Look at the differences again."
            )
        writes.take_agenda(
            meeting,
            theirs=page.theirs,
            made_from=page.made_from,
            saw_all=page.saw_all,
            taken=taken,
            by=request.viewer,
            now=now,
        )
    except (ChangedMeanwhile, CannotMove, AgendaShut) as refusal:
        return _differences(request, meeting, read, now, said=str(refusal))
    if taken:
        left = count_of(len(keys - taken), "other") if keys - taken else ""
        messages.success(request, f"{count_of(len(taken), 'change')} taken{f', {left} left' if left else ''}.")
    else:
        messages.info(request, "Nothing was taken, and nothing was changed.")
    return redirect("meetings:meeting", meeting.pk)


@for_clerk
@require_POST
def undo(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make the agenda again what it was before it last came back."""
    meeting = _planned(meeting_id, request.viewer)
    try:
        writes.undo_agenda(meeting, by=request.viewer, now=timezone.now())
    except (NothingToUndo, CannotMove, AgendaShut) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The agenda is again as it was before.")
    return redirect("meetings:meeting", meeting.pk)
