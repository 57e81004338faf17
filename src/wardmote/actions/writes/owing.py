"""What is owed: read from the notes or typed here, and whose it is by when."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.rules import (
    ADD,
    ASSIGN,
    OPEN,
    PROPOSE,
    ActionState,
    ChangedMeanwhile,
    ChangeOf,
    Grounds,
    NoAction,
    not_before,
    perhaps_one,
    seat_meant,
    typed,
)
from wardmote.actions.writes.history import _close, _keep_change, _keep_step
from wardmote.confidentiality.rules import must_be_clerk, must_be_clerk_or_police
from wardmote.documents.tree import StatementKind
from wardmote.govuk.words import long_date
from wardmote.minutes.models import Matter, Meeting, Statement
from wardmote.minutes.rules import marking_of_title
from wardmote.people.models import Person, Seat
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date, strictest


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
            raised_on=meeting.held_on,
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
def add(
    line: str,
    *,
    matter: Matter | None = None,
    meeting: Meeting | None = None,
    marking: Marking = Marking.PANEL,
    by: Viewer,
    now: datetime,
) -> Action:
    """Keep an action that the clerk types in one line. What the line does not say is not stated.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NoAction: the line is empty. Nothing is stored.
        DueTooEarly: the day that it gives is past. Nothing is stored.
    """
    must_be_clerk(by)
    today = london_date(now)
    raised_on = meeting.held_on if meeting else today
    seats, people = {s.name: s for s in Seat.objects.all()}, {p.name: p for p in Person.objects.all()}
    told = typed(line, today=raised_on, people=[*seats, *people])
    person = next((p for name, p in people.items() if name.casefold() == told.owner.casefold()), None)
    closes = strictest(marking.value, marking_of_title(told.what), *([matter.marking] if matter else []))
    action = Action(
        matter=matter,
        raised_at=meeting,
        raised_on=raised_on,
        owner_seat=None if person else seats.get(seat_meant(told.owner, list(seats)) or ""),
        owner_person=person,
        due_on=not_before(told.due_on, raised_on),
        state_at=now,
        marking=closes,
        typed_marking=closes,
        recorded_at=now,
    )
    action.what = register.sealed(action, "what", told.what)
    action.owner_words = register.sealed(action, "owner_words", told.owner)
    action.due_words = register.sealed(action, "due_words", told.due_words)
    action.save(force_insert=True)
    _keep_step(action, ActionState.ASSIGNED, grounds=Grounds(), by=by, now=now, meeting=meeting)
    register.record(action, deed=ADD, by=by, now=now)
    return action


@transaction.atomic
def owe(
    what: str, *, owner: str, due_on: date | None, marking: Marking = Marking.PANEL, by: Viewer, now: datetime
) -> Action:
    """Keep an action that another deed brings with it: what, whose and by when are each typed for themselves.

    Raises:
        Refused: neither the clerk nor the police ask. Nothing is stored.
        NoAction: it has no words. Nothing is stored.
        DueTooEarly: its day is past. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    what, owner, today = " ".join(what.split()), " ".join(owner.split()), london_date(now)
    if not what:
        raise NoAction("The action has no words. Nothing was stored. Say what is to be done.")
    seats = {seat.name: seat for seat in Seat.objects.all()}
    person = Person.objects.filter(name__iexact=owner).first() if owner else None
    closes = strictest(marking.value, marking_of_title(what))
    action = Action(
        raised_on=today,
        owner_seat=None if person else seats.get(seat_meant(owner, list(seats)) or ""),
        owner_person=person,
        due_on=not_before(due_on, today),
        state_at=now,
        marking=closes,
        typed_marking=closes,
        recorded_at=now,
    )
    action.what = register.sealed(action, "what", what)
    action.owner_words = register.sealed(action, "owner_words", owner)
    action.due_words = register.sealed(action, "due_words", "")
    action.save(force_insert=True)
    _keep_step(action, ActionState.ASSIGNED, grounds=Grounds(), by=by, now=now)
    register.record(action, deed=ADD, by=by, now=now)
    return action


@transaction.atomic
def assign(
    action_id: UUID,
    *,
    seat: Seat | None,
    person: Person | None,
    due_on: date | None,
    what: str | None = None,
    owner_words: str | None = None,
    why: str = "",
    version: int | None = None,
    by: Viewer,
    now: datetime,
) -> Action:
    """Say that an action was read rightly, whose it is, and by when. What is left out stays not stated.

    `what` and `owner_words` are given only to change them; `version` is that of the action as it was read. The row of
    each change says what stood there before.

    Raises:
        NotHere, Refused: the action is not one that `by` may assign. Nothing is stored.
        ChangedMeanwhile: somebody else has changed it since. Nothing is stored.
        DueTooEarly: the day is before the one on which it was raised. Nothing is stored.
        NoAction: its words would be empty. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Action.objects.select_for_update(of=("self",)).select_related("owner_seat", "owner_person")
    action = rows.find(action_id, viewer=by, deed=ASSIGN, now=now)
    if version is not None and version != action.version:
        raise ChangedMeanwhile(
            "Somebody else has changed this action since you read it. Yours is not saved yet. Compare the two."
        )
    if what is not None and not what.strip():
        raise NoAction("The action has no words. Nothing was changed. Say what is to be done.")
    not_before(due_on, action.raised_on)
    written, owner_was, day_was = opened(action, "what"), _owner(action), _day(action.due_on)
    known = (written, opened(action, "owner_words"))
    _close(action, *(words for words in (what, owner_words) if words and words.strip() not in known))
    action.due_on, action.owner_seat, action.owner_person = due_on, seat, person
    if what is not None:
        action.what = register.sealed(action, "what", what.strip())
    if owner_words is not None:
        action.owner_words = register.sealed(action, "owner_words", owner_words.strip())
    action.version += 1
    action.save()
    for of, was, became in (
        (ChangeOf.WORDS, written, opened(action, "what")),
        (ChangeOf.OWNER, owner_was, _owner(action)),
        (ChangeOf.DUE, day_was, _day(due_on)),
    ):
        _keep_change(action, of, was=was, became=became, why=why, by=by, now=now)
    if action.state == ActionState.PROPOSED.value:
        _keep_step(action, ActionState.ASSIGNED, grounds=Grounds(), by=by, now=now)
    register.record(action, deed=ASSIGN, by=by, now=now)
    return action


def _owner(action: Action) -> str:
    named = action.owner_person.name if action.owner_person else action.owner_seat.name if action.owner_seat else ""
    return named or opened(action, "owner_words")


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
