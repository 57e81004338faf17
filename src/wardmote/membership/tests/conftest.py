"""A committee, whose meetings stop the six-month clock, and what is done there by the clerk."""

from datetime import date

import pytest

from wardmote.law.rules import BodyKind
from wardmote.membership import writes
from wardmote.membership.rules import MembershipKind
from wardmote.minutes import writes as minutes
from wardmote.people.models import Person

MAY = date(2022, 5, 1)


@pytest.fixture
def by(clerk, now):
    return {"by": clerk, "now": now}


@pytest.fixture
def committee(by):
    return minutes.add_body("Amenities Committee", kind=BodyKind.COMMITTEE, **by)


@pytest.fixture
def ben(member):
    return Person.objects.get(pk=member.person_id)


@pytest.fixture
def cy(unsigned):
    return Person.objects.get(pk=unsigned.person_id)


@pytest.fixture
def seated_two(committee, ben, cy, by):
    """Two members of the committee since May."""
    for person in (ben, cy):
        told = {"seat": None, "person": person, "kind": MembershipKind.MEMBER, "from_on": MAY}
        writes.add_membership(committee, **told, **by)
    return committee


@pytest.fixture
def on(committee, by):
    """A meeting of the committee on a day."""

    def on(day):
        return minutes.plan_meeting(committee, held_on=day, starts=None, place=None, **by)

    return on
