"""What the timer does for this room: it leaves the letters of what to do by when."""

from django.utils import timezone

from wardmote.calendars import reads, writes
from wardmote.correspondence.tasks import TIMER
from wardmote.govuk.links import whole_address


def digests() -> int:
    """Leave the letters that are due, each once; how many. Safe to run twice."""
    now, left = timezone.now(), 0
    for one in reads.to_send(now=now):
        row = writes.send_digest(
            one.person, week_on=one.week_on, meeting=one.meeting, link=whole_address, by=TIMER, now=now
        )
        left += row is not None and row.letter_id is not None
    return left
