"""What can happen in this room: a post is filled, a question is asked and answered."""

from wardmote.policing.writes.questions import (
    answer,
    answer_on_form,
    ask,
    mark_reply,
    tell_police,
    withdraw_question,
)
from wardmote.policing.writes.team import (
    Introduction,
    add_post,
    change_post,
    correct_holding,
    fill_post,
    name_officer,
    take_back_holding,
)

__all__ = [
    "Introduction",
    "add_post",
    "answer",
    "answer_on_form",
    "ask",
    "change_post",
    "correct_holding",
    "fill_post",
    "mark_reply",
    "name_officer",
    "take_back_holding",
    "tell_police",
    "withdraw_question",
]
