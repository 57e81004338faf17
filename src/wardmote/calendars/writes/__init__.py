"""What can happen to calendars."""

from wardmote.calendars.writes.digests import choose_digest, send_digest
from wardmote.calendars.writes.feeds import end_feed, end_feeds, make_feed, mark_days, note_changes
from wardmote.calendars.writes.rhythm import (
    change_day,
    end_rhythm,
    make_year,
    put_back_day,
    set_rhythm,
    take_away_year,
)

__all__ = [
    "change_day",
    "choose_digest",
    "end_feed",
    "end_feeds",
    "end_rhythm",
    "make_feed",
    "make_year",
    "mark_days",
    "note_changes",
    "put_back_day",
    "send_digest",
    "set_rhythm",
    "take_away_year",
]
