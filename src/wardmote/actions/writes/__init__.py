"""What can happen to an action: it is proposed or added, somebody owes it, it moves, waits, is chased and ends."""

from wardmote.actions.writes.chasing import answered, chase, remind
from wardmote.actions.writes.joining import follow_matter, join, mark, mark_with, refuse_join
from wardmote.actions.writes.moving import move_on, undo
from wardmote.actions.writes.owing import add, assign, propose

__all__ = [
    "add",
    "answered",
    "assign",
    "chase",
    "follow_matter",
    "join",
    "mark",
    "mark_with",
    "move_on",
    "propose",
    "refuse_join",
    "remind",
    "undo",
]
