"""What may be said of figures goes to who says it."""

import pytest

from wardmote.updates.reads.update import figures_ready

pytestmark = pytest.mark.django_db


def test_the_form_has_the_sentences_that_may_be_said(frozen):
    first, second, *others = figures_ready()
    assert (first.key, second.key) == ("all_crime", "anti_social_behaviour")
    assert "64.6 per 1,000 residents" in first.words
    assert all("lower than" in one.words or "higher than" in one.words for one in others)


def test_without_a_set_the_form_has_none(area):
    assert figures_ready() == []
