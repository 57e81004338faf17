"""Sentences: where they end, where they do not, and that nothing falls between two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents.sentences import sentences_in


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences_in(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cllr. Amber Thorne spoke. Mr. Osei left.", 2),
        ("Mrs. J. K. Pell of St. Brannoc's Rd. asked about no. 14.", 1),
        ("The fair ends at 7.30 p.m. on Friday.", 1),
        ("The fair ends at 7.30 p.m. It was well attended.", 2),
        ("The meeting began at 7.30pm. A quorum was present.", 2),
        ("Two bins (e.g. by the pond) cost £1.50 each.", 1),
        ("The answer was no. The lamp stays.", 2),
        ("Refer to No. 7 and pp. 3-4 of the report.", 1),
        ("The light is on the corner of High St. The council owns it.", 2),
        ("Who owns it? Nobody knows! The clerk will ask.", 3),
        ("Crime fell; it is now lower than in May.", 1),
        ("Clerk to: write to the school; chase the surveyor; and order paint.", 3),
        ("Gate broken; hinge missing; post rotten.", 3),
        ("a line that was\nwrapped in the middle. Another", 2),
        ("First thing\n\nSecond thing", 2),
        ("2. The pump was mended. 3. The well was capped.", 2),
        ("It rained all noon.The mayor stayed away.", 2),
        ("See www.example.org.uk.Then write.", 1),
        ("Points were: • the first is done • the second is not", 3),
        ('She said "no." They left.', 2),
        ("", 0),
        (" \n\t ", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(texts(text)) == count, texts(text)


def test_pages_without_a_stop_are_cut_between_words() -> None:
    found = texts("word " * 2000)
    assert len(found) > 1
    assert set(" ".join(found).split()) == {"word"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA b.;:!?\n\t\"'()•-£1Mr"), max_size=80) | st.text(max_size=60))
def test_no_word_is_lost_and_no_sentence_overlaps(text: str) -> None:
    end = 0
    for span in sentences_in(text):
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end
    assert not text[end:].strip()
