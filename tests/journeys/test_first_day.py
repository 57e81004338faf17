"""A clerk's first day, from an empty installation to the pack, without a terminal: keyboard, mouse and phone.

Counted: pages, key presses, and the minutes that a person takes at the rates below.
"""

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.accessibility.test_signin_pages import code_now
from tests.browser import fits, looked_at
from tests.journeys.conftest import EXAMPLE
from tests.journeys.test_by_keyboard import tab_to
from wardmote.desk.rules.founding import starting_code
from wardmote.meetings.models import StandingItem
from wardmote.minutes.models import Item, Meeting, Original
from wardmote.people.models import Holding, Person, User
from wardmote.register.models import Event
from wardmote.register.reads import first_break
from wardmote.towns.folder import FIRST_NAME, call_town

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "four words beside water"
MEMBERS = "Cllr Ben Member, Mayor, ben@anytown.example\nCy Oddly, Chair of Amenities\n"
SECONDS_A_KEY, SECONDS_A_PAGE, SECONDS_FOR_THE_APP, SECONDS_TO_READ_THE_AGREEMENT = 0.5, 12, 90, 90
MOST_MINUTES, MOST_PAGES = 15, 40


class Counted:
    """A person at the browser, with what they press and what they look at counted."""

    def __init__(self, page):
        self.page, self.keys, self.pages = page, 0, 0
        page.on("load", lambda _: setattr(self, "pages", self.pages + 1))

    def minutes(self):
        seconds = self.keys * SECONDS_A_KEY + self.pages * SECONDS_A_PAGE
        return (seconds + SECONDS_FOR_THE_APP + SECONDS_TO_READ_THE_AGREEMENT) / 60


class ByKeyboard(Counted):
    """Tab, Enter and letters."""

    def to(self, words):
        self.keys += tab_to(self.page, words)

    def type(self, words, text):
        self.to(words)
        if self.page.evaluate("() => 'value' in document.activeElement && document.activeElement.value !== ''"):
            self.page.keyboard.press("Control+a")
            self.keys += 1
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, words):
        self.to(words)
        self.keys += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def answer(self):
        self.keys += 1
        expect(self.page.locator("[autofocus]")).to_be_focused()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def give(self, path):
        self.to("Last meeting.s notes.*|Choose file.*")
        self.keys += 3  # the chooser, the file, Enter
        self.page.keyboard.press("Enter")


class ByMouse(Counted):
    """A click counts as a key: it takes longer, and a hand that goes to the mouse is no slower than six Tabs."""

    def type(self, words, text):
        box = self.page.get_by_label(words_of(words), exact=False).first
        box.click()
        box.fill(text)
        self.keys += 4 + len(text)

    def press(self, words):
        self.keys += 4
        found = self.page.get_by_role("button", name=words_of(words)).or_(
            self.page.get_by_role("link", name=words_of(words))
        )
        with self.page.expect_navigation():
            found.first.click()

    def answer(self):
        self.keys += 4
        with self.page.expect_navigation():
            self.page.locator("[autofocus]").click()

    def give(self, path):
        self.keys += 8
        self.page.get_by_label("Last meeting").set_input_files(path)


class OnAPhone(ByMouse):
    """Taps, in a window 360 pixels wide: no page may scroll sideways."""

    def press(self, words):
        super().press(words)
        self.page.wait_for_load_state()
        assert fits(self.page), self.page.url


def words_of(pattern):
    return pattern.replace(".*", "").replace(r"\s+", " ").replace(r"\.", ".")


@pytest.fixture
def empty(own_folder):
    """An empty installation: a town's folder, and nobody in the record."""
    call_town(own_folder, FIRST_NAME)
    return f"?code={starting_code(own_folder.web_key)}"


