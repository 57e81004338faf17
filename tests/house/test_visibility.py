"""`decide` and `visible_to` are one answer in two forms, over every guarded table of the house."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.apps import apps

from conftest import NOW
from tests.rows import made, made_on
from wardmote.confidentiality.models import Guarded
from wardmote.confidentiality.rules import Allow, NotHere, Refused, decide
from wardmote.minutes.models import Matter
from wardmote.register.rules import CONSULT, THE_PUBLIC, Deed, Marking, Verb, Viewer

GUARDED = [model for model in apps.get_models() if issubclass(model, Guarded)]
ALTER = Deed("trial.alter", Verb.ALTER)


@pytest.fixture
def rows(db):
    """Of each table: each marking on a matter with an interest, on one without, and on none where the table lets it."""
    kept = []
    for model, marking in product(GUARDED, Marking):
        ours = {"marking": marking.value}
        declared, other = made(Matter, **ours), made(Matter, **ours)
        declared.declared = True
        kept += [made_on(model, declared, **ours), made_on(model, other, **ours), made_on(model, None, **ours)]
        kept += [declared, other]
    return list({row.pk: row for row in kept}.values())


def viewers(rows):
    """Every mix of standing, signature, grant and interest."""
    half = frozenset(row.pk for row in rows[::2])
    declared = frozenset(row.pk for row in rows if getattr(row, "declared", False))
    signatures = [None, NOW - timedelta(seconds=1), NOW, NOW + timedelta(seconds=1)]
    for on_panel, signed, named, interests in product(
        [True, False], signatures, [frozenset(), half], [frozenset(), declared]
    ):
        person = Viewer(uuid4(), "Member", on_panel=on_panel, signed_until=signed)
        yield replace(person, named_on=named, interests=interests)
    yield THE_PUBLIC
    yield replace(THE_PUBLIC, interests=declared)


def disagreements(rows, visible_to):
    """Viewer and row wherever the two forms differ."""
    by_model = {model: [row for row in rows if type(row) is model] for model in GUARDED}
    for viewer in viewers(rows):
        for model, of_model in by_model.items():
            seen = set(visible_to(model, viewer).values_list("pk", flat=True))
            for row in of_model:
                allowed = isinstance(decide(viewer, CONSULT, row, NOW), Allow)
                if allowed != (row.pk in seen):
                    yield viewer, row


def as_built(model, viewer):
    return model.objects.visible_to(viewer, now=NOW)


def test_every_room_is_tried_and_every_answer_comes_up(rows):
    assert {type(row) for row in rows} == set(GUARDED)
    assert len(GUARDED) >= 13
    some = list(viewers(rows))
    answers = {(type(row), type(decide(v, CONSULT, row, NOW)).__name__) for v in some for row in rows}
    assert answers == set(product(GUARDED, ["Allow", "Refuse", "Absent"]))


def test_decide_and_visible_to_agree(rows):
    assert not list(disagreements(rows, as_built))


def forgets_the_signature(model, viewer):
    return as_built(model, replace(viewer, signed_until=NOW + timedelta(days=1)))


def forgets_the_interests(model, viewer):
    return as_built(model, replace(viewer, interests=frozenset()))


def forgets_the_names(model, viewer):
    return as_built(model, replace(viewer, named_on=frozenset()))


def loses_what_hangs_on_no_matter(model, viewer):
    path = model.matter_path
    if path is None or not viewer.interests:
        return as_built(model, viewer)
    return as_built(model, viewer).filter(**{f"{path}__in": Matter.objects.exclude(pk__in=viewer.interests)})


@pytest.mark.parametrize(
    "planted",
    [forgets_the_signature, forgets_the_interests, forgets_the_names, loses_what_hangs_on_no_matter],
    ids=lambda fault: fault.__name__,
)
def test_planted_a_query_that_differs_is_caught(rows, planted):
    assert list(disagreements(rows, planted))


def test_planted_a_table_that_names_the_wrong_path_is_caught(rows, monkeypatch):
    from wardmote.minutes.models import Statement

    monkeypatch.setattr(Statement, "matter_path", None)
    assert {type(row) for _, row in disagreements(rows, as_built)} == {Statement}


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_finding_one_row_asks_the_same_question(db, model):
    """A missing id and an absent row cannot be told apart."""
    row = made_on(model, made(Matter, marking="restricted"), marking="restricted")
    signed = Viewer(uuid4(), "Member", on_panel=True, signed_until=NOW + timedelta(days=1))
    for viewer in (signed, THE_PUBLIC):
        with pytest.raises(NotHere) as absent:
            model.objects.find(row.pk, viewer=viewer, deed=CONSULT, now=NOW)
        with pytest.raises(NotHere) as missing:
            model.objects.find(uuid4(), viewer=viewer, deed=CONSULT, now=NOW)
        assert absent.value.args == missing.value.args
    named = replace(signed, named_on=frozenset({row.pk}))
    assert model.objects.find(row.pk, viewer=named, deed=ALTER, now=NOW) == row
    with pytest.raises(Refused):
        model.objects.find(row.pk, viewer=replace(named, signed_until=NOW), deed=CONSULT, now=NOW)
