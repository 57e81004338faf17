"""What can happen in the hall: deeds that touch several rooms, each whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from wardmote.actions import writes as actions
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.crime import writes as crime
from wardmote.documents.tree import Document
from wardmote.govuk.words import clock, long_date
from wardmote.interventions import writes as interventions
from wardmote.meetings import reads
from wardmote.meetings.models import AgendaVersion, StandingItem
from wardmote.meetings.rules import HAND_OUT, JOIN, MARK, MARK_ITEM, PART, TAKE, TELL_MEMBERS
from wardmote.membership import writes as membership
from wardmote.membership.rules import words_of_link
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Item, Meeting, Paragraph, SameMatter
from wardmote.minutes.rules import AsTyped, NotesStand, PoliceLower
from wardmote.minutes.writes import Taken
from wardmote.people import reads as people
from wardmote.priorities import writes as priorities
from wardmote.proposals import writes as proposals
from wardmote.register import writes as register
from wardmote.register.models import Event, Marked
from wardmote.register.reads import opened
from wardmote.register.rules import LONDON, Marking, Viewer, strictest


@dataclass(frozen=True, slots=True)
class ItemMarked:
    """An item that was marked: how each paragraph that changed was marked before, and how many stayed as they were."""

    item: Item
    before: dict[UUID, str]
    stayed: int


@transaction.atomic
def take(
    document: Document,
    *,
    content: bytes,
    file_name: str,
    body_name: str | None,
    held_on: date | None,
    typed: Mapping[int, AsTyped] | None = None,
    by: Viewer,
    now: datetime,
) -> Taken:
    """Take last meeting's notes into every room that they speak of. The same file again changes nothing.

    Raises:
        Refused, NotesNeed, TakenAlready: see `minutes.take_notes`. Nothing is stored.
    """
    taken = minutes.take_notes(
        document,
        content=content,
        file_name=file_name,
        body_name=body_name,
        held_on=held_on,
        typed=typed,
        by=by,
        now=now,
    )
    if not taken.new:
        return taken
    meeting = taken.meeting
    actions.propose(meeting, by=by, now=now)
    priorities.take_updates(meeting, by=by, now=now)
    if not StandingItem.objects.filter(body=meeting.body).exists():
        _adopt_order(meeting, now=now)
    if document.next_meeting is not None:
        day, starts = _day_and_time(document.next_meeting)
        if day > meeting.held_on and not reads.past_draft(meeting.body, day):
            minutes.plan_meeting(meeting.body, held_on=day, starts=starts, place=None, by=by, now=now)
    register.record(meeting, deed=TAKE, by=by, now=now)
    return taken


def _day_and_time(at: datetime | date) -> tuple[date, time | None]:
    if isinstance(at, datetime):
        local = at.astimezone(LONDON)
        return local.date(), local.time()
    return at, None


def _adopt_order(meeting: Meeting, *, now: datetime) -> None:
    """The order of the first notes is the panel's standing order, until somebody gives another."""
    rows = []
    for position, item in enumerate(Item.objects.filter(meeting=meeting).order_by("position")):
        row = StandingItem(body=meeting.body, position=position, marking=item.marking, recorded_at=now)
        row.title = register.sealed(row, "title", opened(item, "title"))
        rows.append(row)
    StandingItem.objects.bulk_create(rows)


