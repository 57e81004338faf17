"""What can happen to a proposal. The clerk types it all, for whoever said it; nothing is changed afterwards."""

from wardmote.proposals.writes.asking import Put, answer, ask, chase, propose, see_answer, withdraw, write_to
from wardmote.proposals.writes.marking import follow_matter, mark, mark_with
from wardmote.proposals.writes.saying import become, claim, correct, expect, say_at_odds, settle, take_back

__all__ = [
    "Put",
    "answer",
    "ask",
    "become",
    "chase",
    "claim",
    "correct",
    "expect",
    "follow_matter",
    "mark",
    "mark_with",
    "propose",
    "say_at_odds",
    "see_answer",
    "settle",
    "take_back",
    "withdraw",
    "write_to",
]
