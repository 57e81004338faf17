"""The agenda goes out, is changed and comes back, by keyboard alone; each page looked at, wide and narrow."""

from datetime import date, time

import pytest
from docx import Document
from playwright.sync_api import expect

from conftest import NOW
from tests.agenda_papers import Changed
from tests.browser import looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from wardmote.meetings.models import AgendaItem, StandingItem
from wardmote.minutes.writes import plan_meeting
from wardmote.register.reads import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(taken, clerk):
    on = {"held_on": date(2030, 1, 11), "starts": time(10, 15), "place": "Council Chamber"}
    return plan_meeting(taken.body, **on, by=clerk, now=NOW)


def edited(path, into):
    """What a clerk would do in Word."""
    word = Changed(path.read_bytes())
    word.rename(2, "Business left over")
    word.write_under(0, "By e-mail to the clerk, please.")
    word.move(4, 1)
    word.add(99, "Parking in Mill Street")
    word.track(word.line("Time:"), "Time: 10am")
    word.word.add_comment(word.headings()[0].runs[0], text="Ask the Mayor first.", author="Ben", initials="B")
    into.write_bytes(word.content)


def test_the_agenda_goes_out_and_comes_back_by_keyboard(page, live_server, come_in, clerk, planned, tmp_path):
    come_in(clerk)
    changed = tmp_path / "agenda.docx"
    page.on("filechooser", lambda chooser: chooser.set_files(changed))
    page.goto(f"{live_server.url}/meetings/{planned.pk}/")
    tab_to(page, r"Download the agenda \(Word\)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "agenda-2030-01-11.docx" in download.value.suggested_filename
    assert Document(download.value.path()).core_properties.title == planned.body.name
    edited(download.value.path(), changed)
    tab_to(page, "The agenda as you changed it.*|Choose file.*")
    page.keyboard.press("Enter")
    field = page.get_by_label("The agenda as you changed it")
    expect(field).to_have_js_property("value", f"C:\\fakepath\\{changed.name}")
    tab_to(page, "Show the differences")
    go(page)
    assert "Nothing is stored yet." in page.content() and "tracked change" in page.content()
    assert "Ask the Mayor first." in page.content()
    looked_at(page, "agenda-differences")
    tab_to(page, "Take all [0-9]+")
    go(page)
    assert page.get_by_text("changes taken.").is_visible()
    looked_at(page, "agenda-taken")
    now_called = {opened(row, "title") for row in AgendaItem.objects.filter(version__number=2)}
    assert {"Business left over", "Parking in Mill Street"} <= now_called
    tab_to(page, "Undo the last change of the agenda")
    go(page)
    assert page.get_by_text("The agenda is again as it was before.").is_visible()


def test_one_is_taken_and_one_left_on_a_telephone(page, live_server, come_in, clerk, planned, tmp_path):
    come_in(clerk)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/meetings/{planned.pk}/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the agenda (Word)").click()
    changed = tmp_path / "agenda.docx"
    edited(download.value.path(), changed)
    page.get_by_label("The agenda as you changed it").set_input_files(changed)
    page.get_by_role("button", name="Show the differences").click()
    renamed = page.get_by_role("group", name="now reads “Business left over”")
    renamed.get_by_label("Take it").check()
    page.get_by_role("button", name="Take what I chose").click()
    assert page.get_by_text("1 change taken, 4 others left.").is_visible()


def test_a_wrong_file_is_said_on_the_page(page, live_server, come_in, clerk, planned, tmp_path):
    come_in(clerk)
    wrong = tmp_path / "agenda.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    page.goto(f"{live_server.url}/meetings/{planned.pk}/")
    page.get_by_label("The agenda as you changed it").set_input_files(wrong)
    page.get_by_role("button", name="Show the differences").click()
    assert "is not a Word file" in page.get_by_role("alert").inner_text()
    looked_at(page, "error-agenda")


def test_the_standing_order_by_keyboard(page, live_server, come_in, clerk, planned):
    come_in(clerk)
    page.goto(live_server.url + "/settings/agenda/")
    first, second = (opened(row, "title") for row in StandingItem.objects.order_by("position")[:2])
    tab_to(page, rf"Move up\s+{second}")
    go(page)
    assert opened(StandingItem.objects.get(position=0), "title") == second
    looked_at(page, "standing-order")
    tab_to(page, "Undo the last change")
    go(page)
    assert opened(StandingItem.objects.get(position=0), "title") == first
