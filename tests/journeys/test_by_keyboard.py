"""The clerk's main job with the keyboard alone: notes in, what was understood, the day set, the pack out."""

import io
import re
from datetime import date

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from conftest import NOW
from tests.journeys.conftest import EXAMPLE
from wardmote.actions.models import Action
from wardmote.minutes.models import Meeting
from wardmote.minutes.writes import plan_meeting
from wardmote.register.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
FURTHEST = 300  # tab stops: after a message the way to the menu goes round the page


def tab_to(page, words):
    """Press Tab until what has the focus is called so, as somebody does who uses no mouse; how often it took."""
    for times in range(1, FURTHEST):
        page.keyboard.press("Tab")
        called = page.evaluate(
            "() => { const e = document.activeElement; const label = e.labels && e.labels[0];"
            " return (label ? label.innerText : e.getAttribute('aria-label') || e.innerText || e.value || '').trim() }"
        )
        if re.fullmatch(words, called, re.IGNORECASE):
            return times
    raise AssertionError(f"{words} is not within {FURTHEST} tab stops")


def go(page):
    """Press Enter and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_notes_in_and_pack_out_by_keyboard(page, live_server, come_in, clerk, tmp_path):
    come_in(clerk)
    # Heard from the start: asked for only as the key goes down, the browser now and then never tells of the chooser.
    page.on("filechooser", lambda chooser: chooser.set_files(EXAMPLE))
    page.goto(live_server.url)
    tab_to(page, "Take in notes")
    go(page)
    tab_to(page, "The notes as they were typed.*|Choose file.*")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The notes as they were typed")).to_have_js_property(
        "value", f"C:\\fakepath\\{EXAMPLE.name}"
    )
    tab_to(page, "Take in the notes")
    go(page)
    assert "Check what was understood" in page.content() and "The original" in page.content()
    taken = Meeting.objects.get()
    assert taken.held_on.isoformat() == "2026-09-25"

    # An action is confirmed: whose it is stays as the notes have it.
    tab_to(page, "Actions")
    go(page)
    tab_to(page, ".*make enquiries.*")
    go(page)
    tab_to(page, "Confirm")
    go(page)
    assert page.get_by_text("Saved.").is_visible()
    assert Action.objects.filter(state="assigned").count() == 1

    # The day of the next meeting is asked for, then set.
    tab_to(page, "Meetings")
    go(page)
    tab_to(page, "Set the next day")
    go(page)
    for words, typed in (
        ("Day", "11"),
        ("Month", "1"),
        ("Year", "2030"),
        ("Time.*", "10:15"),
        ("Place.*", "Wool Hall"),
    ):
        tab_to(page, words)
        page.keyboard.type(typed)
    go(page)
    assert page.get_by_text("Agenda, with what is carried over").is_visible()

    tab_to(page, "Make my pack")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "CONFIDENTIAL-pack-2030-01-11.pdf"
    pdf = PdfReader(download.value.path())
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    first, rest = pdf.pages[0].extract_text(), " ".join(p.extract_text() for p in pdf.pages[1:])
    assert "To decide" in first and "You promised" in first and "What has changed" in first
    assert "Inspector Larkwhistle to make enquiries" in " ".join(rest.split())
    assert Event.objects.filter(deed="meetings.hand_out_pack").exists()


def test_the_same_pack_for_somebody_who_has_not_signed_holds_nothing_confidential(enter, unsigned, taken, clerk):
    planned = plan_meeting(taken.body, held_on=date(2030, 1, 11), starts=None, place=None, by=clerk, now=NOW)
    answer = enter(unsigned).post(f"/meetings/{planned.pk}/pack/", {"form": "pdf"})
    assert answer.status_code == 200
    path = answer.headers["Content-Disposition"]
    assert "PANEL-pack-2030-01-11.pdf" in path
    words = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Tanners Passage" in words
    for secret in ("Pellow", "cuckooing", "Larkwhistle reported", "arrested"):
        assert secret not in words
