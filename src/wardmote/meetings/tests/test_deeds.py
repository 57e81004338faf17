"""The deeds of the hall go through every room or through none."""

from datetime import date, time

import pytest
from django.apps import apps

from conftest import FOUNDER
from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions.models import Action
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence import reads as letters
from wardmote.correspondence.models import Outgoing
from wardmote.crime import writes as crime
from wardmote.documents.tree import StatementKind
from wardmote.meetings import writes
from wardmote.meetings.models import StandingItem
from wardmote.meetings.writes import record
from wardmote.minutes.models import Decision, Meeting, OfParagraph, Original, Paragraph, Statement
from wardmote.minutes.rules import PoliceLower, TakenAlready
from wardmote.people import writes as people
from wardmote.people.models import Person
from wardmote.priorities.models import Priority
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened
from wardmote.register.rules import THE_PUBLIC, Marking


def whole_record():
    ours = [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]
    return {model._meta.label: model.objects.count() for model in ours}


def test_one_file_reaches_every_room(take, clerk):
    taken = take(FIRST)
    assert taken.new
    assert (Action.objects.count(), Priority.objects.count(), StandingItem.objects.count()) == (1, 2, 5)
    deeds = list(Event.objects.order_by("number").values_list("deed", flat=True))
    assert [d for d in deeds if not d.startswith(("people.", "confidentiality."))] == [
        "places.add_place",
        "minutes.take_notes",
        "actions.propose",
        "priorities.take_updates",
        "minutes.plan_meeting",
        "meetings.take",
    ]
    assert first_break() is None


def test_the_same_file_again_changes_nothing_in_any_room(take):
    first = take(FIRST)
    before = whole_record()
    again = take(FIRST, name="copy.txt")
    assert (again.meeting, again.new) == (first.meeting, False)
    assert whole_record() == before


def test_the_next_meeting_is_planned_as_the_notes_say_and_never_invented(take):
    take(FIRST)
    planned = Meeting.objects.get(held_on=date(2022, 9, 16))
    assert (planned.starts, planned.place) == (time(10, 15), None)
    assert not Original.objects.filter(meeting=planned).exists()
    take(SECOND, name="second.txt")
    assert Meeting.objects.count() == 2  # the second notes name no next meeting


def test_the_order_of_the_first_notes_stays_the_standing_order(take):
    take(FIRST)
    before = [opened(row, "title") for row in StandingItem.objects.all()]
    take(SECOND.replace("5.\tOther Issues", "5.\tWalkabouts"), name="second.txt")
    assert [opened(row, "title") for row in StandingItem.objects.all()] == before


@pytest.mark.parametrize("room", ["actions.propose", "priorities.take_updates", "minutes.plan_meeting"])
def test_a_fault_in_any_room_leaves_nothing_in_the_others(take, monkeypatch, room):
    before = whole_record()

    def fail(*_, **__):
        raise OSError("the disk is full")

    module, deed = room.split(".")
    monkeypatch.setattr(getattr(record, module), deed, fail)
    with pytest.raises(OSError, match="disk"):
        take(FIRST)
    assert whole_record() == before


def test_what_is_refused_leaves_nothing_in_any_room(take, member, inspector):
    take(FIRST)
    before = whole_record()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            take(SECOND, name="second.txt", by=viewer)
    with pytest.raises(TakenAlready):
        take(FIRST.replace("swings", "slides"), name="other.txt")
    assert whole_record() == before


HANGING = [model for model in apps.get_models() if issubclass(model, OfParagraph)]


def test_every_row_made_of_a_paragraph_is_marked_with_it_in_every_room(take, clerk, now):
    """A room that keeps what paragraphs say must follow the paragraph's marking: this finds one that does not."""
    take(FIRST.replace("There was nothing to report.", "It was agreed to buy a lamp. Crime is lower than in Oxbarrow."))
    take(SECOND, name="second.txt")
    for claim in Statement.objects.filter(kind=StatementKind.CLAIM.value):
        crime.check_claim(claim.pk, found={}, frozen_set=None, by=clerk, now=now)
    tried = set()
    for paragraph in Paragraph.objects.filter(from_police=False):
        for marking in (Marking.CONFIDENTIAL, Marking.PUBLIC):
            writes.mark_paragraph(paragraph.pk, marking=marking, by=clerk, now=now)
            for model in HANGING:
                rows = model.objects.filter(paragraph=paragraph)
                assert {row.marking for row in rows} <= {marking.value}, model._meta.label
                tried |= {model} if rows else set()
    assert tried == set(HANGING)
    assert first_break() is None


def test_a_mark_that_is_refused_moves_nothing(take, clerk, member, now):
    take(FIRST)
    (police_said,) = [p for p in Paragraph.objects.all() if QUILLWORT in opened(p, "text")]
    before = list(Paragraph.objects.values_list("pk", "marking", "version")), Event.objects.count()
    with pytest.raises(PoliceLower):
        writes.mark_paragraph(police_said.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.mark_paragraph(Paragraph.objects.first().pk, marking=Marking.PUBLIC, by=member, now=now)
    with pytest.raises(NotHere):
        writes.mark_paragraph(Paragraph.objects.first().pk, marking=Marking.PUBLIC, by=THE_PUBLIC, now=now)
    assert (list(Paragraph.objects.values_list("pk", "marking", "version")), Event.objects.count()) == before


@pytest.fixture
def told(take, clerk, member, unsigned, now):
    """Three who can sign in are told of a pack with confidential words in it."""
    take(FIRST)
    for viewer, address in (
        (clerk, "ada@trial.example"),
        (member, "ben@trial.example"),
        (unsigned, "cy@trial.example"),
    ):
        person = Person.objects.get(pk=viewer.person_id)
        people.open_sign_in(person, email=address, password=None, by=FOUNDER, now=now)
    planned = Meeting.objects.get(held_on=date(2022, 9, 16))
    writes.tell_members(planned, link="https://panel.trial.example/meetings/x/", by=clerk, now=now)
    return letters.due(now=now)


def test_everybody_who_can_sign_in_is_told_by_a_letter_with_a_link(told):
    assert sorted(letter.to_address for letter in told) == [f"{who}@trial.example" for who in ("ada", "ben", "cy")]
    for letter in told:
        assert (
            letter.subject
            == "Ferncombe Police Partnership Panel, Friday 16 September 2022 at 10:15am: the pack is ready"
        )
        assert "https://panel.trial.example/meetings/x/" in letter.body
    assert {"Dear Ada Clerk", "Dear Ben Member", "Dear Cy Unsigned"} == {x.body.split(",")[0] for x in told}


def test_no_word_of_the_notes_is_in_a_letter(told):
    said = [opened(row, "text") for row in Paragraph.objects.all() if row.item_id]
    whole = " ".join(f"{letter.subject} {letter.body}" for letter in told)
    assert not [text for text in said if text in whole]
    assert QUILLWORT not in whole and MARZIPAN not in whole


def test_only_the_clerk_tells(take, member, now):
    meeting = take(FIRST).meeting
    with pytest.raises(Refused):
        writes.tell_members(meeting, link="", by=member, now=now)
    assert not Outgoing.objects.exists()


def test_a_decision_of_the_notes_waits_for_a_yes(take, clerk, now, enter, time_machine):
    time_machine.move_to(now, tick=False)
    take(FIRST.replace("There was nothing to report.", "It was agreed to buy a lamp. Crime is lower than in Oxbarrow."))
    decision = Decision.objects.get()
    assert enter(clerk).post(f"/meetings/decisions/{decision.pk}/confirm/").status_code == 302
    decision.refresh_from_db()
    assert decision.confirmed_at == now
