"""Each answer of a review is a deed of its room, and each can be taken back."""

from dataclasses import replace
from datetime import date

import pytest

from conftest import seated
from tests.notes import FIRST, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, Change, Mention, SameAction
from wardmote.actions.rules import ActionState, ChangeOf, Grounds
from wardmote.confidentiality.rules import Refused
from wardmote.desk import writes
from wardmote.desk.models import Answer
from wardmote.desk.reads.review import review
from wardmote.desk.rules.reviewing import AnswerKind, NothingToUndo
from wardmote.desk.writes import Whose
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import agenda
from wardmote.minutes.models import Attendance, Decision, Interest, Item, Matter, Paragraph, SameMatter, Statement
from wardmote.minutes.rules import Verdict
from wardmote.minutes.writes import plan_meeting
from wardmote.people import writes as people
from wardmote.people.models import Person, Seat, Spelling
from wardmote.people.reads import person_named, person_of_words
from wardmote.people.rules import SeatKind
from wardmote.places.models import Spelling as PlaceSpelling
from wardmote.places.reads import place_of_words
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened
from wardmote.register.rules import Marking

KEPT = {
    Action: ["state", "owner_seat_id", "owner_person_id", "due_on", "marking", "joined_to_id", "matter_id"],
    Mention: ["action_id", "marking"],
    Statement: ["verdict", "marking"],
    Decision: ["marking"],
    Paragraph: ["marking", "matter_id"],
    Matter: ["marking", "joined_to_id", "settled_at"],
    Item: ["checked_at"],
    SameMatter: ["state", "earlier_id", "later_id", "marking"],
    SameAction: ["state", "earlier_id", "later_id", "marking"],
    Attendance: ["person_id"],
    Spelling: ["words"],
    PlaceSpelling: ["words"],
}


def as_it_stands():
    """Everything that an answer may change; when a state was reached is told by the log."""
    return {m.__name__: sorted(map(str, m.objects.values_list("pk", *names))) for m, names in KEPT.items()}


@pytest.fixture
def again(take):
    """Two meetings' notes, one after the other; the second is the one reviewed."""
    take(FIRST)
    return take(SECOND, name="second.txt").meeting


@pytest.fixture
def spelt(take, clerk, now):
    """Notes that spell a road in two ways, and a councillor otherwise than the panel does."""
    take(FIRST)
    people.add_person("Tansy Yarow", by=clerk, now=now)
    return take(SECOND.replace("again.", "again. Cobblers Row was swept.", 1), name="second.txt").meeting


def questions(meeting, clerk, now):
    return [(step, q) for step in review(meeting.pk, viewer=clerk, now=now).steps for q in step.questions]


def answer_next(meeting, clerk, now, *, yes):
    """Answer what the page asks next; whether it asked anything."""
    step = review(meeting.pk, viewer=clerk, now=now).step(None)
    if step is None:
        return False
    q = next((q for q in step.questions if q.open), None)
    if q is None and step.item.row:
        writes.answer_item(step.item.row.pk, by=clerk, now=now)
    elif q is None:
        writes.answer_head(meeting.pk, by=clerk, now=now)
    elif q.kind is AnswerKind.SENTENCE:
        verdicts = {r.said.row.pk: Verdict.RIGHT if yes else Verdict.WRONG for r in q.readings}
        writes.answer_sentence(q.subject_id, verdicts=verdicts, whose={}, by=clerk, now=now)
    elif q.kind is AnswerKind.NAME:
        person = person_named(q.earlier) if yes else None
        writes.answer_name(q.subject_id, words=q.words, person=person, by=clerk, now=now)
    elif q.kind is AnswerKind.PLACE:
        told = {"pair_id": q.subject_id, "name": q.earlier, "other": q.words, "same": yes}
        writes.answer_place(meeting, **told, by=clerk, now=now)
    else:
        writes.answer_pair(q.subject_id, kind=q.kind, same=yes, meeting=meeting, by=clerk, now=now)
    return True


def answer_all(meeting, clerk, now, *, yes):
    while answer_next(meeting, clerk, now, yes=yes):
        pass


