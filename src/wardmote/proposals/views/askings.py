"""A proposal is put to a body, chased and answered, and the answer was before the panel."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.govuk.sheets import Sheet, typed
from wardmote.minutes import reads as minutes
from wardmote.proposals import reads, writes
from wardmote.proposals.forms import Answer, Ask, Chase
from wardmote.proposals.rules import How, ProposalNeeds
from wardmote.proposals.views.sheets import back_to, bodies, choices_of, form_page, meetings, put_of, title_of
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


@for_clerk
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Put a proposal to another body, or once more to the same."""
    now, viewer = timezone.now(), request.viewer
    row = reads.proposal_found(proposal_id, viewer=viewer, now=now)
    known, held = bodies(), meetings(viewer=viewer, now=now)
    form = Ask(typed(request), bodies=choices_of(known), meetings=choices_of(held))

    def deed(told: dict[str, Any]) -> Any:
        return writes.ask(row.pk, put=put_of(told, known, held, now=now), by=viewer, now=now)

    consulted([row], by=viewer, now=now)
    recommends = minutes.verb_of(row.from_body, on=london_date(now)) == "recommends"
    verb, done = ("Recommend", "It is recommended to them.") if recommends else ("Put", "It is put to them.")
    sheet = Sheet(f"{verb} it to a body", back_to(row), f"{verb} it to them", done, quotes=(title_of(row),))
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """Note that a body was asked again; sent from the home page, today by telephone."""
    now, viewer = timezone.now(), request.viewer
    asking = reads.asking_found(asking_id, viewer=viewer, now=now)
    if request.POST.get("back") == "home":
        try:
            writes.chase(asking.pk, by=viewer, now=now)
        except ProposalNeeds as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Noted: they were asked again today, by telephone.")
        return redirect("desk:home")
    form = Chase(typed(request))

    def deed(told: dict[str, Any]) -> Any:
        day = told["chased_on"] or london_date(now)
        how = How(told["how"])
        return writes.chase(asking.pk, how=how, words=told["words"], chased_on=day, by=viewer, now=now)

    consulted([asking, asking.proposal], by=viewer, now=now)
    quotes = (title_of(asking.proposal),)
    heading = f"{reads.whom(asking)} was asked again"
    sheet = Sheet(heading, back_to(asking.proposal), "Keep it", "It is kept.", quotes=quotes)
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """Note what a body answered: a decision of its meeting, or as it reached the clerk."""
    now, viewer = timezone.now(), request.viewer
    asking = reads.asking_found(asking_id, viewer=viewer, now=now)
    row = asking.proposal
    decided = {str(one.pk): words for one, words in reads.decisions_of(asking, viewer=viewer, now=now)}
    (one,) = reads.known_of([row], viewer=viewer, now=now)
    spends = one.adopted is not None and one.adopted.waits
    form = Answer(typed(request), decisions=list(decided.items()), spends=spends)

    def deed(told: dict[str, Any]) -> Any:
        chosen = told.get("decision", "")
        return writes.answer(
            asking.pk,
            words=told["words"],
            said_by=told["said_by"],
            said_on=told["said_on"] or london_date(now),
            how=How(told["how"]),
            statement_id=UUID(chosen) if chosen else None,
            adopts=bool(told.get("adopts")),
            by=viewer,
            now=now,
        )

    consulted([asking, row], by=viewer, now=now)
    heading = f"The answer of {reads.whom(asking)}"
    says = f"It comes back to the next agenda of {row.from_body.name}."
    done = f"The answer is kept. It stands on the next agenda of {row.from_body.name}."
    sheet = Sheet(heading, back_to(row), "Keep the answer", done, says, quotes=(title_of(row),))
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_POST
def withdraw(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """A proposal is not put to a body after all."""
    now = timezone.now()
    asking = reads.asking_found(asking_id, viewer=request.viewer, now=now)
    try:
        writes.withdraw(asking.pk, by=request.viewer, now=now)
    except ProposalNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "It is not put to them any more. In the timeline that can be taken back.")
    return redirect("proposals:proposal", asking.proposal_id)


@for_clerk
@require_POST
def seen(request: HttpRequest, proposal_entry_id: UUID) -> HttpResponse:
    """The proposing body has had the answer before it: at its last meeting, if one was held since."""
    now = timezone.now()
    entry = reads.entry_found(proposal_entry_id, viewer=request.viewer, now=now)
    meeting = next(
        (
            one
            for one in meetings(viewer=request.viewer, now=now).values()
            if one.body_id == entry.proposal.from_body_id and one.held_on >= entry.said_on
        ),
        None,
    )
    try:
        writes.see_answer(entry.pk, meeting=meeting, by=request.viewer, now=now)
    except ProposalNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The answer is noted as seen, and stands on no further agenda.")
    return redirect("proposals:proposal", entry.proposal_id)
