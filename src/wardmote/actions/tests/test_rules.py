"""The life of an action, as a table: every pair of states."""

from datetime import date
from itertools import product

import pytest

from wardmote.actions.rules import FOLLOWS, OPEN, UNFINISHED, ActionState, OutOfOrder, days_late, perhaps_one, step

WAYS = """
proposed: assigned done declined superseded not-practicable
assigned: accepted in-progress awaiting-a-third-party done declined superseded not-practicable
accepted: assigned in-progress awaiting-a-third-party done declined superseded not-practicable
in-progress: assigned accepted awaiting-a-third-party done declined superseded not-practicable
awaiting-a-third-party: assigned accepted in-progress done declined superseded not-practicable
done: verified in-progress
verified: closed in-progress
closed: in-progress
declined: assigned
superseded: assigned
not-practicable: assigned
"""
ALLOWED = {
    (ActionState(start.replace("-", " ")), ActionState(end.replace("-", " ")))
    for start, ends in (line.split(":") for line in WAYS.strip().splitlines())
    for end in ends.split()
}


@pytest.mark.parametrize(("start", "end"), list(product(ActionState, repeat=2)), ids=str)
def test_a_step_is_allowed_or_refused_in_a_sentence(start, end):
    if (start, end) in ALLOWED:
        assert step(start, end) is end
    else:
        with pytest.raises(OutOfOrder, match=rf"“{start.words}”.*“{end.words}”.*Nothing was changed"):
            step(start, end)


def test_every_state_is_reached_and_none_is_a_trap():
    assert set(FOLLOWS) == set(ActionState)
    assert set().union(*FOLLOWS.values()) | {ActionState.PROPOSED} == set(ActionState)
    assert all(FOLLOWS.values())


def test_what_a_meeting_has_not_seen_is_unfinished():
    assert {ActionState.DONE} == UNFINISHED - OPEN
    assert not {ActionState.VERIFIED, ActionState.CLOSED, ActionState.DECLINED} & UNFINISHED


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [("2022-12-01", "2022-12-01", None), ("2022-12-01", "2022-12-02", 1), (None, "2022-12-02", None)],
)
def test_late(due, today, late):
    assert days_late(date.fromisoformat(due) if due else None, date.fromisoformat(today)) == late


@pytest.mark.parametrize(
    ("one", "owner", "earlier", "earlier_owner", "same"),
    [
        ("Mayor to write to the maker of the swings", "Mayor", "write to the swings' maker", "MAYOR", True),
        ("Mayor to write to the maker of the swings", "Mayor", "write to the swings' maker", "Clerk", False),
        ("Mayor to write to the maker of the swings", "", "write to the swings' maker", "Clerk", True),
        ("Mayor to write to the maker of the swings", "Mayor", "mend the lamp", "Mayor", False),
    ],
)
def test_worth_asking(one, owner, earlier, earlier_owner, same):
    assert perhaps_one(one, owner, earlier, earlier_owner) is same
