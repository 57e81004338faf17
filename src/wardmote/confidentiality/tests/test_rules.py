"""Who may see what, as a table: each line is one viewer, one marking, one answer."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from wardmote.confidentiality.rules import (
    NOT_ON_THE_PANEL,
    NOT_SIGNED,
    Absent,
    Allow,
    NotHere,
    Refuse,
    Refused,
    decide,
    insist,
    must_be_clerk,
    same_name,
)
from wardmote.register.rules import CONSULT, THE_PUBLIC, Deed, Verb, Viewer

NOW = datetime(2022, 11, 14, 9, 15, tzinfo=UTC)
ALTER = Deed("trial.alter", Verb.ALTER)
ROW, MATTER = UUID(int=1), UUID(int=2)
UNSIGNED = Viewer(UUID(int=3), "Member", on_panel=True)
SIGNED = replace(UNSIGNED, signed_until=NOW + timedelta(seconds=1))
LAPSED = replace(UNSIGNED, signed_until=NOW)
NAMED = replace(SIGNED, named_on=frozenset({ROW}))
NAMED_UNSIGNED = replace(UNSIGNED, named_on=frozenset({ROW}))
CLERK = replace(SIGNED, keeps_record=True)
OUTSIDE = Viewer(UUID(int=4), "Resident", signed_until=NOW + timedelta(days=1), named_on=frozenset({ROW}))
YES, NO = Allow(), Absent()


@dataclass(frozen=True)
class Row:
    marking: str
    id: UUID = ROW
    matter_id: UUID | None = MATTER


@pytest.mark.parametrize(
    ("viewer", "public", "panel", "confidential", "restricted"),
    [
        (THE_PUBLIC, YES, NO, NO, NO),
        (OUTSIDE, YES, NO, NO, NO),
        (UNSIGNED, YES, YES, NOT_SIGNED, NO),
        (LAPSED, YES, YES, NOT_SIGNED, NO),
        (SIGNED, YES, YES, YES, NO),
        (CLERK, YES, YES, YES, NO),
        (NAMED_UNSIGNED, YES, YES, NOT_SIGNED, NOT_SIGNED),
        (NAMED, YES, YES, YES, YES),
    ],
    ids=["public", "outside", "unsigned", "lapsed", "signed", "clerk", "named, unsigned", "named"],
)
def test_consulting(viewer, public, panel, confidential, restricted):
    answers = {"public": public, "panel": panel, "confidential": confidential, "restricted": restricted}
    for marking, answer in answers.items():
        assert decide(viewer, CONSULT, Row(marking), NOW) == answer, marking


@pytest.mark.parametrize("marking", ["public", "panel", "confidential", "restricted"])
@pytest.mark.parametrize("deed", [CONSULT, ALTER])
def test_an_interest_hides_every_row_of_its_matter_even_from_the_named(marking, deed):
    interested = replace(NAMED, interests=frozenset({MATTER}))
    assert decide(interested, deed, Row(marking), NOW) == NO
    assert decide(interested, deed, Row(marking, matter_id=None), NOW) == YES


def test_the_public_changes_nothing_and_is_told_only_of_what_is_public():
    assert decide(THE_PUBLIC, ALTER, Row("public"), NOW) == NOT_ON_THE_PANEL
    for marking in ("panel", "confidential", "restricted"):
        assert decide(THE_PUBLIC, ALTER, Row(marking), NOW) == NO


def test_an_unknown_marking_opens_nothing():
    with pytest.raises(ValueError, match="secret"):
        decide(NAMED, CONSULT, Row("secret"), NOW)


def test_insisting():
    insist(YES)
    with pytest.raises(NotHere):
        insist(NO)
    with pytest.raises(Refused) as refused:
        insist(Refuse("Why.", "What to do."))
    assert str(refused.value) == "Why. What to do."


def test_only_the_clerk_is_the_clerk():
    must_be_clerk(CLERK)
    for viewer in (THE_PUBLIC, NAMED, replace(NAMED, police=True)):
        with pytest.raises(Refused, match="Only the clerk"):
            must_be_clerk(viewer)


@pytest.mark.parametrize(
    ("typed", "same"),
    [("Ada Clerk", True), ("  ADA   clerk ", True), ("Ada", False), ("Clerk Ada", False), ("", False)],
)
def test_ones_own_name(typed, same):
    assert same_name(typed, "Ada Clerk") is same
