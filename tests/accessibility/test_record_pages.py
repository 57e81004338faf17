"""Every page of the record, full and empty, right and wrong, wide and narrow: axe-core finds nothing."""

import re
from datetime import date, time

import pytest

from conftest import NOW
from tests.browser import faults, looked_at
from wardmote.actions.models import Action
from wardmote.cli.benches import keep_benches
from wardmote.interventions import writes
from wardmote.interventions.models import Count, Intervention
from wardmote.minutes.models import Matter, Paragraph
from wardmote.minutes.writes import plan_meeting
from wardmote.public import reads as public_reads
from wardmote.public import writes as public_writes
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

pytestmark = pytest.mark.django_db(transaction=True)
EARLIER = """Trial Police Partnership Panel Meeting
Friday 2nd September 2022 at 10.15am
Notes

1. Apologies
None.
7. Town Walkabouts
A mural for the side wall of the old cinema in Mill Street was discussed. The Clerk will write to the owner.
"""


@pytest.fixture
def full(take, taken, clerk, member):
    """Two meetings' notes, a planned meeting, a public paragraph and a release."""
    take(EARLIER.replace("Trial Police", "Hexcombe Police").replace("2022", "2026"), name="earlier.txt")
    plan_meeting(taken.body, held_on=date(2030, 1, 11), starts=time(10, 15), place="Council Chamber", by=clerk, now=NOW)
    from wardmote.meetings.writes import mark_paragraph

    open_one = Paragraph.objects.filter(from_police=False, marking="panel").first()
    mark_paragraph(open_one.pk, marking=Marking.PUBLIC, by=clerk, now=NOW)
    release = public_writes.compose(public_reads.site(now=NOW), by=clerk, now=NOW)
    public_writes.approve(release.pk, by=member, now=NOW)
    public_writes.compose(public_reads.site(now=NOW), by=clerk, now=NOW)
    return taken


FIXED = ["/", "/meetings/", "/meetings/take/", "/meetings/plan/", "/meetings/waiting/", "/matters/", "/actions/"]
FIXED += ["/actions/?show=all&sort=owner", "/actions/?q=nothing+has+these+words", "/priorities/", "/agreement/"]
FIXED += ["/interventions/", "/interventions/new/", "/interventions/?answer=worse"]
FIXED += ["/public/", "/public/releases/", "/settings/agenda/"]


def name_of(path):
    return re.sub(r"\W+", "-", path).strip("-") or "home"


def test_full_pages(page, live_server, come_in, clerk, full):
    come_in(clerk)
    planned = full.body.meetings.get(held_on=date(2030, 1, 11))
    closed = Paragraph.objects.filter(from_police=True, statements__isnull=False).first()
    decided = Paragraph.objects.filter(decisions__isnull=False).first()
    paths = [*FIXED, f"/meetings/{full.pk}/", f"/meetings/{planned.pk}/", f"/meetings/{planned.pk}/plan/"]
    paths += [f"/meetings/paragraphs/{closed.pk}/", f"/meetings/paragraphs/{decided.pk}/"]
    paths += [f"/matters/{Matter.objects.first().pk}/", f"/actions/{Action.objects.first().pk}/"]
    for path in paths:
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        looked_at(page, f"full-{name_of(path)[:30]}")


def test_search(page, live_server, come_in, clerk, unsigned, full, now):
    come_in(clerk)
    page.goto(live_server.url)
    page.get_by_label("Search notes, actions, decisions and papers").fill("wall street")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name=re.compile("results")).wait_for()
    assert "wall" not in page.url
    looked_at(page, "search-found")
    page.get_by_text("Kinds, body, dates and order").click()
    page.get_by_label("Matter", exact=True).check()
    page.get_by_label("Relevance").check()
    page.get_by_role("button", name="Search").click()
    looked_at(page, "search-narrowed")
    page.get_by_label("Words").fill("zebra")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Nothing was found").wait_for()
    looked_at(page, "search-nothing")
    page.get_by_label("Words").fill("-zebra")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "search-error")
    matter = next(m for m in Matter.objects.filter(joined_to=None) if "mural" in opened(m, "title").lower())
    page.goto(f"{live_server.url}/search/matters/{matter.pk}/")
    looked_at(page, "search-matter")
    come_in(unsigned)
    page.goto(f"{live_server.url}/search/")
    looked_at(page, "search-blank")


