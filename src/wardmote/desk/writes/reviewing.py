"""The answers of a review. Each is a deed of its room, kept with what it left and with what undoing it puts back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions import reads as action_reads
from wardmote.actions import writes as actions
from wardmote.actions.rules import ActionState, Grounds
from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.desk.models import Answer
from wardmote.desk.reads.standing import standing
from wardmote.desk.rules.reviewing import ANSWER, READ_WRONGLY, AnswerKind
from wardmote.meetings import writes as meetings
from wardmote.meetings.writes import ItemMarked
from wardmote.minutes import reads as minutes_reads
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Attendance, Item, Meeting, Paragraph, Statement
from wardmote.minutes.rules import Verdict
from wardmote.people import reads as people_reads
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, strictest


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose an action is and by when, as far as anybody has said."""

    seat: Seat | None
    due_on: date | None


def _answered(
    meeting: Meeting, kind: AnswerKind, subject_id: UUID, *, yes: bool, by: Viewer, now: datetime, **before: object
) -> Answer:
    answer = Answer(
        meeting=meeting,
        person_id=by.person_id,
        kind=kind.value,
        subject_id=subject_id,
        yes=yes,
        before=before,
        recorded_at=now,
    )
    answer.before["left"] = standing(answer)
    answer.number = register.record(answer, deed=ANSWER, by=by, now=now).number
    answer.save(force_insert=True)
    return answer


