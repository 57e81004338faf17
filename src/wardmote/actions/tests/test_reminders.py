"""Due dates remind by letter: before the day, on it, each week after; once, and without a word of the action."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conftest import FOUNDER
from wardmote.actions import reads, tasks, writes
from wardmote.actions.models import Action, Reminder
from wardmote.actions.rules import ActionState, Grounds, How, NoChase, occasion
from wardmote.correspondence import reads as correspondence
from wardmote.correspondence import writes as letters
from wardmote.correspondence.rules import Letters
from wardmote.correspondence.tasks import TIMER
from wardmote.minutes.models import Interest, Matter
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

DUE = date(2022, 12, 1)
CLERKS, MAYORS = "ada@trial.example", "ben@trial.example"


def person(viewer):
    return Person.objects.get(pk=viewer.person_id)


@pytest.fixture
def addresses(clerk, member, now):
    """The clerk and the Mayor can sign in."""
    for viewer, address in ((clerk, CLERKS), (member, MAYORS)):
        people.open_sign_in(person(viewer), email=address, password=None, by=FOUNDER, now=now)


@pytest.fixture
def action(addresses, clerk, now):
    return writes.add("Mayor to write about the heronry by 1 December 2022", by=clerk, now=now)


@pytest.fixture
def on(time_machine):
    """Let the timer work on that day; the letters that it leaves, as address and body."""

    def on(day, hour=9):
        time_machine.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False)
        before = {letter.id for letter in correspondence.due(now=datetime(2030, 1, 1, tzinfo=UTC))}
        tasks.remind()
        found = correspondence.due(now=datetime(2030, 1, 1, tzinfo=UTC))
        return [(letter.to_address, letter.body) for letter in found if letter.id not in before]

    return on


def test_before_the_day_on_it_and_each_week_after(action, on):
    days = [day for n in range(-10, 22) if on(day := DUE + timedelta(days=n))]
    assert days == [DUE + timedelta(days=n) for n in (-3, 0, 7, 14, 21)]


def test_twice_on_one_day_leaves_one_letter(action, on):
    assert len(on(DUE)) == 1
    assert on(DUE) == on(DUE, hour=23) == []
    assert Reminder.objects.count() == 1


def test_the_deed_itself_is_safe_to_do_twice(action, clerk, now):
    told = {"occasion": 0, "link": "http://localhost/", "by": TIMER, "now": now}
    assert [writes.remind(action.pk, **told) for _ in range(2)] == [1, 0]
    assert Event.objects.filter(deed="actions.remind").count() == 1


def test_what_was_missed_is_not_made_up_for(action, on):
    assert len(on(DUE + timedelta(days=30))) == 1
    assert Reminder.objects.get().occasion == 4


def test_the_letter_says_the_day_and_no_word_of_the_action(action, on, settings):
    settings.ADDRESS = "http://panel.example:8080"
    ((address, body),) = on(DUE)
    assert address == MAYORS
    assert body == (
        "You have an action due on 1 December 2022.\n\n"
        f"Sign in to see it: http://panel.example:8080/actions/{action.pk}/\n"
    )


@pytest.mark.parametrize("marking", list(Marking))
def test_only_a_public_action_is_in_the_letter_with_its_words(action, on, clerk, marking):
    Action.objects.filter(pk=action.pk).update(marking=marking.value)
    said = " ".join(body for _, body in on(DUE))
    assert ("heronry" in said) == (marking is Marking.PUBLIC)


def test_done_it_stops_and_opened_again_it_goes_on(action, on, clerk, now):
    grounds = Grounds(note="Sent.")
    writes.move_on(action.pk, to=ActionState.DONE, grounds=grounds, by=clerk, now=now)
    assert not on(DUE)
    with pytest.raises(NoChase):
        writes.remind(action.pk, occasion=0, link="", by=TIMER, now=now)
    writes.undo(action.pk, by=clerk, now=now)
    assert len(on(DUE)) == 1


def test_a_later_day_is_another_occasion(action, on, clerk, now):
    assert len(on(DUE)) == 1
    seat, later = Seat.objects.get(name="Mayor"), DUE + timedelta(days=3)
    writes.assign(action.pk, seat=seat, person=None, due_on=later, by=clerk, now=now)
    assert len(on(later)) == 1


def test_what_is_not_confirmed_reminds_nobody(action, on, clerk, now):
    writes.undo(action.pk, by=clerk, now=now)
    assert not on(DUE)


@pytest.mark.parametrize("owner", ["Kit Sorrel", "Inspector", ""])
def test_where_nobody_can_be_reminded_the_clerk_is(addresses, inspector, on, clerk, now, owner):
    writes.add(f"{owner} to write about the heronry by 1 December 2022", by=clerk, now=now)
    ((address, body),) = on(DUE)
    assert address == CLERKS
    assert body.startswith("An action is due on 1 December 2022. Nobody else can be reminded of it, so you are.")


def test_to_who_declared_an_interest_no_letter_goes(addresses, on, clerk, member, now, take):
    matter = Matter.objects.create(recorded_at=now)
    writes.add("Mayor to write by 1 December 2022", matter=matter, by=clerk, now=now)
    Interest.objects.create(person=person(member), matter=matter, recorded_at=now)
    ((address, _),) = on(DUE)
    assert address == CLERKS


def test_the_clerk_sets_when(action, on, clerk, now):
    letters.set_letters(Letters(remind_days_before=5, remind_weekly=False), by=clerk, now=now)
    days = [day for n in range(-10, 22) if on(day := DUE + timedelta(days=n))]
    assert days == [DUE - timedelta(days=5), DUE]


def test_planted_a_timer_that_forgets_what_it_sent_is_caught(action, on):
    assert len(on(DUE)) == 1
    Reminder.objects.all().delete()
    assert len(on(DUE)) == 1  # so the row is what holds it back


@pytest.mark.parametrize(
    ("past", "before", "weekly", "which"),
    [(-1, 0, True, None), (-1, 1, True, -1), (0, 0, True, 0), (13, 3, True, 1), (14, 3, True, 2), (14, 3, False, 0)],
)
def test_which_occasion_a_day_is(past, before, weekly, which):
    assert occasion(DUE, DUE + timedelta(days=past), days_before=before, weekly=weekly) == which


def test_asked_in_writing_the_owner_gets_a_letter_and_a_third_party_does_not(action, clerk, now):
    writes.chase(action.pk, how=How.WRITING, link="http://localhost/a/", by=clerk, now=now)
    (letter,) = correspondence.due(now=now)
    assert (letter.to_address, "heronry" in letter.body) == (MAYORS, False)
    assert reads.not_answered(viewer=clerk, now=now)[0].chases == 1
    writes.move_on(action.pk, to=ActionState.AWAITING, grounds=Grounds(third_party="Him"), by=clerk, now=now)
    writes.chase(action.pk, how=How.WRITING, link="http://localhost/a/", by=clerk, now=now)
    assert len(correspondence.due(now=now)) == 1
    assert "heronry" in opened(action, "what")