@pytest.mark.parametrize("hands", [ByKeyboard, ByMouse, OnAPhone])
def test_the_first_day(page, live_server, empty, hands):
    site = live_server.url.replace("127.0.0.1", "localhost")
    if hands is OnAPhone:
        page.set_viewport_size({"width": 360, "height": 740})
    page.on("filechooser", lambda chooser: chooser.set_files(EXAMPLE))
    clerk = hands(page)
    page.goto(f"{site}/begin/{empty}")
    assert "code=" not in page.url
    clerk.give(EXAMPLE)
    expect(page.get_by_label("Last meeting")).to_have_js_property("value", f"C:\\fakepath\\{EXAMPLE.name}")
    clerk.press("Read the notes")

    # What the notes say stands in the boxes; what they do not say does not.
    assert page.get_by_label("Name of the body").input_value() == "Hexcombe Police Partnership Panel"
    assert page.get_by_label("Name of the town").input_value() == "Hexcombe"
    assert page.get_by_label("Post").input_value() == "Inspector"
    assert page.get_by_label("Your name").input_value() == ""
    assert page.get_by_label("Day", exact=True).input_value() == ""
    clerk.type("Name of the town.*", "Anytown Town Council")
    clerk.type("Your name", "Ada Clerk")
    clerk.type("Your e-mail address", "ada@anytown.example")
    clerk.type("Members.*", MEMBERS)
    for words, typed in {"Day": "11", "Month": "1", "Year": "2030", "Time.*": "10:15", "Place.*": "Wool Hall"}.items():
        clerk.type(words, typed)
    clerk.press("Go on and check")
    assert page.get_by_text("Ben Member, Mayor, ben@anytown.example").is_visible()
    assert not Person.objects.exists()  # shown back before it is stored
    clerk.type("Password", PASSWORD)
    clerk.type("Password again", PASSWORD)
    clerk.press("Begin the record")

    # The sign-in is made safe, with no password asked again.
    assert page.get_by_role("heading", name="Your sign-in").is_visible()
    assert "Anytown Town Council" in page.title()  # the running server has the name
    clerk.press(r"Set up\s+authenticator app")
    secret = page.locator("#secret strong").inner_text()
    clerk.type("Code", code_now(secret))
    clerk.press("Set up")
    assert page.get_by_role("list", name="Recovery codes").is_visible()
    clerk.press("Go on to the agreement")
    clerk.type("Your full name", "Ada Clerk")
    clerk.press("Sign the agreement")

    # The review of the notes, with what the police said open to who has signed: each answer is one key or one click.
    taken = Original.objects.get().meeting
    assert page.url.startswith(f"{site}/meetings/{taken.pk}/review/")
    clerk.press("Yes, this meeting and these people")
    seen = ""
    while page.get_by_role("heading", name="Everything is checked").count() == 0:
        seen += page.locator("main").inner_text()
        clerk.answer()
    assert "cuckooing" in seen
    assert not Item.objects.filter(checked_at__isnull=True).exists()

    # The pack.
    clerk.press("Go on to the next meeting")
    clerk.press("Hexcombe Police Partnership Panel")
    with page.expect_download() as download:
        if hands is ByKeyboard:
            clerk.to("Make my pack")
            page.keyboard.press("Enter")
        else:
            page.get_by_role("button", name="Make my pack").click()
        clerk.keys += 1
    words = " ".join(p.extract_text() for p in PdfReader(download.value.path()).pages)
    assert "Wool Hall" in words and "Inspector Larkwhistle to make enquiries" in " ".join(words.split())

    assert clerk.pages <= MOST_PAGES and clerk.minutes() <= MOST_MINUTES, (clerk.pages, clerk.keys, clerk.minutes())
    print(f"{hands.__name__}: {clerk.pages} pages, {clerk.keys} presses, {clerk.minutes():.1f} minutes")
    assert Meeting.objects.count() == 2 and StandingItem.objects.exists() and first_break() is None
    assert User.objects.count() == 2 and Holding.objects.count() == 4
    assert Event.objects.filter(deed="meetings.hand_out_pack").exists()
    assert page.goto(f"{site}/begin/").status == 404


def test_each_state_of_the_first_day_is_sound(page, live_server, empty):
    """axe-core and the width, on every page of it, right and wrong."""
    page.goto(live_server.url)
    looked_at(page, "begin-code")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "begin-code-wrong")
    page.goto(f"{live_server.url}/begin/{empty}")
    looked_at(page, "begin")
    page.get_by_role("button", name="Read the notes").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "begin-no-file")
    page.get_by_label("Last meeting").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Read the notes").click()
    page.get_by_text("is filled in below").wait_for()
    looked_at(page, "begin-six")
    page.get_by_label("Time").fill("soon")
    page.get_by_label("Members").fill("???\nBen Member")
    page.get_by_role("button", name="Go on and check").click()
    page.get_by_text("Line 1 was not understood").first.wait_for()
    looked_at(page, "begin-six-wrong")
    page.get_by_label("Time").fill("")
    page.get_by_label("Members").fill("Ben Member, Mayor, ben@anytown.example")
    page.get_by_label("Your name").fill("Ada Clerk")
    page.get_by_label("Your e-mail address").fill("ada@anytown.example")
    page.get_by_role("button", name="Go on and check").click()
    page.get_by_text("This was understood.").wait_for()
    looked_at(page, "begin-check")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Password again").fill("other")
    page.get_by_role("button", name="Begin the record").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "begin-check-wrong")
    page.get_by_role("link", name="Back to the six things").click()
    assert page.get_by_label("Your name").input_value() == "Ada Clerk"
    page.get_by_role("link", name="Back to the notes").click()
    looked_at(page, "begin-again")
    page.get_by_role("button", name="Go on with this file").click()
    assert page.get_by_label("Members").input_value() == "Ben Member, Mayor, ben@anytown.example"


def test_the_guides_are_sound_and_at_the_foot_of_each_page(page, live_server, clerk, come_in):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("link", name="Help", exact=True).click()
    looked_at(page, "help")
    for name in ("clerk", "member", "host"):
        page.goto(f"{live_server.url}/help/{name}/")
        looked_at(page, f"help-{name}")
        assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)")


def test_invitations_are_sound(page, live_server, clerk, member, come_in, now):
    from conftest import FOUNDER
    from wardmote.people.writes import open_sign_in

    ben = Person.objects.get(pk=member.person_id)
    open_sign_in(ben, email="ben@anytown.example", password=None, by=FOUNDER, now=now)
    come_in(clerk)
    page.goto(f"{live_server.url}/invitations/")
    looked_at(page, "invitations")
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_text("left in the outbox").wait_for()
    looked_at(page, "invitations-sent")
