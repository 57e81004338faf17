"""Somebody is asked again, answers, or is reminded."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions.models import Action, Chase, Reminder, Step
from wardmote.actions.rules import (
    ANSWERED,
    CHASE,
    REMIND,
    WORKED_ON,
    ActionState,
    Grounds,
    How,
    NoChase,
    OutOfOrder,
    StepNeeds,
    chase_again_on,
    reminder,
)
from wardmote.actions.writes.history import _keep_step, _must_owe
from wardmote.confidentiality.rules import Absent, decide
from wardmote.correspondence import writes as correspondence
from wardmote.minutes.reads import marking_of_row, viewer_for
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Marking, Viewer, london_date


@transaction.atomic
def chase(
    action_id: UUID,
    *,
    how: How = How.TELEPHONE,
    words: str = "",
    chased_on: date | None = None,
    next_on: date | None = None,
    link: str = "",
    by: Viewer,
    now: datetime,
) -> Chase:
    """Note that somebody was asked again; if nothing is said: today, by telephone, and once more in a fortnight.

    In writing, whoever owes the action gets a letter with the link, if it is with them and they can sign in.

    Raises:
        NotHere, Refused: the action is not one that `by` may chase. Nothing is stored.
        NoChase: it is not confirmed, or at an end. Nothing is stored.
        StepNeeds: a day is out of order. Nothing is stored.
    """
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=CHASE, now=now)
    _must_owe(action, by=by, now=now)
    if ActionState(action.state) not in WORKED_ON:
        raise NoChase("Nobody is waited for here. Nothing was stored. Confirm the action, or open it again, first.")
    today = london_date(now)
    on = chased_on or today
    if on > today:
        raise StepNeeds("chased_on", "This day has not come yet. Nothing was stored. Give today or an earlier day.")
    if next_on and next_on < on:
        raise StepNeeds("next_on", "This day is before the chase. Nothing was stored. Give a later day.")
    row = Chase(
        action=action,
        chased_on=on,
        how=how.value,
        next_on=next_on or chase_again_on(on),
        by_person_id=by.person_id,
        recorded_at=now,
    )
    row.words = register.sealed(row, "words", words)
    row.marking = marking_of_row(row, action.marking)
    row.save(force_insert=True)
    if how is How.WRITING and link and action.state != ActionState.AWAITING.value:
        for address in _owners_addresses(action, now=now):
            correspondence.leave(
                address,
                subject="Your answer is asked for",
                body=f"The clerk asks about an action of yours.\n\nSign in to see it and answer: {link}\n",
                by=by,
                now=now,
            )
    register.record(action, row, deed=CHASE, by=by, now=now)
    return row


@transaction.atomic
def answered(
    action_id: UUID, *, words: str, on: date | None = None, how: How = How.WRITING, by: Viewer, now: datetime
) -> Step:
    """Note that the third party has answered: the action goes on.

    Raises:
        NotHere, Refused: the action is not one that `by` may move. Nothing is stored.
        OutOfOrder: it does not wait for anybody. Nothing is stored.
        StepNeeds: the answer has no words, or its day has not come. Nothing is stored.
    """
    action = Action.objects.select_for_update().find(action_id, viewer=by, deed=ANSWERED, now=now)
    _must_owe(action, by=by, now=now)
    if action.state != ActionState.AWAITING.value:
        raise OutOfOrder("This action does not wait for a third party. Nothing was changed.")
    if not words.strip():
        raise StepNeeds("words", "Say what the answer was. Nothing was changed.")
    if on and on > london_date(now):
        raise StepNeeds("on", "This day has not come yet. Nothing was changed. Give today or an earlier day.")
    waits = Step.objects.filter(action=action, became=ActionState.AWAITING.value, undone_at__isnull=True)
    waited = waits.order_by("version").last()
    grounds = Grounds(
        note=words.strip(),
        third_party=opened(waited, "third_party") if waited else "",
        since_on=on or london_date(now),
        how=how,
    )
    row = _keep_step(action, ActionState.IN_PROGRESS, grounds=grounds, by=by, now=now)
    register.record(action, row, deed=ANSWERED, by=by, now=now)
    return row


@transaction.atomic
def remind(action_id: UUID, *, occasion: int, link: str, by: Viewer, now: datetime) -> int:
    """Leave the letters of one occasion in the outbox; how many. A second time it leaves none.

    They go to whoever owes the action, else to the clerk, and hold no word of it unless anybody may read it.

    Raises:
        NoChase: the action is not worked on, or has no day. Nothing is stored.
    """
    action = Action.objects.select_for_update().get(pk=action_id)
    if ActionState(action.state) not in WORKED_ON or action.due_on is None:
        raise NoChase("Nobody is to be reminded of this action. Nothing was sent.")
    row, new = Reminder.objects.get_or_create(
        action=action,
        due_on=action.due_on,
        occasion=occasion,
        defaults={"marking": action.marking, "recorded_at": now},
    )
    if not new:
        return 0
    owners = _owners_addresses(action, now=now)
    what = opened(action, "what") if action.marking == Marking.PUBLIC.value else ""
    subject, body = reminder(action.due_on, london_date(now), to_owner=bool(owners), what=what, link=link)
    told = owners or _clerks_addresses(action, now=now)
    for address in told:
        row.letter = correspondence.leave(address, subject=subject, body=body, by=by, now=now)
    row.save(update_fields=["letter"])
    register.record(action, row, deed=REMIND, by=by, now=now)
    return len(told)


def _owners_addresses(action: Action, *, now: datetime) -> list[str]:
    """The addresses of whoever owes an action and may know of it."""
    if action.owner_person_id:
        owners = {action.owner_person_id}
    else:
        held = people.held_at(now).filter(seat_id=action.owner_seat_id) if action.owner_seat_id else []
        owners = {holding.person_id for holding in held}
    return _addresses(action, owners, now=now)


def _clerks_addresses(action: Action, *, now: datetime) -> list[str]:
    clerks = {person.pk for person, _, kind in people.holders(now=now) if kind is SeatKind.CLERK}
    return _addresses(action, clerks, now=now)


def _addresses(action: Action, persons: set[UUID], *, now: datetime) -> list[str]:
    """To somebody with an interest in its matter the action is absent, in a letter as well."""
    return [
        address
        for person, address in people.addresses(now=now)
        if person.pk in persons and not isinstance(decide(viewer_for(person.pk, now=now), CONSULT, action, now), Absent)
    ]
