"""What can happen to the agenda of a planned meeting. Each change makes a whole new version; none is ever changed."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.meetings import reads
from wardmote.meetings.models import AgendaItem, AgendaSupplement, AgendaVersion, ClosedPart, StandingItem
from wardmote.meetings.rules import (
    ADD_SUPPLEMENT,
    CARRY_AGENDA,
    DRAW_UP,
    FREEZE,
    HAND_OUT_AGENDA,
    MOVE,
    TAKE_AGENDA,
    UNDO_AGENDA,
    UNFREEZE,
    AgendaShut,
    Draft,
    Entry,
    NothingToUndo,
    Theirs,
    VersionKind,
    applied,
    marking_of_entry,
)
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import NOTES_IN, MeetingState, NotFromHere
from wardmote.register import writes as register
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer


@transaction.atomic
def hand_out_agenda(meeting: Meeting, *, rows: Sequence[Marked], by: Viewer, now: datetime) -> AgendaVersion:
    """Note, before the Word file of an agenda leaves the house, which confidential rows it holds.

    The first time the agenda is drawn up from the standing order, so that what comes back can be told from it.
    """
    version = _current(meeting, by=by, now=now)
    register.record(meeting, *register.guarded(rows), deed=HAND_OUT_AGENDA, by=by, now=now)
    return version


def _current(meeting: Meeting, *, by: Viewer, now: datetime) -> AgendaVersion:
    """The newest version; a first one, or one more if day, time or place were set elsewhere."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body", "place").get(pk=meeting.pk)
    newest = reads.newest_version(meeting)
    if newest is None or not reads.has_items(newest):
        version = _new_version(meeting, newest, VersionKind.DRAWN_UP, now=now)
        standing = StandingItem.objects.filter(body=meeting.body, removed_at__isnull=True).order_by("position")
        rows = [_drawn(version, position, item, now=now) for position, item in enumerate(standing)]
        AgendaItem.objects.bulk_create(rows)
        register.record(meeting, version, deed=DRAW_UP, by=by, now=now)
        return version
    if (newest.held_on, newest.starts, newest.place_id) == (meeting.held_on, meeting.starts, meeting.place_id):
        return newest
    version = _new_version(meeting, newest, VersionKind.MOVED, now=now)
    AgendaItem.objects.bulk_create(_copies(newest, version, now=now))
    register.record(meeting, version, deed=DRAW_UP, by=by, now=now)
    return version


def _new_version(
    meeting: Meeting,
    newest: AgendaVersion | None,
    kind: VersionKind,
    *,
    now: datetime,
    undo_to: AgendaVersion | None = None,
) -> AgendaVersion:
    return AgendaVersion.objects.create(
        meeting=meeting,
        number=newest.number + 1 if newest else 1,
        kind=kind.value,
        held_on=meeting.held_on,
        starts=meeting.starts,
        place=meeting.place,
        undo_to=undo_to,
        recorded_at=now,
    )


def _drawn(version: AgendaVersion, position: int, item: StandingItem, *, now: datetime) -> AgendaItem:
    row = AgendaItem(version=version, position=position, standing=item, marking=item.marking, recorded_at=now)
    row.identity = item.pk
    return _worded(row, title=opened(item, "title"), note="", former=[])


def _worded(row: AgendaItem, *, title: str, note: str, former: Sequence[str]) -> AgendaItem:
    row.title = register.sealed(row, "title", title)
    row.note = register.sealed(row, "note", note) if note else b""
    row.former_titles = register.sealed(row, "former_titles", json.dumps(list(former))) if former else b""
    return row


def _copies(of: AgendaVersion, version: AgendaVersion, *, now: datetime) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(version=of).order_by("position")
    return [_copy(row, version, row.position, now=now) for row in rows]


def _copy(of: AgendaItem, version: AgendaVersion, position: int, *, now: datetime) -> AgendaItem:
    row = AgendaItem(
        version=version,
        identity=of.identity,
        position=position,
        standing_id=of.standing_id,
        renamed=of.renamed,
        marking=of.marking,
        recorded_at=now,
    )
    return _worded(row, title=opened(of, "title"), note=opened(of, "note"), former=reads.former_titles(of))


