"""The rows of the record, in the form that its own migrations gave them: out of either database, and into either.

The tables are those of the migrations that this database has, not those of the code: an old record is copied before it
is upgraded, and a copy comes back as it was before it is brought up to this version.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Length
from django.db.utils import ConnectionHandler

from wardmote.backups.values import Json, packed, unpacked
from wardmote.register import writes as register

NOT_COPIED = {"django_session", "django_migrations"}  # a restore signs everybody out; and migrates by itself
MANY, BATCH_BYTES = 500, 8 * 2**20
Tables = dict[str, type[models.Model]]


def applied() -> list[tuple[str, str]]:
    """The migrations that this database has, in their order of names; none in an empty one."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown(migrations: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that this version of Wardmote does not have."""
    return [one for one in migrations if one not in MigrationExecutor(connection).loader.graph.nodes]


def pending() -> list[tuple[str, str]]:
    """Those that this version has and this database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def tables_at(migrations: list[tuple[str, str]]) -> Tables:
    """The tables as these migrations leave them, by name."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state([one for one in migrations if one in loader.graph.nodes])
    found = {}
    for model in state.apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in NOT_COPIED:
            found[model._meta.db_table] = model
            for field in model._meta.local_fields:  # what comes back keeps its own times
                if isinstance(field, models.DateField):
                    field.auto_now = field.auto_now_add = False
    return dict(sorted(found.items()))


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns that a copy holds."""
    return [f for f in model._meta.local_concrete_fields if not getattr(f, "generated", False)]


@contextmanager
def still(scratch: Path) -> Iterator[str]:
    """The record as it is at one moment, while people go on: the name of a connection that sees it so.

    PostgreSQL keeps the moment itself. SQLite is copied as a file first, so that writers wait for that copy only.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection.alias
        return
    from sqlite3 import connect

    handler: ConnectionHandler = django.db.connections
    scratch.unlink(missing_ok=True)
    handler.settings["still"] = {**handler.settings["default"], "NAME": str(scratch)}
    try:
        connection.ensure_connection()
        with closing(connect(scratch)) as copy:
            copy.execute("PRAGMA synchronous=OFF")  # nothing of it is kept
            connection.connection.backup(copy)
        yield "still"
    finally:
        handler["still"].close()
        del handler["still"]
        del handler.settings["still"]
        for path in scratch.parent.glob(f"{scratch.name}*"):
            path.unlink(missing_ok=True)


def rows_of(model: type[models.Model], *, using: str) -> Iterator[bytes]:
    """Every row of a table, packed, in the order of its key; a few large ones at a time."""
    columns = columns_of(model)
    query = model._base_manager.using(using).order_by("pk")
    large = [f.attname for f in columns if isinstance(f, (models.BinaryField, models.TextField))]
    longest = query.order_by().aggregate(**{f"longest_{c}": models.Max(Length(c)) for c in large}) if large else {}
    at_once = max(1, min(MANY, BATCH_BYTES // (1 + sum(n or 0 for n in longest.values()))))
    json_at = [at for at, f in enumerate(columns) if isinstance(f, models.JSONField)]
    for row in query.values_list(*(f.attname for f in columns)).iterator(chunk_size=at_once):
        values = list(row)
        for at in json_at:
            values[at] = None if values[at] is None else Json(values[at])
        yield packed(values)


def put_back(model: type[models.Model], names: list[str], rows: Iterator[bytes]) -> int:
    """Lay rows back into an empty table; how many."""
    many, held, batch = 0, 0, []
    for row in rows:
        batch.append(model(**dict(zip(names, unpacked(row), strict=True))))
        many, held = many + 1, held + len(row)
        if len(batch) == MANY or held >= BATCH_BYTES:
            register.put_back(batch)
            held, batch = 0, []
    register.put_back(batch)
    return many


def number_on(tables: Tables) -> None:
    """Let numbers that the database gives go on after the highest that came back."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
            cursor.execute(line)


def empty(tables: Tables) -> None:
    """Take out what the migrations themselves put into fresh tables: the backup has it."""
    for model in tables.values():
        register.clear(model)


@contextmanager
def one_transaction() -> Iterator[None]:
    """Migrations and rows together: all of it, or nothing, on both databases."""
    database: BaseDatabaseWrapper = connection
    database.disable_constraint_checking()  # SQLite rebuilds tables; it can't be told so within a transaction
    try:
        with transaction.atomic():
            yield
            database.check_constraints()
    finally:
        database.enable_constraint_checking()


def migrate_to(targets: list[tuple[str, str]] | None) -> None:
    """Migrate to these migrations, or to the newest, within the transaction that is open.

    Raises:
        DatabaseError: a migration does not fit this record; the transaction must be given up.
    """

    def settle(action: str, *_: object) -> None:
        if action == "apply_success":  # rows that one migration wrote must be checked before the next alters a table
            connection.check_constraints()

    executor = MigrationExecutor(connection, progress_callback=settle)
    graph = executor.loader.graph
    known = {one for one in targets or [] if one in graph.nodes}
    # Only those that no other rests on: to name one below them would ask to go back to it.
    tips = [one for one in sorted(known) if not {child.key for child in graph.node_map[one].children} & known]
    wanted = graph.leaf_nodes() if targets is None else tips
    plan = executor.migration_plan(wanted)
    loose = [str(migration) for migration, _ in plan if not migration.atomic]
    if loose:
        raise DatabaseError(f"{loose[0]} can't be undone as a whole")
    if len(plan) == len(graph.nodes):  # nothing is there yet, and nothing is to be left out
        _at_once(executor)
    else:
        executor.migrate(wanted, plan)
    if targets is None:
        emit_post_migrate_signal(0, False, connection.alias)  # content types, as the library's own command would


def _at_once(executor: MigrationExecutor) -> None:
    """The tables of an empty database as the last of the migrations leave them: what every step gives, far sooner."""
    loader = executor.loader
    with connection.schema_editor() as editor:
        for model in loader.project_state().apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in loader.graph.nodes:
        recorder.record_applied(app, name)


def counts(tables: Tables, *, using: str = "default") -> dict[str, int]:
    """How many rows each table has."""
    return {name: model._base_manager.using(using).count() for name, model in tables.items()}
