"""From the letter to the draft item: by keyboard, on a telephone, without an account, in ten minutes."""

import email.policy
import re
from datetime import date, time
from email import message_from_bytes

import pytest

from conftest import NOW
from tests.browser import PHONE, looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from wardmote.actions import writes as actions
from wardmote.correspondence import tasks as outbox
from wardmote.meetings.agenda import agenda
from wardmote.minutes.writes import plan_meeting
from wardmote.policing import writes as policing
from wardmote.policing.rules import PostKind
from wardmote.register.reads import opened
from wardmote.updates import writes
from wardmote.updates.models import UpdateLine
from wardmote.updates.reads import lines_told

pytestmark = pytest.mark.django_db(transaction=True)


WORDS_A_MINUTE, SECONDS_A_KEY, MINUTES = 150, 1, 10  # a slow reader on a telephone, and what the form promises
COUNT_KEYS = "addEventListener('keydown', () => sessionStorage.keys = 1 + Number(sessionStorage.keys || 0), true)"


@pytest.fixture
def letter(taken, clerk, live_server, settings, own_folder):
    """A planned meeting; and the letter that came to the police, out of the folder where it was laid."""
    settings.EMAIL_BACKEND = "wardmote.correspondence.tasks.EmlFiles"
    on = {"held_on": date(2030, 1, 11), "starts": time(10, 15), "place": "Council Chamber"}
    meeting = plan_meeting(taken.body, **on, by=clerk, now=NOW)
    actions.add("Inspector to watch Weir Lane by 1 December 2029", by=clerk, now=NOW)
    policing.add_post("PC, Hexcombe north", kind=PostKind.PC, by=clerk, now=NOW)
    form = writes.prepare(meeting, by=clerk, now=NOW)
    told = {"to_address": "otto@force.example", "officers": ["Inspector"], "front_door": "01234 567890"}
    writes.send_form(form.pk, link_before=f"{live_server.url}/policing/form/", **told, by=clerk, now=NOW)
    outbox.drain()
    (file,) = own_folder.mail.glob("*.eml")
    return meeting, message_from_bytes(file.read_bytes(), policy=email.policy.default)


def fill(page, label, words):
    tab_to(page, label)
    page.keyboard.type(words)


def choose(page, label, key):
    """Choose in a list by the first letter of what is meant."""
    tab_to(page, label)
    page.keyboard.press(key)


def test_from_the_letter_to_the_draft_item(page, letter, clerk, unsigned):
    meeting, mail = letter
    assert mail["To"] == "otto@force.example" and "update" in mail["Subject"]
    assert [part.get_filename() for part in mail.iter_attachments()] == ["update-2030-01-11.docx"]
    link = re.search(r"http\S+/policing/form/\S+", mail.get_body().get_content())[0]
    page.add_init_script(COUNT_KEYS)
    page.set_viewport_size(PHONE)
    page.goto(link)
    read = len(f"{mail.get_body().get_content()} {page.inner_text('main')}".split())
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
    read += len(page.get_by_role("alert").inner_text().split())
    looked_at(page, "police-form-doubted")
    page.set_viewport_size(PHONE)
    tab_to(page, "What else there is to tell")
    page.keyboard.press("Control+A")
    page.keyboard.type("Bicycles are marked on Friday.")
    tab_to(page, "Send it")
    go(page)
    assert page.get_by_role("heading", name="Your update is sent").is_visible()
    keys = page.evaluate("Number(sessionStorage.keys)")
    assert keys > 100 and read / WORDS_A_MINUTE + keys * SECONDS_A_KEY / 60 < MINUTES, (read, keys)
    looked_at(page, "police-form-sent")
    (item,) = [one for one in agenda(meeting, viewer=clerk, now=NOW).items if one.carried and _drafted(one)]
    assert [line.words for line in item.carried[0].lines] == [
        "Inspector to watch Weir Lane by 1 December 2029: done.",
        *[opened(row, "words") for row in UpdateLine.objects.filter(part="nil")],
        "Cuckooing plans in place: 1-4.",
        "Sales to those under age.",
        "Bicycles are marked on Friday.",
    ]
    assert {line.row.marking for line in lines_told(meeting, viewer=clerk, now=NOW)} == {"confidential"}
    assert lines_told(meeting, viewer=unsigned, now=NOW) == []
    page.goto(link)
    assert "This link has ended" in page.content()


def _drafted(item):
    return item.carried[0].title == "Policing update"
