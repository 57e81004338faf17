"""The pages of membership, full and empty, wide and narrow: axe-core finds nothing."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW
from tests.browser import looked_at
from wardmote.membership import writes
from wardmote.membership.rules import Came, MembershipKind, Way
from wardmote.minutes.writes import plan_meeting
from wardmote.people.models import Person, Seat

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = [date(2022, month, 11) for month in (1, 2, 3, 4, 5, 6, 7, 9, 10)]
WHO = [Came.ATTENDED, Came.APOLOGIES, Came.ABSENT]


@pytest.fixture
def full(taken, clerk, member, unsigned, inspector):
    """A table with places by office and in person, a substitute, terms, an officer asked, attendance and an apology."""
    by = {"by": clerk, "now": NOW}
    body = taken.body
    ben, cy = (Person.objects.get(pk=viewer.person_id) for viewer in (member, unsigned))
    told = {"from_on": date(2022, 1, 1), **by}
    mayor, police = (Seat.objects.get(name=name) for name in ("Mayor", "Inspector"))
    places = [
        writes.add_membership(body, seat=mayor, person=None, kind=MembershipKind.MEMBER, **told),
        writes.add_membership(body, seat=police, person=None, kind=MembershipKind.PARTNER, **told),
        writes.add_membership(
            body, seat=None, person=cy, kind=MembershipKind.CO_OPTED, why_vote="Knows the roads; no vote.", **told
        ),
    ]
    planned = plan_meeting(body, held_on=date(2030, 1, 11), starts=None, place="Council Chamber", **by)
    writes.name_substitute(places[0].pk, person=cy, meeting=planned, **by)
    for text in ("To advise.", "To advise the council on policing.\n\nTo walk about the town."):
        adopted = {"adopted_by": body, "adopted_on": date(2022, 5, 1), "review_on": date(2022, 6, 1)}
        terms = writes.adopt_terms(body, text=text, **adopted, **by)
    asked = {"why": "The lamps.", "asked_on": NOW.date(), "how": Way.TELEPHONE}
    request = writes.ask_officer(planned, who="The county’s engineer", **asked, **by)
    meetings = [plan_meeting(body, held_on=day, starts=None, place=None, **by) for day in DAYS]
    for n, meeting in enumerate(meetings):
        writes.note_attendance(meeting, came={ben: WHO[n % 3], cy: WHO[n % 2]}, **by)
    writes.note_elsewhere(ben, attended_on=date(2022, 6, 1), where="Full council", **by)
    reason = {"resolved_on": date(2022, 11, 1), "until_on": date(2022, 11, 2), "reason": "An operation"}
    writes.approve_reason(ben, body=body, **reason, **by)
    token = writes.link_apology(planned, person=ben, **by)
    writes.note_apology(planned, person=cy, why="Away", how=Way.PAPER, **by)
    return {
        "body": body.pk,
        "place": places[2].pk,
        "terms": terms.pk,
        "request": request.pk,
        "planned": planned.pk,
        "held": meetings[0].pk,
        "ben": ben.pk,
        "token": token,
    }


def test_full_pages(page, live_server, come_in, clerk, full, time_machine):
    body, ben, planned = ([full[key]] for key in ("body", "ben", "planned"))
    paths = [("bodies", []), ("body", body), ("add", body), ("adopt-terms", body), ("terms", [full["terms"]])]
    paths += [("change", [full["place"]]), ("substitute", [full["place"]]), ("ask", planned)]
    paths += [("answer", [full["request"]]), ("person", ben), ("elsewhere", ben), ("approve", ben)]
    paths += [("who-came", [full["held"]]), ("correct", [full["held"], full["ben"]]), ("note-apology", planned)]
    days = "?since-day=1&since-month=1&since-year=2022&until-day=14&until-month=11&until-year=2022"
    come_in(clerk)
    for number, (name, args) in enumerate(paths):
        answer = page.goto(live_server.url + reverse(f"membership:{name}", args=args))
        assert answer.status == 200, name
        looked_at(page, f"membership-{number:02}-{name}")
    page.goto(live_server.url + reverse("membership:attendance", args=body) + days)
    looked_at(page, "membership-attendance")
    page.goto(live_server.url + reverse("meetings:meeting", args=planned))
    looked_at(page, "membership-meeting")


def test_the_page_of_the_link(page, live_server, full):
    page.goto(live_server.url + reverse("membership:apology", args=[full["token"]]))
    looked_at(page, "membership-apology")
    page.get_by_role("button", name="Send the apology of Ben Member").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Your apology is sent"
    looked_at(page, "membership-apology-sent")


def test_empty_pages(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    for name in ("body", "attendance"):
        page.goto(live_server.url + reverse(f"membership:{name}", args=[taken.body_id]))
        looked_at(page, f"membership-empty-{name}")
