"""Comparator sets: frozen, versioned, and the same whenever they are asked for."""

from dataclasses import replace
from datetime import date

import pytest

from wardmote.figures.areas.towns import drawn, town
from wardmote.figures.compare import ChangedSet, ComparatorSet, Member, SetRefused, declared, named, own_past, similar

DRAYTON, LEEK, STONE = town("Market Drayton"), town("Leek"), town("Stone (Stafford)")


def declared_set():
    return declared(
        DRAYTON, [LEEK, STONE], name="Market towns", by="Inspector Even", on=date(2026, 9, 1), reason="Alike in trade"
    )


def test_a_set_comes_back_as_it_was_kept():
    for made in (declared_set(), similar(DRAYTON, on=date(2026, 9, 1)), own_past(DRAYTON), named(DRAYTON, [LEEK])):
        assert ComparatorSet.from_json(made.to_json()) == made


def test_a_set_that_was_changed_behind_its_back_is_refused():
    kept = declared_set().to_json()
    kept["members"][0]["code"] = STONE.code
    with pytest.raises(ChangedSet, match="was changed after it was frozen"):
        ComparatorSet.from_json(kept)


def test_another_choice_is_another_version_with_another_fingerprint():
    first = declared_set()
    second = first.revised(on=date(2026, 10, 1), members=first.members[:1], reason="Stone has a prison")
    assert (second.version, second.frozen_on) == (2, date(2026, 10, 1))
    assert second.fingerprint != first.fingerprint
    assert replace(first, frozen_on=date(2027, 1, 1)).fingerprint == first.fingerprint


@pytest.mark.parametrize("against", [[], [DRAYTON, LEEK]])
def test_no_towns_or_the_town_itself_make_no_set(against):
    with pytest.raises(SetRefused, match="Nothing was stored"):
        named(DRAYTON, against)


def test_a_declaration_says_who_and_why():
    with pytest.raises(SetRefused, match="who declares"):
        declared(DRAYTON, [LEEK], name="Towns", by=" ", on=date(2026, 9, 1), reason="Alike")


def test_the_most_similar_towns_are_always_the_same_and_own_force_comes_first():
    found = similar(DRAYTON)
    assert found == similar(DRAYTON) and len(found.members) == 15
    own = [one.same_force for one in found.members]
    assert own == sorted(own, reverse=True) and 0 < sum(own) < 15
    for force in (True, False):
        distances = [one.distance for one in found.members if one.same_force is force]
        assert distances == sorted(distances)
    assert DRAYTON.code not in [one.code for one in found.members]


def test_wales_is_compared_without_deprivation_and_says_so():
    brecon = similar(town("Brecon"))
    assert "Without deprivation, which is ranked for England alone." in brecon.notes
    assert {one.code[0] for one in brecon.members} <= {"E", "W"} and brecon.members[0].distance < 1
    assert all(town(one.code).areas[0].startswith("E") for one in similar(DRAYTON).members)


def test_a_town_that_the_panel_drew_has_neighbours_too():
    found = similar(drawn("Two corners", ["E01028873", "E01028874"]), k=3)
    assert len(found.members) == 3
    assert "Market Drayton" not in [one.name for one in found.members]  # it holds the two corners


def test_past_years_are_the_same_town():
    assert own_past(LEEK, years=1).members == (Member(LEEK.code, "Leek a year before", same_force=True, years_back=1),)
