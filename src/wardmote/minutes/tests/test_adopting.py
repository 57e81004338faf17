"""A body without delegation recommends; what it wants to spend waits until somebody who may has adopted it."""

from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.confidentiality.rules import Refused
from wardmote.law.rules import BodyKind
from wardmote.meetings import writes as meetings
from wardmote.minutes import reads, writes
from wardmote.minutes.models import Adoption, Statement
from wardmote.minutes.rules import AdoptedBy, NotAdopted, ReasonMissing
from wardmote.register.rules import Marking

pytestmark = pytest.mark.django_db
BY_COUNCIL = {"how": AdoptedBy.RESOLUTION, "who": "Town Council", "told_in": "minute 45/22"}
DAY = date(2022, 9, 1)


@pytest.fixture
def notes(take):
    return take(FIRST)


@pytest.fixture
def spending(notes):
    return Statement.objects.get(kind="spending")


def told(spending, viewer, now):
    return reads.spendings([spending], viewer=viewer, now=now)[spending.pk]


def test_a_lamp_waits_until_the_council_has_adopted_it(spending, clerk, member, now):
    assert (told(spending, member, now).waits, told(spending, member, now).words[:11]) == (True, "Recommended")
    row = writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=DAY, by=clerk, now=now)
    found = told(spending, member, now)
    assert (found.waits, found.words) == (False, "Adopted by Town Council on 1 Sep 2022: minute 45/22.")
    with pytest.raises(NotAdopted, match="adopted already"):
        writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=DAY, by=clerk, now=now)
    writes.withdraw_adoption(row.pk, by=clerk, now=now)
    assert told(spending, member, now).waits


@pytest.mark.parametrize("day", [date(2022, 7, 14), date(2022, 11, 15)])
def test_nothing_is_adopted_before_the_meeting_or_in_days_to_come(spending, clerk, now, day):
    with pytest.raises(NotAdopted, match="from the meeting until today"):
        writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=day, by=clerk, now=now)
    assert not Adoption.objects.exists()


def test_only_the_clerk_and_only_a_recommendation(spending, notes, clerk, member, now):
    with pytest.raises(Refused):
        writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=DAY, by=member, now=now)
    action = Statement.objects.filter(kind="action").first()
    with pytest.raises(NotAdopted, match="no recommendation"):
        writes.adopt(action.pk, **BY_COUNCIL, adopted_on=DAY, by=clerk, now=now)
    writes.set_body(notes.meeting.body, name="Ferncombe Town Council", kind=BodyKind.COUNCIL, by=clerk, now=now)
    with pytest.raises(NotAdopted, match="no recommendation"):
        writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=DAY, by=clerk, now=now)


def test_who_adopted_it_goes_no_further_than_what_was_adopted(spending, clerk, unsigned, now):
    writes.adopt(spending.pk, **BY_COUNCIL, adopted_on=DAY, by=clerk, now=now)
    meetings.mark_paragraph(spending.paragraph_id, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert Adoption.objects.get().marking == "confidential"
    meetings.mark_paragraph(spending.paragraph_id, marking=Marking.PANEL, by=clerk, now=now)
    Adoption.objects.update(marking="confidential")
    assert told(spending, unsigned, now).words == "Adopted. Who did so is closed to you."


# What a body may do


def verb(meeting):
    return reads.verb_of(meeting.body, on=meeting.held_on)


def test_a_committee_resolves_only_what_is_delegated_to_it(notes, clerk, now):
    meeting = notes.meeting
    assert verb(meeting) == "recommends"
    writes.set_body(meeting.body, name=meeting.body.name, kind=BodyKind.COMMITTEE, by=clerk, now=now)
    assert verb(meeting) == "recommends"
    powers = {"quorum": None, "counts_for_s85": None, "s85_reason": ""}
    writes.set_body_powers(meeting.body, delegated="Up to £500, minute 3/22", **powers, by=clerk, now=now)
    assert verb(meeting) == "resolves"


def test_a_body_has_its_own_quorum_and_its_own_word_on_the_six_months(notes, clerk, now):
    body, on = notes.meeting.body, notes.meeting.held_on
    assert (reads.quorum_of(body, members=9, on=on), reads.counts_for_s85(body, on=on)) == (None, False)
    own = {"quorum": 4, "delegated": "", "counts_for_s85": True}
    with pytest.raises(ReasonMissing):
        writes.set_body_powers(body, **own, s85_reason=" ", by=clerk, now=now)
    writes.set_body_powers(body, **own, s85_reason="Appointed to advise", by=clerk, now=now)
    assert (reads.quorum_of(body, members=9, on=on), reads.counts_for_s85(body, on=on)) == (4, True)


# Pages and pack

TYPED = {
    "how": "delegation",
    "who": "the Town Clerk",
    "adopted_on-day": "1",
    "adopted_on-month": "9",
    "adopted_on-year": "2022",
    "told_in": "regulation 4.1",
}


def test_pages_say_recommend_and_who_adopted_it(spending, enter, clerk, time_machine, now):
    time_machine.move_to(now, tick=False)
    door, address = enter(clerk), f"/meetings/statements/{spending.pk}/adopt/"
    meeting = f"/meetings/{spending.paragraph.meeting_id}/"
    assert "waits for adoption" in door.get(meeting).text
    assert door.post(address, {**TYPED, "who": ""}).status_code == 422
    late = door.post(address, {**TYPED, "adopted_on-year": "2023"})
    assert (late.status_code, "regulation 4.1" in late.text) == (409, True)
    assert door.post(address, TYPED).status_code == 302
    words = "Adopted under delegation by the Town Clerk on 1 Sep 2022: regulation 4.1."
    assert words in door.get(meeting).text
    door.post(f"/meetings/adoptions/{Adoption.objects.get().pk}/withdraw/")
    assert "waits for adoption" in door.get(meeting).text
