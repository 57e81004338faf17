"""The pages of crime figures, as each reader gets them."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    answer = client.get(reverse(f"crime:{name}", args=args), query)
    return answer.status_code, answer.content.decode()


def test_without_an_area_each_page_says_what_to_do(enter, clerk, figures):
    client = enter(clerk)
    for name in ("glance", "area", "comparators", "claims"):
        assert page(client, name)[0] == 200
    assert "Nobody has said yet which area the town is" in page(client, "glance")[1]


def test_the_glance_says_what_is_lower_higher_and_unclear(enter, member, frozen):
    status, shown = page(enter(member), "glance", **{"from": "2025-01", "to": "2025-12"})
    assert status == 200
    assert shown.count('role="img"') == 1
    assert "Comparative towns, version 1" in shown
    assert "76.9" in shown  # all crime and anti-social behaviour per 1,000 residents
    assert "./wardmote crime compare" in shown
    status, table = page(enter(member), "glance", **{"as": "csv", "from": "2025-01", "to": "2025-12"})
    assert table.startswith("\ufeffkind,n,period") and "All crime,813,2025-01 to 2025-12" in table


def test_one_kind_beside_each_town_in_the_order_of_the_set(enter, member, frozen):
    status, shown = page(enter(member), "kind", "drugs")
    assert status == 200
    assert shown.count('role="img"') == 3  # beside each town, month by month, and the map
    assert [shown.index(name) for name in ("Bridgnorth</td>", "Leek</td>", "Leominster</td>")] == sorted(
        shown.index(name) for name in ("Bridgnorth</td>", "Leek</td>", "Leominster</td>")
    )
    assert "neither good nor bad" in shown
    assert "too little data" in shown.lower()
    assert page(enter(member), "kind", "sorcery")[0] == 404


def test_what_is_loaded_is_told_month_by_month(enter, member, area):
    status, shown = page(enter(member), "coverage")
    assert status == 200
    assert "West Mercia" in shown and "an extract of" in shown
