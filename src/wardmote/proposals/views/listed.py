"""The list of proposals, as a page and as a file, and the form in which one is opened."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.govuk import spreadsheet
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.sheets import Sheet, typed
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Matter
from wardmote.proposals import reads, writes
from wardmote.proposals.forms import Propose, wanted
from wardmote.proposals.reads import Listed
from wardmote.proposals.views.sheets import Source, bodies, choices_of, form_page, meetings, put_of, source_of
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Marking, london_date
from wardmote.register.writes import consulted

A_PAGE = 50


@for_panel
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals that the viewer may see: filtered, searched, sorted."""
    now, want = timezone.now(), wanted(request.GET)
    found, counts = reads.listed(want, viewer=request.viewer, now=now)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    consulted([row for one in page for row in one.shown], by=request.viewer, now=now)
    asked = urlencode({"show": want.show, "q": want.words, "sort": want.sort})
    shown = {"page": page, "want": want, "counts": counts, "shows": reads.SHOWS, "sorts": reads.SORTS, "asked": asked}
    return render(request, "proposals/proposals.html", shown)


COLUMNS = (
    "Reference",
    "Proposal",
    "From",
    "To",
    "Put on",
    "Days without an answer",
    "Asked again",
    "Disputed",
    "Marking",
)


def _cells(one: Listed) -> list[str | int]:
    longest = one.longest
    days, chases = (longest.days, longest.chases) if longest else ("", "")
    asked_on = one.asked_on.isoformat() if one.asked_on else ""
    cells: list[str | int] = [one.row.reference, one.what, one.row.from_body.name, one.to, asked_on, days, chases]
    return [*cells, len(one.known.disputes), one.row.marking]


@for_panel
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet: all pages of it, and no more than the viewer may see."""
    now = timezone.now()
    found, _ = reads.listed(wanted(request.GET), viewer=request.viewer, now=now)
    consulted([row for one in found for row in one.shown], by=request.viewer, now=now)
    closed = any(one.row.marking not in {Marking.PUBLIC, Marking.PANEL} for one in found)
    rows, day = [_cells(one) for one in found], london_date(now)
    return spreadsheet.download(COLUMNS, rows, name="proposals", closed=closed, example=settings.TOWN.example, day=day)


@for_clerk
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a proposal: from a sentence of the notes, from a matter, or as typed."""
    now, viewer = timezone.now(), request.viewer
    source = source_of(request, now=now)
    matter = _matter(request, now)
    known, held = bodies(), meetings(viewer=viewer, now=now)
    first: dict[str, Any] = {}
    if source:
        first = _first(source, known)
    elif only := minutes.only_body():
        first["from_body"] = str(only.pk)
    form = Propose(typed(request), bodies=choices_of(known), meetings=choices_of(held), initial=first)

    def deed(told: dict[str, Any]) -> UUID:
        row = writes.propose(
            told["what"],
            from_body=known[told["from_body"]],
            put=put_of(told, known, held, now=now),
            statement_id=source.said.row.pk if source else None,
            matter=matter,
            marking=Marking(told["marking"]),
            by=viewer,
            now=now,
        )
        return row.pk

    consulted([*([source.paragraph] if source else []), *([matter] if matter else [])], by=viewer, now=now)
    others = reads.to_add_to(viewer=viewer, now=now) if source else []
    consulted([row for row, _ in others], by=viewer, now=now)
    body = known.get(first.get("from_body", ""))
    recommends = body is not None and minutes.verb_of(body, on=london_date(now)) == "recommends"
    part = f"It is part of the matter “{opened(matter, 'title')}”." if matter else ""
    says = " ".join(filter(None, [part, "This body can only recommend: the other one decides." if recommends else ""]))
    quotes = (source.said.words,) if source else ()
    back = ("Proposals", reverse("proposals:proposals"))
    sheet = Sheet("New proposal", back, "Open the proposal", "The proposal is in the record.", says, quotes=quotes)
    return form_page(request, form, sheet, deed=deed, others=others, statement=source.said.row.pk if source else None)


def _first(source: Source, known: dict[str, Body]) -> dict[str, Any]:
    """What a sentence says already of the proposal that is opened from it."""
    told, meeting = source.said.particulars, source.paragraph.meeting
    to = told.get("to", "")
    body = next((key for key, one in known.items() if one.name.casefold() in to.casefold()), "")
    return {
        "what": source.said.words,
        "from_body": str(meeting.body_id),
        "meeting": str(meeting.pk),
        "asked_by": told.get("asked_by", ""),
        "to_body": body,
        "outside": "" if body else to,
        "marking": source.said.row.marking,
    }


def _matter(request: HttpRequest, now: datetime) -> Matter | None:
    try:
        matter_id = UUID(request.GET.get("matter", ""))
    except ValueError:
        return None
    return Matter.objects.select_related("joined_to").find(matter_id, viewer=request.viewer, deed=CONSULT, now=now)
