"""What waits is on the home page, one key chases, and on Mondays the same goes out in figures."""

from datetime import UTC, date, datetime, time

import pytest

from tests.notes import FIRST, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, Chase
from wardmote.actions.rules import ActionState, Grounds
from wardmote.calendars.rules import monday_due
from wardmote.correspondence import writes as letters
from wardmote.correspondence.models import Outgoing
from wardmote.correspondence.rules import Letters
from wardmote.desk import tasks
from wardmote.minutes.writes import plan_meeting
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat
from wardmote.register.models import Event
from wardmote.register.reads import opened

MONDAY = datetime(2022, 11, 14, 9, 15, tzinfo=UTC)  # as `conftest.NOW`


@pytest.fixture
def panel(take, clerk, member, now):
    """Two meetings, one to come, and an action of the Mayor's that nobody has answered."""
    take(FIRST)
    meeting = take(SECOND, name="second.txt").meeting
    plan_meeting(meeting.body, held_on=date(2022, 12, 2), starts=time(10, 15), place=None, by=clerk, now=now)
    action = next(a for a in Action.objects.all() if "December" in opened(a, "what"))
    seat = Seat.objects.get(name="Mayor")
    early = datetime(2022, 11, 1, 9, 0, tzinfo=UTC)
    return actions.assign(action.pk, seat=seat, person=None, due_on=date(2022, 12, 1), by=clerk, now=early)


@pytest.fixture
def at(time_machine):
    return lambda moment: time_machine.move_to(moment, tick=False)


def test_the_clerk_sees_who_has_not_answered_and_one_key_chases(enter, clerk, panel, at):
    at(MONDAY)
    door = enter(clerk)
    page = door.get("/").content.decode()
    assert "<strong>13 days</strong> without an answer" in page
    assert "Last day of notice, at 3 clear days: <strong>Monday 28 November 2022</strong>" in page
    assert "This kind of body needs no notice." in page
    answer = door.post(f"/actions/{panel.pk}/chase/")
    assert answer.status_code == 302 and Chase.objects.get().action == panel
    assert "asked again 1 time" in door.get("/").content.decode()


def test_a_third_party_is_waited_for_by_name(enter, clerk, panel, at):
    at(MONDAY)
    grounds = Grounds(third_party="the maker", since_on=date(2022, 11, 4), note="A letter went.")
    actions.move_on(panel.pk, to=ActionState.AWAITING, grounds=grounds, by=clerk, now=MONDAY)
    page = enter(clerk).get("/").content.decode()
    assert "the maker: <strong>10 days</strong> without an answer" in page


def test_a_member_sees_their_own_and_nothing_of_the_clerks(enter, member, panel, at):
    at(MONDAY)
    page = enter(member).get("/").content.decode()
    assert "The Mayor to write to the maker of the swings" in page
    assert "without an answer" not in page and "Waiting for you" not in page


def test_a_day_of_notice_that_is_past_says_so(enter, clerk, panel, at):
    at(datetime(2022, 11, 30, 9, 0, tzinfo=UTC))
    assert "Monday 28 November 2022 <strong>is past</strong>" in enter(clerk).get("/").content.decode()


@pytest.fixture
def addressed(clerk, member, now):
    for viewer, address in ((clerk, "ada@trial.example"), (member, "ben@trial.example")):
        people.open_sign_in(Person.objects.get(pk=viewer.person_id), email=address, password=None, by=clerk, now=now)


def test_on_monday_everybody_gets_figures_and_no_word_of_the_record(panel, addressed, at):
    at(MONDAY)
    assert tasks.monday() == 2
    told = {opened(row, "to_address"): opened(row, "body") for row in Outgoing.objects.all()}
    assert "You promised: 2 actions; 1 is late." in told["ben@trial.example"]
    assert "Next meeting: Friday 2 December 2022 at 10:15am." in told["ben@trial.example"]
    assert "Last day of notice" in told["ada@trial.example"] and "Last day of notice" not in told["ben@trial.example"]
    assert "Not answered by others: 1 action." in told["ada@trial.example"]
    for secret in ("swings", "Oxbarrow", "Quillwort", "marzipan", "Cobbler"):
        assert not any(secret in body for body in told.values())
    assert Event.objects.filter(deed="desk.send_monday").count() == 1


def test_twice_on_one_monday_is_once(panel, addressed, at):
    at(MONDAY)
    assert (tasks.monday(), tasks.monday()) == (2, 0)
    at(datetime(2022, 11, 21, 9, 0, tzinfo=UTC))
    assert tasks.monday() == 2


def test_the_clerk_can_turn_it_off(panel, addressed, clerk, at):
    at(MONDAY)
    letters.set_letters(Letters(monday=False), by=clerk, now=MONDAY)
    assert tasks.monday() == 0 and not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2022, 11, 14, 6, 59, tzinfo=UTC), None),
        (datetime(2022, 11, 14, 7, 0, tzinfo=UTC), date(2022, 11, 14)),
        (datetime(2022, 11, 15, 23, 0, tzinfo=UTC), date(2022, 11, 14)),
        (datetime(2022, 11, 16, 8, 0, tzinfo=UTC), None),
        (datetime(2022, 7, 4, 6, 0, tzinfo=UTC), date(2022, 7, 4)),  # seven by the town's clock
    ],
)
def test_when_a_monday_letter_is_due(moment, monday):
    assert monday_due(moment) == monday
