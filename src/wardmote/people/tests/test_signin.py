"""The door: who comes in, how, and what the log says of it."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.utils import timezone

from conftest import seated
from wardmote.people import writes
from wardmote.people.models import Holding, Person, User
from wardmote.people.rules import SeatKind
from wardmote.people.signin import LINK_LASTS, example_link
from wardmote.register import writes as register
from wardmote.register.models import Event
from wardmote.register.rules import Viewer

PASSWORD = "correct horse battery"
FOUNDER = Viewer(person_id=None, capacity="founder", on_panel=True, keeps_record=True)


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def user(clerk, now):
    person = Person.objects.get(pk=clerk.person_id)
    return writes.open_sign_in(person, email="clerk@trial.example", password=PASSWORD, by=FOUNDER, now=now)


@pytest.fixture
def example(settings):
    """As if the trial town were the invented one."""
    settings.TOWN = replace(settings.TOWN, example=True)


def sign_in(client, *, email="Clerk@Trial.example", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password}, **more)


def inside(client):
    """Whether the account pages open."""
    return client.get("/accounts/2fa/").status_code == 200


def deeds():
    return list(Event.objects.order_by("number").values_list("deed", "capacity"))


def end_seat(person_id, *, now):
    seated("Eve Deputy", "Deputy clerk", SeatKind.CLERK, signed=False)  # there is always a clerk
    for holding in Holding.objects.filter(person_id=person_id):
        writes.end_holding(holding, until_on=timezone.now().date(), by=FOUNDER, now=now)


def test_password_lets_in_and_is_in_the_log(client, user):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert deeds()[-1] == ("people.signed_in", "Town Clerk")
    assert inside(client)


def test_wrong_password_says_so_once_and_keeps_the_address(client, user):
    answer = sign_in(client, password="wrong")
    page = answer.content.decode()
    assert page.count("The e-mail address or the password is not right.") == 1
    assert 'value="Clerk@Trial.example"' in page
    assert "wrong" not in page
    assert not inside(client)


def fails_often(client, *addresses):
    """Ten failed tries for strangers' addresses; what `addresses` gives goes along, one after the other."""
    for number in range(10):
        sent = {"HTTP_X_FORWARDED_FOR": addresses[number % len(addresses)]}
        sign_in(client, email=f"nobody{number}@trial.example", password="wrong", **sent)


