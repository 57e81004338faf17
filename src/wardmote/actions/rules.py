"""The life of an action. Pure: no table, no request, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardmote.confidentiality.rules import Refuse
from wardmote.documents.tree import Context, StatementKind
from wardmote.govuk.needs import Needs
from wardmote.minutes.rules import likeness
from wardmote.register.rules import Deed, Verb

PROPOSE = Deed("actions.propose", Verb.COLLECT)
ADD = Deed("actions.add", Verb.COLLECT)
UNDO = Deed("actions.undo", Verb.ALTER)
CHASE = Deed("actions.chase", Verb.ALTER)
ANSWERED = Deed("actions.answered", Verb.ALTER)
REMIND = Deed("actions.remind", Verb.DISCLOSE)
ASSIGN = Deed("actions.assign", Verb.ALTER)
STEP = Deed("actions.step", Verb.ALTER)
JOIN = Deed("actions.join", Verb.COMBINE)
REFUSE_JOIN = Deed("actions.refuse_join", Verb.ALTER)
FOLLOW_MATTER = Deed("actions.follow_matter", Verb.COMBINE)
MARK = Deed("actions.mark", Verb.ALTER)
PART = Deed("actions.part", Verb.ALTER)
ASK_AGAIN = Deed("actions.ask_again", Verb.ALTER)
PROPOSE_AGAIN = Deed("actions.propose_again", Verb.ALTER)
GO_BACK = Deed("actions.go_back_to_matter", Verb.ALTER)


class ActionState(StrEnum):
    """How far an action has come."""

    PROPOSED = "proposed"  # read from the notes; nobody has said yet that it was read rightly
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"  # its owner has said that they will do it
    IN_PROGRESS = "in progress"
    AWAITING = "awaiting a third party"
    DONE = "done"
    VERIFIED = "verified"  # a meeting has seen that it was done
    CLOSED = "closed"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    NOT_PRACTICABLE = "not practicable"

    @property
    def words(self) -> str:
        """As it is shown.

        >>> ActionState.PROPOSED.words, ActionState.IN_PROGRESS.words
        ('Not confirmed', 'In progress')
        """
        return "Not confirmed" if self is ActionState.PROPOSED else self.value.capitalize()

    @property
    def says(self) -> str:
        """What somebody says who takes an action there."""
        return _SAYS[self]


_SAYS = {
    ActionState.PROPOSED: "It was not confirmed after all",
    ActionState.ASSIGNED: "It is open again, with its owner",
    ActionState.ACCEPTED: "The owner accepts it",
    ActionState.IN_PROGRESS: "Work on it has begun",
    ActionState.AWAITING: "It waits for a third party",
    ActionState.DONE: "It is done",
    ActionState.VERIFIED: "A meeting has seen that it was done",
    ActionState.CLOSED: "It is closed",
    ActionState.DECLINED: "The owner declines it",
    ActionState.SUPERSEDED: "Another action takes its place",
    ActionState.NOT_PRACTICABLE: "It is not practicable",
}


class How(StrEnum):
    """By what way somebody said it, or was asked."""

    PAGE = "on the page"
    TELEPHONE = "by telephone"
    WRITING = "in writing"
    MEETING = "at the meeting"


class ChangeOf(StrEnum):
    """What of an action was changed."""

    WORDS = "words"
    OWNER = "owner"
    DUE = "due date"


class OutOfOrder(Exception):
    """An action does not go from the one state to the other."""


class DueTooEarly(Exception):
    """An action is due before it was raised."""


class StepNeeds(Needs):
    """A step lacks something; `field` says what."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the action since it was read."""


class NothingToUndo(Exception):
    """There is no step to take back."""


class NoChase(Exception):
    """Nobody is waited for, so nobody is chased."""


class MarkedWithNotes(Exception):
    """An action from the notes is marked with them."""


class NoAction(Exception):
    """A line says nothing that somebody could do."""


NOT_THE_OWNER = Refuse("Only the clerk, and whoever owes this action, can do this.", "Ask the clerk to do it for you.")
WORKED_ON = frozenset({ActionState.ASSIGNED, ActionState.ACCEPTED, ActionState.IN_PROGRESS, ActionState.AWAITING})
_ENDINGS = frozenset({ActionState.DECLINED, ActionState.SUPERSEDED, ActionState.NOT_PRACTICABLE})
OPEN = frozenset({ActionState.PROPOSED}) | WORKED_ON
UNFINISHED = OPEN | {ActionState.DONE}  # a meeting has yet to see what was done

