"""Questions about priorities. Each takes the viewer and the time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.minutes.reads import Line
from wardmote.priorities.models import Priority, Update
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class Told:
    """A priority with what was told of it, the newest meeting first."""

    row: Priority
    title: str
    first_named_on: date
    updates: Sequence[tuple[date, Line]]


def priorities(*, viewer: Viewer, now: datetime) -> list[Told]:
    """The priorities in force with every update that the viewer may see, in a fixed number of queries."""
    rows = list(
        Priority.objects.visible_to(viewer, now=now)
        .filter(ended_at__isnull=True)
        .select_related("first_named_at")
        .order_by("first_named_at__held_on", "recorded_at", "id")
    )
    updates = (
        Update.objects.visible_to(viewer, now=now)
        .filter(priority__in=rows)
        .select_related("paragraph__meeting")
        .order_by("-paragraph__meeting__held_on", "paragraph__position")
    )
    told: dict[UUID, list[tuple[date, Line]]] = defaultdict(list)
    for update in updates:
        row = update.paragraph
        told[update.priority_id].append((row.meeting.held_on, Line(row, opened(row, "text"), ())))
    return [Told(row, opened(row, "title"), row.first_named_at.held_on, told[row.pk]) for row in rows]
