"""The pages of crime figures, as each reader gets them."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import COMPARED_WITH, NOW
from tests.notes import SECOND
from wardmote.correspondence.models import Outgoing
from wardmote.crime import reads, writes
from wardmote.crime.briefing import briefing
from wardmote.crime.models import ClaimCheck, FrozenSet, TownArea
from wardmote.minutes.models import Statement
from wardmote.register.models import Event
from wardmote.register.reads import opened

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


# A claim of the notes


@pytest.fixture
def claim(take, frozen):
    take(SECOND)
    return Statement.objects.get(kind="claim")


def post(client, name, claim, **sent):
    return client.post(reverse(f"crime:{name}", args=[claim.pk]), sent, follow=True).content.decode()


def test_a_claim_is_checked_its_author_hears_first_and_replies(
    enter, claim, clerk, inspector, member, now, time_machine, mailoutbox
):
    time_machine.move_to(now, tick=False)
    enter(inspector)  # who can sign in gets the letter
    client = enter(clerk)
    shown = post(client, "check", claim)
    assert "Of 6 comparisons" in shown or "Of 1 comparison" in shown
    assert "What may be said instead" in shown
    assert "still to reply" in enter(member).get(reverse("crime:claim", args=[claim.pk])).content.decode()
    post(enter(clerk), "send", claim)
    (letter,) = Outgoing.objects.all()
    assert claim.paragraph.reference not in opened(letter, "body")
    assert "Oxbarrow" not in opened(letter, "body")
    assert "still to reply" in enter(member).get(reverse("crime:claim", args=[claim.pk])).content.decode()
    assert "It stays as it was sent" in post(enter(clerk), "check", claim)
    post(enter(inspector), "reply", claim, reply="It was said of the whole district.")
    seen = enter(member).get(reverse("crime:claim", args=[claim.pk])).content.decode()
    assert "It was said of the whole district." in seen
    assert [event.deed for event in Event.objects.filter(deed__startswith="crime.")][-3:] == [
        "crime.check_claim",
        "crime.send_check",
        "crime.reply",
    ]


def test_the_home_page_says_whose_check_waits_for_whom(enter, claim, clerk, inspector, member, now, time_machine):
    time_machine.move_to(now, tick=False)

    def home(viewer):
        return enter(viewer).get(reverse("desk:home")).content.decode()

    post(enter(clerk), "check", claim)
    assert "1 check of claims not sent to its author" in home(clerk)
    assert reads.checks_waiting(viewer=member, now=now) is None
    assert "for your reply" not in home(inspector)
    post(enter(clerk), "send", claim)
    assert "1 check waits for the reply of its author" in home(clerk)
    assert "1 claim of the notes waits for your reply" in home(inspector)
    assert str(claim.pk) in home(inspector) and str(claim.pk) not in home(member)
    post(enter(inspector), "reply", claim, reply="It was said of the whole district.")
    assert str(claim.pk) not in home(inspector) and "of its author" not in home(clerk)


def test_after_three_days_without_a_reply_the_others_see_the_check(enter, claim, clerk, member, now, time_machine):
    time_machine.move_to(now, tick=False)
    post(enter(clerk), "check", claim)
    post(enter(clerk), "send", claim)
    time_machine.move_to(now + timedelta(days=3), tick=False)
    seen = enter(member).get(reverse("crime:claim", args=[claim.pk])).content.decode()
    assert "No reply has been received" in seen


def test_no_pack_holds_a_check_before_its_author_had_time_to_reply(enter, claim, clerk, inspector, now, time_machine):
    def packed(at):
        return [told.check.row.state for told in briefing(claim.paragraph.meeting, viewer=clerk, now=at).claims]

    time_machine.move_to(now, tick=False)
    post(enter(clerk), "check", claim)
    assert packed(now) == []
    post(enter(clerk), "send", claim)
    assert packed(now) == []
    assert packed(now + timedelta(days=3)) == ["sent to its author"]
    post(enter(inspector), "reply", claim, reply="It was said of the whole district.")
    assert packed(now) == ["answered"]


def test_the_name_of_a_set_is_no_formula_in_the_table(enter, member, area, clerk):
    told = {"name": "=1+1", "declared_by": "the inspector", "reason": "Market towns."}
    writes.declare(area, names=["Leek", "Oswestry"], **told, by=clerk, now=NOW)
    _, table = page(enter(member), "glance", **{"as": "csv", "from": "2025-01", "to": "2025-12"})
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert any("=1+1" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2025-13"},
        {"to": "0001-01"},
        {"from": "0001-01", "to": "9999-12"},
        {"from": "2025-12", "to": "2025-01"},
    ],
)
def test_months_that_cannot_be_are_one_sentence(enter, member, frozen, asked):
    for name, args in (("glance", []), ("kind", ["drugs"])):
        status, shown = page(enter(member), name, *args, **asked)
        assert status == 200 and 'role="img"' not in shown and "month" in shown


def test_a_sentence_is_tried_and_not_kept(enter, member, frozen):
    client = enter(member)
    answer = client.post(reverse("crime:claims"), {"sentence": "Burglary is lower than in Leek."})
    assert answer.status_code == 200
    assert "does not show it" in answer.content.decode()
    assert not ClaimCheck.objects.exists()
    answer = client.post(reverse("crime:claims"), {"sentence": "The lamp is new."})
    assert answer.status_code == 422
    assert "The lamp is new." in answer.content.decode()


# What the town is, and what it is compared with


def test_who_may_choose_and_what_a_wrong_name_says(enter, member, clerk):
    told = enter(member).post(reverse("crime:area"), {"town": "Leek"})
    assert told.status_code == 422
    assert "Only the clerk or the police" in told.content.decode()
    told = enter(clerk).post(reverse("crime:area"), {"town": "Market Draiton"})
    assert told.status_code == 422
    assert "Market Drayton" in told.content.decode()
    assert not TownArea.objects.exists()


def test_a_town_is_drawn_and_never_without_areas(enter, clerk, area):
    client = enter(clerk)
    kept = area.areas[:3]
    client.post(reverse("crime:draw"), {"areas": kept})
    assert TownArea.objects.latest("recorded_at").areas == kept
    assert client.post(reverse("crime:draw"), {"areas": []}).status_code == 422


def test_the_same_set_again_is_no_new_version(enter, clerk, frozen, area):
    again = dict(name="Comparative towns", declared_by="the inspector", reason="Market towns of the same size.")
    client = enter(clerk)
    client.post(reverse("crime:declare"), again | {"towns": "\n".join(COMPARED_WITH)})
    assert FrozenSet.objects.count() == 1
    client.post(reverse("crime:declare"), again | {"towns": "\n".join(COMPARED_WITH[:4])})
    assert sorted(FrozenSet.objects.values_list("version", flat=True)) == [1, 2]
    shown = client.post(reverse("crime:declare"), again | {"towns": "Market Drayton"})
    assert shown.status_code == 422
