"""One find: what is decided of it. The clock is read here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_panel
from wardmote.information_requests import forms, reads, writes
from wardmote.information_requests.rules import (
    NotDecided,
    Outcome,
    PoliceAnswer,
)
from wardmote.information_requests.views.pages import REQUEST
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted

FIND = "information_requests:find"


@for_panel
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, find_id: UUID) -> HttpResponse:
    """One find: what it says, and the form that decides what becomes of it."""
    now = timezone.now()
    shown, _ = reads.find_shown(find_id, viewer=request.viewer, now=now)
    if request.method != "POST":
        return _find_page(request, find_id, now=now)
    form, status = forms.Decide(request.POST, exemptions=reads.exemptions_for(shown.kind)), 422
    if form.is_valid():
        typed = form.cleaned_data
        decision = writes.Decision(Outcome(typed.pop("outcome")), **typed)
        try:
            writes.decide(find_id, decision=decision, by=request.viewer, now=now)
        except NotDecided as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Decided: {decision.outcome}. A second person has to agree.")
            return redirect(REQUEST, shown.row.pk)
    return _find_page(request, find_id, now=now, status=status, decide=form)


def _find_page(
    request: HttpRequest, find_id: UUID, *, now: datetime, status: int = 200, **typed: django_forms.Form
) -> HttpResponse:
    viewer = request.viewer
    shown, found = reads.find_shown(find_id, viewer=viewer, now=now)
    ruling = found.ruling
    before = {}
    if ruling:  # to decide again begins with what was decided
        before = {"outcome": ruling.outcome.value, "phrases": "\n".join(ruling.phrases), "why": ruling.why}
        before |= {"exemption": ruling.exemption, "public_interest": ruling.public_interest}
    asked = {"asked_on": found.row.police_asked_on or london_date(now), "answer": found.row.police_answer}
    of = {
        "decide": forms.Decide(exemptions=reads.exemptions_for(shown.kind), initial=before),
        "police": forms.NotePolice(initial=asked | {"words": found.police_words}),
        "review": forms.Review(),
    } | typed
    consulted([shown.row, found.passage.row], by=viewer, now=now)
    told = {
        "shown": shown,
        "find": found,
        "forms": of,
        "wrong": next(iter(typed.values()), None),
        "may_review": ruling is not None and found.decided and ruling.row.decided_by_id != viewer.person_id,
        "may_undo": ruling is not None and not shown.answered_with(found),
    }
    return render(request, "information_requests/find.html", told, status=status)


@for_panel
@require_POST
def undo(request: HttpRequest, find_id: UUID) -> HttpResponse:
    """Undo the last decision."""
    try:
        writes.undo(find_id, by=request.viewer, now=timezone.now())
    except NotDecided as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Undone. What was decided before counts again, if anything was.")
    return redirect(FIND, find_id)


def _posted_of_find(
    request: HttpRequest, find_id: UUID, name: str, form: django_forms.Form, deed: Callable[..., str]
) -> HttpResponse:
    """A form of a find's page: its deed and back to the request, or the page with what is wrong."""
    now, status = timezone.now(), 422
    shown, _ = reads.find_shown(find_id, viewer=request.viewer, now=now)
    if form.is_valid():
        try:
            messages.success(request, deed(form.cleaned_data, by=request.viewer, now=now))
        except NotDecided as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect(REQUEST, shown.row.pk)
    return _find_page(request, find_id, now=now, status=status, **{name: form})


@for_panel
@require_POST
def police(request: HttpRequest, find_id: UUID) -> HttpResponse:
    """Note that the police were asked, and what they said."""

    def deed(typed: dict[str, Any], **told: Any) -> str:
        answer = PoliceAnswer(typed["answer"]) if typed["answer"] else None
        writes.note_police(find_id, **typed | {"answer": answer}, **told)
        return f"Noted: the police say {answer}." if answer else "Noted: the police were asked."

    return _posted_of_find(request, find_id, "police", forms.NotePolice(request.POST), deed)


@for_panel
@require_POST
def review(request: HttpRequest, find_id: UUID) -> HttpResponse:
    """Agree to a decision, or send it back."""

    def deed(typed: dict[str, Any], **told: Any) -> str:
        if typed["agree"] == "yes":
            writes.agree(find_id, **told)
            return "Agreed."
        writes.send_back(find_id, words=typed["words"], **told)
        return "Sent back: it has to be decided again."

    return _posted_of_find(request, find_id, "review", forms.Review(request.POST), deed)
