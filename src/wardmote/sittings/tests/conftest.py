"""A panel of three members with a vote, a planned meeting, and the day on which it is held."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from conftest import seated
from tests.notes import FIRST, SECOND
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import viewer_for
from wardmote.people.rules import SeatKind
from wardmote.register.reads import opened
from wardmote.sittings import writes
from wardmote.sittings.models import SittingItem
from wardmote.sittings.rules.sitting import EntryKind
from wardmote.sittings.writes import Typing

AT = datetime(2022, 12, 2, 10, 15, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def chair(agreement):
    """A third member, who has signed."""
    return seated("Tansy Tarragon", "Chair of the Panel", SeatKind.MEMBER, signed=True)


@pytest.fixture
def planned(take, clerk, member, chair, unsigned):
    """A meeting on the second of December, after two others; four have the clerk's or a member's seat."""
    take(FIRST), take(SECOND, name="second.txt")
    body = Meeting.objects.first().body
    told = {"held_on": AT.date(), "starts": time(10, 15), "place": "Long Room"}
    return minutes.plan_meeting(body, **told, by=clerk, now=AT - timedelta(days=10))


@pytest.fixture
def sitting(planned, clerk, member, chair, unsigned):
    """The meeting, open, with the clerk and all three members in the room."""
    here = [one.person_id for one in (clerk, member, chair, unsigned)]
    return writes.open_sitting(planned.pk, here=here, chair=chair.person_id, by=clerk, now=AT)


@pytest.fixture
def item(sitting):
    """An item of the sitting, by its heading."""

    def item(heading):
        rows = SittingItem.objects.filter(sitting=sitting)
        return next(one for one in rows if opened(one, "title").startswith(heading))

    return item


@pytest.fixture
def type_in(sitting, item, clerk):
    """Type something under an item, as the clerk."""

    def type_in(heading, text, *, kind=EntryKind.PARAGRAPH, now=AT, by=None, entry=None, **more):
        where = heading if isinstance(heading, SittingItem) else item(heading)
        told = {"entry": entry or uuid4(), "change": uuid4(), **more}
        return writes.save(
            sitting.pk, typing=Typing(item=where.pk, kind=kind, text=text, **told), by=by or clerk, now=now
        )

    return type_in


@pytest.fixture
def again(clerk):
    """The same person at the door again, as they stand then."""

    def again(viewer, now=AT):
        return viewer_for(viewer.person_id, now=now)

    return again
