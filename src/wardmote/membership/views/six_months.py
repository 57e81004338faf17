"""The six-month rule: what the clerk knows of a member. The clock is read here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.confidentiality.rules import NotHere
from wardmote.govuk.doors import for_clerk
from wardmote.govuk.sheets import Sheet, form_page, typed
from wardmote.membership import reads, writes
from wardmote.membership.forms import ApproveReason, NoteElsewhere
from wardmote.minutes.models import Body
from wardmote.people import reads as people
from wardmote.people.models import Person


def _person(person_id: UUID) -> Person:
    found = people.find_person(person_id)
    if found is None:
        raise NotHere
    return found


@for_clerk
@require_http_methods(["GET", "POST"])
def elsewhere(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note when a member last came to a meeting elsewhere: then their clock runs."""
    person = _person(person_id)

    def deed(told: dict[str, Any]) -> None:
        writes.note_elsewhere(person, **told, by=request.viewer, now=timezone.now())

    back = (person.name, reverse("membership:person", args=[person.pk]))
    heading = f"When {person.name} last came elsewhere"
    says = "A meeting of the council, a committee or a joint body that is not in this record."
    sheet = Sheet(heading, back, "Keep the day", "The day is kept. The six months are counted from it.", says)
    return form_page(request, NoteElsewhere(typed(request)), sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note that a body approved why a member does not come."""
    person = _person(person_id)
    bodies = {str(body.pk): body for body in Body.objects.order_by("name")}

    def deed(told: dict[str, Any]) -> None:
        whole = {**told, "body": bodies[told["body"]]}
        writes.approve_reason(person, **whole, by=request.viewer, now=timezone.now())

    back = (person.name, reverse("membership:person", args=[person.pk]))
    says = "It has to be resolved before the six months are over. To note an apology approves nothing."
    sheet = Sheet(f"A reason of {person.name} was approved", back, "Keep it", "The approval is kept.", says)
    form = ApproveReason(typed(request), bodies=[(key, body.name) for key, body in bodies.items()])
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_POST
def take_back_elsewhere(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """A day elsewhere was typed wrongly."""
    now = timezone.now()
    row = reads.elsewhere_found(row_id, viewer=request.viewer, now=now)
    writes.take_back_elsewhere(row.pk, by=request.viewer, now=now)
    messages.success(request, "The day was taken back.")
    return redirect("membership:person", row.person_id)


@for_clerk
@require_POST
def take_back_reason(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """An approval was typed wrongly."""
    now = timezone.now()
    row = reads.reason_found(row_id, viewer=request.viewer, now=now)
    writes.take_back_reason(row.pk, by=request.viewer, now=now)
    messages.success(request, "The approval was taken back.")
    return redirect("membership:person", row.person_id)
