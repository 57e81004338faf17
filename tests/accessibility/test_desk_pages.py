"""The pages of actions, letters and priorities in every state: axe-core finds nothing, wide and narrow."""

import pytest

from conftest import NOW
from tests.browser import looked_at
from tests.notes import FIRST, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action
from wardmote.actions.rules import ActionState, Grounds, How
from wardmote.correspondence import writes as letters
from wardmote.correspondence.rules import Problem
from wardmote.people.models import Seat
from wardmote.priorities import writes as priorities
from wardmote.priorities.models import Priority
from wardmote.register.reads import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now)


@pytest.fixture
def desk(take, clerk, member, now):
    """An action with a past, one that waits, one that is done, a priority with everything, and letters of each kind."""
    take(FIRST), take(SECOND, name="second.txt")
    row = next(a for a in Action.objects.all() if "maker of the swings" in opened(a, "what"))
    seat = Seat.objects.get(name="Mayor")
    told = {"seat": seat, "person": None, "due_on": None, "why": "Said at the meeting."}
    actions.assign(row.pk, **told, by=clerk, now=now)
    grounds = Grounds(third_party="The county highways team", on_behalf_of="The Mayor", how=How.TELEPHONE)
    actions.move_on(row.pk, to=ActionState.AWAITING, grounds=grounds, by=clerk, now=now)
    actions.chase(row.pk, words="Left word.", by=clerk, now=now)
    done = actions.add("Clerk to buy paper by 2 January 2023", by=clerk, now=now)
    actions.move_on(done.pk, to=ActionState.DONE, grounds=Grounds(note="Bought. Receipt 12."), by=clerk, now=now)
    priority = Priority.objects.filter(marking="panel").first()
    about = {"title": "Bicycle theft", "why": "Six in May.", "seat": seat, "agreed_at": None}
    priorities.edit(priority.pk, **about, review_on=NOW.date(), by=clerk, now=now)
    priorities.add_measure(priority.pk, words="Reports of theft", counted="each quarter", by=clerk, now=now)
    priorities.say(priority.pk, said="It is dark.", did="A lamp.", public=True, by=clerk, now=now)
    priorities.tell(priority.pk, meeting=None, words="", no_change=True, by=clerk, now=now)
    for problem in (None, Problem.REFUSED_ADDRESS):
        letter = letters.leave("kit.sorrel@ferncombe.example", subject="The pack is ready", body="", by=clerk, now=now)
        if problem:
            letters.not_sent(letter.pk, problem=problem, by=clerk, now=now)
    return {"waits": row, "done": done, "priority": priority}


def test_the_desk_full(page, live_server, come_in, clerk, desk):
    come_in(clerk)
    waits, done, priority = (desk[name].pk for name in ("waits", "done", "priority"))
    proposed = Action.objects.filter(state="proposed").first().pk
    paths = {
        "list": f"/actions/?show=all&edit={proposed}",
        "awaiting": f"/actions/{waits}/",
        "proposed": f"/actions/{proposed}/",
        "done": f"/actions/{done}/",
        "new": "/actions/new/",
        "chase": f"/actions/{waits}/chase/",
        "answered": f"/actions/{waits}/answered/",
        "letters": "/letters/",
        "letter-settings": "/settings/letters/",
        "priorities": "/priorities/",
        "priority": f"/priorities/{priority}/",
        "priority-edit": f"/priorities/{priority}/edit/",
        "priority-new": "/priorities/new/",
    }
    paths |= {f"step-{to.name.lower()}": f"/actions/{waits}/move-on/?to={to.value}" for to in ActionState}
    for name, path in paths.items():
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"desk-{name}")


def test_the_desk_empty(page, live_server, come_in, clerk):
    come_in(clerk)
    for path in ("/actions/", "/letters/", "/priorities/", "/priorities/?show=ended"):
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"desk-empty-{path.strip('/?=').replace('/', '-').replace('?', '-')}")


def test_a_list_is_brought_in(page, live_server, come_in, clerk):
    come_in(clerk)
    page.goto(f"{live_server.url}/lists/")
    lines = "Name;Seat;E-mail;From;Shoe size\n"
    lines += "Tansy Oake;Chair of Amenities;tansy.oake@a-long-name.anytown.example;1/5/2022;9\n"
    lines += "Ada Clerk;Town Clerk;;;\nHugo Marrow;Resident;;31/2/2022;\n"
    page.get_by_label("The list, as CSV").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": lines.encode("cp1252")}
    )
    page.get_by_role("button", name="Read the list").click()
    page.get_by_text("Line 4: “31/2/2022” is no day. Write it like 28/10/2022.").wait_for()
    looked_at(page, "desk-list-check")
    page.get_by_role("button", name="Store 1 line, leave out 1").click()
    page.get_by_text("1 line stored, 1 left out. No letter was sent.").wait_for()
    looked_at(page, "desk-list-stored")
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("alert").first.wait_for()
    looked_at(page, "desk-list-error")
    page.get_by_role("button", name="Take this list back").click()
    page.get_by_text("Taken back: 1 line.").wait_for()


def test_an_owner_without_the_clerks_key(page, live_server, come_in, member, clerk, desk, now):
    actions.undo(desk["waits"].pk, by=clerk, now=now)
    come_in(member)
    page.goto(f"{live_server.url}/actions/{desk['waits'].pk}/")
    looked_at(page, "desk-owner")
    page.get_by_role("link", name="It is done").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "desk-error-step")
    page.get_by_label("What was done, and where is the proof?").fill("Sent on Monday. Copy with the clerk.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This action is now “Done”.").wait_for()
    page.get_by_role("button", name="Take back the last step").click()
    page.get_by_text("The step is taken back.").wait_for()


def test_two_versions_side_by_side(page, live_server, come_in, clerk, desk, now):
    come_in(clerk)
    page.goto(f"{live_server.url}/actions/{desk['done'].pk}/")
    page.get_by_text("Change words, owner or date").click()
    page.get_by_label("What is to be done").fill("Mine")
    told = {"seat": None, "person": None, "due_on": None}
    actions.assign(desk["done"].pk, what="Theirs", **told, by=clerk, now=now)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="The two versions").wait_for()
    assert page.get_by_label("What is to be done").input_value() == "Mine"
    looked_at(page, "desk-two-versions")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
