"""Apologies: by one button without a sign-in, or noted by the clerk. The clock is read here."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.confidentiality.rules import NotHere
from wardmote.correspondence.rules import WRONG_LINKS
from wardmote.correspondence.writes import tried_too_often
from wardmote.govuk.doors import for_anyone, for_clerk, for_panel
from wardmote.govuk.links import quiet
from wardmote.govuk.sheets import Sheet, form_page, typed
from wardmote.govuk.words import long_date
from wardmote.membership import reads, writes
from wardmote.membership.forms import NoteApology, SendApology
from wardmote.membership.rules import ApologyLinkEnded, ApologyOutcome, MembershipNeeds, Way
from wardmote.membership.views.pieces import people_choices
from wardmote.minutes import reads as minutes
from wardmote.people.models import Person
from wardmote.register.rules import THE_PUBLIC, Viewer

BY_LINK = Viewer(person_id=None, capacity="link of an apology")
PRESSES = 20  # of the button of one link, within a while


@for_anyone
@never_cache
@require_http_methods(["GET", "POST"])
def apology(request: HttpRequest, token: str) -> HttpResponse:
    """One button that sends one person's apology for one meeting. To open the page does nothing."""
    now = timezone.now()
    try:
        link = reads.apology_link_of(token, now=now)
    except NotHere:
        who = get_adapter().get_client_ip(request)
        if tried_too_often(f"wrong link from {who}", most=WRONG_LINKS, by=THE_PUBLIC, now=now):
            return quiet(render(request, "429.html", status=429))
        raise
    except ApologyLinkEnded as why:
        return quiet(render(request, "govuk/link_ended.html", {"why": str(why)}, status=410))
    pressed = f"presses on {link.pk}"
    if request.method == "POST" and tried_too_often(pressed, most=PRESSES, by=BY_LINK, now=now):
        return quiet(render(request, "429.html", status=429))
    form, status = SendApology(typed(request)), 200
    sent = reads.has_apologised(link.meeting, link.person)
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            writes.apologise(link.pk, why=form.cleaned_data["why"], by=BY_LINK, now=now)
        except ApologyLinkEnded as why:
            return quiet(render(request, "govuk/link_ended.html", {"why": str(why)}, status=410))
        sent = True
    shown = {"form": form, "meeting": link.meeting, "person": link.person, "sent": sent}
    return quiet(render(request, "membership/apology.html", shown, status=status))


@for_clerk
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Note the apology of somebody who rang or wrote."""
    now, viewer = timezone.now(), request.viewer
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    form = NoteApology(typed(request), people=people_choices())

    def deed(told: dict[str, Any]) -> None:
        person = Person.objects.get(pk=told["person"])
        writes.note_apology(meeting, person=person, why=told["why"], how=Way(told["how"]), by=viewer, now=now)

    back = (f"{meeting.body.name}, {long_date(meeting.held_on)}", reverse("meetings:meeting", args=[meeting.pk]))
    return form_page(request, form, Sheet("Note an apology", back, "Note it", "The apology is noted."), deed=deed)


@for_panel
@require_POST
def my_own(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Apologise as oneself, on the page of the meeting."""
    now, viewer = timezone.now(), request.viewer
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    person = Person.objects.get(pk=viewer.person_id)
    try:
        writes.note_apology(meeting, person=person, why="", how=Way.PAGE, by=viewer, now=now)
    except MembershipNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Your apology is sent. Ring the clerk if you can come after all.")
    return redirect("meetings:meeting", meeting.pk)


@for_clerk
@require_POST
def settle(request: HttpRequest, apology_id: UUID) -> HttpResponse:
    """Say that the meeting accepted or noted an apology, or take it back."""
    now = timezone.now()
    row = reads.apology_found(apology_id, viewer=request.viewer, now=now)
    do = request.POST.get("do", "")
    if do == "take-back":
        writes.take_back_apology(row.pk, by=request.viewer, now=now)
        messages.success(request, "The apology was taken back.")
    elif do in list(ApologyOutcome):
        writes.settle_apology(row.pk, outcome=ApologyOutcome(do), by=request.viewer, now=now)
        messages.success(request, f"The apology is “{do}”.")
    else:
        messages.warning(request, "Choose what the meeting did with it. Nothing was changed.")
    return redirect("meetings:meeting", row.meeting_id)
