"""One action: the sentences that spoke of it, and everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from wardmote.actions.models import Action, Change, Chase, Mention, Step
from wardmote.actions.reads.owed import Owed, belongs_to, owed, seats_of
from wardmote.actions.reads.waiting import Waited, waited
from wardmote.actions.rules import WORKED_ON, ActionState, ChangeOf, How, steps_from
from wardmote.govuk.words import long_date
from wardmote.minutes.reads import Line, lines
from wardmote.people.models import Person, Seat
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to an action: when, who noted it, what, and what was said with it."""

    row: Marked
    at: datetime
    by: str
    what: str
    said: Sequence[tuple[str, str]]
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action with the sentences that spoke of it, and what happened to it, the newest first."""

    owed: Owed
    mentions: Sequence[Line]
    history: Sequence[Happened]
    more_happened: bool
    waited: Waited | None  # for whom it waits, while somebody works on it
    steps: Sequence[ActionState]  # that the viewer may take it to
    mine: bool
    last: Step | None  # that the viewer may take back
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
    one = owed(action, london_date(now))
    mine = belongs_to(one, viewer, seats_of(viewer, now=now))
    history = happened(action, viewer=viewer, now=now)
    waits = waited([one], viewer=viewer, now=now)
    may = viewer.keeps_record or mine
    return ActionPage(
        owed=one,
        mentions=lines(told, viewer=viewer, now=now),
        history=history[:MOST_HAPPENED],
        more_happened=len(history) > MOST_HAPPENED,
        waited=waits[action.pk] if one.state in WORKED_ON else None,
        steps=steps_from(one.state, keeps_record=viewer.keeps_record) if may else [],
        mine=mine,
        last=_last(action, history, viewer) if may else None,
        seats=list(Seat.objects.order_by("name")),
        shown=[action, *told, *(h.row for h in history[:MOST_HAPPENED])],
    )


def _last(action: Action, history: Sequence[Happened], viewer: Viewer) -> Step | None:
    """The last step, if the viewer may take it back."""
    steps = (h.row for h in history if isinstance(h.row, Step) and h.undone_at is None)
    last = next((s for s in steps if s.action_id == action.pk), None)
    if last is None or last.became != action.state:
        return None
    return last if viewer.keeps_record or last.by_person_id == viewer.person_id else None


MOST_HAPPENED = 100  # that a page shows


def happened(action: Action, *, viewer: Viewer, now: datetime) -> list[Happened]:
    """The last steps, chases and changes of an action and of those joined to it that the viewer may see, newest first.

    One more than `MOST_HAPPENED`, if there are more.
    """
    of = Q(action=action) | Q(action__joined_to=action)
    steps = Step.objects.visible_to(viewer, now=now).filter(of)
    steps = steps.select_related("action", "by_person", "undone_by", "meeting")
    chases = Chase.objects.visible_to(viewer, now=now).filter(of).select_related("action", "by_person")
    changes = Change.objects.visible_to(viewer, now=now).filter(of).select_related("action", "by_person")
    rows = list(steps.order_by("-recorded_at", "-version")[: MOST_HAPPENED + 1])
    others = Action.objects.visible_to(viewer, now=now).filter(pk__in=[s.instead_id for s in rows if s.instead_id])
    in_place = {other.pk: f"{opened(other, 'what')} ({other.reference})" for other in others}
    found = [_of_step(row, in_place) for row in rows]
    found += [_of_chase(row) for row in chases.order_by("-recorded_at")[: MOST_HAPPENED + 1]]
    found += [_of_change(row) for row in changes.order_by("-recorded_at")[: MOST_HAPPENED + 1]]
    in_order = sorted(found, key=lambda h: (h.at, getattr(h.row, "version", 0)), reverse=True)
    return in_order[: MOST_HAPPENED + 1]


def _of_step(row: Step, in_place: dict[UUID, str]) -> Happened:
    became = ActionState(row.became)
    behalf = opened(row, "on_behalf_of")
    # An answer is a step out of waiting: its words stand beside who gave them.
    answer = became is not ActionState.AWAITING and bool(opened(row, "third_party"))
    said = [
        ("Before", ActionState(row.was).words),
        ("On behalf of", f"{behalf}, {row.how}" if behalf else ""),
        ("Answered by" if answer else "Waiting for", opened(row, "third_party")),
        ("On" if answer else "Since", long_date(row.since_on) if row.since_on else ""),
        ("Seen at the meeting of", long_date(row.meeting.held_on) if row.meeting else ""),
        ("In its place", in_place.get(row.instead_id, "") if row.instead_id else ""),
        (_NOTE.get(became, "Said"), opened(row, "note")),
    ]
    return Happened(
        row=row,
        at=row.recorded_at,
        by=_name(row.by_person),
        what="Answer received" if answer else became.words,
        said=[(label, words) for label, words in said if words],
        undone_at=row.undone_at,
        undone_by=_name(row.undone_by),
    )


_NOTE = {
    ActionState.DONE: "What was done, and the proof",
    ActionState.DECLINED: "Reason",
    ActionState.SUPERSEDED: "Reason",
    ActionState.NOT_PRACTICABLE: "Reason",
}


def _of_chase(row: Chase) -> Happened:
    said = [
        ("On", long_date(row.chased_on)),
        ("Said", opened(row, "words")),
        ("Ask again", f"from {long_date(row.next_on)}" if row.next_on else ""),
    ]
    said = [(label, words) for label, words in said if words]
    return Happened(row, row.recorded_at, _name(row.by_person), f"Chased {How(row.how)}", said)


def _of_change(row: Change) -> Happened:
    said = [
        ("From", opened(row, "was") or "not stated"),
        ("To", opened(row, "became") or "not stated"),
        ("Why", opened(row, "why")),
    ]
    said = [(label, words) for label, words in said if words]
    title = f"{ChangeOf(row.of).value.capitalize()} changed"
    return Happened(row, row.recorded_at, _name(row.by_person), title, said)


def _name(person: Person | None) -> str:
    return person.name if person else "the founder or the timer"


def by_reference(reference: str, *, viewer: Viewer, now: datetime) -> Action | None:
    """The action that people quote by this reference, if the viewer may see it."""
    rows = Action.objects.visible_to(viewer, now=now).filter(joined_to__isnull=True)
    return rows.filter(reference=reference.strip().upper()).first()
