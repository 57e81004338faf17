"""One action: changed, moved on, chased, answered and taken back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.actions import reads, writes
from wardmote.actions.forms import Answered, Assign, ChaseThem, MarkAction, MoveOn
from wardmote.actions.rules import (
    ActionState,
    ChangedMeanwhile,
    DueTooEarly,
    How,
    MarkedWithNotes,
    NoAction,
    NoChase,
    NothingToUndo,
    OutOfOrder,
    StepNeeds,
)
from wardmote.actions.views.listed import filled, owner_choices
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.sheets import say
from wardmote.govuk.words import long_date
from wardmote.minutes import reads as minutes
from wardmote.minutes.rules import SettledAlready
from wardmote.people.models import Person
from wardmote.register.rules import Marking, Viewer, london_date
from wardmote.register.writes import consulted

LAST_MEETINGS = 24  # that can be chosen as the one that saw an action done


@for_panel
@require_GET
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action with the sentences that spoke of it, and everything that happened to it."""
    return _page(request, action_id)


def _page(
    request: HttpRequest,
    action_id: UUID,
    *,
    form: Assign | None = None,
    yours: Sequence[tuple[str, str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    if form is None and request.viewer.keeps_record:
        form = filled(page.owed, owners=owner_choices(page.owed))
    mark_form = MarkAction(initial={"marking": page.owed.row.marking})
    shown = {"page": page, "form": form, "yours": yours, "mark_form": mark_form, "today": london_date(now)}
    return render(request, "actions/action.html", shown, status=status)


@for_clerk
@require_POST
def assign(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say in which words an action stands, whose it is and by when."""
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    # A press of "Confirm" without a word of change sends the words as they stand.
    form = Assign(_whole(request, page), owners=owner_choices(page.owed))
    if not form.is_valid():
        return _page(request, action_id, form=form, status=422)
    told = form.cleaned_data
    seat = next((s for s in page.seats if str(s.pk) == told["owner"]), None)
    person = None if seat or not told["owner"] else Person.objects.get(pk=told["owner"])
    try:
        writes.assign(
            page.owed.row.pk,
            seat=seat,
            person=person,
            due_on=told["due_on"],
            what=told["what"],
            owner_words=told["owner_words"],
            why=told["why"],
            version=told["version"],
            by=request.viewer,
            now=now,
        )
    except DueTooEarly as refusal:
        form.add_error("due_on", str(refusal))
        return _page(request, action_id, form=form, status=422)
    except NoAction as refusal:
        form.add_error("what", str(refusal))
        return _page(request, action_id, form=form, status=422)
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        form.with_version(page.owed.row.version)
        return _page(request, action_id, form=form, yours=_side_by_side(page.owed, form), status=409)
    messages.success(request, "Saved.")
    if told["back"].startswith("?"):
        return redirect(f"{reverse('actions:actions')}{told['back']}")
    return redirect("actions:action", page.owed.row.pk)


def _whole(request: HttpRequest, page: reads.ActionPage) -> Any:
    given = request.POST.copy()
    if "what" not in given:
        given["what"], given["owner_words"] = page.owed.what, reads.as_written(page.owed.row)
    if "seat" in given and "owner" not in given:
        given.setlist("owner", given.getlist("seat"))
    return given


def _side_by_side(owed: reads.Owed, form: Assign) -> list[tuple[str, str, str]]:
    """What the other person saved beside what was typed here."""
    chosen = dict(form.fields["owner"].choices)
    told, none = form.cleaned_data, "not stated"
    mine = chosen[told["owner"]] if told["owner"] else told["owner_words"]
    saved_on = long_date(owed.due_on) if owed.due_on else none
    typed_on = long_date(told["due_on"]) if told["due_on"] else none
    return [
        ("What", owed.what, told["what"]),
        ("Owner", owed.owner or none, mine or none),
        ("Due", saved_on, typed_on),
    ]


def _meetings(viewer: Viewer, now: Any) -> list[tuple[str, str]]:
    held = minutes.meetings(viewer=viewer).filter(held_on__lte=london_date(now))[:LAST_MEETINGS]
    return [(str(m.pk), f"{m.body.name}, {long_date(m.held_on)}") for m in held]


@for_panel
@require_http_methods(["GET", "POST"])
def move_on(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Take an action one step on, with what that step needs."""
    now, viewer = timezone.now(), request.viewer
    page = reads.action_page(action_id, viewer=viewer, now=now)
    asked_for = (request.POST if request.method == "POST" else request.GET).get("to", "")
    to = ActionState(asked_for) if asked_for in list(ActionState) else None
    if to is None:
        messages.warning(request, "Choose what has happened. Nothing was changed.")
        return redirect("actions:action", page.owed.row.pk)
    meetings = _meetings(viewer, now)
    initial = {"to": to.value, "meeting": meetings[0][0] if meetings else ""}
    given = request.POST if request.method == "POST" else None
    form = MoveOn(given, to=to, steps=list(ActionState), meetings=meetings, clerk=viewer.keeps_record, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _moved(request, page.owed.row.pk, to=to, form=form)
            except StepNeeds as need:
                say(need, form)
            except OutOfOrder as obstacle:
                form.add_error(None, str(obstacle))
                status = 409
    consulted([page.owed.row], by=viewer, now=now)
    return render(request, "actions/move_on.html", {"page": page, "form": form, "to": to}, status=status)


def _moved(request: HttpRequest, action_id: UUID, *, to: ActionState, form: MoveOn) -> HttpResponse:
    """The deed of a step.

    Raises:
        StepNeeds, OutOfOrder: as the deed says, or the reference names no action.
    """
    now, told = timezone.now(), form.cleaned_data
    reference, chosen = told.get("instead", ""), told.get("meeting", "")
    instead = reads.by_reference(reference, viewer=request.viewer, now=now) if reference else None
    if reference and (instead is None or instead.pk == action_id):
        raise StepNeeds("instead", "No other action has this reference. Nothing was changed. Check it on its page.")
    meeting = minutes.meeting_found(UUID(chosen), viewer=request.viewer) if chosen else None
    writes.move_on(
        action_id, to=to, grounds=form.grounds(), meeting=meeting, instead=instead, by=request.viewer, now=now
    )
    messages.success(request, f"This action is now “{to.words}”.")
    return redirect("actions:action", action_id)


@for_panel
@require_POST
def undo(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Take back the last step."""
    try:
        row = writes.undo(action_id, by=request.viewer, now=timezone.now())
    except NothingToUndo as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"The step is taken back. This action is “{ActionState(row.state).words}” again.")
    return redirect("actions:action", action_id)


@for_panel
@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Note that somebody was asked again. One key is enough: nothing has to be typed."""
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    with_owner = page.owed.state is not ActionState.AWAITING
    usual = How.WRITING if with_owner else How.TELEPHONE
    form, status = ChaseThem(request.POST if request.method == "POST" else None, initial={"how": usual.value}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                row = writes.chase(
                    page.owed.row.pk,
                    how=How(told["how"] or usual),
                    words=told["words"],
                    chased_on=told["chased_on"],
                    next_on=told["next_on"],
                    link=request.build_absolute_uri(reverse("actions:action", args=[page.owed.row.pk])),
                    by=request.viewer,
                    now=now,
                )
            except StepNeeds as need:
                form.add_error(need.field, str(need))
            except NoChase as refusal:
                messages.warning(request, str(refusal))
                return redirect("actions:action", page.owed.row.pk)
            else:
                messages.success(
                    request, f"The chase is noted. Ask again from {long_date(row.next_on or row.chased_on)}."
                )
                return _back(request, page.owed.row.pk)
    consulted([page.owed.row], by=request.viewer, now=now)
    return render(request, "actions/chase.html", {"page": page, "form": form}, status=status)


def _back(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """To where the key was pressed: the home page or the list say so, and nothing else is believed."""
    places = {"home": "/", "list": f"{reverse('actions:actions')}?show=awaiting"}
    return redirect(places.get(request.POST.get("back", ""), reverse("actions:action", args=[action_id])))


@for_panel
@require_http_methods(["GET", "POST"])
def answered(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Note the answer of a third party."""
    now = timezone.now()
    page = reads.action_page(action_id, viewer=request.viewer, now=now)
    form, status = Answered(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                writes.answered(
                    page.owed.row.pk,
                    words=told["words"],
                    on=told["on"],
                    how=How(told["how"] or How.WRITING),
                    by=request.viewer,
                    now=now,
                )
            except StepNeeds as need:
                form.add_error(need.field, str(need))
            except OutOfOrder as obstacle:
                messages.warning(request, str(obstacle))
                return redirect("actions:action", page.owed.row.pk)
            else:
                messages.success(request, "The answer is noted. This action is now “In progress”.")
                return redirect("actions:action", page.owed.row.pk)
    consulted([page.owed.row], by=request.viewer, now=now)
    return render(request, "actions/answered.html", {"page": page, "form": form}, status=status)


@for_clerk
@require_POST
def mark(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how far an action that was typed here may go."""
    form = MarkAction(request.POST)
    if form.is_valid():
        try:
            row = writes.mark(
                action_id, marking=Marking(form.cleaned_data["marking"]), by=request.viewer, now=timezone.now()
            )
        except MarkedWithNotes as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"This action is now marked {row.marking}.")
    else:
        messages.warning(request, "Choose who may see it. Nothing was changed.")
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
