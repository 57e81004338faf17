"""Actions that may be one, and the sentences that spoke of each."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.reads.owed import Owed, actions, opened_actions, owed
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import Sameness
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date

PAIR = tuple(f"{which}__{of}" for which in ("earlier", "later") for of in ("owner_seat", "owner_person"))


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
    return [(row, owed(row.earlier, today), owed(row.later, today)) for row in rows]


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
    return [(row, owed(row.earlier, today), owed(row.later, today)) for row in rows]


def by_statement(meeting: Meeting, *, viewer: Viewer, now: datetime) -> dict[UUID, Owed]:
    """The actions that the sentences of a meeting speak of, by statement."""
    seen = actions(viewer=viewer, now=now)
    rows = Mention.objects.filter(paragraph__meeting=meeting, action__in=seen)
    found = {o.row.pk: o for o in opened_actions(seen.filter(mentions__paragraph__meeting=meeting).distinct(), now=now)}
    return {m.statement_id: found[m.action_id] for m in rows if m.action_id in found}


def item_titles(of: Iterable[Owed]) -> dict[UUID, str]:
    """Under which heading each action was last spoken of."""
    rows = (
        Mention.objects.filter(action__in=[o.row.pk for o in of], paragraph__item__isnull=False)
        .select_related("paragraph__item")
        .only("action_id", "paragraph__item__title")
        .order_by("paragraph__meeting__held_on")
    )
    last = {m.action_id: m.paragraph.item for m in rows}
    titles = {item.pk: opened(item, "title") for item in last.values() if item}
    return {action: titles[item.pk] for action, item in last.items() if item}
