"""A seat is held between two days, by the town's own calendar."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from conftest import FOUNDER, seated
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads, writes
from wardmote.people.models import Holding, Person, Seat
from wardmote.people.rules import SeatKind
from wardmote.register.models import Event
from wardmote.register.rules import THE_PUBLIC


def test_a_seat_ends_at_midnight_in_the_town(member, now):
    holding = Holding.objects.get(person_id=member.person_id)
    writes.end_holding(holding, until_on=date(2022, 7, 1), by=FOUNDER, now=now)
    before, after = datetime(2022, 6, 30, 22, 59, tzinfo=UTC), datetime(2022, 6, 30, 23, 0, tzinfo=UTC)
    assert reads.standing_of(member.person_id, now=before).seats == ("Mayor",)
    assert reads.standing_of(member.person_id, now=after) is None
    assert viewer_for(member.person_id, now=after) == THE_PUBLIC
    assert Event.objects.last().deed == "people.end_holding"


def test_a_seat_begins_on_its_day(member):
    assert reads.standing_of(member.person_id, now=datetime(2022, 4, 30, 12, tzinfo=UTC)) is None


def test_with_two_seats_one_stands_in_both(member, now):
    desk = writes.add_seat("Acting clerk", kind=SeatKind.CLERK, by=FOUNDER, now=now)
    writes.seat_person(
        Person.objects.get(pk=member.person_id), seat=desk, from_on=date(2022, 6, 1), by=FOUNDER, now=now
    )
    standing = reads.standing_of(member.person_id, now=now)
    assert standing.seats == ("Mayor", "Acting clerk")
    both = viewer_for(member.person_id, now=now)
    assert (both.keeps_record, both.police, both.capacity) == (True, False, "Mayor")


def test_a_seat_of_this_name_is_made_once(clerk, now):
    events = Event.objects.count()
    writes.add_seat("Town Clerk", kind=SeatKind.CLERK, by=FOUNDER, now=now)
    assert Seat.objects.filter(name="Town Clerk").count() == 1
    assert Event.objects.count() == events


def test_the_table_refuses_a_holding_that_ends_before_it_begins(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.update(until_on=date(2022, 4, 30))


def test_letters_go_to_those_in_a_seat_who_can_sign_in(clerk, member, unsigned, now):
    for viewer, address in ((clerk, "Ada@ferncombe.example"), (member, "ben@ferncombe.example")):
        person = Person.objects.get(pk=viewer.person_id)
        writes.open_sign_in(person, email=address, password=None, by=FOUNDER, now=now)
    told = [address for _, address in reads.addresses(now=now)]
    assert told == ["ada@ferncombe.example", "ben@ferncombe.example"]
    holding = Holding.objects.get(person_id=member.person_id)
    writes.end_holding(holding, until_on=date(2022, 6, 1), by=FOUNDER, now=now)
    assert [address for _, address in reads.addresses(now=now)] == ["ada@ferncombe.example"]


def test_a_name_that_two_people_bear_is_nobodys(agreement, now):
    one = seated("Kit Tarragon", "Chair", SeatKind.MEMBER, signed=False)
    assert reads.person_named("kit tarragon").pk == one.person_id
    writes.add_person("Kit Tarragon", by=FOUNDER, now=now)
    assert reads.person_named("Kit Tarragon") is None


def test_a_sign_in_without_a_password_opens_to_none(member, now):
    person = Person.objects.get(pk=member.person_id)
    user = writes.open_sign_in(person, email="ben@ferncombe.example", password=None, by=FOUNDER, now=now)
    assert not user.has_usable_password()
    assert not user.check_password("")
