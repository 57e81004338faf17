"""What may be said of a planned meeting and of a body's standing order. Pure."""

from enum import StrEnum

from wardmote.minutes.rules import marking_of_words
from wardmote.register.rules import Deed, Marking, Verb, strictest

DRAW_UP = Deed("meetings.draw_up_agenda", Verb.COLLECT)
HAND_OUT_AGENDA = Deed("meetings.hand_out_agenda", Verb.DISCLOSE)
TAKE_AGENDA = Deed("meetings.take_agenda", Verb.ALTER)
UNDO_AGENDA = Deed("meetings.undo_agenda", Verb.ALTER)
FREEZE = Deed("meetings.freeze_agenda", Verb.ALTER)
UNFREEZE = Deed("meetings.unfreeze_agenda", Verb.ALTER)
ADD_SUPPLEMENT = Deed("meetings.add_supplement", Verb.COLLECT)
CARRY_AGENDA = Deed("meetings.carry_agenda", Verb.COLLECT)
MOVE = Deed("meetings.move", Verb.ALTER)
ADD_STANDING = Deed("meetings.add_standing_item", Verb.COLLECT)
RENAME_STANDING = Deed("meetings.rename_standing_item", Verb.ALTER)
MOVE_STANDING = Deed("meetings.move_standing_item", Verb.ALTER)
REMOVE_STANDING = Deed("meetings.remove_standing_item", Verb.ALTER)
RESTORE_STANDING = Deed("meetings.restore_standing_item", Verb.ALTER)
SET_USUAL = Deed("meetings.set_usual_sitting", Verb.ALTER)


class VersionKind(StrEnum):
    """What made a version of an agenda."""

    DRAWN_UP = "drawn up"
    RETURNED = "returned"
    UNDONE = "undone"
    MOVED = "moved"
    UNFROZEN = "unfrozen"
    CARRIED = "carried"


class AlreadyThere(Exception):
    """Something of this name is there already."""


def marking_of_entry(title: str, note: str, *, before: str = Marking.PANEL.value) -> str:
    """How far an item of an agenda may go: a file never widens it, and what tells of a person closes it.

    >>> marking_of_entry("Parking", "Arrest in Mill Street"), marking_of_entry("Parking", "", before="confidential")
    ('confidential', 'confidential')
    """
    return strictest(before, marking_of_words(title, note))
