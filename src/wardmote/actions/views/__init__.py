"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.actions import reads
from wardmote.actions.views.listed import actions, download, new
from wardmote.actions.views.one import action, answered, assign, chase, judge, mark, move_on, undo

__all__ = [
    "action",
    "actions",
    "answered",
    "assign",
    "chase",
    "download",
    "judge",
    "mark",
    "move_on",
    "new",
    "reads",
    "undo",
]
