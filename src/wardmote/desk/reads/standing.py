"""What stands now of what an answer of a review did: read when it is given, and again before it is undone."""

from typing import Any

from wardmote.actions.models import Action, SameAction
from wardmote.desk.models import Answer
from wardmote.desk.rules.reviewing import AnswerKind
from wardmote.minutes.models import Attendance, Item, Paragraph, SameMatter, Statement
from wardmote.people.models import Spelling
from wardmote.places.models import Spelling as PlaceSpelling

OF_AN_ACTION = ("pk", "state", "version", "owner_seat_id", "owner_person_id", "due_on")


def standing(answer: Answer) -> list[list[str]]:
    """The rows that undoing an answer would put back, as they are now, so that JSON can hold them."""
    subject, before = answer.subject_id, answer.before
    rows: list[tuple[Any, ...]] = []
    match AnswerKind(answer.kind):
        case AnswerKind.HEAD:
            pass  # the answer itself is all there is
        case AnswerKind.ITEM:
            rows += Item.objects.filter(pk=subject).values_list("checked_at")
        case AnswerKind.MARKING:
            rows += Paragraph.objects.filter(pk__in=before["markings"]).order_by("pk").values_list("pk", "marking")
        case AnswerKind.SENTENCE:
            told, owed = [*before["statements"]], [action_id for action_id, *_ in before["actions"]]
            rows += Statement.objects.filter(pk__in=told).order_by("pk").values_list("pk", "verdict")
            rows += Action.objects.filter(pk__in=owed).order_by("pk").values_list(*OF_AN_ACTION)
        case AnswerKind.MATTER:
            rows += SameMatter.objects.filter(pk=subject).values_list("state")
        case AnswerKind.ACTION:
            rows += SameAction.objects.filter(pk=subject).values_list("state")
        case AnswerKind.NAME:
            rows += Attendance.objects.filter(pk=subject).values_list("person_id")
            rows += Spelling.objects.filter(pk=before["spelling"]).values_list("words", "person_id")
        case AnswerKind.PLACE:
            rows += PlaceSpelling.objects.filter(pk=before["spelling"]).values_list("words", "place_id")
        case AnswerKind.MISSED:
            rows += Action.objects.filter(pk=subject).values_list(*OF_AN_ACTION)
    return [[str(value) for value in row] for row in rows]
