"""Actions from the sentence that said so to the day they are done."""

from datetime import date, timedelta

import pytest

from tests.notes import FIRST, SECOND
from wardmote.actions import reads, writes
from wardmote.actions.briefing import briefing
from wardmote.actions.models import Action, Mention, SameAction
from wardmote.actions.rules import ActionState, DueTooEarly, Grounds, OutOfOrder
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.meetings import writes as meetings
from wardmote.minutes.models import Matter, Paragraph, SameMatter
from wardmote.minutes.rules import SettledAlready
from wardmote.people.models import Person, Seat
from wardmote.people.rules import SeatKind
from wardmote.people.writes import add_seat
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking

SWINGS = "Mayor to write to the maker of the swings"


@pytest.fixture
def first(take, member):
    return take(FIRST).meeting


@pytest.fixture
def two(first, take):
    return first, take(SECOND, name="second.txt").meeting


def action_with(words):
    """The oldest action with these words."""
    return next(a for a in Action.objects.order_by("raised_at__held_on") if words in opened(a, "what"))


def proposal():
    (found,) = [s for s in SameAction.objects.filter(state="proposed") if SWINGS in opened(s.later, "what")]
    return found


def kept():
    return list(Action.objects.values()), list(SameAction.objects.values()), Event.objects.count()


def test_an_action_has_what_the_notes_say_and_no_more(first, now):
    action = action_with(SWINGS)
    assert opened(action, "what") == "The Mayor to write to the maker of the swings by 1 August 2022."
    assert (action.due_on, action.state, action.raised_at) == (date(2022, 8, 1), "proposed", first)
    assert action.owner_seat.name == "Mayor"  # a seat of that name is held
    assert opened(action, "owner_words") == "The Mayor"
    assert action.owner_person is None
    mention = Mention.objects.get(action=action)
    assert mention.statement.paragraph == mention.paragraph
    assert action.matter == mention.paragraph.matter


def test_an_owner_without_a_seat_stays_as_written(take, member):
    take(FIRST.replace("The Mayor to write", "Mr Sorrel to write"))
    action = action_with("maker of the swings")
    assert (action.owner_seat, opened(action, "owner_words")) == (None, "Mr Sorrel")


def test_what_was_said_in_confidence_is_owed_in_confidence(take, unsigned, clerk, now):
    take(FIRST.replace("The Mayor to write", "One individual was seen there. The Mayor to write"))
    assert action_with(SWINGS).marking == "confidential"
    assert not [o for o in reads.unfinished(viewer=unsigned, now=now) if SWINGS in o.what]
    assert [o for o in reads.unfinished(viewer=clerk, now=now) if SWINGS in o.what]


def test_assigned_it_is_somebodys_and_was_read_rightly(first, clerk, now):
    desk = Seat.objects.get(name="Town Clerk")
    action = writes.assign(action_with(SWINGS).pk, seat=desk, person=None, due_on=date(2022, 9, 1), by=clerk, now=now)
    action.refresh_from_db()
    assert (action.state, action.owner_seat, action.due_on) == ("assigned", desk, date(2022, 9, 1))
    writes.move_on(action.pk, to=ActionState.IN_PROGRESS, by=clerk, now=now)
    again = writes.assign(action.pk, seat=None, person=None, due_on=None, by=clerk, now=now)
    assert (again.state, again.owner_seat, again.due_on) == ("in progress", None, None)
    assert list(Event.objects.order_by("-number").values_list("deed", flat=True)[:3]) == [
        "actions.assign",
        "actions.step",
        "actions.assign",
    ]


def test_a_day_before_it_was_raised_changes_nothing(first, clerk, now):
    action, before = action_with(SWINGS), kept()
    with pytest.raises(DueTooEarly):
        writes.assign(action.pk, seat=None, person=None, due_on=date(2022, 7, 14), by=clerk, now=now)
    assert kept() == before


