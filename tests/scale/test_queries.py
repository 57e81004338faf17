"""Every page asks as many questions at 10 rows of everything as at many, and stays readable.

Many is 250 for the clerk, who is shown the most (WARDMOTE_ROWS says another number), and 100 for a member who has not
signed.
"""

import os
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from conftest import NOW
from tests.scale.beat import TOKEN
from tests.scale.crowd import Panel
from wardmote.actions import views as actions_views
from wardmote.actions.rules import ActionState
from wardmote.copies.models import Copy
from wardmote.people.models import Holding
from wardmote.places.models import Place

FEW, MORE, MANY = 10, 100, int(os.environ.get("WARDMOTE_ROWS", "250"))
A_PAGE_BYTES = 2 * 2**20
# A page whose rows are all open writes no event; which rows stand on a page depends on its order.
OF_THE_EVENT = ("register_event", "SAVEPOINT", "BEGIN", "COMMIT", "pg_advisory")
A_LIST = {
    "meetings:meetings",
    "meetings:matters",
    "actions:actions",
    "correspondence:letters",
    "confidentiality:panel",
    "interventions:interventions",
    "information_requests:requests",
    "proposals:proposals",
}  # pages that go on after 50 rows
OTHERS = "decision list release letter measure pair attendance substitute row apology presence declared clash"
OTHER_IDS = [f"{of}_id" for of in [*OTHERS.split(), "planned_year"]]
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def panel(clerk, member, unsigned, figures):
    return Panel(clerk, member)


