"""The pages of proposals, full and empty, wide and narrow: axe-core finds nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOW
from tests.browser import looked_at
from wardmote.minutes.models import Matter, Statement
from wardmote.proposals import writes
from wardmote.proposals.rules import EntryKind

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = NOW.date()


@pytest.fixture
def full(taken, clerk):
    """A proposal with every kind of entry: disputed, settled, expected, chased, answered, corrected."""
    by = {"by": clerk, "now": NOW}
    put = writes.Put(asked_on=TODAY - timedelta(days=90), outside="The county council", asked_by="The Mayor")
    what = "Average speed cameras on the bypass between the two roundabouts"
    row = writes.propose(what, from_body=taken.body, put=put, **by)
    waits = row.askings.get()
    told = writes.ask(row.pk, put=writes.Put(asked_on=TODAY, outside="The force"), **by)
    said = {"said_on": TODAY, **by}
    one = writes.claim(row.pk, said_by="The force", words="The cameras are approved.", **said)
    writes.claim(row.pk, said_by="The county council", words="Nobody funds them.", at_odds_with=[one.pk], **said)
    odds = row.entries.get(kind=EntryKind.AT_ODDS.value)
    third = writes.claim(row.pk, said_by="The press", words="They stand.", at_odds_with=[one.pk], **said)
    other = row.entries.get(kind=EntryKind.AT_ODDS.value, against=third)
    writes.settle(other.pk, words="Nobody saw one.", said_by="The warden", **said)
    expected = writes.expect(row.pk, words="Cameras in by spring", said_by="The force", look_on=TODAY, **said)
    writes.chase(waits.pk, words="Nobody there.", chased_on=TODAY - timedelta(days=30), **by)
    answered = writes.answer(told.pk, words="Ask the county.", **said)
    writes.correct(one.pk, words="Approved in principle.", **by)
    return {"row": row.pk, "waits": waits.pk, "odds": odds.pk, "expected": expected.pk, "one": one.pk, "told": answered}


def test_full_pages(page, live_server, come_in, clerk, full, time_machine):
    time_machine.move_to(NOW, tick=False)
    row = [full["row"]]
    paths = [("proposals", []), ("new", []), ("proposal", row), ("ask", row), ("claim", row), ("at-odds", row)]
    paths += [("expect", row), ("chase", [full["waits"]]), ("answer", [full["waits"]]), ("settle", [full["odds"]])]
    paths += [("became", [full["expected"]]), ("correct", [full["one"]])]
    come_in(clerk)
    for number, (name, args) in enumerate(paths):
        answer = page.goto(live_server.url + reverse(f"proposals:{name}", args=args))
        assert answer.status == 200, name
        looked_at(page, f"proposals-{number:02}-{name}")
    statement = Statement.objects.filter(kind="spending").first()
    page.goto(f"{live_server.url}{reverse('proposals:new')}?statement={statement.pk}")
    looked_at(page, "proposals-from-a-sentence")
    page.goto(live_server.url + reverse("meetings:matter", args=[Matter.objects.first().pk]))
    looked_at(page, "proposals-matter")
    page.goto(live_server.url + reverse("desk:home"))
    assert page.get_by_role("heading", name="Chase by telephone").is_visible()
    looked_at(page, "proposals-home")


def test_empty_page(page, live_server, come_in, clerk, taken):
    come_in(clerk)
    page.goto(live_server.url + reverse("proposals:proposals"))
    looked_at(page, "proposals-empty")
