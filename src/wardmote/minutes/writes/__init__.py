"""What can happen to the minutes: notes are taken in, and what was read is confirmed, joined, marked and settled."""

from wardmote.minutes.writes.judging import (
    confirm_decision,
    join_matters,
    mark_paragraph,
    refuse_join,
    settle_matter,
    settle_statement,
)
from wardmote.minutes.writes.taking import Taken, move_meeting, plan_meeting, set_body, take_notes

__all__ = [
    "Taken",
    "confirm_decision",
    "join_matters",
    "mark_paragraph",
    "move_meeting",
    "plan_meeting",
    "refuse_join",
    "set_body",
    "settle_matter",
    "settle_statement",
    "take_notes",
]
