"""A recommendation goes to the council, is chased, answered and comes back; a dispute is kept over three meetings."""

import re
from datetime import date

import pytest

from conftest import NOW
from tests.browser import looked_at
from tests.notes import FIRST
from wardmote.law.rules import BodyKind
from wardmote.minutes.models import Adoption, Statement
from wardmote.minutes.writes import add_body, plan_meeting
from wardmote.proposals.models import Proposal, ProposalEntry

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_recommendation_goes_to_the_council_and_comes_back(page, live_server, come_in, clerk, take, time_machine):
    time_machine.move_to(NOW, tick=False)
    by = {"by": clerk, "now": NOW}
    notes = take(FIRST).meeting
    council = add_body("Ferncombe Town Council", kind=BodyKind.COUNCIL, **by)
    days = {"starts": None, "place": None, **by}
    theirs = plan_meeting(council, held_on=date(2022, 11, 25), **days)
    held = (date(2022, 12, 2), date(2023, 1, 6), date(2023, 2, 3))
    ours = [plan_meeting(notes.body, held_on=day, **days) for day in held]
    come_in(clerk)

    def seen(meeting, words):
        page.goto(f"{live_server.url}/meetings/{meeting.pk}/")
        return page.get_by_text(words).first.is_visible()

    # From a sentence of the notes.
    statement = Statement.objects.get(kind="spending")
    page.goto(f"{live_server.url}/meetings/paragraphs/{statement.paragraph_id}/")
    page.get_by_role("link", name=re.compile("^Recommend it to another body.*will be spent", re.DOTALL)).click()
    page.get_by_label("To which body").select_option("Ferncombe Town Council")
    page.get_by_label("Asked by whom").fill("The chair")
    page.get_by_role("button", name="Open the proposal").click()
    assert page.get_by_text("Recommended by Ferncombe Police Partnership Panel").is_visible()
    assert page.get_by_text("First said (spending)").is_visible()
    looked_at(page, "journey-proposal-opened")
    assert Proposal.objects.get().statement == statement
    here = page.url
    assert seen(theirs, "Resolve an answer. Asked by The chair.")
    looked_at(page, "journey-proposal-at-the-council")

    # Two say two things of it. It stays disputed over three meetings.
    for who, words in (("The treasurer", "The budget has the money."), ("The surveyor", "No money is left.")):
        page.goto(here)
        page.get_by_role("link", name="Add what somebody says of it").click()
        page.get_by_label("Which body or post says it").fill(who)
        page.get_by_label("What they say").fill(words)
        odds = page.get_by_label("The treasurer")
        if odds.count():
            odds.check()
        page.get_by_role("button", name="Keep it").click()
    assert page.get_by_role("link", name="Record what settled it").is_visible()
    for meeting in ours:
        time_machine.move_to(NOW + (meeting.held_on - NOW.date()), tick=False)
        come_in(clerk)  # no session lasts for weeks
        assert seen(meeting, "What settles it?")
        assert seen(meeting, "The budget has the money.") and seen(meeting, "No money is left.")

    # The council met, and no answer came: the clerk rings.
    page.goto(f"{live_server.url}/")
    looked_at(page, "journey-proposal-home")
    page.get_by_role("button", name="They were rung").click()
    assert page.get_by_text("Noted: they were asked again today, by telephone.").is_visible()
    assert page.get_by_role("heading", name="Chase by telephone").count() == 0
    assert ProposalEntry.objects.get(kind="chase").how == "by telephone"

    # The answer comes on paper, adopts the spending, and stands on the panel's next agenda.
    page.goto(here)
    page.get_by_role("link", name="Note the answer").click()
    page.get_by_label("The answer", exact=True).fill("Minute 12/23: the lamp is paid for.")
    page.get_by_label("On paper").check()
    page.get_by_label("With this the body adopts").check()
    page.get_by_role("button", name="Keep the answer").click()
    assert Adoption.objects.get().statement == statement
    following = plan_meeting(notes.body, held_on=date(2023, 3, 3), **days)
    assert seen(following, "Minute 12/23: the lamp is paid for.")
    page.goto(here)
    page.get_by_role("link", name="Record what settled it").click()
    page.get_by_label("What settled it").fill("The lamp is paid for.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="The answer was before the").click()
    looked_at(page, "journey-proposal-at-rest")
    assert Statement.objects.get(pk=statement.pk).settled_at
    page.goto(f"{live_server.url}/meetings/{following.pk}/")
    assert page.get_by_text("Minute 12/23").count() == 0 and page.get_by_text("What settles it?").count() == 0
