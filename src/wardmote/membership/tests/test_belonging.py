"""Who belongs to a body: whom a summons goes to, and whom a quorum counts."""

from datetime import date

from wardmote.membership import reads, writes
from wardmote.membership.rules import MembershipKind
from wardmote.people.models import Person, Seat

MAY = date(2022, 5, 1)


def names(taken, now):
    return {one.person.name: one.votes for one in reads.belong_on(taken.body, on=taken.held_on, now=now)}


def test_where_nobody_has_said_it_is_who_holds_a_members_seat(taken, clerk, member, unsigned, inspector, now):
    assert names(taken, now) == {"Ben Member": True, "Cy Unsigned": True}


def test_once_it_is_said_it_is_who_has_a_place_and_whoever_attends_is_none(taken, clerk, member, inspector, now):
    told = {"from_on": MAY, "by": clerk, "now": now}
    mayor, dee = Seat.objects.get(name="Mayor"), Person.objects.get(pk=inspector.person_id)
    writes.add_membership(taken.body, seat=mayor, person=None, kind=MembershipKind.MEMBER, **told)
    writes.add_membership(taken.body, seat=None, person=dee, kind=MembershipKind.PARTNER, **told)
    assert names(taken, now) == {"Ben Member": True}
    ada = Person.objects.get(pk=clerk.person_id)
    co_opted = {"kind": MembershipKind.CO_OPTED, "why_vote": "No councillor."}
    writes.add_membership(taken.body, seat=None, person=ada, **co_opted, **told)
    assert names(taken, now) == {"Ada Clerk": False, "Ben Member": True}
