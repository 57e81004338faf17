"""The example's year: how often its panel meets, and the meetings of the next year planned at once."""

from datetime import datetime, time, timedelta

from wardmote.calendars import reads, writes
from wardmote.calendars.rules import CalendarNeeds, Often, Pattern, Week, months_of
from wardmote.minutes.models import Body
from wardmote.register.rules import Viewer, london_date


def year(body: Body, *, clerk: Viewer, now: datetime) -> None:
    """The last Friday of each quarter at 10:15, and the meetings of the year to come. Nothing, if they are there."""
    if reads.rhythm_of(body) is not None:
        return
    pattern = Pattern(Week.LAST, 4, months_of(Often.QUARTERLY, [], week=Week.LAST))
    place = "Council Chamber, Hexcombe Town Hall"
    writes.set_rhythm(body, pattern=pattern, starts=time(10, 15), place=place, by=clerk, now=now)
    next_year = london_date(now).year + 1
    for one in reads.rhythm_page(body, year=next_year, now=now).days:
        if one.warning:  # such as Good Friday
            writes.change_day(body, day=one.of.day, moved_to=one.of.day - timedelta(days=7), by=clerk, now=now)
    try:
        writes.make_year(body, year=next_year, by=clerk, now=now)
    except CalendarNeeds:
        return  # each day has a meeting already
