"""The letter of what to do by when: to whom, when, once; and no word of the record in it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action
from wardmote.calendars import reads, tasks, writes
from wardmote.calendars.models import DigestSent
from wardmote.calendars.rules import CalendarNeeds, Choice, Every
from wardmote.confidentiality.rules import Refused
from wardmote.correspondence.models import Outgoing
from wardmote.desk import tasks as desk
from wardmote.membership import writes as membership
from wardmote.minutes import writes as minutes
from wardmote.minutes.reads import viewer_for
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat
from wardmote.policing import writes as policing
from wardmote.priorities import writes as priorities
from wardmote.proposals import writes as proposals
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

MONDAY = datetime(2022, 11, 14, 9, 15, tzinfo=UTC)  # as `conftest.NOW`
PLANTED = "Zanzibarrow"


@pytest.fixture
def at(time_machine):
    def at(moment):
        time_machine.move_to(moment, tick=False)

    at(MONDAY)
    return at


@pytest.fixture
def on_email(ben, by):
    """Ben signs in, and agreed to e-mail."""
    people.open_sign_in(ben, email="ben@trial.example", password=None, **by)
    people.note_e_summons(ben, agreed_on=date(2022, 6, 1), on_paper=False, **by)
    return ben


@pytest.fixture
def planned(at_table, by):
    return minutes.plan_meeting(at_table, held_on=date(2022, 11, 25), starts=None, place="Town Hall", **by)


@pytest.fixture
def owes(ben, by):
    row = actions.add(f"Talk to {PLANTED} about the wall by 18 November 2022", marking=Marking.CONFIDENTIAL, **by)
    return actions.assign(row.pk, seat=None, person=ben, due_on=date(2022, 11, 18), why=PLANTED, **by)


def letters():
    rows = Outgoing.objects.order_by("recorded_at")
    return [(opened(row, "to_address"), f"{opened(row, 'subject')}\n{opened(row, 'body')}") for row in rows]


def test_a_week_before_the_meeting_it_goes_once(at, on_email, planned, owes):
    assert tasks.digests() == 0
    at(datetime(2022, 11, 18, 6, 30, tzinfo=UTC))  # before seven
    assert tasks.digests() == 0
    at(datetime(2022, 11, 18, 7, 30, tzinfo=UTC))
    assert (tasks.digests(), tasks.digests()) == (1, 0)
    at(datetime(2022, 11, 25, 7, 30, tzinfo=UTC))
    assert tasks.digests() == 0
    ((address, said),) = letters()
    assert address == "ben@trial.example" and "Friday 25 November 2022, Town Hall" in said
    assert f"- Action {owes.reference}: by Friday 18 November 2022\n  http://localhost:8000/actions/{owes.pk}/" in said
    assert Event.objects.filter(deed="calendars.send_digest").count() == 1


def test_a_kill_in_between_leaves_it_for_the_next_time(at, on_email, planned, owes):
    at(datetime(2022, 11, 18, 7, 30, tzinfo=UTC))
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        assert tasks.digests() == 1
        raise KeyboardInterrupt
    assert not letters() and not DigestSent.objects.exists()
    assert tasks.digests() == 1 and len(letters()) == 1


def test_nothing_to_do_is_no_letter(at, on_email, planned):
    at(datetime(2022, 11, 18, 7, 30, tzinfo=UTC))
    assert tasks.digests() == 0 and not letters()
    assert DigestSent.objects.get().letter is None


def test_nobody_who_did_not_agree_gets_it(at, ben, unsigned, planned, owes, by):
    people.open_sign_in(ben, email="ben@trial.example", password=None, **by)
    at(datetime(2022, 11, 18, 7, 30, tzinfo=UTC))
    assert tasks.digests() == 0
    with pytest.raises(CalendarNeeds, match="has not agreed to e-mail"):
        writes.choose_digest(ben, choice=Choice(Every.WEEKLY), **by)


def test_each_week_instead_of_the_monday_letter(at, on_email, owes, member, by, now):
    writes.choose_digest(on_email, choice=Choice(Every.WEEKLY), by=member, now=now)
    assert (tasks.digests(), tasks.digests()) == (1, 0)
    desk.monday()
    assert [said for address, said in letters() if address == "ben@trial.example"] == [letters()[0][1]]
    at(MONDAY + timedelta(days=7))
    assert tasks.digests() == 1
    writes.choose_digest(on_email, choice=Choice(Every.NEVER), **by)
    at(MONDAY + timedelta(days=14))
    assert tasks.digests() == 0


def test_another_member_does_not_choose_for_one(on_email, unsigned, now):
    with pytest.raises(Refused):
        writes.choose_digest(on_email, choice=Choice(Every.NEVER), by=unsigned, now=now)


def test_no_planted_word_gets_into_a_letter_of_anybody(at, on_email, planned, owes, take, clerk, inspector, by, ben):
    """Words planted in notes, actions, questions, priorities, terms, requests and apologies."""
    take(FIRST), take(SECOND, name="second.txt")
    told = {"on_behalf_of": "", "marking": Marking.CONFIDENTIAL, "link": "http://localhost:8000/"}
    policing.ask(f"{PLANTED} and his wall", words=f"What of {PLANTED}?", **told, **by)
    terms = {"adopted_by": planned.body, "adopted_on": date(2022, 5, 1), "review_on": date(2022, 11, 1)}
    membership.adopt_terms(planned.body, text=f"To watch {PLANTED}.", **terms, **by)
    told = {"why": "", "seat": None, "agreed_at": None, "review_on": date(2022, 11, 20)}
    priorities.add(PLANTED, **told, **by)
    put = proposals.Put(asked_on=date(2022, 11, 1), outside=f"The {PLANTED} council")
    asked = proposals.propose(f"Cameras for {PLANTED}", from_body=planned.body, put=put, **by)
    hoped = {"said_by": PLANTED, "said_on": date(2022, 11, 1), "look_on": date(2022, 11, 15)}
    proposals.expect(asked.pk, words=f"{PLANTED} in place", **hoped, **by)
    for viewer, address in ((clerk, "ada@trial.example"), (inspector, "dee@trial.example")):
        person = Person.objects.get(pk=viewer.person_id)
        people.open_sign_in(person, email=address, password=None, **by)
        people.note_e_summons(person, agreed_on=date(2022, 6, 1), on_paper=True, **by)
        writes.choose_digest(person, choice=Choice(Every.WEEKLY), **by)
    before = len(letters())
    writes.choose_digest(on_email, choice=Choice(Every.WEEKLY), **by)
    assert tasks.digests() == 3
    said = [text for _, text in letters()[before:]]
    assert any("Question " in text for text in said) and any("Priority " in text for text in said)
    assert any("Terms of reference" in text for text in said)
    assert any(f"Proposal {asked.reference}: what was expected" in text for text in said)
    for word in (PLANTED, QUILLWORT, MARZIPAN, "heronry", "wall"):
        assert not [text for text in said if word.lower() in text.lower()], word


def test_who_is_shut_out_is_told_to_sign_and_of_nothing_else(unsigned, by, now):
    cy = Person.objects.get(pk=unsigned.person_id)
    row = actions.add("Look at the wall by 18 November 2022", marking=Marking.CONFIDENTIAL, **by)
    seat = Seat.objects.get(name="Chair of Amenities")
    actions.assign(row.pk, seat=seat, person=None, due_on=date(2022, 11, 18), why="", **by)
    due = reads.digest_of(cy, now=now).due
    assert [one.neutral for one in due] == ["Sign the confidentiality agreement"]


def test_the_clerks_page_leaves_out_the_matter_of_the_clerks_own_interest(ben, owes, clerk, by, now):
    matter = minutes.open_matter("The wall", marking=Marking.PANEL, **by)
    Action.objects.filter(pk=owes.pk).update(matter=matter)
    assert [one.neutral for one in reads.digest_of(ben, now=now, reader=clerk).due] == [f"Action {owes.reference}"]
    minutes.declare_interest(matter.pk, person=Person.objects.get(pk=clerk.person_id), **by)
    reader = viewer_for(clerk.person_id, now=now)
    assert not reads.digest_of(ben, now=now, reader=reader).due
    assert reads.digest_of(ben, now=now).due


def test_the_clerk_gets_the_monday_letter_all_the_same(at, clerk, by):
    ada = Person.objects.get(pk=clerk.person_id)
    people.open_sign_in(ada, email="ada@trial.example", password=None, **by)
    people.note_e_summons(ada, agreed_on=date(2022, 6, 1), on_paper=False, **by)
    writes.choose_digest(ada, choice=Choice(Every.WEEKLY), **by)
    before = len(letters())
    desk.monday()
    assert len(letters()) == before + 1