def test_a_step_out_of_order_changes_nothing(first, clerk, now):
    action, before = action_with(SWINGS), kept()
    with pytest.raises(OutOfOrder):
        writes.move_on(action.pk, to=ActionState.CLOSED, by=clerk, now=now)
    assert kept() == before


def test_done_it_waits_for_the_meeting_and_seen_it_is_gone(first, clerk, now):
    action = action_with(SWINGS)
    writes.move_on(action.pk, to=ActionState.DONE, grounds=Grounds(note="Posted."), by=clerk, now=now)
    (owed,) = [o for o in briefing(viewer=clerk, now=now) if o.row == action]
    assert (owed.state, owed.days_late) == (ActionState.DONE, None)  # what is done is not late
    writes.move_on(action.pk, to=ActionState.VERIFIED, meeting=first, by=clerk, now=now)
    writes.move_on(action.pk, to=ActionState.CLOSED, by=clerk, now=now)
    assert action not in [o.row for o in briefing(viewer=clerk, now=now)]
    since = now - timedelta(days=1)
    assert [o.row for o in reads.changed_since(since, viewer=clerk, now=now)] == [action]
    assert not reads.changed_since(now, viewer=clerk, now=now)


def test_the_longest_overdue_leads(two, clerk, now):
    told = [(o.days_late, o.age_days) for o in briefing(viewer=clerk, now=now)]
    assert told[0] == ((now.date() - date(2022, 8, 1)).days, (now.date() - date(2022, 7, 15)).days)
    assert told == sorted(told, key=lambda pair: (-(pair[0] or 0), -pair[1]))


def test_one_is_asked_about_and_joined_it_lives_on_with_both_sentences(two, clerk, now):
    same = proposal()
    before = len(reads.unfinished(viewer=clerk, now=now))
    writes.join(same.pk, by=clerk, now=now)
    earlier, later = Action.objects.get(pk=same.earlier_id), Action.objects.get(pk=same.later_id)
    assert (earlier.due_on, later.state) == (date(2022, 12, 1), "superseded")
    assert sorted(m.paragraph.meeting.held_on.month for m in Mention.objects.filter(action=earlier)) == [7, 9]
    assert not Mention.objects.filter(action=later).exists()
    assert len(reads.unfinished(viewer=clerk, now=now)) == before - 1
    page = reads.action_page(earlier.pk, viewer=clerk, now=now)
    assert [line.row.meeting.held_on.month for line in page.mentions] == [9, 7]


def test_joined_the_stricter_marking_holds(two, clerk, now):
    same = proposal()
    Action.objects.filter(pk=same.later_id).update(marking="confidential")
    writes.join(same.pk, by=clerk, now=now)
    assert Action.objects.get(pk=same.earlier_id).marking == "confidential"


def test_refused_they_stay_two(two, clerk, now):
    same, before = proposal(), list(Action.objects.values())
    assert writes.refuse_join(same.pk, by=clerk, now=now).state == "refused"
    assert list(Action.objects.values()) == before


@pytest.mark.parametrize("then", [writes.join, writes.refuse_join])
@pytest.mark.parametrize("first_said", [writes.join, writes.refuse_join])
def test_said_once_it_is_said(two, clerk, now, first_said, then):
    same = proposal()
    first_said(same.pk, by=clerk, now=now)
    before = kept()
    with pytest.raises(SettledAlready):
        then(same.pk, by=clerk, now=now)
    assert kept() == before


def test_what_is_at_an_end_is_not_asked_about(first, take, clerk, now):
    writes.move_on(action_with(SWINGS).pk, to=ActionState.DECLINED, grounds=Grounds(note="No."), by=clerk, now=now)
    take(SECOND, name="second.txt")
    assert not SameAction.objects.exists()


def test_joined_matters_take_what_is_owed_along(two, clerk, now):
    (same,) = [s for s in SameMatter.objects.all() if opened(s.later, "title") == "Swings in Larkspur Meadow"]
    assert Action.objects.filter(matter=same.later).count() == 1
    meetings.join_matters(same.pk, by=clerk, now=now)
    assert not Action.objects.filter(matter=same.later).exists()
    assert Action.objects.filter(matter=same.earlier).count() == 2


