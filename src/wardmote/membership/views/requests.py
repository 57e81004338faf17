"""Requests that an officer come to a meeting. The clock is read here."""

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
from wardmote.govuk.words import long_date
from wardmote.membership import reads, writes
from wardmote.membership.forms import AnswerRequest, AskOfficer
from wardmote.membership.rules import MembershipNeeds, RequestAnswer, Way
from wardmote.minutes import reads as minutes
from wardmote.register.reads import opened
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


@for_clerk
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Note that an officer was asked to come to a meeting."""
    now = timezone.now()
    meeting = minutes.meeting_found(meeting_id, viewer=request.viewer)
    if meeting is None:
        raise NotHere
    form = AskOfficer(typed(request))

    def deed(told: dict[str, Any]) -> None:
        writes.ask_officer(
            meeting,
            who=told["who"],
            why=told["why"],
            asked_on=told["asked_on"] or london_date(now),
            how=Way(told["how"]),
            by=request.viewer,
            now=now,
        )

    back = (f"{meeting.body.name}, {long_date(meeting.held_on)}", reverse("meetings:meeting", args=[meeting.pk]))
    sheet = Sheet("Ask an officer to come", back, "Keep the request", "The request is kept.")
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note what an officer answered."""
    now = timezone.now()
    row = reads.request_found(request_id, viewer=request.viewer, now=now)
    kept = {"answer": row.answer, "words": opened(row, "answer_words"), "answered_on": row.answered_on}
    form = AnswerRequest(typed(request), initial=kept)

    def deed(told: dict[str, Any]) -> None:
        writes.answer_request(
            row.pk,
            answer=RequestAnswer(told["answer"]),
            words=told["words"],
            answered_on=told["answered_on"],
            by=request.viewer,
            now=now,
        )

    consulted([row], by=request.viewer, now=now)
    back = (long_date(row.meeting.held_on), reverse("meetings:meeting", args=[row.meeting_id]))
    sheet = Sheet(f"The answer of {opened(row, 'who')}", back, "Keep the answer", "The answer is kept.")
    return form_page(request, form, sheet, deed=deed)


@for_clerk
@require_POST
def chase(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note that an officer was asked again today; or that they are not asked after all."""
    now = timezone.now()
    row = reads.request_found(request_id, viewer=request.viewer, now=now)
    if request.POST.get("do") == "take-back":
        writes.take_back_request(row.pk, by=request.viewer, now=now)
        messages.success(request, "They are not asked to come any more.")
        return redirect("meetings:meeting", row.meeting_id)
    try:
        writes.chase_request(row.pk, by=request.viewer, now=now)
    except MembershipNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Noted: they were asked again today.")
    return redirect("meetings:meeting", row.meeting_id)