def named(patterns, before=""):
    """Every address: its name and the names of what stands in it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield before + pattern.name, set(pattern.pattern.regex.groupindex)


def rows_for(panel):
    """What stands in the addresses: of each kind the row on which the most hangs."""
    paragraph = panel.thick.paragraphs.filter(statements__decision__isnull=False, marking="panel").first()
    return {
        "meeting_id": [panel.thick.pk, panel.planned.pk],
        "original_id": [panel.original.pk],
        "paragraph_id": [paragraph.pk],
        "matter_id": [panel.matter.pk],
        "action_id": [panel.action.pk],
        "item_id": [panel.item.pk],
        "priority_id": [panel.priority.pk],
        "intervention_id": [panel.intervention.pk],
        "count_id": [panel.count.pk],
        "sitting_id": [panel.sitting.pk],
        "sitting_item_id": [panel.noticed.pk],
        "entry_id": [panel.entry.pk],
        "area": ["control"],
        "statement_id": [panel.claim.pk],
        "kind": ["drugs", "council"],
        "body_id": [panel.body.pk],
        "membership_id": [panel.membership.pk],
        "terms_id": [panel.terms.pk],
        "request_id": [panel.request.pk],
        "proposal_id": [panel.proposal.pk],
        "asking_id": [panel.asking.pk],
        "proposal_entry_id": [panel.entry_said.pk],
        "year": [2022],
        "what": ["supplement", "summon", "correct", "approve"],
        "row_id": [panel.matter.pk],
        "adoption_id": [panel.matter.pk],
        "copy_id": [Copy.objects.filter(meeting=panel.thick).first().pk],
        "information_request_id": [panel.asked.pk],
        "find_id": [panel.found.pk],
        "answer_id": [panel.matter.pk],
        "delivery_id": [panel.delivered.pk],
        "post_id": [panel.beat.post.pk],
        "post_holding_id": [panel.beat.holding.pk],
        "question_id": [panel.beat.question.pk],
        "reply_id": [panel.beat.reply.pk],
        "form_id": [panel.beat.out.pk, panel.beat.given.pk],
        "line_id": [panel.beat.line.pk],
        "person_id": [panel.people[1].pk],
        "seat_id": [panel.seats[0].pk],
        "holding_id": [Holding.objects.get(person=panel.people[1], until_on=None).pk],
        "let_in_id": [panel.let_in.pk],
        "handover_id": [panel.handover().pk],
        "place_id": [Place.objects.get_or_create(name="Cobbler Row", kind="road", defaults={"recorded_at": NOW})[0].pk],
        # Only posted to, or the same for every town: any value that the address takes.
        **{key: [panel.matter.pk] for key in OTHER_IDS},
        **{
            "guide": ["clerk"],
            "picture": ["none"],
            "name": ["index.html"],
            "token": ["none", TOKEN],
            "pk": ["1"],
            "uidb36": ["1"],
            "key": ["none"],
        },
    }


def addresses(panel):
    """Every address of the house with real rows in it, and each filter of the long lists."""
    rows = rows_for(panel)
    for name, holes in named(get_resolver().url_patterns):
        for given in product(*(rows[hole] for hole in holes)):
            yield name, reverse(name, kwargs=dict(zip(holes, given, strict=True)))
    lists = [
        "show=all&sort=owner&q=light",
        "show=mine",
        "show=late&page=2",
        "show=awaiting&sort=-state",
        "show=no-owner",
    ]
    for words in [*lists, f"show=all&matter={panel.matter.pk}"]:
        yield "actions:actions", f"{reverse('actions:actions')}?{words}"
    for to in ActionState:
        yield "actions:move-on", f"{reverse('actions:move-on', args=[panel.action.pk])}?to={to.value}"
    for words in ("show=unsigned", "show=former&page=2", "q=person+1"):
        yield "confidentiality:panel", f"{reverse('confidentiality:panel')}?{words}"
    yield "meetings:matters", f"{reverse('meetings:matters')}?q=light"


def searches(client, panel):
    """What is looked for stands sealed in an address, each time in another: so both times the same one is asked."""
    if not panel.searches:
        typed = [{"q": "light"}, {"q": "light -county", "sort": "relevance"}, {"q": "light", "kinds": ["notes"]}]
        panel.searches = [client.post(reverse("search:search"), words)["Location"] for words in typed]
    yield from (("search:search", address) for address in panel.searches)


def asked(client, panel, *, warm=False, only=""):
    """Queries and bytes of every page that can be opened: those that only take a form are left out."""
    found = {}
    for name, address in [*addresses(panel), *searches(client, panel)]:
        if not name.startswith(only):
            continue
        if not warm:
            client.get(address)  # the first time fills what is kept for good, such as templates
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if answer.status_code != 405:
            reads = [one for one in queries if not any(word in one["sql"] for word in OF_THE_EVENT)]
            found[name, address] = (len(reads), len(answer.getvalue()), answer.status_code)
    return found


def faults(few, many):
    """Pages that ask more when there is more, or that grow past reading."""
    for page, (queries, _, status) in few.items():
        more, size, status_then = many[page]
        if more != queries:
            yield f"{page[1]}: {queries} queries at {FEW} rows, {more} at more"
        if size > A_PAGE_BYTES:
            yield f"{page[1]}: {size:,} bytes"
        if status != status_then:
            yield f"{page[1]}: answered {status}, then {status_then}"


@pytest.mark.parametrize(("who", "most"), [("clerk", MANY), ("unsigned", MORE)])
def test_every_page_asks_as_often_at_ten_rows_as_at_many(who, most, request, enter, panel):
    client = enter(request.getfixturevalue(who))
    panel.grow(FEW)
    few = asked(client, panel)
    panel.grow(most - FEW)
    many = asked(client, panel, warm=True)
    opened = {name for (name, _), (_, _, status) in many.items() if status == 200}
    clerks = {"updates:update", "updates:send", "updates:fill", "policing:fill-post", "policing:holding"}
    clerks |= {"meetings:waiting", "desk:review", "correspondence:letters", "people:move"}
    clerks |= {"calendars:rhythm", "calendars:digest-for"}
    assert (clerks <= opened) == (who == "clerk")
    everybodys = {"actions:download", "actions:action", "priorities:priorities", "priorities:priority"}
    everybodys |= {
        "interventions:intervention",
        "interventions:count",
        "interventions:agree",
        "interventions:count-monthly",
    }
    everybodys |= {"crime:glance", "crime:kind", "crime:comparators", "crime:claims", "crime:claim", "crime:supplied"}
    everybodys |= {"policing:team", "policing:questions", "policing:question", "updates:updates", "updates:form"}
    everybodys |= {"desk:home", "meetings:meeting", "meetings:matter", "proposals:proposal"}
    everybodys |= {f"calendars:{name}" for name in ("year", "body-year", "due", "digest", "subscribe", "feed")}
    everybodys |= {"search:search", "search:matter", "search:action", "search:place"}
    everybodys |= {"confidentiality:person", "people:seat", "people:let-ins", "people:let-in", "people:ask-let-in"}
    assert opened >= everybodys | A_LIST - {"correspondence:letters"}
    assert ("information_requests:find" in opened) == (who == "clerk")
    assert not (found := list(faults(few, many))), "\n".join(found)


def test_a_long_list_goes_on_after_fifty_rows(enter, clerk, panel):
    client = enter(clerk)
    panel.grow(60)
    for name in A_LIST:
        assert client.get(reverse(name)).content.count(b"<tr") == 1 + 50, name
        assert client.get(reverse(name), {"page": 2}).content.count(b"<tr") >= 1 + 10, name


def test_planted_a_question_for_each_row_is_caught(enter, clerk, panel, monkeypatch):
    client = enter(clerk)
    panel.grow(FEW)
    few = asked(client, panel, only="actions:")
    whole = actions_views.reads.actions
    monkeypatch.setattr(actions_views.reads, "actions", lambda **asked: whole(**asked).select_related(None))
    many = asked(client, panel, warm=True, only="actions:")
    found = list(faults(few, many))
    assert any(fault.startswith("/actions/: ") for fault in found)
    assert not any("/actions/new/" in fault for fault in found)
