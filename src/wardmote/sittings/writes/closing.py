"""The meeting closes or is adjourned, and what was typed becomes its notes."""

import json
from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from wardmote.actions.rules import typed as action_typed
from wardmote.govuk.words import clock, long_date
from wardmote.meetings import writes as meetings
from wardmote.meetings.pack import when_and_where
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import SITTING, AsTyped, MeetingState
from wardmote.people import reads as people
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import LONDON, Marking, Viewer, london_date
from wardmote.sittings import reads
from wardmote.sittings.models import Declared, Entry, EntryClash, Sitting, SittingItem
from wardmote.sittings.reads import Room
from wardmote.sittings.rules import telling
from wardmote.sittings.rules.composing import Part, Under, Whole, composed
from wardmote.sittings.rules.one_line import nil_return
from wardmote.sittings.rules.sitting import (
    ADJOURN,
    CLOSE,
    DRAFT_NOTES,
    REOPEN,
    EntryKind,
    NotSitting,
    NotYet,
    Outcome,
)
from wardmote.sittings.rules.stating import of_action, of_decision, of_nil_return
from wardmote.sittings.writes.presence import _locked, _must_sit


@transaction.atomic
def close(sitting_id: UUID, *, by: Viewer, now: datetime) -> Sitting:
    """Close the meeting. The clerk can go on typing, and open it again on the same day.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is changed.
        NotSitting: the meeting is not in session. Nothing is changed.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    sitting.meeting = minutes.set_state(sitting.meeting, state=MeetingState.CLOSED, by=by, now=now)
    sitting.closed_at = now
    sitting.save(update_fields=["closed_at"])
    register.record(sitting, deed=CLOSE, by=by, now=now)
    return sitting


@transaction.atomic
def reopen(sitting_id: UUID, *, by: Viewer, now: datetime) -> Sitting:
    """Open a meeting again that was closed today, with the people who were there.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is changed.
        NotSitting: it was not closed today, or its notes are drafted. Nothing is changed.
    """
    sitting = _locked(sitting_id, by=by)
    today = sitting.closed_at is not None and london_date(sitting.closed_at) == london_date(now)
    if sitting.meeting.state != MeetingState.CLOSED or not today:
        raise NotSitting("Only a meeting that was closed today is opened again. Nothing was changed.")
    met = reads.room(sitting, now=now).quorum.met
    state = MeetingState.IN_SESSION  # the way back leads through it
    sitting.meeting = minutes.set_state(sitting.meeting, state=state, by=by, now=now)
    if not met:
        sitting.meeting = minutes.set_state(sitting.meeting, state=MeetingState.INQUORATE, by=by, now=now)
    sitting.closed_at = None
    sitting.save(update_fields=["closed_at"])
    register.record(sitting, deed=REOPEN, by=by, now=now)
    return sitting


@transaction.atomic
def adjourn(
    sitting_id: UUID,
    *,
    remaining: Collection[UUID],
    held_on: date,
    starts: time | None,
    place: str | None,
    by: Viewer,
    now: datetime,
) -> Meeting:
    """Adjourn the meeting: the items that remain, and no others, stand on the agenda of the day that is given.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session, or no item remains. Nothing is stored.
        CannotMove: the day is not after this one, or another meeting has it. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    meeting = sitting.meeting
    left = list(SittingItem.objects.filter(sitting=sitting, identity__in=list(remaining)))
    if not left:
        raise NotSitting("No item was named that remains. Nothing was stored. Name one, or close the meeting.")
    sitting.meeting = meeting = minutes.set_state(meeting, state=MeetingState.ADJOURNED, by=by, now=now)
    later = minutes.continue_meeting(meeting, held_on=held_on, starts=starts, place=place, by=by, now=now)
    meetings.carry_agenda(meeting, to=later, only=[one.identity for one in left], by=by, now=now)
    sitting.closed_at = now
    sitting.save(update_fields=["closed_at"])
    register.record(sitting, later, deed=ADJOURN, by=by, now=now)
    return later


