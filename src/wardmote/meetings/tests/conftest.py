"""What the tests of this room begin with."""

from datetime import date, time

import pytest

from tests.notes import FIRST, SECOND
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting


@pytest.fixture
def planned(take, clerk, member, now):
    take(FIRST), take(SECOND, name="second.txt")
    body = Meeting.objects.first().body
    return minutes.plan_meeting(
        body, held_on=date(2022, 12, 2), starts=time(10, 15), place="Long Room", by=clerk, now=now
    )


@pytest.fixture
def door(enter, clerk):
    return enter(clerk)
