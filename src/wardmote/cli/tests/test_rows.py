"""The tables of a new record are made at once, and are those that its migrations make."""

import json

import pytest
from django.apps import apps
from django.db import connection

from tests.old_town import empty_record, environment, python

pytestmark = pytest.mark.usefixtures("db")  # which says which server makes the empty ones
LOOK = "from wardmote.cli.tests.test_rows import tables; import json; print(json.dumps(tables()))"
NEW = f"from wardmote.cli.founding import open_or_begin; open_or_begin(None); {LOOK}"
STEP_BY_STEP = f"""
from wardmote.cli.main import open_town
from wardmote.towns.folder import first_town
open_town(first_town().slug)
from django.core.management import call_command
call_command("migrate", verbosity=0)
{LOOK}
"""


def tables():
    """What each table is made of, by name; and how many rows the making itself put into it."""
    told = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            columns = connection.introspection.get_table_description(cursor, name)
            kept = connection.introspection.get_constraints(cursor, name)
            told[name] = [
                sorted([c.name, str(c.type_code), c.null_ok, str(c.default), str(c.display_size)] for c in columns),
                sorted(
                    json.dumps(["" if k.startswith(("__unnamed", "fk_")) or of["primary_key"] else k, of], default=str)
                    for k, of in kept.items()
                ),
            ]
    rows = {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.managed}
    return {"tables": told, "rows": rows}


def test_what_is_made_at_once_is_what_the_migrations_make(tmp_path):
    with empty_record() as url:
        at_once = json.loads(python(environment(tmp_path / "new", url=url), NEW))
    with empty_record() as url:
        stepped = json.loads(python(environment(tmp_path / "old", url=url), STEP_BY_STEP))
    assert at_once["tables"].keys() == stepped["tables"].keys() and "minutes_item" in at_once["tables"]
    for name, made in stepped["tables"].items():
        assert at_once["tables"][name] == made, name
    # A new record is claimed by its town, in the log; all else is as the steps left it.
    claimed = {"register.Event": 1, "register.RecordOf": 1}
    assert at_once["rows"] == stepped["rows"] | claimed
