"""Where a sentence of the notes ends up. Nothing is dropped."""

from itertools import pairwise

import pytest

from tests.notes import FIRST, SECOND
from wardmote.documents.read import read_text
from wardmote.documents.tree import StatementKind
from wardmote.meetings.rules import PLACES, heading_words, last_sentence, where
from wardmote.minutes.rules import LIVES_ON


def test_every_kind_of_statement_has_a_place_and_what_lives_on_a_question():
    assert set(PLACES) == set(StatementKind)
    assert all(last_sentence(kind).endswith("?") for kind in LIVES_ON)


@pytest.mark.parametrize("text", [FIRST, SECOND])
def test_every_word_of_the_notes_has_a_place(text):
    placed = where(read_text(text))
    bare = list(text)
    for one in placed:
        assert one.places
        bare[one.start : one.end] = [" "] * (one.end - one.start)
    left = "".join(bare).split()
    assert set(left) <= {"·", "1.", "2.", "4.", "5.", "6."}, left  # bullets and numbers are no sentences


def test_no_two_rows_hold_the_same_words():
    spans = sorted({(one.start, one.end) for one in where(read_text(FIRST))})
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_what_is_carried():
    carried = {one.text for one in where(read_text(FIRST)) if one.carried}
    assert carried == {
        "The Mayor to write to the maker of the swings by 1 August 2022.",
        "£400 will be spent on a lamp from the Panel Budget.",
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("5. Other Issues", "5 other issues", True), ("Other Issues", "Other Issue", False), ("—", "", True)],
)
def test_headings(one, other, same):
    assert (heading_words(one) == heading_words(other)) is same
