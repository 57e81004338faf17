"""Somebody declares an interest. Who leaves for it sees nothing more of the matter, in any room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.meetings.agenda import agenda
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Matter
from wardmote.people import reads as people
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer
from wardmote.sittings import reads
from wardmote.sittings.models import Declared, Entry, Sitting, SittingItem
from wardmote.sittings.rules.sitting import DECLARE, NotSitting, Outcome, PresenceKind, WhoIsThat
from wardmote.sittings.writes.presence import _follow_quorum, _locked, _must_sit, _noted


@transaction.atomic
def declare(
    item_id: UUID, *, who: UUID, outcome: Outcome, matter_id: UUID | None = None, by: Viewer, now: datetime
) -> Declared:
    """Note an interest in an item, or in one matter of it, and what that person does.

    Who leaves is noted as gone, and the matter is absent from their screens at their next request. An interest in a
    whole item closes every matter that is carried over under it and all that is typed there.

    Raises:
        NotHere, Refused: item or matter are not such as `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session, or the clerk would close the item to themselves. Nothing is stored.
        WhoIsThat: this person is not in the room. Nothing is stored.
    """
    must_be_clerk(by)
    item = SittingItem.objects.select_related("sitting").find(item_id, viewer=by, deed=DECLARE, now=now)
    sitting = _locked(item.sitting_id, by=by)
    _must_sit(sitting)
    one = reads.room(sitting, now=now).find(who)
    if one is None or not one.here:
        raise WhoIsThat("This person is not in the room. Nothing was stored. Note that they came.")
    if who == by.person_id and outcome is not Outcome.STAYS:
        raise NotSitting("You keep these notes. Nothing was stored. Somebody else with the clerk’s seat notes this.")
    about = Matter.objects.find(matter_id, viewer=by, deed=DECLARE, now=now) if matter_id else None
    row = Declared(
        item=item, who=who, person=people.find_person(who), about=about, outcome=outcome.value, recorded_at=now
    )
    row.name = register.sealed(row, "name", one.name)
    row.save(force_insert=True)
    register.record(row, item, deed=DECLARE, by=by, now=now)
    if outcome is Outcome.LEAVES:
        _leaves(row, sitting, by=by, now=now)
    return row


@transaction.atomic
def has_spoken(declared_id: UUID, *, by: Viewer, now: datetime) -> Declared:
    """Note that somebody who declared an interest has spoken, and leaves the room now.

    Raises:
        NotHere, Refused: it is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session, or this person does not leave. Nothing is stored.
    """
    must_be_clerk(by)
    row = Declared.objects.select_related("item", "person").find(declared_id, viewer=by, deed=DECLARE, now=now)
    sitting = _locked(row.item.sitting_id, by=by)
    _must_sit(sitting)
    if row.outcome != Outcome.SPEAKS.value or row.left_at is not None:
        raise NotSitting("This person has left already, or stays. Nothing was stored.")
    _leaves(row, sitting, by=by, now=now)
    register.record(row, deed=DECLARE, by=by, now=now)
    return row


def _leaves(row: Declared, sitting: Sitting, *, by: Viewer, now: datetime) -> None:
    if row.person is not None:
        for matter in _closed(row, sitting, by=by, now=now):
            minutes.declare_interest(matter, person=row.person, by=by, now=now)
    row.left_at = now
    row.save(update_fields=["left_at", "about"])
    one = reads.room(sitting, now=now).find(row.who)
    if one is not None and one.here:
        name = opened(row, "name")
        _noted(
            sitting,
            PresenceKind.LEFT,
            who=row.who,
            name=name,
            person=row.person,
            at=now,
            for_item=row.item,
            now=now,
        )
        if sitting.chair == row.who:
            sitting.chair = None
            sitting.save(update_fields=["chair"])
    _follow_quorum(sitting, by=by, now=now)


def _closed(row: Declared, sitting: Sitting, *, by: Viewer, now: datetime) -> list[UUID]:
    """The matters that are closed to whoever leaves; for a whole item, what is typed under it hangs on one of them."""
    if row.about_id is not None:
        return [row.about_id]
    item = row.item
    made = agenda(sitting.meeting, viewer=by, now=now)
    below = [c.matter_id for one in made.items if one.id == item.identity for c in one.carried]
    carried = list(dict.fromkeys(matter for matter in below if matter is not None))
    if item.about_id is None:
        if len(carried) == 1:
            item.about_id = carried[0]
        else:
            title = opened(item, "title")
            item.about = minutes.open_matter(title, marking=Marking(item.marking), by=by, now=now)
        item.save(update_fields=["about"])
        Entry.objects.filter(item=item, matter__isnull=True).update(matter=item.about_id, changed_at=now)
    row.about_id = item.about_id
    told = set(Entry.objects.filter(item=item, matter__isnull=False).values_list("matter_id", flat=True))
    return [matter for matter in {item.about_id, *carried, *told} if matter is not None]
