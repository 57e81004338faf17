"""The door as people meet it: keyboard alone, with a passkey, wide and narrow, and what a first visit weighs."""

import re
import time
from dataclasses import replace
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import include, path, reverse
from django.utils import timezone

from tests.browser import looked_at
from wardmote.confidentiality.rules import CLERK_ONLY, Refused
from wardmote.people import signin, writes
from wardmote.people.models import Person
from wardmote.people.signin import example_link
from wardmote.register.rules import Viewer

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
FOUNDER = Viewer(person_id=None, capacity="founder", on_panel=True, keeps_record=True)
MOST_BYTES = 100_000


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def user(clerk, now):
    person = Person.objects.get(pk=clerk.person_id)
    return writes.open_sign_in(person, email="clerk@trial.example", password=PASSWORD, by=FOUNDER, now=now)


@pytest.fixture
def site(live_server):
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def authenticator_app(user):
    """The secret in the user's authenticator app."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_now(secret):
    """What the app shows."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def typed(page, *keys):
    """What a person types, from wherever the focus is."""
    for key in keys:
        page.keyboard.press(key) if key in {"Tab", "Enter", "Space"} else page.keyboard.type(key)


def give_password(page, site, user, password=PASSWORD, *, to=None):
    page.goto(f"{site}{to or '/accounts/login/'}")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page):
    """Give the password once more, where a page asks for it."""
    page.wait_for_load_state()
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(re.compile("^(?!.*reauthenticate)"))


