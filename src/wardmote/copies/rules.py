"""What becomes of a numbered copy, step by step, and when one rises. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from wardmote.register.rules import Deed, Verb

MAKE = Deed("copies.make", Verb.DISCLOSE)
PRINT = Deed("copies.print", Verb.DISCLOSE)
NOTE = Deed("copies.note", Verb.ALTER)
TAKE_BACK = Deed("copies.take_back", Verb.ALTER)


class Whereabouts(StrEnum):
    """Where a copy is, as far as anybody noted."""

    PRINTED = "printed"
    HANDED_OVER = "handed over"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    MISSING = "missing"


W = Whereabouts
FOLLOWS: Mapping[Whereabouts, tuple[Whereabouts, ...]] = {
    W.PRINTED: (W.HANDED_OVER, W.DESTROYED, W.MISSING),
    W.HANDED_OVER: (W.RETURNED, W.DESTROYED, W.MISSING),
    W.RETURNED: (W.DESTROYED, W.HANDED_OVER, W.MISSING),
    W.MISSING: (W.RETURNED, W.DESTROYED),
    W.DESTROYED: (),
}


class NotMade(Exception):
    """Copies that cannot be made; the sentence says why."""


class NotNoted(Exception):
    """A step that a copy cannot take; the sentence says why."""


def must_follow(before: Whereabouts, after: Whereabouts) -> None:
    """Go on only if a copy that is `before` can become `after`.

    Raises:
        NotNoted: it can't.
    """
    if after not in FOLLOWS[before]:
        raise NotNoted(f"A copy that is {before} cannot become {after}. Nothing was stored. Choose another step.")


def rises(state: Whereabouts, *, held_on: date, today: date) -> str:
    """Why somebody must look after a copy; empty, if nobody must. It is due back when the meeting is over.

    >>> rises(Whereabouts.HANDED_OVER, held_on=date(2022, 10, 28), today=date(2022, 10, 29))
    'not back'
    >>> rises(Whereabouts.HANDED_OVER, held_on=date(2022, 10, 28), today=date(2022, 10, 28))
    ''
    """
    if state is Whereabouts.MISSING:
        return "missing"
    if held_on >= today or state in (Whereabouts.DESTROYED, Whereabouts.RETURNED):
        return ""
    return "not back" if state is Whereabouts.HANDED_OVER else "printed, and nobody noted what became of it"
