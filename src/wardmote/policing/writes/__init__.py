"""What can happen in this room: a post is filled, a question is asked and answered, an update is given in."""

from wardmote.policing.writes.questions import answer, ask, mark_reply, tell_police, withdraw_question
from wardmote.policing.writes.team import (
    Introduction,
    add_post,
    change_post,
    correct_holding,
    fill_post,
    name_officer,
    take_back_holding,
)
from wardmote.policing.writes.update import (
    answer_live,
    end_links,
    give_in,
    keep_draft,
    mark_line,
    prepare,
    reopen_form,
    revoke_link,
    send_form,
)

__all__ = [
    "Introduction",
    "add_post",
    "answer",
    "answer_live",
    "ask",
    "change_post",
    "correct_holding",
    "end_links",
    "fill_post",
    "give_in",
    "keep_draft",
    "mark_line",
    "mark_reply",
    "name_officer",
    "prepare",
    "reopen_form",
    "revoke_link",
    "send_form",
    "take_back_holding",
    "tell_police",
    "withdraw_question",
]
