"""Notes are taken in: what is left behind, and what is not when they are refused."""

import json
from datetime import date, time

import pytest
from django.apps import apps

from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.confidentiality.rules import Refused
from wardmote.documents.read import read_bytes
from wardmote.minutes import writes
from wardmote.minutes.models import (
    Attendance,
    Body,
    Decision,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.minutes.rules import NotesNeed, TakenAlready
from wardmote.people.models import Person
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened, opened_bytes
from wardmote.register.rules import THE_PUBLIC

NO_DAY = "Ferncombe Police Partnership Panel\nNotes\n\n1.\tSwings\nThe Mayor to write to the maker.\n"
NO_BODY = "Notes\n15th July 2022\n\n1.\tSwings\nThe Mayor to write to the maker.\n"


def whole_record():
    """How many rows each of our tables holds."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]
    return {model._meta.label: model.objects.count() for model in ours}


def take_notes(text, by, now, **given):
    content = text.encode()
    options = {"file_name": "notes.txt", "body_name": None, "held_on": None, **given}
    return writes.take_notes(read_bytes(content, name="notes.txt"), content=content, by=by, now=now, **options)


@pytest.fixture
def first(clerk, now):
    return take_notes(FIRST, clerk, now).meeting


def words(rows, column="text"):
    return [opened(row, column) for row in rows]


def test_the_meeting_is_as_the_notes_say(first):
    assert (first.held_on, first.starts) == (date(2022, 7, 15), time(10, 15))
    assert first.place.name.endswith("Long Room, Ferncombe Hall")
    assert (first.body.name, first.body.kind) == ("Ferncombe Police Partnership Panel", "external partnership")


def test_items_have_the_numbers_that_were_printed(first):
    items = list(Item.objects.filter(meeting=first))
    assert [item.number for item in items] == ["1", "2", "4", "5", "6"]
    assert words(items, "title")[:2] == ["Apologies", "Update from Local Policing Team"]


def test_every_worded_line_is_in_the_record_in_order(first):
    kept = set(words(Paragraph.objects.filter(meeting=first)) + words(Item.objects.filter(meeting=first), "title"))
    for line in filter(None, map(str.strip, FIRST.splitlines())):
        assert any(piece in line and piece for piece in kept), line


def test_spans_point_into_the_reading_text(first):
    original = Original.objects.get(meeting=first)
    reading = opened(original, "reading_text")
    assert reading == FIRST
    rows = Paragraph.objects.filter(meeting=first)
    assert [reading[row.start : row.end] for row in rows] == words(rows)
    for statement in Statement.objects.filter(paragraph__meeting=first).select_related("paragraph"):
        assert opened(statement.paragraph, "text")[statement.start : statement.end].strip()


def test_the_file_is_kept_byte_for_byte_and_confidential(first):
    original = Original.objects.get(meeting=first)
    assert opened_bytes(original, "content") == FIRST.encode()
    assert opened(original, "file_name") == "notes.txt"
    assert original.marking == "confidential"


def test_who_came_and_who_did_not(clerk, now):
    Person.objects.create(name="Tarragon", recorded_at=now)
    first = take_notes(FIRST, clerk, now).meeting
    rows = list(Attendance.objects.filter(meeting=first))
    came = {
        kind: [opened(row, "name_as_written") for row in rows if row.kind == kind]
        for kind in {row.kind for row in rows}
    }
    assert came["present"] == ["Councillor Tarragon", "Councillor Yarrow"]
    assert came["in attendance"][0] == "Inspector Dee"
    assert came["apologies"] == ["Councillor Appleyard"]
    assert [row.person.name for row in rows if row.person] == ["Tarragon"]


def test_what_the_police_said_and_what_tells_of_a_person_is_confidential(first):
    for row in Paragraph.objects.filter(meeting=first).select_related("item"):
        text = opened(row, "text")
        police = row.item is not None and "Policing" in opened(row.item, "title")
        closed = police or MARZIPAN in text
        assert (row.from_police, row.marking) == (police, "confidential" if closed else "panel"), text
        assert {s.marking for s in row.statements.all()} <= {row.marking}
    (police_said,) = [p for p in Paragraph.objects.all() if QUILLWORT in opened(p, "text")]
    (told,) = police_said.statements.all()
    assert json.loads(opened(told, "particulars"))["said_by"] == "Inspector Dee"


def test_an_unsigned_member_gets_the_headings_and_not_the_words(first, unsigned, member, now):
    from wardmote.minutes.reads import notes

    for viewer, sees in ((unsigned, False), (member, True)):
        shown = notes(first, viewer=viewer, now=now)
        told = " ".join(line.text for item in shown.items for line in item.lines)
        assert (QUILLWORT in told, MARZIPAN in told) == (sees, sees)
        assert "Update from Local Policing Team" in [item.title for item in shown.items]
    assert not [line for item in notes(first, viewer=THE_PUBLIC, now=now).items for line in item.lines]


def test_a_matter_goes_no_further_than_its_paragraphs(clerk, now):
    text = FIRST.replace("The Mayor to write to the maker", "A man was arrested. The Mayor to write to the maker")
    take_notes(text, clerk, now)
    marked = {opened(m, "title"): m.marking for m in Matter.objects.all()}
    assert marked["Swings in Larkspur Meadow"] == "confidential"
    assert marked["Lighting in Cobbler Row"] == "panel"


def test_a_matter_goes_no_further_than_the_subheading_that_names_it(clerk, now):
    text = FIRST.replace("Swings in Larkspur Meadow", "Cuckooing in Larkspur Meadow")
    take_notes(text, clerk, now)
    marked = {opened(m, "title"): m.marking for m in Matter.objects.all()}
    assert marked["Cuckooing in Larkspur Meadow"] == "confidential"


def test_decisions_are_made_of_decision_statements_and_bind_nobody_yet(clerk, now):
    take_notes(FIRST.replace("There was nothing to report.", "It was agreed to buy a lamp."), clerk, now)
    (decision,) = Decision.objects.select_related("statement")
    assert decision.statement.kind == "decision"
    assert decision.confirmed_at is None


def test_the_same_file_again_changes_nothing(first, clerk, now):
    before = whole_record()
    again = take_notes(FIRST, clerk, now, file_name="a copy.txt")
    assert (again.meeting, again.new) == (first, False)
    assert whole_record() == before


def test_another_file_for_the_same_meeting_is_refused_whole(first, clerk, now):
    before = whole_record()
    with pytest.raises(TakenAlready, match=r"We already have notes of this meeting.*Nothing was stored"):
        take_notes(FIRST.replace("swings", "slides"), clerk, now)
    assert whole_record() == before


@pytest.mark.parametrize(
    ("text", "given", "asks"),
    [
        (NO_DAY, {}, "on which day"),
        (NO_BODY, {}, "which body"),
        (NO_BODY, {"held_on": date(2022, 7, 16)}, "which body"),
    ],
)
def test_what_the_notes_do_not_say_is_asked_for_and_nothing_is_stored(clerk, now, text, given, asks):
    before = whole_record()
    with pytest.raises(NotesNeed, match=asks):
        take_notes(text, clerk, now, **given)
    assert whole_record() == before


def test_what_the_clerk_gives_is_used(clerk, now):
    taken = take_notes(NO_DAY, clerk, now, held_on=date(2022, 7, 18))
    assert (taken.meeting.held_on, taken.meeting.starts) == (date(2022, 7, 18), None)
    other = take_notes(NO_BODY, clerk, now, body_name="Ferncombe Amenities Committee", held_on=date(2022, 7, 20))
    assert (other.meeting.body.kind, other.meeting.held_on) == ("committee", date(2022, 7, 20))


def test_a_body_is_known_again_whatever_the_capitals_and_the_only_one_is_meant(clerk, now):
    known = take_notes(FIRST, clerk, now).meeting.body
    named = take_notes(NO_BODY, clerk, now, body_name=known.name.upper(), held_on=date(2022, 8, 1))
    meant = take_notes(NO_BODY.replace("maker", "owner"), clerk, now, held_on=date(2022, 8, 2))
    assert named.meeting.body == meant.meeting.body == known
    assert Body.objects.count() == 1


def test_a_planned_meeting_is_the_one_that_its_notes_are_of(first, clerk, now):
    planned = writes.plan_meeting(
        first.body, held_on=date(2022, 9, 16), starts=time(9, 30), place=None, by=clerk, now=now
    )
    held = take_notes(SECOND, clerk, now).meeting
    assert held == planned
    assert held.starts == time(10, 15)  # as it was, not as it was planned
    assert Meeting.objects.count() == 2


def test_planning_a_day_again_keeps_what_is_not_given_anew(first, clerk, now):
    day = {"held_on": date(2022, 9, 16), "by": clerk, "now": now}
    writes.plan_meeting(first.body, starts=time(9, 30), place="The Long Room", **day)
    again = writes.plan_meeting(first.body, starts=None, place=None, **day)
    assert (again.starts, again.place.name) == (time(9, 30), "The Long Room")
    assert Meeting.objects.count() == 2


def test_second_notes_propose_what_may_be_one_with_the_first(first, clerk, now):
    take_notes(SECOND, clerk, now)
    pairs = {(opened(s.earlier, "title"), opened(s.later, "title")) for s in SameMatter.objects.all()}
    assert pairs == {(title, title) for title in ("Swings in Larkspur Meadow", "Lighting in Cobbler Row")}
    assert {s.state for s in SameMatter.objects.all()} == {"proposed"}


def test_a_settled_matter_is_not_asked_about_again(first, clerk, now):
    for matter in Matter.objects.all():
        writes.settle_matter(matter.pk, settled=True, by=clerk, now=now)
    take_notes(SECOND, clerk, now)
    assert not SameMatter.objects.exists()


def test_only_the_clerk_takes_notes_and_plans(first, member, inspector, now):
    before = whole_record()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            take_notes(SECOND, viewer, now)
        with pytest.raises(Refused):
            writes.plan_meeting(
                first.body, held_on=date(2022, 9, 16), starts=None, place="The Mill", by=viewer, now=now
            )
    assert whole_record() == before


def test_a_fault_half_way_leaves_nothing(clerk, now, monkeypatch):
    before = whole_record()

    def fail(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr(Statement.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="disk"):
        take_notes(FIRST, clerk, now)
    assert whole_record() == before


def test_one_event_says_which_file_made_which_meeting(first, clerk):
    event = Event.objects.get(deed="minutes.take_notes")
    original = Original.objects.get(meeting=first)
    assert event.subjects == [["minutes.meeting", str(first.pk)], ["minutes.original", str(original.pk)]]
    assert (event.verb, event.person_id) == ("collect", clerk.person_id)
    assert first_break() is None
