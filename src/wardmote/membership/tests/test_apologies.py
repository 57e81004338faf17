"""Apologies: one button from the letter, a call, a note; and what the meeting did with them."""

import re
from datetime import date

import pytest
from django.test import Client

from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence import tasks
from wardmote.correspondence.models import Outgoing
from wardmote.meetings import writes as meetings
from wardmote.membership import reads, writes
from wardmote.membership.models import Apology, ApologyLink
from wardmote.membership.rules import ApologyLinkEnded, ApologyOutcome, Came, MembershipNeeds, Way
from wardmote.minutes import writes as minutes
from wardmote.minutes.rules import MeetingState
from wardmote.people import writes as people
from wardmote.register.reads import opened


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def planned(on):
    return on(date(2022, 12, 2))


@pytest.fixture
def address(planned, ben, by):
    """The address in the letter to Ben."""
    people.open_sign_in(ben, email="ben@trial.example", password=None, **by)
    before = set(Outgoing.objects.values_list("pk", flat=True))
    meetings.tell_members(planned, link="http://a.example/m/", apology_before="/membership/apology/", **by)
    letter = Outgoing.objects.exclude(pk__in=before).get()
    return re.search(r"^(/membership/apology/[\w-]+/)$", opened(letter, "body"), re.M)[1]


def shown(meeting, viewer, now):
    return [(one.person.name, one.why) for one in reads.apologies_for(meeting, viewer=viewer, now=now)]


def test_the_page_does_nothing_until_its_button_is_pressed(address, planned, member, clerk, unsigned, now):
    door = Client(enforce_csrf_checks=True)
    for _ in range(2):
        page = door.get(address)
        assert page.status_code == 200 and page["X-Robots-Tag"] == "noindex, nofollow"
    assert not Apology.objects.exists() and page.content.count(b"<button") == 1
    typed = {"why": "At the dentist", "csrfmiddlewaretoken": door.cookies["csrftoken"].value}
    for why in ("At the dentist", "Another reason"):
        assert b"Your apology is sent" in door.post(address, {**typed, "why": why}).content
    assert shown(planned, clerk, now) == shown(planned, member, now) == [("Ben Member", "At the dentist")]
    assert shown(planned, unsigned, now) == [("Ben Member", "")]
    assert Apology.objects.get().how == Way.LINK.value
    assert b"Your apology is sent" in door.get(address).content


def test_the_link_opens_nothing_else_and_dies_with_the_meeting(address, planned, by, now):
    door = Client()
    assert door.get(address[:-2] + "x/").status_code == 404
    assert door.get("/").status_code == 302
    row = ApologyLink.objects.get()
    assert row.token_hash == reads.apology_link_of(address.split("/")[-2], now=now).token_hash
    minutes.set_state(planned, state=MeetingState.CANCELLED, **by)
    for answer in (door.get(address), door.post(address)):
        assert answer.status_code == 410 and b"Nothing was sent" in answer.content
    with pytest.raises(ApologyLinkEnded):
        writes.apologise(row.pk, why="", **by)
    assert not Apology.objects.exists()


def test_who_tries_many_wrong_links_is_slowed_down(db):
    door = Client()
    answers = [door.get(f"/membership/apology/wrong{n}/").status_code for n in range(22)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_the_letter_is_emptied_and_a_restored_link_ends(address, by):
    tasks.drain()
    assert all("/membership/apology/" not in opened(row, "body") for row in Outgoing.objects.all())
    assert writes.end_apology_links(reads.open_apology_links(), **by) == 1
    assert Client().get(address).status_code == 410


def test_the_clerk_notes_who_rang_and_nobody_else_does(planned, ben, cy, by, unsigned, clerk, now):
    with pytest.raises(Refused):
        writes.note_apology(planned, person=ben, why="", how=Way.PAGE, by=unsigned, now=now)
    writes.note_apology(planned, person=cy, why="", how=Way.PAGE, by=unsigned, now=now)
    row = writes.note_apology(planned, person=ben, why="Away", how=Way.TELEPHONE, **by)
    with pytest.raises(MembershipNeeds):
        writes.note_apology(planned, person=ben, why="Away", how=Way.PAPER, **by)
    (one,) = [o for o in reads.apologies_for(planned, viewer=clerk, now=now) if o.person == ben]
    assert (one.how, one.noted_by, one.outcome) == ("by telephone", "Ada Clerk", ApologyOutcome.SENT)
    writes.settle_apology(row.pk, outcome=ApologyOutcome.NOTED, **by)
    writes.take_back_apology(row.pk, **by)
    assert [name for name, _ in shown(planned, clerk, now)] == ["Cy Unsigned"]
    with pytest.raises(NotHere):
        writes.apologise(row.pk, why="", **by)


def test_who_apologised_was_not_absent_and_the_substitute_is_named(seated_two, on, ben, cy, by, clerk, now):
    held = on(date(2022, 11, 11))
    table = reads.members_on(seated_two, on=held.held_on, viewer=clerk, now=now)
    (place,) = [one for one in table.places if one.person == ben]
    writes.name_substitute(place.row.pk, person=cy, meeting=held, **by)
    writes.note_apology(held, person=ben, why="", how=Way.PAPER, **by)
    writes.note_attendance(held, came={cy: Came.ATTENDED}, **by)
    (roll,) = reads.rolls([held], viewer=clerk, now=now)
    assert (roll.came(ben.pk), roll.came(cy.pk)) == (Came.APOLOGIES, Came.ATTENDED)
    (one,) = reads.apologies_for(held, viewer=clerk, now=now)
    assert one.substitute == "Cy Unsigned"
