"""The clerk opens the meeting: the agenda is held still as it was noticed, and who is there is ticked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.meetings import writes as meetings
from wardmote.meetings.models import AgendaItem, AgendaSupplement
from wardmote.meetings.rules import information_only
from wardmote.minutes import reads as minutes_reads
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import TO_COME, MeetingState
from wardmote.people import reads as people
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date
from wardmote.sittings import reads
from wardmote.sittings.models import Presence, Sitting, SittingItem
from wardmote.sittings.rules.sitting import (
    NOTE_REMINDER,
    OPEN,
    TAKE_CHAIR,
    NotSitting,
    PresenceKind,
    WhoIsThat,
)
from wardmote.sittings.writes.presence import _locked, _must_sit, _noted


@transaction.atomic
def open_sitting(meeting_id: UUID, *, here: Collection[UUID], chair: UUID | None, by: Viewer, now: datetime) -> Sitting:
    """Open a meeting with these people in the room. It is in session if enough with a vote are there, else inquorate.

    A meeting that is open already stays as it is.

    Raises:
        NotHere, Refused: the meeting is not one that `by` may open. Nothing is stored.
        NotSitting: it is another day's, over, or has no agenda. Nothing is stored.
    """
    must_be_clerk(by)
    meeting = minutes_reads.meeting_found(meeting_id, viewer=by)
    if meeting is None:
        raise NotHere
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body", "place").get(pk=meeting.pk)
    known = reads.of_meeting(meeting, viewer=by)
    if known is not None:
        return known
    if MeetingState(meeting.state) not in TO_COME:
        raise NotSitting(f"This meeting is “{meeting.state}”, so it can’t be opened. Nothing was stored.")
    if meeting.held_on != london_date(now):
        raise NotSitting("This meeting is not today. Nothing was stored. Move its day first, if it is held now.")
    version = meetings.draw_up(meeting, by=by, now=now)
    sitting = Sitting.objects.create(meeting=meeting, opened_at=now, chair=chair, recorded_at=now)
    noticed: list[tuple[UUID, str, str, bool]] = [
        (row.identity, row.marking, title := opened(row, "title"), information_only(title))
        for row in AgendaItem.objects.filter(version=version).order_by("position")
    ]
    if noticed:
        late = AgendaSupplement.objects.filter(meeting=meeting).order_by("number")
        named = [(row, f"Supplement {row.number}: {opened(row, 'title')}") for row in late]
        noticed += [(row.pk, row.marking, title, row.information_only) for row, title in named]
    items = _items(sitting, noticed, now=now)
    if not items:
        raise NotSitting("This meeting has no agenda. Nothing was stored. Write a standing order first.")
    SittingItem.objects.bulk_create(items)
    for person in (found for who in here if (found := people.find_person(who))):
        _noted(sitting, PresenceKind.CAME, who=person.pk, name=person.name, person=person, at=now, now=now)
    met = reads.room(sitting, now=now).quorum.met
    state = MeetingState.IN_SESSION if met else MeetingState.INQUORATE
    sitting.meeting = minutes.set_state(meeting, state=state, by=by, now=now)
    register.record(sitting, meeting, *Presence.objects.filter(sitting=sitting), deed=OPEN, by=by, now=now)
    return sitting


def _items(sitting: Sitting, noticed: Sequence[tuple[UUID, str, str, bool]], *, now: datetime) -> list[SittingItem]:
    """The agenda in its order, then what came late: identity, marking, title, and whether it only informs."""
    rows = []
    for number, (identity, marking, title, informs) in enumerate(noticed, start=1):
        row = SittingItem(
            sitting=sitting,
            identity=identity,
            position=number - 1,
            number=str(number),
            information_only=informs,
            marking=marking,
            recorded_at=now,
        )
        row.title = register.sealed(row, "title", title)
        rows.append(row)
    return rows


@transaction.atomic
def note_reminder(sitting_id: UUID, *, said_by: str, by: Viewer, now: datetime) -> Sitting:
    """Note that the confidentiality reminder was read out, by whom and when; the first time stands.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        WhoIsThat: nobody was named. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    name = " ".join(said_by.split())
    if not name:
        raise WhoIsThat("Nobody was named. Nothing was stored. Say who read the reminder out.")
    sitting.reminder_at = sitting.reminder_at or now
    sitting.reminder_by = register.sealed(sitting, "reminder_by", name)
    sitting.save(update_fields=["reminder_at", "reminder_by"])
    register.record(sitting, deed=NOTE_REMINDER, by=by, now=now)
    return sitting


@transaction.atomic
def take_chair(sitting_id: UUID, *, who: UUID, by: Viewer, now: datetime) -> Sitting:
    """Note who is in the chair from now on.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        WhoIsThat: this person has no vote, or is not in the room. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    one = reads.room(sitting, now=now).find(who)
    if one is None or not one.counts:
        raise WhoIsThat("Only somebody with a vote who is in the room takes the chair. Nothing was stored.")
    sitting.chair = who
    sitting.save(update_fields=["chair"])
    register.record(sitting, deed=TAKE_CHAIR, by=by, now=now)
    return sitting
