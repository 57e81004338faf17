"""Requests: the list, the form that notes one, and the page of each. The clock is read here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.confidentiality.rules import has_signed
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.words import count_of
from wardmote.information_requests import forms, reads, writes
from wardmote.information_requests.reads import RequestShown
from wardmote.information_requests.rules import (
    CameBy,
    NotDecided,
    NotNoted,
    NotReady,
    RequestKind,
)
from wardmote.people import reads as people
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted

REQUEST = "information_requests:request"
SORTS: dict[str, Callable[[RequestShown], Any]] = {
    "last-day": lambda one: one.last_on,
    "received": lambda one: one.row.received_on,
    "state": lambda one: one.state.value,
    "kind": lambda one: one.kind.value,
}
A_PAGE = 50


@for_panel
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Every request that whoever signed in has to do with."""
    now = timezone.now()
    found = reads.requests(viewer=request.viewer, now=now)
    sort = request.GET.get("sort", "")
    if sort in SORTS:
        found.sort(key=SORTS[sort])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    consulted([one.row for one in page], by=request.viewer, now=now)
    told = {"page": page, "sort": sort, "signed": has_signed(request.viewer, now)}
    return render(request, "information_requests/requests.html", told)


@for_clerk
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form that notes a request which came in."""
    now = timezone.now()
    form = forms.NoteRequest(request.POST or None, initial={"received_on": london_date(now)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data | {"kind": RequestKind(form.cleaned_data["kind"])}
            told["came_by"] = CameBy(told["came_by"])
            try:
                row = writes.note(**told, by=request.viewer, now=now)
            except NotNoted as refusal:
                form.add_error("received_on", str(refusal))
                status = 409
            else:
                messages.success(request, "Noted. Now name who reviews the answer, and look for what is asked.")
                return redirect(REQUEST, row.pk)
    return render(request, "information_requests/new.html", {"form": form}, status=status)


def _people(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in sorted(people.everybody().values(), key=lambda p: p.name.casefold())]


def page_of(
    request: HttpRequest, information_request_id: UUID, *, now: datetime, status: int = 200, **typed: django_forms.Form
) -> HttpResponse:
    """The page of a request; `typed` are forms that were refused, by name."""
    viewer = request.viewer
    shown = reads.request_found(information_request_id, viewer=viewer, now=now)
    seats = [(str(p.pk), f"{p.name}, {s}") for p, s in reads.reviewers(now=now) if p.pk != viewer.person_id]
    of = {
        "reviewer": forms.NameReviewer(people=seats, initial={"person": str(shown.row.reviewer_id or "")}),
        "look": forms.LookFor(people=_people(request)),
        "extend": forms.Extend(initial={"told_on": london_date(now)}),
        "send": forms.Send(initial={"sent_on": london_date(now)}),
    } | typed
    page = Paginator(shown.finds, A_PAGE).get_page(request.GET.get("page"))
    rows = [shown.row, *(find.passage.row for find in page)]
    consulted(rows, by=viewer, now=now)
    told = {
        "shown": shown,
        "page": page,
        "forms": of,
        "wrong": next(iter(typed.values()), None),
        "is_reviewer": viewer.person_id == shown.row.reviewer_id,
        "open_to_decide": sum(find.open and find.ruling is None for find in shown.finds),
        "open_to_agree": len(reads.open_to_agree(shown, viewer=viewer)),
        "today": london_date(now),
    }
    return render(request, "information_requests/request.html", told, status=status)


@for_panel
@require_GET
def request_page(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """One request: how long there is, what was found, what was decided, and the answers."""
    return page_of(request, information_request_id, now=timezone.now())


def posted(
    request: HttpRequest, information_request_id: UUID, name: str, form: django_forms.Form, deed: Callable[..., str]
) -> HttpResponse:
    """A form of the request's page: its deed and back to the page, or the page with what is wrong."""
    now, status = timezone.now(), 422
    if form.is_valid():
        try:
            messages.success(request, deed(form.cleaned_data, by=request.viewer, now=now))
        except (NotNoted, NotReady) as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect(REQUEST, information_request_id)
    return page_of(request, information_request_id, now=now, status=status, **{name: form})


@for_clerk
@require_POST
def name_reviewer(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Name who reviews it."""
    chosen = [(str(person.pk), person.name) for person, _ in reads.reviewers(now=timezone.now())]

    def deed(typed: dict[str, Any], **told: Any) -> str:
        row = writes.name_reviewer(information_request_id, person_id=UUID(typed["person"]), **told)
        return f"{row.reviewer.name if row.reviewer else ''} reviews this request, and finds it on the home page."

    return posted(request, information_request_id, "reviewer", forms.NameReviewer(request.POST, people=chosen), deed)


@for_panel
@require_POST
def look(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Look for words, or for a person."""

    def deed(typed: dict[str, Any], **told: Any) -> str:
        person = people.find_person(UUID(typed["person"])) if typed["person"] else None
        new = writes.look(information_request_id, words=typed["words"], person=person, **told)
        return f"Looked through: {count_of(new, 'new find')}."

    form = forms.LookFor(request.POST, people=_people(request))
    return posted(request, information_request_id, "look", form, deed)


@for_clerk
@require_POST
def extend(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Note that it takes longer."""

    def deed(typed: dict[str, Any], **told: Any) -> str:
        writes.extend(information_request_id, **typed, **told)
        return "Extended by two months."

    return posted(request, information_request_id, "extend", forms.Extend(request.POST), deed)


def done(request: HttpRequest, information_request_id: UUID, deed: Callable[..., str]) -> HttpResponse:
    """A button of the request's page: its deed, and back to the page with what came of it."""
    try:
        messages.success(request, deed(by=request.viewer, now=timezone.now()))
    except (NotNoted, NotDecided, NotReady) as refusal:
        messages.error(request, str(refusal))
    return redirect(REQUEST, information_request_id)


@for_panel
@require_POST
def look_again(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """As the reviewer, look for the same."""

    def deed(**told: Any) -> str:
        new = writes.look_again(information_request_id, **told)
        return f"Looked through for the same words: {count_of(new, 'find')} that nobody had found."

    return done(request, information_request_id, deed)


@for_clerk
@require_POST
def taken_back(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Note that whoever asked does not ask any more, or does after all."""

    def deed(**told: Any) -> str:
        off = request.POST.get("taken_back") == "yes"
        writes.set_taken_back(information_request_id, taken_back=off, **told)
        return "Noted: it is not asked any more." if off else "Noted: it is asked after all."

    return done(request, information_request_id, deed)


@for_panel
@require_POST
def disclose_open(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Disclose at once all that is public."""

    def deed(**told: Any) -> str:
        return f"To be disclosed: {count_of(writes.disclose_open(information_request_id, **told), 'public find')}."

    return done(request, information_request_id, deed)


@for_panel
@require_POST
def agree_open(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Agree at once to disclosing what is public."""

    def deed(**told: Any) -> str:
        return f"Agreed to {count_of(writes.agree_open(information_request_id, **told), 'public find')}."

    return done(request, information_request_id, deed)
