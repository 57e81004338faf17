"""Questions about actions. Each takes the viewer and the time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.rules import OPEN, UNFINISHED, ActionState, days_late
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import Line, lines
from wardmote.minutes.rules import Sameness
from wardmote.people import reads as people
from wardmote.people.models import Seat
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date


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
    rows = rows.select_related("owner_seat", "owner_person", "raised_at")
    return rows.order_by(F("due_on").asc(nulls_last=True), "raised_at__held_on", "recorded_at", "id")


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
    own = Q(owner_person=viewer.person_id) | Q(owner_seat__in=seats_of(viewer, now=now))
    return still_open(viewer=viewer, now=now).filter(own) if viewer.person_id else Action.objects.none()


def opened_actions(rows: Iterable[Action], *, now: datetime) -> list[Owed]:
    """The actions with their words."""
    today = london_date(now)
    return [_owed(row, today) for row in rows]


def _owed(row: Action, today: date) -> Owed:
    # Until a person has said whose it is, the words of the notes stand.
    written = opened(row, "owner_words")
    named = row.owner_person.name if row.owner_person else row.owner_seat.name if row.owner_seat else ""
    owner = written or named if row.state == ActionState.PROPOSED.value else named or written
    raised_on = row.raised_at.held_on
    still_open = ActionState(row.state) in OPEN
    return Owed(
        row=row,
        what=opened(row, "what"),
        owner=owner,
        due_words=opened(row, "due_words"),
        due_on=row.due_on,
        days_late=days_late(row.due_on, today) if still_open else None,
        age_days=(today - raised_on).days,
        raised_on=raised_on,
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


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action with the sentences that spoke of it."""

    owed: Owed
    mentions: Sequence[Line]
    seats: Sequence[Seat]
    shown: Sequence[Marked]


def action_page(action_id: UUID, *, viewer: Viewer, now: datetime) -> ActionPage:
    """One action with every sentence about it that the viewer may see.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Action.objects.select_related("owner_seat", "owner_person", "raised_at")
    action = rows.find(action_id, viewer=viewer, deed=CONSULT, now=now)
    if action.joined_to_id:
        return action_page(action.joined_to_id, viewer=viewer, now=now)
    mentions = Mention.objects.visible_to(viewer, now=now).filter(action=action).select_related("paragraph__meeting")
    told = sorted({m.paragraph for m in mentions}, key=lambda p: (p.meeting.held_on, p.position), reverse=True)
    return ActionPage(
        owed=_owed(action, london_date(now)),
        mentions=lines(told, viewer=viewer, now=now),
        seats=list(Seat.objects.order_by("name")),
        shown=[action, *told],
    )


PAIR = tuple(f"{which}__{of}" for which in ("earlier", "later") for of in ("raised_at", "owner_seat", "owner_person"))


def proposed(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[SameAction]:
    """The pairs of actions that nobody has judged yet, the oldest first."""
    # Not `earlier__in=seen, later__in=seen`: SQLite would try each earlier one with each later one.
    seen = Action.objects.visible_to(viewer, now=now)
    return (
        SameAction.objects.visible_to(viewer, now=now)
        .filter(Exists(seen.filter(pk=OuterRef("earlier"))), Exists(seen.filter(pk=OuterRef("later"))))
        .filter(state=Sameness.PROPOSED.value)
        .select_related(*PAIR)
        .order_by("recorded_at", "id")
    )


def proposals(*, viewer: Viewer, now: datetime, first: int | None = None) -> list[tuple[SameAction, Owed, Owed]]:
    """Those pairs, or the first few of them, opened: the proposal, the earlier one, the later one."""
    today = london_date(now)
    rows = proposed(viewer=viewer, now=now)[:first]
    return [(row, _owed(row.earlier, today), _owed(row.later, today)) for row in rows]


def proposals_of(
    meeting: Meeting, *, judged: Collection[UUID], viewer: Viewer, now: datetime
) -> list[tuple[SameAction, Owed, Owed]]:
    """The open pairs whose later action this meeting raised, and those judged that are named; opened."""
    today = london_date(now)
    seen = Action.objects.visible_to(viewer, now=now)
    rows = (
        SameAction.objects.visible_to(viewer, now=now)
        .filter(Q(state=Sameness.PROPOSED.value, later__raised_at=meeting) | Q(pk__in=list(judged)))
        .filter(Exists(seen.filter(pk=OuterRef("earlier"))), Exists(seen.filter(pk=OuterRef("later"))))
        .select_related(*PAIR)
        .order_by("recorded_at", "id")
    )
    return [(row, _owed(row.earlier, today), _owed(row.later, today)) for row in rows]


def by_statement(meeting: Meeting, *, viewer: Viewer, now: datetime) -> dict[UUID, Owed]:
    """The actions that the sentences of a meeting speak of, by statement."""
    seen = actions(viewer=viewer, now=now)
    rows = Mention.objects.filter(paragraph__meeting=meeting, action__in=seen)
    owed = {o.row.pk: o for o in opened_actions(seen.filter(mentions__paragraph__meeting=meeting).distinct(), now=now)}
    return {m.statement_id: owed[m.action_id] for m in rows if m.action_id in owed}


def item_titles(owed: Iterable[Owed]) -> dict[UUID, str]:
    """Under which heading each action was last spoken of."""
    rows = (
        Mention.objects.filter(action__in=[o.row.pk for o in owed], paragraph__item__isnull=False)
        .select_related("paragraph__item")
        .only("action_id", "paragraph__item__title")
        .order_by("paragraph__meeting__held_on")
    )
    last = {m.action_id: m.paragraph.item for m in rows}
    titles = {item.pk: opened(item, "title") for item in last.values() if item}
    return {action: titles[item.pk] for action, item in last.items() if item}
