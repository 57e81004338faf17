"""Request -> one read or one deed -> page. The clock is read here."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.words import long_date
from wardmote.minutes import reads as minutes
from wardmote.people.models import Seat
from wardmote.priorities import reads, writes
from wardmote.priorities.forms import AddMeasure, EditPriority, End, MarkPriority, Say, Tell
from wardmote.priorities.rules import ChangedMeanwhile, PriorityNeeds
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted

A_PAGE = 20
LAST_MEETINGS = 24  # that can be chosen


@for_panel
@require_GET
def priorities(request: HttpRequest) -> HttpResponse:
    """The priorities in force, or those that have ended, each with what was last told of it."""
    now = timezone.now()
    ended = request.GET.get("show") == "ended"
    told = reads.priorities(viewer=request.viewer, now=now, ended=ended)
    consulted(
        [row for one in told for row in (one.row, *(line.row for _, line in one.updates))], by=request.viewer, now=now
    )
    return render(request, "priorities/priorities.html", {"told": told, "ended": ended})


def _meetings(request: HttpRequest) -> list[tuple[str, str]]:
    rows = minutes.meetings(viewer=request.viewer)[:LAST_MEETINGS]
    return [(str(m.pk), f"{m.body.name}, {long_date(m.held_on)}") for m in rows]


def _seats(rows: Sequence[Seat]) -> list[tuple[str, str]]:
    return [(str(seat.pk), seat.name) for seat in rows]


def _meeting(request: HttpRequest, chosen: str) -> Any:
    return minutes.meeting_found(UUID(chosen), viewer=request.viewer) if chosen else None


@for_clerk
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Type a priority."""
    seats = list(Seat.objects.order_by("name"))
    given = request.POST if request.method == "POST" else None
    form, status = EditPriority(given, seats=_seats(seats), meetings=_meetings(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            made = writes.add(**_typed(request, form, seats), by=request.viewer, now=timezone.now())
            messages.success(request, "The priority is in the record.")
            return redirect("priorities:priority", made.pk)
    return render(request, "priorities/edit.html", {"form": form, "told": None, "yours": ()}, status=status)


def _typed(request: HttpRequest, form: EditPriority, seats: Sequence[Seat]) -> dict[str, Any]:
    told = form.cleaned_data
    return {
        "title": told["title"],
        "why": told["why"],
        "seat": next((s for s in seats if str(s.pk) == told["seat"]), None),
        "agreed_at": _meeting(request, told["agreed_at"]),
        "review_on": told["review_on"],
    }


@for_panel
@require_GET
def priority(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """One priority, with what was told of it page by page."""
    return _page(request, priority_id)


def _page(request: HttpRequest, priority_id: UUID, *, status: int = 200, **forms: Any) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    page = reads.priority_page(priority_id, viewer=viewer, now=now)
    updates = Paginator(reads.updates_of(page.told.row, viewer=viewer, now=now), A_PAGE)
    told = updates.get_page(request.GET.get("page"))
    opened = reads.opened_updates(told.object_list, viewer=viewer, now=now)
    told.object_list = opened  # type: ignore[assignment]  # opened
    consulted([*page.shown, *(line.row for _, line in told)], by=viewer, now=now)
    shown: dict[str, Any] = {"page": page, "updates": told}
    if viewer.keeps_record:
        shown |= {
            "tell_form": Tell(meetings=_meetings(request)),
            "measure_form": AddMeasure(auto_id="measure_%s"),
            "say_form": Say(auto_id="say_%s"),
            "end_form": End(auto_id="end_%s"),
            "mark_form": MarkPriority(initial={"marking": page.told.row.marking}, auto_id="mark_%s"),
        }
    wrong = next((form for form in forms.values()), None)
    return render(request, "priorities/priority.html", {**shown, **forms, "wrong": wrong}, status=status)


def _deed(
    request: HttpRequest, priority_id: UUID, *, name: str, form: Any, deed: Callable[[dict[str, Any]], Any], done: str
) -> HttpResponse:
    """One form of a priority's page: the deed, or the page again with what is missing."""
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except PriorityNeeds as need:
            form.add_error(need.field, str(need))
        else:
            messages.success(request, done)
            return redirect("priorities:priority", priority_id)
    return _page(request, priority_id, status=422, **{name: form})


@for_clerk
@require_POST
def tell(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Keep an update for a meeting, or that there is no change."""

    def deed(told: dict[str, Any]) -> Any:
        meeting = _meeting(request, told["meeting"])
        told = {"words": told["words"], "no_change": told["no_change"], "meeting": meeting}
        return writes.tell(priority_id, **told, by=request.viewer, now=timezone.now())

    form = Tell(request.POST, meetings=_meetings(request))
    return _deed(request, priority_id, name="tell_form", form=form, deed=deed, done="The update is kept.")


@for_clerk
@require_POST
def add_measure(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Say by what one sees whether it works."""

    def deed(told: dict[str, Any]) -> Any:
        return writes.add_measure(priority_id, **told, by=request.viewer, now=timezone.now())

    form = AddMeasure(request.POST, auto_id="measure_%s")
    return _deed(request, priority_id, name="measure_form", form=form, deed=deed, done="The measure is kept.")


@for_clerk
@require_POST
def remove_measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Take a measure out, or put it back."""
    removed = request.POST.get("removed") != "no"
    row = writes.remove_measure(measure_id, removed=removed, by=request.viewer, now=timezone.now())
    messages.success(request, "The measure is taken out." if removed else "The measure is back.")
    return redirect("priorities:priority", row.priority_id)


@for_clerk
@require_POST
def say(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Keep what residents said and what was done."""

    def deed(told: dict[str, Any]) -> Any:
        told = {"said": told["said"], "did": told["did"], "public": told["public"]}
        return writes.say(priority_id, **told, by=request.viewer, now=timezone.now())

    form = Say(request.POST, auto_id="say_%s")
    return _deed(request, priority_id, name="say_form", form=form, deed=deed, done="What was said and done is kept.")


@for_clerk
@require_http_methods(["GET", "POST"])
def change_said(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Change what residents said, what was done, or whether everybody may read it."""
    now = timezone.now()
    pair = reads.pair_found(pair_id, viewer=request.viewer, now=now)
    initial = {
        "said": pair.said,
        "did": pair.did,
        "public": pair.row.marking == "public",
        "version": pair.row.version,
    }
    form, status = Say(request.POST if request.method == "POST" else None, initial=initial), 200
    yours: Sequence[tuple[str, str, str]] = ()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                writes.change_said(pair_id, **told, by=request.viewer, now=now)
            except PriorityNeeds as need:
                form.add_error(need.field, str(need))
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
                form.with_version(pair.row.version)
                yours, status = [("You said", pair.said, told["said"]), ("We did", pair.did, told["did"])], 409
            else:
                messages.success(request, "Saved.")
                return redirect("priorities:priority", pair.row.priority_id)
    consulted([pair.row], by=request.viewer, now=now)
    return render(request, "priorities/said.html", {"form": form, "pair": pair, "yours": yours}, status=status)


@for_clerk
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Change a priority. Two people who do so see both versions."""
    now = timezone.now()
    page = reads.priority_page(priority_id, viewer=request.viewer, now=now)
    told = page.told
    initial = {
        "title": told.title,
        "why": told.why,
        "seat": str(told.row.owner_seat_id or ""),
        "agreed_at": str(told.row.agreed_at_id or ""),
        "review_on": told.review_on,
        "version": told.row.version,
    }
    meetings = _meetings(request)
    if told.row.agreed_at and str(told.row.agreed_at_id) not in dict(meetings):
        meetings.append((str(told.row.agreed_at_id), long_date(told.row.agreed_at.held_on)))
    given = request.POST if request.method == "POST" else None
    form = EditPriority(given, initial=initial, seats=_seats(page.seats), meetings=meetings)
    status, yours = 200, ()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                typed, version = _typed(request, form, page.seats), form.cleaned_data["version"]
                writes.edit(priority_id, **typed, version=version, by=request.viewer, now=now)
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
                form.with_version(told.row.version)
                yours, status = _side_by_side(told, form), 409
            else:
                messages.success(request, "Saved.")
                return redirect("priorities:priority", priority_id)
    consulted([told.row], by=request.viewer, now=now)
    return render(request, "priorities/edit.html", {"form": form, "told": told, "yours": yours}, status=status)


def _side_by_side(told: reads.Told, form: EditPriority) -> Any:
    typed, none = form.cleaned_data, "not stated"
    seats, meetings = (dict(form.fields[name].choices) for name in ("seat", "agreed_at"))
    return [
        ("Title", told.title, typed["title"]),
        ("Why", told.why or none, typed["why"] or none),
        ("Leads", told.owner or none, seats[typed["seat"]]),
        ("Agreed", long_date(told.agreed_on) if told.agreed_on else none, meetings[typed["agreed_at"]]),
        (
            "Review",
            long_date(told.review_on) if told.review_on else none,
            long_date(typed["review_on"]) if typed["review_on"] else none,
        ),
    ]


@for_clerk
@require_POST
def end(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Say that the panel works on it no longer."""

    def deed(told: dict[str, Any]) -> Any:
        return writes.end(priority_id, why=told["why"], by=request.viewer, now=timezone.now())

    form = End(request.POST, auto_id="end_%s")
    return _deed(request, priority_id, name="end_form", form=form, deed=deed, done="The priority has ended.")


@for_clerk
@require_POST
def reopen(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Say that it is in force again."""
    writes.reopen(priority_id, by=request.viewer, now=timezone.now())
    messages.success(request, "The priority is in force again.")
    return redirect("priorities:priority", priority_id)


@for_clerk
@require_POST
def mark(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Say how far a priority may go."""
    form = MarkPriority(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose who may see it. Nothing was changed.")
        return redirect("priorities:priority", priority_id)
    chosen = Marking(form.cleaned_data["marking"])
    row = writes.mark(priority_id, marking=chosen, by=request.viewer, now=timezone.now())
    if row.marking == chosen.value:
        messages.success(request, f"This priority is now marked {row.marking}.")
    else:
        messages.warning(
            request, f"It stays {row.marking}, as the heading that named it in the notes. Mark that first."
        )
    return redirect("priorities:priority", priority_id)
