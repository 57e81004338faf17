"""What can happen at the desk: a town begins, people are invited, notes are reviewed, lists and Monday letters."""

from wardmote.desk.writes.founding import Founded, Notes, found_town, invite
from wardmote.desk.writes.lists import BroughtIn, bring_in, take_back_list
from wardmote.desk.writes.monday import send_monday
from wardmote.desk.writes.reviewing import (
    Whose,
    add_missed,
    answer_head,
    answer_item,
    answer_name,
    answer_pair,
    answer_place,
    answer_sentence,
    mark_item,
)
from wardmote.desk.writes.undoing import Undone, undo

__all__ = [
    "BroughtIn",
    "Founded",
    "Notes",
    "Undone",
    "Whose",
    "add_missed",
    "answer_head",
    "answer_item",
    "answer_name",
    "answer_pair",
    "answer_place",
    "answer_sentence",
    "bring_in",
    "found_town",
    "invite",
    "mark_item",
    "send_monday",
    "take_back_list",
    "undo",
]
