"""What somebody says of a proposal, what is disputed, settled and expected, and how an entry is corrected."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.govuk.sheets import Sheet, typed
from wardmote.govuk.words import long_date
from wardmote.minutes.models import Meeting
from wardmote.proposals import reads, writes
from wardmote.proposals.forms import AtOdds, BecameWhat, Correct, Expect, SayClaim, Settle
from wardmote.proposals.reads import ProposalPage
from wardmote.proposals.rules import Became, How, ProposalNeeds
from wardmote.proposals.views.sheets import (
    Source,
    back_to,
    choices_of,
    day_of,
    form_page,
    meetings,
    source_of,
    title_of,
)
from wardmote.register.reads import opened
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


def _held(source: Source | None, **who: Any) -> dict[str, Meeting]:
    """The meetings that a form offers, with that of the sentence from which it was opened."""
    held = meetings(**who)
    if source:
        held.setdefault(str(source.paragraph.meeting_id), source.paragraph.meeting)
    return held


def _said(told: dict[str, Any], held: dict[str, Meeting], source: Source | None, now: datetime) -> dict[str, Any]:
    """What claims and expectations have in common, as the deed takes it."""
    meeting = held.get(told["meeting"])
    return {
        "said_by": told["said_by"],
        "words": told["words"],
        "said_on": day_of(told["said_on"], meeting, now=now),
        "how": How(told["how"]),
        "meeting": meeting,
        "statement_id": source.said.row.pk if source else None,
    }


def _claims(page: ProposalPage) -> list[tuple[str, str]]:
    """The claims of a proposal for a form."""
    return [(str(c.row.pk), f"{c.said_by}, {long_date(c.on)}: {c.words}") for c in page.claims]


@for_clerk
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Keep what a body or a post says of a proposal."""
    now, viewer = timezone.now(), request.viewer
    page = reads.proposal_page(proposal_id, viewer=viewer, now=now)
    source = source_of(request, now=now)
    held = _held(source, viewer=viewer, now=now)
    form = SayClaim(
        typed(request),
        meetings=choices_of(held),
        claims=_claims(page),
        initial=source.initial if source else None,
    )

    def deed(told: dict[str, Any]) -> Any:
        odds = [UUID(one) for one in told.get("at_odds_with", [])]
        said = _said(told, held, source, now)
        return writes.claim(page.row.pk, **said, at_odds_with=odds, by=viewer, now=now)

    consulted(page.shown, by=viewer, now=now)
    sheet = Sheet("What somebody says of it", back_to(page.row), "Keep it", "It is kept.", quotes=(page.what,))
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def at_odds(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say that two claims are at odds."""
    now, viewer = timezone.now(), request.viewer
    page = reads.proposal_page(proposal_id, viewer=viewer, now=now)
    claims = _claims(page)
    first = {"claim": claims[0][0], "against": claims[-1][0]} if claims else {}
    form = AtOdds(typed(request), claims=claims, initial=first)

    def deed(told: dict[str, Any]) -> Any:
        if not told["claim"] or not told["against"]:
            raise ProposalNeeds("against", "Choose two claims of one proposal. Nothing was stored.")
        return writes.say_at_odds(UUID(told["claim"]), against_id=UUID(told["against"]), by=viewer, now=now)

    consulted(page.shown, by=viewer, now=now)
    says = "Both stand side by side as disputed until you record what settled it. Neither is deleted."
    done = "The two stand side by side, as disputed."
    sheet = Sheet("Two claims at odds", back_to(page.row), "They are at odds", done, says, quotes=(page.what,))
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, proposal_entry_id: UUID) -> HttpResponse:
    """Record what settled two claims at odds."""
    now, viewer = timezone.now(), request.viewer
    entry = reads.entry_found(proposal_entry_id, viewer=viewer, now=now)
    page = reads.proposal_page(entry.proposal_id, viewer=viewer, now=now)
    form = Settle(typed(request))

    def deed(told: dict[str, Any]) -> Any:
        day = told.pop("said_on") or london_date(now)
        return writes.settle(entry.pk, **told, said_on=day, by=viewer, now=now)

    consulted(page.shown, by=viewer, now=now)
    pair = next((one for one in page.disputes if one.row.pk == entry.pk), None)
    quotes = tuple(f"{c.said_by}: {c.words}" for c in (pair.one, pair.other)) if pair else ()
    says = "Both claims stay in the record."
    sheet = Sheet("What settled it", back_to(page.row), "Keep it", "It is settled.", says, quotes=quotes)
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def expect(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Keep what should come about, and when it is looked at again."""
    now, viewer = timezone.now(), request.viewer
    row = reads.proposal_found(proposal_id, viewer=viewer, now=now)
    source = source_of(request, now=now)
    held = _held(source, viewer=viewer, now=now)
    form = Expect(typed(request), meetings=choices_of(held), initial=source.initial if source else None)
    form.fields["words"].label = "What should come about"

    def deed(told: dict[str, Any]) -> Any:
        said = _said(told, held, source, now)
        return writes.expect(row.pk, **said, look_on=told["look_on"], by=viewer, now=now)

    consulted([row], by=viewer, now=now)
    sheet = Sheet("An expectation", back_to(row), "Keep it", "It is kept.", quotes=(title_of(row),))
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def became(request: HttpRequest, proposal_entry_id: UUID) -> HttpResponse:
    """Say what became of an expectation."""
    now, viewer = timezone.now(), request.viewer
    entry = reads.entry_found(proposal_entry_id, viewer=viewer, now=now)
    held = meetings(viewer=viewer, now=now)
    form = BecameWhat(typed(request), meetings=choices_of(held))

    def deed(told: dict[str, Any]) -> Any:
        meeting = held.get(told.pop("meeting"))
        told |= {"became": Became(told["became"]), "said_on": day_of(told["said_on"], meeting, now=now)}
        return writes.become(entry.pk, **told, meeting=meeting, by=viewer, now=now)

    consulted([entry, entry.proposal], by=viewer, now=now)
    quotes = (f"{opened(entry, 'said_by')}: {opened(entry, 'words')}",)
    sheet = Sheet("What became of it", back_to(entry.proposal), "Keep it", "It is kept.", quotes=quotes)
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, proposal_entry_id: UUID) -> HttpResponse:
    """Correct an entry by a later one beside it."""
    now, viewer = timezone.now(), request.viewer
    entry = reads.entry_found(proposal_entry_id, viewer=viewer, now=now)
    form = Correct(typed(request))

    def deed(told: dict[str, Any]) -> Any:
        return writes.correct(entry.pk, words=told["words"], by=viewer, now=now)

    consulted([entry, entry.proposal], by=viewer, now=now)
    (one,) = reads.known_of([entry.proposal], viewer=viewer, now=now)
    done = "The correction stands beside it."
    said = ": ".join(filter(None, [opened(entry, "said_by"), opened(entry, "words")]))
    quotes = (said or f"{entry.kind.capitalize()}, {long_date(entry.said_on)}",)
    sheet = Sheet("Correct an entry", back_to(entry.proposal), "Keep the correction", done, quotes=quotes)
    more = {"take_back": reverse("proposals:take-back", args=[entry.pk]), "taken_back": entry.pk in one.way.taken_back}
    return form_page(request, form, sheet, deed=deed, **more)


@for_clerk
@require_POST
def take_back(request: HttpRequest, proposal_entry_id: UUID) -> HttpResponse:
    """An entry was typed wrongly and is taken back, or is put back: by a later entry."""
    now = timezone.now()
    entry = reads.entry_found(proposal_entry_id, viewer=request.viewer, now=now)
    try:
        writes.take_back(entry.pk, by=request.viewer, now=now)
    except ProposalNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Done. Both entries stay in the timeline.")
    return redirect("proposals:proposal", entry.proposal_id)
