"""What the page of a sitting shows: every item with what was typed under it, as far as the viewer may see."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from wardmote.actions.rules import NoAction, seat_meant, typed
from wardmote.govuk.words import long_date
from wardmote.meetings.agenda import Agenda, Carried, agenda
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Matter
from wardmote.minutes.rules import SITTING, MeetingState
from wardmote.people import reads as people
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer
from wardmote.sittings.models import Declared, Entry, EntryClash, Presence, Sitting, SittingItem
from wardmote.sittings.reads.room import Room, room, sitting_found
from wardmote.sittings.rules.one_line import nil_return
from wardmote.sittings.rules.sitting import EntryKind, Outcome, PresenceKind


@dataclass(frozen=True, slots=True)
class ClashShown:
    """The other text of an entry, and whose it is."""

    row: EntryClash
    text: str
    said_by: str
    whose: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry, opened. `understood` is what a line was read as; `decided` how it was decided."""

    row: Entry
    text: str
    said_by: str
    understood: str
    decided: dict[str, Any]
    clashes: Sequence[ClashShown]
    matter: str


@dataclass(frozen=True, slots=True)
class DeclaredShown:
    """Who declared an interest in an item, and what they do."""

    row: Declared
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as it was noticed, with what is carried over and what was typed under it."""

    row: SittingItem
    title: str
    note: str
    carried: Sequence[Carried]
    entries: Sequence[EntryShown]
    declared: Sequence[DeclaredShown]

    @property
    def matters(self) -> list[tuple[UUID, str]]:
        """The matters that are carried over here, by title."""
        return list(dict.fromkeys((one.matter_id, one.title) for one in self.carried if one.matter_id and one.title))


@dataclass(frozen=True, slots=True)
class ApologyShown:
    """Who sent word, the answer, and for the clerk the reason."""

    row: Presence
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SittingPage:
    """All that the page shows, and under `shown` the rows that it opens."""

    sitting: Sitting
    room: Room
    items: Sequence[ItemShown]
    elsewhere: Sequence[Carried]  # what is carried over under no item
    apologies: Sequence[ApologyShown]
    log: Sequence[tuple[Presence, str]]  # newest first, for the clerk
    reminder_by: str
    chair: str
    verb: str
    clashes: int
    shown: Sequence[Marked]

    @property
    def sits(self) -> bool:
        """Whether the meeting is going on."""
        return MeetingState(self.sitting.meeting.state) in SITTING

    @property
    def types(self) -> bool:
        """Whether what is typed still goes into the notes."""
        return self.sits or self.sitting.meeting.state in {MeetingState.CLOSED, MeetingState.ADJOURNED}


LOG_SHOWN = 12


def sitting_page(sitting_id: UUID, *, viewer: Viewer, now: datetime) -> SittingPage:
    """The page, in a fixed number of queries. Who does not keep the record sees what was decided and who acts.

    Raises:
        NotHere: there is no such sitting for this viewer.
    """
    sitting = sitting_found(sitting_id, viewer=viewer)
    made = agenda(sitting.meeting, viewer=viewer, now=now) if viewer.keeps_record else None
    entries = list(_entries(sitting, viewer=viewer, now=now))
    opened_ = _opened(entries, sitting=sitting, viewer=viewer, now=now)
    below: dict[UUID, list[EntryShown]] = defaultdict(list)
    for one in opened_:
        below[one.row.item_id].append(one)
    declared: dict[UUID, list[DeclaredShown]] = defaultdict(list)
    for row in Declared.objects.visible_to(viewer, now=now).filter(item__sitting=sitting).order_by("recorded_at"):
        name = opened(row, "name")
        declared[row.item_id].append(DeclaredShown(row, name, f"{name} {WORDS[Outcome(row.outcome)]}"))
    rows = list(SittingItem.objects.visible_to(viewer, now=now).filter(sitting=sitting).order_by("position"))
    known = {one.id: one for one in made.items} if made else {}
    items = []
    for item in rows:
        noticed = known.get(item.identity)
        note, carried = (noticed.note, noticed.carried) if noticed else ("", ())
        items.append(ItemShown(item, opened(item, "title"), note, carried, below[item.pk], declared[item.pk]))
    noted = list(
        Presence.objects.visible_to(viewer, now=now)
        .filter(sitting=sitting, taken_back_at__isnull=True)
        .order_by("-at", "-recorded_at")
    )
    inside = room(sitting, now=now)
    away = {one.who for one in inside.attendees if one.apology}
    chair = inside.find(sitting.chair) if sitting.chair else None
    return SittingPage(
        sitting=sitting,
        room=inside,
        items=items,
        elsewhere=[c for one in made.items if one.id is None for c in one.carried] if made else [],
        apologies=[
            ApologyShown(row, opened(row, "name"), opened(row, "reason") if viewer.keeps_record else "")
            for row in noted
            if row.kind == PresenceKind.APOLOGY.value and row.who in away
        ],
        log=[(row, opened(row, "name")) for row in noted[:LOG_SHOWN]] if viewer.keeps_record else [],
        reminder_by=opened(sitting, "reminder_by"),
        chair=chair.name if chair else "",
        verb=minutes.verb_of(sitting.meeting.body, on=sitting.meeting.held_on),
        clashes=sum(len(one.clashes) for one in opened_),
        shown=[*entries, *rows, *(_carried_rows(made) if made else [])],
    )


WORDS = {
    Outcome.STAYS: "declared an interest and stays.",
    Outcome.SPEAKS: "declared an interest, speaks and then leaves.",
    Outcome.LEAVES: "declared an interest and left the room.",
}


def _carried_rows(made: Agenda) -> Sequence[Marked]:
    return made.on_agenda


def _entries(sitting: Sitting, *, viewer: Viewer, now: datetime) -> Iterable[Entry]:
    rows = Entry.objects.visible_to(viewer, now=now).filter(item__sitting=sitting, struck_at__isnull=True)
    if not viewer.keeps_record:
        rows = rows.filter(Q(decided_at__isnull=False) | Q(confirmed_at__isnull=False))
    return rows.select_related("item").order_by("item__position", "position", "recorded_at")


def _opened(rows: Sequence[Entry], *, sitting: Sitting, viewer: Viewer, now: datetime) -> list[EntryShown]:
    """Entries opened, with their clashes and what their lines were read as: a fixed number of queries for all."""
    clashes: dict[UUID, list[ClashShown]] = defaultdict(list)
    if viewer.keeps_record:
        open_ones = EntryClash.objects.visible_to(viewer, now=now).filter(
            entry__in=[row.pk for row in rows], settled_at__isnull=True
        )
        for row in open_ones.select_related("person", "entry").order_by("recorded_at"):
            whose = row.person.name if row.person else "somebody"
            clashes[row.entry_id].append(ClashShown(row, opened(row, "text"), opened(row, "said_by"), whose))
    about = Matter.objects.visible_to(viewer, now=now).filter(pk__in={row.matter_id for row in rows if row.matter_id})
    titles = {matter.pk: opened(matter, "title") for matter in about}
    seats = [seat.name for seat in people.seats()] if rows else []
    names = [person.name for person in people.everybody().values()] if rows else []
    return [
        EntryShown(
            row,
            text := opened(row, "text"),
            opened(row, "said_by"),
            understood(row.kind, text, on=sitting.meeting.held_on, seats=seats, names=names),
            json.loads(opened(row, "particulars") or "{}"),
            clashes[row.pk],
            titles.get(row.matter_id, "") if row.matter_id else "",
        )
        for row in rows
    ]


def understood(kind: str, text: str, *, on: date, seats: Sequence[str], names: Sequence[str]) -> str:
    """What a line was read as, in words; nothing for what is kept as it was typed."""
    if kind == EntryKind.NIL_RETURN.value:
        return nil_return(text, today=on).sentence
    if kind != EntryKind.ACTION.value:
        return ""
    try:
        told = typed(text, today=on, people=[*seats, *names])
    except NoAction:
        return ""
    seat = None if told.owner in names else seat_meant(told.owner, list(seats))
    owner = f"{told.owner} ({seat})" if seat and seat != told.owner else told.owner or "not stated"
    due = long_date(told.due_on) if told.due_on else told.due_words or "not stated"
    return f"Owner: {owner}. Due: {due}."


def entry_shown(entry: Entry, *, viewer: Viewer, now: datetime) -> EntryShown:
    """One entry, opened."""
    (one,) = _opened([entry], sitting=entry.item.sitting, viewer=viewer, now=now)
    return one


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a sitting since somebody asked last: entries with their words, and ids of what was struck."""

    entries: Sequence[EntryShown]
    struck: Sequence[UUID]
    room: Room


def changes_since(sitting: Sitting, *, since: datetime | None, viewer: Viewer, now: datetime) -> Changes:
    """The entries that were changed at or after that time, as far as the viewer may see them."""
    rows = Entry.objects.visible_to(viewer, now=now).filter(item__sitting=sitting).select_related("item__sitting")
    rows = rows.filter(changed_at__gte=since) if since else rows.none()
    if not viewer.keeps_record:
        rows = rows.filter(Q(decided_at__isnull=False) | Q(confirmed_at__isnull=False))
    found = list(rows.order_by("item__position", "position", "recorded_at"))
    kept = [row for row in found if row.struck_at is None]
    return Changes(
        _opened(kept, sitting=sitting, viewer=viewer, now=now),
        [row.pk for row in found if row.struck_at],
        room(sitting, now=now),
    )
