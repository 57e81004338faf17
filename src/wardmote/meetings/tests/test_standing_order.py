"""The standing order, what is usual, and the body: changed on a page, and each change undone."""

from datetime import date, time

import pytest

from tests.notes import FIRST
from wardmote.confidentiality.rules import Refused
from wardmote.meetings import writes
from wardmote.meetings.agenda import agenda
from wardmote.meetings.models import StandingItem
from wardmote.minutes.models import Meeting
from wardmote.register.reads import first_break, opened
from wardmote.register.rules import Marking


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def items(take):
    take(FIRST)
    return {opened(row, "title"): row for row in StandingItem.objects.all()}


def order():
    rows = StandingItem.objects.filter(removed_at=None).order_by("position")
    return [opened(row, "title") for row in rows]


def do(door, row, what, **typed):
    return door.post(f"/settings/agenda/items/{row.pk}/", {"do": what, **typed}, follow=True).content.decode()


def test_the_standing_order_is_changed_and_each_change_undone(door, items):
    first = order()
    for what, row, typed in (
        ("up", "Other Issues", {}),
        ("down", "Apologies", {}),
        ("remove", "Other Issues", {}),
        ("rename", "Other Issues", {f"{items['Other Issues'].pk}-title": "Other Business"}),
    ):
        page = do(door, items[row], what, **typed)
        assert order() != first, what
        undo = page.split("Undo the last change")[0].split('value="')[-1].split('"')[0]
        do(door, items[row], undo)
        assert order() == first, what
    door.post("/settings/agenda/items/", {"title": " Parking "})
    assert order() == [*first, "Parking"]
    do(door, StandingItem.objects.get(position=5), "remove")
    assert order() == first and first_break() is None


def test_a_renamed_standing_item_keeps_what_is_carried_over(door, items, clerk, now):
    planned = Meeting.objects.get(held_on=date(2022, 9, 16))
    do(door, items["Other Issues"], "rename", **{f"{items['Other Issues'].pk}-title": "Any Other Business"})
    item = next(i for i in agenda(planned, viewer=clerk, now=now).items if i.title == "Any Other Business")
    assert item.carried


def test_an_item_is_not_added_twice_and_the_words_are_kept(door, items):
    page = door.post("/settings/agenda/items/", {"title": "OTHER issues."})
    assert page.status_code == 409 and "in the standing order already" in page.content.decode()
    assert 'value="OTHER issues."' in page.content.decode()
    taken = items["Apologies"]
    page = door.post(f"/settings/agenda/items/{taken.pk}/", {"do": "rename", f"{taken.pk}-title": "Other Issues"})
    assert page.status_code == 409 and "in the standing order already" in page.content.decode()
    assert door.post("/settings/agenda/items/", {"title": " "}).status_code == 422


def test_what_is_usual_is_offered_and_never_filled_in(door, items):
    door.post("/settings/agenda/usual/", {"starts": "10.15am", "place": "Long Room"})
    form = door.get("/meetings/plan/").content.decode()
    assert "As usual: 10:15am, Long Room" in form and 'value="Long Room"' not in form
    day = {"held_on-day": "2", "held_on-month": "12", "held_on-year": "2022", "starts": "", "place": ""}
    door.post("/meetings/plan/", day)
    assert Meeting.objects.get(held_on=date(2022, 12, 2)).starts is None
    door.post("/meetings/plan/", {**day, "held_on-day": "9", "starts": "2pm", "as_usual": "on"})
    made = Meeting.objects.get(held_on=date(2022, 12, 9))
    assert (made.starts, made.place.name) == (time(14), "Long Room")


def test_the_body_is_named_and_its_kind_said(door, items):
    typed = {"name": "Ferncombe  Policing Committee", "kind": "committee"}
    assert "Saved." in door.post("/settings/agenda/body/", typed, follow=True).content.decode()
    body = StandingItem.objects.first().body
    assert (body.name, body.kind) == ("Ferncombe Policing Committee", "committee")
    assert door.post("/settings/agenda/body/", {"name": "", "kind": "club"}).status_code == 422


def test_without_a_body_the_page_says_what_to_do_first(door):
    assert "No body is in the record yet." in door.get("/settings/agenda/").content.decode()
    for path in ("body/", "usual/", "items/"):
        assert door.post(f"/settings/agenda/{path}", {}).status_code == 422


def test_only_the_clerk_changes_the_standing_order(items, member, now):
    row = items["Apologies"]
    for deed, given in (
        (writes.add_standing_item, {"title": "Parking"}),
        (writes.set_usual_sitting, {"starts": None, "place": None}),
    ):
        with pytest.raises(Refused):
            deed(row.body, by=member, now=now, **given)
    for deed, given in (
        (writes.rename_standing_item, {"title": "Parking"}),
        (writes.move_standing_item, {"up": True}),
        (writes.remove_standing_item, {}),
    ):
        with pytest.raises(Refused):
            deed(row.pk, by=member, now=now, **given)
    assert Marking.PANEL.value == row.marking
