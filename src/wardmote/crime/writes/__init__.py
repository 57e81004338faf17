"""Deeds of this room."""

from wardmote.crime.writes.claims import check_claim, mark_with, reply, send_check
from wardmote.crime.writes.comparing import choose_area, declare, freeze_similar, redraw_area
from wardmote.crime.writes.supplied import Kept, release_supplied, supply, supply_file

__all__ = [
    "Kept",
    "check_claim",
    "choose_area",
    "declare",
    "freeze_similar",
    "mark_with",
    "redraw_area",
    "release_supplied",
    "reply",
    "send_check",
    "supply",
    "supply_file",
]
