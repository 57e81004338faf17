"""A whole meeting by keyboard: opened, typed, decided and closed, with the network cut twice and a page loaded anew."""

import os
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from conftest import seated
from tests.browser import looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from tests.notes import FIRST, SECOND
from wardmote.actions.models import Action
from wardmote.minutes.models import Attendance, Decision, Meeting, Paragraph, Statement
from wardmote.minutes.writes import plan_meeting
from wardmote.people.rules import SeatKind
from wardmote.register.reads import opened
from wardmote.sittings import writes
from wardmote.sittings.models import Entry, EntryClash, Sitting, SittingItem

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def today(take, clerk, member, unsigned):
    """A meeting that is held today, after two others, with three members who have a vote."""
    take(FIRST), take(SECOND, name="second.txt")
    seated("Tansy Tarragon", "Chair of the Panel", SeatKind.MEMBER, signed=True)
    now = datetime.now(UTC)
    body = Meeting.objects.first().body
    return plan_meeting(body, held_on=now.date(), starts=time(10, 15), place="Long Room", by=clerk, now=now)


@pytest.fixture
def desk(page, context, come_in, clerk):
    """The clerk's browser. What it says of a network that is cut is no fault, so its console is not listened to."""
    come_in(clerk)
    one = context.new_page()
    one.set_default_timeout(15_000)
    faults = []
    one.on("pageerror", lambda error: faults.append(str(error)))
    yield one
    assert not faults, faults


def texts():
    return [opened(one, "text") for one in Entry.objects.filter(struck_at=None).order_by("item__position", "position")]


def says(page, words):
    expect(page.locator("[data-status]")).to_contain_text(words)


