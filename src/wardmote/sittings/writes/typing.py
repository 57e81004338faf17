"""Words are saved as they are typed. Where two people changed the same words, both texts are kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardmote.confidentiality.rules import NotHere
from wardmote.minutes.models import Matter
from wardmote.minutes.rules import SITTING, MeetingState
from wardmote.people import reads as people
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, strictest
from wardmote.sittings import reads
from wardmote.sittings.models import Declared, Entry, EntryClash, Sitting, SittingItem
from wardmote.sittings.rules.deciding import NotDecided
from wardmote.sittings.rules.sitting import (
    CONFIRM,
    KEEP_CLASH,
    SAVE,
    SETTLE_CLASH,
    STRIKE,
    EntryKind,
    NotSitting,
    NotTyped,
    Outcome,
    marking_as_typed,
    said_by_police,
)
from wardmote.sittings.writes.presence import _locked

TYPES = SITTING | {MeetingState.CLOSED, MeetingState.ADJOURNED}
LONGEST = 20_000  # characters of one entry


@dataclass(frozen=True, slots=True)
class Typing:
    """One save of one entry. `entry` and `change` are ids made where it was typed, so that a save sent twice is one.

    `version` is the one that the text was made from; `sent` the changes of its own that it holds and that may not have
    arrived. `matter` is none for what the item says, and an empty string for no matter at all.
    """

    entry: UUID
    item: UUID
    kind: EntryKind
    text: str
    change: UUID
    said_by: str = ""
    chosen: str = ""
    matter: UUID | str | None = None
    version: int = 0
    sent: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Saved:
    """The entry as it stands, and the other text if this one was made from an older version."""

    entry: Entry
    clash: EntryClash | None


def _must_type(sitting: Sitting) -> None:
    if MeetingState(sitting.meeting.state) not in TYPES:
        raise NotSitting("The notes of this meeting are in the record. This was not saved. Change it in the review.")


@transaction.atomic
def save(sitting_id: UUID, *, typing: Typing, by: Viewer, now: datetime) -> Saved:
    """Keep what was typed. The same change again changes nothing; one of an older version is kept beside the newer.

    Raises:
        NotHere, Refused: sitting, item or entry are not such as `by` keeps. Nothing is stored.
        NotSitting: the notes are in the record already. Nothing is stored.
        NotTyped: there are no words, or too many. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_type(sitting)
    if len(typing.text) > LONGEST:
        raise NotTyped(f"This is longer than {LONGEST:,} characters. It was not saved. Make two paragraphs of it.")
    item = SittingItem.objects.filter(sitting=sitting).find(typing.item, viewer=by, deed=SAVE, now=now)
    entry = Entry.objects.select_for_update(of=("self",)).select_related("item").filter(pk=typing.entry).first()
    if entry is None:
        entry = _new(sitting, item, typing, by=by, now=now)
        register.record(entry, deed=SAVE, by=by, now=now)
        return Saved(entry, None)
    entry = Entry.objects.select_related("item").find(entry.pk, viewer=by, deed=SAVE, now=now)
    if entry.item.sitting_id != sitting.pk:
        raise NotHere
    if entry.change == typing.change or _same(entry, typing):
        return Saved(entry, None)
    fresh = typing.version == entry.version or entry.change in typing.sent
    if not fresh or entry.decided_at is not None:
        return _clashing(entry, typing, by=by, now=now)
    _keep(entry, typing, by=by, now=now)
    register.record(entry, deed=SAVE, by=by, now=now)
    return Saved(entry, None)


def _new(sitting: Sitting, item: SittingItem, typing: Typing, *, by: Viewer, now: datetime) -> Entry:
    if not typing.text.strip():
        raise NotTyped("Nothing was typed. Nothing was stored.")
    if typing.kind is EntryKind.DECISION and item.information_only:
        raise NotTyped("This item is for information only. Nothing was stored. Type it as a paragraph.")
    last = Entry.objects.filter(item=item).aggregate(last=Max("position"))["last"]
    entry = Entry(
        id=typing.entry,
        item=item,
        matter_id=item.about_id or _spoken_of(item, sitting, now=now),
        kind=typing.kind.value,
        position=0 if last is None else last + 1,
        version=0,
        changed_at=now,
        recorded_at=now,
    )
    _keep(entry, typing, by=by, now=now, new=True)
    return entry


