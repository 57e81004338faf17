"""Notes are taken in: file, meeting, items, paragraphs, statements, decisions, attendance, matters, or none of them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.documents.tree import Block, BlockKind, Document, StatementKind
from wardmote.documents.tree import Item as ReadItem
from wardmote.law.rules import kind_of_body
from wardmote.minutes import rules
from wardmote.minutes.models import (
    Attendance,
    Body,
    Decision,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.minutes.rules import (
    MOVE_MEETING,
    NOT_HELD,
    NOTES_IN,
    PLAN_MEETING,
    SET_STATE,
    TAKE_NOTES,
    AsTyped,
    AttendanceKind,
    CannotMove,
    MeetingState,
    NotesNeed,
    TakenAlready,
    must_lead_to,
)
from wardmote.people import reads as people
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import LONDON, Marking, Viewer, london_date, strictest
from wardmote.seals.envelope import fingerprint


@dataclass(frozen=True, slots=True)
class Taken:
    """The meeting whose notes are in the record, and whether this file brought them just now."""

    meeting: Meeting
    new: bool


@transaction.atomic
def plan_meeting(
    body: Body, *, held_on: date, starts: time | None, place: str | None, by: Viewer, now: datetime
) -> Meeting:
    """Set the day of a meeting; an earlier plan for that day gets the new time and place.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CannotMove: the meeting of that day is no draft any more. Nothing is stored.
    """
    must_be_clerk(by)
    where = places.add_place(place, kind=PlaceKind.VENUE, by=by, now=now) if place else None
    meeting = _of_day(body, held_on, now=now)
    if meeting.state != MeetingState.DRAFT:
        raise CannotMove(f"The meeting of this day is “{meeting.state}”. Nothing was stored. See its own page.")
    meeting.starts, meeting.place = starts or meeting.starts, where or meeting.place
    meeting.save(update_fields=["starts", "place"])
    register.record(meeting, deed=PLAN_MEETING, by=by, now=now)
    return meeting


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, held_on: date, starts: time | None, place: str | None, by: Viewer, now: datetime
) -> Meeting:
    """Give a planned meeting another day, time or place; what is none is not set any more.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CannotMove: the day is past, another meeting has it, or the notes are in the record. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.state != MeetingState.DRAFT:
        raise CannotMove(f"This meeting is “{meeting.state}”, so its day stands. Nothing was stored.")
    if held_on != meeting.held_on:
        if held_on < london_date(now):
            raise CannotMove("This day is past. Nothing was stored. Give a day to come.")
        others = Meeting.objects.exclude(state__in=[s.value for s in NOT_HELD])
        if others.filter(body=meeting.body, held_on=held_on).exists():
            raise CannotMove("Another meeting is planned for this day. Nothing was stored. Give another day.")
    meeting.held_on, meeting.starts = held_on, starts
    meeting.place = places.add_place(place, kind=PlaceKind.VENUE, by=by, now=now) if place else None
    meeting.save(update_fields=["held_on", "starts", "place"])
    register.record(meeting, deed=MOVE_MEETING, by=by, now=now)
    return meeting