def show(page, name):
    if folder := os.environ.get("WARDMOTE_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_whole_meeting_by_keyboard(desk, context, live_server, today, member):
    desk.goto(f"{live_server.url}/meetings/{today.pk}/")
    tab_to(desk, "Open the meeting in the room")
    go(desk)
    for name in ("Ben Member.*", "Cy Unsigned.*", "Tansy Tarragon.*", "Ada Clerk.*"):
        tab_to(desk, name)
        desk.keyboard.press("Space")
    tab_to(desk, "In the chair")
    desk.keyboard.type("Tansy")
    tab_to(desk, "Open the meeting")
    go(desk)
    address = desk.url
    expect(desk.locator("[data-quorum]")).to_have_text("3 of 3 with a vote: quorate, 3 needed")
    says(desk, "All saved")

    desk.keyboard.press("w")
    tab_to(desk, "The reminder was read out")
    go(desk)
    assert Sitting.objects.get().reminder_at

    # The second item is the police's: what is typed there is confidential by itself.
    says(desk, "All saved")
    desk.keyboard.press("Escape")
    desk.locator("body").press("k")
    desk.keyboard.press("j")
    expect(desk.locator("h2:focus")).to_contain_text("Update from Local Policing Team")
    desk.keyboard.press("p")
    desk.keyboard.type("Two bicycles were found near the weir.")
    says(desk, "All saved at")
    assert Entry.objects.get().marking == "confidential"
    expect(desk.locator("[data-entry] select[name=chosen]").first).to_have_value("confidential")
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.keyboard.type("No demand locations, police, 1 to 31 Oct")
    says(desk, "All saved at")
    expect(desk.get_by_text("In the notes: No demand locations. Source: police.")).to_be_visible()
    desk.keyboard.press("Escape")

    # The network is cut in the middle of a sentence; the page is even loaded anew.
    desk.keyboard.press("j"), desk.keyboard.press("j")
    expect(desk.locator("h2:focus")).to_contain_text("Other Issues")
    desk.keyboard.press("p")
    desk.keyboard.type("The swings are")
    says(desk, "All saved at")
    context.set_offline(True)
    desk.keyboard.type(" broken.")
    says(desk, "1 change waits on this computer")
    desk.keyboard.press("Escape")
    desk.keyboard.press("p")
    desk.keyboard.type("The maker answered.")
    says(desk, "2 changes wait on this computer")
    desk.wait_for_timeout(300)
    show(desk, "room-offline")
    with pytest.raises(Error):
        desk.reload()
    assert "The swings are broken." not in texts()
    context.set_offline(False)
    desk.goto(address)
    says(desk, "All saved at")
    assert {"The swings are broken.", "The maker answered."} <= set(texts())
    kept = "() => new Promise(r => { const o = indexedDB.open('wardmote-sittings'); o.onsuccess = () => { const q ="
    kept += " o.result.transaction('changes').objectStore('changes').count(); q.onsuccess = () => r(q.result) } })"
    assert desk.evaluate(kept) == 0  # nothing stays on the computer once it is saved

    # An action is shown as it was understood, and taken as right.
    desk.locator("body").press("k")
    for _ in range(6):
        desk.keyboard.press("k")
    for _ in range(3):
        desk.keyboard.press("j")
    desk.keyboard.press("a")
    desk.keyboard.type("Mayor to enquire about the wall by 1 December 2030")
    says(desk, "All saved at")
    expect(desk.get_by_text("Understood: Owner: Mayor. Due: Sunday 1 December 2030.")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Rightly understood")).to_be_visible()
    with desk.expect_navigation():
        desk.keyboard.press("u")
    assert Entry.objects.get(kind="action").confirmed_at

    # A decision is typed, then put to the vote.
    says(desk, "All saved")
    desk.keyboard.press("Escape")
    desk.keyboard.press("d")
    desk.keyboard.type("to spend £400 on a lamp from the Panel Budget")
    says(desk, "All saved at")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Put to the vote")).to_be_visible()
    with desk.expect_navigation():
        desk.keyboard.press("v")
    tab_to(desk, "Moved by")
    desk.keyboard.type("Ben")
    tab_to(desk, "Seconded by")
    desk.keyboard.type("Tansy")
    tab_to(desk, "Agreed without a vote")
    desk.keyboard.press("ArrowDown")
    tab_to(desk, "For")
    desk.keyboard.type("3")
    tab_to(desk, "Keep the decision")
    go(desk)
    expect(desk.get_by_text("Recommended: to spend £400 on a lamp from the Panel Budget.")).to_be_visible()

    # The network is cut once more; nothing closes until all of it is saved.
    says(desk, "All saved")
    context.set_offline(True)
    desk.keyboard.press("Escape")
    desk.keyboard.press("p")
    desk.keyboard.type("The Mayor thanked everybody.")
    says(desk, "waits on this computer")
    desk.keyboard.press("Escape")
    context.set_offline(False)
    says(desk, "All saved at")
    desk.keyboard.press("Shift+X")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert "/review/" in desk.url
    meeting = Meeting.objects.get(pk=today.pk)
    assert meeting.state == "notes drafted"
    told = [opened(one, "text") for one in Paragraph.objects.filter(meeting=meeting)]
    for words in ("The swings are broken.", "The maker answered.", "The Mayor thanked everybody."):
        assert told.count(words) == 1, words
    assert {opened(a, "name_as_written") for a in Attendance.objects.filter(meeting=meeting, kind="present")} == {
        "Ben Member",
        "Cy Unsigned",
        "Tansy Tarragon",
    }
    assert Decision.objects.filter(paragraph__meeting=meeting).count() == 1
    assert Statement.objects.get(paragraph__meeting=meeting, kind="nil_return").marking == "confidential"
    assert opened(Action.objects.get(raised_at=meeting), "owner_words") == "Mayor"


@pytest.fixture
def sitting(today, clerk, member):
    """The meeting of today, open."""
    return writes.open_sitting(today.pk, here=[clerk.person_id], chair=None, by=clerk, now=datetime.now(UTC))


def test_two_tabs_lose_nothing_and_show_what_the_other_saved(desk, context, live_server, sitting):
    other = context.new_page()
    for one in (desk, other):
        one.goto(f"{live_server.url}/sittings/{sitting.pk}/")
        says(one, "All saved")
    desk.locator("body").press("p")
    desk.keyboard.type("From the first tab.")
    says(desk, "All saved at")
    expect(other.get_by_label("Paragraph")).to_have_value("From the first tab.")
    # Both change it while neither hears of the other.
    context.set_offline(True)
    desk.get_by_label("Paragraph").fill("From the first tab. It is late.")
    other.get_by_label("Paragraph").fill("From the first tab. It is early.")
    says(desk, "waits on this computer"), says(other, "waits on this computer")
    context.set_offline(False)
    says(desk, "All saved at"), says(other, "All saved at")
    assert Entry.objects.count() == 1 and EntryClash.objects.count() == 1
    both = {*texts(), *(opened(one, "text") for one in EntryClash.objects.all())}
    assert both == {"From the first tab. It is late.", "From the first tab. It is early."}
    desk.goto(desk.url)
    expect(desk.get_by_text("Two texts.")).to_be_visible()
    show(desk, "room-clash")
    desk.get_by_role("button", name="Keep the text above").click()
    expect(desk.get_by_text("Two texts.")).to_have_count(0)


def test_whoever_is_signed_out_keeps_the_text_and_is_asked_to_sign_in(
    desk, context, come_in, clerk, live_server, sitting
):
    desk.goto(f"{live_server.url}/sittings/{sitting.pk}/")
    says(desk, "All saved")
    context.clear_cookies(name="sessionid")
    desk.locator("body").press("p")
    desk.keyboard.type("Typed after the session ended.")
    says(desk, "1 change waits on this computer")
    expect(desk.get_by_role("alert")).to_contain_text("You are signed out")
    assert not texts()
    come_in(clerk)
    desk.goto(f"{live_server.url}/sittings/{sitting.pk}/")
    says(desk, "All saved at")
    assert texts() == ["Typed after the session ended."]


def test_the_pages_are_sound(page, live_server, come_in, clerk, today, member):
    come_in(clerk)
    page.goto(f"{live_server.url}/meetings/{today.pk}/sitting/")
    looked_at(page, "room-open")
    now = datetime.now(UTC)
    sitting = writes.open_sitting(today.pk, here=[clerk.person_id, member.person_id], chair=None, by=clerk, now=now)
    item = SittingItem.objects.filter(sitting=sitting).last()
    page.goto(f"{live_server.url}/sittings/{sitting.pk}/#item-{item.pk}")
    for kind in ("Paragraph", "Action", "Decision"):
        page.get_by_role("button", name=f"{kind} under").click()
        page.keyboard.type("The Clerk to write to the county by 1 May 2030")
    says(page, "All saved at")
    for panel in page.locator("summary:visible").all():
        panel.click()
    looked_at(page, "room-page")
    page.get_by_role("link", name="Put to the vote").click()
    looked_at(page, "room-vote")
    page.get_by_role("button", name="Keep the decision").click()
    looked_at(page, "room-vote-refused")
    page.goto(f"{live_server.url}/sittings/{sitting.pk}/adjourn/")
    looked_at(page, "room-adjourn")
    come_in(member)
    page.goto(f"{live_server.url}/sittings/{sitting.pk}/")
    looked_at(page, "room-looking-on")
