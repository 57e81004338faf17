"""What a person says of what was read: this stands, these two are one, this is settled, this may go further."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes import reads
from wardmote.minutes.models import (
    Adoption,
    Attendance,
    Correction,
    Decision,
    Interest,
    Item,
    Matter,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.minutes.rules import (
    ASK_AGAIN,
    CHECK_ITEM,
    CONFIRM_DECISION,
    JOIN_MATTERS,
    JUDGE_READINGS,
    MARK_PARAGRAPH,
    NAME_ATTENDANCE,
    PART_MATTERS,
    REFUSE_JOIN,
    SETTLE_MATTER,
    SETTLE_STATEMENT,
    NotJoined,
    PoliceLower,
    Sameness,
    Verdict,
    marking_of_matter,
    must_not_stand,
)
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.reads import ids_of, opened
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def confirm_decision(decision_id: UUID, *, by: Viewer, now: datetime) -> Decision:
    """Say that a decision was read rightly; from now on it binds.

    Raises:
        NotHere, Refused: the decision is not one that `by` may confirm. Nothing is stored.
        NotesStand: the notes are approved. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Decision.objects.select_related("paragraph__meeting")
    decision = rows.find(decision_id, viewer=by, deed=CONFIRM_DECISION, now=now)
    must_not_stand(decision.paragraph.meeting.state)
    decision.confirmed_at = decision.confirmed_at or now
    decision.save(update_fields=["confirmed_at"])
    Statement.objects.filter(decision=decision).update(verdict=Verdict.RIGHT.value)
    register.record(decision, deed=CONFIRM_DECISION, by=by, now=now)
    return decision


@transaction.atomic
def judge_readings(
    paragraph_id: UUID, *, verdicts: Mapping[UUID, Verdict], by: Viewer, now: datetime
) -> list[Statement]:
    """Say of statements of one paragraph whether they were read rightly; a decision that was binds from now on.

    Raises:
        NotHere, Refused: the paragraph is not one that `by` may judge. Nothing is stored.
        NotesStand: the notes are approved. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Paragraph.objects.select_related("meeting")
    paragraph = rows.find(paragraph_id, viewer=by, deed=JUDGE_READINGS, now=now)
    must_not_stand(paragraph.meeting.state)
    judged = list(Statement.objects.visible_to(by, now=now).filter(paragraph=paragraph, pk__in=list(verdicts)))
    for statement in judged:
        statement.verdict = verdicts[statement.pk].value
        statement.save(update_fields=["verdict"])
        confirmed_at = now if verdicts[statement.pk] is Verdict.RIGHT else None
        Decision.objects.filter(statement=statement).update(confirmed_at=confirmed_at)
    register.record(paragraph, *judged, deed=JUDGE_READINGS, by=by, now=now)
    return judged


@transaction.atomic
def name_attendance(attendance_id: UUID, *, person: Person | None, by: Viewer, now: datetime) -> Attendance:
    """Say who somebody at a meeting was, as the notes write them; or, again, that nobody has said.

    Raises:
        NotHere, Refused: the row is not one that `by` may name. Nothing is stored.
        NotesStand: the notes are approved. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Attendance.objects.select_related("meeting")
    row = rows.find(attendance_id, viewer=by, deed=NAME_ATTENDANCE, now=now)
    must_not_stand(row.meeting.state)
    row.person = person
    row.save(update_fields=["person"])
    register.record(row, deed=NAME_ATTENDANCE, by=by, now=now)
    return row


@transaction.atomic
def check_item(item_id: UUID, *, checked: bool, by: Viewer, now: datetime) -> Item:
    """Say that an item as a whole was read rightly, or that somebody must look at it again.

    Raises:
        NotHere, Refused: the item is not one that `by` may check. Nothing is stored.
    """
    must_be_clerk(by)
    item = Item.objects.find(item_id, viewer=by, deed=CHECK_ITEM, now=now)
    item.checked_at = (item.checked_at or now) if checked else None
    item.save(update_fields=["checked_at"])
    register.record(item, deed=CHECK_ITEM, by=by, now=now)
    return item


