"""How the index is kept: from the rows alone, and never as a part of the record."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction

from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer
from wardmote.search.reads.finding import text_of
from wardmote.search.reads.index import STATE, WORDS, is_there
from wardmote.search.reads.sources import SOURCES, Source
from wardmote.search.rules import MADE_ANEW, SEARCHED_BY_INDEX, form_of, key_of, stamp_of, tokens_of

INDEX_LOCK = 0x57415245  # another number than the log's
TABLES = {
    "sqlite": (
        # `detail=none`: neither where in a text a token stands, nor how often.
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5"
        "(words, label UNINDEXED, row_id UNINDEXED, stamp UNINDEXED, detail=none, tokenize='ascii')",
        f"CREATE TABLE {STATE} (as_of blob NOT NULL, form blob NOT NULL)",
    ),
    "postgresql": (
        f"CREATE TABLE {WORDS} (words tsvector NOT NULL, label text NOT NULL, row_id uuid NOT NULL,"
        " stamp bytea NOT NULL, PRIMARY KEY (label, row_id))",
        f"CREATE INDEX search_words_of ON {WORDS} USING gin (words)",
        f"CREATE TABLE {STATE} (as_of bytea NOT NULL, form bytea NOT NULL)",
    ),
}
INSERT = f"INSERT INTO {WORDS} (words, label, row_id, stamp) VALUES (%s, %s, %s, %s)"


class Held(NamedTuple):
    """A row whose words the index holds, or is to hold."""

    source: Source
    row_id: Any
    marking: Marking
    values: list[bytes]
    stamp: bytes


@transaction.atomic
def bring_up_to_date(as_of: bytes, *, by: Viewer, now: datetime) -> int:
    """Let the index hold the words of the public and the panel's rows as they are, and of no others; how many rows.

    New rows are added. If a row has gone, has changed or has been closed since, all is made anew: a full-text index
    keeps what was deleted. `as_of` is the newest change (`reads.stale`), asked before the rows are. That the index was
    made anew is recorded; that rows were added is not, for it tells nothing that their own deeds do not.
    """
    _wait_for_others()
    kept = _kept()
    there = _there()
    anew = kept is None or any(key not in there or there[key].stamp != stamp for key, stamp in kept.items())
    if anew:
        _empty()
    known: dict[tuple[str, Any], bytes] = {} if anew or kept is None else kept
    _add([one for key, one in there.items() if key not in known])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {STATE}")
        cursor.execute(f"INSERT INTO {STATE} (as_of, form) VALUES (%s, %s)", [as_of, form_of(settings.TOWN.data_key)])
    if anew:
        register.record(deed=MADE_ANEW, by=by, now=now)
    return len(there)


def _wait_for_others() -> None:
    if connection.vendor == "postgresql":  # SQLite's IMMEDIATE transactions queue by themselves
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEX_LOCK])


def _kept() -> dict[tuple[str, Any], bytes] | None:
    """What the index holds, with its stamps; none if there is no index, or one of another key or form."""
    if not is_there():
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT form FROM {STATE}")
        form = cursor.fetchone()
        if form is None or bytes(form[0]) != form_of(settings.TOWN.data_key):
            return None
        cursor.execute(f"SELECT label, row_id, stamp FROM {WORDS}")
        return {(label, row_id): bytes(stamp) for label, row_id, stamp in cursor.fetchall()}


def _there() -> dict[tuple[str, Any], Held]:
    """The rows whose words the index is to hold, of every table that is searched."""
    found: dict[tuple[str, Any], Held] = {}
    for source in SOURCES:
        rows = source.model.objects.filter(marking__in=[marking.value for marking in SEARCHED_BY_INDEX]).order_by()
        column = source.model._meta.pk
        for row_id, marking, *sealed in rows.values_list("pk", "marking", *source.columns):
            values = [bytes(value) for value in sealed]
            key = source.label, column.get_db_prep_value(row_id, connection)
            found[key] = Held(source, row_id, Marking(marking), values, stamp_of(marking, values))
    return found


def _empty() -> None:
    """New tables in place of the old: on SQLite `secure_delete` writes over their pages, PostgreSQL drops the file."""
    with connection.cursor() as cursor:
        for table in (WORDS, STATE):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for line in TABLES[connection.vendor]:
            cursor.execute(line)


def _add(rows: list[Held]) -> None:
    if not rows:
        return
    keys = {marking: key_of(settings.TOWN.data_key, marking) for marking in SEARCHED_BY_INDEX}
    insert = INSERT
    if connection.vendor == "postgresql":
        insert = INSERT.replace("(%s,", "(array_to_tsvector(%s::text[]),", 1)
    with connection.cursor() as cursor:
        cursor.executemany(insert, [_line(one, keys[one.marking]) for one in rows])


def _line(one: Held, key: bytes) -> list[Any]:
    tokens = tokens_of(text_of(one.source, one.row_id, one.values), key)
    words = tokens if connection.vendor == "postgresql" else " ".join(tokens)
    return [words, one.source.label, one.source.model._meta.pk.get_db_prep_value(one.row_id, connection), one.stamp]
