"""A request for information, from the letter to the answer, by keyboard alone; each page looked at, wide and narrow."""

import pytest

from tests.browser import looked_at
from tests.journeys.test_by_keyboard import go, tab_to
from tests.journeys.test_from_draft_to_approved import fill
from tests.notes import FIRST
from wardmote.information_requests.models import InformationAnswer, InformationRequest, Ruling

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, label):
    """A radio button of a group that has none chosen: the first is reached by Tab, the others by arrows."""
    tab_to(page, "Disclose")
    wanted = page.get_by_label(label, exact=True)
    for _ in range(4):
        page.keyboard.press("Space" if page.evaluate("document.activeElement.checked") is False else "ArrowDown")
        if wanted.is_checked():
            return
    raise AssertionError(label)


def test_from_the_letter_to_the_answer_by_keyboard(page, live_server, come_in, clerk, member, take):
    take(FIRST)
    come_in(clerk)
    page.goto(f"{live_server.url}/requests/")
    looked_at(page, "requests-none")
    tab_to(page, "Note a request")
    go(page)
    looked_at(page, "request-new")
    tab_to(page, "Freedom of information")
    page.keyboard.press("Space")
    fill(page, "Who asks", "Mr Kestrel, 4 Mill Lane")
    tab_to(page, "Letter")
    page.keyboard.press("Space")
    fill(page, "What is asked", "What was agreed of light?")
    tab_to(page, "Note it")
    go(page)
    row = InformationRequest.objects.get()
    looked_at(page, "request-noted")
    fill(page, "Words to look for.*", "swings\nlamp")
    tab_to(page, "Look")
    go(page)
    assert page.get_by_text("new finds.").is_visible()
    tab_to(page, "Reviewer")
    page.keyboard.type("Ben")
    tab_to(page, "Name the reviewer")
    go(page)
    looked_at(page, "request-found")

    # Every find is decided: one with words blacked out, the others as not asked for.
    many = row.finds.count()
    for n in range(many):
        tab_to(page, "Decide(?s:.*)")
        go(page)
        if n == 0:
            looked_at(page, "find-to-decide")
        if "£400" in page.locator(".govuk-inset-text").first.inner_text():
            choose(page, "Disclose with parts blacked out")
            fill(page, "Words to black out.*", "£400")
            tab_to(page, "Exemption.*")
            page.keyboard.type("section 41")
            fill(page, "Why it applies.*", "It was given in trust.")
        else:
            choose(page, "Not asked for")
        tab_to(page, "Save the decision")
        go(page)
    assert Ruling.objects.count() == many

    # The reviewer finds it on the home page, looks for the same, and agrees.
    come_in(member)
    page.goto(live_server.url)
    tab_to(page, "Review the request for information.*")
    go(page)
    tab_to(page, "Look for the same")
    go(page)
    for n in range(many):
        page.goto(f"{live_server.url}/requests/finds/{row.finds.order_by('pk')[n].pk}/")
        if n == 0:
            looked_at(page, "find-to-review")
        tab_to(page, "I agree")
        page.keyboard.press("Space")
        tab_to(page, "Save the review")
        go(page)
    looked_at(page, "request-ready")
    tab_to(page, "Make the answer")
    go(page)
    for way, ending in (("PDF", "pdf"), ("Word", "docx")):
        tab_to(page, rf"Get it \({way}\)(?s:.*)")
        with page.expect_download() as got:
            page.keyboard.press("Enter")
        assert got.value.suggested_filename == f"answer-{row.reference}-version-1.{ending}"
    tab_to(page, "Letter")
    page.keyboard.press("Space")
    tab_to(page, "Note that it went")
    go(page)
    assert InformationAnswer.objects.get().sent_on and page.get_by_text("Answered", exact=True).is_visible()
    looked_at(page, "request-answered")
    page.goto(f"{live_server.url}/requests/")
    looked_at(page, "requests")


def test_the_exemptions_and_an_extension(page, live_server, come_in, clerk, take):
    come_in(clerk)
    page.goto(f"{live_server.url}/requests/exemptions/")
    looked_at(page, "exemptions")
    tab_to(page, "Take out(?s:.*)")
    go(page)
    assert page.get_by_text("Taken out of the list").is_visible()