def test_what_binds_is_asked_sentence_by_sentence_and_what_may_be_one_where_it_stands(again, clerk, now):
    asked = [(step.item.title, q.kind.value, q.words, q.earlier) for step, q in questions(again, clerk, now)]
    write = "The Mayor to write to the maker of the swings by 1 December 2022."
    assert asked == [
        ("Update from Local Policing Team", "sentence", "Recorded crime is lower than in Oxbarrow.", ""),
        (
            "To consider what was done for the agreed priorities",
            "sentence",
            "The Clerk to visit the lanes by 1 October 2022.",
            "",
        ),
        ("Other Issues", "matter", "Swings in Larkspur Meadow", "Swings in Larkspur Meadow"),
        ("Other Issues", "sentence", write, ""),
        ("Other Issues", "action", write, "The Mayor to write to the maker of the swings by 1 August 2022."),
        ("Other Issues", "matter", "Lighting in Cobbler Row", "Lighting in Cobbler Row"),
    ]


@pytest.mark.parametrize("yes", [True, False])
def test_when_all_is_answered_nothing_waits(again, clerk, now, yes):
    answer_all(again, clerk, now, yes=yes)
    seen = review(again.pk, viewer=clerk, now=now)
    assert seen.answered == seen.asked and seen.step(None) is None
    assert first_break() is None


def test_two_spellings_of_a_name_or_a_road_are_put_to_the_clerk_as_one(spelt, clerk, now):
    asked = {(q.kind, q.words, q.earlier) for _, q in questions(spelt, clerk, now)}
    assert (AnswerKind.NAME, "Councillor Yarrow", "Tansy Yarow") in asked
    assert (AnswerKind.PLACE, "Cobbler Row", "Cobblers Row") in asked
    answer_all(spelt, clerk, now, yes=True)
    row = Attendance.objects.get(meeting=spelt)
    assert row.person.name == "Tansy Yarow" and opened(row, "name_as_written") == "Councillor Yarrow"
    assert person_of_words("Cllr Yarrow") == row.person
    assert place_of_words("Cobbler Row").name == "Cobblers Row"


def test_what_is_no_spelling_of_another_stays_as_it_is_written(spelt, clerk, now):
    answer_all(spelt, clerk, now, yes=False)
    assert Attendance.objects.get(meeting=spelt).person is None
    assert place_of_words("Cobbler Row") is None and person_of_words("Cllr Yarrow") is None
    assert not [q for _, q in questions(spelt, clerk, now) if q.open]


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("notes", ["again", "spelt"])
def test_every_answer_can_be_taken_back_one_by_one_until_all_is_as_before(request, clerk, now, yes, notes):
    again = request.getfixturevalue(notes)
    states = [as_it_stands()]
    while answer_next(again, clerk, now, yes=yes):
        states.append(as_it_stands())
        assert Answer.objects.filter(undone_at__isnull=True).count() == len(states) - 1
    assert len(states) > 10
    for was in reversed(states[:-1]):
        writes.undo(again.pk, by=clerk, now=now)
        assert as_it_stands() == was
    with pytest.raises(NothingToUndo, match="nothing of yours"):
        writes.undo(again.pk, by=clerk, now=now)
    assert first_break() is None


