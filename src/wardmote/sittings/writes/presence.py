"""People come and go. The quorum counts itself, and the state of the meeting follows it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.minutes import writes as minutes
from wardmote.minutes.rules import SITTING, MeetingState
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer
from wardmote.sittings import reads
from wardmote.sittings.models import Presence, Sitting, SittingItem
from wardmote.sittings.rules.sitting import (
    NOTE_PRESENCE,
    TAKE_BACK_PRESENCE,
    ApologyAnswer,
    NotSitting,
    PresenceKind,
    WhoIsThat,
)


def _locked(sitting_id: UUID, *, by: Viewer) -> Sitting:
    """The sitting, held for this deed, for the clerk."""
    must_be_clerk(by)
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("meeting__body", "meeting__place")
    sitting = rows.filter(pk=sitting_id).first()
    if sitting is None:
        raise NotHere
    return sitting


def _must_sit(sitting: Sitting) -> None:
    if MeetingState(sitting.meeting.state) not in SITTING:
        raise NotSitting(f"This meeting is “{sitting.meeting.state}”, not in session. Nothing was stored.")


def _follow_quorum(sitting: Sitting, *, by: Viewer, now: datetime) -> None:
    """Move a meeting that sits to in session or inquorate, as those in the room make it."""
    if MeetingState(sitting.meeting.state) not in SITTING:
        return
    met = reads.room(sitting, now=now).quorum.met
    state = MeetingState.IN_SESSION if met else MeetingState.INQUORATE
    if sitting.meeting.state != state:
        sitting.meeting = minutes.set_state(sitting.meeting, state=state, by=by, now=now)


def _noted(
    sitting: Sitting,
    kind: PresenceKind,
    *,
    who: UUID,
    name: str,
    person: Person | None,
    at: datetime,
    remote: bool = False,
    for_item: SittingItem | None = None,
    reason: str = "",
    answer: str = "",
    now: datetime,
) -> Presence:
    row = Presence(
        sitting=sitting,
        who=who,
        person=person,
        kind=kind.value,
        at=at,
        votes=who in reads.voters(sitting.meeting, now=now),
        remote=remote,
        for_item=for_item,
        answer=answer,
        recorded_at=now,
    )
    row.name = register.sealed(row, "name", name)
    row.reason = register.sealed(row, "reason", reason) if reason else b""
    row.save(force_insert=True)
    return row


def _somebody(sitting: Sitting, *, who: UUID | None, name: str, now: datetime) -> tuple[UUID, str, Person | None]:
    """Whom the clerk means: a person of the record, somebody of the log, or a name that is typed for the first time."""
    inside = reads.room(sitting, now=now)
    if who is not None:
        person = people.find_person(who)
        known = inside.find(who)
        if person is None and known is None:
            raise WhoIsThat("Nobody of this sitting was named. Nothing was stored. Choose somebody.")
        return who, person.name if person else known.name if known else "", person
    name = " ".join(name.split())
    if not name:
        raise WhoIsThat("Nobody was named. Nothing was stored. Choose somebody, or type a name.")
    person = people.person_of_words(name)
    if person is not None:
        return person.pk, person.name, person
    known = next((one for one in inside.attendees if one.name.casefold() == name.casefold()), None)
    return (known.who if known else uuid4()), name, None


@transaction.atomic
def came(
    sitting_id: UUID, *, who: UUID | None = None, name: str = "", remote: bool = False, by: Viewer, now: datetime
) -> Presence:
    """Note that somebody has come, or is back. Who follows by video is there, and does not count.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        WhoIsThat: nobody was named. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    key, called, person = _somebody(sitting, who=who, name=name, now=now)
    row = _noted(sitting, PresenceKind.CAME, who=key, name=called, person=person, at=now, remote=remote, now=now)
    register.record(row, sitting, deed=NOTE_PRESENCE, by=by, now=now)
    _follow_quorum(sitting, by=by, now=now)
    return row


@transaction.atomic
def left(sitting_id: UUID, *, who: UUID, by: Viewer, now: datetime) -> Presence:
    """Note that somebody has left the room.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        WhoIsThat: this person is not in the room. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    known = reads.room(sitting, now=now).find(who)
    if known is None or not known.here:
        raise WhoIsThat("This person is not in the room. Nothing was stored.")
    person = people.find_person(who)
    row = _noted(sitting, PresenceKind.LEFT, who=who, name=known.name, person=person, at=now, now=now)
    if sitting.chair == who:
        sitting.chair = None
        sitting.save(update_fields=["chair"])
    register.record(row, sitting, deed=NOTE_PRESENCE, by=by, now=now)
    _follow_quorum(sitting, by=by, now=now)
    return row


@transaction.atomic
def sent_apology(
    sitting_id: UUID,
    *,
    who: UUID | None = None,
    name: str = "",
    reason: str = "",
    answer: ApologyAnswer,
    by: Viewer,
    now: datetime,
) -> Presence:
    """Note that somebody sent an apology, with its reason, and whether the meeting accepts it or only notes it.

    Raises:
        NotHere, Refused: the sitting is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        WhoIsThat: nobody was named, or somebody who is in the room. Nothing is stored.
    """
    sitting = _locked(sitting_id, by=by)
    _must_sit(sitting)
    key, called, person = _somebody(sitting, who=who, name=name, now=now)
    known = reads.room(sitting, now=now).find(key)
    if known is not None and known.here:
        raise WhoIsThat(f"{called} is in the room. Nothing was stored. Take that back first.")
    row = _noted(
        sitting,
        PresenceKind.APOLOGY,
        who=key,
        name=called,
        person=person,
        at=now,
        reason=" ".join(reason.split()),
        answer=answer.value,
        now=now,
    )
    register.record(row, sitting, deed=NOTE_PRESENCE, by=by, now=now)
    return row


@transaction.atomic
def take_back_presence(presence_id: UUID, *, by: Viewer, now: datetime) -> Presence:
    """Say that a line of the log was noted wrongly. It stays in the log, and counts for nothing.

    Raises:
        NotHere, Refused: the line is not one that `by` keeps. Nothing is changed.
        NotSitting: the meeting is not in session, or the line stands for a declared interest. Nothing is changed.
    """
    must_be_clerk(by)
    row = Presence.objects.find(presence_id, viewer=by, deed=TAKE_BACK_PRESENCE, now=now)
    sitting = _locked(row.sitting_id, by=by)
    _must_sit(sitting)
    if row.for_item_id is not None:
        raise NotSitting(f"{opened(row, 'name')} left for an interest. Nothing was changed. Note that they are back.")
    row.taken_back_at = row.taken_back_at or now
    row.save(update_fields=["taken_back_at"])
    register.record(row, sitting, deed=TAKE_BACK_PRESENCE, by=by, now=now)
    _follow_quorum(sitting, by=by, now=now)
    return row