@transaction.atomic
def set_state(meeting: Meeting, *, state: MeetingState, by: Viewer, now: datetime) -> Meeting:
    """Note how far a meeting is. What that means is decided by the room whose deed asks for it.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the meeting cannot come there from the state that it is in. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body", "place").get(pk=meeting.pk)
    must_lead_to(MeetingState(meeting.state), state)
    meeting.state = state.value
    meeting.save(update_fields=["state"])
    register.record(meeting, deed=SET_STATE, by=by, now=now)
    return meeting


@transaction.atomic
def take_notes(
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
    """Put a document that was read into the record. The same file again changes nothing.

    `typed` says of each block that was typed in the room, by where its words begin, what is known of it already.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotesNeed: neither the notes nor the clerk give the day or the body. Nothing is stored.
        NotFromHere: the meeting sits at this time. Nothing is stored.
        TakenAlready: another file gave the notes of this meeting. Nothing is stored.
    """
    must_be_clerk(by)
    mark = fingerprint(content, key=settings.TOWN.data_key)
    known = Original.objects.filter(fingerprint=mark).select_related("meeting__body").first()
    if known is not None:
        return Taken(known.meeting, new=False)
    meeting = _meeting(document, body_name=body_name, held_on=held_on, by=by, now=now)
    original = _original(document, meeting, content=content, file_name=file_name, mark=mark, now=now)
    _attendance(document, meeting, _words(document, meeting, original, typed or {}, now=now), now=now)
    register.record(meeting, original, deed=TAKE_NOTES, by=by, now=now)
    return Taken(meeting, new=True)


def _meeting(document: Document, *, body_name: str | None, held_on: date | None, by: Viewer, now: datetime) -> Meeting:
    day, starts = held_on, None
    if isinstance(document.starts_at, datetime):
        starts = document.starts_at.astimezone(LONDON).time()
        day = day or document.starts_at.astimezone(LONDON).date()
    day = day or document.starts_at
    if day is None:
        raise NotesNeed("The notes do not say on which day the meeting was. Nothing was stored. Give the day.")
    name = " ".join((body_name or document.body or "").split())
    bodies = {body.name.casefold(): body for body in Body.objects.all()}
    body = bodies.get(name.casefold()) if name else next(iter(bodies.values())) if len(bodies) == 1 else None
    if body is None:
        if not name:
            raise NotesNeed("The notes do not say which body met. Nothing was stored. Give its name.")
        body = Body.objects.create(name=name[:120], kind=kind_of_body(name).value, recorded_at=now)
    where = places.add_place(document.place[:120], kind=PlaceKind.VENUE, by=by, now=now) if document.place else None
    meeting = _of_day(body, day, now=now)
    if meeting.state in NOTES_IN:
        raise TakenAlready("We already have notes of this meeting, from another file. Nothing was stored.")
    must_lead_to(MeetingState(meeting.state), MeetingState.NOTES_DRAFTED)
    meeting.state = MeetingState.NOTES_DRAFTED.value
    meeting.starts, meeting.place = starts or meeting.starts, where or meeting.place
    meeting.save(update_fields=["state", "starts", "place"])
    return meeting


def _of_day(body: Body, held_on: date, *, now: datetime) -> Meeting:
    """The meeting of a day, planned now if it was not; one that was put off or called off is another."""
    held = Meeting.objects.exclude(state__in=[s.value for s in NOT_HELD])
    return held.get_or_create(body=body, held_on=held_on, defaults={"recorded_at": now})[0]


def _original(
    document: Document, meeting: Meeting, *, content: bytes, file_name: str, mark: bytes, now: datetime
) -> Original:
    # Whole, the file holds what the police said: it goes no further than the strictest of its paragraphs could.
    original = Original(meeting=meeting, fingerprint=mark, marking=Marking.CONFIDENTIAL.value, recorded_at=now)
    original.file_name = register.sealed(original, "file_name", file_name)
    original.content = register.sealed_bytes(original, "content", content)
    original.reading_text = register.sealed(original, "reading_text", document.reading_text)
    original.hidden = register.sealed(original, "hidden", json.dumps([[h.kind.value, h.says] for h in document.hidden]))
    original.save(force_insert=True)
    return original


def _attendance(
    document: Document, meeting: Meeting, paragraphs: list[tuple[Paragraph, Block]], *, now: datetime
) -> None:
    lists = (
        (AttendanceKind.PRESENT, document.present),
        (AttendanceKind.IN_ATTENDANCE, document.in_attendance),
        (AttendanceKind.APOLOGIES, document.apologies),
    )
    rows: list[Attendance] = []
    for kind, names in lists:
        for named in names:
            told = next((p for p, b in paragraphs if b.span.start <= named.span.start < b.span.end), None)
            row = Attendance(
                meeting=meeting,
                paragraph=told,
                person=people.person_of_words(named.name),
                kind=kind.value,
                position=len(rows),
                marking=told.marking if told else Marking.PANEL.value,
                recorded_at=now,
            )
            row.name_as_written = register.sealed(row, "name_as_written", named.text)
            row.role_as_written = register.sealed(row, "role_as_written", named.role or "")
            rows.append(row)
    Attendance.objects.bulk_create(rows)


def _words(
    document: Document, meeting: Meeting, original: Original, typed: Mapping[int, AsTyped], *, now: datetime
) -> list[tuple[Paragraph, Block]]:
    """Items, paragraphs, statements, decisions and matters, in as few inserts as there are tables."""
    earlier = [(m, opened(m, "title")) for m in Matter.objects.filter(joined_to__isnull=True, settled_at__isnull=True)]
    items: list[Item] = []
    matters: list[Matter] = []
    alike: list[SameMatter] = []
    paragraphs: list[tuple[Paragraph, Block]] = []
    known = Matter.objects.in_bulk({one.matter_id for one in typed.values() if one.matter_id})

    def add(block: Block, item: Item | None, item_title: str, matter: Matter | None) -> Paragraph:
        paragraph = _paragraph(block, meeting, original, item, item_title, position=len(paragraphs), now=now)
        if told := typed.get(block.at.start):
            paragraph.from_police |= told.from_police
            paragraph.marking = strictest(told.marking, *([paragraph.marking] if paragraph.from_police else []))
            matter = known[told.matter_id] if told.matter_id else matter
        if matter is not None:
            paragraph.matter = matter
            matter.marking = strictest(matter.marking, paragraph.marking)
        paragraphs.append((paragraph, block))
        return paragraph

    for block in _worded(document.preamble):
        add(block, None, "", None)
    for read in document.items:
        item = Item(
            meeting=meeting,
            position=len(items),
            number=(read.number or "")[:20],
            marking=rules.marking_of_title(read.title),
            recorded_at=now,
        )
        item.title = register.sealed(item, "title", read.title)
        items.append(item)
        about: dict[int, Matter] = {}
        for topic in rules.topics(_without_known_matters(read, typed)):
            begins = rules.marking_of_matter(topic.title, [(read.title, item.marking)])
            matter = Matter(marking=begins, recorded_at=now)
            matter.title = register.sealed(matter, "title", topic.title)
            matters.append(matter)
            about |= dict.fromkeys(topic.places, matter)
            before = rules.nearest(topic.title, earlier)
            if isinstance(before, Matter):
                alike.append(SameMatter(earlier=before, later=matter, recorded_at=now))
        for place, block in enumerate(read.blocks):
            if _says_something(block):
                add(block, item, read.title, about.get(place))
    for block in _worded(document.closing):
        add(block, None, "", None)
    for proposal in alike:
        proposal.marking = strictest(proposal.earlier.marking, proposal.later.marking)
    statements = [pair for paragraph, block in paragraphs for pair in _statements(paragraph, block, now=now)]
    Item.objects.bulk_create(items)
    Matter.objects.bulk_create(matters)
    Matter.objects.bulk_update(known.values(), ["marking"])
    SameMatter.objects.bulk_create(alike)
    Paragraph.objects.bulk_create([paragraph for paragraph, _ in paragraphs])
    Statement.objects.bulk_create(statements)
    Decision.objects.bulk_create(
        Decision(paragraph=s.paragraph, statement=s, marking=s.marking, recorded_at=now)
        for s in statements
        if s.kind == StatementKind.DECISION.value
    )
    return paragraphs


def _without_known_matters(read: ReadItem, typed: Mapping[int, AsTyped]) -> ReadItem:
    """The item with what is about a matter of the record made blank: its words open no second matter beside that."""

    def closed(block: Block) -> bool:
        told = typed.get(block.at.start)
        return told is not None and told.matter_id is not None

    blocks = (replace(b, kind=BlockKind.BLANK, statements=()) if closed(b) else b for b in read.blocks)
    return replace(read, blocks=tuple(blocks))


def _worded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    return (block for block in blocks if block.kind is not BlockKind.BLANK and block.text)


def _says_something(block: Block) -> bool:
    """Whether a block is a paragraph of its own: blank lines are not, nor the heading, which is the item's title."""
    return block.kind not in {BlockKind.BLANK, BlockKind.HEADING} and bool(block.text)


def _paragraph(
    block: Block,
    meeting: Meeting,
    original: Original,
    item: Item | None,
    item_title: str,
    *,
    position: int,
    now: datetime,
) -> Paragraph:
    police = rules.came_from_police(block, item_title)
    paragraph = Paragraph(
        meeting=meeting,
        item=item,
        original=original,
        position=position,
        kind=block.kind.value,
        number=(block.number or "")[:20],
        start=block.at.start,
        end=block.at.end,
        from_police=police,
        marking=rules.marking_of(block, from_police=police),
        recorded_at=now,
    )
    paragraph.text = register.sealed(paragraph, "text", block.text)
    return paragraph


def _statements(paragraph: Paragraph, block: Block, *, now: datetime) -> Iterator[Statement]:
    for read in block.statements:
        row = Statement(
            paragraph=paragraph,
            kind=read.kind.value,
            start=read.span.start - block.at.start,
            end=read.span.end - block.at.start,
            sure=read.sure,
            marking=paragraph.marking,
            recorded_at=now,
        )
        particulars = json.dumps(rules.particulars_of(read), ensure_ascii=False)
        row.particulars = register.sealed(row, "particulars", particulars)
        yield row
