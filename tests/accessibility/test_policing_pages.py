"""The pages of policing, full and empty, right and wrong, wide and narrow: axe-core finds nothing."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from conftest import NOW
from tests.browser import looked_at
from wardmote.correspondence.models import Outgoing
from wardmote.minutes.writes import plan_meeting
from wardmote.policing import writes
from wardmote.policing.rules import Manner, PostKind
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
from wardmote.updates import writes as updates

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full(taken, clerk, inspector):
    """Posts held, covered and vacant; a question answered and one late; a form that went out and one given in."""
    by = {"by": clerk, "now": NOW}
    held, empty = (writes.add_post(f"PC, Hexcombe {side}", kind=PostKind.PC, **by) for side in ("north", "south"))
    oak = writes.fill_post(held.pk, manner=Manner.SUBSTANTIVE, name="PC Oak", from_on=date(2022, 10, 3), **by)
    writes.name_officer(oak.pk, public=True, name="PC Oak", contact="01234 567890", said_on=NOW.date(), **by)
    writes.fill_post(empty.pk, manner=Manner.COVER, name="PC Elm", team="Oxbarrow", from_on=date(2022, 9, 5), **by)
    wrong = writes.fill_post(empty.pk, manner=Manner.ACTING, name="PC Ash", from_on=date(2022, 9, 5), **by)
    writes.take_back_holding(wrong.pk, **by)
    asked = {"words": "How often?", "on_behalf_of": "", "marking": Marking.PANEL, "link": "http://a.example"}
    question = writes.ask("Speed checks", **asked, **by)
    writes.ask("Bins", **asked, **by)
    writes.answer(question.pk, words="Twice.", said_by="Sgt Moss", **by)
    on = {"starts": time(10, 15), "place": "Council Chamber"}
    first, second = (plan_meeting(taken.body, held_on=date(2030, m, 11), **on, **by) for m in (1, 3))
    out, given = updates.prepare(first, **by), updates.prepare(second, **by)
    typed = {"said_by": "Sgt Moss", "plans": "1-4", "arrests": "1-4", "nil_demand": "on", "more": "Bikes are marked."}
    assert not updates.give_in(given.pk, typed=typed, anyway=False, version=None, link=None, **by)
    told = {"to_address": "otto@force.example", "officers": ["Inspector"], "front_door": "01234 567890"}
    updates.send_form(out.pk, link_before="to/", **told, **by)
    letter = [opened(row, "body") for row in Outgoing.objects.all()]
    token = next(found[1] for body in letter if (found := re.search(r"to/([\w-]+)/", body)))
    return {
        "post": held.pk,
        "holding": oak.pk,
        "question": question.pk,
        "out": out.pk,
        "given": given.pk,
        "token": token,
    }


def test_full_pages(page, live_server, come_in, inspector, clerk, full):
    paths = [(f"policing:{name}", []) for name in ("team", "new-post", "questions", "ask")]
    paths += [(f"policing:{name}", [full["post"]]) for name in ("change-post", "fill-post")]
    paths += [("policing:question", [full["question"]])]
    paths += [(f"policing:{name}", [full["holding"]]) for name in ("holding", "named-officer")]
    paths += [(f"updates:{name}", [full["out"]]) for name in ("update", "send", "fill")]
    paths += [("updates:update", [full["given"]]), ("updates:updates", [])]
    come_in(clerk)
    for number, (name, args) in enumerate(paths):
        answer = page.goto(live_server.url + reverse(name, args=args))
        assert answer.status == 200, name
        looked_at(page, f"policing-{number:02}-{name.partition(':')[2]}")


def test_the_page_of_the_link(page, live_server, full):
    page.goto(live_server.url + reverse("updates:form", args=[full["token"]]))
    looked_at(page, "policing-link")
    page.get_by_label("Your name and rank").fill("Insp Oak")
    page.get_by_label("What else there is to tell").fill("Mr Vale came.")
    page.get_by_role("button", name="Send it").click()
    assert "names a person" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("What else there is to tell").input_value() == "Mr Vale came."
    looked_at(page, "policing-link-refused")


def test_empty_pages(page, live_server, come_in, clerk):
    come_in(clerk)
    for name in ("policing:team", "policing:questions", "updates:updates"):
        page.goto(live_server.url + reverse(name))
        looked_at(page, f"policing-empty-{name.partition(':')[2]}")