FOLLOWS: dict[ActionState, frozenset[ActionState]] = {
    ActionState.PROPOSED: frozenset({ActionState.ASSIGNED, ActionState.DONE}) | _ENDINGS,
    **{at: (WORKED_ON | _ENDINGS | {ActionState.DONE}) - {at} for at in WORKED_ON},
    ActionState.DONE: frozenset({ActionState.VERIFIED, ActionState.IN_PROGRESS}),
    ActionState.VERIFIED: frozenset({ActionState.CLOSED, ActionState.IN_PROGRESS}),
    ActionState.CLOSED: frozenset({ActionState.IN_PROGRESS}),
    **{at: frozenset({ActionState.ASSIGNED}) for at in _ENDINGS},
}
# What whoever owes an action may say of it without the clerk.
OWNERS_STEPS = frozenset(
    {
        ActionState.ACCEPTED,
        ActionState.IN_PROGRESS,
        ActionState.AWAITING,
        ActionState.DONE,
        ActionState.DECLINED,
    }
)


def step(now: ActionState, to: ActionState) -> ActionState:
    """The state after the step, if the step is allowed. A finished action can be opened again.

    >>> step(ActionState.ASSIGNED, ActionState.DONE).value
    'done'
    >>> step(ActionState.DONE, ActionState.CLOSED)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    wardmote.actions.rules.OutOfOrder: This action is “Done”; it cannot become “Closed” yet. Nothing was changed. ...
    """
    if to not in FOLLOWS[now]:
        ways = [f"“{s.words}”" for s in ActionState if s in FOLLOWS[now]]
        raise OutOfOrder(
            f"This action is “{now.words}”; it cannot become “{to.words}” yet. Nothing was changed. "
            f"It can become {' or '.join(ways)}."
        )
    return to


