"""What this room brings to the next meeting: each priority with what was last told of it, and what to review."""

from datetime import datetime

from wardmote.priorities import reads
from wardmote.priorities.reads import Told
from wardmote.register.rules import Viewer


def briefing(*, viewer: Viewer, now: datetime) -> list[Told]:
    """The priorities in force: those whose review is due first, then in the order in which they were first named."""
    return sorted(reads.priorities(viewer=viewer, now=now), key=lambda told: not told.review_is_due)