@transaction.atomic
def take_agenda(
    meeting: Meeting,
    *,
    theirs: Theirs,
    made_from: AgendaVersion | None,
    saw_all: bool,
    taken: Collection[str],
    by: Viewer,
    now: datetime,
) -> AgendaVersion:
    """Take those differences of an agenda that came back whose keys are given, and leave the others.

    `made_from` is the version from which the file was made. If its reader had not signed (`saw_all` is false), what
    is confidential was not in it and counts as left alone. What nobody changed stays the same version.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AgendaShut: the notes of the meeting are in the record. Nothing is stored.
        ChangedMeanwhile: a key is taken that is no difference any more. Nothing is stored.
        CannotMove: the day that the file gives is past, or is another meeting's. Nothing is stored.
    """
    must_be_clerk(by)
    _must_be_open(meeting)
    current = _current(meeting, by=by, now=now)
    meeting = Meeting.objects.select_related("body", "place").get(pk=meeting.pk)
    base, ours = reads.states(meeting, made_from=made_from, saw_all=saw_all, viewer=by, now=now)
    rows = AgendaItem.objects.filter(version=current).order_by("position")
    entries = tuple(Entry(row.identity, opened(row, "title"), opened(row, "note")) for row in rows)
    whole = Draft(ours.held_on, ours.starts, ours.place, entries)
    result = applied(base, ours, theirs, taken=taken, whole=whole)
    if result == whole:
        return current
    meeting = _with_day(meeting, result, by=by, now=now)
    version = _new_version(meeting, current, VersionKind.RETURNED, now=now, undo_to=current)
    earlier = _latest_of_each(meeting)
    AgendaItem.objects.bulk_create(
        _changed(earlier.get(entry.id), entry, version, position, now=now)
        for position, entry in enumerate(result.entries)
    )
    register.record(meeting, version, deed=TAKE_AGENDA, by=by, now=now)
    return version


def _must_be_open(meeting: Meeting) -> None:
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if state in NOTES_IN:
        raise AgendaShut("The notes of this meeting are in the record. Its agenda is not changed any more.")
    if state == MeetingState.AGENDA_FROZEN:
        raise AgendaShut("The agenda is frozen. Nothing was changed. Add a supplement, or unfreeze it first.")
    if state == MeetingState.SUMMONED:
        raise AgendaShut("Members are summoned. Nothing was changed. Add a supplement, or postpone the meeting.")
    if state != MeetingState.DRAFT:
        raise AgendaShut(f"This meeting is “{state}”. Nothing was changed.")


def _latest_of_each(meeting: Meeting) -> dict[UUID | None, AgendaItem]:
    """Each item that ever stood on the agenda, as it stood last."""
    rows = AgendaItem.objects.filter(version__meeting=meeting).select_related("standing")
    return {row.identity: row for row in rows.order_by("version__number")}


def _changed(
    of: AgendaItem | None, entry: Entry, version: AgendaVersion, position: int, *, now: datetime
) -> AgendaItem:
    if of is None:
        row = AgendaItem(version=version, identity=entry.id or uuid4(), position=position, recorded_at=now)
        row.marking = marking_of_entry(entry.title, entry.note)
        return _worded(row, title=entry.title, note=entry.note, former=[])
    title, note, former = opened(of, "title"), opened(of, "note"), reads.former_titles(of)
    row = _copy(of, version, position, now=now)
    if (title, note) == (entry.title, entry.note):
        return row
    row.marking = marking_of_entry(entry.title, entry.note, before=of.marking)
    row.renamed = of.standing is not None and opened(of.standing, "title") != entry.title
    if title != entry.title:
        former = list(dict.fromkeys([*former, title]))
    return _worded(row, title=entry.title, note=entry.note, former=former)


def _with_day(meeting: Meeting, result: Draft, *, by: Viewer, now: datetime) -> Meeting:
    """The meeting with the day, time and place that were taken."""
    place = meeting.place.name if meeting.place else None
    if (meeting.held_on, meeting.starts, place) == (result.held_on, result.starts, result.place):
        return meeting
    return minutes.move_meeting(
        meeting, held_on=result.held_on, starts=result.starts, place=result.place, by=by, now=now
    )