def test_what_was_read_wrongly_is_carried_nowhere(again, clerk, now):
    planned = plan_meeting(again.body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    carried = str(agenda(planned, viewer=clerk, now=now).items)
    assert "visit the lanes" in carried
    answer_all(again, clerk, now, yes=False)
    after = agenda(planned, viewer=clerk, now=now)
    assert "visit the lanes" not in str(after.items)
    assert "Recorded crime is lower" not in str(after.changed)


def test_an_action_takes_the_owner_and_day_that_were_given_and_not_stated_stays_not_stated(again, clerk, now):
    seat = Seat.objects.get(name="Town Clerk")
    _, q = next((s, q) for s, q in questions(again, clerk, now) if "lanes" in q.words)
    (reading,) = q.readings
    whose = {reading.said.row.pk: Whose(seat, date(2022, 10, 9))}
    verdicts = {reading.said.row.pk: Verdict.RIGHT}
    writes.answer_sentence(q.subject_id, verdicts=verdicts, whose=whose, by=clerk, now=now)
    action = Action.objects.get(pk=reading.owed.row.pk)
    assert (action.state, action.owner_seat, action.due_on) == (ActionState.ASSIGNED.value, seat, date(2022, 10, 9))
    assert opened(action, "due_words") == "by 1 October 2022"  # the words stay


def test_an_item_is_marked_whole_and_what_the_police_said_stays(again, clerk, now):
    item = Item.objects.get(meeting=again, number="2")
    made = writes.mark_item(item.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert made.stayed == Paragraph.objects.filter(item=item).count() and not made.before
    other = Item.objects.get(meeting=again, number="5")
    before = as_it_stands()
    made = writes.mark_item(other.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert set(Paragraph.objects.filter(item=other).values_list("marking", flat=True)) == {"public"}
    writes.undo(again.pk, by=clerk, now=now)
    assert as_it_stands() == before


def test_parting_two_matters_keeps_an_interest_in_both(again, clerk, member, now):
    _, q = next((s, q) for s, q in questions(again, clerk, now) if q.kind is AnswerKind.MATTER)
    writes.answer_pair(q.subject_id, kind=q.kind, same=True, meeting=again, by=clerk, now=now)
    same = SameMatter.objects.get(pk=q.subject_id)
    person = Person.objects.get(pk=member.person_id)
    Interest.objects.bulk_create([Interest(person=person, matter=same.earlier, recorded_at=now)])
    writes.undo(again.pk, by=clerk, now=now)
    assert set(Interest.objects.values_list("matter_id", flat=True)) == {same.earlier_id, same.later_id}


def test_nobody_but_the_clerk_answers_and_each_undoes_only_their_own(again, clerk, member, now):
    item = Item.objects.filter(meeting=again).first()
    with pytest.raises(Refused):
        writes.answer_item(item.pk, by=member, now=now)
    with pytest.raises(Refused):
        writes.undo(again.pk, by=member, now=now)
    writes.answer_item(item.pk, by=clerk, now=now)
    deputy = seated("Dot Deputy", "Deputy Clerk", SeatKind.CLERK, signed=True)
    with pytest.raises(NothingToUndo):
        writes.undo(again.pk, by=deputy, now=now)
    assert Item.objects.get(pk=item.pk).checked_at == now


def test_what_the_clerk_may_not_see_is_not_asked(again, clerk, now):
    seen = questions(again, replace(clerk, signed_until=None), now)
    assert "Recorded crime" not in str([q.words for _, q in seen])


# What is confidential, and what others did since


def paragraph_with(words):
    (found,) = [p for p in Paragraph.objects.all() if words in opened(p, "text")]
    return found


def test_an_item_lowers_nothing_that_tells_of_a_person(again, clerk, enter):
    closed = paragraph_with("A man was arrested")
    door = enter(clerk)
    at = f"/meetings/{closed.meeting_id}/review/"
    said = door.post(f"{at}items/{closed.item_id}/marking/", {"marking": "public"}, follow=True).content.decode()
    assert "1 paragraph stays as it is: lower what is confidential on its own page." in said
    assert f'href="/meetings/paragraphs/{closed.pk}/"' in said
    others = Paragraph.objects.filter(item=closed.item).exclude(pk=closed.pk)
    assert set(others.values_list("marking", flat=True)) == {"public"}
    closed.refresh_from_db()
    assert closed.marking == "confidential"


def test_an_undo_opens_nothing_that_somebody_closed_since(again, clerk, now):
    first = Item.objects.filter(meeting=again).first()
    writes.answer_item(first.pk, by=clerk, now=now)
    item = Item.objects.get(meeting=again, number="5")
    writes.mark_item(item.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    writes.mark_item(item.pk, marking=Marking.PANEL, by=clerk, now=now)
    closed = item.paragraphs.first()
    deputy = seated("Dot Deputy", "Deputy Clerk", SeatKind.CLERK, signed=True)
    meetings.mark_paragraph(closed.pk, marking=Marking.CONFIDENTIAL, by=deputy, now=now)
    before = as_it_stands()
    for _ in range(2):
        assert "changed since" in writes.undo(again.pk, by=clerk, now=now).refused
        assert as_it_stands() == before
    assert not writes.undo(again.pk, by=clerk, now=now).refused  # what came before can still be undone
    assert Item.objects.get(pk=first.pk).checked_at is None
    with pytest.raises(NothingToUndo):
        writes.undo(again.pk, by=clerk, now=now)


def test_an_undo_takes_back_no_step_of_the_owner(again, clerk, member, now):
    _, q = next((s, q) for s, q in questions(again, clerk, now) if "swings" in q.words and q.readings)
    (reading,) = q.readings
    verdicts = {reading.said.row.pk: Verdict.RIGHT}
    whose = {reading.said.row.pk: Whose(Seat.objects.get(name="Mayor"), None)}
    writes.answer_sentence(q.subject_id, verdicts=verdicts, whose=whose, by=clerk, now=now)
    actions.move_on(reading.owed.row.pk, to=ActionState.DONE, grounds=Grounds(note="Posted."), by=member, now=now)
    before = as_it_stands()
    assert "changed since" in writes.undo(again.pk, by=clerk, now=now).refused
    assert as_it_stands() == before


def test_an_undo_of_an_owner_and_a_day_is_told_in_the_history(again, clerk, now):
    _, q = next((s, q) for s, q in questions(again, clerk, now) if "lanes" in q.words)
    (reading,) = q.readings
    whose = {reading.said.row.pk: Whose(None, date(2022, 10, 9))}
    writes.answer_sentence(q.subject_id, verdicts={reading.said.row.pk: Verdict.RIGHT}, whose=whose, by=clerk, now=now)
    writes.undo(again.pk, by=clerk, now=now)
    told = Change.objects.filter(action=reading.owed.row, of=ChangeOf.DUE.value)
    assert sorted(opened(c, "became") for c in told) == ["Saturday 1 October 2022", "Sunday 9 October 2022"]


def test_what_only_the_police_lower_is_passed_over_and_said_once(again, clerk, inspector, enter, now):
    item = Item.objects.get(meeting=again, number="2")
    for paragraph in item.paragraphs.all():
        meetings.mark_paragraph(paragraph.pk, marking=Marking.PANEL, by=inspector, now=now)
    writes.answer_item(item.pk, by=clerk, now=now)
    writes.mark_item(item.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    door, at = enter(clerk), f"/meetings/{again.pk}/review/undo/"
    assert "only the police can lower it" in door.post(at, follow=True).content.decode()
    assert "only the police" not in door.post(at, follow=True).content.decode()
    assert Item.objects.get(pk=item.pk).checked_at is None
    assert set(item.paragraphs.values_list("marking", flat=True)) == {"confidential"}


def test_the_log_names_both_of_a_pair_that_is_asked_about(again, clerk, enter):
    same = SameMatter.objects.first()
    Matter.objects.filter(pk=same.earlier_id).update(marking="confidential")
    item = Paragraph.objects.filter(matter=same.later_id).first().item_id
    enter(clerk).get(f"/meetings/{again.pk}/review/", {"item": str(item)})
    consulted = Event.objects.filter(verb="consult").order_by("-number").first()
    assert ["minutes.matter", str(same.earlier_id)] in consulted.subjects


def test_a_missed_promise_is_typed_in_the_review_and_taken_back_there(again, clerk, member, enter):
    door, at = enter(clerk), f"/meetings/{again.pk}/review/missed/"
    item = Item.objects.get(meeting=again, number="2")  # of the police, so what it promises is confidential
    line = "Mayor to thank the school by 1 December 2022"
    page = door.post(at, {"missed-line": line, "missed-item": str(item.pk)}, follow=True)
    assert "The action is kept" in page.content.decode() and page.redirect_chain[-1][0].endswith(f"?item={item.pk}")
    action = Action.objects.latest("recorded_at")
    assert (opened(action, "what"), action.owner_seat.name, action.due_on) == (line, "Mayor", date(2022, 12, 1))
    assert (action.raised_at, action.marking, action.state) == (again, "confidential", "assigned")
    door.post(f"/meetings/{again.pk}/review/undo/")
    assert Action.objects.get(pk=action.pk).state == "declined"


@pytest.mark.parametrize(
    ("line", "said"), [("", "Type who does what by when"), ("Mayor to write by 1 January 2020", "before")]
)
def test_a_missed_promise_that_cannot_be_is_said_and_kept_in_its_box(again, clerk, enter, line, said):
    many = Action.objects.count()
    page = enter(clerk).post(f"/meetings/{again.pk}/review/missed/", {"missed-line": line})
    assert (page.status_code, Action.objects.count()) == (422, many)
    assert said in page.content.decode() and line in page.content.decode()
