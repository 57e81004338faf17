from django.db import migrations, models

KNOWN = models.Q(("marking__in", ["public", "panel", "confidential", "restricted"]))
MOVED = ["updateform", "formlink", "updateline", "nilreturn"]


def marking_is_known(room, model):
    return models.CheckConstraint(condition=KNOWN, name=f"{room}_{model}_marking_is_known")


def name_what_hangs_on_the_tables(apps, schema_editor):
    """PostgreSQL names constraints and indexes after the table that they were made with, and keeps those names.

    SQLite makes the table anew, and with it everything that hangs on it.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for model in MOVED:
            table = f"updates_{model}"
            cursor.execute(
                "SELECT con.conname, con.contype, array_agg(col.attname), max(other.relname) FROM pg_constraint con"
                " JOIN pg_attribute col ON col.attrelid = con.conrelid AND col.attnum = ANY (con.conkey)"
                " LEFT JOIN pg_class other ON other.oid = con.confrelid"
                " WHERE con.conrelid = %s::regclass AND con.conname LIKE 'policing\\_%%' GROUP BY 1, 2",
                [table],
            )
            for name, kind, columns, other in cursor.fetchall():
                new = name.replace("policing_", "updates_", 1)
                if kind == "f":
                    new = schema_editor._create_index_name(table, columns, suffix=f"_fk_{other}_id")
                cursor.execute(f'ALTER TABLE "{table}" RENAME CONSTRAINT "{name}" TO "{new}"')
            cursor.execute(
                "SELECT index.relname, array_agg(col.attname) FROM pg_index i JOIN pg_class index ON index.oid = i.indexrelid"
                " JOIN pg_attribute col ON col.attrelid = i.indrelid AND col.attnum = ANY (i.indkey)"
                " WHERE i.indrelid = %s::regclass AND index.relname LIKE 'policing\\_%%' GROUP BY 1",
                [table],
            )
            for name, columns in cursor.fetchall():
                suffix = "_like" if name.endswith("_like") else ""
                new = schema_editor._create_index_name(table, columns, suffix=suffix)
                cursor.execute(f'ALTER INDEX "{name}" RENAME TO "{new}"')


class Migration(migrations.Migration):
    """The tables of the police's update get the names that their own room gives them. No row is touched."""

    dependencies = [("policing", "0003_the_update")]

    operations = [
        *(
            operation
            for model in MOVED
            for operation in (
                migrations.AlterModelTable(model, f"updates_{model}"),
                migrations.RemoveConstraint(model, f"policing_{model}_marking_is_known"),
                migrations.AddConstraint(model, marking_is_known("updates", model)),
            )
        ),
        migrations.RunPython(name_what_hangs_on_the_tables, migrations.RunPython.noop),
    ]