@transaction.atomic
def join_matters(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Say that two matters are one: the later one's paragraphs go to the earlier one, and its streak grows.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        SettledAlready: somebody has judged it. Nothing is stored.
    """
    proposal = reads.open_proposal(SameMatter.objects.all(), proposal_id, deed=JOIN_MATTERS, by=by, now=now)
    earlier, later = proposal.earlier, proposal.later
    followed = Matter.objects.filter(joined_to=later)
    asked = SameMatter.objects.filter(earlier=later, state=Sameness.PROPOSED.value)
    proposal.moved = {
        "paragraphs": ids_of(Paragraph.objects.filter(matter=later)),
        "matters": ids_of(followed),
        "proposals": ids_of(asked),
        "settled_at": earlier.settled_at.isoformat() if earlier.settled_at else None,
    }
    Paragraph.objects.filter(matter=later).update(matter=earlier)
    # Who declared an interest in the one has an interest in what both are now.
    declared = set(Interest.objects.filter(matter=earlier).values_list("person_id", flat=True))
    for interest in Interest.objects.filter(matter=later).exclude(person_id__in=declared):
        Interest.objects.create(person_id=interest.person_id, matter=earlier, marking=interest.marking, recorded_at=now)
    followed.update(joined_to=earlier)  # never a chain
    later.joined_to = earlier
    later.save(update_fields=["joined_to"])
    earlier.marking = strictest(earlier.marking, later.marking)
    earlier.settled_at = None
    earlier.save(update_fields=["marking", "settled_at"])
    # A proposal that named the joined matter as the earlier one now means the matter that it went to.
    asked.update(earlier=earlier)
    proposal.state = Sameness.CONFIRMED.value
    proposal.save(update_fields=["state", "moved"])
    register.record(proposal, earlier, later, deed=JOIN_MATTERS, by=by, now=now)
    return proposal


@transaction.atomic
def part_matters(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Undo a join, and ask the question again: each paragraph goes back to the matter that it was about.

    An interest that was declared in either stays declared in both: to open what was closed takes more than an undo.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        NotJoined: the two are not one, or were joined before joins could be undone. Nothing is stored.
    """
    must_be_clerk(by)
    proposal = SameMatter.objects.select_for_update().find(proposal_id, viewer=by, deed=PART_MATTERS, now=now)
    earlier, later, moved = proposal.earlier, proposal.later, proposal.moved
    if proposal.state != Sameness.CONFIRMED.value or moved is None:
        raise NotJoined("These two are not one. Nothing was changed.")
    # A later deed built on this join: to part the two beneath it would undo that as well.
    if earlier.joined_to_id or later.joined_to_id != earlier.pk or earlier.settled_at:
        raise NotJoined("This matter was joined to another or settled since. Nothing was changed. Undo that first.")
    later.joined_to = None
    later.save(update_fields=["joined_to"])
    Paragraph.objects.filter(pk__in=moved["paragraphs"]).update(matter=later)
    Matter.objects.filter(pk__in=moved["matters"]).update(joined_to=later)
    SameMatter.objects.filter(pk__in=moved["proposals"], state=Sameness.PROPOSED.value).update(earlier=later)
    for person_id in Interest.objects.filter(matter=earlier).values_list("person_id", flat=True):
        if not Interest.objects.filter(matter=later, person_id=person_id).exists():
            Interest.objects.create(person_id=person_id, matter=later, recorded_at=now)
    for matter in (earlier, later):
        matter.marking = _marking_of_title(matter)
    earlier.settled_at = datetime.fromisoformat(moved["settled_at"]) if moved["settled_at"] else None
    earlier.save(update_fields=["marking", "settled_at"])
    later.save(update_fields=["marking"])
    proposal.state, proposal.moved = Sameness.PROPOSED.value, None
    proposal.save(update_fields=["state", "moved"])
    register.record(proposal, earlier, later, deed=PART_MATTERS, by=by, now=now)
    return proposal


def _marking_of_title(matter: Matter) -> str:
    """A title goes no further than its words, its heading or its paragraphs do, and is never published by itself."""
    told = Paragraph.objects.filter(matter=matter).select_related("item")
    headings = {p.item for p in told if p.item}
    begins = marking_of_matter(opened(matter, "title"), [(opened(i, "title"), i.marking) for i in headings])
    return strictest(Marking.PANEL.value, begins, *(p.marking for p in told))


@transaction.atomic
def refuse_join(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Say that two matters are two.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        SettledAlready: somebody has judged it. Nothing is stored.
    """
    proposal = reads.open_proposal(SameMatter.objects.all(), proposal_id, deed=JOIN_MATTERS, by=by, now=now)
    proposal.state = Sameness.REFUSED.value
    proposal.save(update_fields=["state"])
    register.record(proposal, deed=REFUSE_JOIN, by=by, now=now)
    return proposal


@transaction.atomic
def ask_again(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Undo a refusal: whether two matters are one is a question again.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
    """
    must_be_clerk(by)
    proposal = SameMatter.objects.find(proposal_id, viewer=by, deed=ASK_AGAIN, now=now)
    SameMatter.objects.filter(pk=proposal.pk, state=Sameness.REFUSED.value).update(state=Sameness.PROPOSED.value)
    register.record(proposal, deed=ASK_AGAIN, by=by, now=now)
    return proposal


@transaction.atomic
def settle_statement(statement_id: UUID, *, by: Viewer, now: datetime) -> Statement:
    """Say that what a statement left open has been answered; it is not carried over again.

    Raises:
        NotHere, Refused: the statement is not one that `by` may settle. Nothing is stored.
    """
    must_be_clerk(by)
    statement = Statement.objects.find(statement_id, viewer=by, deed=SETTLE_STATEMENT, now=now)
    statement.settled_at = statement.settled_at or now
    statement.save(update_fields=["settled_at"])
    register.record(statement, deed=SETTLE_STATEMENT, by=by, now=now)
    return statement


@transaction.atomic
def settle_matter(matter_id: UUID, *, settled: bool, by: Viewer, now: datetime) -> Matter:
    """Say that a matter is at an end, or that it is not after all.

    Raises:
        NotHere, Refused: the matter is not one that `by` may settle. Nothing is stored.
    """
    must_be_clerk(by)
    matter = Matter.objects.find(matter_id, viewer=by, deed=SETTLE_MATTER, now=now)
    matter.settled_at = now if settled else None
    matter.save(update_fields=["settled_at"])
    register.record(matter, deed=SETTLE_MATTER, by=by, now=now)
    return matter


@transaction.atomic
def mark_paragraph(paragraph_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Paragraph:
    """Say how far a paragraph may go, and its statements and decisions with it; and the matter that its words name.

    Raises:
        NotHere, Refused: the paragraph is not one that `by` may mark. Nothing is stored.
        PoliceLower: it came from the police, and somebody else wants to lower it. Nothing is stored.
        NotesStand: the notes are approved, and it would open. Nothing is stored.
    """
    rows = Paragraph.objects.select_related("meeting")
    paragraph = rows.find(paragraph_id, viewer=by, deed=MARK_PARAGRAPH, now=now)
    lowers = strictest(marking.value, paragraph.marking) != marking.value
    if lowers:  # what got out by mistake can always be closed
        must_not_stand(paragraph.meeting.state)
    if lowers and paragraph.from_police and not by.police:
        raise PoliceLower("This came from the police; only the police can lower it. Nothing was changed. Ask them.")
    if not (by.police and paragraph.from_police):
        must_be_clerk(by)
    paragraph.marking = marking.value
    paragraph.version += 1
    paragraph.save(update_fields=["marking", "version"])
    Statement.objects.filter(paragraph=paragraph).update(marking=marking.value)
    Decision.objects.filter(paragraph=paragraph).update(marking=marking.value)
    Attendance.objects.filter(paragraph=paragraph).update(marking=marking.value)
    adopted = Adoption.objects.filter(statement__paragraph=paragraph)
    for row in (*adopted, *Correction.objects.filter(paragraph=paragraph)):
        row.marking = reads.marking_of_row(row, marking.value)
        row.save(update_fields=["marking"])
    about = [paragraph.matter] if paragraph.matter else []
    for matter in about:
        matter.marking = _marking_of_title(matter)
        matter.save(update_fields=["marking"])
    register.record(paragraph, *about, deed=MARK_PARAGRAPH, by=by, now=now)
    return paragraph
