"""A body's table and its terms of reference. The clock is read here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.sheets import Sheet, form_page, typed
from wardmote.govuk.words import long_date
from wardmote.membership import reads, writes
from wardmote.membership.forms import AddMembership, AdoptTerms, ChangeMembership, NameSubstitute
from wardmote.membership.rules import MembershipKind, MembershipNeeds
from wardmote.membership.views.pieces import body_or_404, people_choices
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date
from wardmote.register.writes import consulted


@for_panel
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body, with how many sit there and how many vote."""
    now = timezone.now()
    tables = reads.bodies(viewer=request.viewer, now=now)
    return render(request, "membership/bodies.html", {"tables": tables})


def _next(body: Body, viewer: Viewer, now: datetime) -> Meeting | None:
    return minutes.planned(now=now, viewer=viewer).filter(body=body).first()


@for_panel
@require_GET
def body(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """One body: who sits at its table today, its terms of reference, and who is asked to come."""
    now, viewer = timezone.now(), request.viewer
    found = body_or_404(body_id, viewer)
    page = reads.body_page(found, meeting=_next(found, viewer, now), viewer=viewer, now=now)
    shown = [*(place.row for place in page.table.places), *page.others, *(one.row for one in page.requests)]
    consulted([*shown, *([page.terms.row] if page.terms else [])], by=viewer, now=now)
    return render(request, "membership/body.html", {"page": page, "body": found, "today": london_date(now)})


@for_clerk
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Give somebody a place at the table."""
    now = timezone.now()
    found = body_or_404(body_id, request.viewer)
    everybody = people_choices()
    form = AddMembership(typed(request), offices=people.seats_and_holders(now=now), people=everybody)

    def deed(told: dict[str, Any]) -> None:
        in_person = told["who"] in dict(everybody)
        writes.add_membership(
            found,
            seat=None if in_person else people.seat_by_id(told["who"]),
            person=people.find_person(UUID(told["who"])) if in_person else None,
            kind=MembershipKind(told["kind"]),
            **{key: told[key] for key in ("votes", "why_vote", "from_on", "until_on", "review_on")},
            by=request.viewer,
            now=now,
        )

    back = (found.name, reverse("membership:body", args=[found.pk]))
    sheet = Sheet("A place at the table", back, "Give the place", "The place is in the record.")
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a place, set its review, or a co-opted member's vote."""
    now = timezone.now()
    row = reads.membership_found(membership_id, viewer=request.viewer, now=now)
    kept = {
        "votes": row.votes,
        "why_vote": opened(row, "why_vote"),
        "until_on": row.until_on,
        "review_on": row.review_on,
    }
    co_opted = row.kind == MembershipKind.CO_OPTED.value
    form = ChangeMembership(typed(request), co_opted=co_opted, initial=kept)

    def deed(told: dict[str, Any]) -> None:
        whole = {"votes": False, "why_vote": "", **told}
        writes.change_membership(row.pk, **whole, by=request.viewer, now=now)

    consulted([row], by=request.viewer, now=now)
    name = row.seat.name if row.seat else row.person.name if row.person else ""
    back = (row.body.name, reverse("membership:body", args=[row.body_id]))
    says = f"{row.kind.capitalize()} since {long_date(row.from_on)}."
    return form_page(request, form, Sheet(name, back, "Save", "Saved.", says), deed=deed)


@for_clerk
@require_POST
def take_back(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """A place that was typed wrongly never was; or it is put back."""
    now = timezone.now()
    row = reads.membership_found(membership_id, viewer=request.viewer, now=now)
    back = request.POST.get("do") != "put-back"
    try:
        writes.take_back_membership(row.pk, back=back, by=request.viewer, now=now)
    except MembershipNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The place was taken back." if back else "The place stands again.")
    return redirect("membership:body", row.body_id)


@for_clerk
@require_http_methods(["GET", "POST"])
def substitute(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Say who stands in for a member."""
    now, viewer = timezone.now(), request.viewer
    row = reads.membership_found(membership_id, viewer=viewer, now=now)
    rows = list(minutes.planned(now=now, viewer=viewer).filter(body=row.body))
    planned = {str(one.pk): one for one in rows}
    form = NameSubstitute(
        typed(request),
        people=people_choices(),
        meetings=[(key, long_date(one.held_on)) for key, one in planned.items()],
    )

    def deed(told: dict[str, Any]) -> None:
        writes.name_substitute(
            row.pk,
            person=Person.objects.get(pk=told["person"]),
            meeting=planned.get(told["meeting"]),
            from_on=told["from_on"],
            until_on=told["until_on"],
            by=viewer,
            now=now,
        )

    consulted([row], by=viewer, now=now)
    name = row.seat.name if row.seat else row.person.name if row.person else ""
    back = (row.body.name, reverse("membership:body", args=[row.body_id]))
    sheet = Sheet(f"Who stands in for {name}", back, "Name the substitute", "The substitute is named.")
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_POST
def take_back_substitute(request: HttpRequest, substitute_id: UUID) -> HttpResponse:
    """Somebody does not stand in after all."""
    now = timezone.now()
    row = reads.substitute_found(substitute_id, viewer=request.viewer, now=now)
    writes.take_back_substitute(row.pk, by=request.viewer, now=now)
    messages.success(request, "They do not stand in any more.")
    return redirect("membership:body", row.membership.body_id)


@for_clerk
@require_http_methods(["GET", "POST"])
def adopt_terms(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Keep a new version of a body's terms of reference."""
    now = timezone.now()
    found = body_or_404(body_id, request.viewer)
    newest = reads.terms_in_force(found, viewer=request.viewer, now=now)
    if newest:
        consulted([newest], by=request.viewer, now=now)
    rows = {str(one.pk): one for one in Body.objects.order_by("name")}
    form = AdoptTerms(
        typed(request),
        bodies=[(key, one.name) for key, one in rows.items()],
        initial={"text": opened(newest, "text") if newest else "", "adopted_by": str(found.pk)},
    )

    def deed(told: dict[str, Any]) -> None:
        writes.adopt_terms(
            found,
            text=told["text"],
            adopted_by=rows[told["adopted_by"]],
            adopted_on=told["adopted_on"],
            review_on=told["review_on"],
            by=request.viewer,
            now=now,
        )

    back = (found.name, reverse("membership:body", args=[found.pk]))
    says = "The version in force stays in the record, and can be read." if newest else ""
    sheet = Sheet("Terms of reference", back, "Keep this version", "This version is in force now.", says)
    return form_page(request, form, sheet, deed=deed)


@for_panel
@require_GET
def terms(request: HttpRequest, terms_id: UUID) -> HttpResponse:
    """One version of a body's terms of reference."""
    now = timezone.now()
    row = reads.terms_found(terms_id, viewer=request.viewer, now=now)
    newest = reads.terms_in_force(row.body, viewer=request.viewer, now=now)
    consulted([row], by=request.viewer, now=now)
    one = reads.terms_shown(row, today=london_date(now))
    return render(request, "membership/terms.html", {"one": one, "in_force": newest == row})