@transaction.atomic
def join_matters(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Say that two matters are one, and let what is owed on the later one be owed on the earlier.

    Raises:
        NotHere, Refused, SettledAlready: see `minutes.join_matters`. Nothing is stored.
    """
    proposal = minutes.join_matters(proposal_id, by=by, now=now)
    actions.follow_matter(proposal.later, to=proposal.earlier, by=by, now=now)
    interventions.follow_matter(proposal.later, by=by, now=now)
    proposals.follow_matter(proposal.later, by=by, now=now)
    register.record(proposal, deed=JOIN, by=by, now=now)
    return proposal


@transaction.atomic
def part_matters(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameMatter:
    """Undo a join: paragraphs and actions go back to the matter that they were of, and the question is asked again.

    Raises:
        NotHere, Refused, NotJoined: see `minutes.part_matters`. Nothing is stored.
    """
    proposal = minutes.part_matters(proposal_id, by=by, now=now)
    actions.go_back_to_matter(proposal.later, joined=proposal.earlier, by=by, now=now)
    interventions.follow_matter(proposal.later, by=by, now=now)
    proposals.follow_matter(proposal.later, by=by, now=now)
    register.record(proposal, deed=PART, by=by, now=now)
    return proposal


@transaction.atomic
def mark_item(item_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> ItemMarked:
    """Say how far the paragraphs of an item may go. What is confidential stays: it is lowered on its own page alone.

    Raises:
        NotHere, Refused: the item is not one that `by` may mark. Nothing is stored.
    """
    must_be_clerk(by)
    item = Item.objects.find(item_id, viewer=by, deed=MARK_ITEM, now=now)
    before: dict[UUID, str] = {}
    stayed = 0
    for paragraph in Paragraph.objects.visible_to(by, now=now).filter(item=item).exclude(marking=marking.value):
        lowers = strictest(paragraph.marking, marking.value) != marking.value
        if lowers and register.guarded([paragraph]):
            stayed += 1
            continue
        try:
            mark_paragraph(paragraph.pk, marking=marking, by=by, now=now)
        except (NotesStand, PoliceLower):
            stayed += 1
        else:
            before[paragraph.pk] = paragraph.marking
    register.record(item, deed=MARK_ITEM, by=by, now=now)
    return ItemMarked(item, before, stayed)


@transaction.atomic
def mark_paragraph(paragraph_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Paragraph:
    """Say how far a paragraph may go, and what was made of it with it.

    Raises:
        NotHere, Refused, PoliceLower: see `minutes.mark_paragraph`. Nothing is stored.
    """
    paragraph = minutes.mark_paragraph(paragraph_id, marking=marking, by=by, now=now)
    actions.mark_with(paragraph.pk, marking=marking, by=by, now=now)
    priorities.mark_with(paragraph, marking=marking, by=by, now=now)
    crime.mark_with(paragraph, marking=marking, by=by, now=now)
    proposals.mark_with(paragraph, by=by, now=now)
    register.record(paragraph, deed=MARK, by=by, now=now)
    return paragraph


@transaction.atomic
def hand_out_pack(meeting: Meeting, *, rows: Sequence[Marked], by: Viewer, now: datetime) -> Event:
    """Note, before a pack leaves the house, for which meeting it was and which confidential rows it holds.

    From then on the agenda that is in it can be changed, but not undone.
    """
    newest = AgendaVersion.objects.filter(meeting=meeting).order_by("-number").first()
    if newest is not None and newest.handed_out_at is None:
        newest.handed_out_at = now
        newest.save(update_fields=["handed_out_at"])
    return register.record(meeting, *register.guarded(rows), deed=HAND_OUT, by=by, now=now)


@transaction.atomic
def tell_members(meeting: Meeting, *, link: str, apology_before: str = "", by: Viewer, now: datetime) -> int:
    """Leave a letter in the outbox for everybody on the panel who can sign in; it says the day and holds a link.

    With `apology_before`, the address up to the token, each letter holds a link of its own that sends an apology by
    one button; such a letter is emptied as soon as it went.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    told = people.addresses(now=now)
    when = long_date(meeting.held_on) + (f" at {clock(meeting.starts)}" if meeting.starts else "")
    where = f"\nPlace: {meeting.place.name}" if meeting.place else ""
    for person, address in told:
        cannot = ""
        if apology_before:
            token = membership.link_apology(meeting, person=person, by=by, now=now)
            cannot = f"\n{words_of_link(f'{apology_before}{token}/')}"
        body = (
            f"Dear {person.name},\n\nThe pack for the {meeting.body.name} is ready.\n\nWhen: {when}{where}\n\n"
            f"Sign in to read it or print it:\n{link}\n\nIf you need it on paper, tell the clerk.\n{cannot}"
        )
        subject = f"{meeting.body.name}, {when}: the pack is ready"
        correspondence.leave(address, subject=subject, body=body, fleeting=bool(cannot), by=by, now=now)
    register.record(meeting, deed=TELL_MEMBERS, by=by, now=now)
    return len(told)
