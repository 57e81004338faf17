"""What can happen to an action."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.rules import (
    ASK_AGAIN,
    ASSIGN,
    FOLLOW_MATTER,
    GO_BACK,
    JOIN,
    MARK,
    OPEN,
    PART,
    PROPOSE,
    PROPOSE_AGAIN,
    REFUSE_JOIN,
    STEP,
    ActionState,
    not_before,
    perhaps_one,
    seat_meant,
    step,
)
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.documents.tree import StatementKind
from wardmote.minutes import reads
from wardmote.minutes.models import Matter, Meeting, Statement
from wardmote.minutes.rules import NotJoined, Sameness
from wardmote.people.models import Person, Seat
from wardmote.register import writes as register
from wardmote.register.reads import ids_of, opened
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def propose(meeting: Meeting, *, by: Viewer, now: datetime) -> list[Action]:
    """Make an action of each action statement of a meeting's notes, and ask whether it is one of earlier notes.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    earlier = [
        (action, opened(action, "what"), opened(action, "owner_words"))
        for action in Action.objects.filter(state__in=[s.value for s in OPEN])
    ]
    rows = Statement.objects.filter(paragraph__meeting=meeting, kind=StatementKind.ACTION.value)
    seats = {seat.name: seat for seat in Seat.objects.all()}
    made: list[Action] = []
    mentions: list[Mention] = []
    alike: list[SameAction] = []
    for statement in rows.select_related("paragraph").order_by("paragraph__position", "start"):
        told = json.loads(opened(statement, "particulars") or "{}")
        what = opened(statement.paragraph, "text")[statement.start : statement.end]
        owner = told.get("owner") or ""
        action = Action(
            matter_id=statement.paragraph.matter_id,
            raised_at=meeting,
            owner_seat=seats.get(seat_meant(owner, list(seats)) or ""),
            due_on=date.fromisoformat(told["due_on"]) if told.get("due_on") else None,
            state_at=now,
            marking=statement.marking,
            recorded_at=now,
        )
        action.what = register.sealed(action, "what", what)
        action.owner_words = register.sealed(action, "owner_words", owner)
        action.due_words = register.sealed(action, "due_words", told.get("due") or "")
        made.append(action)
        mentions.append(
            Mention(
                paragraph=statement.paragraph,
                action=action,
                statement=statement,
                marking=statement.marking,
                recorded_at=now,
            )
        )
        before = next((a for a, words, who in earlier if perhaps_one(what, owner, words, who)), None)
        if before is not None:
            marking = strictest(before.marking, action.marking)
            alike.append(SameAction(earlier=before, later=action, marking=marking, recorded_at=now))
    Action.objects.bulk_create(made)
    Mention.objects.bulk_create(mentions)
    SameAction.objects.bulk_create(alike)
    register.record(meeting, *made, deed=PROPOSE, by=by, now=now)
    return made


@transaction.atomic
def assign(
    action_id: UUID, *, seat: Seat | None, person: Person | None, due_on: date | None, by: Viewer, now: datetime
) -> Action:
    """Say that an action was read rightly, whose it is, and by when. What is left out stays not stated.

    Raises:
        NotHere, Refused: the action is not one that `by` may assign. Nothing is stored.
        DueTooEarly: the day is before the one on which it was raised. Nothing is stored.
    """
    must_be_clerk(by)
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=ASSIGN, now=now)
    action.due_on = not_before(due_on, action.raised_at.held_on)
    action.owner_seat, action.owner_person = seat, person
    if action.state == ActionState.PROPOSED.value:
        action.state, action.state_at = ActionState.ASSIGNED.value, now
    action.save(update_fields=["owner_seat", "owner_person", "due_on", "state", "state_at"])
    register.record(action, deed=ASSIGN, by=by, now=now)
    return action


@transaction.atomic
def move_on(action_id: UUID, *, to: ActionState, by: Viewer, now: datetime) -> Action:
    """Take an action to its next state.

    Raises:
        NotHere, Refused: the action is not one that `by` may move. Nothing is stored.
        OutOfOrder: it does not go there from where it is. Nothing is stored.
    """
    must_be_clerk(by)
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=STEP, now=now)
    action.state, action.state_at = step(ActionState(action.state), to).value, now
    action.save(update_fields=["state", "state_at"])
    register.record(action, deed=STEP, by=by, now=now)
    return action


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
        "due_on": earlier.due_on.isoformat() if earlier.due_on else None,
        "state": later.state,
    }
    told.update(action=earlier)
    followed.update(joined_to=earlier)  # never a chain
    asked.update(earlier=earlier)
    earlier.marking = strictest(earlier.marking, later.marking)
    earlier.due_on = later.due_on or earlier.due_on
    earlier.save(update_fields=["marking", "due_on"])
    later.state, later.state_at, later.joined_to = ActionState.SUPERSEDED.value, now, earlier
    later.save(update_fields=["state", "state_at", "joined_to"])
    proposal.state = Sameness.CONFIRMED.value
    proposal.save(update_fields=["state", "moved"])
    register.record(proposal, earlier, later, deed=JOIN, by=by, now=now)
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
    later.state, later.state_at, later.joined_to = moved["state"], now, None
    later.save(update_fields=["state", "state_at", "joined_to"])
    Mention.objects.filter(pk__in=moved["mentions"]).update(action=later)
    Action.objects.filter(pk__in=moved["actions"]).update(joined_to=later)
    SameAction.objects.filter(pk__in=moved["proposals"], state=Sameness.PROPOSED.value).update(earlier=later)
    earlier.due_on = date.fromisoformat(moved["due_on"]) if moved["due_on"] else None
    for action in (earlier, later):
        told = Mention.objects.filter(action=action).values_list("paragraph__marking", flat=True)
        action.marking = strictest(*told) if told else action.marking
    earlier.save(update_fields=["marking", "due_on"])
    later.save(update_fields=["marking"])
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
def propose_again(
    action_id: UUID, *, seat_id: UUID | None, person_id: UUID | None, due_on: date | None, by: Viewer, now: datetime
) -> Action:
    """Undo a clerk's yes or no to an action that was read: it is not confirmed again, with the owner and day of before.

    Raises:
        NotHere, Refused: the action is not one that `by` may assign. Nothing is stored.
    """
    must_be_clerk(by)
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=PROPOSE_AGAIN, now=now)
    action.state, action.state_at = ActionState.PROPOSED.value, now
    action.owner_seat_id, action.owner_person_id, action.due_on = seat_id, person_id, due_on
    action.save(update_fields=["state", "state_at", "owner_seat", "owner_person", "due_on"])
    register.record(action, deed=PROPOSE_AGAIN, by=by, now=now)
    return action


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
def mark_with(paragraph_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> list[Action]:
    """Mark the actions that a paragraph speaks of as the strictest of all the paragraphs that speak of each.

    Raises:
        Refused: the viewer is neither the clerk nor the police. Nothing is stored.
    """
    if not by.police:
        must_be_clerk(by)
    Mention.objects.filter(paragraph_id=paragraph_id).update(marking=marking.value)
    touched = list(Action.objects.filter(mentions__paragraph_id=paragraph_id).distinct())
    for action in touched:
        markings = Mention.objects.filter(action=action).values_list("paragraph__marking", flat=True)
        action.marking = strictest(*markings)
        action.save(update_fields=["marking"])
    register.record(*touched, deed=MARK, by=by, now=now)
    return touched


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
