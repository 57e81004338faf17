"""The notes of a meeting are reviewed key by key, with the original beside them: counted, undone, on a phone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import PHONE, looked_at
from wardmote.actions.models import Action
from wardmote.actions.rules import ActionState
from wardmote.desk.models import Answer
from wardmote.minutes.models import Decision, Item, Statement
from wardmote.minutes.rules import BINDS, Verdict

pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 60


class Counted:
    """A keyboard that counts what is pressed."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, key):
        """Press a key that answers, and wait for the next question; the focus has to be where it is answered."""
        self.presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        expect(self.page.locator("[autofocus]")).to_be_focused()


def test_from_the_file_to_the_record_in_at_most_sixty_keys(page, live_server, come_in, clerk, notes_file):
    come_in(clerk)
    page.on("filechooser", lambda chooser: chooser.set_files(notes_file))
    page.goto(live_server.url + reverse("meetings:take"))
    keys = Counted(page)
    page.get_by_label("The notes as they were typed").focus()
    page.keyboard.press("Enter")
    keys.presses += 1
    expect(page.get_by_label("The notes as they were typed")).not_to_have_js_property("value", "")
    page.get_by_role("button", name="Take in the notes").focus()
    keys.press("Enter")
    while page.get_by_role("heading", name="Everything is checked").count() == 0:
        keys.press("Enter")
        assert keys.presses <= MOST_KEYS
    binding = Statement.objects.filter(kind__in=[kind.value for kind in BINDS])
    assert binding.count() >= 8
    assert set(binding.values_list("verdict", flat=True)) == {Verdict.RIGHT.value}
    assert not Item.objects.filter(checked_at__isnull=True).exists()
    assert not Decision.objects.filter(confirmed_at__isnull=True).exists()
    assert set(Action.objects.values_list("state", flat=True)) == {ActionState.ASSIGNED.value}


def opened_review(page, live_server, taken):
    page.goto(live_server.url + reverse("desk:review", args=[taken.pk]))
    expect(page.locator("[autofocus]")).to_be_focused()


def test_one_key_says_no_marks_an_item_and_undoes(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    opened_review(page, live_server, taken)
    keys = Counted(page)
    keys.press("Enter")  # the head
    keys.press("3")  # the first item, confidential
    item = Item.objects.filter(meeting=taken).first()
    assert set(item.paragraphs.values_list("marking", flat=True)) == {"confidential"}
    keys.press("u")
    assert set(item.paragraphs.values_list("marking", flat=True)) == {"panel"}
    keys.press("t")
    keys.press("t")
    assert Item.objects.filter(meeting=taken, checked_at__isnull=False).count() == 2
    expect(page.locator("mark")).to_have_count(1)  # the sentence that is asked about stands marked in the original
    keys.press("n")
    assert Statement.objects.filter(verdict=Verdict.WRONG.value).count() == 1
    keys.press("u")
    assert not Statement.objects.filter(verdict=Verdict.WRONG.value).exists()


def test_a_key_counts_only_where_the_answers_are(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    opened_review(page, live_server, taken)
    page.get_by_role("link", name="Meetings", exact=True).first.focus()
    page.keyboard.press("y")
    page.keyboard.press("t")
    assert not Answer.objects.exists()


def test_by_mouse_on_a_phone_with_an_owner_a_day_and_a_wrong_day(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    page.set_viewport_size(PHONE)
    opened_review(page, live_server, taken)
    asked = page.locator(".wm-ask--here")
    while asked.get_by_label("Who owes it").count() == 0:
        page.locator("[autofocus]").click()
    asked.get_by_label("Who owes it").select_option(label="Town Clerk – Ada Clerk")
    for box, typed in (("Day", "31"), ("Month", "2"), ("Year", "2027")):
        asked.get_by_label(box).fill(typed)
    page.get_by_role("button", name="Yes, so it is").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "review-wrong-day")
    page.set_viewport_size(PHONE)
    assert asked.get_by_label("Day").input_value() == "31"
    assert asked.get_by_label("Who owes it").evaluate("e => e.selectedOptions[0].text") == "Town Clerk – Ada Clerk"
    asked.get_by_label("Day").fill("1")
    asked.get_by_label("Month").fill("3")
    page.get_by_role("button", name="Yes, so it is").click()
    action = Action.objects.get(due_on=date(2027, 3, 1))
    assert (action.owner_seat.name, action.state) == ("Town Clerk", ActionState.ASSIGNED.value)


def test_each_state_of_the_review_can_be_used_by_everybody(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    opened_review(page, live_server, taken)
    keys = Counted(page)
    looked_at(page, "review-head")
    seen = set()
    while page.get_by_role("heading", name="Everything is checked").count() == 0:
        kinds = page.locator(".wm-ask--here strong").all_inner_texts()
        if not seen >= set(kinds):
            looked_at(page, f"review-{len(seen)}")
            seen |= set(kinds)
        keys.press("Enter")
    looked_at(page, "review-done")
    page.goto(live_server.url + reverse("desk:review", args=[taken.pk]) + "?item=head")
    looked_at(page, "review-seen-again")
