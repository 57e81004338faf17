"""A calendar as a file that other programs read: RFC 5545, with the clock of the town. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from wardmote.register.rules import LONDON, Deed, Verb

MAKE_FEED = Deed("calendars.make_feed", Verb.GRANT)
END_FEED = Deed("calendars.end_feed", Verb.GRANT)
END_FEEDS = Deed("calendars.end_feeds", Verb.GATE)
MARK_DAYS = Deed("calendars.mark_days", Verb.ALTER)
NOTE_CHANGES = Deed("calendars.note_changes", Verb.ALTER)

PRODUCT = "-//Wardmote//Calendars//EN"
DAYS_BACK, DAYS_ON = 366, 800  # of what a feed tells


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed says of one day, without words that tell anything: it is known by the id of its row.

    `starts` is the town's clock; without it the entry is of the whole day.
    """

    row_id: UUID
    kind: str  # "meeting" or "action"
    day: date
    starts: time | None
    place: str
    cancelled: bool

    @property
    def shown(self) -> bytes:
        """32 bytes that change if what is said changes."""
        said = (self.kind, self.day.isoformat(), str(self.starts), self.place, str(self.cancelled))
        return sha256("\n".join(said).encode()).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: what it says, how often that has changed, and when it last did."""

    told: Told
    title: str
    address: str  # where a browser leads; empty in what anybody may read
    sequence: int
    changed_at: datetime


def calendar_file(entries: Collection[Entry], *, name: str, public: bool) -> bytes:
    """The entries as an iCalendar file. The same entries give the same bytes: there is no time of making in it.

    Local times stand with the zone Europe/London, whose rules the file carries: 10:15 stays 10:15 when the clocks
    change. No end is written where nobody gave one.

    >>> told = Told(UUID(int=1), "meeting", date(2022, 3, 25), time(10, 15), "Town Hall; upstairs", False)
    >>> entry = Entry(told, "Panel", "", 0, datetime(2022, 1, 1, tzinfo=UTC))
    >>> lines = calendar_file([entry], name="Panel", public=True).decode().split("\\r\\n")
    >>> [line for line in lines if line.startswith(("DTSTART;", "LOCATION", "STATUS"))]
    ['DTSTART;TZID=Europe/London:20220325T101500', 'LOCATION:Town Hall\\\\; upstairs', 'STATUS:CONFIRMED']
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    ordered = sorted(entries, key=lambda one: (one.told.day, str(one.told.row_id)))
    if any(one.told.starts for one in ordered):
        made.add_component(_london())
    for one in ordered:
        made.add_component(_event(one, public=public))
    content: bytes = made.to_ical()
    return content


def _london() -> Timezone:
    """Europe/London by the rule that holds since 1996: summer time from the last Sunday of March to that of October.

    Source: Summer Time Order 2002 (SI 2002/262). The library's own zones end with a year, and begin an hour late.
    """
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for part, month, at, name, before, after in (
        (TimezoneDaylight(), 3, datetime(1996, 3, 31, 1), "BST", 0, 1),
        (TimezoneStandard(), 10, datetime(1996, 10, 27, 2), "GMT", 1, 0),  # both by the clock that holds until then
    ):
        part.add("dtstart", at)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def _event(one: Entry, *, public: bool) -> Event:
    told, event = one.told, Event()
    at = one.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{told.kind}-{told.row_id}@wardmote")
    event.add("dtstamp", at)  # without a METHOD it says when the entry last changed (RFC 5545, 3.8.7.2)
    event.add("last-modified", at)
    event.add("sequence", one.sequence)
    event.add("dtstart", datetime.combine(told.day, told.starts, tzinfo=LONDON) if told.starts else told.day)
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if told.cancelled else "CONFIRMED")
    event.add("class", "PUBLIC" if public else "PRIVATE")
    if told.kind != "meeting":
        event.add("transp", "TRANSPARENT")  # a day on which something is due keeps nobody busy
    if told.place:
        event.add("location", told.place)
    if one.address:
        event.add("url", one.address)
    return event


def etag_of(content: bytes) -> str:
    """The name of this content, as a browser sends it back.

    >>> etag_of(b"")[:9]
    '"e3b0c442'
    """
    return f'"{sha256(content).hexdigest()}"'
