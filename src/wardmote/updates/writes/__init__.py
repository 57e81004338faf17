"""What can happen in this room: the form goes out, is kept as a draft, and is given in."""

from wardmote.updates.writes.update import (
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
    "answer_live",
    "end_links",
    "give_in",
    "keep_draft",
    "mark_line",
    "prepare",
    "reopen_form",
    "revoke_link",
    "send_form",
]
