"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.information_requests.views.answers import answer_file, make_answer, send, take_back_answer
from wardmote.information_requests.views.exemptions import exemptions, set_exemption
from wardmote.information_requests.views.finds import find, police, review, undo
from wardmote.information_requests.views.pages import (
    agree_open,
    disclose_open,
    extend,
    look,
    look_again,
    name_reviewer,
    new,
    request_page,
    requests,
    taken_back,
)

__all__ = [
    "agree_open",
    "answer_file",
    "disclose_open",
    "exemptions",
    "extend",
    "find",
    "look",
    "look_again",
    "make_answer",
    "name_reviewer",
    "new",
    "police",
    "request_page",
    "requests",
    "review",
    "send",
    "set_exemption",
    "take_back_answer",
    "taken_back",
    "undo",
]
