from django.db import migrations


class Migration(migrations.Migration):
    """The models are those of `updates` from here on; the tables, with their rows, stay."""

    dependencies = [("policing", "0004_tables_of_updates"), ("updates", "0001_out_of_policing")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name) for name in ("NilReturn", "UpdateLine", "FormLink", "UpdateForm")
            ]
        )
    ]
