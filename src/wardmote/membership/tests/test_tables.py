"""Who sits at a table on a day, who votes, terms of reference, and officers who are asked to come."""

from datetime import date

import pytest

from conftest import seated
from wardmote.law.rules import BodyKind
from wardmote.membership import reads, writes
from wardmote.membership.rules import MembershipKind, MembershipNeeds, RequestAnswer, Way
from wardmote.minutes import writes as minutes
from wardmote.people import writes as people
from wardmote.people.models import Holding, Person, Seat
from wardmote.people.rules import SeatKind
from wardmote.register.reads import opened

MAY = date(2022, 5, 1)


@pytest.fixture
def body(by):
    return minutes.add_body("Ferncombe Panel", kind=BodyKind.WORKING_PARTY, **by)


@pytest.fixture
def planned(body, by):
    return minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, **by)


def person(viewer):
    return Person.objects.get(pk=viewer.person_id)


def on(body, day, by):
    return reads.members_on(body, on=day, viewer=by["by"], now=by["now"])


def test_a_place_by_office_goes_with_the_seat(body, member, by, now):
    mayor = Seat.objects.get(name="Mayor")
    writes.add_membership(body, seat=mayor, person=None, kind=MembershipKind.MEMBER, from_on=MAY, **by)
    assert [place.name for place in on(body, now.date(), by).places] == ["Ben Member"]
    people.end_holding(Holding.objects.get(seat=mayor), until_on=date(2022, 12, 1), **by)
    after = on(body, date(2022, 12, 1), by)
    assert ([place.name for place in after.places], after.voting, after.vacant) == (["vacant"], 0, 1)
    next_one = people.add_person("Nan Next", **by)
    people.seat_person(next_one, seat=mayor, from_on=date(2022, 12, 10), **by)
    later = on(body, date(2022, 12, 10), by)
    assert ([place.name for place in later.places], later.voting) == (["Nan Next"], 1)
    assert not on(body, date(2022, 4, 30), by).places


def test_who_votes_is_counted_once_each(body, member, inspector, unsigned, clerk, by, now):
    told = {"from_on": MAY, **by}
    writes.add_membership(body, seat=Seat.objects.get(name="Mayor"), person=None, kind=MembershipKind.MEMBER, **told)
    writes.add_membership(body, seat=None, person=person(member), kind=MembershipKind.MEMBER, **told)
    writes.add_membership(body, seat=None, person=person(inspector), kind=MembershipKind.PARTNER, **told)
    co_opted = {"seat": None, "person": person(unsigned), "kind": MembershipKind.CO_OPTED}
    with pytest.raises(MembershipNeeds) as why:
        writes.add_membership(body, **co_opted, **told)
    assert why.value.field == "why_vote"
    row = writes.add_membership(body, **co_opted, why_vote="By standing order 4 without a vote.", **told)
    assert on(body, now.date(), by).voting == 1
    changed = {"until_on": None, "review_on": date(2022, 11, 1), "why_vote": "Advice only, so with a vote."}
    writes.change_membership(row.pk, votes=True, **changed, **by)
    table = on(body, now.date(), by)
    assert (table.voting, len(table.members)) == (2, 3)
    assert [place.review_is_due for place in table.places if place.row == row] == [True]


def test_nobody_has_two_places_in_one_way_on_one_day(body, member, by):
    told = {"seat": None, "person": person(member), "kind": MembershipKind.MEMBER}
    row = writes.add_membership(body, **told, from_on=MAY, until_on=date(2022, 9, 1), **by)
    writes.add_membership(body, **told, from_on=date(2022, 9, 1), **by)
    with pytest.raises(MembershipNeeds):
        writes.add_membership(body, **told, from_on=date(2022, 8, 31), until_on=date(2022, 9, 1), **by)
    with pytest.raises(MembershipNeeds):
        writes.add_membership(body, **told, from_on=MAY, until_on=MAY, **by)
    writes.take_back_membership(row.pk, **by)
    other = writes.add_membership(body, **told, from_on=date(2022, 6, 1), until_on=date(2022, 9, 1), **by)
    with pytest.raises(MembershipNeeds):
        writes.take_back_membership(row.pk, back=False, **by)
    writes.take_back_membership(other.pk, **by)
    assert writes.take_back_membership(row.pk, back=False, **by).taken_back_at is None