def test_an_intervention(page, live_server, come_in, clerk, now):
    come_in(clerk)
    keep_benches(by=clerk, now=now.replace(year=2026))
    row, count = Intervention.objects.get(), Count.objects.first()
    months = "\n".join(f"{2023 + n // 12}-{n % 12 + 1:02}, {20 + n % 5}, 31" for n in range(45))
    told = {"counted_by": "The warden", "how": "Calls of residents"}
    writes.count_monthly(row.pk, months=months, **told, by=clerk, now=now.replace(year=2026))
    at = f"/interventions/{row.pk}/"
    for path in [
        "/interventions/",
        at,
        f"{at}edit/",
        f"{at}agree/",
        f"{at}months/",
        f"/interventions/counts/{count.pk}/",
    ]:
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"intervention-{name_of(path)[-12:]}")
    writes.take_back(Count.objects.get(area="buffer control", when="after").pk, by=clerk, now=now)
    page.goto(live_server.url + at)
    looked_at(page, "intervention-nobody-counted")
    page.goto(f"{live_server.url}{at}count/buffer-control/")
    page.get_by_role("button", name="Keep the count").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "intervention-error-count")


def test_the_public_site_itself(page, live_server, full):
    page.goto(live_server.url + "/public/")
    looked_at(page, "public-index")
    page.get_by_role("link", name=re.compile("Panel")).click()
    looked_at(page, "public-meeting")


def test_empty_pages(page, live_server, come_in, clerk):
    come_in(clerk)
    for path in FIXED:
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"empty-{name_of(path)[:30]}")


def test_what_an_unsigned_member_sees(page, live_server, come_in, unsigned, full):
    come_in(unsigned)
    for path in ["/", f"/meetings/{full.pk}/", "/matters/", "/actions/", "/priorities/", "/agreement/"]:
        assert page.goto(live_server.url + path).status == 200, path
        looked_at(page, f"unsigned-{name_of(path)[:30]}")
        assert "Pellow" not in page.content()


def test_refusals(page, live_server, come_in, unsigned, full):
    come_in(unsigned)
    closed = Paragraph.objects.filter(from_police=True).first()
    assert page.goto(f"{live_server.url}/meetings/paragraphs/{closed.pk}/").status == 403
    looked_at(page, "refused-confidential")
    assert page.goto(f"{live_server.url}/meetings/take/").status == 403
    looked_at(page, "refused-clerk-only")
    assert page.goto(f"{live_server.url}/meetings/{closed.pk}/").status == 404
    looked_at(page, "absent")


def test_wrong_input_is_kept_and_said(page, live_server, come_in, clerk, full, tmp_path):
    come_in(clerk)
    page.goto(live_server.url + "/meetings/plan/")
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2027")
    page.get_by_label("Place").fill("The Wool Hall")
    page.get_by_role("button", name="Set the day").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Place").input_value() == "The Wool Hall"
    looked_at(page, "error-plan")
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    page.goto(live_server.url + "/meetings/take/")
    page.get_by_label("The notes as they were typed").set_input_files(empty)
    page.get_by_role("button", name="Take in the notes").click()
    page.get_by_role("alert").wait_for()
    assert "Nothing was stored" in page.get_by_role("alert").inner_text()
    looked_at(page, "error-take")


def test_planted_a_page_that_fails_is_caught(page, live_server):
    page.goto(live_server.url + "/public/")
    assert not faults(page)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img><input>')")
    assert len(faults(page)) >= 2
