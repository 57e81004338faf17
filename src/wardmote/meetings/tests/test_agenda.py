"""The next agenda carries exactly what is unfinished, and the pack goes no further than its strictest row."""

from datetime import date, timedelta

import pytest

from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, SameAction
from wardmote.actions.rules import ActionState, Grounds
from wardmote.meetings import writes
from wardmote.meetings.agenda import CARRIED_OVER, agenda
from wardmote.meetings.models import StandingItem
from wardmote.meetings.pack import MARKING_WORDS, pack
from wardmote.meetings.writes import mark_paragraph
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Matter, Meeting, Paragraph, SameMatter, Statement
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.rules import LIVES_ON
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

SWINGS, LIGHT = "Swings in Larkspur Meadow", "Lighting in Cobbler Row"
FIRST_PROMISE = "The Mayor to write to the maker of the swings by 1 August 2022."
SECOND_PROMISE = "The Mayor to write to the maker of the swings by 1 December 2022."
LANES = "The Clerk to visit the lanes by 1 October 2022."
LAMP = "£400 will be spent on a lamp from the Panel Budget."


@pytest.fixture
def two(take, member):
    take(FIRST), take(SECOND, name="second.txt")


@pytest.fixture
def planned(two, clerk, now):
    body = Meeting.objects.first().body
    return minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)


def carried(made):
    """What stands below each heading that carries something: matter and words, or no words for a streak alone."""
    return {
        item.title: {(one.title, line.words) for one in item.carried for line in one.lines}
        | {(one.title, "") for one in item.carried if one.streak}
        for item in made.items
        if item.carried
    }


def join_all(clerk, now):
    for same in SameMatter.objects.all():
        writes.join_matters(same.pk, by=clerk, now=now)
    for same in SameAction.objects.all():
        actions.join(same.pk, by=clerk, now=now)


def paragraph_with(words):
    (found,) = [p for p in Paragraph.objects.all() if words in opened(p, "text")]
    return found


def test_it_has_the_panels_own_order_renumbered(planned, clerk, now):
    made = agenda(planned, viewer=clerk, now=now)
    assert [(item.number, item.title) for item in made.items] == [
        ("1", "Apologies"),
        ("2", "Update from Local Policing Team"),
        ("3", "To consider what was done for the agreed priorities"),
        ("4", "Other Issues"),
        ("5", "Next Steps"),
    ]


def test_it_carries_exactly_what_is_unfinished_where_it_stood(planned, clerk, now):
    join_all(clerk, now)
    assert carried(agenda(planned, viewer=clerk, now=now)) == {
        "To consider what was done for the agreed priorities": {("Dark Lanes", LANES)},
        "Other Issues": {(SWINGS, FIRST_PROMISE), (SWINGS, ""), (LIGHT, LAMP), (LIGHT, "")},
    }
    below = [one for item in agenda(planned, viewer=clerk, now=now).items for one in item.carried]
    assert {one.title: one.streak for one in below if one.streak} == {
        title: "Second time; first raised on 15 Jul 2022." for title in (SWINGS, LIGHT)
    }
    asks = {line.words: line.asks for one in below for line in one.lines}
    assert "waits for adoption" in asks[LAMP]
    assert asks[FIRST_PROMISE] == "Owner: The Mayor. Due: 1 Dec 2022. Not confirmed."  # joined: the later day holds
    assert "44 days late" in asks[LANES]


def test_what_nobody_has_joined_stands_twice(planned, clerk, now):
    below = carried(agenda(planned, viewer=clerk, now=now))["Other Issues"]
    assert {(SWINGS, FIRST_PROMISE), (SWINGS, SECOND_PROMISE)} <= below


