"""The answer is made, fetched and sent. The clock is read here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wardmote.documents.paper_pdf import to_pdf
from wardmote.documents.paper_word import to_docx
from wardmote.govuk.doors import for_panel
from wardmote.govuk.words import short_date
from wardmote.information_requests import forms, reads, writes
from wardmote.information_requests.pack import answer_paper
from wardmote.information_requests.rules import (
    CameBy,
)
from wardmote.information_requests.views.pages import done, posted


@for_panel
@require_POST
def make_answer(request: HttpRequest, information_request_id: UUID) -> HttpResponse:
    """Make the answer, as PDF and as a Word file."""

    def deed(*, now: datetime, **told: Any) -> str:
        shown = reads.request_found(information_request_id, viewer=request.viewer, now=now)
        paper = answer_paper(shown, now=now)
        row = writes.make_answer(shown, pdf=to_pdf(paper), word=to_docx(paper), now=now, **told)
        return f"Version {row.number} of the answer is made. Read it, send it, and note that it went."

    return done(request, information_request_id, deed)


@for_panel
@require_POST
def answer_file(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """An answer as it was made: `as` says whether as a Word file."""
    now = timezone.now()
    shown, answer = reads.answer_found(answer_id, viewer=request.viewer, now=now)
    word = request.POST.get("as") == "word"
    content = reads.file_of(answer, word=word)
    writes.note_fetched(answer, by=request.viewer, now=now)
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document" if word else "pdf"
    example = "EXAMPLE-" if settings.TOWN.example else ""
    name = f"{example}answer-{shown.row.reference}-version-{answer.number}.{'docx' if word else 'pdf'}"
    response = HttpResponse(content, content_type=f"application/{kind}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_panel
@require_POST
def send(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Note that an answer went out."""
    shown, _ = reads.answer_found(answer_id, viewer=request.viewer, now=timezone.now())

    def deed(typed: dict[str, Any], **told: Any) -> str:
        row = writes.send(answer_id, sent_on=typed["sent_on"], sent_by=CameBy(typed["sent_by"]), **told)
        return f"Answered on {short_date(typed['sent_on'])} by {row.sent_by}."

    return posted(request, shown.row.pk, "send", forms.Send(request.POST), deed)


@for_panel
@require_POST
def take_back_answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Take back an answer that has not gone out."""
    shown, _ = reads.answer_found(answer_id, viewer=request.viewer, now=timezone.now())

    def deed(**told: Any) -> str:
        row = writes.take_back_answer(answer_id, **told)
        return f"Taken back: version {row.number} of the answer. It stays in the record."

    return done(request, shown.row.pk, deed)