@transaction.atomic
def draw_up(meeting: Meeting, *, by: Viewer, now: datetime) -> AgendaVersion:
    """Hold the agenda still as it stands: the newest version, or a first one from the standing order.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    version = _current(meeting, by=by, now=now)
    register.record(meeting, version, deed=DRAW_UP, by=by, now=now)
    return version


@transaction.atomic
def undo_agenda(meeting: Meeting, *, by: Viewer, now: datetime) -> AgendaVersion:
    """Make the agenda again what it was before it last came back.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NothingToUndo: nothing came back, or a pack with it has been handed out. Nothing is stored.
        CannotMove: the day that it had is past, or is another meeting's. Nothing is stored.
    """
    must_be_clerk(by)
    _must_be_open(meeting)
    current = _current(meeting, by=by, now=now)
    before = current.undo_to
    if before is None:
        raise NothingToUndo("There is no change of this agenda to undo. Nothing was changed.")
    if current.handed_out_at is not None:
        raise NothingToUndo("A pack with this agenda has been handed out, so it cannot be undone. Change it instead.")
    place = before.place.name if before.place else None
    was = Draft(before.held_on, before.starts, place, ())
    meeting = _with_day(meeting, was, by=by, now=now)
    version = _new_version(meeting, current, VersionKind.UNDONE, now=now, undo_to=before.undo_to)
    AgendaItem.objects.bulk_create(_copies(before, version, now=now))
    register.record(meeting, version, deed=UNDO_AGENDA, by=by, now=now)
    return version


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, held_on: date, starts: time | None, place: str | None, by: Viewer, now: datetime
) -> Meeting:
    """Correct or move a planned day. Its agenda goes with it; the day that it had stays in its history.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AgendaShut: the notes of the meeting are in the record. Nothing is stored.
        CannotMove: the day is past, or another meeting is planned for it. Nothing is stored.
    """
    must_be_clerk(by)
    _must_be_open(meeting)
    _current(meeting, by=by, now=now)
    moved = _with_day(meeting, Draft(held_on, starts, place, ()), by=by, now=now)
    _current(moved, by=by, now=now)
    register.record(moved, deed=MOVE, by=by, now=now)
    return moved


@transaction.atomic
def freeze_agenda(meeting: Meeting, *, by: Viewer, now: datetime) -> AgendaVersion:
    """Let nobody change the agenda any more: what comes later is a numbered supplement.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the agenda is no draft. Nothing is stored.
        AgendaShut: nothing stands on it. Nothing is stored.
    """
    must_be_clerk(by)
    version = _current(meeting, by=by, now=now)
    if not reads.has_items(version):
        raise AgendaShut("Nothing stands on this agenda. Nothing was stored. Write its items first.")
    minutes.set_state(meeting, state=MeetingState.AGENDA_FROZEN, by=by, now=now)
    register.record(meeting, version, deed=FREEZE, by=by, now=now)
    return version


@transaction.atomic
def unfreeze_agenda(meeting: Meeting, *, by: Viewer, now: datetime) -> AgendaVersion:
    """Let the agenda be changed again, before anybody was summoned: as a new version.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the agenda is not frozen, or members are summoned. Nothing is stored.
    """
    must_be_clerk(by)
    if meeting.state != MeetingState.AGENDA_FROZEN:
        raise NotFromHere(f"This meeting is “{meeting.state}”; only a frozen agenda is unfrozen. Nothing was stored.")
    current = _current(meeting, by=by, now=now)
    minutes.set_state(meeting, state=MeetingState.DRAFT, by=by, now=now)
    version = _new_version(meeting, current, VersionKind.UNFROZEN, now=now)
    AgendaItem.objects.bulk_create(_copies(current, version, now=now))
    register.record(meeting, version, deed=UNFREEZE, by=by, now=now)
    return version


@transaction.atomic
def add_supplement(
    meeting: Meeting,
    *,
    title: str,
    words: str,
    closed_words: str = "",
    closed_because: str = "",
    information_only: bool,
    by: Viewer,
    now: datetime,
) -> AgendaSupplement:
    """Add something to a frozen agenda: a supplement with the next number; a closed part of it says why it is closed.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AgendaShut: the agenda is still a draft, or the meeting is over. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state not in {MeetingState.AGENDA_FROZEN, MeetingState.SUMMONED}:
        raise AgendaShut("Only a frozen agenda takes supplements. Nothing was stored. Change the agenda itself.")
    number = AgendaSupplement.objects.filter(meeting=meeting).count() + 1
    row = AgendaSupplement(meeting=meeting, number=number, information_only=information_only, recorded_at=now)
    row.marking = marking_of_entry(title, words)
    row.title, row.words = register.sealed(row, "title", title), register.sealed(row, "words", words)
    row.closed_because = register.sealed(row, "closed_because", closed_because) if closed_words else b""
    row.save(force_insert=True)
    if closed_words:
        part = ClosedPart(supplement=row, marking=Marking.CONFIDENTIAL.value, recorded_at=now)
        part.words = register.sealed(part, "words", closed_words)
        part.save(force_insert=True)
    register.record(row, meeting, deed=ADD_SUPPLEMENT, by=by, now=now)
    return row


@transaction.atomic
def carry_agenda(
    meeting: Meeting, *, to: Meeting, only: Collection[UUID] | None, by: Viewer, now: datetime
) -> AgendaVersion | None:
    """Give a meeting that goes on the business of the one before: all of it, or only the items named.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AgendaShut: none of the items named stands on the agenda. Nothing is stored.
    """
    must_be_clerk(by)
    newest = reads.newest_version(meeting)
    if newest is None:
        return None
    version = _new_version(to, None, VersionKind.CARRIED, now=now)
    rows = [row for row in _copies(newest, version, now=now) if only is None or row.identity in only]
    if not rows:
        raise AgendaShut("No item is left to go on with. Nothing was stored. Choose at least one.")
    AgendaItem.objects.bulk_create(rows)
    register.record(to, version, deed=CARRY_AGENDA, by=by, now=now)
    return version
