"""Tables that moved to another room keep their rows, and the seals on them open, on both databases."""

import json

import pytest

from tests.old_town import empty_record, environment, python

pytestmark = pytest.mark.usefixtures("db")
UPDATES = """
import json
from datetime import timedelta
from wardmote.cli.founding import open_or_begin
open_or_begin(None)
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from wardmote.cli import rows
from wardmote.minutes.models import Body, Meeting
from wardmote.register.reads import opened
from wardmote.register.writes import sealed
from wardmote.updates.models import FormLink, NilReturn, UpdateForm, UpdateLine

now = timezone.now()
with rows.one_transaction():
    executor = MigrationExecutor(connection)
    before = [("policing", "0003_the_update"), ("updates", None)]
    then = executor.migrate(before).apps.get_model
    assert "policing_updateline" in connection.introspection.table_names()
    body = Body.objects.create(name="Panel", kind="external partnership", recorded_at=now)
    meeting = Meeting.objects.create(body=body, held_on=now.date(), recorded_at=now)
    on = {"recorded_at": now, "marking": "confidential"}
    form = then("policing", "UpdateForm").objects.create(
        meeting_id=meeting.pk, given_at=now, live="no", version=7, **on
    )
    link = then("policing", "FormLink").objects.create(
        form=form, token_hash=b"1" * 32, to_address=b"", ends_at=now + timedelta(1), **on
    )
    row = UpdateLine()
    line = then("policing", "UpdateLine").objects.create(
        id=row.pk, form=form, part="nil", blank="nil_demand", position=0, said_by=b"",
        words=sealed(row, "words", "No callers."), **on
    )
    nil = then("policing", "NilReturn").objects.create(
        line=line, kind="demand", said_on=now.date(), from_on=now.date(), until_on=now.date(), **on
    )
    before = list(rows.tables_at(rows.applied()))
    connection.check_constraints()
    rows.migrate_to(None)
    connection.check_constraints()
(line,) = UpdateLine.objects.select_related("form")
print(json.dumps({
    "words": opened(line, "words"), "version": line.form.version, "nil": line.nil.said_on == now.date(),
    "token": bytes(FormLink.objects.get(form=line.form).token_hash).decode(),
    "before": [name for name in before if name.endswith("updateline")],
    "after": [name for name in rows.tables_at(rows.applied()) if name.endswith("updateline")],
    "left": [name for name in connection.introspection.table_names() if name.startswith("policing_update")],
}))
"""


def test_the_updates_moved_out_of_policing_with_their_rows_and_seals(tmp_path):
    with empty_record() as url:
        told = json.loads(python(environment(tmp_path, url=url), UPDATES).splitlines()[-1])
    assert told["words"] == "No callers." and told["version"] == 7 and told["nil"] and told["token"] == "1" * 32
    assert (told["before"], told["after"], told["left"]) == (["policing_updateline"], ["updates_updateline"], [])
