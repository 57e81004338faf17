"""The page of a sitting, who comes and goes, and what changed since. The clock is read here."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.meetings.pack import when_and_where
from wardmote.minutes import reads as minutes
from wardmote.register.rules import Viewer
from wardmote.register.writes import consulted
from wardmote.sittings import reads, writes
from wardmote.sittings.forms import DeclareInterest, OpenSitting, SomebodyCame
from wardmote.sittings.rules.sitting import OFFERED, ApologyAnswer, EntryKind, NotSitting, Outcome, WhoIsThat

WHAT_IS_MISSING = "The form was not whole. Nothing was stored. Fill it in again."


def back_to(sitting_id: UUID, *, at: str = "") -> HttpResponse:
    """The page of the sitting again, at the part that somebody was in."""
    return redirect(reverse("sittings:sitting", args=[sitting_id]) + (f"#{at}" if at else ""))


@for_panel
@require_http_methods(["GET", "POST"])
def open_sitting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Open a meeting, with those who are there; one that is open is shown to everybody on the panel."""
    now = timezone.now()
    meeting = minutes.meeting_found(meeting_id, viewer=request.viewer)
    if meeting is None:
        raise NotHere
    known = reads.of_meeting(meeting, viewer=request.viewer)
    if known is not None:
        return back_to(known.pk)
    must_be_clerk(request.viewer)
    people = reads.candidates(meeting, now=now)
    form = OpenSitting(
        request.POST if request.method == "POST" else None,
        people=[
            (p.pk, f"{p.name}{', ' * bool(seat)}{seat}{'' if votes else ' (no vote)'}") for p, seat, votes in people
        ],
        voters=[(p.pk, p.name) for p, _, votes in people if votes],
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = writes.open_sitting(meeting.pk, **form.cleaned_data, by=request.viewer, now=now)
            except NotSitting as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                return back_to(made.pk)
    shown = {"form": form, "meeting": meeting, "when": when_and_where}
    return render(request, "sittings/open.html", shown, status=status)


@for_panel
@require_GET
def sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The meeting in the room: for the clerk to type in, for everybody else what was decided."""
    now = timezone.now()
    page = reads.sitting_page(sitting_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    shown: dict[str, Any] = {"page": page, "when": when_and_where, "now": now}
    if request.viewer.keeps_record:
        known = {one.who for one in page.room.attendees}
        absent = [one for one in reads.candidates(page.sitting.meeting, now=now) if one[0].pk not in known]
        shown |= {"absent": absent, **typing_context()}
    template = "sitting" if request.viewer.keeps_record else "looking_on"
    return render(request, f"sittings/{template}.html", shown)


def typing_context() -> dict[str, Any]:
    """What a form for an entry needs: the kinds, the markings, and how a new id is made."""
    return {"kinds": list(EntryKind), "markings": [m.value for m in OFFERED], "fresh": uuid4, "outcomes": list(Outcome)}


@for_panel
@require_GET
def changes(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """What has changed since, for a page that stands open: no words of what did not change."""
    now = timezone.now()
    row = reads.sitting_found(sitting_id, viewer=request.viewer)
    found = reads.changes_since(row, since=_moment(request.GET.get("since")), viewer=request.viewer, now=now)
    consulted([one.row for one in found.entries], by=request.viewer, now=now)
    answer = {
        "now": now.isoformat(),
        "token": get_token(request),
        "state": row.meeting.state,
        "quorum": found.room.quorum.words,
        "met": found.room.quorum.met,
        "struck": [str(pk) for pk in found.struck],
        "entries": [],
    }
    if request.viewer.keeps_record:
        answer["entries"] = [entry_answer(request, one) for one in found.entries]
    return JsonResponse(answer)


def entry_answer(request: HttpRequest, one: reads.EntryShown) -> dict[str, Any]:
    """An entry for the page that stands open: where it stands, and its form."""
    shown = {"one": one, "matters": [], "types": True, **typing_context()}
    return {
        "entry": str(one.row.pk),
        "item": str(one.row.item_id),
        "version": one.row.version,
        "change": str(one.row.change),
        "marking": one.row.marking,
        "police": one.row.from_police,
        "understood": one.understood,
        "clash": bool(one.clashes),
        "html": render_to_string("sittings/entry.html", shown, request),
    }


def _moment(words: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(words) if words else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else None


@for_clerk
@require_POST
def move(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Somebody comes, leaves, sends an apology or takes the chair: `do` says which, and of whom."""
    form = SomebodyCame(request.POST)
    does, _, whose = request.POST.get("do", "").partition(" ")
    try:
        who = UUID(whose) if whose else None
        if not form.is_valid():
            raise ValueError
        _moved(sitting_id, does, who, form.cleaned_data, by=request.viewer, now=timezone.now())
    except ValueError:
        messages.error(request, WHAT_IS_MISSING)
    except (NotSitting, WhoIsThat) as refusal:
        messages.error(request, str(refusal))
    return back_to(sitting_id, at="room")


def _moved(sitting_id: UUID, does: str, who: UUID | None, typed: dict[str, Any], *, by: Viewer, now: datetime) -> None:
    if does == "left" and who:
        writes.left(sitting_id, who=who, by=by, now=now)
    elif does == "chair" and who:
        writes.take_chair(sitting_id, who=who, by=by, now=now)
    elif does in {"came", "video"}:
        writes.came(sitting_id, who=who, name=typed["name"], remote=does == "video", by=by, now=now)
    elif does == "apology":
        answer = ApologyAnswer(typed["answer"] or ApologyAnswer.NOTED.value)
        told = {"name": typed["name"], "reason": typed["reason"], "answer": answer}
        writes.sent_apology(sitting_id, who=who, **told, by=by, now=now)
    else:
        raise ValueError


@for_clerk
@require_POST
def reminder(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The confidentiality reminder was read out."""
    try:
        said_by = request.POST.get("said_by", "")[:120]
        writes.note_reminder(sitting_id, said_by=said_by, by=request.viewer, now=timezone.now())
    except (NotSitting, WhoIsThat) as refusal:
        messages.error(request, str(refusal))
    return back_to(sitting_id, at="room")


@for_clerk
@require_POST
def take_back(request: HttpRequest, presence_id: UUID) -> HttpResponse:
    """A line of the log was noted wrongly."""
    now = timezone.now()
    sitting_id = reads.presence_found(presence_id, viewer=request.viewer, now=now).sitting_id
    try:
        writes.take_back_presence(presence_id, by=request.viewer, now=now)
    except NotSitting as refusal:
        messages.error(request, str(refusal))
    return back_to(sitting_id, at="room")


@for_clerk
@require_POST
def declare(request: HttpRequest, sitting_item_id: UUID) -> HttpResponse:
    """Somebody declares an interest in an item, or in a matter of it."""
    now = timezone.now()
    item = reads.item_found(sitting_item_id, viewer=request.viewer, now=now)
    form = DeclareInterest(request.POST)
    if not form.is_valid():
        messages.error(request, "Say who declares an interest, and what they do. Nothing was stored.")
        return back_to(item.sitting_id, at=f"item-{item.pk}")
    told = form.cleaned_data
    try:
        writes.declare(
            item.pk,
            who=told["who"],
            outcome=Outcome(told["outcome"]),
            matter_id=told["matter"],
            by=request.viewer,
            now=now,
        )
    except (NotSitting, WhoIsThat) as refusal:
        messages.error(request, str(refusal))
    return back_to(item.sitting_id, at=f"item-{item.pk}")


@for_clerk
@require_POST
def spoken(request: HttpRequest, declared_id: UUID) -> HttpResponse:
    """Somebody who declared an interest has spoken, and leaves."""
    now = timezone.now()
    row = reads.declared_found(declared_id, viewer=request.viewer, now=now)
    try:
        writes.has_spoken(row.pk, by=request.viewer, now=now)
    except NotSitting as refusal:
        messages.error(request, str(refusal))
    return back_to(row.item.sitting_id, at=f"item-{row.item_id}")
