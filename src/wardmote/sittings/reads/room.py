"""Who is in the room, and who could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.rules import NotHere
from wardmote.membership import reads as membership
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Deed, Viewer
from wardmote.sittings.models import Declared, Entry, EntryClash, Presence, Sitting, SittingItem
from wardmote.sittings.rules.presence import Attendee, Noted, Quorum, attendees, quorum
from wardmote.sittings.rules.sitting import Outcome, PresenceKind


@dataclass(frozen=True, slots=True)
class Room:
    """Who came, went or sent word, whether enough are there, and what seat each holds."""

    attendees: Sequence[Attendee]
    quorum: Quorum
    seats: dict[UUID, str]

    @property
    def here(self) -> list[Attendee]:
        """Those in the room now."""
        return [one for one in self.attendees if one.here]

    def find(self, who: UUID) -> Attendee | None:
        """Somebody of the log."""
        return next((one for one in self.attendees if one.who == who), None)


def voters(meeting: Meeting, *, now: datetime) -> dict[UUID, str]:
    """Who has a vote at a meeting, with the seat that gives it, if one does."""
    belong = membership.belong_on(meeting.body, on=meeting.held_on, now=now)
    return {one.person.pk: one.seat for one in belong if one.votes}


def candidates(meeting: Meeting, *, now: datetime) -> list[tuple[Person, str, bool]]:
    """Whoever belongs to the body or holds a seat: person, seat, and whether they vote; those with a vote first."""
    belong = membership.belong_on(meeting.body, on=meeting.held_on, now=now)
    once = {one.person.pk: (one.person, one.seat, one.votes) for one in belong}
    for person, seat, _ in people.holders(now=now):
        once.setdefault(person.pk, (person, seat, False))
    return sorted(once.values(), key=lambda one: (not one[2], one[0].name.casefold()))


def room(sitting: Sitting, *, now: datetime) -> Room:
    """The room as its log leaves it. A few queries, however long the log is."""
    rows = Presence.objects.filter(sitting=sitting, taken_back_at__isnull=True).order_by("at", "recorded_at")
    log = [
        Noted(
            r.who, PresenceKind(r.kind), r.at, opened(r, "name"), votes=r.votes, remote=r.remote, for_item=r.for_item_id
        )
        for r in rows
    ]
    found = attendees(log)
    meeting = sitting.meeting
    able = voters(meeting, now=now)
    seats = {person.pk: seat for person, seat, _ in people.holders(now=now)} | able
    needed = minutes.quorum_of(meeting.body, members=len(able), on=meeting.held_on)
    return Room(found, quorum(list(able), found, needed=needed), seats)


def out_of(item: SittingItem, *, matter_id: UUID | None) -> frozenset[UUID]:
    """Who may not take part in this: those who leave the room for an interest in the item, or in this matter of it."""
    rows = Declared.objects.filter(item=item).exclude(outcome=Outcome.STAYS.value)
    return frozenset(one.who for one in rows if one.about_id in {None, item.about_id, matter_id})


def sitting_found(sitting_id: UUID, *, viewer: Viewer) -> Sitting:
    """A sitting, for somebody on the panel.

    Raises:
        NotHere: there is none for this viewer.
    """
    rows = Sitting.objects.select_related("meeting__body", "meeting__place")
    found = rows.filter(pk=sitting_id).first() if viewer.on_panel else None
    if found is None:
        raise NotHere
    return found


def of_meeting(meeting: Meeting, *, viewer: Viewer) -> Sitting | None:
    """The sitting of a meeting, if it has been opened."""
    return Sitting.objects.filter(meeting=meeting).first() if viewer.on_panel else None


def entry_found(entry_id: UUID, *, viewer: Viewer, now: datetime, deed: Deed = CONSULT) -> Entry:
    """One entry with its item and sitting.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Entry.objects.select_related("item__sitting__meeting__body", "item__sitting__meeting__place", "matter")
    return rows.find(entry_id, viewer=viewer, deed=deed, now=now)


def presence_found(presence_id: UUID, *, viewer: Viewer, now: datetime) -> Presence:
    """One line of a sitting's log.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return Presence.objects.find(presence_id, viewer=viewer, deed=CONSULT, now=now)


def item_found(item_id: UUID, *, viewer: Viewer, now: datetime) -> SittingItem:
    """One item of a sitting.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return SittingItem.objects.find(item_id, viewer=viewer, deed=CONSULT, now=now)


def declared_found(declared_id: UUID, *, viewer: Viewer, now: datetime) -> Declared:
    """One declared interest, with its item.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return Declared.objects.select_related("item").find(declared_id, viewer=viewer, deed=CONSULT, now=now)


def clash_found(clash_id: UUID, *, viewer: Viewer, now: datetime) -> EntryClash:
    """The other text of an entry, with the entry.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return EntryClash.objects.select_related("entry__item").find(clash_id, viewer=viewer, deed=CONSULT, now=now)
