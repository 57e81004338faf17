"""An action typed in one line: what the line says, and what it does not."""

from datetime import date

import pytest

from wardmote.actions import reads, writes
from wardmote.actions.models import Action
from wardmote.actions.rules import (
    DueTooEarly,
    NoAction,
)
from wardmote.register.models import Event
from wardmote.register.reads import opened


def test_one_line_says_who_does_what_by_when(clerk, inspector, now):
    row = writes.add("Insp to enquire about the wall by 1 Dec", by=clerk, now=now)
    assert (row.owner_seat.name, row.due_on, row.state, row.raised_at) == (
        "Inspector",
        date(2022, 12, 1),
        "assigned",
        None,
    )
    assert (opened(row, "owner_words"), opened(row, "due_words")) == ("Insp", "by 1 Dec")
    assert (row.raised_on, row.marking) == (now.date(), "panel")


def test_what_the_line_does_not_say_is_not_stated(clerk, now):
    row = writes.add("Look for the key of the shed", by=clerk, now=now)
    (one,) = reads.opened_actions([row], now=now)
    assert (one.owner, one.due_on, one.due_words) == ("", None, "")


def test_a_line_that_tells_of_a_person_is_confidential(clerk, now):
    assert writes.add("Clerk to ask about the arrest", by=clerk, now=now).marking == "confidential"


def test_a_line_with_a_persons_full_name_is_theirs(clerk, member, now):
    row = writes.add("Ben Member to ring the county", by=clerk, now=now)
    assert (row.owner_person_id, row.owner_seat) == (member.person_id, None)


@pytest.mark.parametrize(("line", "refusal"), [(" ", NoAction), ("Clerk to look by 1 October 2022", DueTooEarly)])
def test_an_empty_line_and_a_day_that_is_past_are_refused(clerk, now, line, refusal):
    before = (Action.objects.count(), Event.objects.count())
    with pytest.raises(refusal):
        writes.add(line, by=clerk, now=now)
    assert (Action.objects.count(), Event.objects.count()) == before
