"""A lost telephone and a handover, as people live through them: by the browser, by keyboard, at a phone's width."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.utils import timezone

from conftest import FOUNDER, NOW
from tests.browser import PHONE
from tests.journeys.test_by_keyboard import go, tab_to
from wardmote.people import writes
from wardmote.people.models import Handover, Holding, Person, User

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
NEW_PASSWORD = "a better horse entirely"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def site(live_server):
    return live_server.url


@pytest.fixture
def ben(member):
    """A member who signs in with a password and an app."""
    person = Person.objects.get(pk=member.person_id)
    user = writes.open_sign_in(person, email="ben@trial.example", password=PASSWORD, by=FOUNDER, now=NOW)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    return user


def link_in(letter, site):
    return re.sub(r"http://[^/]+", site, re.search(r"http\S+", letter.body)[0])


def choose_a_password(page, link):
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("New password again").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.get_by_role("heading", name="Your new password was saved").wait_for()


def sign_in(page, site, email):
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Your sign-in").wait_for()


def once_more(page):
    """Give the password once more, where a page asks for it."""
    page.wait_for_load_state()
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(re.compile("^(?!.*reauthenticate)"))


def with_an_app(page, site):
    page.goto(f"{site}/accounts/2fa/totp/activate/")
    once_more(page)
    secret = page.locator("#secret strong").inner_text()
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def with_a_passkey(page, site):
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    made = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": made})
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    once_more(page)
    page.get_by_label("without my password").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Your passkey was added.").wait_for()


@pytest.mark.parametrize("new_factor", [with_an_app, with_a_passkey], ids=["app", "passkey"])
def test_a_lost_telephone(page, site, come_in, clerk, inspector, ben, mailoutbox, new_factor):
    come_in(clerk)
    page.goto(f"{site}/people/")
    page.get_by_role("link", name="Ben Member").click()
    page.get_by_role("link", name="They lost their telephone").click()
    page.get_by_label("What happened").fill("Left on the train on Monday.")
    page.get_by_label("How you know that it is really them").fill("He came to the office.")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("You asked, so somebody else").wait_for()
    assert [letter.to for letter in mailoutbox] == [[ben.email]]

    come_in(inspector)
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/people/let-in/")
    page.get_by_role("link", name="Ben Member").click()
    page.get_by_role("button", name="Yes, let them back in").click()
    page.get_by_text("A letter with a link goes").wait_for()

    page.context.clear_cookies()
    choose_a_password(page, link_in(mailoutbox[1], site))
    sign_in(page, site, ben.email)
    page.goto(f"{site}/people/")
    assert "/accounts/2fa/" in page.url  # not before there is a second factor
    new_factor(page, site)
    page.goto(f"{site}/people/")
    page.get_by_role("heading", name="People").wait_for()
    page.goto(link_in(mailoutbox[1], site))
    page.get_by_text("This link no longer works").first.wait_for()


def test_a_handover_by_keyboard_at_the_width_of_a_phone(page, site, come_in, clerk, mailoutbox):
    ada = Holding.objects.get(person_id=clerk.person_id)
    page.set_viewport_size(PHONE)
    come_in(clerk)
    page.goto(f"{site}/people/")
    tab_to(page, "Hand over to the next clerk")
    go(page)
    tab_to(page, "Full name of the next clerk")
    page.keyboard.type("Fay Successor")
    tab_to(page, "Their e-mail address.*")
    page.keyboard.type("fay@trial.example")
    for _ in range(3):
        page.keyboard.press("Tab")  # today stands in the boxes
    last = timezone.localdate() + timedelta(days=14)
    for words, typed in (("Day", last.day), ("Month", last.month), ("Year", last.year)):
        tab_to(page, words)
        page.keyboard.type(str(typed))
    go(page)
    page.get_by_text("You both keep the record now").wait_for()

    # The next clerk comes in, on another machine.
    other = page.context.browser.new_page(locale="en-GB", timezone_id="Europe/London")
    choose_a_password(other, link_in(mailoutbox[0], site))
    sign_in(other, site, "fay@trial.example")
    with_an_app(other, site)
    other.goto(f"{site}/people/")
    other.get_by_role("link", name="Handover to Fay Successor").wait_for()
    other.close()

    page.reload()
    tab_to(page, "Fay Successor has the key sheet")
    page.keyboard.press("Space")
    tab_to(page, "Settle the handover")
    go(page)
    page.get_by_text("Settled. The seat is handed over").wait_for()
    ada.refresh_from_db()
    assert ada.until_on == last
    assert Handover.objects.get().state == "settled"
    assert Authenticator.objects.filter(user=User.objects.get(email="fay@trial.example")).exists()
