"""Questions about actions. Each takes the viewer and the time."""

from wardmote.actions.reads.joins import by_statement, item_titles, proposals, proposed
from wardmote.actions.reads.listing import SHOWS, SORTS, Asked, Owners, counts, matter_title, narrowed, owners
from wardmote.actions.reads.one import ActionPage, Happened, action_page, by_reference, happened
from wardmote.actions.reads.owed import (
    Owed,
    actions,
    as_written,
    belongs_to,
    changed_since,
    late,
    mine,
    opened_actions,
    owned_by,
    seats_of,
    still_open,
    unconfirmed,
    unfinished,
)
from wardmote.actions.reads.waiting import Waited, awaiting, not_answered, to_remind, waited

__all__ = [
    "SHOWS",
    "SORTS",
    "ActionPage",
    "Asked",
    "Happened",
    "Owed",
    "Owners",
    "Waited",
    "action_page",
    "actions",
    "as_written",
    "awaiting",
    "belongs_to",
    "by_reference",
    "by_statement",
    "changed_since",
    "counts",
    "happened",
    "item_titles",
    "late",
    "matter_title",
    "mine",
    "narrowed",
    "not_answered",
    "opened_actions",
    "owned_by",
    "owners",
    "proposals",
    "proposed",
    "seats_of",
    "still_open",
    "to_remind",
    "unconfirmed",
    "unfinished",
    "waited",
]
