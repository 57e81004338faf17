"""The pages of crime figures, full and empty, wide and narrow: axe-core finds nothing."""

import pytest
from django.urls import reverse

from conftest import NOW
from tests.browser import looked_at
from tests.notes import SECOND
from wardmote.crime import reads, writes
from wardmote.minutes.models import Statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(take, frozen, clerk):
    """A claim of the notes, checked, sent and answered."""
    take(SECOND)
    claim = Statement.objects.get(kind="claim")
    shown = reads.claim_found(claim.pk, viewer=clerk, now=NOW)
    found = reads.check(shown, reads.area_row(), reads.frozen_sets(reads.area_row())[0]).to_json()
    row = writes.check_claim(claim.pk, found=found, frozen_set=frozen, by=clerk, now=NOW)
    writes.send_check(row.pk, link="http://a.example", by=clerk, now=NOW)
    writes.reply(row.pk, words="It was said of the whole district.", by=clerk, now=NOW)
    return claim


def test_full_pages(page, live_server, come_in, clerk, claim):
    come_in(clerk)
    paths = [("glance", []), ("kind", ["burglary"]), ("coverage", []), ("area", []), ("comparators", [])]
    for name, args in [*paths, ("claims", []), ("claim", [claim.pk])]:
        answer = page.goto(live_server.url + reverse(f"crime:{name}", args=args))
        assert answer.status == 200, name
        looked_at(page, f"crime-{name}")
    page.goto(live_server.url + reverse("crime:claims"))
    page.get_by_label("What was said, or is to be said").fill("Burglary is lower than in Leek.")
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="“Burglary is lower than in Leek.”").wait_for()
    looked_at(page, "crime-sentence")


def test_empty_pages(page, live_server, come_in, clerk):
    come_in(clerk)
    for name in ("glance", "area", "comparators", "claims"):
        page.goto(live_server.url + reverse(f"crime:{name}"))
        looked_at(page, f"crime-empty-{name}")
