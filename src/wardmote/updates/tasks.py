"""What the timer does for this room: it makes the form of a meeting that is near."""

from dataclasses import replace

from django.utils import timezone

from wardmote.correspondence.tasks import TIMER
from wardmote.updates import reads, writes


def prepare() -> int:
    """Make the form of each meeting that is near; how many. The clerk sends it. Safe to run twice."""
    now, timer = timezone.now(), replace(TIMER, on_panel=True)
    near = reads.to_prepare(viewer=timer, now=now)
    for meeting in near:
        writes.prepare(meeting, by=TIMER, now=now)
    return len(near)
