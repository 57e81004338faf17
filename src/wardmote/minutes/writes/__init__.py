"""What can happen to the minutes: notes are taken in, and what was read is confirmed, joined, marked and settled."""

from wardmote.minutes.writes.adopting import adopt, withdraw_adoption
from wardmote.minutes.writes.bodies import add_body, set_body, set_body_powers
from wardmote.minutes.writes.declaring import declare_interest, open_matter
from wardmote.minutes.writes.judging import (
    ask_again,
    check_item,
    confirm_decision,
    join_matters,
    judge_readings,
    mark_paragraph,
    name_attendance,
    part_matters,
    refuse_join,
    settle_matter,
    settle_statement,
)
from wardmote.minutes.writes.standing import approve, continue_meeting, correct, give_up_day, take_away_day
from wardmote.minutes.writes.taking import Taken, move_meeting, plan_meeting, set_state, take_notes

__all__ = [
    "Taken",
    "add_body",
    "adopt",
    "approve",
    "ask_again",
    "check_item",
    "confirm_decision",
    "continue_meeting",
    "correct",
    "declare_interest",
    "give_up_day",
    "join_matters",
    "judge_readings",
    "mark_paragraph",
    "move_meeting",
    "name_attendance",
    "open_matter",
    "part_matters",
    "plan_meeting",
    "refuse_join",
    "set_body",
    "set_body_powers",
    "set_state",
    "settle_matter",
    "settle_statement",
    "take_away_day",
    "take_notes",
    "withdraw_adoption",
]
