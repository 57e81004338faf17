"""Request -> one read or one deed -> page. The clock is read here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wardmote.actions import reads, writes
from wardmote.actions.forms import Assign, MoveOn
from wardmote.actions.rules import ActionState, DueTooEarly, OutOfOrder
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.minutes.rules import SettledAlready
from wardmote.people import reads as people
from wardmote.register.writes import consulted

A_PAGE = 50
SHOWS = {"open": "Open", "unconfirmed": "Not confirmed", "late": "Overdue", "mine": "Mine", "all": "All"}
SORTS = {"due": "Due date", "raised": "Date raised", "owner": "Owner"}


@for_panel
@require_GET
def actions(request: HttpRequest) -> HttpResponse:
    """The actions that the viewer may see: filtered, searched and sorted."""
    now = timezone.now()
    show, sort, words = (
        request.GET.get("show", "open"),
        request.GET.get("sort", "due"),
        request.GET.get("q", "").strip(),
    )
    filters = {"open": reads.still_open, "unconfirmed": reads.unconfirmed, "late": reads.late, "mine": reads.mine}
    chosen = filters.get(show, reads.actions)
    rows = chosen(viewer=request.viewer, now=now)
    if sort == "raised":
        rows = rows.order_by("raised_at__held_on", *rows.query.order_by)
    if words or sort == "owner":  # these words are sealed: to search or sort them is to open them all
        found = reads.opened_actions(rows, now=now)
        found = [o for o in found if words.casefold() in f"{o.what} {o.owner}".casefold()]
        if sort == "owner":
            found.sort(key=lambda o: (not o.owner, o.owner.casefold()))
        page: Page[Any] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    else:
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
        page.object_list = reads.opened_actions(page.object_list, now=now)  # type: ignore[assignment]  # opened
    consulted([o.row for o in page], by=request.viewer, now=now)
    shown = {"page": page, "show": show, "shows": SHOWS, "sort": sort, "sorts": SORTS, "q": words}
    return render(request, "actions/actions.html", shown)


@for_panel
@require_GET
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action with the sentences that spoke of it."""
    return _action_page(request, action_id)


@for_clerk
@require_POST
def assign(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say whose an action is and by when."""
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    form = Assign(request.POST, seats=_seats(page, now=now))
    if not form.is_valid():
        return _action_page(request, action_id, assign_form=form, status=422)
    seat = next((s for s in page.seats if str(s.pk) == form.cleaned_data["seat"]), None)
    person = page.owed.row.owner_person if seat is None else None
    due_on = form.cleaned_data["due_on"]
    try:
        writes.assign(action_id, seat=seat, person=person, due_on=due_on, by=request.viewer, now=now)
    except DueTooEarly as refusal:
        form.add_error("due_on", str(refusal))
        return _action_page(request, action_id, assign_form=form, status=422)
    messages.success(request, "Saved.")
    return redirect("actions:action", action_id)


@for_clerk
@require_POST
def move_on(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Take an action to its next state."""
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    form = MoveOn(request.POST, state=page.owed.state)
    if not form.is_valid():
        return _action_page(request, action_id, move_form=form, status=422)
    try:
        writes.move_on(action_id, to=ActionState(form.cleaned_data["to"]), by=request.viewer, now=now)
    except OutOfOrder as obstacle:
        form.add_error(None, str(obstacle))
        return _action_page(request, action_id, move_form=form, status=409)
    messages.success(request, f"This action is now “{ActionState(form.cleaned_data['to']).words}”.")
    return redirect("actions:action", action_id)


@for_clerk
@require_POST
def judge(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say whether two actions are one."""
    deed = writes.join if request.POST.get("same") == "yes" else writes.refuse_join
    try:
        deed(proposal_id, by=request.viewer, now=timezone.now())
    except SettledAlready as said:
        messages.warning(request, str(said))
    return redirect("meetings:waiting")


def _seats(page: reads.ActionPage, *, now: datetime) -> list[tuple[str, str]]:
    held: dict[str, list[str]] = {}
    for person, seat_name, _ in people.holders(now=now):
        held.setdefault(seat_name, []).append(person.name)
    return [(str(s.pk), " – ".join([s.name, *filter(None, [", ".join(held.get(s.name, []))])])) for s in page.seats]


def _action_page(
    request: HttpRequest,
    action_id: UUID,
    *,
    assign_form: Assign | None = None,
    move_form: MoveOn | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    row = page.owed.row
    assign_form = assign_form or Assign(
        initial={"seat": str(row.owner_seat_id or ""), "due_on": row.due_on}, seats=_seats(page, now=now)
    )
    move_form = move_form or MoveOn(state=page.owed.state)
    shown = {"page": page, "assign_form": assign_form, "move_form": move_form}
    return render(request, "actions/action.html", shown, status=status)