@transaction.atomic
def draft_notes(sitting_id: UUID, *, by: Viewer, now: datetime) -> Meeting:
    """Make the notes of what was typed, and take them into every room as if a file had brought them.

    A meeting that still sits is closed first.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the notes are in the record already. Nothing is stored.
        NotYet: somewhere two texts wait. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    if MeetingState(sitting.meeting.state) in SITTING:
        sitting = close(sitting_id, by=by, now=now)
    meeting = sitting.meeting
    if meeting.state not in {MeetingState.CLOSED, MeetingState.ADJOURNED}:
        raise NotSitting("The notes of this meeting are in the record. Nothing was stored.")
    if EntryClash.objects.filter(entry__item__sitting=sitting, settled_at__isnull=True).exists():
        raise NotYet("Somewhere two texts wait. Nothing was stored. Take one of them first.")
    document, known = composed(_whole(sitting, reads.room(sitting, now=now)))
    taken = meetings.take(
        document,
        content=document.reading_text.encode(),
        file_name=f"typed-in-the-room-{meeting.held_on:%Y-%m-%d}.txt",
        body_name=meeting.body.name,
        held_on=meeting.held_on,
        typed=known,
        by=by,
        now=now,
    )
    register.record(sitting, taken.meeting, deed=DRAFT_NOTES, by=by, now=now)
    return taken.meeting


def _whole(sitting: Sitting, room: Room) -> Whole:
    meeting = sitting.meeting
    came = [one for one in room.attendees if one.came]

    def beside(who: UUID, *more: str) -> str:
        return ", ".join(filter(None, [room.seats.get(who, ""), *more]))

    def listed(votes: bool) -> list[tuple[str, str]]:
        return [
            (one.name, beside(one.who, "in the chair" if one.who == sitting.chair else "", "by video" * one.remote))
            for one in came
            if one.votes is votes
        ]

    starts = datetime.combine(meeting.held_on, meeting.starts, LONDON) if meeting.starts else meeting.held_on
    opened_, closed = _clock(sitting.opened_at), sitting.closed_at
    before = [f"The meeting opened at {opened_}."]
    if sitting.reminder_at:
        said_by = opened(sitting, "reminder_by")
        before.append(f"{said_by} read out the confidentiality reminder at {_clock(sitting.reminder_at)}.")
    before += telling.comings(came, opened_at=sitting.opened_at, clock=_clock)
    before += telling.inquorate(room.attendees, needed=room.quorum.needed, opened_at=sitting.opened_at, clock=_clock)
    return Whole(
        body=meeting.body.name,
        starts=starts,
        when=when_and_where(meeting).split(", ")[0],
        place=meeting.place.name if meeting.place else None,
        present=listed(votes=True),
        in_attendance=listed(votes=False),
        apologies=[(one.name, beside(one.who)) for one in room.attendees if one.apology],
        before=before,
        items=[_under(item, sitting) for item in SittingItem.objects.filter(sitting=sitting).order_by("position")],
        after=[_end(sitting, _clock(closed) if closed else "")],
    )


def _clock(at: datetime) -> str:
    return clock(at.astimezone(LONDON).time().replace(second=0, microsecond=0))


def _end(sitting: Sitting, at: str) -> str:
    later = Meeting.objects.filter(continues=sitting.meeting).first()
    if later is None:
        return f"The meeting closed at {at}."
    return f"The meeting was adjourned at {at} to {long_date(later.held_on)}."


def _under(item: SittingItem, sitting: Sitting) -> Under:
    declared = [
        telling.of_interest(opened(row, "name"), Outcome(row.outcome), _clock(row.left_at) if row.left_at else "")
        for row in Declared.objects.filter(item=item).order_by("recorded_at")
    ]
    rows = Entry.objects.filter(item=item, struck_at__isnull=True).order_by("position", "recorded_at")
    parts = [_part(row, sitting) for row in rows if opened(row, "text").strip()]
    return Under(item.number, opened(item, "title"), declared, parts)


def _part(row: Entry, sitting: Sitting) -> Part:
    text, said_by, on = opened(row, "text"), opened(row, "said_by"), sitting.meeting.held_on
    known = AsTyped(Marking(row.marking).value, row.from_police, row.matter_id)
    kind = EntryKind(row.kind)
    if kind is EntryKind.DECISION:
        told = json.loads(opened(row, "particulars") or "{}")
        if not told:
            return Part(f"Proposed, and not put to the vote: {text}", known, exact=())
        words = " ".join(filter(None, [told["binds"], told["told"]]))
        return Part(words, known, exact=of_decision(told["binds"], told["told"], meeting_on=on))
    if kind is EntryKind.ACTION:
        words = " ".join(text.split())
        people_ = [*(s.name for s in people.seats()), *(p.name for p in people.everybody().values())]
        said = action_typed(words, today=on, people=people_)
        return Part(words, known, exact=of_action(words, said, sure=row.confirmed_at is not None))
    if kind is EntryKind.NIL_RETURN:
        nil = nil_return(text, today=on)
        return Part(nil.sentence, known, exact=of_nil_return(nil))
    return Part(text, known, said_by=said_by)
