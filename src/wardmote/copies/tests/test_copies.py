"""The confidential part on paper: who gets a copy of what, and where it is afterwards."""

from datetime import date, timedelta
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader

from tests.notes import FIRST
from wardmote.confidentiality.rules import Refused
from wardmote.copies import reads, writes
from wardmote.copies.models import Copy, CopyStep
from wardmote.copies.rules import FOLLOWS, NotMade, NotNoted, Whereabouts, must_follow, rises
from wardmote.copies.writes import Made
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting, Paragraph
from wardmote.people.models import Person
from wardmote.register.models import Event
from wardmote.register.reads import opened_bytes
from wardmote.register.rules import Marking

W = Whereabouts
THERE = {"title": "Late", "words": "A visit to the marzipan works.", "information_only": False}
DAY = {"on-day": "14", "on-month": "11", "on-year": "2022"}


@pytest.fixture
def planned(take, clerk, now):
    """On 2 December 2022, with a supplement that is confidential; it is 14 November."""
    body = take(FIRST).meeting.body
    row = minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    meetings.freeze_agenda(row, by=clerk, now=now)
    late = meetings.add_supplement(row, **THERE, by=clerk, now=now)
    type(late).objects.filter(pk=late.pk).update(marking="confidential")
    return Meeting.objects.select_related("body", "place").get(pk=row.pk)


@pytest.fixture
def door(enter, clerk, time_machine, now):
    time_machine.move_to(now, tick=False)
    return enter(clerk)


@pytest.fixture
def made(planned, clerk, member, now):
    """A copy for the member."""
    reader = Person.objects.get(pk=member.person_id)
    (row,) = writes.make(planned, papers=[Made(reader, b"%PDF-", [])], first=1, by=clerk, now=now)
    return reads.copy_found(row.pk, viewer=clerk, now=now)


def words(content):
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize(("before", "after"), [*product(W, W)])
def test_a_copy_takes_only_known_steps(before, after):
    if after in FOLLOWS[before]:
        must_follow(before, after)
    else:
        with pytest.raises(NotNoted, match="Nothing was stored"):
            must_follow(before, after)


def test_what_is_not_accounted_for_rises_once_the_meeting_is_over():
    day, after = date(2022, 10, 28), date(2022, 10, 29)
    assert [bool(rises(w, held_on=day, today=day)) for w in W] == [False, False, False, False, True]
    assert [bool(rises(w, held_on=day, today=after)) for w in W] == [True, True, False, False, True]


@pytest.mark.django_db
def test_a_member_on_paper_gets_a_copy_that_bears_number_and_name_on_each_page(planned, door, member, unsigned):
    page = door.get(f"/meetings/{planned.pk}/copies/").text
    assert "No copy has been made yet." in page and "Not signed, so no copy: Cy Unsigned." in page
    nobody = door.post(f"/meetings/{planned.pk}/copies/", {"size": "normal"})
    assert (nobody.status_code, "Choose at least one reader" in nobody.text) == (422, True)
    forced = door.post(f"/meetings/{planned.pk}/copies/", {"size": "normal", "readers": [unsigned.person_id]})
    assert (forced.status_code, Copy.objects.count()) == (422, 0)
    told = {"size": "large", "readers": [member.person_id]}
    page = door.post(f"/meetings/{planned.pk}/copies/", told, follow=True).text
    assert "1 copy made." in page and "Copy 1, Ben Member" in page and "Printed" in page
    got = door.post(f"/meetings/{planned.pk}/copies/print/")
    assert "CONFIDENTIAL-copy-1-2022-12-02.pdf" in got.headers["Content-Disposition"]
    pages = words(got.content)
    assert "marzipan" in " ".join(pages)
    assert all("For Ben Member, copy 1." in one and "CONFIDENTIAL" in one for one in pages)
    rest = door.post(f"/meetings/{planned.pk}/copies/open-part/", {"size": "normal"})
    assert "marzipan" not in " ".join(words(rest.content)) and "At a glance" in " ".join(words(rest.content))


@pytest.mark.django_db
def test_what_is_disclosed_to_whom_stands_in_the_register(planned, door, member):
    door.post(f"/meetings/{planned.pk}/copies/", {"size": "normal", "readers": [member.person_id]})
    disclosed = Event.objects.filter(deed="copies.make").get()
    kinds = {kind for kind, _ in disclosed.subjects}
    assert disclosed.verb == "disclose" and {"copies.copy", "meetings.agendasupplement"} <= kinds


@pytest.mark.django_db
def test_a_matter_that_is_closed_to_the_clerk_is_not_printed_by_the_clerk(planned, door, clerk, member, now):
    line = Paragraph.objects.filter(matter__isnull=False, statements__isnull=False).first()
    meetings.mark_paragraph(line.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    minutes.declare_interest(line.matter_id, person=Person.objects.get(pk=clerk.person_id), by=clerk, now=now)
    page = door.post(f"/meetings/{planned.pk}/copies/", {"size": "normal", "readers": [member.person_id]})
    assert page.status_code == 409 and "Ask a deputy to make it." in page.text and not Copy.objects.exists()


@pytest.mark.django_db
def test_a_copy_is_followed_from_hand_to_hand_and_a_missing_one_rises(made, door, clerk, planned, now):
    where = f"/copies/{made.row.pk}/"
    page = door.post(where, {"state": "handed over", **DAY, "note": "at the counter"}, follow=True).text
    assert "Copy 1: handed over on 14 Nov 2022." in page
    wrong = door.post(where, {"state": "returned", **DAY, "on-day": "13"})
    assert (wrong.status_code, "Give a day from the last step until today" in wrong.text) == (409, True)
    assert "Ben Member</a>" not in door.get("/").text
    door.post(where, {"state": "missing", **DAY, "note": ""})
    page = door.get(where).text
    assert "within 72 hours" in page and "at the counter" in page and "noted by Ada Clerk" in page
    assert "<strong>missing</strong>" in door.get("/").text
    assert "Taken back: copy 1 is not missing any more." in door.post(f"{where}take-back/", follow=True).text
    assert [one.rises for one in reads.at_large(viewer=clerk, now=now)] == []
    after = now + timedelta(days=30)
    assert [one.rises for one in reads.at_large(viewer=clerk, now=after)] == ["not back"]
    shown = reads.copy_found(made.row.pk, viewer=clerk, now=after)
    writes.note(shown, state=W.RETURNED, on=date(2022, 12, 2), note="", by=clerk, now=after)
    assert reads.at_large(viewer=clerk, now=after) == []
    assert CopyStep.objects.filter(taken_back_at__isnull=False).count() == 1  # it stays


@pytest.mark.django_db
def test_the_file_is_kept_as_it_was_made_and_numbers_go_on(made, planned, clerk, member, now):
    assert opened_bytes(Copy.objects.get(), "paper") == b"%PDF-"
    papers = [Made(Person.objects.get(pk=member.person_id), b"%PDF-", [])]
    with pytest.raises(NotMade, match="Make these once more"):
        writes.make(planned, papers=papers, first=1, by=clerk, now=now)
    assert reads.next_number(planned) == 2 and Copy.objects.count() == 1
    with pytest.raises(Refused):
        writes.make(planned, papers=papers, first=2, by=member, now=now)
    with pytest.raises(NotNoted, match="Nothing was noted"):
        writes.take_back(made, by=clerk, now=now)
