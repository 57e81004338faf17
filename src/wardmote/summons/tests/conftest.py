"""A planned meeting with an agenda, of a body that must give notice."""

from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.law.rules import BodyKind
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting


@pytest.fixture
def body(take):
    return take(FIRST).meeting.body


@pytest.fixture
def council(body, clerk, now):
    """The same body, as a committee: the law wants notice and a summons."""
    return minutes.set_body(body, name=body.name, kind=BodyKind.COMMITTEE, by=clerk, now=now)


@pytest.fixture
def planned(body, clerk, now):
    """On Friday 2 December 2022; it is Monday 14 November."""
    return minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place="Town Hall", by=clerk, now=now)


@pytest.fixture
def frozen(planned, clerk, now):
    meetings.freeze_agenda(planned, by=clerk, now=now)
    return Meeting.objects.select_related("body", "place").get(pk=planned.pk)
