"""The clerk sets the rhythm and plans the year, a member subscribes, the seat ends, and the calendar is gone."""

import re
from datetime import date

import pytest
import vobject
from django.test import Client

from conftest import FOUNDER, NOW
from wardmote.minutes.models import Meeting
from wardmote.people import writes as people
from wardmote.people.models import Holding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now)


def press(page, name):
    page.get_by_role("button", name=name).click()


def test_from_the_rhythm_to_a_calendar_that_ends_with_the_seat(page, live_server, come_in, clerk, member, taken):
    come_in(clerk)
    page.goto(live_server.url)
    page.get_by_role("link", name="The year at a glance").click()
    page.get_by_role("link", name=re.compile("How often the .* meets")).click()
    page.get_by_label("Which one").select_option("Last")
    page.get_by_label("Weekday").select_option("Friday")
    page.get_by_label("Once each quarter").check()
    page.get_by_label("Time").fill("10:15")
    page.get_by_label("Place").fill("Council Chamber")
    press(page, "Set the rhythm")
    page.get_by_role("link", name="2023", exact=True).click()
    assert page.get_by_text("Last Friday of each quarter", exact=True).is_visible()
    press(page, "Leave out Friday 29 December 2023")
    press(page, "Plan 3 meetings of 2023")
    assert Meeting.objects.filter(held_on__year=2023, starts__isnull=False).count() == 3
    press(page, "Take them away again")
    assert not Meeting.objects.filter(held_on__year=2023).exists()
    press(page, "Put back Friday 29 December 2023")
    press(page, "Plan 4 meetings of 2023")

    come_in(member)
    page.goto(f"{live_server.url}/calendar/2023/")
    assert page.get_by_text("Planned", exact=True).count() == 4
    page.get_by_role("link", name="In your own calendar").click()
    press(page, "Make my address")
    address = re.sub("^https?://[^/]+", "", page.locator("#address").inner_text())
    client = Client()  # a calendar program: it has the address and nothing else
    events = vobject.readOne(client.get(address).content.decode()).vevent_list
    planned = [one for one in events if one.dtstart.value.year == 2023]
    assert [f"{one.dtstart.value:%H:%M}" for one in planned] == ["10:15"] * 4

    for holding in Holding.objects.filter(person_id=member.person_id):
        people.end_holding(holding, until_on=date(2022, 11, 14), by=FOUNDER, now=NOW)
    assert client.get(address).status_code == 404
    page.goto(f"{live_server.url}/calendar/subscribe/")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