def test_a_substitute_stands_in_at_a_meeting_or_for_a_time(body, planned, member, unsigned, by, now):
    row = writes.add_membership(body, seat=None, person=person(member), kind=MembershipKind.MEMBER, from_on=MAY, **by)
    with pytest.raises(MembershipNeeds):
        writes.name_substitute(row.pk, person=person(unsigned), **by)
    with pytest.raises(MembershipNeeds):
        writes.name_substitute(row.pk, person=person(member), meeting=planned, **by)
    other = minutes.add_body("Another Panel", kind=BodyKind.WORKING_PARTY, **by)
    elsewhere = minutes.plan_meeting(other, held_on=date(2022, 12, 5), starts=None, place=None, **by)
    with pytest.raises(MembershipNeeds):
        writes.name_substitute(row.pk, person=person(unsigned), meeting=elsewhere, **by)
    named = writes.name_substitute(row.pk, person=person(unsigned), meeting=planned, **by)
    (place,) = on(body, now.date(), by).places
    assert list(place.substitutes) == [named]
    assert not on(body, date(2022, 12, 3), by).places[0].substitutes
    writes.take_back_substitute(named.pk, **by)
    assert not on(body, now.date(), by).places[0].substitutes


def test_terms_of_reference_stand_in_versions(body, by):
    council = minutes.add_body("Ferncombe Council", kind=BodyKind.COUNCIL, **by)
    told = {"adopted_by": council, "review_on": None, **by}
    first = writes.adopt_terms(body, text="To advise.", adopted_on=date(2021, 5, 4), **told)
    for text, day in (("To advise. ", date(2022, 5, 3)), ("More.", date(2021, 5, 3)), ("More.", date(2022, 11, 15))):
        with pytest.raises(MembershipNeeds):
            writes.adopt_terms(body, text=text, adopted_on=day, **told)
    second = writes.adopt_terms(body, text="To advise, and to walk about.", adopted_on=date(2022, 5, 3), **told)
    page = reads.body_page(body, meeting=None, viewer=by["by"], now=by["now"])
    assert (page.terms.row, page.terms.text, list(page.older)) == (second, "To advise, and to walk about.", [first])
    assert opened(first, "text") == "To advise."


def test_an_officer_is_asked_chased_and_answers(planned, by, now):
    row = writes.ask_officer(
        planned, who="The engineer", why="The lights.", asked_on=now.date(), how=Way.TELEPHONE, **by
    )
    assert writes.chase_request(row.pk, **by).chases == 1
    told = {"answered_on": None, **by}
    with pytest.raises(MembershipNeeds):
        writes.answer_request(row.pk, answer=RequestAnswer.ANOTHER, words="", **told)
    writes.answer_request(row.pk, answer=RequestAnswer.ANOTHER, words="Her deputy", **told)
    (shown,) = reads.requests_for(planned, viewer=by["by"], now=now)
    assert (shown.answer, shown.answer_words) == (RequestAnswer.ANOTHER, "Her deputy")
    with pytest.raises(MembershipNeeds):
        writes.chase_request(row.pk, **by)
    writes.take_back_request(row.pk, **by)
    assert not reads.requests_for(planned, viewer=by["by"], now=now)


def test_the_page_says_who_votes_and_the_form_keeps_what_was_typed(body, member, enter, clerk, by):
    door = enter(clerk)
    address = f"/membership/bodies/{body.pk}/add/"
    typed = {"who": str(member.person_id), "kind": "co-opted", "from_on-day": "1", "from_on-month": "5"}
    refused = door.post(address, {**typed, "from_on-year": "2022"})
    assert refused.status_code == 422 and b"Say why a co-opted member votes here" in refused.content
    assert b'value="2022"' in refused.content
    door.post(address, {**typed, "from_on-year": "2022", "why_vote": "He knows the roads.", "votes": "on"})
    page = door.get(f"/membership/bodies/{body.pk}/").content.decode()
    assert "1 member, of whom 1 vote" in page and "He knows the roads." in page


def test_a_seat_of_the_police_is_at_the_table_as_a_partner(body, by, now):
    seated("Dee Inspector", "Inspector", SeatKind.POLICE, signed=True)
    seat = Seat.objects.get(name="Inspector")
    writes.add_membership(body, seat=seat, person=None, kind=MembershipKind.PARTNER, from_on=MAY, **by)
    table = on(body, now.date(), by)
    assert (len(table.places), len(table.members), table.voting) == (1, 0, 0)
