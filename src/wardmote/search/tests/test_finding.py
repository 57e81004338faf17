"""What is found, by whom, and how it is kept: on both databases."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from conftest import FOUNDER, NOW
from tests.notes import MARZIPAN, QUILLWORT
from tests.rows import made, made_on
from wardmote.minutes.models import Interest, Matter, Paragraph
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.writes import mark_paragraph
from wardmote.places.models import Place
from wardmote.places.rules import PlaceKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking, Viewer
from wardmote.register.writes import sealed
from wardmote.seals.envelope import FORMAT
from wardmote.search import reads, writes
from wardmote.search.reads import index
from wardmote.search.reads.index import WORDS
from wardmote.search.reads.sources import SOURCES
from wardmote.search.rules import MADE_ANEW, Asked, Kind, Sort, key_of, token

SPOKEN = ["lamp", "swings", "A41", "bicycle", "weir", "Row", "the"]


def test_words_are_found_with_their_kind_the_newest_first(record, look, clerk):
    hits = look("lighting row", clerk).hits
    assert {one.kind for one in hits} >= {Kind.MATTER, Kind.NOTES}
    assert [one.day for one in hits] == sorted((one.day for one in hits), reverse=True)
    assert {one.kind for one in look("writing swings", clerk).hits} >= {Kind.ACTION, Kind.NOTES}


def test_what_is_confidential_is_found_by_who_has_signed_alone(record, look, texts, member, unsigned):
    for word in (QUILLWORT, MARZIPAN):
        assert any(word in text for text in texts(word, member))
        nothing = look(word, unsigned)
        assert not nothing.hits and not nothing.of_kind
        assert not look(word, THE_PUBLIC).hits


def test_a_matter_with_a_declared_interest_is_absent(record, look, member, clerk, now):
    matter = next(m for m in Matter.objects.filter(joined_to=None) if "Swings" in opened(m, "title"))
    assert look("swings", member).hits
    for one in Matter.objects.all():
        if "Swings" in opened(one, "title"):
            Interest.objects.create(person_id=member.person_id, matter=one, recorded_at=now)
    here = viewer_for(member.person_id, now=now)
    assert matter.pk in here.interests
    assert not [one for one in look("swings", here).hits if one.kind is not Kind.AGENDA]
    assert look("swings", clerk).hits


def test_it_is_narrowed_by_kind_day_and_body_and_sorted(record, look, clerk):
    every = look("swings", clerk)
    notes = look("swings", clerk, kinds=frozenset({Kind.NOTES}))
    assert {one.kind for one in notes.hits} == {Kind.NOTES} and notes.of_kind == every.of_kind
    later = look("swings", clerk, from_on=date(2022, 9, 1))
    assert 0 < len(later.hits) < len(every.hits)
    assert look("swings", clerk, body=record.body_id, until_on=date(2022, 8, 1)).hits
    assert not look("swings", clerk, body=uuid4()).hits
    best = look("swings", clerk, sort=Sort.RELEVANCE).hits
    assert [one.score for one in best] == sorted((one.score for one in best), reverse=True)


def test_a_result_says_where_it_stands(record, look, clerk, now):
    hits = look('"given out"', clerk).hits
    (one,) = reads.results(hits, [], viewer=clerk, now=now)
    assert (one.hit.day, one.number, one.meeting) == (date(2022, 9, 16), "4", record)
    assert one.at == f"#p-{one.row.pk}"
    owed = look("writing swings", clerk, kinds=frozenset({Kind.ACTION})).hits
    shown = reads.results(owed, [], viewer=clerk, now=now)
    assert {(one.number, one.title) for one in shown} == {("5", "Other Issues")}


def tokens_kept(word, marking):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {WORDS}")
        kept = " ".join(str(words) for (words,) in cursor.fetchall())
    return token(word, key_of(settings.TOWN.data_key, marking)) in kept


def test_the_index_holds_no_word_and_nothing_that_was_closed(record, look, member, clerk, now):
    row = next(p for p in Paragraph.objects.all() if "Two locks" in opened(p, "text"))
    assert row.marking == Marking.PANEL and look("locks", member).hits
    assert tokens_kept("lock", Marking.PANEL) and not tokens_kept("marzipan", Marking.PANEL)
    anew = Event.objects.filter(deed=MADE_ANEW.name)
    before = anew.count()
    mark_paragraph(row.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert look("locks", member).hits  # opened in the process
    assert not tokens_kept("lock", Marking.PANEL)
    assert anew.count() == before + 1
    look("locks", member)
    assert anew.count() == before + 1


def test_a_stale_index_hides_and_never_leaks(record, look, unsigned, clerk, now):
    (hit, *_) = look("locks", unsigned).hits
    mark_paragraph(hit.row_id, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert reads.stale() is not None
    assert not reads.found(Asked("locks"), viewer=unsigned, now=now).hits


def test_another_key_or_no_index_makes_it_anew(record, look, clerk, monkeypatch):
    look("lamp", clerk)
    assert reads.stale() is None
    assert not {WORDS, index.STATE} & {model._meta.db_table for model in apps.get_models()}  # so no backup holds it
    monkeypatch.setattr(index, "form_of", lambda key: b"another")
    assert reads.stale() is not None


PEOPLE = [
    Viewer(uuid4(), "Member", on_panel=True),
    Viewer(uuid4(), "Member", on_panel=True, signed_until=NOW.replace(year=2030)),
    THE_PUBLIC,
]
TEXTS = st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=6).map(" ".join)
ROWS = st.lists(st.tuples(st.integers(0, len(SOURCES) - 1), TEXTS, st.sampled_from(list(Marking))), max_size=8)


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a town takes minutes


@tried(max_examples=6, phases=PHASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, typed=TEXTS, second=ROWS)
def test_a_search_finds_what_a_scan_finds_and_never_more(db, rows, typed, second):
    """Rows come and are closed between two searches; each search is held against every text opened."""
    with transaction.atomic():
        for batch in (rows, second):
            kept = [_said(SOURCES[which], text, marking) for which, text, marking in batch]
            _let_the_others_say_something()
            for row in kept[::3]:
                type(row).objects.filter(pk=row.pk).update(marking=Marking.RESTRICTED.value)
            writes.bring_up_to_date(b"", by=FOUNDER, now=NOW)
            named = frozenset(row.pk for row in kept[::6])
            interests = frozenset(Matter.objects.values_list("pk", flat=True)[:2])
            for viewer in [*PEOPLE, replace(PEOPLE[1], named_on=named, interests=interests)]:
                told = {"viewer": viewer, "now": NOW}
                quick, slow = reads.found(Asked(typed), **told), reads.scanned(Asked(typed), **told)
                assert quick.hits == slow.hits and quick.of_kind == slow.of_kind
                for model in {one.source.model for one in quick.hits}:
                    seen = set(model.objects.visible_to(viewer, now=NOW).values_list("pk", flat=True))
                    assert {one.row_id for one in quick.hits if one.source.model is model} <= seen
        transaction.set_rollback(True)


def _said(source, text, marking):
    """A row of this source that says this, on a matter of its own."""
    return _saying(made_on(source.model, made(Matter), marking=marking.value), source, text)


def _saying(row, source, text):
    for column in source.columns:
        setattr(row, column, sealed(row, column, text))
    row.save()
    return row


def _let_the_others_say_something():
    """The rows that these hang on were made without words."""
    for source in SOURCES:
        for row in source.model.objects.all():
            if any(bytes(getattr(row, column))[:1] != FORMAT for column in source.columns if getattr(row, column)):
                _saying(row, source, "A lamp on the A41")


@pytest.mark.parametrize("typed", ["Cobbler Row", "“cobbler row”"])
def test_a_place_is_known_by_its_name(db, typed):
    place = made(Place, name="Cobbler Row", kind=PlaceKind.ROAD.value)
    assert reads.place_asked(Asked(typed)) == place


def test_a_search_in_an_address_opens_for_who_asked_it_alone(db):
    asked = Asked("marzipan", frozenset({Kind.NOTES}), from_on=date(2022, 5, 1))
    one, other = Viewer(uuid4(), "Member", on_panel=True), Viewer(uuid4(), "Member", on_panel=True)
    text = reads.sealed_question(asked, viewer=one)
    assert reads.opened_question(text, viewer=one) == asked
    for wrong in (text[:-4], "é", "x", text + "AAAA"):
        assert reads.opened_question(wrong, viewer=one) is None
    assert reads.opened_question(text, viewer=other) is None
