"""Deeds of this room."""

from wardmote.crime.writes.claims import check_claim, mark_with, reply, send_check
from wardmote.crime.writes.comparing import choose_area, declare, freeze_similar, redraw_area

__all__ = ["check_claim", "choose_area", "declare", "freeze_similar", "mark_with", "redraw_area", "reply", "send_check"]
