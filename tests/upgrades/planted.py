"""The house with one more version planted into it, so that there is always something to upgrade to."""

import shutil

from tests.old_town import ROOT

STEP = """
from django.db import migrations, models


def look_at_each(apps, schema_editor):
    Paragraph = apps.get_model("minutes", "Paragraph")
    alias = schema_editor.connection.alias
    for paragraph in Paragraph.objects.using(alias).all():
        paragraph.trial = paragraph.position
        paragraph.save(update_fields=["trial"])


def fails(apps, schema_editor):
    {fault}


class Migration(migrations.Migration):
    dependencies = [("minutes", "{last}")]
    operations = [
        migrations.AddField("paragraph", "trial", models.PositiveIntegerField(null=True)),
        migrations.RunPython(look_at_each, migrations.RunPython.noop),
        migrations.AddIndex("paragraph", models.Index(fields=["trial"], name="paragraphs_by_trial")),
        migrations.RunPython(fails, migrations.RunPython.noop),
    ]
"""


def planted(folder, *, fault="pass"):
    """A copy of the house with one more migration of the minutes; `fault` is what its last step does."""
    shutil.copytree(
        ROOT / "src/wardmote", folder / "wardmote", ignore=shutil.ignore_patterns("static", "tests", "__pycache__")
    )
    steps = folder / "wardmote/minutes/migrations"
    last = max(path.stem for path in steps.glob("0*.py"))
    (steps / "9998_trial.py").write_text(STEP.format(last=last, fault=fault))
    return folder
