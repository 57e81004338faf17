"""What can happen to the minutes: notes are taken in, and what was read is confirmed, joined, marked and settled."""

from wardmote.minutes.writes.judging import (
    confirm_decision,
    join_matters,
    mark_paragraph,
    refuse_join,
    settle_matter,
    settle_statement,
)
from wardmote.minutes.writes.taking import Taken, add_body, plan_meeting, take_notes

__all__ = [
    "Taken",
    "add_body",
    "confirm_decision",
    "join_matters",
    "mark_paragraph",
    "plan_meeting",
    "refuse_join",
    "settle_matter",
    "settle_statement",
    "take_notes",
]
