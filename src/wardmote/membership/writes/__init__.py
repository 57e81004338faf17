"""What can happen to membership: places at a table, terms of reference, who came, and the six-month rule."""

from wardmote.membership.writes.attendance import correct_attendance, note_attendance, note_walkabout
from wardmote.membership.writes.requests import answer_request, ask_officer, chase_request, take_back_request
from wardmote.membership.writes.six_months import (
    approve_reason,
    note_elsewhere,
    take_back_elsewhere,
    take_back_reason,
    warn_member,
)
from wardmote.membership.writes.tables import (
    add_membership,
    adopt_terms,
    change_membership,
    name_substitute,
    take_back_membership,
    take_back_substitute,
)

__all__ = [
    "add_membership",
    "adopt_terms",
    "answer_request",
    "approve_reason",
    "ask_officer",
    "change_membership",
    "chase_request",
    "correct_attendance",
    "name_substitute",
    "note_attendance",
    "note_elsewhere",
    "note_walkabout",
    "take_back_elsewhere",
    "take_back_membership",
    "take_back_reason",
    "take_back_request",
    "take_back_substitute",
    "warn_member",
]
