"""The council's questions to the police, and both sides' promises on one page."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.govuk.doors import for_panel
from wardmote.minutes.rules import PoliceLower
from wardmote.policing import reads, writes
from wardmote.policing.forms import AnswerIt, AskPolice, MarkReply
from wardmote.policing.rules import RESPONSE_HOURS, QuestionNeeds
from wardmote.policing.views.team import form_page, refused
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted


def link_to_questions() -> str:
    """The address of the page, as a letter names it."""
    return urljoin(f"{settings.ADDRESS}/", reverse("policing:questions"))


@for_panel
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its clock, and how both sides keep their promises."""
    now, viewer = timezone.now(), request.viewer
    found = reads.questions(viewer=viewer, now=now)
    consulted(reads.question_rows(found), by=viewer, now=now)
    kept = reads.promises(viewer=viewer, now=now)
    return render(request, "policing/questions.html", {"found": found, "kept": kept, "hours": RESPONSE_HOURS})


@for_panel
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the police a question."""
    form = AskPolice(request.POST or None, clerk=request.viewer.keeps_record)
    if form.is_valid():
        how, told = form.way(), form.cleaned_data
        try:
            made = writes.ask(
                told["subject"],
                words=told["words"],
                on_behalf_of=told["on_behalf_of"],
                marking=Marking(told["marking"]),
                link=link_to_questions(),
                how=how,
                by=request.viewer,
                now=timezone.now(),
            )
        except QuestionNeeds as why:
            refused(form, why)
        else:
            messages.success(request, f"Asked. The police have {RESPONSE_HOURS} hours from now.")
            return redirect("policing:question", made.pk)
    told_of = "A letter tells the police that there is a question. It does not say which."
    back = reverse("policing:questions")
    return form_page(request, form, heading="Ask the police", button="Ask", told=told_of, back=back)


@for_panel
@require_GET
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """One question with its replies."""
    return _page(request, question_id)


def _page(request: HttpRequest, question_id: UUID, form: AnswerIt | None = None) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    one = reads.question_found(question_id, viewer=viewer, now=now)
    consulted(reads.question_rows([one]), by=viewer, now=now)
    shown = {
        "one": one,
        "form": form or AnswerIt(clerk=viewer.keeps_record),
        "may_answer": viewer.keeps_record or viewer.police,
        "may_withdraw": viewer.keeps_record or one.row.asked_by_id == viewer.person_id,
        "mark_forms": {reply.row.pk: MarkReply(initial={"marking": reply.row.marking}) for reply in one.replies},
    }
    return render(request, "policing/question.html", shown, status=422 if form else 200)


@for_panel
@require_POST
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Keep what the police answered."""
    form = AnswerIt(request.POST, clerk=request.viewer.keeps_record)
    if form.is_valid():
        try:
            how = form.way()
            writes.answer(question_id, how=how, **form.cleaned_data, by=request.viewer, now=timezone.now())
        except QuestionNeeds as why:
            refused(form, why)
        else:
            messages.success(request, "The answer is in the record. It is confidential until the police lower it.")
            return redirect("policing:question", question_id)
    return _page(request, question_id, form)


@for_panel
@require_POST
def withdraw(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Withdraw a question, or take it up again."""
    withdrawn = request.POST.get("do") != "take-up"
    writes.withdraw_question(question_id, withdrawn=withdrawn, by=request.viewer, now=timezone.now())
    messages.success(request, "Withdrawn." if withdrawn else "It is asked again. Its clock was never stopped.")
    return redirect("policing:question", question_id)


@for_panel
@require_POST
def mark_reply(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """Say how far a reply may go."""
    form = MarkReply(request.POST)
    asked = Marking(form.cleaned_data["marking"]) if form.is_valid() else Marking.CONFIDENTIAL
    try:
        reply = writes.mark_reply(reply_id, marking=asked, by=request.viewer, now=timezone.now())
    except PoliceLower as why:
        messages.warning(request, str(why))
        return redirect("policing:questions")
    messages.success(request, f"The answer is now marked {reply.marking}.")
    return redirect("policing:question", reply.question_id)
