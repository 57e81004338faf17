"""Questions to the room of sittings. Each that shows words takes the viewer and the time."""

from wardmote.sittings.reads.page import (
    Changes,
    ClashShown,
    DeclaredShown,
    EntryShown,
    ItemShown,
    SittingPage,
    changes_since,
    entry_shown,
    sitting_page,
)
from wardmote.sittings.reads.room import (
    Room,
    candidates,
    entry_found,
    of_meeting,
    out_of,
    room,
    sitting_found,
    voters,
)

__all__ = [
    "Changes",
    "ClashShown",
    "DeclaredShown",
    "EntryShown",
    "ItemShown",
    "Room",
    "SittingPage",
    "candidates",
    "changes_since",
    "entry_found",
    "entry_shown",
    "of_meeting",
    "out_of",
    "room",
    "sitting_found",
    "sitting_page",
    "voters",
]
