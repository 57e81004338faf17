"""An action lives on: each step with its grounds, kept as a row, said by whom it concerns, and taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import NOW, seated
from wardmote.actions import reads, writes
from wardmote.actions.models import Action, Change, Chase, Step
from wardmote.actions.rules import (
    ActionState,
    ChangedMeanwhile,
    Grounds,
    How,
    NoAction,
    NoChase,
    NothingToUndo,
    OutOfOrder,
    StepNeeds,
)
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.minutes.models import Matter, Paragraph
from wardmote.people.models import Person, Seat
from wardmote.people.rules import SeatKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

S = ActionState
MENDED = Grounds(note="The lamp burns. Photo in the folder.")


def kept():
    tables = (Action, Step, Chase, Change, Event)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def state(action):
    return Action.objects.get(pk=action.pk).state


def history(action, viewer, now=NOW):
    return [(h.what, dict(h.said)) for h in reads.action_page(action.pk, viewer=viewer, now=now).history]


def at(days):
    return NOW + timedelta(days=days)


# Steps


@pytest.mark.parametrize(
    ("to", "grounds", "field"),
    [
        (S.DONE, Grounds(), "note"),
        (S.DECLINED, Grounds(), "note"),
        (S.NOT_PRACTICABLE, Grounds(), "note"),
        (S.SUPERSEDED, Grounds(), "note"),
        (S.AWAITING, Grounds(), "third_party"),
        (S.AWAITING, Grounds(third_party="The county", since_on=date(2022, 11, 15)), "since_on"),
        (S.ACCEPTED, Grounds(on_behalf_of="The Mayor"), "how"),
    ],
)
def test_a_step_without_its_grounds_says_what_is_missing_and_changes_nothing(action, clerk, now, to, grounds, field):
    before = kept()
    with pytest.raises(StepNeeds, match=r"Nothing was changed") as need:
        writes.move_on(action.pk, to=to, grounds=grounds, by=clerk, now=now)
    assert need.value.field == field
    assert kept() == before


def test_what_is_done_is_verified_at_a_meeting_and_then_closed(action, clerk, now):
    writes.move_on(action.pk, to=S.DONE, grounds=MENDED, by=clerk, now=now)
    before = kept()
    with pytest.raises(StepNeeds, match="Choose the meeting"):
        writes.move_on(action.pk, to=S.VERIFIED, by=clerk, now=now)
    with pytest.raises(OutOfOrder, match="It can become “In progress” or “Verified”"):
        writes.move_on(action.pk, to=S.CLOSED, by=clerk, now=now)
    assert kept() == before
    assert action in [o.row for o in reads.unfinished(viewer=clerk, now=now)]
    writes.move_on(action.pk, to=S.VERIFIED, meeting=action.raised_at, by=clerk, now=now)
    assert action not in [o.row for o in reads.unfinished(viewer=clerk, now=now)]
    writes.move_on(action.pk, to=S.CLOSED, by=clerk, now=now)
    assert [what for what, _ in history(action, clerk)][:3] == ["Closed", "Verified", "Done"]
    said = dict(history(action, clerk)[:3])
    assert said["Verified"]["Seen at the meeting of"] == "Friday 15 July 2022"
    assert said["Done"] == {"Before": "Assigned", "What was done, and the proof": MENDED.note}


def test_the_words_of_a_step_lie_sealed(action, clerk, now):
    grounds = Grounds(third_party="Quillwort Ltd", on_behalf_of="Mr Sorrel", how=How.TELEPHONE, note="marzipan")
    row = writes.move_on(action.pk, to=S.AWAITING, grounds=grounds, by=clerk, now=now)
    row.refresh_from_db()
    for column, word in (("third_party", b"Quillwort"), ("on_behalf_of", b"Sorrel"), ("note", b"marzipan")):
        assert word not in bytes(getattr(row, column))


def test_the_clerk_notes_for_whom_and_how(action, clerk, now):
    grounds = Grounds(note="He wrote.", on_behalf_of="The Mayor", how=How.TELEPHONE)
    writes.move_on(action.pk, to=S.DONE, grounds=grounds, by=clerk, now=now)
    (what, said), *_ = history(action, clerk)
    assert (what, said["On behalf of"]) == ("Done", "The Mayor, by telephone")
    assert reads.action_page(action.pk, viewer=clerk, now=now).history[0].by == "Ada Clerk"


def test_another_action_takes_its_place_and_is_named_to_who_may_see_it(action, clerk, unsigned, now):
    other = writes.add("Clerk to buy new swings", by=clerk, now=now)
    writes.move_on(action.pk, to=S.SUPERSEDED, instead=other, by=clerk, now=now)
    assert history(action, clerk)[0][1]["In its place"] == f"Clerk to buy new swings ({other.reference})"
    writes.mark(other.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert "In its place" not in history(action, unsigned)[0][1]


# Who


@pytest.mark.parametrize(
    ("to", "grounds"),
    [
        (S.ACCEPTED, Grounds()),
        (S.IN_PROGRESS, Grounds()),
        (S.AWAITING, Grounds(third_party="The county")),
        (S.DONE, MENDED),
        (S.DECLINED, Grounds(note="No time.")),
    ],
)
def test_whoever_owes_it_says_so_alone(action, member, now, to, grounds):
    row = writes.move_on(action.pk, to=to, grounds=grounds, by=member, now=now)
    assert (state(action), row.by_person_id) == (to.value, member.person_id)


@pytest.mark.parametrize("to", [S.ASSIGNED, S.NOT_PRACTICABLE, S.SUPERSEDED, S.VERIFIED, S.CLOSED])
def test_what_is_the_clerks_to_say_is_refused_to_the_owner(action, member, now, to):
    before = kept()
    with pytest.raises(Refused):
        writes.move_on(action.pk, to=to, grounds=MENDED, meeting=action.raised_at, by=member, now=now)
    assert kept() == before


def test_who_does_not_owe_it_moves_nothing(action, inspector, unsigned, clerk, now):
    before = kept()
    for viewer in (inspector, unsigned):
        for deed, told in (
            (writes.move_on, {"to": S.DONE, "grounds": MENDED}),
            (writes.undo, {}),
            (writes.chase, {}),
        ):
            with pytest.raises(Refused):
                deed(action.pk, by=viewer, now=now, **told)
    assert kept() == before


def test_an_action_by_name_is_moved_by_that_person_and_by_nobody_else_in_the_seat(
    action, member, inspector, clerk, now
):
    dee = Person.objects.get(pk=inspector.person_id)
    writes.assign(action.pk, seat=None, person=dee, due_on=None, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.move_on(action.pk, to=S.ACCEPTED, by=member, now=now)
    writes.move_on(action.pk, to=S.ACCEPTED, by=inspector, now=now)
    assert state(action) == "accepted"


def test_to_an_owner_with_an_interest_it_is_not_there(action, member, now):
    matter = Matter.objects.get(pk=action.matter_id)
    with pytest.raises(NotHere):
        writes.move_on(action.pk, to=S.ACCEPTED, by=replace(member, interests=frozenset({matter.pk})), now=now)


# Undo


def test_the_last_step_is_taken_back_and_stays_in_the_history(action, member, clerk, now):
    writes.move_on(action.pk, to=S.ACCEPTED, by=member, now=at(1))
    writes.move_on(action.pk, to=S.DONE, grounds=MENDED, by=member, now=at(2))
    row = writes.undo(action.pk, by=member, now=at(3))
    assert (row.state, row.state_at) == ("accepted", at(1))
    page = reads.action_page(action.pk, viewer=clerk, now=at(3))
    assert [(h.what, bool(h.undone_at)) for h in page.history][:2] == [("Done", True), ("Accepted", False)]
    assert page.history[0].undone_by == "Ben Member"
    writes.undo(action.pk, by=clerk, now=at(4))
    writes.undo(action.pk, by=clerk, now=at(5))  # the confirming
    assert state(action) == "proposed"
    before = kept()
    with pytest.raises(NothingToUndo):
        writes.undo(action.pk, by=clerk, now=at(6))
    assert kept() == before


def test_nobody_but_the_clerk_takes_back_what_another_said(action, member, clerk, now):
    writes.move_on(action.pk, to=S.IN_PROGRESS, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.undo(action.pk, by=member, now=now)
    assert state(action) == "in progress"


def test_an_answer_taken_back_starts_no_new_count_of_days(action, clerk, now):
    writes.move_on(action.pk, to=S.AWAITING, grounds=Grounds(third_party="The county"), by=clerk, now=now)
    writes.chase(action.pk, by=clerk, now=at(3))
    writes.answered(action.pk, words="They will come.", by=clerk, now=at(5))
    writes.undo(action.pk, by=clerk, now=at(6))
    (wait,) = reads.awaiting(viewer=clerk, now=at(10))
    assert (wait.whom, wait.days, wait.chases) == ("The county", 10, 1)


# Waiting and chasing


def test_a_wait_counts_its_days_and_its_chases(action, clerk, now):
    since = date(2022, 11, 4)
    grounds = Grounds(third_party="The county", since_on=since)
    writes.move_on(action.pk, to=S.AWAITING, grounds=grounds, by=clerk, now=now)
    (wait,) = reads.awaiting(viewer=clerk, now=now)
    assert (wait.whom, wait.since_on, wait.days, wait.chases, wait.chase_is_due) == ("The county", since, 10, 0, True)
    row = writes.chase(action.pk, by=clerk, now=now)
    assert (row.how, row.chased_on, row.next_on) == ("by telephone", now.date(), date(2022, 11, 28))
    writes.chase(action.pk, how=How.WRITING, words="Wrote again.", next_on=date(2022, 12, 20), by=clerk, now=at(2))
    (wait,) = reads.awaiting(viewer=clerk, now=at(2))
    assert (wait.days, wait.chases, wait.next_on, wait.chase_is_due) == (12, 2, date(2022, 12, 20), False)
    assert history(action, clerk, at(2))[0] == (
        "Chased in writing",
        {"On": "Wednesday 16 November 2022", "Said": "Wrote again.", "Ask again": "from Tuesday 20 December 2022"},
    )


def test_an_answer_ends_the_wait_and_the_next_one_begins_at_nought(action, clerk, now):
    wait = {"to": S.AWAITING, "grounds": Grounds(third_party="The county"), "by": clerk}
    writes.move_on(action.pk, **wait, now=now)
    writes.chase(action.pk, by=clerk, now=at(1))
    writes.answered(action.pk, words="They will come.", by=clerk, now=at(2))
    assert (state(action), reads.awaiting(viewer=clerk, now=at(2))) == ("in progress", [])
    what, said = history(action, clerk)[0]
    assert (what, said["Answered by"], said["Said"]) == ("Answer received", "The county", "They will come.")
    writes.move_on(action.pk, **wait, now=at(3))
    (again,) = reads.awaiting(viewer=clerk, now=at(4))
    assert (again.days, again.chases) == (1, 0)


@pytest.mark.parametrize(
    "told", [{"words": " "}, {"words": "Yes.", "on": date(2022, 11, 15)}], ids=["no words", "a day to come"]
)
def test_an_answer_needs_words_and_a_day_that_has_come(action, clerk, now, told):
    writes.move_on(action.pk, to=S.AWAITING, grounds=Grounds(third_party="The county"), by=clerk, now=now)
    before = kept()
    with pytest.raises(StepNeeds):
        writes.answered(action.pk, **told, by=clerk, now=now)
    assert kept() == before


def test_who_is_not_waited_for_is_not_chased_and_gives_no_answer(action, clerk, now):
    with pytest.raises(OutOfOrder):
        writes.answered(action.pk, words="Yes.", by=clerk, now=now)
    writes.move_on(action.pk, to=S.DONE, grounds=MENDED, by=clerk, now=now)
    before = kept()
    with pytest.raises(NoChase, match="Nobody is waited for"):
        writes.chase(action.pk, by=clerk, now=now)
    assert kept() == before


@pytest.mark.parametrize("told", [{"chased_on": date(2022, 11, 15)}, {"next_on": date(2022, 11, 1)}], ids=str)
def test_a_chase_on_a_day_that_cannot_be_is_refused(action, clerk, now, told):
    before = kept()
    with pytest.raises(StepNeeds):
        writes.chase(action.pk, **told, by=clerk, now=now)
    assert kept() == before


def test_an_owner_who_has_not_answered_is_counted_until_they_do(action, member, clerk, now):
    (wait,) = reads.not_answered(viewer=clerk, now=at(9))
    assert (wait.owed.row, wait.whom, wait.days, wait.chases) == (action, "Mayor", 9, 0)
    writes.chase(action.pk, by=clerk, now=at(9))
    assert reads.not_answered(viewer=clerk, now=at(9))[0].chases == 1
    writes.move_on(action.pk, to=S.ACCEPTED, by=member, now=at(10))
    assert not reads.not_answered(viewer=clerk, now=at(10))


# Changing


def test_each_change_says_what_stood_there_before_and_why(action, clerk, now):
    desk = Seat.objects.get(name="Town Clerk")
    told = {"what": "Write to the maker", "seat": desk, "person": None, "due_on": None, "why": "The Mayor is ill."}
    writes.assign(action.pk, **told, by=clerk, now=at(1))
    found = {h.what: dict(h.said) for h in reads.action_page(action.pk, viewer=clerk, now=now).history if h.at == at(1)}
    assert found["Owner changed"] == {"From": "Mayor", "To": "Town Clerk", "Why": "The Mayor is ill."}
    assert found["Words changed"]["To"] == "Write to the maker"
    assert found["Due date changed"]["To"] == "not stated"
    assert opened(Action.objects.get(pk=action.pk), "due_words") == "by 1 August 2022"  # as written


def test_an_owner_in_words_only_stays_in_words(action, clerk, now):
    told = {"seat": None, "person": None, "due_on": None}
    writes.assign(action.pk, **told, owner_words="Mr Sorrel", by=clerk, now=now)
    page = reads.action_page(action.pk, viewer=clerk, now=now)
    assert (page.owed.owner, page.owed.row.owner_seat) == ("Mr Sorrel", None)


def test_two_who_change_one_action_lose_nothing(action, clerk, now):
    read = action.version
    told = {"seat": None, "person": None, "due_on": None, "by": clerk, "now": now}
    writes.assign(action.pk, what="One", version=read, **told)
    before = kept()
    with pytest.raises(ChangedMeanwhile, match="not saved yet"):
        writes.assign(action.pk, what="Other", version=read, **told)
    assert kept() == before
    writes.assign(action.pk, what="Other", version=read + 1, **told)
    assert {said["From"] for what, said in history(action, clerk) if what == "Words changed"} >= {"One"}


def test_an_action_without_words_is_none(action, clerk, now):
    before = kept()
    with pytest.raises(NoAction):
        writes.assign(action.pk, what=" ", seat=None, person=None, due_on=None, by=clerk, now=now)
    assert kept() == before


def test_a_deputy_in_the_seat_moves_it_and_a_former_holder_does_not(action, clerk, now):
    kit = seated("Kit Deputy", "Deputy Mayor", SeatKind.MEMBER, signed=True)
    with pytest.raises(Refused):
        writes.move_on(action.pk, to=S.ACCEPTED, by=kit, now=now)
    assert Paragraph.objects.exists()
