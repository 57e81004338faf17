"""The steps of a meeting as pages: from the draft of its agenda to approved notes."""

from io import BytesIO

import pytest

from tests.notes import FIRST
from wardmote.minutes.models import Correction, Meeting
from wardmote.summons.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_time")]
POSTPONED = {"held_on-day": "9", "held_on-month": "12", "held_on-year": "2022", "starts": "10:15", "place": ""}
UP = {"posted_on-day": "14", "posted_on-month": "11", "posted_on-year": "2022", "posted_by": "the Clerk"}
SIGNED = {"signed_by": "Ben Member", "signed_on-day": "16", "signed_on-month": "9", "signed_on-year": "2022"}


@pytest.fixture
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def do(enter, clerk):
    """Take one step of a meeting; the page that follows."""
    door = enter(clerk)

    def do(meeting, what, **typed):
        return door.post(f"/meetings/{meeting.pk}/steps/{what}/", typed, follow=True)

    do.door = door
    return do


def test_from_draft_to_summons(do, planned, council, member):
    first = do.door.get(f"/meetings/{planned.pk}/steps/").text
    assert "Last lawful day of issue, at 3 clear days: <strong>Monday 28 November 2022</strong>" in first
    assert "The agenda is frozen" in do(planned, "freeze").text
    half = do(planned, "supplement", title="A letter", words="From the county.", closed_words="Whom it is about.")
    assert (half.status_code, "Say why that part is closed" in half.text) == (422, True)
    assert "Supplement 1 is added" in do(planned, "supplement", title="A letter", words="From the county.").text
    nobody = do(planned, "summon", signed_by="", title="Town Clerk")
    assert (nobody.status_code, "Give the name of who signs" in nobody.text) == (422, True)
    page = do(planned, "summon", signed_by="Ada Clerk", title="Town Clerk and Proper Officer").text
    assert "signed by Ada Clerk, Town Clerk and Proper Officer" in page and "not handed over yet" in page
    paper = do.door.get(f"/meetings/{planned.pk}/summons/")
    assert paper.content[:5] == b"%PDF-" and len(BytesIO(paper.content).read()) > 5_000
    page = do(planned, "notice", **UP, where="the board at the Town Hall").text
    assert "Put up on Monday 14 November 2022 by the Clerk: the board at the Town Hall." in page
    assert do.door.get(f"/meetings/{planned.pk}/notice/file/").content[:5] == b"%PDF-"
    told = {"handed": "handed over", "handed_on-day": "14", "handed_on-month": "11", "handed_on-year": "2022"}
    page = do.door.post(f"/meetings/deliveries/{Delivery.objects.get().pk}/", told, follow=True).text
    assert "On paper: handed over on Monday 14 November 2022, noted by Ada Clerk" in page


def test_a_step_that_is_not_open_says_why_and_keeps_what_was_typed(do, planned):
    early = do(planned, "summon", signed_by="Ada Clerk", title="Proper Officer of old")
    assert early.status_code == 409 and "Proper Officer of old" in early.text
    assert Meeting.objects.get(pk=planned.pk).state == "draft"
    assert do.door.get(f"/meetings/{planned.pk}/steps/dance/").status_code == 404


def test_postponed_and_undone(do, planned):
    page = do(planned, "postpone", reason="Snow", **POSTPONED).text
    assert "postponed to Friday 9 December 2022" in page and "Snow" in page
    assert "again what it was before" in do(planned, "undo").text


def test_from_notes_to_a_correction(do, take, member):
    meeting = take(FIRST).meeting
    assert "The notes are circulated" in do(meeting, "circulate").text
    assert "The notes are approved" in do(meeting, "approve", **SIGNED, at_meeting="none").text
    assert "stands beside the notes" in do(meeting, "correct", **SIGNED, paragraph="", words="The Mayor came.").text
    assert Correction.objects.count() == 1
    assert "The Mayor came." in do.door.get(f"/meetings/{meeting.pk}/").text
    assert "are published" in do(meeting, "publish").text


def test_the_clerk_notes_consent_on_the_persons_page(do, member, unsigned, enter):
    address = f"/people/{member.person_id}/summons/"
    assert do.door.post(address, {"agrees": "yes", "on_paper": "on"}).status_code == 422  # no address
    do.door.post(f"/people/{member.person_id}/contact/", {"email": "ben@trial.example", "telephone": ""})
    do.door.post(address, {"agrees": "yes", "on_paper": "on"})
    assert "By e-mail: agreed on Monday 14 November 2022, on paper" in do.door.get(f"/people/{member.person_id}/").text
    assert enter(unsigned).get(address).status_code == 404
