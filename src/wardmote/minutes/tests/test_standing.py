"""Approved notes stand: what would change them is refused, and what was wrong in them is corrected beside them."""

from datetime import date

import pytest

from tests.notes import FIRST, SECOND
from wardmote.meetings import writes as meetings
from wardmote.minutes import reads, writes
from wardmote.minutes.models import Attendance, Correction, Decision, Meeting, Paragraph, Statement
from wardmote.minutes.rules import MeetingState, NotesStand, NotFromHere, NotSigned, Verdict
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

pytestmark = pytest.mark.django_db
SIGNED = {"signed_by": "Ben Member, chair", "signed_on": date(2022, 9, 16)}


@pytest.fixture
def approved(take, clerk, now):
    meeting = take(FIRST).meeting
    later = take(SECOND, name="second.txt").meeting
    writes.approve(meeting, **SIGNED, at_meeting=later, by=clerk, now=now)
    return Meeting.objects.get(pk=meeting.pk)


def as_it_stands(meeting):
    return [(opened(p, "text"), p.marking) for p in Paragraph.objects.filter(meeting=meeting)]


def test_nothing_changes_approved_notes(approved, clerk, now):
    before = as_it_stands(approved)
    said = Statement.objects.filter(paragraph__meeting=approved).first()
    came = Attendance.objects.filter(meeting=approved).first()
    panel = Paragraph.objects.filter(meeting=approved, marking="panel").first()
    for deed in (
        lambda: writes.judge_readings(said.paragraph_id, verdicts={said.pk: Verdict.WRONG}, by=clerk, now=now),
        lambda: writes.name_attendance(came.pk, person=None, by=clerk, now=now),
        lambda: meetings.mark_paragraph(panel.pk, marking=Marking.PUBLIC, by=clerk, now=now),
        *(
            lambda pk=row.pk: writes.confirm_decision(pk, by=clerk, now=now)
            for row in Decision.objects.filter(paragraph__meeting=approved)
        ),
    ):
        with pytest.raises(NotesStand, match="Add a signed correction"):
            deed()
    assert as_it_stands(approved) == before


def test_what_got_out_by_mistake_can_still_be_closed(approved, clerk, now):
    panel = Paragraph.objects.filter(meeting=approved, marking="panel").first()
    meetings.mark_paragraph(panel.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert Paragraph.objects.get(pk=panel.pk).marking == "confidential"


def test_a_correction_stands_beside_and_goes_no_further_than_its_paragraph(approved, clerk, member, unsigned, now):
    closed = Paragraph.objects.filter(meeting=approved, marking="confidential").first()
    told = {**SIGNED, "by": clerk, "now": now}
    writes.correct(approved, paragraph_id=closed.pk, words="It was two, not one.", **told)
    writes.correct(approved, paragraph_id=None, words="The Mayor was there.", **told)
    seen = [one.words for one in reads.corrections_of(approved, viewer=member, now=now)]
    assert seen == ["It was two, not one.", "The Mayor was there."]
    assert [one.words for one in reads.corrections_of(approved, viewer=unsigned, now=now)] == seen[1:]


def test_only_approved_notes_are_corrected_beside(take, clerk, now):
    meeting = take(FIRST).meeting
    with pytest.raises(NotesStand, match="not approved yet"):
        writes.correct(meeting, paragraph_id=None, words="x", **SIGNED, by=clerk, now=now)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("day", [date(2022, 7, 14), date(2022, 11, 15)])
def test_a_signature_has_a_day_that_can_be(take, clerk, now, day):
    with pytest.raises(NotSigned):
        writes.approve(take(FIRST).meeting, signed_by="x", signed_on=day, at_meeting=None, by=clerk, now=now)


def test_notes_are_approved_once_and_at_a_later_meeting(approved, clerk, now):
    with pytest.raises(NotFromHere):
        writes.approve(approved, **SIGNED, at_meeting=None, by=clerk, now=now)
    other = Meeting.objects.exclude(pk=approved.pk).filter(state="notes drafted").get()
    with pytest.raises(NotSigned, match="later meeting"):
        writes.approve(other, **SIGNED, at_meeting=approved, by=clerk, now=now)


def test_a_meeting_that_was_put_off_goes_on_once(clerk, now, approved):
    planned = writes.plan_meeting(
        approved.body, held_on=date(2022, 12, 2), starts=None, place="Town Hall", by=clerk, now=now
    )
    told = {"held_on": date(2022, 12, 9), "starts": None, "place": None, "by": clerk, "now": now}
    with pytest.raises(NotFromHere):
        writes.continue_meeting(planned, **told)
    planned = writes.set_state(planned, state=MeetingState.POSTPONED, by=clerk, now=now)
    on = writes.continue_meeting(planned, **told)
    assert (on.continues, on.place.name, on.state) == (planned, "Town Hall", "draft")
    with pytest.raises(NotFromHere, match="set already"):
        writes.continue_meeting(planned, **told | {"held_on": date(2022, 12, 16)})


def test_pages_show_who_approved_and_what_was_corrected(approved, enter, clerk, time_machine, now):
    time_machine.move_to(now, tick=False)
    writes.correct(approved, paragraph_id=None, words="The Mayor was there.", **SIGNED, by=clerk, now=now)
    page = enter(clerk).get(f"/meetings/{approved.pk}/").text
    assert "Approved at the meeting of Friday 16 September 2022. Signed by Ben Member, chair" in page
    assert "Correction, signed by Ben Member, chair on Friday 16 September 2022:" in page
