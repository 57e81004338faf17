"""The pages of the year, full and empty, wide and narrow: axe-core finds nothing."""

from datetime import date, time

import pytest

from conftest import NOW
from tests.browser import looked_at
from wardmote.actions import writes as actions
from wardmote.calendars import writes
from wardmote.calendars.rules import Pattern, Week
from wardmote.membership import writes as membership
from wardmote.people import writes as people
from wardmote.people.models import Person
from wardmote.summons import writes as summons

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now)


@pytest.fixture
def full(taken, clerk, member, unsigned):
    """A rhythm with a holiday and changed days; a planned year with a cancelled day; what falls due."""
    by, body = {"by": clerk, "now": NOW}, taken.body
    ben = Person.objects.get(pk=member.person_id)
    pattern = Pattern(Week.LAST, 4, frozenset({3, 6, 9, 12}))
    writes.set_rhythm(body, pattern=pattern, starts=time(10, 15), place="Council Chamber", **by)
    writes.change_day(body, day=date(2024, 6, 28), moved_to=date(2024, 6, 21), **by)
    writes.change_day(body, day=date(2024, 9, 27), moved_to=None, **by)
    made = writes.make_year(body, year=2023, **by)
    first = made.days.select_related("meeting__body", "meeting__place").order_by("day")[0].meeting
    summons.cancel(first, reason="Nobody can come", **by)
    for day in (date(2023, 5, 12), date(2023, 5, 19), date(2023, 5, 19)):
        row = actions.add("Look at the wall by 12 May 2023", **by)
        actions.assign(row.pk, seat=None, person=ben, due_on=day, why="", **by)
    adopted = {"adopted_by": body, "adopted_on": date(2022, 5, 1), "review_on": date(2023, 2, 1)}
    membership.adopt_terms(body, text="To advise.", **adopted, **by)
    people.open_sign_in(ben, email="ben@trial.example", password=None, **by)
    people.note_e_summons(ben, agreed_on=date(2022, 6, 1), on_paper=False, **by)
    return body, ben


def test_full_pages(page, live_server, come_in, clerk, full):
    body, ben = full
    come_in(clerk)
    paths = {
        "year": "/calendar/2023/",
        "body-year": f"/calendar/2023/{body.pk}/",
        "due": "/calendar/due/",
        "rhythm": f"/calendar/bodies/{body.pk}/?year=2024&move=2024-03-29",
        "planned": f"/calendar/bodies/{body.pk}/?year=2023",
        "digest": f"/calendar/digest/{ben.pk}/",
        "subscribe": "/calendar/subscribe/",
    }
    for name, path in paths.items():
        assert page.goto(live_server.url + path).status == 200, name
        looked_at(page, f"calendar-{name}")
    page.get_by_role("button", name="Make an address for anybody").click()
    looked_at(page, "calendar-subscribe-public")
    page.goto(live_server.url + paths["planned"])
    page.get_by_label("Only in the months ticked below").check()
    page.get_by_role("button", name="Set the rhythm").click()
    looked_at(page, "calendar-rhythm-refused")


def test_empty_pages(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    for name in ("2031", "due", "digest", "subscribe", f"bodies/{taken.body_id}"):
        page.goto(f"{live_server.url}/calendar/{name}/")
        looked_at(page, f"calendar-empty-{name[:6]}")
