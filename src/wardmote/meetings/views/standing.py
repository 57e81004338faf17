"""Settings of the agenda: the body, its standing order, and when and where it usually meets. The clock is read here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.govuk.words import clock
from wardmote.law.rules import BodyKind
from wardmote.meetings import reads, writes
from wardmote.meetings.forms import BodyPowers, NameBody, NameItem, UsualTimes
from wardmote.meetings.rules import AlreadyThere
from wardmote.minutes import reads as minutes
from wardmote.minutes import writes as minutes_writes
from wardmote.minutes.models import Body
from wardmote.minutes.rules import ReasonMissing, TakenAlready
from wardmote.register.reads import opened
from wardmote.register.writes import consulted

UNDO = "standing_undo"  # in the session: which deed, and on which row, takes the last change back
NO_BODY = "No body is in the record yet. Nothing was stored. Take in the notes of a meeting first."


def _page(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole page, with whatever form was not in order."""
    now = timezone.now()
    body = minutes.only_body()
    page = reads.standing_page(body, viewer=request.viewer, now=now) if body else None
    if page:
        consulted([one for one, _ in (*page.items, *page.removed)], by=request.viewer, now=now)
    shown = {"page": page, "undo": request.session.get(UNDO), "add_form": NameItem(), "faulty": None, **forms}
    if page:
        usual = page.usual
        shown.setdefault("body_form", NameBody(initial={"name": page.body.name, "kind": page.body.kind}))
        shown.setdefault("powers_form", BodyPowers(initial=_powers(page.body)))
        starts = clock(usual.starts) if usual and usual.starts else ""
        place = usual.place.name if usual and usual.place else ""
        shown.setdefault("usual_form", UsualTimes(initial={"starts": starts, "place": place}))
    return render(request, "meetings/standing_order.html", shown, status=status)


@for_clerk
@require_GET
def standing_order(request: HttpRequest) -> HttpResponse:
    """The body, the items that every agenda has, and when and where it usually meets."""
    return _page(request)


def _body(request: HttpRequest) -> Body | None:
    body = minutes.only_body()
    if body is None:
        messages.error(request, NO_BODY)
    return body


@for_clerk
@require_POST
def name_body(request: HttpRequest) -> HttpResponse:
    """Correct the name of the body, and say what kind it is."""
    body, form = _body(request), NameBody(request.POST)
    if body is None or not form.is_valid():
        return _page(request, status=422, body_form=form, faulty=form)
    name, kind = form.cleaned_data["name"], BodyKind(form.cleaned_data["kind"])
    try:
        minutes_writes.set_body(body, name=name, kind=kind, by=request.viewer, now=timezone.now())
    except TakenAlready as refusal:
        form.add_error("name", str(refusal))
        return _page(request, status=409, body_form=form, faulty=form)
    messages.success(request, "Saved.")
    return redirect("meetings:standing-order")


def _powers(body: Body) -> dict[str, Any]:
    counts = {None: "kind", True: "yes", False: "no"}[body.counts_for_s85]
    told = {"delegated": opened(body, "delegated"), "reason": opened(body, "s85_reason")}
    return {"quorum": body.quorum, "counts": counts, **told}


@for_clerk
@require_POST
def body_powers(request: HttpRequest) -> HttpResponse:
    """Say what the body itself may do: its quorum, what is delegated to it, and the six-month rule."""
    body, form = _body(request), BodyPowers(request.POST)
    if body is None or not form.is_valid():
        return _page(request, status=422, powers_form=form, faulty=form)
    try:
        minutes_writes.set_body_powers(
            body,
            quorum=form.cleaned_data["quorum"],
            delegated=form.cleaned_data["delegated"],
            counts_for_s85=form.counts_for_s85,
            s85_reason=form.cleaned_data["reason"],
            by=request.viewer,
            now=timezone.now(),
        )
    except ReasonMissing as refusal:
        form.add_error("reason", str(refusal))
        return _page(request, status=409, powers_form=form, faulty=form)
    messages.success(request, "Saved.")
    return redirect("meetings:standing-order")


@for_clerk
@require_POST
def usual(request: HttpRequest) -> HttpResponse:
    """Say when and where the body usually meets."""
    body, form = _body(request), UsualTimes(request.POST)
    if body is None or not form.is_valid():
        return _page(request, status=422, usual_form=form, faulty=form)
    writes.set_usual_sitting(
        body,
        starts=form.cleaned_data["starts"],
        place=form.cleaned_data["place"] or None,
        by=request.viewer,
        now=timezone.now(),
    )
    messages.success(request, "Saved. It is offered when you set a day, and never filled in by itself.")
    return redirect("meetings:standing-order")


@for_clerk
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put an item at the end of the standing order."""
    body, form = _body(request), NameItem(request.POST)
    if body is None or not form.is_valid():
        return _page(request, status=422, add_form=form, faulty=form)
    try:
        made = writes.add_standing_item(body, title=form.cleaned_data["title"], by=request.viewer, now=timezone.now())
    except AlreadyThere as refusal:
        form.add_error("title", str(refusal))
        return _page(request, status=409, add_form=form, faulty=form)
    return _changed(request, made.pk, "It is added at the end.", undo="remove")


@for_clerk
@require_POST
def change(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Move, rename, take out or put back one item of the standing order."""
    now, by, do = timezone.now(), request.viewer, request.POST.get("do", "")
    if do in {"up", "down"}:
        writes.move_standing_item(item_id, up=do == "up", by=by, now=now)
        return _changed(request, item_id, f"It is moved {do}.", undo="down" if do == "up" else "up")
    if do == "remove":
        writes.remove_standing_item(item_id, by=by, now=now)
        return _changed(request, item_id, "It is taken out. What stood under it is still carried over.", undo="restore")
    form = NameItem(request.POST, prefix=str(item_id))
    try:
        if do == "restore":
            writes.restore_standing_item(item_id, by=by, now=now)
            return _changed(request, item_id, "It is back in its place.", undo="remove")
        if do == "unname":
            writes.unname_standing_item(item_id, by=by, now=now)
            return _changed(request, item_id, "It has its former name again.", undo="unname")
        if form.is_valid():
            writes.rename_standing_item(item_id, title=form.cleaned_data["title"], by=by, now=now)
            return _changed(request, item_id, "It is renamed. What stood under it goes with it.", undo="unname")
    except AlreadyThere as refusal:
        if do in {"restore", "unname"}:
            messages.error(request, str(refusal))
            return redirect("meetings:standing-order")
        form.add_error("title", str(refusal))
        return _page(request, status=409, faulty=form, renaming=(item_id, form))
    return _page(request, status=422, faulty=form, renaming=(item_id, form))


def _changed(request: HttpRequest, item_id: UUID, says: str, *, undo: str) -> HttpResponse:
    request.session[UNDO] = {"do": undo, "item": str(item_id)}
    messages.success(request, says)
    return redirect("meetings:standing-order")
