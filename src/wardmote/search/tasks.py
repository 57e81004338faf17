"""What the timer does for the search: it keeps the index up to date, so that whoever searches does not wait for it."""

from django.utils import timezone

from wardmote.correspondence.tasks import TIMER
from wardmote.search import reads, writes


def keep_index() -> None:
    """Bring the index up to date, if something has changed. Safe to run twice."""
    newest = reads.stale()
    if newest is not None:
        writes.bring_up_to_date(newest, by=TIMER, now=timezone.now())