def _spoken_of(item: SittingItem, sitting: Sitting, *, now: datetime) -> UUID | None:
    """The matter that is spoken of while somebody is out of the room for it."""
    out = {one.who for one in reads.room(sitting, now=now).attendees if one.out_for == item.pk and not one.here}
    rows = Declared.objects.filter(item=item, who__in=out, about__isnull=False).exclude(outcome=Outcome.STAYS.value)
    last = rows.order_by("recorded_at").last()
    return last.about_id if last else None


def _same(entry: Entry, typing: Typing) -> bool:
    words = (opened(entry, "text"), opened(entry, "said_by"))
    said = words == (typing.text, typing.said_by) and (typing.chosen or entry.chosen) == entry.chosen
    return said and (typing.matter is None or (typing.matter or None) == entry.matter_id) and entry.struck_at is None


def _keep(entry: Entry, typing: Typing, *, by: Viewer, now: datetime, new: bool = False) -> None:
    before = "" if new else opened(entry, "text")
    title = opened(entry.item, "title")
    police = said_by_police(typing.text, said_by=typing.said_by, item_title=title)
    entry.from_police = entry.from_police or police or _is_police(typing.said_by, now=now)
    by_hand = typing.chosen or entry.chosen
    entry.marking = marking_as_typed(
        typing.text,
        before=before,
        chosen=by_hand or None,
        kept=None if new else entry.marking,
        item=entry.item.marking,
        from_police=entry.from_police,
    )
    # A choice that new words have overtaken does not stand: whoever wants it again says so again.
    entry.chosen = by_hand if by_hand == entry.marking else ""
    if typing.matter is not None:
        entry.matter = entry.item.about
    if isinstance(typing.matter, UUID):
        entry.matter = Matter.objects.find(typing.matter, viewer=by, deed=SAVE, now=now)
    entry.text = register.sealed(entry, "text", typing.text)
    entry.said_by = register.sealed(entry, "said_by", typing.said_by) if typing.said_by else b""
    if before != typing.text:
        entry.confirmed_at = None
    entry.struck_at = None
    entry.version += 1
    entry.change, entry.changed_at = typing.change, now
    entry.save(force_insert=new)


def _is_police(said_by: str, *, now: datetime) -> bool:
    """Whether whoever is named holds a seat of the police, whatever title stands before the name."""
    person = people.person_of_words(said_by) if said_by else None
    standing = people.standing_of(person.pk, now=now) if person else None
    return standing is not None and any(kind.value == "police" for kind in standing.kinds)


def _clashing(entry: Entry, typing: Typing, *, by: Viewer, now: datetime) -> Saved:
    """Both texts stay: the newer one where it stands, and this one beside it."""
    known = EntryClash.objects.filter(entry=entry, settled_at__isnull=True)
    row = known.filter(change__in={typing.change, *typing.sent}).first()
    if row is None:
        row = EntryClash(entry=entry, person_id=by.person_id, change=typing.change, recorded_at=now)
    marking = marking_as_typed(
        typing.text,
        before="",
        chosen=None,
        kept=entry.marking,
        item=entry.item.marking,
        from_police=entry.from_police,
    )
    row.marking = strictest(entry.marking, marking)
    row.text = register.sealed(row, "text", typing.text)
    row.said_by = register.sealed(row, "said_by", typing.said_by) if typing.said_by else b""
    row.change = typing.change
    row.save()
    # Whoever looks at the entry is told of it.
    Entry.objects.filter(pk=entry.pk).update(changed_at=now, struck_at=None)
    register.record(row, entry, deed=KEEP_CLASH, by=by, now=now)
    return Saved(entry, row)


