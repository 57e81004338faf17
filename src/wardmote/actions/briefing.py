"""What this room brings to the next meeting: every promise that is not at an end, with its age."""

from datetime import datetime

from wardmote.actions import reads
from wardmote.actions.reads import Owed
from wardmote.register.rules import Viewer


def briefing(*, viewer: Viewer, now: datetime) -> list[Owed]:
    """The open actions: the overdue first, the longest overdue at the head; then by age."""
    return sorted(
        reads.unfinished(viewer=viewer, now=now), key=lambda owed: (-(owed.days_late or 0), -owed.age_days, owed.what)
    )