def test_with_the_keyboard_alone(page, site, user, authenticator_app):
    page.goto(f"{site}/accounts/login/?next=/accounts/2fa/")
    typed(page, "Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    typed(page, "Enter", "Tab", user.email, "Tab", PASSWORD, "Enter")
    page.wait_for_url("**/authenticate/**")
    looked_at(page, "second-factor")
    page.get_by_label("Code").focus()
    typed(page, code_now(authenticator_app), "Enter")
    page.get_by_role("heading", name="Your sign-in").wait_for()
    page.get_by_role("button", name="Sign out").focus()
    typed(page, "Enter")
    page.get_by_text("You have signed out.").wait_for()


def test_a_wrong_password_is_said_in_one_sentence(page, site, user):
    give_password(page, site, user, "wrong")
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    assert "The e-mail address or the password is not right." in summary.inner_text()
    assert page.get_by_label("E-mail address").input_value() == user.email
    assert page.title().startswith("Error: ")
    looked_at(page, "wrong-password")


def test_with_a_recovery_code(page, site, user, authenticator_app):
    RecoveryCodes.activate(user)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(page, site, user, to="/accounts/login/?next=/accounts/2fa/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("9 codes left").wait_for()


def test_with_a_passkey(page, context, site, user):
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    made = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": made})
    give_password(page, site, user, to="/accounts/login/?next=/accounts/2fa/webauthn/add/")
    confirm(page)
    looked_at(page, "passkey-add")
    page.get_by_label("without my password").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Your passkey was added.").wait_for()
    page.goto(f"{site}/accounts/2fa/webauthn/reauthenticate/")
    looked_at(page, "passkey-again")
    page.goto(f"{site}/accounts/2fa/webauthn/")
    looked_at(page, "passkeys")
    page.get_by_role("link", name="Rename Passkey 1").click()
    looked_at(page, "passkey-edit")
    page.go_back()
    page.get_by_role("link", name="Remove Passkey 1").click()
    looked_at(page, "passkey-remove")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()
    context.clear_cookies()
    page.goto(f"{site}/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Your sign-in").wait_for()
    assert user.pk == type(user).objects.get(last_login__isnull=False).pk


def test_a_passkey_that_is_called_off_says_so_on_the_page(page, site):
    page.goto(f"{site}/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') } }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not used.").wait_for()
    looked_at(page, "passkey-called-off")


def test_pages_before_signing_in(page, site, user, mailoutbox, settings):
    for name, address in (
        ("sign-in", "/accounts/login/"),
        ("inactive", "/accounts/inactive/"),
        ("reset", "/accounts/password/reset/"),
        ("reset-sent", "/accounts/password/reset/done/"),
        ("reset-done", "/accounts/password/reset/key/done/"),
        ("reset-bad", "/accounts/password/reset/key/2-bad/"),
    ):
        page.goto(f"{site}{address}")
        looked_at(page, name)
    page.goto(f"{site}/accounts/password/reset/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_role("button", name="Send the link").click()
    page.get_by_role("heading", name="Look at your e-mail").wait_for()
    page.goto(re.search(r"http\S+", mailoutbox[0].body)[0])
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_role("button", name="Save the password").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "reset-choose")


def test_pages_of_ones_own_sign_in(page, site, user):
    give_password(page, site, user, to="/accounts/login/?next=/accounts/password/change/")
    page.get_by_role("button", name="Save the password").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "password-change")
    page.goto(f"{site}/accounts/2fa/")
    looked_at(page, "your-sign-in")
    page.goto(f"{site}/accounts/2fa/totp/activate/")
    looked_at(page, "confirm")
    confirm(page)
    looked_at(page, "authenticator-app")
    secret = page.locator("#secret strong").inner_text()
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Set up").click()
    page.get_by_text("Your authenticator app is set up.").wait_for()
    looked_at(page, "recovery-codes")
    for name in ("account_reauthenticate", "mfa_reauthenticate"):
        page.goto(site + reverse(name))
        looked_at(page, name)
    for name, address in (
        ("your-sign-in-full", ""),
        ("recovery-codes-new", "recovery-codes/generate/"),
        ("authenticator-app-off", "totp/deactivate/"),
    ):
        page.goto(f"{site}/accounts/2fa/{address}")
        looked_at(page, name)
    page.goto(f"{site}/accounts/logout/")
    looked_at(page, "sign-out")


def refused(request):
    raise Refused(CLERK_ONLY)


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError("planted")


# Addresses of pages that nobody should ever see, for the test below.
urlpatterns = [
    path("accounts/", include(signin.urlpatterns)),
    path("refused/", refused),
    path("forbidden/", forbidden),
    path("many/", respond_429),
    path("broken/", broken),
]


def test_the_pages_of_refusal(page, site, user, settings):
    settings.ROOT_URLCONF = __name__
    for address, heading in (
        ("refused", "You cannot do this"),
        ("forbidden", "You cannot open this page"),
        ("many", "Too many attempts"),
        ("broken", "Something went wrong"),
        ("nowhere", "Page not found"),
    ):
        page.goto(f"{site}/{address}/")
        page.get_by_role("heading", name=heading).wait_for()
        looked_at(page, address)
    page.goto(f"{site}/accounts/login/")
    page.context.clear_cookies()
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Your form was not accepted").wait_for()
    looked_at(page, "csrf")


def test_the_short_way_into_the_invented_town(page, site, user, settings, example):
    link = example_link(user.person, now=timezone.now())
    page.goto(f"{site}{link}")
    assert page.title().startswith("EXAMPLE: ")
    assert page.get_by_text("This town is invented.").is_visible()
    looked_at(page, "example-link")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}{link}")
    looked_at(page, "example-link-used")


@pytest.fixture
def example(settings):
    """As if the trial town were the invented one, for the pages as well."""
    settings.TOWN = replace(settings.TOWN, example=True)
    town = engines["jinja2"].env.globals["town"]
    engines["jinja2"].env.globals["town"] = settings.TOWN
    yield
    engines["jinja2"].env.globals["town"] = town


@pytest.fixture
def shipped(settings, tmp_path, transactional_db):
    """The pages with hashed and compressed static files, as `run` serves them."""
    settings.STATIC_ROOT = tmp_path / "static"
    compressed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": compressed}
    call_command("collectstatic", interactive=False, verbosity=0)
    with make_server("localhost", 0, get_wsgi_application(), handler_class=Silent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


class Silent(WSGIRequestHandler):
    """A trial server that does not talk."""

    def log_message(self, *args):
        pass


def test_a_first_visit_weighs_little(page, context, shipped):
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes = []
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(f"{shipped}/accounts/login/", wait_until="networkidle")
    assert len(sizes) >= 6  # the page, its style, its script, and three of the passkey's
    assert sum(sizes) <= MOST_BYTES, f"{sum(sizes)} bytes"
