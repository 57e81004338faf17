"""What can happen in the room: it opens, people come and go, words are typed, things are decided, and it closes."""

from wardmote.sittings.writes.closing import adjourn, close, draft_notes, reopen
from wardmote.sittings.writes.deciding import decide, undo_decision
from wardmote.sittings.writes.declaring import declare, has_spoken
from wardmote.sittings.writes.opening import note_reminder, open_sitting, take_chair
from wardmote.sittings.writes.presence import came, left, sent_apology, take_back_presence
from wardmote.sittings.writes.typing import Saved, Typing, confirm, put_back, save, settle_clash, strike

__all__ = [
    "Saved",
    "Typing",
    "adjourn",
    "came",
    "close",
    "confirm",
    "decide",
    "declare",
    "draft_notes",
    "has_spoken",
    "left",
    "note_reminder",
    "open_sitting",
    "put_back",
    "reopen",
    "save",
    "sent_apology",
    "settle_clash",
    "strike",
    "take_back_presence",
    "take_chair",
    "undo_decision",
]
