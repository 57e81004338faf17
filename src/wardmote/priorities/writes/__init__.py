"""What can happen to a priority."""

from wardmote.priorities.writes.keeping import (
    add,
    add_measure,
    change_said,
    edit,
    end,
    remove_measure,
    reopen,
    say,
    tell,
)
from wardmote.priorities.writes.taking import mark, mark_with, take_updates

__all__ = [
    "add",
    "add_measure",
    "change_said",
    "edit",
    "end",
    "mark",
    "mark_with",
    "remove_measure",
    "reopen",
    "say",
    "take_updates",
    "tell",
]
