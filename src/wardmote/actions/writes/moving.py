"""An action goes on its way, and a step is taken back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions.models import Action, Step
from wardmote.actions.rules import (
    NOT_THE_OWNER,
    PROPOSE_AGAIN,
    STEP,
    UNDO,
    ActionState,
    ChangeOf,
    Grounds,
    NothingToUndo,
    grounded,
    step,
    steps_from,
)
from wardmote.actions.writes.history import _keep_change, _keep_step, _must_owe
from wardmote.actions.writes.owing import _day, _owner
from wardmote.confidentiality.rules import Refused, must_be_clerk
from wardmote.minutes.models import Meeting
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def move_on(
    action_id: UUID,
    *,
    to: ActionState,
    grounds: Grounds = Grounds(),  # noqa: B008  # it can't be changed
    meeting: Meeting | None = None,
    instead: Action | None = None,
    by: Viewer,
    now: datetime,
) -> Step:
    """Take an action to its next state, on the grounds that the step needs. The clerk may do it on somebody's behalf.

    Raises:
        NotHere, Refused: the action is not one that `by` may move there. Nothing is stored.
        OutOfOrder: it does not go there from where it is. Nothing is stored.
        StepNeeds: evidence, a reason, a meeting or a third party is missing. Nothing is stored.
    """
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=STEP, now=now)
    _must_owe(action, by=by, now=now)
    at = ActionState(action.state)
    if not by.keeps_record and to not in steps_from(at, keeps_record=False):
        raise Refused(NOT_THE_OWNER)
    step(at, to)
    today = london_date(now)
    grounded(to, grounds, at_a_meeting=meeting is not None, other=instead is not None, today=today)
    row = _keep_step(action, to, grounds=grounds, by=by, now=now, meeting=meeting, instead=instead)
    register.record(action, row, deed=STEP, by=by, now=now)
    return row


@transaction.atomic
def undo(action_id: UUID, *, by: Viewer, now: datetime) -> Action:
    """Take back the last step of an action. The step stays in its history, as taken back.

    Raises:
        NotHere, Refused: the action is not one that `by` may move, or somebody else took the step. Nothing is stored.
        NothingToUndo: no step is left. Nothing is stored.
    """
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=UNDO, now=now)
    _must_owe(action, by=by, now=now)
    taken = list(Step.objects.filter(action=action, undone_at__isnull=True).order_by("-version")[:2])
    if not taken or taken[0].became != action.state:
        raise NothingToUndo("There is no step to take back. Nothing was changed.")
    last = taken[0]
    if not by.keeps_record and last.by_person_id != by.person_id:
        raise Refused(NOT_THE_OWNER)
    last.undone_at, last.undone_by_id = now, by.person_id
    last.save(update_fields=["undone_at", "undone_by"])
    # Waiting is counted from the step that led here, so that an answer taken back starts no new count.
    action.state, action.state_at = last.was, taken[1].recorded_at if len(taken) > 1 else action.recorded_at
    action.version += 1
    action.save(update_fields=["state", "state_at", "version"])
    register.record(action, last, deed=UNDO, by=by, now=now)
    return action


@transaction.atomic
def propose_again(
    action_id: UUID, *, seat_id: UUID | None, person_id: UUID | None, due_on: date | None, by: Viewer, now: datetime
) -> Action:
    """Undo a clerk's yes or no to an action that was read: it is not confirmed again, with the owner and day of before.

    Raises:
        NotHere, Refused: the action is not one that `by` may assign. Nothing is stored.
        NothingToUndo: it was not confirmed or declined, or has moved on since. Nothing is stored.
    """
    must_be_clerk(by)
    action = undo(action_id, by=by, now=now)
    if action.state != ActionState.PROPOSED.value:
        raise NothingToUndo("This action has moved on since. Nothing was changed. Take the last step back on its page.")
    owner_was, day_was = _owner(action), _day(action.due_on)
    action.owner_seat_id, action.owner_person_id, action.due_on = seat_id, person_id, due_on
    action.save(update_fields=["owner_seat", "owner_person", "due_on"])
    for of, was, became in ((ChangeOf.OWNER, owner_was, _owner(action)), (ChangeOf.DUE, day_was, _day(due_on))):
        _keep_change(action, of, was=was, became=became, why="", by=by, now=now)
    register.record(action, deed=PROPOSE_AGAIN, by=by, now=now)
    return action
