"""A panel with two sets of notes, and a search by its words."""

import pytest

from tests.notes import FIRST, SECOND
from wardmote.search import reads, writes
from wardmote.search.rules import Asked


@pytest.fixture
def record(take):
    """Both sets of notes, in the record; the second is given."""
    take(FIRST, name="first.txt")
    return take(SECOND, name="second.txt").meeting


@pytest.fixture
def look(now):
    """What a search finds for a viewer, with the index brought up to date first."""

    def look(words, viewer, **narrowed):
        newest = reads.stale()
        if newest is not None:
            writes.bring_up_to_date(newest, by=viewer, now=now)
        return reads.found(Asked(words, **narrowed), viewer=viewer, now=now)

    return look


@pytest.fixture
def texts(look, now):
    """The texts that it finds."""

    def texts(words, viewer, **narrowed):
        from wardmote.search.rules import clause_of

        hits = look(words, viewer, **narrowed).hits
        return [one.words for one in reads.results(hits, [clause_of(words)], viewer=viewer, now=now)]

    return texts
