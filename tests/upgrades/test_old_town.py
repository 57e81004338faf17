"""A town of the first version is brought to this one, on both databases: what was written then is read now."""

import json
import shutil

import pytest

from tests.old_town import (
    CLERK,
    LEFT,
    SLUG,
    empty_record,
    environment,
    missing,
    newest_backup,
    python,
    told,
    unpack,
    wardmote,
    words_of,
)
from tests.upgrades.planted import planted

pytestmark = pytest.mark.usefixtures("db")
AS_IT_WAS = """
import json, sys
from pathlib import Path
from wardmote.cli.main import open_town
open_town(None)
from django.conf import settings
from wardmote.backups.sealed_file import read_parts
from wardmote.cli import rows
town = settings.TOWN
about = {}
def take(part):
    if part.name == "about":
        about.update(json.loads(b"".join(part.blocks)))
        migrations = [(app, name) for app, name in about["migrations"]]
        rows.migrate_to(migrations)
        about["made"] = rows.tables_at(migrations)
        rows.empty(about["made"])
    elif part.name.startswith("rows/"):
        name = part.name.removeprefix("rows/")
        rows.put_back(about["made"][name], about["tables"][name], part.blocks)
with rows.one_transaction():
    read_parts(Path(BACKUP), key=town.backup_key, town_id=town.id, take=take)
    rows.number_on(about["made"])
"""
STEPS = """
import json
from wardmote.cli.main import open_town
open_town(None)
from django.db import connection
from wardmote.cli import rows
with connection.cursor() as cursor:
    columns = [c.name for c in connection.introspection.get_table_description(cursor, "minutes_paragraph")]
    many = 0
    if "trial" in columns:
        cursor.execute("SELECT count(*) FROM minutes_paragraph WHERE trial = position")
        many = cursor.fetchone()[0]
print(json.dumps({"pending": rows.pending(), "trial": many if "trial" in columns else None}))
"""


def test_an_old_town_is_upgraded_and_reads_as_it_did(tmp_path):
    words, rows = unpack(tmp_path)
    var = tmp_path / "var"
    with empty_record() as url:
        env = environment(var, url=url)
        if url:  # the same rows, laid into PostgreSQL as the first version's migrations made its tables
            wardmote(environment(var), "backup", "--out", tmp_path / "old")
            (backup,) = (tmp_path / "old").glob("*.wardmote")
            python(env, f"BACKUP = {str(backup)!r}\n{AS_IT_WAS}")
            (var / f"towns/{SLUG}/record.sqlite3").unlink()
        # A version whose last step fails: nothing of it stays, and the pages are open as before.
        faulty = planted(tmp_path / "faulty", fault='raise ValueError("the trial fails")')
        said = wardmote(environment(var, url=url, source=faulty), "upgrade", code=2)
        assert said.startswith("The record could not be upgraded (the trial fails). The record is as it was before")
        assert newest_backup(var).name in said
        newest_backup(var).rename(tmp_path / "first.wardmote")  # two of one second would have one name
        seen = json.loads(python(env, STEPS))
        assert seen["trial"] is None
        # A version that fits.
        newer = environment(var, url=url, source=planted(tmp_path / "newer"))
        said = wardmote(newer, "upgrade")
        assert "Backed up first: " in said and "the log holds, the rows are there, and the seals open" in said
        assert json.loads(python(newer, STEPS)) == {"pending": [], "trial": rows["minutes_paragraph"]}
        assert not list(missing(words_of(newer), words))
        carried = wardmote(newer, "carried", "--as", CLERK)
        assert "The Clerk will write to the owner." in carried and "Mural for the side wall" in carried
        held = wardmote(newer, "person", "list")
        assert CLERK in held and LEFT not in held
        assert wardmote(newer, "upgrade") == ""
        assert not (var / f"towns/{SLUG}/upgrading.json").exists()
        # This version does not open what a newer one made, and says so.
        assert wardmote(env, "upgrade", code=2).startswith(
            "This record was made by a newer version of Wardmote (minutes"
        )
        # And the way back that the upgrade printed: the backup from before, restored by this version.
        shutil.copy(newest_backup(var), tmp_path / "before.wardmote")


def test_the_fixture_has_rows_in_every_table_of_the_house():
    rows = told("rows")
    none = {name for name, many in rows.items() if not many}
    assert none <= {"auth_group", "account_emailconfirmation", "actions_sameaction"}
    assert len(rows) > 30
