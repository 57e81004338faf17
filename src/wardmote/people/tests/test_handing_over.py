"""The clerk leaves and the next one comes: the town always has a clerk who can sign in."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator

from conftest import FOUNDER, seated
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads, writes
from wardmote.people.models import Handover, Holding, Person, User
from wardmote.people.rules import NotDone, SeatKind
from wardmote.register.models import Event
from wardmote.register.rules import THE_PUBLIC

TODAY = date(2022, 11, 14)
LAST = TODAY + timedelta(days=14)
NEXT = {"name": "Fay Successor", "email": "fay@trial.example", "from_on": TODAY, "until_on": LAST}


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def holding(viewer):
    return Holding.objects.get(person_id=viewer.person_id)


def comes_in(person, *, kind="totp"):
    """They have chosen a password and set up an app."""
    user = User.objects.get(person=person)
    user.set_password("a better horse entirely")
    user.save()
    Authenticator.objects.create(user=user, type=kind, data={})


@pytest.fixture
def ada(clerk, now):
    """The clerk, who can sign in."""
    person = Person.objects.get(pk=clerk.person_id)
    writes.open_sign_in(person, email="ada@trial.example", password=None, by=FOUNDER, now=now)
    comes_in(person)
    return clerk


@pytest.fixture
def planned(ada, now):
    return writes.plan_handover(holding(ada), **NEXT, by=ada, now=now)


@pytest.fixture
def fay(planned):
    return planned.successor.person


def test_both_keep_the_record_until_the_day(ada, planned, fay, now):
    comes_in(fay)
    assert viewer_for(fay.pk, now=now).keeps_record
    writes.settle_handover(planned.pk, key_sheet=True, by=ada, now=now)
    eve = now + timedelta(days=13)
    assert viewer_for(ada.person_id, now=eve).keeps_record and viewer_for(fay.pk, now=eve).keeps_record
    day = now + timedelta(days=14)
    assert viewer_for(ada.person_id, now=day) == THE_PUBLIC
    assert viewer_for(fay.pk, now=day).keeps_record
    assert holding(ada).seat == Holding.objects.get(person=fay).seat  # actions of the seat need not move
    assert Event.objects.last().deed == "people.settle_handover"
    assert reads.handover_coming(now=eve).successor == fay
    assert reads.handover_coming(now=day) is None


@pytest.mark.parametrize("lacks", ["password", "second factor", "key sheet"])
def test_it_is_not_settled_before_the_next_clerk_can_sign_in(ada, planned, fay, now, lacks):
    comes_in(fay, kind="totp" if lacks != "second factor" else "recovery_codes")
    if lacks == "password":
        User.objects.filter(person=fay).update(password="!nothing")
    events = Event.objects.count()
    with pytest.raises(NotDone, match="key sheet" if lacks == "key sheet" else "cannot sign in yet"):
        writes.settle_handover(planned.pk, key_sheet=lacks != "key sheet", by=ada, now=now)
    assert holding(ada).until_on is None and Event.objects.count() == events


def test_a_day_that_has_gone_by_becomes_today(ada, planned, fay, now):
    comes_in(fay)
    after = now + timedelta(days=20)
    settled = writes.settle_handover(planned.pk, key_sheet=True, by=ada, now=after)
    assert settled.until_on == holding(ada).until_on == TODAY + timedelta(days=20)


@pytest.mark.parametrize("settled", [True, False])
def test_undone_before_its_day_the_clerk_stays(ada, planned, fay, now, settled):
    comes_in(fay)
    if settled:
        writes.settle_handover(planned.pk, key_sheet=True, by=ada, now=now)
    writes.undo_handover(planned.pk, by=ada, now=now)
    assert holding(ada).until_on is None
    assert viewer_for(fay.pk, now=now) == THE_PUBLIC
    with pytest.raises(NotDone, match="undone already"):
        writes.undo_handover(planned.pk, by=ada, now=now)
    again = writes.plan_handover(
        holding(ada), **NEXT | {"name": "Gil Other", "email": "gil@trial.example"}, by=ada, now=now
    )
    assert again.state == "planned"


def test_after_its_day_it_is_not_undone(ada, planned, fay, now):
    comes_in(fay)
    writes.settle_handover(planned.pk, key_sheet=True, by=ada, now=now)
    with pytest.raises(NotDone, match="day of the handover has come"):
        writes.undo_handover(planned.pk, by=viewer_for(fay.pk, now=now), now=now + timedelta(days=14))
    assert holding(ada).until_on == LAST


def test_while_it_is_settled_the_next_clerk_does_not_leave(ada, planned, fay, now):
    comes_in(fay)
    writes.settle_handover(planned.pk, key_sheet=True, by=ada, now=now)
    with pytest.raises(NotDone, match="no clerk"):
        writes.end_holding(Holding.objects.get(person=fay), until_on=TODAY, by=ada, now=now)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"email": ""}, "needs an e-mail address"),
        ({"email": "ada@trial.example"}, "signs in with"),
        ({"name": "ada clerk"}, "somebody else"),
        ({"from_on": TODAY - timedelta(days=1)}, "today or later"),
        ({"until_on": TODAY}, "before this clerk stops"),
    ],
)
def test_a_plan_that_would_not_do_leaves_nothing(ada, now, given, says):
    before = Person.objects.count(), Holding.objects.count(), Event.objects.count()
    with pytest.raises(NotDone, match=says):
        writes.plan_handover(holding(ada), **{**NEXT, **given}, by=ada, now=now)
    assert (Person.objects.count(), Holding.objects.count(), Event.objects.count()) == before


def test_only_a_clerks_seat_and_one_at_a_time(ada, member, planned, now):
    for seat, says in ((holding(member), "not a clerk's seat"), (holding(ada), "under way already")):
        with pytest.raises(NotDone, match=says):
            writes.plan_handover(seat, **NEXT, by=ada, now=now)
    assert Handover.objects.count() == 1


def test_a_deputy_who_signs_in_already_becomes_clerk(ada, now):
    deputy = seated("Eve Deputy", "Deputy clerk", SeatKind.CLERK, signed=True)
    eve = Person.objects.get(pk=deputy.person_id)
    writes.open_sign_in(eve, email="eve@trial.example", password=None, by=FOUNDER, now=now)
    comes_in(eve)
    with pytest.raises(NotDone, match="another address"):
        writes.plan_handover(holding(ada), **NEXT | {"name": "Eve Deputy"}, by=ada, now=now)
    made = writes.plan_handover(holding(ada), **NEXT | {"name": "Eve Deputy", "email": ""}, by=deputy, now=now)
    writes.settle_handover(made.pk, key_sheet=True, by=deputy, now=now)
    assert viewer_for(eve.pk, now=now + timedelta(days=14)).keeps_record


def test_on_the_pages(enter, ada, mailoutbox, now):
    door = enter(ada)
    typed = {"leaving": str(holding(ada).pk), "name": "Fay Successor", "email": "fay@trial.example"}
    for name, day in (("from_on", TODAY), ("until_on", LAST)):
        typed |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    there = door.post("/people/handover/", typed)["Location"]
    assert mailoutbox[0].to == ["fay@trial.example"] and "choose a password" in mailoutbox[0].body
    page = door.get(there).content.decode()
    assert "What the next clerk needs" in page
    assert page.count("To do") == 4
    early = door.post(f"{there}settle/", {"key_sheet": "given"}, follow=True)
    assert "cannot sign in yet" in early.content.decode()
    comes_in(Person.objects.get(name="Fay Successor"))
    settled = door.post(f"{there}settle/", {"key_sheet": "given"}, follow=True).content.decode()
    assert "handed over on Monday 28 November 2022" in settled and settled.count("To do") == 1
    assert "Fay Successor’s seat ends at once" in door.get(f"{there}undo/").content.decode()
    assert Handover.objects.get().state == "settled"  # asked, not done
    assert "Undone. Ada Clerk stays" in door.post(f"{there}undo/", follow=True).content.decode()
    assert door.get(f"{there}undo/")["Location"] == there
