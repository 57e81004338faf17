"""Spellings of a place, and what the council is called."""

import json
from dataclasses import replace

import pytest
from django.template import engines

from wardmote.places import reads, writes
from wardmote.places.models import Spelling
from wardmote.places.rules import NotDone, PlaceKind
from wardmote.register.models import Event


@pytest.fixture
def alley(clerk, now):
    return writes.add_place("Tanners Passage", kind=PlaceKind.ROAD, by=clerk, now=now)


def test_an_accepted_spelling_means_the_place(alley, clerk, now):
    assert reads.place_of_words("Tanner's Psge") is None
    assert reads.places_alike("Tanner's Psge") == [alley]
    writes.accept_spelling(alley, words=" Tanner's  Psge", by=clerk, now=now)
    writes.accept_spelling(alley, words="tanner's psge", by=clerk, now=now)
    assert reads.place_of_words("Tanner's Psge") == reads.place_of_words("tanners passage") == alley
    assert Spelling.objects.count() == 1
    assert Event.objects.last().deed == "places.accept_spelling"


def test_a_spelling_that_will_not_do_leaves_nothing(alley, clerk, member, now):
    other = writes.add_place("Mill Street", kind=PlaceKind.ROAD, by=clerk, now=now)
    before = Event.objects.count()
    for words, by, says in (
        ("tanners passage", clerk, "means Tanners Passage already"),
        (" ", clerk, "between 1 and 120"),
        ("Mill St", member, "Only the clerk"),
    ):
        with pytest.raises(NotDone, match=says):
            writes.accept_spelling(other, words=words, by=by, now=now)
    assert (Spelling.objects.count(), Event.objects.count()) == (0, before)


@pytest.fixture
def town(settings, tmp_path):
    """The trial town in a folder of its own, as pages and letters see it."""
    settings.TOWN = replace(settings.TOWN, folder=tmp_path)
    kept = engines["jinja2"].env.globals["town"]
    engines["jinja2"].env.globals["town"] = settings.TOWN
    yield settings.TOWN
    engines["jinja2"].env.globals["town"] = kept


def test_the_council_is_called_otherwise_at_once(enter, clerk, town):
    door = enter(clerk)
    assert door.post("/settings/council/", {"name": ""}).status_code == 422
    assert not (town.folder / "town.json").exists()
    answer = door.post("/settings/council/", {"name": "Anystone  Town Council"}, follow=True)
    assert "– Anystone Town Council – Wardmote</title>" in answer.content.decode()
    kept = json.loads((town.folder / "town.json").read_text())
    assert kept == {"id": town.id, "name": "Anystone Town Council", "example": False}
    assert Event.objects.last().deed == "places.call_council"


def test_a_name_that_will_not_do_leaves_nothing(clerk, member, town, now):
    before = Event.objects.count()
    for name, by in ((" ", clerk), ("x" * 81, clerk), ("Anystone", member)):
        with pytest.raises(NotDone):
            writes.call_council(name, by=by, now=now)
    assert not (town.folder / "town.json").exists() and Event.objects.count() == before


def test_the_clerks_number_stands_at_the_foot_of_every_page(enter, clerk, town, client):
    door = enter(clerk)
    typed = {"name": "Anystone Town Council", "telephone": "Ring the office"}
    refused = door.post("/settings/council/", typed)
    assert refused.status_code == 422 and b"This is no telephone number" in refused.content
    door.post("/settings/council/", {**typed, "telephone": "01234  567890"})
    assert "<strong>01234 567890</strong>" in door.get("/help/").content.decode()
    writes.call_council("Anystone", by=clerk, now=Event.objects.last().at)
    assert "<strong>01234 567890</strong>" in door.get("/help/").content.decode()
