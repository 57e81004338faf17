"""What the timer does for the people."""

from django.utils import timezone

from wardmote.people import reads, writes
from wardmote.register.rules import Viewer

TIMER = Viewer(person_id=None, capacity="timer")


def take_addresses() -> int:
    """New addresses whose day of waiting is over take effect. Safe to run twice."""
    now = timezone.now()
    return sum(writes.take_address(change, by=TIMER, now=now) for change in reads.addresses_due(now=now))
