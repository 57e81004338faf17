"""A meeting is called and its notes come to stand, by keyboard alone; each page looked at, wide and narrow."""

from datetime import date, time

import pytest

from conftest import NOW
from tests.browser import looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from tests.notes import FIRST
from wardmote.minutes.models import Correction, Meeting
from wardmote.minutes.writes import plan_meeting
from wardmote.summons.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)


def fill(page, label, words):
    tab_to(page, label)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def fill_day(page, day):
    for part, number in zip(("Day", "Month", "Year"), (day.day, day.month, day.year), strict=True):
        fill(page, part, str(number))


def test_from_draft_to_approved_notes_by_keyboard(page, live_server, come_in, clerk, member, take):
    notes = take(FIRST).meeting
    on = {"held_on": date(2030, 1, 11), "starts": time(10, 15), "place": "Council Chamber"}
    planned = plan_meeting(notes.body, **on, by=clerk, now=NOW)
    come_in(clerk)
    page.goto(f"{live_server.url}/meetings/{planned.pk}/")
    tab_to(page, "What comes next for this meeting")
    go(page)
    looked_at(page, "steps-draft")
    for _ in range(2):  # its page, then its button
        tab_to(page, "Freeze the agenda")
        go(page)
    tab_to(page, "Summon the members")
    go(page)
    looked_at(page, "steps-summon")
    tab_to(page, "Summon the members")
    go(page)
    assert page.get_by_text("not handed over yet").is_visible()
    tab_to(page, r"Note it(?s:.*)")
    go(page)
    tab_to(page, "Handed over")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    go(page)
    assert page.get_by_text("noted by Ada Clerk").is_visible() and Delivery.objects.get().handed == "handed over"
    looked_at(page, "steps-summoned")
    tab_to(page, "See the notice")
    go(page)
    looked_at(page, "public-notice")

    # The notes of the meeting before are circulated, approved and corrected.
    page.goto(f"{live_server.url}/meetings/{notes.pk}/steps/")
    for _ in range(2):
        tab_to(page, "Circulate (the notes|them)")
        go(page)
    tab_to(page, "Approve the notes")
    go(page)
    looked_at(page, "steps-approve")
    fill(page, "Signed by", "Ben Member, chair")
    fill_day(page, date(2022, 9, 16))
    tab_to(page, "Approve them")
    go(page)
    assert Meeting.objects.get(pk=notes.pk).state == "approved"
    tab_to(page, "Add a correction")
    go(page)
    fill(page, "Correction", "For one read two.")
    fill(page, "Signed by", "Ben Member, chair")
    fill_day(page, date(2022, 9, 16))
    tab_to(page, "Add it")
    go(page)
    assert Correction.objects.count() == 1
    page.goto(f"{live_server.url}/meetings/{notes.pk}/")
    looked_at(page, "approved-notes")


def test_a_numbered_copy_by_keyboard(page, live_server, come_in, clerk, member, take):
    planned = plan_meeting(
        take(FIRST).meeting.body, held_on=date(2030, 1, 11), starts=None, place=None, by=clerk, now=NOW
    )
    come_in(clerk)
    page.goto(f"{live_server.url}/meetings/{planned.pk}/")
    tab_to(page, "Numbered copies")
    go(page)
    looked_at(page, "copies-none")
    tab_to(page, "Make the copies")  # who is summoned on paper is ticked
    go(page)
    assert page.get_by_text("1 copy made.").is_visible()
    tab_to(page, r"Get the copies not handed over \(PDF\)")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    assert got.value.suggested_filename == "CONFIDENTIAL-copy-1-2030-01-11.pdf"
    tab_to(page, r"Note it(?s:.*)")
    go(page)
    looked_at(page, "copy-printed")
    tab_to(page, "Handed over")
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    tab_to(page, "Save")
    go(page)
    tab_to(page, r"Note it(?s:.*)")
    go(page)
    assert page.get_by_text("within 72 hours").is_visible()
    looked_at(page, "copy-missing")
    page.goto(live_server.url)
    assert page.get_by_text("Copy 1 of Friday 11 January 2030, Ben Member").is_visible()


def test_the_law_and_the_days(page, live_server, come_in, clerk, take):
    notes = take(FIRST).meeting
    come_in(clerk)
    statement = notes.paragraphs.filter(statements__kind="spending").first().statements.get(kind="spending")
    paths = ["/settings/law/", "/settings/law/council/", "/settings/days/2022/", f"/people/{clerk.person_id}/summons/"]
    for path in [*paths, f"/meetings/statements/{statement.pk}/adopt/"]:
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"law-{path.strip('/').replace('/', '-')[:24]}")
