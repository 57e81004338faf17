"""A councillor's year without a screen: everything of theirs is done by the clerk, told by telephone or on paper.

Nothing of it needs an address or a sign-in of theirs, and each page says by what way it was told.
"""

from datetime import UTC, date, datetime

import pytest

from tests.notes import FIRST
from wardmote.actions import writes as actions
from wardmote.confidentiality.models import Signature
from wardmote.copies.models import Copy
from wardmote.correspondence.models import Outgoing
from wardmote.membership.models import Apology
from wardmote.minutes.models import Meeting
from wardmote.people.models import Person, Seat, User
from wardmote.register.rules import Marking
from wardmote.summons.models import Delivery

pytestmark = pytest.mark.django_db
SUMMONED = {"signed_by": "Ada Clerk", "title": "Town Clerk"}


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


@pytest.fixture
def at(time_machine, enter, clerk):
    """It is another day, and the clerk signs in."""

    def at(*when):
        moment = datetime(*when, 10, tzinfo=UTC)
        time_machine.move_to(moment, tick=False)
        enter(clerk)
        return moment

    at(2022, 11, 14)
    return at


def test_a_whole_year_on_paper_and_telephone(at, client, take, clerk, unsigned):
    door, cy = client, Person.objects.get(pk=unsigned.person_id)

    def post(address, **typed):
        page = door.post(address, typed, follow=True)
        assert page.status_code == 200, (address, page.status_code)
        return page.text

    # November: the agreement is signed on paper, and lies with the clerk.
    where = f"/people/{cy.pk}/signature/"
    shown = door.get(where).text.split('name="shown" value="')[1].split('"')[0]
    post(where, shown=shown, **day("signed_on", date(2022, 11, 14)))
    assert Signature.objects.get(person=cy).on_paper

    # A meeting: summoned on paper, with a numbered copy of what is confidential.
    body = take(FIRST).meeting.body
    post("/meetings/plan/", body=str(body.pk), **day("held_on", date(2022, 12, 2)), starts="10:15", place="Town Hall")
    planned = Meeting.objects.get(held_on=date(2022, 12, 2))
    post(f"/meetings/{planned.pk}/steps/freeze/")
    post(f"/meetings/{planned.pk}/steps/summon/", **SUMMONED)
    delivery = Delivery.objects.get(person=cy)
    assert (delivery.way, delivery.letter) == ("paper", None)
    page = post(f"/meetings/deliveries/{delivery.pk}/", handed="posted", **day("handed_on", date(2022, 11, 14)))
    assert "On paper: posted on Monday 14 November 2022, noted by Ada Clerk" in page
    post(f"/meetings/{planned.pk}/copies/", readers=[str(cy.pk)], size="large")
    copy = Copy.objects.get(reader=cy)
    post(f"/copies/{copy.pk}/", state="handed over", **day("on", date(2022, 11, 14)), note="")

    # They ring: they cannot come, and somebody else brings the copy back.
    page = post(f"/membership/meetings/{planned.pk}/apology/", person=str(cy.pk), how="by telephone", why="Away")
    assert Apology.objects.get(person=cy).how == "by telephone" and "by telephone" in page
    at(2022, 12, 5)
    assert "not back" in door.get("/").text
    post(f"/copies/{copy.pk}/", state="returned", **day("on", date(2022, 12, 5)), note="By their daughter.")
    assert "not back" not in door.get("/").text

    # An action is theirs: they write that they take it on, and ring when it is done.
    now = at(2023, 1, 16)
    action = actions.add("Look at the lamp by 1 February 2023", marking=Marking.PANEL, by=clerk, now=now)
    seat = Seat.objects.get(name="Chair of Amenities")
    actions.assign(action.pk, seat=seat, person=None, due_on=date(2023, 2, 1), why="", by=clerk, now=now)
    printed = door.get(f"/calendar/digest/{cy.pk}/").text
    assert "Look at the lamp" in printed and "1 February 2023" in printed
    told = {"on_behalf_of": "Cy Unsigned", "note": ""}
    post(f"/actions/{action.pk}/move-on/?to=accepted", to="accepted", how="in writing", **told)
    told["note"] = "The lamp is mended, seen on 30 January."
    page = post(f"/actions/{action.pk}/move-on/?to=done", to="done", how="by telephone", **told)
    assert "Cy Unsigned, in writing" in page and "Cy Unsigned, by telephone" in page

    # Half a year without a meeting: the body approves why, in time, and the seat is safe.
    at(2023, 4, 3)
    post(
        f"/membership/people/{cy.pk}/approve/",
        body=str(body.pk),
        reason="Ill",
        **day("resolved_on", date(2023, 4, 3)),
        **day("until_on", date(2023, 12, 31)),
    )
    at(2023, 10, 2)
    assert "Cy Unsigned is in danger" not in door.get("/").text

    # The year is over: the signature is renewed, again on paper.
    at(2023, 11, 15)
    assert "not signed</a> the agreement in force" in door.get("/").text
    shown = door.get(where).text.split('name="shown" value="')[1].split('"')[0]
    post(where, shown=shown, **day("signed_on", date(2023, 11, 15)))
    assert Signature.objects.filter(person=cy, on_paper=True).count() == 2
    assert not User.objects.filter(person=cy).exists() and not Outgoing.objects.filter(subject__contains=b"Cy").exists()
