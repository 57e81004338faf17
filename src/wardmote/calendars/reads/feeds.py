"""Feeds for calendar programs: which link opens which, and what it tells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from wardmote.actions import reads as actions
from wardmote.calendars.models import Feed, FeedEntry
from wardmote.calendars.reads.rhythm import public_bodies
from wardmote.calendars.rules import DAYS_BACK, DAYS_ON, Entry, Told
from wardmote.confidentiality.rules import NotHere
from wardmote.govuk.links import hash_of
from wardmote.membership.models import Membership
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import NOT_HELD
from wardmote.people import reads as people
from wardmote.register.rules import Marking, london_date


def feed_of(token: str, *, now: datetime) -> Feed:
    """The feed that this token opens.

    A person's feed ends with the seats that they held when it was made: a seat that is held anew later does not
    bring it back.

    Raises:
        NotHere: there never was such a feed here, or it has ended. Nobody outside can tell the two apart.
    """
    row = Feed.objects.select_related("person").filter(token_hash=hash_of(token)).first()
    if row is None or row.ended_at is not None or not _still_seated(row, now=now):
        raise NotHere
    return row


def _still_seated(row: Feed, *, now: datetime) -> bool:
    if row.person_id is None:
        return True
    held = people.held_at(now).filter(person=row.person_id)
    return held.filter(from_on__lte=london_date(row.recorded_at)).exists()


def feed_of_person(person_id: UUID, *, now: datetime) -> Feed | None:
    """The feed of a person that is read now, if they have one."""
    row = Feed.objects.filter(person=person_id, ended_at__isnull=True).first()
    return row if row and _still_seated(row, now=now) else None


def public_feeds() -> list[Feed]:
    """The feeds of the public days that are read now, the oldest first."""
    return list(Feed.objects.filter(person__isnull=True, ended_at__isnull=True).order_by("recorded_at", "id"))


def open_feeds() -> list[Feed]:
    """Every feed of a person that has not ended."""
    return list(Feed.objects.filter(person__isnull=False, ended_at__isnull=True))


def bodies_of(person_id: UUID, *, now: datetime) -> list[Body]:
    """The bodies at whose table a person sits today; one without a table is everybody's. Three queries."""
    today = london_date(now)
    seats = people.held_at(now).filter(person=person_id).values("seat")
    lasting = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=today), taken_back_at__isnull=True, from_on__lte=today
    )
    with_table = set(lasting.order_by().values_list("body_id", flat=True))
    theirs = lasting.filter(Q(person=person_id) | Q(seat__in=seats)).order_by()
    sits_at = set(theirs.values_list("body_id", flat=True))
    return [body for body in Body.objects.order_by("name") if body.pk in sits_at or body.pk not in with_table]


def meeting_told(row: Meeting) -> Told:
    """What a feed says of a meeting."""
    place = row.place.name if row.place else ""
    return Told(row.pk, "meeting", row.held_on, row.starts, place, row.state in NOT_HELD)


@dataclass(frozen=True, slots=True)
class Titled:
    """What a feed says, with the title it has there."""

    told: Told
    title: str


def told_in(feed: Feed, *, now: datetime) -> list[Titled]:
    """What a feed tells: of the public days day, time and place; of a person also when their actions are due."""
    if feed.person_id is None:
        return public_told(now=now)
    viewer = minutes.viewer_for(feed.person_id, now=now)
    rows = _meetings(bodies_of(feed.person_id, now=now), now=now)
    mine = actions.mine(viewer=viewer, now=now).exclude(marking=Marking.RESTRICTED.value)
    since, until = _window(now)
    due = mine.filter(due_on__gte=since, due_on__lte=until).order_by().values_list("pk", "reference", "due_on")
    found = [Titled(meeting_told(row), row.body.name) for row in rows]
    for pk, reference, day in due:
        if day is not None:
            found.append(Titled(Told(pk, "action", day, None, "", False), f"Action {reference} due"))
    return found


def public_told(*, now: datetime) -> list[Titled]:
    """The meetings whose days anybody may know."""
    bodies = list(Body.objects.order_by("name"))
    public = public_bodies(bodies, on=london_date(now))
    rows = _meetings([body for body in bodies if public[body.pk]], now=now)
    return [Titled(meeting_told(row), row.body.name) for row in rows]


def _window(now: datetime) -> tuple[date, date]:
    today = london_date(now)
    return today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_ON)


def _meetings(bodies: Collection[Body], *, now: datetime) -> list[Meeting]:
    since, until = _window(now)
    rows = Meeting.objects.filter(body__in=bodies, held_on__gte=since, held_on__lte=until)
    return list(rows.select_related("body", "place").order_by("held_on", "id"))


def changed(told: Iterable[Told]) -> tuple[list[Told], list[tuple[FeedEntry, Told]]]:
    """What no feed has told yet, and what one told otherwise. One query."""
    by_row = {one.row_id: one for one in told}
    kept = {row.row_id: row for row in FeedEntry.objects.filter(row_id__in=by_row)}
    new = [one for key, one in by_row.items() if key not in kept]
    return new, [(row, by_row[key]) for key, row in kept.items() if bytes(row.shown) != by_row[key].shown]


def entries(told: Sequence[Titled], *, addresses: dict[UUID, str]) -> list[Entry]:
    """What a feed tells, with how often each has changed; `changed` was asked and noted before. One query."""
    kept = {row.row_id: row for row in FeedEntry.objects.filter(row_id__in=[one.told.row_id for one in told])}
    return [
        Entry(
            told=one.told,
            title=one.title,
            address=addresses.get(one.told.row_id, ""),
            sequence=kept[one.told.row_id].sequence,
            changed_at=kept[one.told.row_id].changed_at,
        )
        for one in told
        if one.told.row_id in kept
    ]
