"""The actions that somebody owes, opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from wardmote.actions.models import Action
from wardmote.actions.rules import OPEN, UNFINISHED, ActionState, days_late
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.people import reads as people
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class Owed:
    """An action, opened. What nobody has said is empty or none."""

    row: Action
    what: str
    owner: str
    due_words: str
    due_on: date | None
    days_late: int | None
    age_days: int
    raised_on: date

    @property
    def state(self) -> ActionState:
        return ActionState(self.row.state)


def actions(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Action]:
    """The actions that the viewer may see; what is due first, then what was raised first."""
    # A joined action lives on in the other: shown by itself, it would keep the marking of its first day.
    rows = Action.objects.visible_to(viewer, now=now).filter(joined_to__isnull=True)
    rows = rows.select_related("owner_seat", "owner_person")
    return rows.order_by(F("due_on").asc(nulls_last=True), "raised_on", "recorded_at", "id")


def still_open(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Action]:
    """Those that somebody still owes."""
    return actions(viewer=viewer, now=now).filter(state__in=[s.value for s in OPEN])


def unconfirmed(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Action]:
    """Those of which nobody has said yet that they were read rightly."""
    return actions(viewer=viewer, now=now).filter(state=ActionState.PROPOSED.value)


def late(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Action]:
    """Those whose day is past."""
    return still_open(viewer=viewer, now=now).filter(due_on__lt=london_date(now))


def mine(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Action]:
    """The viewer's own: theirs by name, or by a seat that they hold."""
    return still_open(viewer=viewer, now=now).filter(owned_by(viewer, now=now))


def owned_by(viewer: Viewer, *, now: datetime) -> Q:
    """What is the viewer's own, as a condition."""
    if not viewer.person_id:
        return Q(pk__in=[])
    return Q(owner_person=viewer.person_id) | Q(owner_seat__in=seats_of(viewer, now=now))


def opened_actions(rows: Iterable[Action], *, now: datetime) -> list[Owed]:
    """The actions with their words."""
    today = london_date(now)
    return [owed(row, today) for row in rows]


def owed(row: Action, today: date) -> Owed:
    """One action with its words."""
    # Until a person has said whose it is, the words of the notes stand.
    written = opened(row, "owner_words")
    named = row.owner_person.name if row.owner_person else row.owner_seat.name if row.owner_seat else ""
    owner = written or named if row.state == ActionState.PROPOSED.value else named or written
    still_open = ActionState(row.state) in OPEN
    return Owed(
        row=row,
        what=opened(row, "what"),
        owner=owner,
        due_words=opened(row, "due_words"),
        due_on=row.due_on,
        days_late=days_late(row.due_on, today) if still_open else None,
        age_days=(today - row.raised_on).days,
        raised_on=row.raised_on,
    )


def unfinished(*, viewer: Viewer, now: datetime) -> list[Owed]:
    """Every action that is not at an end: what the next meeting carries over."""
    rows = actions(viewer=viewer, now=now).filter(state__in=[s.value for s in UNFINISHED])
    return opened_actions(rows, now=now)


def changed_since(at: datetime, *, viewer: Viewer, now: datetime) -> list[Owed]:
    """The actions that were done or ended after `at`."""
    rows = actions(viewer=viewer, now=now).exclude(state__in=[s.value for s in OPEN]).filter(state_at__gt=at)
    return opened_actions(rows, now=now)


def belongs_to(owed: Owed, viewer: Viewer, seats: Sequence[UUID]) -> bool:
    """Whether an action is this person's: theirs by name, or by a seat that they hold."""
    if viewer.person_id and owed.row.owner_person_id == viewer.person_id:
        return True
    return owed.row.owner_seat_id in seats


def seats_of(viewer: Viewer, *, now: datetime) -> tuple[UUID, ...]:
    """The seats that the viewer holds today."""
    standing = people.standing_of(viewer.person_id, now=now) if viewer.person_id else None
    return standing.seat_ids if standing else ()


def as_written(row: Action) -> str:
    """The owner in the words of the notes, whoever it is now."""
    return opened(row, "owner_words")
