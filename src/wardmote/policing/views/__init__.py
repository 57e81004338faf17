"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.policing.views.filling import fill, form
from wardmote.policing.views.questions import answer, ask, mark_reply, question, questions, withdraw
from wardmote.policing.views.team import (
    change_post,
    fill_post,
    holding,
    named_officer,
    new_post,
    take_back,
    team,
)
from wardmote.policing.views.update import answer_live, mark_line, prepare, reopen, revoke, send, update, updates, word

__all__ = [
    "answer",
    "answer_live",
    "ask",
    "change_post",
    "fill",
    "fill_post",
    "form",
    "holding",
    "mark_line",
    "mark_reply",
    "named_officer",
    "new_post",
    "prepare",
    "question",
    "questions",
    "reopen",
    "revoke",
    "send",
    "take_back",
    "team",
    "update",
    "updates",
    "withdraw",
    "word",
]
