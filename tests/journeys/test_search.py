"""From a word in somebody's ear to every time it was discussed: without JavaScript, and not for whom it concerns."""

import re

import pytest

from conftest import NOW
from tests.notes import FIRST, SECOND
from wardmote.minutes.models import Matter
from wardmote.minutes.writes import declare_interest
from wardmote.people.models import Person
from wardmote.register.reads import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_every_time_the_swings_were_discussed(page, live_server, come_in, take, clerk, member):
    take(FIRST, name="first.txt")
    take(SECOND, name="second.txt")
    come_in(member)
    page.goto(live_server.url)
    page.get_by_label("Search notes, actions, decisions and papers").fill("writing swings")
    page.get_by_role("button", name="Search").click()
    assert "swings" not in page.url and "q=" not in page.url
    assert [day.inner_text() for day in page.get_by_role("heading", level=3).all()] == [
        "Friday 16 September 2022",
        "Friday 15 July 2022",
    ]
    owed = page.locator("main").get_by_role("listitem").filter(has=page.get_by_text("Action", exact=True))
    owed.get_by_role("link").last.click()  # raised in July
    page.get_by_role("link", name="Every time this was discussed").click()
    days = [day.inner_text() for day in page.get_by_role("heading", level=3).all()]
    assert [re.search(r"\d+ \w+", day)[0] for day in days] == ["15 July", "16 September"]
    known, by_words = (page.get_by_role("heading", name=name) for name in ("As the record", "Found by its words"))
    assert known.is_visible() and by_words.is_visible()
    assert "item 5: Other Issues" in page.inner_text("main")
    there = page.url
    for matter in Matter.objects.all():
        if "swings" in opened(matter, "title").lower():
            declare_interest(matter.pk, person=Person.objects.get(pk=member.person_id), by=clerk, now=NOW)
    assert page.goto(there).status == 404
    page.goto(f"{live_server.url}/search/")
    page.get_by_label("Words").fill("writing swings")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", name="Nothing was found").is_visible()