@transaction.atomic
def settle_clash(clash_id: UUID, *, take: bool, text: str | None = None, by: Viewer, now: datetime) -> Entry:
    """Say which text stands: the other one (`take`), the one that is there, or a third made of both (`text`).

    Raises:
        NotHere, Refused: it is not one that `by` keeps. Nothing is changed.
        NotSitting: the notes are in the record already. Nothing is changed.
        NotDecided: the entry was decided with its own words. Nothing is changed.
    """
    row = EntryClash.objects.select_related("entry__item").find(clash_id, viewer=by, deed=SETTLE_CLASH, now=now)
    entry = row.entry
    sitting = _locked(entry.item.sitting_id, by=by)
    _must_type(sitting)
    words = text if text is not None else opened(row, "text") if take else None
    if words is not None and entry.decided_at is not None:
        raise NotDecided("This was decided in its own words. Nothing was changed. Take the decision back first.")
    if words is not None:
        typing = Typing(
            entry=entry.pk,
            item=entry.item_id,
            kind=EntryKind(entry.kind),
            text=words,
            change=row.change,
            said_by=opened(row, "said_by") if take else opened(entry, "said_by"),
        )
        _keep(entry, typing, by=by, now=now)
    else:
        Entry.objects.filter(pk=entry.pk).update(changed_at=now)
    row.settled_at = row.settled_at or now
    row.save(update_fields=["settled_at"])
    register.record(entry, row, deed=SETTLE_CLASH, by=by, now=now)
    return entry


@transaction.atomic
def strike(entry_id: UUID, *, by: Viewer, now: datetime) -> Entry:
    """Strike an entry out. It stays in the record, and comes into no notes.

    Raises:
        NotHere, Refused: it is not one that `by` keeps. Nothing is changed.
        NotSitting: the notes are in the record already. Nothing is changed.
        NotDecided: it was decided. Nothing is changed.
    """
    entry = _of_clerk(entry_id, by=by, now=now)
    if entry.decided_at is not None:
        raise NotDecided("This was decided. Nothing was changed. Take the decision back first.")
    entry.struck_at = entry.changed_at = now
    entry.version += 1
    entry.save(update_fields=["struck_at", "changed_at", "version"])
    register.record(entry, deed=STRIKE, by=by, now=now)
    return entry


@transaction.atomic
def put_back(entry_id: UUID, *, by: Viewer, now: datetime) -> Entry:
    """Take back that an entry was struck out.

    Raises:
        NotHere, Refused: it is not one that `by` keeps. Nothing is changed.
        NotSitting: the notes are in the record already. Nothing is changed.
    """
    entry = _of_clerk(entry_id, by=by, now=now)
    entry.struck_at, entry.changed_at = None, now
    entry.version += 1
    entry.save(update_fields=["struck_at", "changed_at", "version"])
    register.record(entry, deed=STRIKE, by=by, now=now)
    return entry


@transaction.atomic
def confirm(entry_id: UUID, *, by: Viewer, now: datetime) -> Entry:
    """Say that a line was understood rightly: whose the action is, and by when.

    Raises:
        NotHere, Refused: it is not one that `by` keeps. Nothing is changed.
        NotSitting: the notes are in the record already. Nothing is changed.
        NotTyped: the entry is no action. Nothing is changed.
    """
    entry = _of_clerk(entry_id, by=by, now=now)
    if entry.kind != EntryKind.ACTION.value:
        raise NotTyped("This is no action. Nothing was changed.")
    entry.confirmed_at, entry.changed_at = entry.confirmed_at or now, now
    entry.save(update_fields=["confirmed_at", "changed_at"])
    register.record(entry, deed=CONFIRM, by=by, now=now)
    return entry


def _of_clerk(entry_id: UUID, *, by: Viewer, now: datetime) -> Entry:
    entry = reads.entry_found(entry_id, viewer=by, now=now, deed=SAVE)
    _must_type(_locked(entry.item.sitting_id, by=by))
    return entry
