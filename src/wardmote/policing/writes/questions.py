"""What can happen to a question of the council to the police."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions.rules import How
from wardmote.confidentiality.rules import (
    NOT_ON_THE_PANEL,
    Refuse,
    Refused,
    must_be_clerk_or_police,
)
from wardmote.correspondence import writes as correspondence
from wardmote.minutes.rules import PoliceLower, marking_of_words
from wardmote.people.models import Person
from wardmote.people.rules import one_line
from wardmote.policing import reads
from wardmote.policing.models import PoliceLetter, Question, Reply
from wardmote.policing.rules import (
    ANSWER,
    ASK,
    MARK_REPLY,
    TELL_POLICE,
    WITHDRAW_QUESTION,
    Occasion,
    QuestionNeeds,
    letter_to_police,
)
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, strictest

ASKER_OR_CLERK = Refuse("Only whoever asked, and the clerk, can withdraw this.", "Ask the clerk to do it for you.")


@transaction.atomic
def ask(
    subject: str,
    *,
    words: str,
    on_behalf_of: str,
    marking: Marking,
    link: str,
    how: How = How.PAGE,
    by: Viewer,
    now: datetime,
) -> Question:
    """Ask the police a question for the council; a letter to them says that there is one.

    `link` is the address of the page of questions; `how`, in what way whoever it is for told it. What tells of a
    person is confidential whatever was chosen.

    Raises:
        Refused: somebody who is not on the panel asks. Nothing is stored.
        QuestionNeeds: it has no subject or no words. Nothing is stored.
    """
    if not by.on_panel:
        raise Refused(NOT_ON_THE_PANEL)
    if not one_line(subject):
        raise QuestionNeeds("subject", "Say in a few words what the question is about. Nothing was stored.")
    if not words.strip():
        raise QuestionNeeds("words", "The question has no words. Nothing was stored. Type what is asked.")
    question = Question(asked_by_id=by.person_id, how=how.value, recorded_at=now)
    question.subject = register.sealed(question, "subject", one_line(subject))
    question.words = register.sealed(question, "words", words.strip())
    question.on_behalf_of = register.sealed(question, "on_behalf_of", one_line(on_behalf_of))
    question.marking = strictest(marking.value, marking_of_words(subject, words))
    question.save(force_insert=True)
    register.record(question, deed=ASK, by=by, now=now)
    tell_police(question.pk, occasion=Occasion.ASKED, link=link, by=by, now=now)
    return question


@transaction.atomic
def tell_police(question_id: UUID, *, occasion: Occasion, link: str, by: Viewer, now: datetime) -> int:
    """Leave the letters of one occasion in the outbox; how many. A second time it leaves none."""
    question = Question.objects.select_for_update().get(pk=question_id)
    row, new = PoliceLetter.objects.get_or_create(
        question=question, occasion=occasion.value, defaults={"marking": question.marking, "recorded_at": now}
    )
    answered = occasion is Occasion.LATE and Reply.objects.filter(question=question).exists()
    if not new or answered or question.withdrawn_at is not None:
        return 0
    subject, body = letter_to_police(occasion, link)
    addresses = reads.police_addresses(now=now)
    for address in addresses:
        correspondence.leave(address, subject=subject, body=body, by=by, now=now)
    row.letters = len(addresses)
    row.save(update_fields=["letters"])
    register.record(question, row, deed=TELL_POLICE, by=by, now=now)
    return len(addresses)


@transaction.atomic
def answer(question_id: UUID, *, words: str, said_by: str, how: How = How.PAGE, by: Viewer, now: datetime) -> Reply:
    """Keep what the police answered: typed by them, or by the clerk as they told it. It starts confidential.

    Raises:
        NotHere, Refused: the question is not one that `by` may answer. Nothing is stored.
        QuestionNeeds: it has no words, it was withdrawn, or the clerk does not say who said it. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    question = Question.objects.select_for_update().find(question_id, viewer=by, deed=ANSWER, now=now)
    if question.withdrawn_at is not None:
        raise QuestionNeeds("words", "This question was withdrawn. Nothing was stored.")
    if not words.strip():
        raise QuestionNeeds("words", "The answer has no words. Nothing was stored. Type what was answered.")
    told = one_line(said_by)
    if not told and by.police and by.person_id:
        told = f"{Person.objects.get(pk=by.person_id).name}, {by.capacity}"
    if not told:
        raise QuestionNeeds("said_by", "Say who of the police answered. Nothing was stored.")
    reply = _keep(question, words=words, said_by=told, how=how, by=by, now=now)
    register.record(reply, question, deed=ANSWER, by=by, now=now)
    return reply


@transaction.atomic
def answer_on_form(question: Question, *, words: str, said_by: str, by: Viewer, now: datetime) -> Reply | None:
    """Keep an answer that came with the form of the police's update, whose own deed has held who gives it in.

    None, if the question was withdrawn or answered meanwhile; nothing is stored then. It starts confidential.
    """
    row = Question.objects.select_for_update().get(pk=question.pk)
    if row.withdrawn_at is not None or Reply.objects.filter(question=row).exists():
        return None
    reply = _keep(row, words=words, said_by=one_line(said_by), how=How.PAGE, by=by, now=now)
    register.record(reply, row, deed=ANSWER, by=by, now=now)
    return reply


def _keep(question: Question, *, words: str, said_by: str, how: How, by: Viewer, now: datetime) -> Reply:
    reply = Reply(question=question, how=how.value, noted_by_id=by.person_id, recorded_at=now)
    reply.words = register.sealed(reply, "words", words.strip())
    reply.said_by = register.sealed(reply, "said_by", said_by)
    reply.marking = Marking.CONFIDENTIAL.value
    reply.save(force_insert=True)
    return reply


@transaction.atomic
def mark_reply(reply_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Reply:
    """Say how far a reply may go: no further than its question. Lowered by the police alone.

    Raises:
        NotHere, Refused: the reply is not one that `by` may mark. Nothing is stored.
        PoliceLower: somebody else than the police wants to lower it. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    rows = Reply.objects.select_for_update(of=("self",)).select_related("question")
    reply = rows.find(reply_id, viewer=by, deed=MARK_REPLY, now=now)
    if strictest(marking.value, reply.marking) != marking.value and not by.police:
        raise PoliceLower("This came from the police; only the police can lower it. Nothing was changed. Ask them.")
    reply.marking = strictest(marking.value, reply.question.marking)
    reply.save(update_fields=["marking"])
    register.record(reply, deed=MARK_REPLY, by=by, now=now)
    return reply


@transaction.atomic
def withdraw_question(question_id: UUID, *, withdrawn: bool = True, by: Viewer, now: datetime) -> Question:
    """Withdraw a question, or take it up again. Its clock was never stopped.

    Raises:
        NotHere, Refused: it is not one that `by` may withdraw. Nothing is stored.
    """
    question = Question.objects.select_for_update().find(question_id, viewer=by, deed=WITHDRAW_QUESTION, now=now)
    if not by.keeps_record and (by.person_id is None or question.asked_by_id != by.person_id):
        raise Refused(ASKER_OR_CLERK)
    question.withdrawn_at = now if withdrawn else None
    question.save(update_fields=["withdrawn_at"])
    register.record(question, deed=WITHDRAW_QUESTION, by=by, now=now)
    return question
