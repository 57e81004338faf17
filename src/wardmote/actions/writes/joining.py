"""Two actions that are one, and how far an action may go."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.rules import (
    ASK_AGAIN,
    FOLLOW_MATTER,
    GO_BACK,
    JOIN,
    MARK,
    PART,
    REFUSE_JOIN,
    ActionState,
    MarkedWithNotes,
)
from wardmote.actions.writes.history import _mark_history, _marking_of
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes import reads
from wardmote.minutes.models import Matter
from wardmote.minutes.rules import NotJoined, Sameness
from wardmote.register import writes as register
from wardmote.register.reads import ids_of
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def join(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameAction:
    """Say that two actions are one: the earlier lives on with the later one's sentences and, if it had none, its day.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        SettledAlready: somebody has judged it. Nothing is stored.
    """
    proposal = reads.open_proposal(SameAction.objects.all(), proposal_id, deed=JOIN, by=by, now=now)
    earlier, later = proposal.earlier, proposal.later
    told, followed = Mention.objects.filter(action=later), Action.objects.filter(joined_to=later)
    asked = SameAction.objects.filter(earlier=later, state=Sameness.PROPOSED.value)
    proposal.moved = {
        "mentions": ids_of(told),
        "actions": ids_of(followed),
        "proposals": ids_of(asked),
        "due_on": _iso(earlier.due_on),
        "due_left": _iso(later.due_on or earlier.due_on),
        "state": later.state,
    }
    told.update(action=earlier)
    followed.update(joined_to=earlier)  # never a chain
    asked.update(earlier=earlier)
    earlier.marking = strictest(earlier.marking, later.marking)
    earlier.due_on = later.due_on or earlier.due_on
    earlier.save(update_fields=["marking", "due_on"])
    # What the later one went through is told with the earlier one: reads follow `joined_to`.
    later.state, later.state_at, later.joined_to = ActionState.SUPERSEDED.value, now, earlier
    later.save(update_fields=["state", "state_at", "joined_to"])
    _mark_history(earlier)
    proposal.state = Sameness.CONFIRMED.value
    proposal.save(update_fields=["state", "moved"])
    register.record(proposal, earlier, later, deed=JOIN, by=by, now=now)
    return proposal


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def refuse_join(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameAction:
    """Say that two actions are two.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        SettledAlready: somebody has judged it. Nothing is stored.
    """
    proposal = reads.open_proposal(SameAction.objects.all(), proposal_id, deed=JOIN, by=by, now=now)
    proposal.state = Sameness.REFUSED.value
    proposal.save(update_fields=["state"])
    register.record(proposal, deed=REFUSE_JOIN, by=by, now=now)
    return proposal


@transaction.atomic
def part(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameAction:
    """Undo a join, and ask the question again: the later action stands for itself with its sentences.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
        NotJoined: the two are not one. Nothing is stored.
    """
    must_be_clerk(by)
    rows = SameAction.objects.select_for_update(of=("self",)).select_related("earlier", "later")
    proposal = rows.find(proposal_id, viewer=by, deed=PART, now=now)
    earlier, later, moved = proposal.earlier, proposal.later, proposal.moved
    if proposal.state != Sameness.CONFIRMED.value or moved is None:
        raise NotJoined("These two are not one. Nothing was changed.")
    # A later deed built on this join: to part the two beneath it would undo that as well.
    if earlier.joined_to_id or later.joined_to_id != earlier.pk or later.state != ActionState.SUPERSEDED.value:
        raise NotJoined("One of the two was joined or moved on since. Nothing was changed. Undo that first.")
    if "due_left" in moved and moved["due_left"] != _iso(earlier.due_on):
        raise NotJoined("The date was changed since they were joined. Nothing was changed. Add the second one anew.")
    later.state, later.state_at, later.joined_to = moved["state"], now, None
    later.save(update_fields=["state", "state_at", "joined_to"])
    Mention.objects.filter(pk__in=moved["mentions"]).update(action=later)
    Action.objects.filter(pk__in=moved["actions"]).update(joined_to=later)
    SameAction.objects.filter(pk__in=moved["proposals"], state=Sameness.PROPOSED.value).update(earlier=later)
    earlier.due_on = date.fromisoformat(moved["due_on"]) if moved["due_on"] else None
    for action in (earlier, later):
        action.marking = _marking_of(action)
    earlier.save(update_fields=["marking", "due_on"])
    later.save(update_fields=["marking"])
    for action in (earlier, later):
        _mark_history(action)
    proposal.state, proposal.moved = Sameness.PROPOSED.value, None
    proposal.save(update_fields=["state", "moved"])
    register.record(proposal, earlier, later, deed=PART, by=by, now=now)
    return proposal


@transaction.atomic
def ask_again(proposal_id: UUID, *, by: Viewer, now: datetime) -> SameAction:
    """Undo a refusal: whether two actions are one is a question again.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may judge. Nothing is stored.
    """
    must_be_clerk(by)
    proposal = SameAction.objects.select_related("earlier").find(proposal_id, viewer=by, deed=ASK_AGAIN, now=now)
    SameAction.objects.filter(pk=proposal.pk, state=Sameness.REFUSED.value).update(state=Sameness.PROPOSED.value)
    register.record(proposal, deed=ASK_AGAIN, by=by, now=now)
    return proposal


@transaction.atomic
def mark_with(paragraph_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> list[Action]:
    """Mark the actions that a paragraph speaks of as the strictest of all that speaks of each, or was typed of it.

    Raises:
        Refused: the viewer is neither the clerk nor the police. Nothing is stored.
    """
    if not by.police:
        must_be_clerk(by)
    Mention.objects.filter(paragraph_id=paragraph_id).update(marking=marking.value)
    touched = list(Action.objects.filter(mentions__paragraph_id=paragraph_id).distinct())
    for action in touched:
        action.marking = _marking_of(action)
        action.save(update_fields=["marking"])
        _mark_history(action)
    register.record(*touched, deed=MARK, by=by, now=now)
    return touched


@transaction.atomic
def mark(action_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Action:
    """Say how far what was typed of an action may go. One from the notes goes no further than its paragraphs.

    Raises:
        NotHere, Refused: the action is not one that `by` may mark. Nothing is stored.
        MarkedWithNotes: paragraphs that speak of it go less far. Nothing is stored.
    """
    must_be_clerk(by)
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=MARK, now=now)
    action.typed_marking = marking.value
    action.marking = _marking_of(action)
    if action.marking != marking.value:
        raise MarkedWithNotes(
            "This action is marked as the paragraphs that speak of it. Nothing was changed. Mark the paragraph."
        )
    action.save(update_fields=["marking", "typed_marking"])
    _mark_history(action)
    register.record(action, deed=MARK, by=by, now=now)
    return action


@transaction.atomic
def follow_matter(later: Matter, *, to: Matter, by: Viewer, now: datetime) -> None:
    """Let what is owed on one matter be owed on another, when a person has said that the two are one.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    moved = list(Action.objects.filter(matter=later))
    Action.objects.filter(matter=later).update(matter=to)
    register.record(to, *moved, deed=FOLLOW_MATTER, by=by, now=now)


@transaction.atomic
def go_back_to_matter(parted: Matter, *, joined: Matter, by: Viewer, now: datetime) -> None:
    """Let what was raised on a matter be owed on it again, when a person has said that the two are not one after all.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    raised = Mention.objects.filter(
        paragraph__matter=parted, action__matter=joined, action__raised_at=F("paragraph__meeting")
    )
    moved = list(Action.objects.filter(pk__in=raised.values("action")))
    Action.objects.filter(pk__in=[a.pk for a in moved]).update(matter=parted)
    register.record(parted, *moved, deed=GO_BACK, by=by, now=now)
