"""Notes come to stand: they are approved, and corrected beside. And a meeting goes on on another day."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes import reads
from wardmote.minutes.models import Approval, Correction, Meeting, Paragraph
from wardmote.minutes.rules import (
    APPROVE,
    CONTINUE_MEETING,
    CORRECT,
    GIVE_UP_DAY,
    NOT_HELD,
    NOTES_STAND,
    TAKE_AWAY_DAY,
    CannotMove,
    MeetingState,
    NotesStand,
    NotFromHere,
    NotSigned,
    must_be_signed_between,
)
from wardmote.minutes.writes.taking import set_state
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date

CONTINUED = frozenset({MeetingState.POSTPONED, MeetingState.ADJOURNED})


@transaction.atomic
def approve(
    meeting: Meeting, *, signed_by: str, signed_on: date, at_meeting: Meeting | None, by: Viewer, now: datetime
) -> Approval:
    """Note that the notes of a meeting were approved and signed. From now on nothing in them changes.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the notes are not in the record, or approved already. Nothing is stored.
        NotSigned: the day of the signature cannot be, or the meeting that approved is no later one of this body.
            Nothing is stored.
    """
    must_be_clerk(by)
    must_be_signed_between(meeting.held_on, signed_on, london_date(now))
    if at_meeting and (at_meeting.body_id != meeting.body_id or at_meeting.held_on <= meeting.held_on):
        raise NotSigned("Notes are approved at a later meeting of the same body. Nothing was stored. Choose another.")
    meeting = set_state(meeting, state=MeetingState.APPROVED, by=by, now=now)
    row = Approval(meeting=meeting, signed_on=signed_on, at_meeting=at_meeting, recorded_at=now)
    row.signed_by = register.sealed(row, "signed_by", signed_by)
    row.save(force_insert=True)
    register.record(row, meeting, deed=APPROVE, by=by, now=now)
    return row


@transaction.atomic
def correct(
    meeting: Meeting,
    *,
    paragraph_id: UUID | None,
    words: str,
    signed_by: str,
    signed_on: date,
    by: Viewer,
    now: datetime,
) -> Correction:
    """Add a signed correction beside approved notes, of one paragraph or of all. It is never changed either.

    Raises:
        NotHere, Refused: the paragraph is not one that `by` may correct. Nothing is stored.
        NotesStand: the notes are not approved, so they can be changed themselves. Nothing is stored.
        NotSigned: the day of the signature cannot be. Nothing is stored.
    """
    must_be_clerk(by)
    if meeting.state not in NOTES_STAND:
        raise NotesStand("These notes are not approved yet. Nothing was stored. Change the notes themselves.")
    must_be_signed_between(meeting.held_on, signed_on, london_date(now))
    row = Correction(meeting=meeting, signed_on=signed_on, recorded_at=now)
    made_from = Marking.PANEL.value
    if paragraph_id is not None:
        of = Paragraph.objects.filter(meeting=meeting)
        row.paragraph = of.find(paragraph_id, viewer=by, deed=CORRECT, now=now)
        made_from = row.paragraph.marking
    row.words, row.signed_by = register.sealed(row, "words", words), register.sealed(row, "signed_by", signed_by)
    row.marking = reads.marking_of_row(row, made_from)
    row.save(force_insert=True)
    register.record(row, meeting, deed=CORRECT, by=by, now=now)
    return row


@transaction.atomic
def give_up_day(meeting: Meeting, *, by: Viewer, now: datetime) -> Meeting:
    """Let the meeting that was put off to this day no longer go on here: the day is cancelled.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: it is no draft any more. Nothing is stored.
    """
    must_be_clerk(by)
    if meeting.state != MeetingState.DRAFT:
        raise NotFromHere("The new day is no draft any more. Nothing was changed. Cancel the new meeting first.")
    meeting = set_state(meeting, state=MeetingState.CANCELLED, by=by, now=now)
    meeting.continues = None
    meeting.save(update_fields=["continues"])
    register.record(meeting, deed=GIVE_UP_DAY, by=by, now=now)
    return meeting


@transaction.atomic
def take_away_day(meeting: Meeting, *, by: Viewer, now: datetime) -> None:
    """Take a planned day out of the record, as if it had never been planned: nobody has put anything on it yet.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        CannotMove: it is no draft any more, or something hangs on it: an agenda, an apology, a form. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state != MeetingState.DRAFT:
        raise CannotMove(f"This meeting is “{meeting.state}”, so its day stands. Nothing was changed. Cancel it.")
    register.record(meeting, deed=TAKE_AWAY_DAY, by=by, now=now)
    try:
        meeting.delete()
    except ProtectedError:
        raise CannotMove("Something hangs on this day. Nothing was changed. Cancel the meeting instead.") from None


@transaction.atomic
def continue_meeting(
    meeting: Meeting, *, held_on: date, starts: time | None, place: str | None, by: Viewer, now: datetime
) -> Meeting:
    """Set the day on which a meeting that was postponed or adjourned goes on: a new meeting, in draft.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the meeting was neither postponed nor adjourned, or goes on already. Nothing is stored.
        CannotMove: the day is past, not after the meeting, or another meeting has it. Nothing is stored.
    """
    must_be_clerk(by)
    if meeting.state not in CONTINUED:
        raise NotFromHere(f"This meeting is “{meeting.state}”, so it does not go on elsewhere. Nothing was stored.")
    if Meeting.objects.filter(continues=meeting).exists():
        raise NotFromHere("A day to go on is set already. Nothing was stored. Move that day instead.")
    adjourned = meeting.state == MeetingState.ADJOURNED
    if held_on < london_date(now) or (adjourned and held_on < meeting.held_on):
        raise CannotMove("This day is past. Nothing was stored. Give a day to come.")
    others = Meeting.objects.exclude(state__in=[s.value for s in NOT_HELD])
    if others.filter(body=meeting.body, held_on=held_on).exists():
        raise CannotMove("Another meeting is planned for this day. Nothing was stored. Give another day.")
    where = places.add_place(place, kind=PlaceKind.VENUE, by=by, now=now) if place else meeting.place
    row = Meeting.objects.create(
        body=meeting.body,
        held_on=held_on,
        starts=starts or meeting.starts,
        place=where,
        continues=meeting,
        recorded_at=now,
    )
    register.record(row, meeting, deed=CONTINUE_MEETING, by=by, now=now)
    return row
