"""A committee that meets on the last Friday of each quarter, 10:15, and whoever does it."""

from datetime import date, time

import pytest

from wardmote.calendars import writes
from wardmote.calendars.rules import Often, Pattern, Week, months_of
from wardmote.law.rules import BodyKind
from wardmote.membership import writes as membership
from wardmote.membership.rules import MembershipKind
from wardmote.minutes import writes as minutes
from wardmote.people.models import Person

QUARTERLY = Pattern(Week.LAST, 4, months_of(Often.QUARTERLY, [], week=Week.LAST))


@pytest.fixture
def by(clerk, now):
    return {"by": clerk, "now": now}


@pytest.fixture
def committee(by):
    return minutes.add_body("Amenities Committee", kind=BodyKind.COMMITTEE, **by)


@pytest.fixture
def rhythm(committee, by):
    told = {"pattern": QUARTERLY, "starts": time(10, 15), "place": "Town Hall; upstairs, left"}
    return writes.set_rhythm(committee, **told, **by)


@pytest.fixture
def ben(member):
    return Person.objects.get(pk=member.person_id)


@pytest.fixture
def at_table(committee, ben, by):
    """Ben is the one member of the committee."""
    told = {"seat": None, "person": ben, "kind": MembershipKind.MEMBER, "from_on": date(2022, 5, 1)}
    membership.add_membership(committee, **told, **by)
    return committee
