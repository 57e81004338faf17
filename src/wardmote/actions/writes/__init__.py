"""What can happen to an action: it is proposed or added, somebody owes it, it moves, waits, is chased and ends."""

from wardmote.actions.writes.chasing import answered, chase, remind
from wardmote.actions.writes.joining import (
    ask_again,
    follow_matter,
    go_back_to_matter,
    join,
    mark,
    mark_with,
    part,
    refuse_join,
)
from wardmote.actions.writes.moving import move_on, propose_again, undo
from wardmote.actions.writes.owing import add, assign, owe, propose

__all__ = [
    "add",
    "answered",
    "ask_again",
    "assign",
    "chase",
    "follow_matter",
    "go_back_to_matter",
    "join",
    "mark",
    "mark_with",
    "move_on",
    "owe",
    "part",
    "propose",
    "propose_again",
    "refuse_join",
    "remind",
    "undo",
]
