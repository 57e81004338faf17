"""What waits for whoever signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wardmote.actions import reads as actions
from wardmote.actions.reads import Owed
from wardmote.confidentiality.rules import has_signed
from wardmote.meetings import reads as meetings
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Decision, Meeting
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody who signed in lands."""

    next: Meeting | None
    last: Meeting | None
    mine: Sequence[Owed]
    late: Sequence[Owed]
    to_judge: int
    unconfirmed_actions: int
    unconfirmed_decisions: int
    to_confirm: Decision | None  # the first of them
    signed: bool
    any_body: bool  # without one there is no day to set: its notes bring it

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        return [o.row for o in (*self.mine, *self.late)]


HOME_LINES = 10


def home(*, viewer: Viewer, now: datetime) -> Home:
    """The next meeting, the last notes, one's own actions and the overdue ones: the first few of each."""
    mine, late = actions.mine(viewer=viewer, now=now), actions.late(viewer=viewer, now=now)
    read = actions.unconfirmed(viewer=viewer, now=now)
    decided = minutes.decisions(viewer=viewer, now=now).filter(confirmed_at__isnull=True)
    clerk = viewer.keeps_record
    return Home(
        next=minutes.next_meeting(now=now, viewer=viewer),
        last=minutes.last_taken(on_or_before=london_date(now), viewer=viewer),
        mine=actions.opened_actions(mine[:HOME_LINES], now=now),
        late=actions.opened_actions(late[:HOME_LINES], now=now),
        to_judge=meetings.to_judge(viewer=viewer, now=now),
        unconfirmed_actions=read.count() if clerk else 0,
        unconfirmed_decisions=decided.count() if clerk else 0,
        to_confirm=decided.first() if clerk else None,
        signed=has_signed(viewer, now),
        any_body=Body.objects.exists(),
    )
