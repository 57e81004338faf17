"""The rows that tell what happened to an action. Each is kept in the transaction of the deed that makes it."""

from datetime import datetime

from django.db.models import Q

from wardmote.actions.models import Action, Change, Chase, Mention, OfAction, Reminder, Step
from wardmote.actions.rules import NOT_THE_OWNER, ActionState, ChangeOf, Grounds
from wardmote.confidentiality.rules import Refused
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import marking_of_words
from wardmote.people import reads as people
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, strictest

HISTORY: tuple[type[OfAction], ...] = (Step, Chase, Change, Reminder)


def _must_owe(action: Action, *, by: Viewer, now: datetime) -> None:
    """Go on only for the clerk, or for whoever owes the action."""
    if by.keeps_record:
        return
    by_name = by.person_id is not None and action.owner_person_id == by.person_id
    standing = people.standing_of(by.person_id, now=now) if by.person_id else None
    if not by_name and not (standing and action.owner_seat_id in standing.seat_ids):
        raise Refused(NOT_THE_OWNER)


def _marking_of(action: Action) -> str:
    """How far an action may go: no further than any paragraph that speaks of it, nor than what somebody typed of it."""
    typed = Action.objects.filter(joined_to=action).values_list("typed_marking", flat=True)
    told = Mention.objects.filter(action=action).values_list("paragraph__marking", flat=True)
    return strictest(action.typed_marking, *typed, *told)


def _mark_history(action: Action) -> None:
    """Mark those joined to an action, and what happened to them all, as it is; nothing wider than its own words."""
    Action.objects.filter(joined_to=action).update(marking=action.marking)
    for table in HISTORY:
        rows = list(table._default_manager.filter(Q(action=action) | Q(action__joined_to=action)))
        for row in rows:
            row.marking = marking_of_row(row, action.marking)
        table._default_manager.bulk_update(rows, ["marking"])


def _close(action: Action, *typed: str) -> None:
    """Let words that somebody typed close an action, and what happened to it; they never open it."""
    closes = marking_of_words(*typed)
    action.typed_marking = strictest(action.typed_marking, closes)
    before, action.marking = action.marking, strictest(action.marking, closes)
    if action.marking != before:
        _mark_history(action)


def _keep_step(
    action: Action,
    to: ActionState,
    *,
    grounds: Grounds,
    by: Viewer,
    now: datetime,
    meeting: Meeting | None = None,
    instead: Action | None = None,
) -> Step:
    """Take an action to a state and keep the row that says so."""
    row = Step(
        action=action,
        was=action.state,
        became=to.value,
        version=action.version + 1,
        since_on=grounds.since_on,
        meeting=meeting,
        instead=instead,
        how=grounds.how.value,
        by_person_id=by.person_id,
        recorded_at=now,
    )
    for column in ("note", "third_party", "on_behalf_of"):
        setattr(row, column, register.sealed(row, column, getattr(grounds, column)))
    row.marking = marking_of_row(row, action.marking)
    row.save(force_insert=True)
    action.state, action.state_at, action.version = to.value, now, action.version + 1
    action.save(update_fields=["state", "state_at", "version"])
    return row


def _keep_change(action: Action, of: ChangeOf, *, was: str, became: str, why: str, by: Viewer, now: datetime) -> None:
    """Keep the row that says what was changed; nothing, if nothing was."""
    if was == became:
        return
    row = Change(action=action, of=of.value, by_person_id=by.person_id, recorded_at=now)
    row.was = register.sealed(row, "was", was)
    row.became = register.sealed(row, "became", became)
    row.why = register.sealed(row, "why", why)
    row.marking = marking_of_row(row, action.marking)
    row.save(force_insert=True)
