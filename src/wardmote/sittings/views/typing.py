"""What is typed: saved, struck out, put to the vote, and taken where two texts wait. The clock is read here."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.register.writes import consulted
from wardmote.sittings import reads, writes
from wardmote.sittings.forms import Decide, SaveEntry
from wardmote.sittings.rules.deciding import NotDecided
from wardmote.sittings.rules.sitting import EntryKind, NotSitting, NotTyped
from wardmote.sittings.views.room import WHAT_IS_MISSING, back_to, entry_answer
from wardmote.sittings.writes import Typing

TWO_TEXTS = "Somebody changed this meanwhile. Nothing is lost: both texts are shown. Take one."


def _asks_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


@for_clerk
@require_POST
def save(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Keep what was typed; 409 where somebody else changed the same words, and both are kept."""
    now = timezone.now()
    form = SaveEntry(request.POST)
    if not form.is_valid():
        return _not_saved(request, sitting_id, WHAT_IS_MISSING, status=422)
    told = form.cleaned_data
    typing = Typing(
        entry=told["entry"],
        item=told["item"],
        kind=EntryKind(told["kind"]),
        text=told["text"],
        change=told["change"],
        said_by=told["said_by"].strip(),
        chosen=told["chosen"],
        matter=told["matter"],
        version=told["version"] or 0,
        sent=told["sent"],
    )
    try:
        saved = writes.save(sitting_id, typing=typing, by=request.viewer, now=now)
    except NotTyped as refusal:
        return _not_saved(request, sitting_id, str(refusal), status=422)
    except NotSitting as refusal:
        return _not_saved(request, sitting_id, str(refusal), status=410)
    if _asks_json(request):
        entry = reads.entry_found(saved.entry.pk, viewer=request.viewer, now=now)
        answer = entry_answer(request, reads.entry_shown(entry, viewer=request.viewer, now=now))
        return JsonResponse(answer, status=409 if saved.clash else 200)
    if saved.clash:
        messages.warning(request, TWO_TEXTS)
    return back_to(sitting_id, at=f"entry-{saved.entry.pk}")


def _not_saved(request: HttpRequest, sitting_id: UUID, why: str, *, status: int) -> HttpResponse:
    """The refusal, with what was typed, so that nobody types it twice."""
    if _asks_json(request):
        return JsonResponse({"why": why}, status=status)
    row = reads.sitting_found(sitting_id, viewer=request.viewer)
    shown = {"why": why, "typed": request.POST, "sitting": row, "change": uuid4()}
    return render(request, "sittings/not_saved.html", shown, status=status)


@for_clerk
@require_POST
def strike(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Strike an entry out, or put it back."""
    now = timezone.now()
    entry = reads.entry_found(entry_id, viewer=request.viewer, now=now)
    try:
        if request.POST.get("do") == "back":
            writes.put_back(entry_id, by=request.viewer, now=now)
        else:
            writes.strike(entry_id, by=request.viewer, now=now)
    except (NotSitting, NotDecided) as refusal:
        messages.error(request, str(refusal))
    return back_to(entry.item.sitting_id, at=f"item-{entry.item_id}")


@for_clerk
@require_POST
def confirm(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """An action was understood rightly."""
    now = timezone.now()
    entry = reads.entry_found(entry_id, viewer=request.viewer, now=now)
    try:
        writes.confirm(entry_id, by=request.viewer, now=now)
    except (NotSitting, NotTyped) as refusal:
        messages.error(request, str(refusal))
    return back_to(entry.item.sitting_id, at=f"entry-{entry.pk}")


@for_clerk
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Put something to the vote."""
    now = timezone.now()
    entry = reads.entry_found(entry_id, viewer=request.viewer, now=now)
    shown = reads.entry_shown(entry, viewer=request.viewer, now=now)
    inside = reads.room(entry.item.sitting, now=now)
    out = reads.out_of(entry.item, matter_id=entry.matter_id)
    able = [(one.who, one.name) for one in inside.attendees if one.counts and one.who not in out]
    typed = request.POST if request.method == "POST" else None
    form = Decide(typed, people=able, initial={"version": entry.version, "manner": "agreed"})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                motion, version = form.motion, form.cleaned_data["version"]
                writes.decide(entry_id, motion=motion, version=version, by=request.viewer, now=now)
            except (NotDecided, NotSitting) as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                return back_to(entry.item.sitting_id, at=f"entry-{entry.pk}")
    consulted([entry], by=request.viewer, now=now)
    told = {"form": form, "one": shown, "room": inside, "sitting": entry.item.sitting}
    return render(request, "sittings/decide.html", told, status=status)


@for_clerk
@require_POST
def undo(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take a decision back."""
    now = timezone.now()
    entry = reads.entry_found(entry_id, viewer=request.viewer, now=now)
    try:
        writes.undo_decision(entry_id, by=request.viewer, now=now)
    except NotSitting as refusal:
        messages.error(request, str(refusal))
    return back_to(entry.item.sitting_id, at=f"entry-{entry.pk}")


@for_clerk
@require_POST
def settle(request: HttpRequest, clash_id: UUID) -> HttpResponse:
    """Take one of two texts."""
    now = timezone.now()
    row = reads.clash_found(clash_id, viewer=request.viewer, now=now)
    try:
        writes.settle_clash(clash_id, take=request.POST.get("take") == "other", by=request.viewer, now=now)
    except (NotSitting, NotDecided) as refusal:
        messages.error(request, str(refusal))
    return back_to(row.entry.item.sitting_id, at=f"entry-{row.entry_id}")