def test_what_is_settled_closed_or_at_an_end_is_gone_and_what_is_done_waits_to_be_seen(planned, clerk, now):
    join_all(clerk, now)
    promise = next(a for a in Action.objects.all() if opened(a, "what") == FIRST_PROMISE)
    actions.move_on(promise.pk, to=ActionState.DONE, grounds=Grounds(note="Sent."), by=clerk, now=now)
    assert (SWINGS, FIRST_PROMISE) in carried(agenda(planned, viewer=clerk, now=now))["Other Issues"]
    verified = {"meeting": promise.raised_at, "by": clerk, "now": now}
    actions.move_on(promise.pk, to=ActionState.VERIFIED, **verified)
    for title in (SWINGS, "Dark Lanes"):
        matter = next(m for m in Matter.objects.filter(joined_to=None) if opened(m, "title") == title)
        minutes.settle_matter(matter.pk, settled=True, by=clerk, now=now)
    for row in Statement.objects.filter(kind__in=[kind.value for kind in LIVES_ON]):
        minutes.settle_statement(row.pk, by=clerk, now=now)
    assert carried(agenda(planned, viewer=clerk, now=now)) == {
        "To consider what was done for the agreed priorities": {("Dark Lanes", LANES)},  # still promised
        "Other Issues": {(LIGHT, "")},
    }


def test_the_front_page_says_what_to_decide_what_was_promised_and_what_changed(planned, clerk, member, now):
    made = agenda(planned, viewer=member, now=now)
    (spending,) = made.decide
    assert spending.startswith(f"Spending: {LAMP} (please check) Sum: £400.00. From: the Panel Budget.")
    assert spending.endswith("Recommended: it waits for adoption by the council or an officer.")
    assert [words.split(" (raised")[0] for words in made.promised] == [FIRST_PROMISE, SECOND_PROMISE]
    assert made.others_promised == 1
    assert [c for c in made.changed if "lower than in Oxbarrow" in c]
    assert agenda(planned, viewer=clerk, now=now).others_promised == 2  # the lanes are the clerk's own


def test_a_promise_kept_since_the_last_meeting_is_a_change(planned, clerk, now):
    promise = next(a for a in Action.objects.all() if opened(a, "what") == FIRST_PROMISE)
    actions.move_on(promise.pk, to=ActionState.DONE, grounds=Grounds(note="Sent."), by=clerk, now=now)
    assert f"Done: {FIRST_PROMISE}" in agenda(planned, viewer=clerk, now=now).changed


def test_one_viewers_agenda_is_not_anothers(planned, clerk, unsigned, now):
    """The confidential sentence of the last notes is in the one and not in the other; headings are in both."""
    whole, part = (agenda(planned, viewer=viewer, now=now) for viewer in (clerk, unsigned))
    assert [item.title for item in whole.items] == [item.title for item in part.items]
    assert {row.marking for row in part.shown} <= {"public", "panel"}
    assert "Oxbarrow" in str(pack(whole, reader=None, now=now).parts)
    assert "Oxbarrow" not in str(pack(part, reader=None, now=now).parts)


def test_the_paper_is_marked_as_its_strictest_row(planned, clerk, unsigned, now):
    paper = {v.person_id: pack(agenda(planned, viewer=v, now=now), reader=None, now=now) for v in (clerk, unsigned)}
    assert paper[clerk.person_id].marking == MARKING_WORDS[Marking.CONFIDENTIAL]
    assert paper[unsigned.person_id].marking == MARKING_WORDS[Marking.PANEL]
    for word in (QUILLWORT, MARZIPAN, "Oxbarrow"):
        assert word not in str(paper[unsigned.person_id])


