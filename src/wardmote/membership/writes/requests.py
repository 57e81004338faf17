"""What can happen to a request that an officer come to a meeting."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.membership.models import AttendRequest
from wardmote.membership.rules import (
    ANSWER_REQUEST,
    ASK_OFFICER,
    CHASE_REQUEST,
    TAKE_BACK_REQUEST,
    MembershipNeeds,
    RequestAnswer,
    Way,
)
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import marking_of_row
from wardmote.register import writes as register
from wardmote.register.rules import Deed, Marking, Viewer, london_date


@transaction.atomic
def ask_officer(
    meeting: Meeting, *, who: str, why: str, asked_on: date, how: Way, by: Viewer, now: datetime
) -> AttendRequest:
    """Note that an officer was asked to come to a meeting.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: it is not said who or why, or the day is yet to come. Nothing is stored.
    """
    must_be_clerk(by)
    if not who.strip():
        raise MembershipNeeds("who", "Say who is asked to come. Nothing was stored.")
    if not why.strip():
        raise MembershipNeeds("why", "Say why they are asked. Nothing was stored.")
    if asked_on > london_date(now):
        raise MembershipNeeds("asked_on", "This day has not come yet. Nothing was stored. Give today or earlier.")
    row = AttendRequest(meeting=meeting, asked_on=asked_on, how=how.value, recorded_at=now)
    row.who = register.sealed(row, "who", " ".join(who.split()))
    row.why = register.sealed(row, "why", why.strip())
    row.marking = marking_of_row(row, Marking.PANEL.value)
    row.save(force_insert=True)
    register.record(row, deed=ASK_OFFICER, by=by, now=now)
    return row


def _locked(request_id: UUID, deed: Deed, *, by: Viewer, now: datetime) -> AttendRequest:
    must_be_clerk(by)
    rows = AttendRequest.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.find(request_id, viewer=by, deed=deed, now=now)


@transaction.atomic
def answer_request(
    request_id: UUID, *, answer: RequestAnswer, words: str, answered_on: date | None, by: Viewer, now: datetime
) -> AttendRequest:
    """Note what the officer answered; or, with no answer, that there is none after all.

    Raises:
        NotHere, Refused: the request is not one that `by` may answer. Nothing is stored.
        MembershipNeeds: they send another, and it is not said whom; or the day is yet to come. Nothing is stored.
    """
    row = _locked(request_id, ANSWER_REQUEST, by=by, now=now)
    if answer is RequestAnswer.ANOTHER and not words.strip():
        raise MembershipNeeds("words", "Say whom they send. Nothing was stored.")
    day = answered_on or london_date(now)
    if day > london_date(now):
        raise MembershipNeeds("answered_on", "This day has not come yet. Nothing was stored. Give today or earlier.")
    row.answer, row.answered_on = answer.value, None if answer is RequestAnswer.NONE else day
    row.answer_words = register.sealed(row, "answer_words", words.strip())
    row.marking = marking_of_row(row, row.marking)
    row.save(update_fields=["answer", "answered_on", "answer_words", "marking"])
    register.record(row, deed=ANSWER_REQUEST, by=by, now=now)
    return row


@transaction.atomic
def chase_request(request_id: UUID, *, by: Viewer, now: datetime) -> AttendRequest:
    """Note that an officer who has not answered was asked again today.

    Raises:
        NotHere, Refused: the request is not one that `by` may chase. Nothing is stored.
        MembershipNeeds: they have answered. Nothing is stored.
    """
    row = _locked(request_id, CHASE_REQUEST, by=by, now=now)
    if row.answer != RequestAnswer.NONE.value:
        raise MembershipNeeds("answer", "They have answered, so nobody is chased. Nothing was stored.")
    row.chases, row.chased_on = row.chases + 1, london_date(now)
    row.save(update_fields=["chases", "chased_on"])
    register.record(row, deed=CHASE_REQUEST, by=by, now=now)
    return row


@transaction.atomic
def take_back_request(request_id: UUID, *, back: bool = True, by: Viewer, now: datetime) -> AttendRequest:
    """Say that an officer is not asked to come after all, or is.

    Raises:
        NotHere, Refused: the request is not one that `by` may take back. Nothing is stored.
    """
    row = _locked(request_id, TAKE_BACK_REQUEST, by=by, now=now)
    row.taken_back_at = now if back else None
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_REQUEST, by=by, now=now)
    return row
