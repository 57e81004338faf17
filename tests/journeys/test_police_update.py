"""From the letter's link to the draft item: by keyboard, on a telephone, without an account."""

import re
from datetime import date, time

import pytest

from conftest import NOW
from tests.browser import PHONE, looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from wardmote.actions import writes as actions
from wardmote.correspondence.models import Outgoing
from wardmote.meetings.agenda import agenda
from wardmote.minutes.writes import plan_meeting
from wardmote.policing import writes as policing
from wardmote.policing.rules import PostKind
from wardmote.register.reads import opened
from wardmote.updates import writes
from wardmote.updates.models import UpdateLine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(taken, clerk, live_server):
    """A planned meeting, and the link in the letter that went to the police."""
    on = {"held_on": date(2030, 1, 11), "starts": time(10, 15), "place": "Council Chamber"}
    meeting = plan_meeting(taken.body, **on, by=clerk, now=NOW)
    actions.add("Inspector to watch Weir Lane by 1 December 2029", by=clerk, now=NOW)
    policing.add_post("PC, Hexcombe north", kind=PostKind.PC, by=clerk, now=NOW)
    form = writes.prepare(meeting, by=clerk, now=NOW)
    told = {"to_address": "otto@force.example", "officers": ["Inspector"], "front_door": "01234 567890"}
    writes.send_form(form.pk, link_before=f"{live_server.url}/policing/form/", **told, by=clerk, now=NOW)
    body = opened(Outgoing.objects.get(), "body")
    return meeting, re.search(r"http\S+/policing/form/\S+", body)[0]


def fill(page, label, words):
    tab_to(page, label)
    page.keyboard.type(words)


def choose(page, label, key):
    """Choose in a list by the first letter of what is meant."""
    tab_to(page, label)
    page.keyboard.press(key)


def test_from_the_letter_to_the_draft_item(page, letter, clerk):
    meeting, link = letter
    page.set_viewport_size(PHONE)
    page.goto(link)
    assert "ring 999" in page.content() and "Sign out" not in page.content()
    fill(page, "Your name and rank", "Insp Oak")
    choose(page, "Inspector to watch Weir Lane by 1 December 2029.*", "d")
    tab_to(page, "No specific locations.*")
    page.keyboard.press("Space")
    choose(page, "Plans in place", "1")
    fill(page, "What they were about", "Sales to those under age.")
    fill(page, "What else there is to tell", "Crime is lower. Bicycles are marked on Friday.")
    tab_to(page, "Save, and go on later")
    go(page)
    assert page.get_by_text("Nothing was sent yet.").is_visible()
    page.goto(link)  # the line was lost, and nothing with it
    assert page.get_by_label("Your name and rank").input_value() == "Insp Oak"
    tab_to(page, "Send it")
    go(page)
    assert "It compares, and does not say with what." in page.get_by_role("alert").inner_text()
    looked_at(page, "police-form-doubted")
    page.set_viewport_size(PHONE)
    tab_to(page, "What else there is to tell")
    page.keyboard.press("Control+A")
    page.keyboard.type("Bicycles are marked on Friday.")
    tab_to(page, "Send it")
    go(page)
    assert page.get_by_role("heading", name="Your update is sent").is_visible()
    looked_at(page, "police-form-sent")
    (item,) = [one for one in agenda(meeting, viewer=clerk, now=NOW).items if one.carried and _drafted(one)]
    assert [line.words for line in item.carried[0].lines] == [
        "Inspector to watch Weir Lane by 1 December 2029: done.",
        *[opened(row, "words") for row in UpdateLine.objects.filter(part="nil")],
        "Cuckooing plans in place: 1-4.",
        "Sales to those under age.",
        "Bicycles are marked on Friday.",
    ]
    page.goto(link)
    assert "This link has ended" in page.content()


def _drafted(item):
    return item.carried[0].title == "Policing update"