def steps_from(now: ActionState, *, keeps_record: bool) -> list[ActionState]:
    """The steps that are open to the clerk, or to whoever owes the action, in the order of its life.

    >>> [s.value for s in steps_from(ActionState.IN_PROGRESS, keeps_record=False)]
    ['accepted', 'awaiting a third party', 'done', 'declined']
    >>> [s.value for s in steps_from(ActionState.DONE, keeps_record=False)]
    []

    That it was read rightly, and whose it is, has a form of its own:

    >>> ActionState.ASSIGNED in steps_from(ActionState.PROPOSED, keeps_record=True)
    False
    """
    if not keeps_record and now not in WORKED_ON:
        return []
    mine = FOLLOWS[now] if keeps_record else FOLLOWS[now] & OWNERS_STEPS
    if now is ActionState.PROPOSED:
        mine = mine - {ActionState.ASSIGNED}
    return [s for s in ActionState if s in mine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is said with a step: words, for whom the clerk says it, and who is waited for since when."""

    note: str = ""
    on_behalf_of: str = ""
    how: How = How.PAGE
    third_party: str = ""
    since_on: date | None = None


def grounded(to: ActionState, grounds: Grounds, *, at_a_meeting: bool, other: bool, today: date) -> Grounds:
    """The grounds of a step, if it has all that it needs.

    Raises:
        StepNeeds: evidence, a reason, a meeting, a third party or a way of telling is missing.
    """
    if to is ActionState.DONE and not grounds.note:
        raise StepNeeds("note", "Say what was done, and where the proof is. Nothing was changed.")
    if to in {ActionState.DECLINED, ActionState.NOT_PRACTICABLE} and not grounds.note:
        raise StepNeeds("note", "Give the reason. Nothing was changed.")
    if to is ActionState.SUPERSEDED and not (grounds.note or other):
        raise StepNeeds("note", "Give the reason, or name the other action. Nothing was changed.")
    if to is ActionState.VERIFIED and not at_a_meeting:
        raise StepNeeds("meeting", "Choose the meeting that saw it. Nothing was changed.")
    if to is ActionState.AWAITING and not grounds.third_party:
        raise StepNeeds("third_party", "Say who is waited for. Nothing was changed.")
    if grounds.since_on and grounds.since_on > today:
        raise StepNeeds("since_on", "This day has not come yet. Nothing was changed. Give today or an earlier day.")
    if grounds.on_behalf_of and grounds.how is How.PAGE:
        raise StepNeeds(
            "how", "Say how you were told: by telephone, in writing or at the meeting. Nothing was changed."
        )
    return grounds


CHASE_AGAIN_DAYS = 14


def chase_again_on(chased_on: date) -> date:
    """When to ask again, if nobody gives a day."""
    return chased_on + timedelta(days=CHASE_AGAIN_DAYS)


@dataclass(frozen=True, slots=True)
class Typed:
    """An action typed in one line. What the line does not say is empty or none."""

    what: str
    owner: str
    due_words: str
    due_on: date | None


def typed(line: str, *, today: date, people: Sequence[str] = ()) -> Typed:
    """What a line says of an action: the notes' own reader looks for owner and date.

    >>> told = typed("Insp to enquire about the wall by 1 Dec", today=date(2022, 11, 14))
    >>> told.owner, told.due_words, told.due_on.isoformat()
    ('Insp', 'by 1 Dec', '2022-12-01')
    >>> told = typed("Look for the key by 2 Dec", today=date(2022, 11, 14))
    >>> told.owner, told.due_on.isoformat()
    ('', '2022-12-02')

    Raises:
        NoAction: the line is empty.
    """
    # Here, because the reader's patterns take longer to build than all the rest of a command that reads nothing.
    from wardmote.documents.statements import statements_in
    from wardmote.documents.statements.due import due_in

    words = " ".join(line.split())
    if not words:
        raise NoAction("The line is empty. Nothing was stored. Type who does what by when.")
    read = statements_in(words, at=0, context=Context(meeting_on=today, people=tuple(people)))
    found = next((s for s in read if s.kind is StatementKind.ACTION), None)
    if found is None:  # no form of words that says who: the day may still be there
        due, due_on = due_in(words, meeting_on=today)
        return Typed(words, "", due or "", due_on)
    return Typed(words, found.owner or "", found.due or "", found.due_on)


def reminder(due_on: date, today: date, *, to_owner: bool, what: str, link: str) -> tuple[str, str]:
    """Subject and body of a reminder. `what` is given only for an action that anybody may read.

    >>> subject, body = reminder(date(2022, 12, 1), date(2022, 12, 8), to_owner=True, what="", link="http://a.example")
    >>> subject, body.splitlines()[0]
    ('An action was due on 1 December 2022', 'You have an action that was due on 1 December 2022, 7 days ago.')
    """
    day = f"{due_on.day} {due_on:%B %Y}"
    past = (today - due_on).days
    verb = "was" if past > 0 else "is"
    ago = f", {past} {'day' if past == 1 else 'days'} ago" if past > 0 else ""
    first = f"You have an action {'that was ' if past > 0 else ''}due on {day}{ago}."
    if not to_owner:
        first = f"An action {verb} due on {day}{ago}. Nobody else can be reminded of it, so you are."
    words = f"\n\n{what}" if what else ""
    return f"An action {verb} due on {day}", f"{first}{words}\n\nSign in to see it: {link}\n"


BEFORE, ON = -1, 0  # then 1, 2, 3 … weeks after


def occasion(due_on: date, today: date, *, days_before: int, weekly: bool) -> int | None:
    """Which reminder is to go on this day: the last whose day has come. One missed is not made up for.

    >>> day = date(2022, 12, 1)
    >>> [occasion(day, day + timedelta(days=n), days_before=3, weekly=True) for n in (-4, -3, 0, 6, 7, 15)]
    [None, -1, 0, 0, 1, 2]
    >>> occasion(day, day + timedelta(days=15), days_before=3, weekly=False)
    0
    """
    past = (today - due_on).days
    if past < 0:
        return BEFORE if past >= -days_before else None
    return past // 7 if weekly else ON


def not_before(due_on: date | None, raised_on: date) -> date | None:
    """The day by which an action is due, if one is given.

    Raises:
        DueTooEarly: the day is before the one on which the action was raised.
    """
    if due_on and due_on < raised_on:
        raise DueTooEarly("This day is before the action was raised. Nothing was stored. Give a later day.")
    return due_on


def days_late(due_on: date | None, today: date) -> int | None:
    """How many days an action is overdue; none if it is not, or if no day was set.

    >>> days_late(date(2022, 12, 1), date(2022, 12, 9)), days_late(date(2022, 12, 9), date(2022, 12, 9))
    (8, None)
    """
    return (today - due_on).days if due_on and due_on < today else None


SHORTEST_START = 4  # letters of an abbreviation such as "Insp"


def seat_meant(words: str, seats: Sequence[str]) -> str | None:
    """The seat that an owner as written means, if just one fits: by name, last word, its start, or title before a name.

    >>> seats = ["Town Clerk", "Inspector", "Chair of Amenities"]
    >>> seat_meant("The Clerk", seats), seat_meant("Inspector Larkwhistle", seats), seat_meant("Officers", seats)
    ('Town Clerk', 'Inspector', None)
    >>> seat_meant("Insp", seats), seat_meant("In", seats)
    ('Inspector', None)
    """
    named = words.casefold().removeprefix("the ").split()
    if not named:
        return None
    split = [(seat, seat.casefold().split()) for seat in seats]
    by_name = [seat for seat, words_of in split if words_of == named]
    by_last_word = [seat for seat, words_of in split if len(named) == 1 and words_of[-1] == named[0]]
    by_title = [seat for seat, words_of in split if words_of == named[:1]]
    short = named[0].rstrip(".")
    by_start = [seat for seat, words_of in split if len(short) >= SHORTEST_START and words_of[-1].startswith(short)]
    found = by_name or by_last_word or by_title or (by_start if len(named) == 1 else [])
    return found[0] if len(found) == 1 else None


ALIKE = 0.5


def perhaps_one(what: str, owner: str, earlier_what: str, earlier_owner: str) -> bool:
    """Whether the words of two actions make it worth asking if they are one.

    >>> perhaps_one("write to the shop about the mural", "Clerk", "Clerk to write to the shop about a mural", "Clerk")
    True
    >>> perhaps_one("write to the shop about the mural", "Clerk", "mend the bench in the park", "Clerk")
    False
    """
    if owner and earlier_owner and owner.casefold() != earlier_owner.casefold():
        return False
    return likeness(what, earlier_what) >= ALIKE
