"""Repeated Crime IDs after any run of loads, each of which looks only at what it changes: held against all rows."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from wardmote.figures.sources import repeats
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.repeats import repeats_in
from wardmote.figures.sources.store import open_store
from wardmote.figures.tests.downloads import HERE, NOW, crime_id, name, row, text, zipped
from wardmote.figures.tests.stores import made_older

FORCES, MONTHS = ("anyshire", "otherford"), ("2022-01", "2022-02", "2022-03")
# A file is its rows in order, each a Crime ID and whether it has an area.
FILES = st.dictionaries(
    st.tuples(st.sampled_from(MONTHS), st.sampled_from(FORCES)),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans()), min_size=1, max_size=4),
    min_size=1,
)
LOADS = st.lists(st.tuples(FILES, st.integers(1, 3), st.booleans()), min_size=2, max_size=5)


def expected(parts):
    """Each row whose ID comes more than once, and whether it counts, from all rows."""
    by_id = {}
    for (month, force), (day, rows) in parts.items():
        for at, (word, placed) in enumerate(rows):
            by_id.setdefault(word, []).append((day, placed, month, force, at))
    return sorted(
        (crime_id(word)[:32], one[2], one[3], one[4], one == max(its))
        for word, its in by_id.items()
        if len(its) > 1
        for one in its
    )


def found(folder):
    """The same, as the store has it."""
    store = open_store(folder)
    told = repeats_in(folder, store.manifest).to_pylist()
    for part in store.parts:
        dropped = [one for one in told if (one["force"], one["month"]) == part.key and not one["counts"]]
        assert part.repeated == len(dropped)
    return sorted((one["crime_id"].hex(), one["month"], one["force"], one["row"], one["counts"]) for one in told)


def published(month, word, placed):
    """A row as published."""
    return row(word, month=month, area=HERE if placed else "")


def hold(loads):
    """Load one after another, and look each time. Nothing is flushed, which would take most of the time."""
    parts = {}
    with TemporaryDirectory() as passing, patch("os.fsync"):
        folder = Path(passing)
        for files, day, older in loads:
            content = {
                name(month, force): text(
                    *[row(word, month=month, area=HERE if placed else "") for word, placed in rows]
                )
                for (month, force), rows in files.items()
            }
            archive = zipped(folder / "download.zip", content)
            load([archive], folder / "crime", loaded_at=NOW, downloaded_on=date(2022, 6, day))
            parts |= {key: (day, rows) for key, rows in files.items() if key not in parts or parts[key][0] <= day}
            assert found(folder / "crime") == expected(parts)
            if older:
                made_older(folder / "crime", 2)


@settings(max_examples=30, deadline=None)
@given(LOADS)
def test_whatever_is_loaded_in_turn_the_same_rows_count_as_if_all_were_looked_at(loads):
    hold(loads)


@pytest.mark.parametrize("lost", ["twice", "had"])
def test_planted_ids_that_a_load_overlooks_are_met(monkeypatch, lost):
    january, february = ("2022-01", "anyshire"), ("2022-02", "anyshire")
    one, other = [("a", True)], [("b", True)]
    then = {february: one} if lost == "twice" else {january: other}
    first = {january: one} if lost == "twice" else {january: one, february: one}
    parted = repeats._parted
    if lost == "twice":
        monkeypatch.setattr(repeats, "_shared", lambda ours, others: (repeats._twice(ours), set()))
    else:
        monkeypatch.setattr(repeats, "_parted", lambda before, new, changed, twice: parted(before, new, (), twice))
    with pytest.raises(AssertionError):
        hold([(first, 1, False), (then, 2, False)])
