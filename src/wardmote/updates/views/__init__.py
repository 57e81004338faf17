"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.updates.views.filling import fill, form
from wardmote.updates.views.update import (
    answer_live,
    mark_line,
    prepare,
    reopen,
    revoke,
    send,
    update,
    updates,
    word,
)

__all__ = [
    "answer_live",
    "fill",
    "form",
    "mark_line",
    "prepare",
    "reopen",
    "revoke",
    "send",
    "update",
    "updates",
    "word",
]
