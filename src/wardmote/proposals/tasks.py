"""What the timer does for this room: it writes to bodies that have not answered."""

from django.conf import settings
from django.utils import timezone

from wardmote.correspondence.tasks import TIMER
from wardmote.proposals import reads, writes


def chase() -> int:
    """Leave a letter to each body whose answer is late and whose address is known; how many. Safe to run twice."""
    now = timezone.now()
    written = [
        writes.write_to(id_, telephone=settings.TOWN.telephone, by=TIMER, now=now) for id_ in reads.to_write_to(now=now)
    ]
    return len([one for one in written if one is not None])
