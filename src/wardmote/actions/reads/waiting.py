"""Who is waited for, since when, and how often they were asked; and whom the timer is to remind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from wardmote.actions.models import Action, Chase, Reminder, Step
from wardmote.actions.reads.owed import Owed, actions, opened_actions
from wardmote.actions.rules import WORKED_ON, ActionState, occasion
from wardmote.correspondence.rules import Letters
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class Waited:
    """Somebody whose answer is waited for: who, for how many days, and how often they were asked again."""

    owed: Owed
    whom: str  # empty if nobody has said
    since_on: date
    days: int
    chases: int
    last_chased_on: date | None
    next_on: date | None  # when to ask again

    @property
    def chase_is_due(self) -> bool:
        """Whether the day to ask again has come, or nobody was asked yet."""
        return self.next_on is None or self.next_on <= self.since_on + timedelta(days=self.days)


def awaiting(*, viewer: Viewer, now: datetime, first: int | None = None) -> list[Waited]:
    """The actions that wait for a third party, the longest wait first."""
    rows = actions(viewer=viewer, now=now).filter(state=ActionState.AWAITING.value).order_by("state_at", "id")[:first]
    found = waited(opened_actions(rows, now=now), viewer=viewer, now=now)
    return sorted(found.values(), key=lambda w: -w.days)


def not_answered(*, viewer: Viewer, now: datetime, first: int | None = None) -> list[Waited]:
    """The actions that were given to somebody who has not accepted, declined or begun, the longest wait first."""
    rows = actions(viewer=viewer, now=now).filter(state=ActionState.ASSIGNED.value).order_by("state_at", "id")
    rows = rows.filter(Q(owner_seat__isnull=False) | Q(owner_person__isnull=False))[:first]
    found = waited(opened_actions(rows, now=now), viewer=viewer, now=now)
    return sorted(found.values(), key=lambda w: -w.days)


def waited(of: Sequence[Owed], *, viewer: Viewer, now: datetime) -> dict[UUID, Waited]:
    """For whom these actions wait, in a fixed number of queries: a third party, or else their owner."""
    ids = [o.row.pk for o in of]
    steps = Step.objects.visible_to(viewer, now=now).filter(action__in=ids, undone_at__isnull=True)
    waits = {s.action_id: s for s in steps.filter(became=ActionState.AWAITING.value).order_by("version")}
    asked: dict[UUID, list[Chase]] = {}
    since_at = {o.row.pk: o.row.state_at for o in of}
    for chase in Chase.objects.visible_to(viewer, now=now).filter(action__in=ids).order_by("chased_on", "recorded_at"):
        if chase.recorded_at >= since_at[chase.action_id]:  # of this wait, not of one before
            asked.setdefault(chase.action_id, []).append(chase)
    today, found = london_date(now), {}
    for one in of:
        wait = waits.get(one.row.pk) if one.state is ActionState.AWAITING else None
        whom = opened(wait, "third_party") if wait else "" if one.state is ActionState.AWAITING else one.owner
        since_on = (wait.since_on if wait else None) or london_date(one.row.state_at)
        chases = asked.get(one.row.pk, [])
        found[one.row.pk] = Waited(
            owed=one,
            whom=whom,
            since_on=since_on,
            days=(today - since_on).days,
            chases=len(chases),
            last_chased_on=chases[-1].chased_on if chases else None,
            next_on=chases[-1].next_on if chases else None,
        )
    return found


def to_remind(letters: Letters, *, now: datetime) -> list[tuple[UUID, int]]:
    """Which action is to be reminded of now, for which occasion. For the timer: ids and days, and no words."""
    today = london_date(now)
    last = today + timedelta(days=letters.remind_days_before)
    rows = Action.objects.filter(state__in=[s.value for s in WORKED_ON], due_on__lte=last, joined_to__isnull=True)
    due: dict[tuple[UUID, date], int] = {}
    for action_id, due_on in rows.order_by("due_on", "id").values_list("pk", "due_on"):
        if due_on is None:
            continue
        number = occasion(due_on, today, days_before=letters.remind_days_before, weekly=letters.remind_weekly)
        if number is not None:
            due[action_id, due_on] = number
    went = Counter(Reminder.objects.filter(action__in=rows.values("pk")).values_list("action_id", "due_on", "occasion"))
    return [(action_id, number) for (action_id, day), number in due.items() if not went[action_id, day, number]]
