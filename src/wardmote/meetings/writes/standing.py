"""What can happen to a body's standing order, and to what it usually does. Each deed has another that takes it back."""

import json
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.meetings import reads
from wardmote.meetings.models import StandingItem, UsualSitting
from wardmote.meetings.rules import (
    ADD_STANDING,
    MOVE_STANDING,
    REMOVE_STANDING,
    RENAME_STANDING,
    RESTORE_STANDING,
    SET_USUAL,
    AlreadyThere,
    heading_words,
    marking_of_entry,
)
from wardmote.minutes.models import Body
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer

ASIDE = 1_000_000  # where rows stand while their places are exchanged


def _order_of(body: Body) -> list[StandingItem]:
    rows = StandingItem.objects.select_for_update().filter(body=body, removed_at__isnull=True)
    return list(rows.order_by("position"))


def _found(item_id: UUID, *, by: Viewer, now: datetime, removed: bool = False) -> StandingItem:
    must_be_clerk(by)
    rows = StandingItem.objects.select_for_update(of=("self",)).select_related("body")
    rows = rows.filter(removed_at__isnull=not removed)
    return rows.find(item_id, viewer=by, deed=RENAME_STANDING, now=now)


def _put_in_order(rows: list[StandingItem]) -> None:
    """Give the rows the places 0, 1, 2 …; in two steps, since no two may have one place at any time."""
    for start in (ASIDE, 0):
        for position, row in enumerate(rows):
            StandingItem.objects.filter(pk=row.pk).update(position=start + position)


def _must_be_new(title: str, body: Body, *, but: StandingItem | None = None) -> None:
    for row in _order_of(body):
        if row != but and heading_words(opened(row, "title")) == heading_words(title):
            raise AlreadyThere(f"“{title}” is in the standing order already. Nothing was stored.")


@transaction.atomic
def add_standing_item(body: Body, *, title: str, by: Viewer, now: datetime) -> StandingItem:
    """Put an item at the end of the standing order.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AlreadyThere: an item of this name is in it. Nothing is stored.
    """
    must_be_clerk(by)
    _must_be_new(title, body)
    rows = _order_of(body)
    row = StandingItem(body=body, position=rows[-1].position + 1 if rows else 0, recorded_at=now)
    row.marking = marking_of_entry(title, "")
    row.title = register.sealed(row, "title", title)
    row.save(force_insert=True)
    register.record(row, deed=ADD_STANDING, by=by, now=now)
    return row


@transaction.atomic
def rename_standing_item(item_id: UUID, *, title: str, by: Viewer, now: datetime) -> StandingItem:
    """Call an item otherwise; what stood under its old title is carried over under the new one.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        AlreadyThere: another item has this name. Nothing is stored.
    """
    row = _found(item_id, by=by, now=now)
    _must_be_new(title, row.body, but=row)
    now_called = opened(row, "title")
    names = [*(one for one in reads.former_titles(row) if one != now_called), now_called]  # the last one is the newest
    row.title = register.sealed(row, "title", title)
    row.former_titles = register.sealed(row, "former_titles", json.dumps(names))
    row.marking = marking_of_entry(title, "", before=row.marking)
    row.save(update_fields=["title", "former_titles", "marking"])
    register.record(row, deed=RENAME_STANDING, by=by, now=now)
    return row


@transaction.atomic
def unname_standing_item(item_id: UUID, *, by: Viewer, now: datetime) -> StandingItem:
    """Give an item its former name again; done twice, it has the later one again.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        AlreadyThere: it had no other name, or another item has it. Nothing is stored.
    """
    names = reads.former_titles(_found(item_id, by=by, now=now))
    if not names:
        raise AlreadyThere("This item has had no other name. Nothing was changed.")
    row = rename_standing_item(item_id, title=names[-1], by=by, now=now)
    register.record(row, deed=RENAME_STANDING, by=by, now=now)
    return row


@transaction.atomic
def move_standing_item(item_id: UUID, *, up: bool, by: Viewer, now: datetime) -> StandingItem:
    """Exchange an item with the one above it or below it; the first cannot go up, nor the last down.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
    """
    row = _found(item_id, by=by, now=now)
    rows = _order_of(row.body)
    seen = {one.pk for one in reads.standing_items(row.body, viewer=by, now=now)}
    here = rows.index(row)
    beyond = range(here - 1, -1, -1) if up else range(here + 1, len(rows))
    there = next((place for place in beyond if rows[place].pk in seen), here)
    rows.insert(there, rows.pop(here))
    _put_in_order(rows)
    register.record(row, deed=MOVE_STANDING, by=by, now=now)
    return row


@transaction.atomic
def remove_standing_item(item_id: UUID, *, by: Viewer, now: datetime) -> StandingItem:
    """Take an item out of the standing order. It is kept aside, and can be put back.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
    """
    row = _found(item_id, by=by, now=now)
    row.removed_at = now
    row.save(update_fields=["removed_at"])
    register.record(row, deed=REMOVE_STANDING, by=by, now=now)
    return row


@transaction.atomic
def restore_standing_item(item_id: UUID, *, by: Viewer, now: datetime) -> StandingItem:
    """Put an item that was taken out back where it stood.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        AlreadyThere: an item of its name has been added since. Nothing is stored.
    """
    row = _found(item_id, by=by, now=now, removed=True)
    _must_be_new(opened(row, "title"), row.body)
    rows = _order_of(row.body)
    rows.insert(sum(one.position < row.position for one in rows), row)
    StandingItem.objects.filter(pk=row.pk).update(position=2 * ASIDE)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _put_in_order(rows)
    row.refresh_from_db(fields=["position"])
    register.record(row, deed=RESTORE_STANDING, by=by, now=now)
    return row


@transaction.atomic
def set_usual_sitting(body: Body, *, starts: time | None, place: str | None, by: Viewer, now: datetime) -> UsualSitting:
    """Say when and where a body usually meets. It is offered when a day is set, and never filled in by itself.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    where = places.add_place(place, kind=PlaceKind.VENUE, by=by, now=now) if place else None
    row, _ = UsualSitting.objects.get_or_create(body=body, defaults={"recorded_at": now})
    row.starts, row.place = starts, where
    row.save(update_fields=["starts", "place"])
    register.record(row, deed=SET_USUAL, by=by, now=now)
    return row
