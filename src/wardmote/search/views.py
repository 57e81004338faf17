"""Request -> one read -> page. The clock is read here. What is typed never stands in an address as it was typed."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.confidentiality.rules import has_signed
from wardmote.govuk.doors import for_panel
from wardmote.minutes.models import Meeting
from wardmote.register.rules import Viewer
from wardmote.register.writes import consulted
from wardmote.search import reads, writes
from wardmote.search.forms import SearchFor
from wardmote.search.rules import Asked, Kind, Sort, clause_of

A_PAGE = 20
OF_A_HISTORY = 50
NOT_OPENED = "This search cannot be opened here. Nothing was looked for. Type the words again."


def _form(asked: Asked | None, typed: Any = None) -> SearchFor:
    bodies = [(str(body.pk), body.name) for body in reads.bodies()]
    if asked is None:
        return SearchFor(typed, bodies=bodies)
    kinds = [kind.value for kind in asked.kinds]
    told = {"q": asked.words, "kinds": kinds, "body": asked.body, "from_on": asked.from_on, "until_on": asked.until_on}
    return SearchFor(initial={**told, "sort": asked.sort.value}, bodies=bodies)


def _keep_index(viewer: Viewer, now: datetime) -> None:
    newest = reads.stale()
    if newest is not None:
        writes.bring_up_to_date(newest, by=viewer, now=now)


@for_panel
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """What is typed is posted, and comes back in an address that only who typed it can open."""
    if request.method == "POST":
        form = _form(None, request.POST)
        if not form.is_valid():
            return render(request, "search/search.html", {"form": form}, status=422)
        sealed = reads.sealed_question(form.asked(), viewer=request.viewer)
        return redirect(f"{reverse('search:search')}?{urlencode({'s': sealed})}")
    text = request.GET.get("s", "")
    asked = reads.opened_question(text, viewer=request.viewer) if text else None
    if asked is None:
        return render(request, "search/search.html", {"form": _form(None), "problem": NOT_OPENED if text else ""})
    return _results(request, asked, text)


def _results(request: HttpRequest, asked: Asked, text: str) -> HttpResponse:
    now = timezone.now()
    _keep_index(request.viewer, now)
    found = reads.found(asked, viewer=request.viewer, now=now)
    page = Paginator(found.hits, A_PAGE).get_page(request.GET.get("page"))
    shown = reads.results(list(page), (clause_of(asked.words),), viewer=request.viewer, now=now)
    consulted([one.row for one in shown], by=request.viewer, now=now)
    days = [(day, list(of)) for day, of in groupby(shown, key=lambda one: one.hit.day)]
    told = {
        "form": _form(asked),
        "asked": asked,
        "page": page,
        "days": days if asked.sort is Sort.DATE else [(None, shown)],
        "of_kind": [(kind, found.of_kind[kind]) for kind in Kind if kind in found.of_kind],
        "narrowed": bool(asked.kinds or asked.body or asked.from_on or asked.until_on),
        "place": reads.place_asked(asked),
        "here": urlencode({"s": text}),
        "signed": has_signed(request.viewer, now),
    }
    return render(request, "search/search.html", told)


def _history(request: HttpRequest, row_id: UUID, read: Callable[..., reads.History], back: str) -> HttpResponse:
    now = timezone.now()
    _keep_index(request.viewer, now)
    found = read(row_id, viewer=request.viewer, now=now)
    given = {"viewer": request.viewer, "now": now}
    page = Paginator([*found.known, *found.by_words], OF_A_HISTORY).get_page(request.GET.get("page"))
    known = {one.row_id for one in found.known}
    shown = reads.results(list(page), found.clauses, **given)
    consulted([*([found.of] if found.of else []), *(one.row for one in shown)], by=request.viewer, now=now)
    parts = [
        ("As the record has joined it", [one for one in shown if one.hit.row_id in known]),
        ("Found by its words alone", [one for one in shown if one.hit.row_id not in known]),
    ]
    told = {
        "history": found,
        "page": page,
        "parts": [(title, _by_day(rows)) for title, rows in parts if rows],
        "back": reverse(back, args=[row_id]) if back else reverse("search:search"),
    }
    return render(request, "search/history.html", told)


def _by_day(rows: list[reads.Result]) -> list[tuple[date, Meeting | None, list[reads.Result]]]:
    """In the order they stand in, those of one day together, with the meeting of that day if they name just one."""
    days = [(day, list(of)) for day, of in groupby(rows, key=lambda one: one.hit.day)]
    named = [(day, {one.hit.meeting_id: one.meeting for one in of if one.meeting}, of) for day, of in days]
    return [(day, next(iter(met.values())) if len(met) == 1 else None, of) for day, met, of in named]


@for_panel
@require_GET
def matter(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Every time that a matter was discussed."""
    return _history(request, matter_id, reads.history_of_matter, "meetings:matter")


@for_panel
@require_GET
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Every time that an action was spoken of."""
    return _history(request, action_id, reads.history_of_action, "actions:action")


@for_panel
@require_GET
def place(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Every time that a road or place was named."""
    return _history(request, place_id, reads.history_of_place, "")
