"""An answer of a review is taken back, as long as what it left still stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions import writes as actions
from wardmote.actions.rules import ActionState, Grounds
from wardmote.actions.rules import NothingToUndo as NoStep
from wardmote.confidentiality.rules import NotHere, Refused, must_be_clerk
from wardmote.desk.models import Answer
from wardmote.desk.reads.standing import standing
from wardmote.desk.rules.reviewing import PASS_OVER, TAKEN_BACK, UNDO, AnswerKind, NothingToUndo, Overtaken
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Statement
from wardmote.minutes.rules import NotesStand, NotJoined, PoliceLower, SettledAlready, Verdict
from wardmote.people import writes as people
from wardmote.people.models import Person, Spelling
from wardmote.people.rules import NotDone
from wardmote.places import writes as places
from wardmote.places.models import Spelling as PlaceSpelling
from wardmote.places.rules import NotDone as PlaceNotDone
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer

# Every refusal of a deed that puts something back.
REFUSALS = (
    Overtaken,
    NoStep,
    NotJoined,
    NotesStand,
    PoliceLower,
    SettledAlready,
    Refused,
    NotHere,
    NotDone,
    PlaceNotDone,
)
CHANGED_SINCE = "What your last answer did has been changed since. Nothing was changed. See its own page."


@dataclass(frozen=True, slots=True)
class Undone:
    """The answer that was taken back; or that could not be, and why, in words."""

    answer: Answer
    refused: str = ""


@transaction.atomic
def undo(meeting_id: UUID, *, by: Viewer, now: datetime) -> Undone:
    """Take back the last answer that this person gave in the review of a meeting; again, the one before.

    An answer that can't be undone stays, and is passed over from now on.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NothingToUndo: this person has given no answer that could be undone. Nothing is stored.
    """
    must_be_clerk(by)
    given = Answer.objects.select_for_update(of=("self",)).filter(meeting_id=meeting_id, undone_at__isnull=True)
    given = given.filter(passed_at__isnull=True)
    answer = given.filter(person_id=by.person_id).order_by("-number").first() if by.person_id else None
    if answer is None:
        raise NothingToUndo("There is nothing of yours to undo. Nothing was changed.")
    refused = ""
    try:
        with transaction.atomic():
            _must_stand(answer)
            _put_back(answer, by=by, now=now)
    except REFUSALS as refusal:
        answer.passed_at, refused = now, str(refusal) or CHANGED_SINCE
    else:
        answer.undone_at = now
    answer.save(update_fields=["undone_at", "passed_at"])
    register.record(answer, deed=PASS_OVER if refused else UNDO, by=by, now=now)
    return Undone(answer, refused)


def _must_stand(answer: Answer) -> None:
    """Go on only if nobody has answered the same again, or changed what the answer left.

    Raises:
        Overtaken: somebody has.
    """
    again = Answer.objects.filter(kind=answer.kind, subject_id=answer.subject_id, undone_at__isnull=True)
    if again.filter(number__gt=answer.number).exists() or answer.before.get("left") != standing(answer):
        raise Overtaken(CHANGED_SINCE)


def _put_back(answer: Answer, *, by: Viewer, now: datetime) -> None:
    subject, before = answer.subject_id, answer.before
    match AnswerKind(answer.kind):
        case AnswerKind.HEAD:
            pass  # the answer itself is all there was
        case AnswerKind.ITEM:
            minutes.check_item(subject, checked=before["checked"], by=by, now=now)
        case AnswerKind.MARKING:
            for pk, was in before["markings"].items():
                meetings.mark_paragraph(UUID(pk), marking=Marking(was), by=by, now=now)
        case AnswerKind.SENTENCE:
            again = {UUID(pk): Verdict(was) for pk, was in before["statements"].items()}
            minutes.judge_readings(Statement.objects.get(pk=subject).paragraph_id, verdicts=again, by=by, now=now)
            for pk, seat_id, person_id, day in before["actions"]:
                actions.propose_again(
                    UUID(pk),
                    seat_id=UUID(seat_id) if seat_id else None,
                    person_id=UUID(person_id) if person_id else None,
                    due_on=date.fromisoformat(day) if day else None,
                    by=by,
                    now=now,
                )
        case AnswerKind.MATTER:
            (meetings.part_matters if answer.yes else minutes.ask_again)(subject, by=by, now=now)
        case AnswerKind.ACTION:
            (actions.part if answer.yes else actions.ask_again)(subject, by=by, now=now)
        case AnswerKind.NAME:
            person = Person.objects.filter(pk=before["person"]).first()
            minutes.name_attendance(subject, person=person, by=by, now=now)
            for spelling in Spelling.objects.filter(pk=before["spelling"]):
                people.withdraw_spelling(spelling, by=by, now=now)
        case AnswerKind.PLACE:
            for place_spelling in PlaceSpelling.objects.filter(pk=before["spelling"]):
                places.withdraw_spelling(place_spelling, by=by, now=now)
        case AnswerKind.MISSED:
            actions.move_on(subject, to=ActionState.DECLINED, grounds=Grounds(note=TAKEN_BACK), by=by, now=now)
