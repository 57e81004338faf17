"""What can happen to membership: places at a table, terms of reference, and requests that an officer come."""

from wardmote.membership.writes.requests import answer_request, ask_officer, chase_request, take_back_request
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
    "ask_officer",
    "change_membership",
    "chase_request",
    "name_substitute",
    "take_back_membership",
    "take_back_request",
    "take_back_substitute",
]