def test_a_confidential_word_of_a_priority_marks_the_paper_too(planned, clerk, inspector, now):
    """What was told last of a priority stands in the pack, marked and named in the log; the rest does not."""
    for row in Paragraph.objects.filter(from_police=True):
        minutes.mark_paragraph(row.pk, marking=Marking.PANEL, by=inspector, now=now)
    told = paragraph_with("Two locks")
    mark_paragraph(told.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    made = agenda(planned, viewer=clerk, now=now)
    paper = pack(made, reader=None, now=now)
    assert "[Confidential] Two locks were given out." in str(paper.parts) and MARZIPAN not in str(paper.parts)
    assert told.pk in {row.pk for row in made.shown} and paragraph_with(MARZIPAN).pk not in {r.pk for r in made.shown}
    assert paper.marking == MARKING_WORDS[Marking.CONFIDENTIAL]


def test_a_confidential_promise_that_was_closed_is_among_the_rows(planned, clerk, now):
    promise = next(a for a in Action.objects.all() if opened(a, "what") == FIRST_PROMISE)
    grounds = {"grounds": Grounds(note="Sent."), "meeting": promise.raised_at}
    for state in (ActionState.DONE, ActionState.VERIFIED, ActionState.CLOSED):
        actions.move_on(promise.pk, to=state, by=clerk, now=now, **grounds)
    Action.objects.filter(pk=promise.pk).update(marking="confidential")
    made = agenda(planned, viewer=clerk, now=now)
    assert f"Closed: [Confidential] {FIRST_PROMISE}" in made.changed
    assert promise.pk in {row.pk for row in made.shown}


def test_every_closed_row_whose_words_are_in_the_pack_is_named_in_its_event(planned, clerk, now):
    made = agenda(planned, viewer=clerk, now=now)
    event = writes.hand_out_pack(planned, rows=made.shown, by=clerk, now=now)
    named = {row_id for _, row_id in event.subjects}
    words = str(pack(made, reader=None, now=now).parts)
    told = {str(p.pk): opened(p, "text") for p in Paragraph.objects.filter(marking="confidential")}
    closed = {row_id for row_id, text in told.items() if text in words and list(told.values()).count(text) == 1}
    assert closed and closed <= named
    assert (event.verb, event.deed) == ("disclose", "meetings.hand_out_pack")
    shown = {str(row.pk) for row in made.shown if row.marking not in {"public", "panel"}}
    assert named == shown | {str(planned.pk)}


def test_a_pack_without_closed_rows_is_in_the_log_as_well(planned, unsigned, now):
    made = agenda(planned, viewer=unsigned, now=now)
    event = writes.hand_out_pack(planned, rows=made.shown, by=unsigned, now=now)
    assert event.subjects == [["minutes.meeting", str(planned.pk)]]
    assert Event.objects.last() == event


def test_an_interest_takes_the_matter_out_of_agenda_and_pack(planned, member, now):
    from wardmote.minutes.models import Interest
    from wardmote.people.models import Person

    matter = next(m for m in Matter.objects.all() if opened(m, "title") == LIGHT)
    for one in Matter.objects.all():
        if opened(one, "title") == opened(matter, "title"):
            Interest.objects.create(person=Person.objects.get(pk=member.person_id), matter=one, recorded_at=now)
    interested = viewer_for(member.person_id, now=now)
    paper = pack(agenda(planned, viewer=interested, now=now), reader=None, now=now)
    assert "Cobbler" not in str(paper.parts) and "lamp" not in str(paper.parts)


def test_what_stood_under_a_heading_that_is_no_standing_item_is_not_lost(planned, clerk, now):
    StandingItem.objects.filter(position=2).delete()
    made = agenda(planned, viewer=clerk, now=now)
    assert made.items[-1].title == CARRIED_OVER
    assert ("Dark Lanes", LANES) in carried(made)[CARRIED_OVER]


def test_without_notes_an_agenda_is_empty_not_broken(clerk, now):
    from wardmote.minutes.models import Body

    body = Body.objects.create(name="Ferncombe Panel", kind="external partnership", recorded_at=now)
    day = now.date() + timedelta(days=7)
    bare = minutes.plan_meeting(body, held_on=day, starts=None, place=None, by=clerk, now=now)
    made = agenda(bare, viewer=clerk, now=now)
    assert (made.items, made.last, made.shown) == ([], None, [])
    assert "time not set, place not set" in pack(made, reader=None, now=now).subtitle
