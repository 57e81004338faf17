"""What can happen to a request for information."""

from wardmote.information_requests.writes.answering import (
    make_answer,
    note_fetched,
    send,
    take_back_answer,
)
from wardmote.information_requests.writes.asking import (
    extend,
    look,
    look_again,
    name_reviewer,
    note,
    set_taken_back,
)
from wardmote.information_requests.writes.deciding import (
    Decision,
    agree,
    agree_open,
    decide,
    disclose_open,
    note_police,
    send_back,
    undo,
)
from wardmote.information_requests.writes.exemptions import add_exemption, set_exemption

__all__ = [
    "Decision",
    "add_exemption",
    "agree",
    "agree_open",
    "decide",
    "disclose_open",
    "extend",
    "look",
    "look_again",
    "make_answer",
    "name_reviewer",
    "note",
    "note_fetched",
    "note_police",
    "send",
    "send_back",
    "set_exemption",
    "set_taken_back",
    "take_back_answer",
    "undo",
]
