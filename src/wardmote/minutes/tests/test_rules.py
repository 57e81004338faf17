"""Markings by origin, what a run of paragraphs is about, and how like two titles are."""

import pytest

from wardmote.documents.tree import Block, BlockKind, Item, Span, Statement, StatementKind
from wardmote.minutes.rules import came_from_police, likeness, marking_of, nearest, subject_of, topics

HERE = Span(0, 9)


def said(text, by=None):
    told = (Statement(StatementKind.REPORT, text, HERE, sure=True, said_by=by),)
    return Block(BlockKind.PARAGRAPH, HERE, text, text, HERE, statements=told)


@pytest.mark.parametrize(
    ("by", "item", "police"),
    [
        ("Inspector Dee", "Other Issues", True),
        ("Insp Dee", "Other Issues", True),
        ("PC Wren", "Other Issues", True),
        ("PCSO Finch", "Other Issues", True),
        ("Sgt Teal", "Other Issues", True),
        ("The Chief Constable", "Other Issues", True),
        ("the policing team", "Other Issues", True),
        (None, "Update from Local Policing Team", True),
        (None, "Police report", True),
        ("Councillor Tarragon", "Police matters", True),
        ("Councillor Tarragon", "Other Issues", False),
        (None, "Other Issues", False),
        ("The Clerk", "Town Walkabouts", False),
        ("Councillor Constance Able", "Town Walkabouts", False),
    ],
)
def test_who_said_it(by, item, police):
    assert came_from_police(said("All was quiet.", by), item) is police


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("All was quiet.", "panel"),
        ("A man was arrested.", "confidential"),
        ("Two arrests were made.", "confidential"),
        ("One individual was spoken to.", "confidential"),
        ("A resident asked for a lamp.", "confidential"),
        ("The victim is safe.", "confidential"),
        ("A cuckooing plan is in place.", "confidential"),
        ("A child was found.", "confidential"),
        ("The children's swings were mended.", "panel"),
        ("Residents asked for a lamp.", "panel"),
    ],
)
def test_where_a_paragraph_starts(text, marking):
    assert marking_of(said(text), from_police=False) == marking
    assert marking_of(said(text), from_police=True) == "confidential"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The broken swings were discussed again.", "Broken swings"),
        ("The issue of dark lanes has been raised.", "Dark lanes"),
        ("It was agreed to consider a second lamp.", "Second lamp"),
        ("Some locks will be given out in May.", "Locks"),
    ],
)
def test_what_a_paragraph_is_about(text, subject):
    assert subject_of(text) == subject


def test_a_subject_is_never_longer_than_a_title():
    assert len(subject_of("lamp " * 60)) <= 92


def block(kind, text, *said):
    told = tuple(Statement(what, text, HERE, sure=True) for what in said)
    return Block(kind, HERE, text, text, HERE, statements=told)


def test_a_subheading_is_one_matter_with_what_stands_below_it_and_none_if_nothing_is_left_open():
    item = Item(
        "5",
        "Other Issues",
        HERE,
        (
            block(BlockKind.HEADING, "Other Issues"),
            block(BlockKind.PARAGRAPH, "A lamp should come in May.", StatementKind.EXPECTATION),
            block(BlockKind.SUBHEADING, "Swings in Larkspur Meadow:"),
            block(BlockKind.PARAGRAPH, "They squeak.", StatementKind.REPORT),
            block(BlockKind.BLANK, ""),
            block(BlockKind.PARAGRAPH, "The Mayor to write.", StatementKind.ACTION),
            block(BlockKind.PARAGRAPH, "A mural was discussed again.", StatementKind.RECURRING),
            block(BlockKind.SUBHEADING, "Quiet Nights"),
            block(BlockKind.PARAGRAPH, "Nothing to report.", StatementKind.NIL_RETURN),
        ),
    )
    assert [(topic.title, topic.places) for topic in topics(item)] == [
        ("Lamp", (1,)),
        ("Swings in Larkspur Meadow", (2, 3, 5)),
        ("Mural", (6,)),  # it says that it turns to something else
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Lighting in Cobbler Row", "Lack of light in Cobbler Row", True),
        ("Swings in Larkspur Meadow", "The swings in the meadow", True),
        ("Lighting in Cobbler Row", "Lighting in Weir Lane", False),
        ("Swings", "Swings in Larkspur Meadow", False),
        ("Benches", "benches", True),
        ("", "", False),
        ("The update", "The report", False),
    ],
)
def test_likeness(one, other, alike):
    assert (nearest(one, [("key", other)]) == "key") is alike
    assert likeness(one, other) == likeness(other, one)


def test_the_nearest_is_the_most_alike_and_none_if_none_is():
    others = [(1, "Dark lanes by the weir"), (2, "Swings in Larkspur Meadow"), (3, "Swings in the park by the meadow")]
    assert nearest("Swings in Larkspur Meadow", others) == 2
    assert nearest("A mural", others) is None
    assert nearest("A mural", []) is None
