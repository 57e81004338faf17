"""What this room brings to a meeting: the sentences of the police's update, each as far as the reader may see it."""

from collections.abc import Sequence
from datetime import datetime

from wardmote.minutes.models import Meeting
from wardmote.register.rules import Viewer
from wardmote.updates import reads
from wardmote.updates.reads import LineShown


def briefing(meeting: Meeting, *, viewer: Viewer, now: datetime) -> Sequence[LineShown]:
    """The update for this meeting, in the order of its form; empty until the police have given it in."""
    return reads.lines_told(meeting, viewer=viewer, now=now)
