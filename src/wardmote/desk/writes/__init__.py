"""What can happen at the desk."""

from wardmote.desk.writes.monday import send_monday
from wardmote.desk.writes.reviewing import (
    Whose,
    answer_head,
    answer_item,
    answer_pair,
    answer_sentence,
    mark_item,
    undo,
)

__all__ = ["Whose", "answer_head", "answer_item", "answer_pair", "answer_sentence", "mark_item", "send_monday", "undo"]
