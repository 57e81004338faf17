"""What can happen in the hall: notes come in, packs and agendas go out, and what comes back is taken."""

from wardmote.meetings.writes.planning import (
    add_supplement,
    carry_agenda,
    draw_up,
    freeze_agenda,
    hand_out_agenda,
    move_meeting,
    take_agenda,
    undo_agenda,
    unfreeze_agenda,
)
from wardmote.meetings.writes.record import (
    ItemMarked,
    hand_out_pack,
    join_matters,
    mark_item,
    mark_paragraph,
    part_matters,
    take,
    tell_members,
)
from wardmote.meetings.writes.standing import (
    add_standing_item,
    move_standing_item,
    remove_standing_item,
    rename_standing_item,
    restore_standing_item,
    set_usual_sitting,
    unname_standing_item,
)

__all__ = [
    "ItemMarked",
    "add_standing_item",
    "add_supplement",
    "carry_agenda",
    "draw_up",
    "freeze_agenda",
    "hand_out_agenda",
    "hand_out_pack",
    "join_matters",
    "mark_item",
    "mark_paragraph",
    "move_meeting",
    "move_standing_item",
    "part_matters",
    "remove_standing_item",
    "rename_standing_item",
    "restore_standing_item",
    "set_usual_sitting",
    "take",
    "take_agenda",
    "tell_members",
    "undo_agenda",
    "unfreeze_agenda",
    "unname_standing_item",
]
