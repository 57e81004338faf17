"""The index: which rows may hold a word. It is never the answer: what it names is asked for and opened again.

It has no model, because it is no part of the record: no migration makes it, no backup holds it. `writes` makes its two
tables where they are first needed, and makes it anew from the rows at any time.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from wardmote.register.models import Event
from wardmote.register.rules import Verb
from wardmote.search.rules import MADE_ANEW, SEARCHED_BY_INDEX, Clause, form_of, key_of, token

WORDS, STATE = "search_words", "search_state"
NO_CHANGE = [Verb.CONSULT.value, Verb.SIGN_IN.value]


def is_there() -> bool:
    """Whether the index has its tables."""
    return {WORDS, STATE} <= set(connection.introspection.table_names())


def newest_change() -> bytes:
    """The digest of the newest event that can have changed a word or a marking; empty if nothing has happened yet."""
    rows = Event.objects.exclude(verb__in=NO_CHANGE).exclude(deed=MADE_ANEW.name)
    found = rows.order_by("-number").values_list("digest", flat=True).first()
    return bytes(found) if found else b""


def stale() -> bytes | None:
    """The newest change, if the index does not know of it yet: it is given to `writes.bring_up_to_date`."""
    newest = newest_change()
    if not is_there():
        return newest
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT as_of, form FROM {STATE}")
        kept = cursor.fetchone()
    up_to_date = kept and bytes(kept[0]) == newest and bytes(kept[1]) == form_of(settings.TOWN.data_key)
    return None if up_to_date else newest


def may_answer(model: type[models.Model], clauses: Sequence[Clause]) -> Q:
    """Of a table's rows those that must be opened: the index names them, or they are too closed to be in it."""
    closed = ~Q(marking__in=[marking.value for marking in SEARCHED_BY_INDEX])
    if not all(clause.telling for clause in clauses):  # nothing but words that the index does not hold
        return Q()
    return closed | Q(pk__in=_named(model, clauses))


def _named(model: type[models.Model], clauses: Sequence[Clause]) -> Any:
    both, either, matches = {"sqlite": (" AND ", " OR ", "MATCH %s")}.get(
        connection.vendor, (" & ", " | ", "@@ %s::tsquery")
    )
    keys = [key_of(settings.TOWN.data_key, marking) for marking in SEARCHED_BY_INDEX]
    terms = [
        "(" + both.join(token(stem, key) for stem in sorted(clause.telling)) + ")" for clause in clauses for key in keys
    ]
    column = WORDS if connection.vendor == "sqlite" else "words"
    sql = f"SELECT row_id FROM {WORDS} WHERE label = %s AND {column} {matches}"
    return RawSQL(sql, [model._meta.label_lower, either.join(terms)])
