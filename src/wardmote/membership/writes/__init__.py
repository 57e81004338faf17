"""What can happen to membership: places at a table, terms of reference, who came, apologies, and the six-month rule."""

from wardmote.membership.writes.apologies import (
    apologise,
    end_apology_links,
    link_apology,
    note_apology,
    settle_apology,
    take_back_apology,
)
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
    "apologise",
    "approve_reason",
    "ask_officer",
    "change_membership",
    "chase_request",
    "correct_attendance",
    "end_apology_links",
    "link_apology",
    "name_substitute",
    "note_apology",
    "note_attendance",
    "note_elsewhere",
    "note_walkabout",
    "settle_apology",
    "take_back_apology",
    "take_back_elsewhere",
    "take_back_membership",
    "take_back_reason",
    "take_back_request",
    "take_back_substitute",
    "warn_member",
]
