"""The promises of the council and those of the police, counted by the same measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wardmote.actions import reads as actions
from wardmote.actions.models import Action
from wardmote.actions.rules import OPEN, ActionState, days_late
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.policing.rules import Side, side_of
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date

DONE_DAYS = 90  # what was done lately


@dataclass(frozen=True, slots=True)
class Kept:
    """What one side has promised: how much of it is open, late, without a day, and was done lately."""

    side: Side
    open: int
    late: int
    longest_late_days: int
    no_date: int
    done: int


def promises(*, viewer: Viewer, now: datetime) -> list[Kept]:
    """The open actions that the viewer may see, by whose they are; each side by the same measures, none left out."""
    today, kinds = london_date(now), _kinds(now)
    rows = list(actions.actions(viewer=viewer, now=now))
    by_side: dict[Side, list[Action]] = {side: [] for side in Side}
    for row in rows:
        by_side[side_of(_of(row, kinds), opened(row, "owner_words"))].append(row)
    found = []
    for side, owed in by_side.items():
        still = [row for row in owed if ActionState(row.state) in OPEN]
        late = [days for row in still if (days := days_late(row.due_on, today))]
        found.append(
            Kept(
                side=side,
                open=len(still),
                late=len(late),
                longest_late_days=max(late, default=0),
                no_date=len([row for row in still if row.due_on is None]),
                done=len(list(_done(owed, since=now - timedelta(days=DONE_DAYS)))),
            )
        )
    return found


def asked_of_police(*, viewer: Viewer, now: datetime) -> list[Action]:
    """The open actions of the police that the viewer may see."""
    kinds = _kinds(now)
    rows = actions.still_open(viewer=viewer, now=now)
    return [row for row in rows if side_of(_of(row, kinds), opened(row, "owner_words")) is Side.POLICE]


def _kinds(now: datetime) -> dict[UUID, frozenset[SeatKind]]:
    """The kinds of seat that each person holds today."""
    found: dict[UUID, frozenset[SeatKind]] = {}
    for person, _, kind in people.holders(now=now):
        found[person.pk] = found.get(person.pk, frozenset()) | {kind}
    return found


def _of(row: Action, kinds: dict[UUID, frozenset[SeatKind]]) -> frozenset[SeatKind]:
    if row.owner_seat is not None:
        return frozenset({SeatKind(row.owner_seat.kind)})
    return kinds.get(row.owner_person_id, frozenset()) if row.owner_person_id else frozenset()


def _done(rows: Iterable[Action], *, since: datetime) -> Iterable[Action]:
    ended = {ActionState.DONE.value, ActionState.VERIFIED.value, ActionState.CLOSED.value}
    return (row for row in rows if row.state in ended and row.state_at >= since)
