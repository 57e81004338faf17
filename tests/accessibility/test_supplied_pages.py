"""The pages of what the police supply, empty and full, right and wrong, wide and narrow: axe-core finds nothing."""

import pytest
from django.urls import reverse

from conftest import NOW
from tests.browser import looked_at
from wardmote.crime import writes
from wardmote.crime.rules import Supplied, SuppliedKind

pytestmark = pytest.mark.django_db(transaction=True)


def test_counts_that_the_police_supply(page, live_server, come_in, inspector):
    come_in(inspector)
    page.goto(live_server.url + reverse("crime:supplied"))
    assert page.get_by_role("button", name="Exit this page").get_attribute("href").startswith("https://")
    looked_at(page, "crime-supplied-empty")
    page.goto(live_server.url + reverse("crime:supply"))
    looked_at(page, "crime-supply-empty")
    page.get_by_role("button", name="Keep these counts").click()
    assert "There is a problem" in page.get_by_role("alert").inner_text()
    looked_at(page, "crime-supply-wrong")
    for kind, counts in zip(SuppliedKind, [(31, 3, 28, 40, 35), (11, 1, 9, 12, 15), (0, 6, 2, 7, 5)], strict=True):
        rows = [Supplied(kind, f"2022-0{n}", count) for n, count in enumerate(counts, start=1)]
        writes.supply(rows, supplied_by="the force’s analyst", by=inspector, now=NOW)
    writes.release_supplied("2022-01", until="2022-04", by=inspector, now=NOW)
    page.goto(live_server.url + reverse("crime:supply"))
    page.get_by_label("First month").first.fill("2022-01")
    page.get_by_label("Last month").first.fill("2022-05")
    page.get_by_role("button", name="Look at what would be released").click()
    looked_at(page, "crime-supply-look")
    page.get_by_role("button", name="Release this to the panel").click()
    page.get_by_text("Everybody on the panel sees this page").wait_for()
    looked_at(page, "crime-supplied-full")
