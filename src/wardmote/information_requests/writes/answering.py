"""The answer is made, kept as it was made, and goes out."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.information_requests import reads
from wardmote.information_requests.models import InformationAnswer
from wardmote.information_requests.reads import RequestShown
from wardmote.information_requests.rules import (
    FETCH_ANSWER,
    MAKE_ANSWER,
    SEND_ANSWER,
    TAKE_BACK_ANSWER,
    CameBy,
    NotReady,
    RequestState,
    somebody,
)
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date

CONFIDENTIAL = Marking.CONFIDENTIAL.value


@transaction.atomic
def make_answer(shown: RequestShown, *, pdf: bytes, word: bytes, by: Viewer, now: datetime) -> InformationAnswer:
    """Keep the next version of the answer, and name in one event every row that it discloses.

    Raises:
        NotHere, Refused: there is no such request for `by`. Nothing is stored.
        NotReady: something is missing, or it changed since the files were made. Nothing is stored.
    """
    fresh = reads.request_held(shown.row.pk, viewer=by, now=now)
    reads.must_be_ready(fresh)
    if [f.ruling for f in fresh.finds] != [f.ruling for f in shown.finds]:
        raise NotReady("Something was decided anew just now. Nothing was made. Make the answer once more.")
    number = InformationAnswer.objects.filter(request=fresh.row).count() + 1
    row = InformationAnswer(
        request=fresh.row, number=number, made_by_id=somebody(by), marking=CONFIDENTIAL, recorded_at=now
    )
    row.rulings = [str(find.ruling.row.pk) for find in fresh.finds if find.ruling]
    row.pdf, row.word = register.sealed_bytes(row, "pdf", pdf), register.sealed_bytes(row, "word", word)
    row.save(force_insert=True)
    register.record(row, fresh.row, *reads.disclosed(fresh), deed=MAKE_ANSWER, by=by, now=now)
    return row


@transaction.atomic
def note_fetched(answer: InformationAnswer, *, by: Viewer, now: datetime) -> None:
    """Note, before the file leaves the house, who fetches which answer."""
    register.record(answer, deed=FETCH_ANSWER, by=by, now=now)


@transaction.atomic
def send(answer_id: UUID, *, sent_on: date, sent_by: CameBy, by: Viewer, now: datetime) -> InformationAnswer:
    """Note that the newest answer went to whoever asked.

    Raises:
        NotHere, Refused: there is no such answer for `by`. Nothing is stored.
        NotReady: it is not the newest or went before, or the day is wrong. Nothing is stored.
    """
    request, answer = _locked_answer(answer_id, by=by, now=now)
    if request.state is not RequestState.MADE or request.answers[0].pk != answer.pk:
        raise NotReady("This answer is not the one to send. Nothing was saved. Make a new version.")
    if not london_date(answer.recorded_at) <= sent_on <= london_date(now):
        raise NotReady("Give a day from the day it was made until today. Nothing was saved.")
    answer.sent_on, answer.sent_by = sent_on, sent_by.value
    answer.save(update_fields=["sent_on", "sent_by"])
    register.record(answer, request.row, *reads.disclosed(request), deed=SEND_ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def take_back_answer(answer_id: UUID, *, by: Viewer, now: datetime) -> InformationAnswer:
    """Take back an answer that has not gone out; it stays, and counts no more.

    Raises:
        NotHere, Refused: there is no such answer for `by`. Nothing is changed.
        NotReady: it went out, or was taken back before. Nothing is changed.
    """
    request, answer = _locked_answer(answer_id, by=by, now=now)
    if answer.sent_on or answer.taken_back_at:
        raise NotReady("This answer went out, or was taken back before. Nothing was changed.")
    answer.taken_back_at = now
    answer.save(update_fields=["taken_back_at"])
    register.record(answer, request.row, deed=TAKE_BACK_ANSWER, by=by, now=now)
    return answer


def _locked_answer(answer_id: UUID, *, by: Viewer, now: datetime) -> tuple[RequestShown, InformationAnswer]:
    request, _ = reads.answer_found(answer_id, viewer=by, now=now)
    reads.request_held(request.row.pk, viewer=by, now=now)
    return reads.answer_found(answer_id, viewer=by, now=now)
