"""What the timer does for this room: it warns members of the six-month rule."""

from django.conf import settings
from django.utils import timezone

from wardmote.correspondence.tasks import TIMER
from wardmote.membership import reads, writes


def warn() -> int:
    """Leave the letters of four and of five months that are due; how many. Safe to run twice."""
    now, left = timezone.now(), 0
    for one in reads.to_warn(now=now):
        told = writes.warn_member(one.person, telephone=settings.TOWN.telephone, by=TIMER, now=now)
        left += told is not None and told.letter_id is not None
    return left
