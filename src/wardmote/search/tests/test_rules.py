"""What is asked of a text, and what answers it: without a database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wardmote.register.rules import Marking
from wardmote.search.rules import (
    NOTHING_TYPED,
    NOTHING_WANTED,
    NothingWanted,
    clause_of,
    excerpt,
    key_of,
    score,
    spans,
    stems_in,
    token,
    tokens_of,
)

TEXT = "Two burglaries were reported near the A41 at Cobbler's Row; a café on the B5062 shut for anti-social noise."


@pytest.mark.parametrize(
    "typed",
    ["burglary", "BURGLARIES", "a41", "A41", "b5062 cafe", "“cobblers row”", "anti-social", "the burglary", "reports"],
)
def test_a_text_is_found_by(typed):
    assert score(TEXT, [clause_of(typed)]) is not None


@pytest.mark.parametrize(
    "typed", ["burglar alarm", "A4", "B506", '"row cobblers"', "burglary -A41", 'café -"cobblers row"', '"near A41"']
)
def test_a_text_is_not_found_by(typed):
    assert score(TEXT, [clause_of(typed)]) is None


@pytest.mark.parametrize(("typed", "said"), [("", NOTHING_TYPED), ("“” – ?", NOTHING_TYPED), ("-a41", NOTHING_WANTED)])
def test_words_that_ask_for_nothing_are_refused(typed, said):
    with pytest.raises(NothingWanted, match=said):
        clause_of(typed)


WORDS = st.lists(
    st.sampled_from(["lamp", "lamps", "Mill", "Street", "the", "A41", "café", "–", "“", "O’Neill"]), max_size=12
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS)
def test_every_piece_of_an_excerpt_stands_in_the_text_and_only_what_was_asked_is_marked(words, wanted):
    text, typed = " ".join(words), " ".join(wanted)
    try:
        clause = clause_of(typed)
    except NothingWanted:
        return
    marked = spans(text, [clause])
    pieces = excerpt(text, marked, length=12)
    asked = {stem for run in clause.wanted for stem in run}
    assert all(set(stems_in(piece.text)) <= asked for piece in pieces if piece.marked)
    assert "".join(piece.text for piece in pieces).strip("… ") in text
    assert (score(text, [clause]) is None) or marked


@given(st.text(max_size=60), st.sampled_from(list(Marking)))
def test_a_token_tells_no_word_and_another_marking_has_others(text, marking):
    key, other = key_of(bytes(32), marking), key_of(b"1" * 32, marking)
    tokens = tokens_of(text, key)
    assert all(len(one) == 16 and one.isalpha() and one.isascii() for one in tokens)
    assert set(tokens).isdisjoint(tokens_of(text, other))


def test_public_tokens_tell_nothing_of_the_panels():
    assert token("lamp", key_of(bytes(32), Marking.PUBLIC)) != token("lamp", key_of(bytes(32), Marking.PANEL))