def test_an_action_is_as_strict_as_the_strictest_paragraph_that_speaks_of_it(two, clerk, now):
    same = proposal()
    writes.join(same.pk, by=clerk, now=now)
    old, new = Paragraph.objects.filter(pk__in=Mention.objects.filter(action=same.earlier).values("paragraph"))
    for paragraph, marking, expected in (
        (old, Marking.PUBLIC, "panel"),
        (new, Marking.CONFIDENTIAL, "confidential"),
        (old, Marking.PANEL, "confidential"),
        (new, Marking.PUBLIC, "panel"),
    ):
        meetings.mark_paragraph(paragraph.pk, marking=marking, by=clerk, now=now)
        assert Action.objects.get(pk=same.earlier_id).marking == expected


def test_a_raised_paragraph_hides_its_words_in_this_room_too(two, clerk, unsigned, now):
    action = action_with(SWINGS)
    paragraph = Mention.objects.get(action=action).paragraph
    meetings.mark_paragraph(paragraph.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert action not in [o.row for o in reads.unfinished(viewer=unsigned, now=now)]
    assert not Mention.objects.visible_to(unsigned, now=now).filter(action=action).exists()
    assert not [s for s, *_ in reads.proposals(viewer=unsigned, now=now) if s.earlier == action]


def test_only_the_clerk_moves_actions(two, member, inspector, now):
    action, same, before = action_with(SWINGS), proposal(), kept()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.assign(action.pk, seat=None, person=None, due_on=None, by=viewer, now=now)
        with pytest.raises(Refused):
            writes.add("Clerk to look", by=viewer, now=now)
        with pytest.raises(Refused):
            writes.mark(action.pk, marking=Marking.PUBLIC, by=viewer, now=now)
        with pytest.raises((Refused, NotHere)):
            writes.move_on(action.pk, to=ActionState.DONE, grounds=Grounds(note="So."), by=viewer, now=now)
        for deed in (writes.join, writes.refuse_join):
            with pytest.raises(Refused):
                deed(same.pk, by=viewer, now=now)
        with pytest.raises(Refused):
            writes.follow_matter(Matter.objects.first(), to=Matter.objects.last(), by=viewer, now=now)
        with pytest.raises(Refused):
            writes.propose(two[0], by=viewer, now=now)
    for viewer in (member, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.mark_with(Paragraph.objects.first().pk, marking=Marking.PUBLIC, by=viewer, now=now)
    assert kept() == before


def test_for_the_public_there_is_no_action(first, now):
    with pytest.raises(NotHere):
        reads.action_page(action_with(SWINGS).pk, viewer=THE_PUBLIC, now=now)
    assert not briefing(viewer=THE_PUBLIC, now=now)


def test_whose_it_is(first, clerk, member, inspector, now):
    action = action_with(SWINGS)
    (owed,) = [o for o in reads.unfinished(viewer=member, now=now) if o.row == action]
    assert reads.belongs_to(owed, member, reads.seats_of(member, now=now))  # she is the Mayor
    assert not reads.belongs_to(owed, inspector, reads.seats_of(inspector, now=now))
    dee = Person.objects.get(pk=inspector.person_id)
    writes.assign(action.pk, seat=None, person=dee, due_on=None, by=clerk, now=now)
    (owed,) = [o for o in reads.unfinished(viewer=member, now=now) if o.row == action]
    assert (owed.owner, reads.belongs_to(owed, inspector, ())) == ("Dee Inspector", True)
    assert not reads.belongs_to(owed, THE_PUBLIC, ())


def test_a_seat_made_later_does_not_change_what_was_written(first, clerk, now):
    add_seat("Deputy Mayor", kind=SeatKind.MEMBER, by=clerk, now=now)
    assert action_with(SWINGS).owner_seat.name == "Mayor"
