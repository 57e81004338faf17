"""Every sentence of the notes ends in a named place of the record, and the next agenda carries what is unfinished.

The real notes are held to by offsets and kinds alone: none of their words stand here.
"""

import json
from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

from tests.journeys.conftest import LABELS
from wardmote.actions.models import Action, Mention
from wardmote.documents.read import read
from wardmote.documents.tree import BlockKind, StatementKind
from wardmote.meetings.agenda import agenda
from wardmote.meetings.rules import PLACES, where
from wardmote.minutes.models import Attendance, Decision, Item, Matter, Paragraph, Statement
from wardmote.minutes.rules import LIVES_ON
from wardmote.minutes.writes import plan_meeting
from wardmote.priorities.models import Priority
from wardmote.register.reads import opened

WHEN = datetime(2022, 11, 14, 9, 15, tzinfo=UTC)


@pytest.fixture
def document(notes_file):
    return read(notes_file)


@pytest.fixture
def record(take, notes_file, document):
    return take(notes_file.read_bytes(), name=notes_file.name).meeting


def spoken(document):
    """Where the text says something: not blank, not a number or a bullet, not a mark that Word left."""
    said = set()
    for block in document.blocks():
        if block.kind is not BlockKind.BLANK:
            said |= {at for at in range(block.at.start, block.at.end) if not document.reading_text[at].isspace()}
    return said


def test_no_word_is_without_a_place(document):
    placed = where(document)
    covered = {at for one in placed for at in range(one.start, one.end)}
    assert not spoken(document) - covered
    assert all(one.places for one in placed)


def test_no_two_places_for_one_stretch(document):
    placed = where(document)
    assert all(before.end <= after.start for before, after in pairwise(placed))


def test_the_places_are_true_of_the_record(document, record):
    """What `--where` says is what lies in the tables."""
    kind_of = {place: kind.value for kind, place in PLACES.items()}
    headings = {opened(row, "title") for row in Item.objects.filter(meeting=record)}
    matters = {opened(row, "title") for row in Matter.objects.all()}
    priorities = {opened(row, "title") for row in Priority.objects.all()}
    rows = list(Paragraph.objects.filter(meeting=record))
    said = {
        (s.paragraph.start + s.start, s.paragraph.start + s.end, s.kind)
        for s in Statement.objects.filter(paragraph__meeting=record).select_related("paragraph")
    }
    for one in where(document):
        for place in one.places:
            if place == "meeting: item":
                assert one.text.strip(" .") in {h.strip(" .") for h in headings}
                continue
            assert any(p.start <= one.start and one.end <= p.end for p in rows), f"{one.start}-{one.end} is nowhere"
            if place == "priorities":
                assert one.text.strip(" .:") in priorities
            if place.startswith("matter: "):
                assert place.removeprefix("matter: ") in matters
            if place in kind_of:
                assert (one.start, one.end, kind_of[place]) in said
    assert Attendance.objects.filter(meeting=record, kind="apologies").count() == len(document.apologies) > 0
    assert Action.objects.count() == len([s for s in document.statements() if s.kind is StatementKind.ACTION])
    assert Decision.objects.count() == len([s for s in document.statements() if s.kind is StatementKind.DECISION])


def test_the_next_agenda_carries_exactly_what_is_unfinished(document, record, clerk):
    planned = plan_meeting(record.body, held_on=date(2026, 12, 11), starts=time(10, 15), place=None, by=clerk, now=WHEN)
    made = agenda(planned, viewer=clerk, now=WHEN)
    carried = {line.words for item in made.items for matter in item.carried for line in matter.lines}
    unfinished = {s.text for s in document.statements() if s.kind in LIVES_ON or s.kind is StatementKind.ACTION}
    assert carried == unfinished
    again = {s.span for s in document.statements() if s.kind is StatementKind.RECURRING}
    streaks = {matter.title for item in made.items for matter in item.carried if matter.streak}
    about = {
        opened(p.matter, "title")
        for p in Paragraph.objects.filter(meeting=record, matter__isnull=False).select_related("matter")
        if any(p.start <= span.start and span.end <= p.end for span in again)
    }
    assert streaks == about
    # The standing order is that of the notes, numbered anew; and each thing stands below the heading it came from.
    assert [item.title for item in made.items] == [item.title for item in document.items]
    for item, read_item in zip(made.items, document.items, strict=True):
        here = {s.text for block in read_item.blocks for s in block.statements}
        assert {line.words for matter in item.carried for line in matter.lines} <= here


def test_what_was_answered_is_not_carried_again(document, record, clerk):
    from wardmote.actions.rules import ActionState, Grounds
    from wardmote.actions.writes import move_on
    from wardmote.minutes.writes import settle_matter, settle_statement

    for row in Statement.objects.filter(kind__in=[k.value for k in LIVES_ON]):
        settle_statement(row.pk, by=clerk, now=WHEN)
    for action in Action.objects.all():
        move_on(action.pk, to=ActionState.DONE, grounds=Grounds(note="Seen on the spot."), by=clerk, now=WHEN)
        move_on(action.pk, to=ActionState.VERIFIED, meeting=record, by=clerk, now=WHEN)
    for matter in Matter.objects.all():
        settle_matter(matter.pk, settled=True, by=clerk, now=WHEN)
    planned = plan_meeting(record.body, held_on=date(2026, 12, 11), starts=None, place=None, by=clerk, now=WHEN)
    made = agenda(planned, viewer=clerk, now=WHEN)
    assert not any(item.carried for item in made.items)
    assert not made.decide


def test_each_action_hangs_on_the_sentence_that_made_it(record):
    for mention in Mention.objects.select_related("action", "statement__paragraph"):
        text = opened(mention.statement.paragraph, "text")
        assert opened(mention.action, "what") == text[mention.statement.start : mention.statement.end]


# The real notes, against the labels of a person


MUST_FIND = {"item", "meeting_date", "apology", "action", "decision", "spending", "nil_return", "claim"}
MUST_FIND |= {"conditional", "suggestion", "referral", "expectation", "recurring"}


def test_all_that_a_person_found_in_the_october_notes_is_found(october):
    document = read(october)
    read_spans = [(s.kind.value, s.span.start, s.span.end) for s in document.statements()]
    read_spans += [("item", item.blocks[0].span.start, item.blocks[0].span.end) for item in document.items]
    read_spans += [("apology", named.span.start, named.span.end) for named in document.apologies]
    read_spans += [("meeting_date", document.dated_at.start, document.dated_at.end)]
    missed = [
        (label["kind"], label["start"], label["end"])
        for label in json.loads(LABELS.read_text())["labels"]
        if label["kind"] in MUST_FIND
        and not any(
            kind == label["kind"] and start < label["end"] and label["start"] < end for kind, start, end in read_spans
        )
    ]
    assert not missed


def test_the_october_notes_keep_their_numbers_and_their_day(october):
    document = read(october)
    assert [item.number for item in document.items] == ["1", "3", "4", "5", "6", "7", "8"]
    assert document.starts_at.isoformat() == "2022-10-28T10:15:00+01:00"
    assert document.kind.value == "notes"
    assert len(document.apologies) == 2
    assert [hidden.kind.value for hidden in document.hidden] == ["bookmark"]
    assert document.reprint().encode() == october.read_bytes()


def test_the_october_sums_and_days_that_nobody_gave_are_not_stated(october):
    said = read(october).statements()
    assert all(
        s.amount_pence is None and "amount_pence" in s.not_stated for s in said if s.kind is StatementKind.SPENDING
    )
    assert all(s.due_on is None for s in said)
