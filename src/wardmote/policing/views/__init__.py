"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.policing.views.questions import (
    answer,
    ask,
    mark_reply,
    question,
    questions,
    withdraw,
)
from wardmote.policing.views.team import (
    change_post,
    fill_post,
    holding,
    named_officer,
    new_post,
    take_back,
    team,
)

__all__ = [
    "answer",
    "ask",
    "change_post",
    "fill_post",
    "holding",
    "mark_reply",
    "named_officer",
    "new_post",
    "question",
    "questions",
    "take_back",
    "team",
    "withdraw",
]
