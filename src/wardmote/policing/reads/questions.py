"""The council's questions to the police, with their clocks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from wardmote.actions.rules import How
from wardmote.people import reads as people
from wardmote.people.models import Contact, User
from wardmote.people.rules import SeatKind
from wardmote.policing.models import PoliceLetter, Question, Reply
from wardmote.policing.rules import RESPONSE_HOURS, Clock, Occasion, clock
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer


@dataclass(frozen=True, slots=True)
class ReplyShown:
    """A reply, opened."""

    row: Reply
    words: str
    said_by: str
    noted_by: str  # empty if whoever said it typed it


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question, opened, with its clock and the replies that the viewer may see."""

    row: Question
    subject: str
    words: str
    asked_by: str
    on_behalf_of: str
    clock: Clock
    replies: Sequence[ReplyShown]
    closed_replies: int  # that only a signature opens


def questions(*, viewer: Viewer, now: datetime) -> list[QuestionShown]:
    """Every question that the viewer may see: the unanswered first, the longest wait at the head; then the newest."""
    rows = Question.objects.visible_to(viewer, now=now).select_related("asked_by")
    found = _shown(rows, viewer=viewer, now=now)
    newest = sorted(found, key=lambda one: one.row.recorded_at, reverse=True)
    return sorted(newest, key=lambda one: (one.row.withdrawn_at is not None, one.clock.answered, -_waits(one)))


def unanswered(*, viewer: Viewer, now: datetime) -> list[QuestionShown]:
    """The questions that wait for an answer, as far as the viewer may see them: the longest wait at the head."""
    rows = Question.objects.visible_to(viewer, now=now).filter(withdrawn_at__isnull=True)
    rows = rows.exclude(Exists(Reply.objects.filter(question=OuterRef("pk")))).select_related("asked_by")
    return _shown(rows.order_by("recorded_at", "id"), viewer=viewer, now=now)


def _waits(one: QuestionShown) -> int:
    return 0 if one.clock.answered else one.clock.hours


def question_found(question_id: UUID, *, viewer: Viewer, now: datetime) -> QuestionShown:
    """One question.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = Question.objects.select_related("asked_by").find(question_id, viewer=viewer, deed=CONSULT, now=now)
    return _shown([row], viewer=viewer, now=now)[0]


def _shown(rows: Iterable[Question], *, viewer: Viewer, now: datetime) -> list[QuestionShown]:
    kept = list(rows)
    seen: dict[UUID, list[ReplyShown]] = defaultdict(list)
    replies = Reply.objects.visible_to(viewer, now=now).filter(question__in=kept).select_related("noted_by")
    for row in replies.order_by("recorded_at", "id"):
        seen[row.question_id].append(ReplyShown(row, opened(row, "words"), opened(row, "said_by"), _noter(row)))
    # When the first answer came is known to whoever knows of the question; what it says is another thing.
    came: dict[UUID, list[datetime]] = defaultdict(list)
    for question_id, at in Reply.objects.filter(question__in=kept).values_list("question_id", "recorded_at"):
        came[question_id].append(at)
    return [
        QuestionShown(
            row=row,
            subject=opened(row, "subject"),
            words=opened(row, "words"),
            asked_by=row.asked_by.name if row.asked_by else "",
            on_behalf_of=opened(row, "on_behalf_of"),
            clock=clock(row.recorded_at, min(came[row.pk], default=None), now=now),
            replies=seen[row.pk],
            closed_replies=len(came[row.pk]) - len(seen[row.pk]),
        )
        for row in kept
    ]


def question_rows(found: Iterable[QuestionShown]) -> list[Marked]:
    """The rows that these questions open."""
    return [row for one in found for row in (one.row, *(reply.row for reply in one.replies))]


def asked_too_long_ago(*, now: datetime) -> list[UUID]:
    """For the timer: the questions whose hours are over without an answer, and of which no letter went yet."""
    rows = Question.objects.filter(
        recorded_at__lte=now - timedelta(hours=RESPONSE_HOURS), withdrawn_at__isnull=True
    ).exclude(Exists(Reply.objects.filter(question=OuterRef("pk"))))
    went = PoliceLetter.objects.filter(question=OuterRef("pk"), occasion=Occasion.LATE.value)
    return list(rows.exclude(Exists(went)).values_list("pk", flat=True))


def police_addresses(*, now: datetime) -> list[str]:
    """Where the police on the panel get their letters: as they sign in, else as the clerk has noted. Each once."""
    persons = [person.pk for person, _, kind in people.holders(now=now) if kind is SeatKind.POLICE]
    signs_in = dict(User.objects.filter(person__in=persons, is_active=True).values_list("person_id", "email"))
    noted = {row.person_id: opened(row, "email") for row in Contact.objects.filter(person__in=persons)}
    found = [signs_in.get(person) or noted.get(person, "") for person in persons]
    return list(dict.fromkeys(filter(None, found)))


def _noter(row: Reply) -> str:
    """Who noted what was told to them."""
    return row.noted_by.name if row.noted_by and row.how != How.PAGE.value else ""