def test_behind_a_web_server_two_visitors_are_counted_apart(client, user, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    # A visitor's own words stand before what the web server adds, and count for nothing.
    fails_often(client, "192.0.2.1, 203.0.113.66", "192.0.2.2, 203.0.113.66")
    assert "Too many attempts" in sign_in(client, HTTP_X_FORWARDED_FOR="203.0.113.66").content.decode()
    assert sign_in(client, HTTP_X_FORWARDED_FOR="203.0.113.7").status_code == 302


def test_without_a_web_server_nobody_says_where_they_are(client, user):
    fails_often(client, "192.0.2.1", "192.0.2.2")
    assert "Too many attempts" in sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.3").content.decode()


@pytest.mark.parametrize(("proxies", "said"), [(0, []), (1, ["From: 203.0.113.7"])])
def test_a_letter_names_where_a_change_came_from_and_never_the_web_server(
    client, user, mailoutbox, settings, proxies, said
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "a better horse entirely", "password2": "a better horse entirely"}
    client.post("/accounts/password/change/", typed, HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert [line for line in mailoutbox[-1].body.splitlines() if line.startswith("From")] == said


def test_an_unknown_address_gets_the_same_sentence(client, user):
    known, unknown = sign_in(client, password="wrong"), sign_in(client, email="nobody@trial.example", password="wrong")
    sentence = "The e-mail address or the password is not right."
    assert sentence in known.content.decode() and sentence in unknown.content.decode()


def test_empty_boxes_are_named(client, db):
    page = sign_in(client, email="", password="").content.decode()
    assert page.count("E-mail address is missing.") == page.count("Password is missing.") == 2


def test_who_holds_no_seat_does_not_come_in(client, user, now):
    end_seat(user.person_id, now=now)
    answer = sign_in(client, follow=True)
    assert "You hold no seat on the panel today" in answer.content.decode()
    assert not inside(client)


def test_a_closed_sign_in_does_not_open(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client)
    assert not inside(client)


def test_the_session_ends_with_the_seat(client, user, now):
    sign_in(client)
    assert inside(client)
    end_seat(user.person_id, now=now)
    answer = client.get("/accounts/2fa/", follow=True)
    assert "/accounts/login/" in answer.redirect_chain[-1][0]
    assert "your seat has ended" in answer.content.decode()


def test_signing_out_needs_a_post(client, user):
    sign_in(client)
    client.get("/accounts/logout/")
    assert inside(client)
    client.post("/accounts/logout/")
    assert not inside(client)


UNWANTED = "signup/ email/ confirm-email/ login/code/ phone/change/ social/connections/ 2fa/webauthn/signup/ 2fa/trust/"


@pytest.mark.parametrize("path", ["", *UNWANTED.split()])
def test_what_we_do_not_want_is_not_there(client, user, path):
    sign_in(client)
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_new_password_is_a_deed(client, user, mailoutbox):
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "a better horse entirely", "password2": "a better horse entirely"}
    client.post("/accounts/password/change/", typed)
    assert deeds()[-1] == ("people.set_password", "Town Clerk")
    user.refresh_from_db()
    assert user.check_password("a better horse entirely")
    assert inside(client)
    assert "Something changed in your sign-in" in mailoutbox[-1].body


def test_reset_by_letter(client, user, mailoutbox):
    client.post("/accounts/password/reset/", {"email": user.email})
    [letter] = mailoutbox
    assert letter.subject == "Wardmote Trial Town: A new password"
    assert "invented" not in letter.body
    [link] = [line for line in letter.body.splitlines() if line.startswith("http")]
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": "a better horse entirely", "password2": "a better horse entirely"})
    assert deeds()[-1] == ("people.set_password", "Town Clerk")
    assert not inside(client)
    sign_in(client, password="a better horse entirely")
    assert inside(client)
    assert "no longer works" in client.get(link, follow=True).content.decode()


def test_the_invented_town_says_so_in_every_letter(client, user, mailoutbox, example):
    client.post("/accounts/password/reset/", {"email": user.email})
    assert mailoutbox[0].subject.startswith("EXAMPLE: ")
    assert mailoutbox[0].body.startswith("EXAMPLE. This town is invented")


def test_a_stranger_gets_no_letter_and_learns_nothing(client, user, mailoutbox):
    strange = client.post("/accounts/password/reset/", {"email": "nobody@trial.example"}, follow=True)
    known = client.post("/accounts/password/reset/", {"email": user.email}, follow=True)
    assert len(mailoutbox) == 1
    assert strange.redirect_chain == known.redirect_chain


def second_factor(client):
    """Set up an authenticator app and give its secret."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    client.post("/accounts/2fa/totp/activate/", {"code": totp.format_hotp_value(totp.hotp_value(secret, counter()))})
    return secret


def counter():
    return int(time.time()) // 30


def test_a_second_factor_is_sealed_logged_and_asked_for(client, user):
    sign_in(client)
    secret = second_factor(client)
    kept = Authenticator.objects.get(user=user, type="totp")
    assert secret not in str(kept.data)
    assert ("people.second_factor_changed", "Town Clerk") in deeds()
    client.post("/accounts/logout/")
    assert sign_in(client)["Location"] == "/accounts/2fa/authenticate/"
    assert not inside(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert wrong.count("This code is not right.") == 2  # in the summary and at the box
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert inside(client)


@pytest.mark.parametrize(("steps_old", "taken"), [(1, True), (2, False)])
def test_a_code_typed_as_it_changes_still_works(client, user, monkeypatch, steps_old, taken):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    instant = time.time()
    monkeypatch.setattr(totp.time, "time", lambda: instant)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(instant) // 30 - steps_old))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists() is taken


def test_a_factor_and_its_line_in_the_log_come_together_or_not_at_all(client, user, monkeypatch):
    sign_in(client)

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(register, "record", fail)
    with pytest.raises(OSError, match="disk"):
        second_factor(client)
    assert not Authenticator.objects.exists()


def test_example_link_works_once(client, user, example):
    link = example_link(user.person, now=timezone.now())
    assert "Sign in as Ada Clerk" in client.get(link).content.decode()
    assert not inside(client)
    assert client.post(link)["Location"] == "/"
    assert inside(client)
    assert [deed for deed, _ in deeds()][-2:] == ["people.use_link", "people.signed_in"]
    client.post("/accounts/logout/")
    again = client.post(link)
    assert (again.status_code, inside(client)) == (410, False)
    assert "This link was used before. Nobody was signed in." in again.content.decode()


def test_example_link_lasts_a_minute(client, user, example):
    link = example_link(user.person, now=timezone.now() - LINK_LASTS - timedelta(seconds=1))
    assert client.post(link).status_code == 410
    assert not inside(client)


def test_example_link_cannot_be_made_up(client, user, example):
    link = example_link(user.person, now=timezone.now())
    assert client.post(f"{link[:-3]}xx/").status_code == 410
    assert not inside(client)


def test_a_real_town_has_no_short_way_in(client, user):
    link = example_link(user.person, now=timezone.now())
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert not inside(client)


def test_a_link_is_used_up_in_the_database(user, now):
    writes.use_link(user, last_login=None, by=FOUNDER, now=now)
    with pytest.raises(writes.LinkUsed):
        writes.use_link(user, last_login=None, by=FOUNDER, now=now)


def test_who_came_by_a_letter_can_set_up_a_second_factor(client, user):
    """The library keeps a copy of the address, not proven, for whoever used a link; that must not shut them out."""
    user.emailaddress_set.create(email=user.email, verified=False, primary=True)
    sign_in(client)
    second_factor(client)
    assert Authenticator.objects.filter(user=user, type="totp").exists()
