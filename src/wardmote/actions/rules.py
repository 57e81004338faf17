"""The life of an action. Pure: no table, no request, no clock."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from wardmote.minutes.rules import likeness
from wardmote.register.rules import Deed, Verb

PROPOSE = Deed("actions.propose", Verb.COLLECT)
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
    IN_PROGRESS = "in progress"
    AWAITING = "awaiting a third party"
    DONE = "done"
    CLOSED = "closed"  # the meeting has seen that it was done
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


class OutOfOrder(Exception):
    """An action does not go from the one state to the other."""


class DueTooEarly(Exception):
    """An action is due before it was raised."""


_AT_WORK = frozenset({ActionState.ASSIGNED, ActionState.IN_PROGRESS, ActionState.AWAITING})
_ENDINGS = frozenset({ActionState.DECLINED, ActionState.SUPERSEDED, ActionState.NOT_PRACTICABLE})
OPEN = frozenset({ActionState.PROPOSED}) | _AT_WORK
UNFINISHED = OPEN | {ActionState.DONE}  # a meeting has yet to see what was done

FOLLOWS: dict[ActionState, frozenset[ActionState]] = {
    ActionState.PROPOSED: frozenset({ActionState.ASSIGNED, ActionState.DONE}) | _ENDINGS,
    ActionState.ASSIGNED: (_AT_WORK | _ENDINGS | {ActionState.DONE}) - {ActionState.ASSIGNED},
    ActionState.IN_PROGRESS: (_AT_WORK | _ENDINGS | {ActionState.DONE}) - {ActionState.IN_PROGRESS},
    ActionState.AWAITING: (_AT_WORK | _ENDINGS | {ActionState.DONE}) - {ActionState.AWAITING},
    ActionState.DONE: frozenset({ActionState.CLOSED, ActionState.IN_PROGRESS}),
    ActionState.CLOSED: frozenset({ActionState.IN_PROGRESS}),
    ActionState.DECLINED: frozenset({ActionState.ASSIGNED}),
    ActionState.SUPERSEDED: frozenset({ActionState.ASSIGNED}),
    ActionState.NOT_PRACTICABLE: frozenset({ActionState.ASSIGNED}),
}


def step(now: ActionState, to: ActionState) -> ActionState:
    """The state after the step, if the step is allowed. A finished action can be opened again.

    >>> step(ActionState.ASSIGNED, ActionState.DONE).value
    'done'
    >>> step(ActionState.PROPOSED, ActionState.CLOSED)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    wardmote.actions.rules.OutOfOrder: This action is “Not confirmed”; it cannot become “Closed” yet...
    """
    if to not in FOLLOWS[now]:
        raise OutOfOrder(f"This action is “{now.words}”; it cannot become “{to.words}” yet. Nothing was changed.")
    return to


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


def seat_meant(words: str, seats: Sequence[str]) -> str | None:
    """The seat that an owner as written means, if just one fits: by its name, its last word, or a title before a name.

    >>> seats = ["Town Clerk", "Inspector", "Chair of Amenities"]
    >>> seat_meant("The Clerk", seats), seat_meant("Inspector Larkwhistle", seats), seat_meant("Officers", seats)
    ('Town Clerk', 'Inspector', None)
    """
    named = words.casefold().removeprefix("the ").split()
    if not named:
        return None
    split = [(seat, seat.casefold().split()) for seat in seats]
    by_name = [seat for seat, words_of in split if words_of == named]
    by_last_word = [seat for seat, words_of in split if len(named) == 1 and words_of[-1] == named[0]]
    by_title = [seat for seat, words_of in split if words_of == named[:1]]
    found = by_name or by_last_word or by_title
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
