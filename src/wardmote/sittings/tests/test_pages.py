"""The pages without their script: ordinary forms, and what is refused keeps what was typed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.sittings import writes
from wardmote.sittings.models import Entry, Presence, Sitting
from wardmote.sittings.rules.deciding import Motion
from wardmote.sittings.rules.sitting import EntryKind, Outcome


@pytest.fixture(autouse=True)
def at_that_time(time_machine, at):
    time_machine.move_to(at + timedelta(minutes=30), tick=False)


@pytest.fixture
def door(enter, clerk):
    return enter(clerk)


def sent(item, **more):
    told = {"entry": uuid4(), "item": item.pk, "change": uuid4(), "kind": "paragraph", "text": "The lamp is out."}
    return told | more


def test_a_meeting_opens_from_its_page(door, planned, member):
    page = door.get(reverse("meetings:meeting", args=[planned.pk])).content.decode()
    assert reverse("sittings:open", args=[planned.pk]) in page
    assert "Ben Member, Mayor" in door.get(reverse("sittings:open", args=[planned.pk])).content.decode()
    answer = door.post(reverse("sittings:open", args=[planned.pk]), {"here": [member.person_id]})
    sitting = Sitting.objects.get()
    assert answer["Location"] == reverse("sittings:sitting", args=[sitting.pk])
    shown = door.get(answer["Location"]).content.decode()
    assert "1 of 3 with a vote: inquorate, 3 needed" in shown and "Swings in Larkspur Meadow" in shown


def test_words_are_saved_by_an_ordinary_form(door, sitting, item):
    address = reverse("sittings:save", args=[sitting.pk])
    told = sent(item("Other"))
    for _ in range(2):
        assert door.post(address, told)["Location"].endswith(f"#entry-{told['entry']}")
    assert Entry.objects.count() == 1
    empty = door.post(address, sent(item("Other"), text=" "))
    assert (empty.status_code, Entry.objects.count()) == (422, 1)
    wrong = door.post(address, {"text": "Kept on the page"})
    assert wrong.status_code == 422 and "Kept on the page" in wrong.content.decode()
    asked = {"HTTP_ACCEPT": "application/json"}
    older = door.post(address, told | {"change": uuid4(), "version": 0, "text": "The lamp is lit."}, **asked)
    assert older.status_code == 409 and older.json()["clash"]
    shown = door.get(reverse("sittings:sitting", args=[sitting.pk])).content.decode()
    assert "The lamp is lit." in shown and "The lamp is out." in shown


def test_what_changed_since_is_told_with_its_form_and_nothing_else_is(door, sitting, type_in, at):
    old = type_in("Other", "Long ago.", now=at).entry
    new = type_in("Other", "Just now.", now=at + timedelta(minutes=20)).entry
    asked = {"since": (at + timedelta(minutes=10)).isoformat()}
    told = door.get(reverse("sittings:changes", args=[sitting.pk]), asked).json()
    assert [one["entry"] for one in told["entries"]] == [str(new.pk)] and str(old.pk) not in str(told)
    assert told["quorum"].startswith("3 of 3") and "Just now." in told["entries"][0]["html"]


def test_a_page_that_stands_open_writes_no_event_while_nothing_changes(door, sitting, type_in, at):
    type_in("Update", "A theft.", now=at)
    before = Event.objects.count()
    asked = {"since": (at + timedelta(minutes=10)).isoformat()}
    door.get(reverse("sittings:changes", args=[sitting.pk]), asked)
    assert Event.objects.count() == before


def test_a_decision_is_put_to_the_vote(door, sitting, type_in, member, chair):
    entry = type_in("Other", "to fit a lamp", kind=EntryKind.DECISION).entry
    address = reverse("sittings:decide", args=[entry.pk])
    assert "Ben Member" in door.get(address).content.decode()
    told = {"manner": "show of hands", "hands_for": 9, "mover": member.person_id, "version": entry.version}
    refused = door.post(address, told)
    assert refused.status_code == 409 and "9 hands were counted" in refused.content.decode()
    assert door.post(address, told | {"hands_for": 3}).status_code == 302
    assert "Recommended: to fit a lamp." in door.get(reverse("sittings:sitting", args=[sitting.pk])).content.decode()


def test_a_member_looks_on_as_far_as_they_may_see(enter, sitting, item, type_in, member, unsigned, clerk, at):
    type_in("Other", "Nobody else reads drafts.")
    entry = type_in("Other", "to fit a lamp", kind=EntryKind.DECISION).entry
    writes.decide(entry.pk, motion=Motion(), by=clerk, now=at)
    page = enter(member).get(reverse("sittings:sitting", args=[sitting.pk])).content.decode()
    assert "Recommended: to fit a lamp." in page and "drafts" not in page
    writes.declare(item("Other").pk, who=member.person_id, outcome=Outcome.LEAVES, by=clerk, now=at)
    page = enter(member).get(reverse("sittings:sitting", args=[sitting.pk])).content.decode()
    assert "fit a lamp" not in page and "Other Issues" in page


def test_the_room_by_its_buttons(door, sitting, member):
    address = reverse("sittings:room", args=[sitting.pk])
    door.post(address, {"do": f"left {member.person_id}"})
    assert Sitting.objects.get().meeting.state == "inquorate"
    line = Presence.objects.get(kind="left")
    door.post(reverse("sittings:take-back", args=[line.pk]))
    assert Sitting.objects.get().meeting.state == "in session"
    door.post(address, {"do": "apology", "name": "Rue Absent", "reason": "Ill", "answer": "accepted"})
    assert opened(Presence.objects.get(kind="apology"), "reason") == "Ill"
    assert "Fill it in again" in door.post(address, {"do": "fly"}, follow=True).content.decode()


def test_the_end_leads_to_the_review(door, sitting, type_in):
    type_in("Other", "The lamp is out.")
    answer = door.post(reverse("sittings:close", args=[sitting.pk]), {"do": "draft"})
    assert answer["Location"] == reverse("desk:review", args=[sitting.meeting_id])
    assert "The lamp is out." in door.get(answer["Location"]).content.decode()
    late = door.post(reverse("sittings:save", args=[sitting.pk]), {})
    assert late.status_code == 422