@transaction.atomic
def answer_head(meeting_id: UUID, *, by: Viewer, now: datetime) -> Answer:
    """Say that the notes were read rightly as of this meeting, with these people.

    Raises:
        NotHere, Refused: the meeting is not one that `by` may review. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = minutes_reads.meeting_found(meeting_id, viewer=by)
    if meeting is None:
        raise NotHere
    answer = _answered(meeting, AnswerKind.HEAD, meeting.pk, yes=True, by=by, now=now)
    register.record(meeting, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def answer_item(item_id: UUID, *, by: Viewer, now: datetime) -> Answer:
    """Take an item as it was read.

    Raises:
        NotHere, Refused: the item is not one that `by` may review. Nothing is stored.
    """
    checked = Item.objects.filter(pk=item_id, checked_at__isnull=False).exists()
    item = minutes.check_item(item_id, checked=True, by=by, now=now)
    answer = _answered(item.meeting, AnswerKind.ITEM, item.pk, yes=True, by=by, now=now, checked=checked)
    register.record(item, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def mark_item(item_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> ItemMarked:
    """Say how far an item may go, so that it can be undone.

    Raises:
        NotHere, Refused: the item is not one that `by` may mark. Nothing is stored.
    """
    made = meetings.mark_item(item_id, marking=marking, by=by, now=now)
    if made.before:
        before = {str(pk): was for pk, was in made.before.items()}
        _answered(made.item.meeting, AnswerKind.MARKING, item_id, yes=True, by=by, now=now, markings=before)
    register.record(made.item, deed=ANSWER, by=by, now=now)
    return made


@transaction.atomic
def answer_sentence(
    statement_id: UUID, *, verdicts: Mapping[UUID, Verdict], whose: Mapping[UUID, Whose], by: Viewer, now: datetime
) -> Answer:
    """Say of each reading of a sentence, of which this is the first, whether it is right; and whose an action is.

    Raises:
        NotHere, Refused: the sentence is not one that `by` may review. Nothing is stored.
        DueTooEarly: an action would be due before it was raised. Nothing is stored.
    """
    asked = Statement.objects.select_related("paragraph__meeting").find(statement_id, viewer=by, deed=ANSWER, now=now)
    paragraph = asked.paragraph
    were = dict(Statement.objects.filter(pk__in=list(verdicts)).values_list("pk", "verdict"))
    judged = minutes.judge_readings(paragraph.pk, verdicts=verdicts, by=by, now=now)
    owed = action_reads.by_statement(paragraph.meeting, viewer=by, now=now)
    before = []
    for statement in judged:
        action = owed[statement.pk].row if statement.pk in owed else None
        if action is None or action.state != ActionState.PROPOSED.value:
            continue
        seat_id, person_id = action.owner_seat_id, action.owner_person_id
        day = action.due_on.isoformat() if action.due_on else None
        before.append([str(action.pk), str(seat_id) if seat_id else None, str(person_id) if person_id else None, day])
        if verdicts[statement.pk] is Verdict.WRONG:
            grounds = Grounds(note=READ_WRONGLY)
            actions.move_on(action.pk, to=ActionState.DECLINED, grounds=grounds, by=by, now=now)
            continue
        said = whose.get(statement.pk) or Whose(action.owner_seat, action.due_on)
        person = action.owner_person if said.seat is None else None
        actions.assign(action.pk, seat=said.seat, person=person, due_on=said.due_on, by=by, now=now)
    answer = _answered(
        paragraph.meeting,
        AnswerKind.SENTENCE,
        statement_id,
        yes=Verdict.RIGHT in verdicts.values(),
        by=by,
        now=now,
        statements={str(s.pk): were[s.pk] for s in judged},
        actions=before,
    )
    register.record(paragraph, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def answer_pair(
    proposal_id: UUID, *, kind: AnswerKind, same: bool, meeting: Meeting, by: Viewer, now: datetime
) -> Answer:
    """Say whether two matters, or two actions, are one.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        SettledAlready: somebody has judged it. Nothing is stored.
    """
    if kind is AnswerKind.MATTER:
        (meetings.join_matters if same else minutes.refuse_join)(proposal_id, by=by, now=now)
    else:
        (actions.join if same else actions.refuse_join)(proposal_id, by=by, now=now)
    answer = _answered(meeting, kind, proposal_id, yes=same, by=by, now=now)
    register.record(meeting, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def answer_name(attendance_id: UUID, *, words: str, person: Person | None, by: Viewer, now: datetime) -> Answer:
    """Say that a name as written is this person, whose spelling it is from now on; or that it is nobody known.

    Raises:
        NotHere, Refused: the name is not one that `by` may review. Nothing is stored.
        NotDone: the spelling means somebody else already. Nothing is stored.
    """
    was = Attendance.objects.filter(pk=attendance_id, person__isnull=False).values_list("person_id", flat=True).first()
    row = minutes.name_attendance(attendance_id, person=person, by=by, now=now)
    new = person is not None and people_reads.person_of_words(words) is None
    spelling = people.accept_spelling(person, words=words, by=by, now=now) if person and new else None
    answer = _answered(
        row.meeting,
        AnswerKind.NAME,
        attendance_id,
        yes=person is not None,
        by=by,
        now=now,
        person=str(was) if was else None,
        spelling=str(spelling.pk) if spelling else None,
    )
    register.record(row, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def answer_place(
    meeting: Meeting, *, pair_id: UUID, name: str, other: str, same: bool, by: Viewer, now: datetime
) -> Answer:
    """Say whether two spellings are one road or place; if they are, the second is another spelling of the first.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotDone: the spelling means another place already. Nothing is stored.
    """
    must_be_clerk(by)
    spelling = None
    if same:
        place = places.add_place(name, kind=PlaceKind.ROAD, by=by, now=now)
        spelling = places.accept_spelling(place, words=other, by=by, now=now)
    kept = str(spelling.pk) if spelling else None
    answer = _answered(meeting, AnswerKind.PLACE, pair_id, yes=same, by=by, now=now, spelling=kept)
    register.record(meeting, deed=ANSWER, by=by, now=now)
    return answer


@transaction.atomic
def add_missed(meeting_id: UUID, *, line: str, item_id: UUID | None, by: Viewer, now: datetime) -> Answer:
    """Keep a promise that was not read as one, typed in one line: it goes no further than the item that it stands in.

    Raises:
        NotHere, Refused: the meeting or the item is not one that `by` may review. Nothing is stored.
        NoAction: the line is empty. Nothing is stored.
        DueTooEarly: the day that it gives is before the meeting. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = minutes_reads.meeting_found(meeting_id, viewer=by)
    if meeting is None:
        raise NotHere
    of_item = Paragraph.objects.filter(meeting=meeting, item_id=item_id) if item_id else Paragraph.objects.none()
    told = of_item.values_list("marking", flat=True)
    closes = Marking(strictest(Marking.PANEL.value, *told))
    action = actions.add(line, meeting=meeting, marking=closes, by=by, now=now)
    answer = _answered(meeting, AnswerKind.MISSED, action.pk, yes=True, by=by, now=now)
    register.record(action, deed=ANSWER, by=by, now=now)
    return answer
