"""The way back in: what it leaves behind, and what a thief, a lone member or a replayed link cannot do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from conftest import FOUNDER, seated
from wardmote.backups import endings
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads, tasks, writes
from wardmote.people.models import AddressChange, Holding, LetIn, Person, User
from wardmote.people.rules import NotDone, NotLetIn, SeatKind
from wardmote.people.signin import way_in
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened
from wardmote.register.rules import THE_PUBLIC

PASSWORD = "correct horse battery"
NEW_PASSWORD = "a better horse entirely"
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def later(now):
    """When everybody has been on the panel for a while."""
    return now + 30 * DAY


@pytest.fixture(autouse=True)
def at_that_time(time_machine, later):
    time_machine.move_to(later, tick=False)


def person(viewer):
    return Person.objects.get(pk=viewer.person_id)


def with_sign_in(viewer, email, *, at):
    user = writes.open_sign_in(person(viewer), email=email, password=PASSWORD, by=FOUNDER, now=at)
    Authenticator.objects.create(user=user, type="totp", data={})
    return user


@pytest.fixture
def lost(member, now):
    """A member with an app, who has lost it."""
    return with_sign_in(member, "ben@trial.example", at=now)


def ask(viewer, by, at):
    return writes.ask_let_in(person(viewer), why="Lost on the train.", recognised="At the office.", by=by, now=at)


def left_alone(user):
    """Whether what they sign in with is as it was."""
    user.refresh_from_db()
    return user.check_password(PASSWORD) and Authenticator.objects.filter(user=user).exists()


def test_two_people_let_a_third_in(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    assert left_alone(lost)
    assert b"train" not in bytes(asked.why) and opened(asked, "why") == "Lost on the train."
    writes.confirm_let_in(asked.pk, by=inspector, now=later + DAY - SECOND)
    lost.refresh_from_db()
    assert not lost.has_usable_password() and not Authenticator.objects.filter(user=lost).exists()
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by_id) == ("confirmed", inspector.person_id)
    writes.set_password(lost, password=NEW_PASSWORD, by=member, now=later + DAY)
    asked.refresh_from_db()
    assert (asked.state, asked.used_at) == ("used", later + DAY)
    told = list(Event.objects.order_by("number").values_list("deed", "person_id"))[-4:]
    assert told == [
        ("people.ask_let_in", clerk.person_id),
        ("people.confirm_let_in", inspector.person_id),
        ("people.set_password", member.person_id),
        ("people.use_let_in", member.person_id),
    ]
    assert first_break() is None


def test_a_refusal_changes_nothing_and_is_in_the_log(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    writes.refuse_let_in(asked.pk, by=member, now=later)  # the person themself may raise the alarm
    assert left_alone(lost)
    assert Event.objects.last().deed == "people.refuse_let_in"
    with pytest.raises(NotLetIn, match="already refused"):
        writes.confirm_let_in(asked.pk, by=inspector, now=later)
    assert left_alone(lost)


ASKS = {
    "themself": (lambda t: t["member"], "Nobody lets themself in"),
    "another member": (lambda t: t["inspector"], "Only the clerk can ask for a member"),
    "the public": (lambda t: THE_PUBLIC, "holds a seat today"),
    "the host's founder": (lambda t: replace(FOUNDER, on_panel=False), "holds a seat today"),
}


@pytest.mark.parametrize("who", ASKS)
def test_who_may_not_ask(clerk, member, inspector, lost, later, who):
    viewer, says = ASKS[who]
    before = Event.objects.count()
    with pytest.raises(NotLetIn, match=says):
        ask(member, viewer({"member": member, "inspector": inspector}), later)
    assert (LetIn.objects.count(), Event.objects.count()) == (0, before)


def test_who_may_not_confirm(clerk, member, lost, later):
    asked = ask(member, clerk, later)
    newcomer = seated("Nan New", "Chair of Roads", SeatKind.MEMBER, signed=False, at=later - DAY + SECOND)
    for viewer, says in (
        (clerk, "You asked"),
        (member, "Nobody lets themself in"),
        (newcomer, "less than a day ago"),
        (THE_PUBLIC, "holds a seat today"),
    ):
        with pytest.raises(NotLetIn, match=says):
            writes.confirm_let_in(asked.pk, by=viewer, now=later)
        assert left_alone(lost)
    assert LetIn.objects.get().state == "asked"


def test_the_table_itself_refuses_one_person_alone(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    for answered_by in (clerk.person_id, member.person_id, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            LetIn.objects.filter(pk=asked.pk).update(state="confirmed", answered_by_id=answered_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetIn.objects.filter(pk=asked.pk).update(asked_by_id=member.person_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetIn.objects.filter(pk=asked.pk).update(state="confirmed")


def test_after_a_day_it_no_longer_holds_and_can_be_asked_again(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    with pytest.raises(NotLetIn, match="asked for them already"):
        ask(member, clerk, later + DAY - SECOND)
    with pytest.raises(NotLetIn, match="older than a day"):
        writes.confirm_let_in(asked.pk, by=inspector, now=later + DAY)
    assert left_alone(lost)
    again = ask(member, clerk, later + DAY)
    asked.refresh_from_db()
    assert asked.state == "expired"
    writes.confirm_let_in(again.pk, by=inspector, now=later + DAY)
    assert not left_alone(lost)


def test_a_second_confirmation_finds_it_answered(clerk, member, inspector, unsigned, lost, later):
    asked = ask(member, clerk, later)
    writes.confirm_let_in(asked.pk, by=inspector, now=later)
    events = Event.objects.count()
    with pytest.raises(NotLetIn, match="already confirmed"):
        writes.confirm_let_in(asked.pk, by=unsigned, now=later)
    assert Event.objects.count() == events


def test_whose_seat_has_ended_is_not_let_in(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    held = Holding.objects.get(person_id=member.person_id)
    writes.end_holding(held, until_on=later.date(), by=clerk, now=later)
    with pytest.raises(NotLetIn, match="seat has ended"):
        writes.confirm_let_in(asked.pk, by=inspector, now=later)
    with pytest.raises(NotLetIn, match="holds no seat today"):
        ask(member, clerk, later + DAY)
    assert left_alone(lost)


def test_who_has_nothing_to_lose_is_invited_instead(clerk, member, now, later):
    writes.open_sign_in(person(member), email="ben@trial.example", password=None, by=FOUNDER, now=now)
    with pytest.raises(NotLetIn, match="Send them an invitation"):
        ask(member, clerk, later)


def test_the_clerk_is_let_in_by_two_others(clerk, member, inspector, now, later):
    locked = with_sign_in(clerk, "ada@trial.example", at=now)
    with pytest.raises(NotLetIn, match="Nobody lets themself in"):
        ask(clerk, clerk, later)
    asked = ask(clerk, member, later)
    with pytest.raises(NotLetIn, match="You asked"):
        writes.confirm_let_in(asked.pk, by=member, now=later)
    writes.confirm_let_in(asked.pk, by=inspector, now=later)
    assert not left_alone(locked)


def test_what_takes_a_way_in_away_leaves_a_mark_outside_the_record(
    clerk, member, inspector, lost, later, time_machine, django_capture_on_commit_callbacks
):
    def marked():
        kept = endings.read(endings.in_folder(settings.TOWN))
        return kept.get(endings.sign_in_mark(lost.pk, key=settings.TOWN.data_key))

    deeds = (
        lambda at: writes.set_password(lost, password=NEW_PASSWORD, by=member, now=at),
        lambda at: lost.authenticator_set.all().delete(),  # as the library's own pages do
        lambda at: writes.confirm_let_in(ask(member, clerk, at).pk, by=inspector, now=at),
        lambda at: writes.let_in_by_host(person(member), by=FOUNDER, now=at),
    )
    for hours, deed in enumerate(deeds):
        at = later + timedelta(hours=hours)
        time_machine.move_to(at, tick=False)
        Authenticator.objects.get_or_create(user=lost, type="totp", defaults={"data": {}})
        with django_capture_on_commit_callbacks(execute=True):
            deed(at)
        assert marked() == reads.sign_ins_ended()[lost.pk] == at
    with django_capture_on_commit_callbacks(execute=True):
        Authenticator.objects.create(user=lost, type="webauthn", data={})
    assert marked() == at


# A changed address


def test_a_new_address_waits_a_day_and_shuts_the_let_in_meanwhile(clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later - timedelta(hours=1))
    change = writes.change_address(person(member), email="thief@trial.example", by=clerk, now=later)
    lost.refresh_from_db()
    assert lost.email == "ben@trial.example"
    with pytest.raises(NotLetIn, match="changed since"):
        writes.confirm_let_in(asked.pk, by=inspector, now=later)
    with pytest.raises(NotLetIn, match="is being changed"):
        ask(member, clerk, later + DAY)
    assert not writes.take_address(change, by=clerk, now=later + DAY - SECOND)
    assert left_alone(lost)


def test_an_address_that_was_taken_after_the_asking_shuts_it_too(clerk, member, inspector, lost, later):
    change = writes.change_address(person(member), email="other@trial.example", by=clerk, now=later - DAY)
    AddressChange.objects.filter(pk=change.pk).update(state="stopped")
    asked = ask(member, clerk, later - timedelta(hours=1))
    AddressChange.objects.filter(pk=change.pk).update(state="waiting")
    assert writes.take_address(change, by=FOUNDER, now=later)
    with pytest.raises(NotLetIn, match="changed since"):
        writes.confirm_let_in(asked.pk, by=inspector, now=later)


def test_the_timer_takes_the_address_and_the_old_one_opens_nothing(clerk, member, lost, later, time_machine):
    EmailAddress.objects.create(user=lost, email="ben@trial.example", primary=True, verified=True)
    change = writes.change_address(person(member), email="New@trial.example", by=clerk, now=later)
    assert tasks.take_addresses() == 0
    time_machine.move_to(later + DAY, tick=False)
    assert (tasks.take_addresses(), tasks.take_addresses()) == (1, 0)
    lost.refresh_from_db()
    change.refresh_from_db()
    assert (lost.email, change.state) == ("new@trial.example", "taken")
    assert not EmailAddress.objects.filter(email="ben@trial.example").exists()
    assert Event.objects.last().capacity == "timer"


@pytest.mark.parametrize("by", ["clerk", "member"])
def test_the_clerk_and_the_person_can_keep_the_old_address(request, clerk, member, inspector, lost, later, by):
    change = writes.change_address(person(member), email="thief@trial.example", by=clerk, now=later)
    with pytest.raises(NotDone, match="Only the clerk"):
        writes.stop_address(person(member), by=inspector, now=later)
    writes.stop_address(person(member), by=request.getfixturevalue(by), now=later)
    assert not writes.take_address(change, by=clerk, now=later + 2 * DAY)
    lost.refresh_from_db()
    assert lost.email == "ben@trial.example"


def test_an_address_that_was_never_used_is_mended_at_once(clerk, member, now, later):
    user = writes.open_sign_in(person(member), email="bne@trial.example", password=None, by=FOUNDER, now=now)
    writes.change_address(person(member), email="ben@trial.example", by=clerk, now=later)
    user.refresh_from_db()
    assert user.email == "ben@trial.example"


def test_an_address_that_waits_is_not_free(clerk, member, inspector, lost, later):
    writes.change_address(person(member), email="ben2@trial.example", by=clerk, now=later)
    with pytest.raises(NotDone, match="signs in with"):
        writes.open_sign_in(person(inspector), email="BEN2@trial.example", password=None, by=clerk, now=later)


# By the door


def link_in(letter):
    return next(line for line in letter.body.splitlines() if line.startswith("http")).replace("http://testserver", "")


def choose(client, link, password=NEW_PASSWORD):
    shown = client.get(link, follow=True)
    if not shown.redirect_chain:
        return shown
    return client.post(shown.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_from_the_pages_the_letter_goes_to_the_address_on_record(
    enter, clerk, member, inspector, lost, mailoutbox, later
):
    session = enter(member).cookies["sessionid"].value
    old = Client()
    old.cookies["sessionid"] = session
    assert old.get("/people/").status_code == 200
    stale = way_in(lost)  # a letter that lay about from before
    typed = {"why": "Lost on the train.", "recognised": "At the office."}
    enter(clerk).post(f"/people/{member.person_id}/let-in/", typed)
    asked = LetIn.objects.get()
    assert [letter.to for letter in mailoutbox] == [["ben@trial.example"]]
    assert "http" not in mailoutbox[0].body and "train" not in mailoutbox[0].body
    enter(inspector).post(f"/people/let-in/{asked.pk}/confirm/")
    assert mailoutbox[-1].to == ["ben@trial.example"]
    assert old.get("/people/").status_code == 302  # the session on the lost telephone is at an end
    assert "no longer works" in choose(Client(), stale).content.decode()
    fresh = Client()
    link = link_in(mailoutbox[-1])
    choose(fresh, link)
    assert LetIn.objects.get().state == "used"
    assert "no longer works" in choose(Client(), link, "somebody else entirely").content.decode()
    fresh.post("/accounts/login/", {"login": "ben@trial.example", "password": NEW_PASSWORD})
    assert fresh.get("/people/")["Location"] == "/accounts/2fa/"  # the record opens with a second factor only
    Authenticator.objects.create(user=lost, type="totp", data={})
    assert fresh.get("/people/").status_code == 200


def stale_session(client):
    """The quarter of an hour after somebody showed that it is them has gone by."""
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    return client


def test_at_a_desk_that_was_left_open_nothing_of_this_can_be_done(enter, clerk, member, lost, mailoutbox, later):
    door = stale_session(enter(clerk))
    holding = Holding.objects.get(person_id=member.person_id)
    before = Event.objects.count(), Person.objects.count(), User.objects.count()
    for address, typed in (
        ("/people/new/", {"name": "Tom Thief", "seat": "Mayor", "from_on-day": "1"}),
        (f"/people/{member.person_id}/edit/", {"name": "Ben Member", "email": "thief@trial.example"}),
        (f"/people/{member.person_id}/let-in/", {"why": "x", "recognised": "x"}),
        (f"/people/{member.person_id}/seat/", {"seat": "Town Clerk"}),
        (f"/people/{member.person_id}/signature/", {}),
        (f"/people/holdings/{holding.pk}/end/", {}),
        (f"/people/holdings/{holding.pk}/move/", {"seat": "Town Clerk"}),
        (f"/people/holdings/{holding.pk}/reopen/", {}),
        (f"/people/{member.person_id}/contact/", {"telephone": "666"}),
        (f"/people/{member.person_id}/invite/", {}),
        (f"/people/handover/{uuid4()}/undo/", {}),
        ("/people/handover/", {"name": "Tom Thief"}),
        ("/settings/agreement/", {"text": "Anything goes.", "renewal_days": "365", "step": "adopt"}),
        ("/settings/council/", {"name": "Thieves"}),
    ):
        assert "reauthenticate" in door.post(address, typed)["Location"], address
        assert "reauthenticate" in door.get(address)["Location"], address
    assert (Event.objects.count(), Person.objects.count(), User.objects.count()) == before
    assert not mailoutbox
    # Nor is it kept for the clerk to carry out by giving the password for something else.
    door.post("/accounts/reauthenticate/?next=/people/new/", {"password": "whatever", "next": "/people/new/"})
    assert "account_reauthentication_state" not in door.session
    assert Person.objects.count() == before[1]


def test_a_confirmation_at_an_open_desk_asks_for_proof_first(enter, clerk, member, inspector, lost, later):
    asked = ask(member, clerk, later)
    answer = stale_session(enter(inspector)).post(f"/people/let-in/{asked.pk}/confirm/")
    assert "reauthenticate" in answer["Location"]
    assert left_alone(lost)


def test_the_host_lets_the_only_clerk_in(clerk, now, later, capsys):
    from wardmote.cli.main import Stop, parser
    from wardmote.cli.seats import let_in

    locked = with_sign_in(clerk, "ada@trial.example", at=now)
    with pytest.raises(Stop, match="Nothing was changed yet"):
        let_in(parser().parse_args(["let-in", "Ada Clerk"]))
    with pytest.raises(Stop, match="nobody called"):
        let_in(parser().parse_args(["let-in", "Nobody", "--yes"]))
    assert left_alone(locked)
    let_in(parser().parse_args(["let-in", "ada clerk", "--yes"]))
    assert not left_alone(locked)
    event = Event.objects.last()
    assert (event.deed, event.person_id) == ("people.let_in_by_host", None)
    assert event.capacity.startswith("host (command line: ")
    link = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("http"))
    choose(Client(), link.replace("http://localhost:8000", ""))
    locked.refresh_from_db()
    assert locked.check_password(NEW_PASSWORD)


def test_who_waits_for_my_answer(clerk, member, inspector, unsigned, lost, later):
    asked = ask(member, clerk, later)
    waiting = {
        viewer.person_id: [one.row.pk for one in reads.let_ins_waiting(viewer=viewer, now=later)]
        for viewer in (clerk, member, inspector, viewer_for(unsigned.person_id, now=later))
    }
    assert waiting == {
        clerk.person_id: [],
        member.person_id: [],
        inspector.person_id: [asked.pk],
        unsigned.person_id: [asked.pk],
    }
    assert not reads.let_ins_waiting(viewer=THE_PUBLIC, now=later)
    assert reads.let_in(asked.pk, viewer=THE_PUBLIC, now=later) is None
    assert not reads.let_ins_waiting(viewer=inspector, now=later + DAY)
