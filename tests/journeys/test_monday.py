"""A Monday: the letter says how much waits, the home page says what, and one key chases whoever has not answered."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from conftest import FOUNDER
from tests.browser import DESKTOP, PHONE, looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from tests.notes import FIRST, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, Chase
from wardmote.correspondence import tasks as correspondence
from wardmote.desk import tasks as desk
from wardmote.minutes.writes import plan_meeting
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat
from wardmote.register.reads import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(take, clerk, member):
    """Two meetings' notes, a meeting to come, and an action that the Mayor has not answered for ten days."""
    people.open_sign_in(
        Person.objects.get(pk=clerk.person_id),
        email="ada@trial.example",
        password=None,
        by=FOUNDER,
        now=datetime.now(UTC),
    )
    take(FIRST)
    meeting = take(SECOND, name="second.txt").meeting
    now = datetime.now(UTC)
    held_on = date.today() + timedelta(days=30)
    plan_meeting(meeting.body, held_on=held_on, starts=time(10, 15), place=None, by=clerk, now=now)
    action = next(a for a in Action.objects.all() if "December" in opened(a, "what"))
    seat = Seat.objects.get(name="Mayor")
    return actions.assign(action.pk, seat=seat, person=None, due_on=held_on, by=clerk, now=now - timedelta(days=10))


def test_the_letter_of_a_monday_leads_to_what_it_counts(waiting, mailoutbox, time_machine):
    time_machine.move_to(datetime(2026, 11, 30, 9, 0, tzinfo=UTC), tick=False)
    assert desk.monday() >= 1
    correspondence.drain()
    (letter,) = [one for one in mailoutbox if one.to == ["ada@trial.example"]]
    body = letter.body
    assert "Waiting for you:" in body and "Not answered by others: 1 action." in body
    assert "swings" not in body and "localhost" in body


@pytest.mark.parametrize("hands", ["keyboard", "mouse", "phone"])
def test_one_key_chases_who_has_not_answered(page, live_server, come_in, clerk, waiting, hands):
    come_in(clerk)
    page.set_viewport_size(PHONE if hands == "phone" else DESKTOP)
    page.goto(live_server.url)
    expect(page.get_by_text("10 days without an answer")).to_be_visible()
    expect(page.get_by_text("Last day of notice")).to_be_visible()
    if hands == "keyboard":
        tab_to(page, r"Chase(?s:.*)")
        go(page)
    else:
        with page.expect_navigation():
            page.get_by_role("button", name="Chase").first.click()
    assert Chase.objects.get().action_id == waiting.pk
    page.goto(live_server.url)
    expect(page.get_by_text("asked again 1 time")).to_be_visible()
    looked_at(page, f"monday-{hands}")
