"""A record out of a backup, into an empty database: one transaction, so it is all there or nothing is."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wardmote.backups import endings
from wardmote.backups.sealed_file import ABOUT, ROWS, Part, read_parts
from wardmote.backups.sheet import Keys
from wardmote.calendars import reads as calendars
from wardmote.calendars import writes as calendars_writes
from wardmote.cli import rows
from wardmote.cli.main import Stop
from wardmote.cli.standing import operator
from wardmote.membership import reads as membership
from wardmote.membership import writes as membership_writes
from wardmote.people import reads as people
from wardmote.people import writes as people_writes
from wardmote.register import reads as register
from wardmote.register import writes as register_writes
from wardmote.register.models import Event
from wardmote.register.rules import RESTORE, Viewer
from wardmote.seals.envelope import SealBroken
from wardmote.towns.folder import write_whole
from wardmote.updates import reads as updates
from wardmote.updates import writes as updates_writes


def must_be_empty() -> None:
    """A restore goes into an empty database only.

    Raises:
        Stop: there is a table in it; nothing was changed.
    """
    tables = connection.introspection.table_names()
    if tables:
        raise Stop(
            "The database that DATABASE_URL names is not empty, and a restore overwrites nothing. "
            "Nothing was restored. Name an empty one."
        )


def holds(told: dict[str, Any]) -> bool:
    """Whether this database is the one that was loaded before a kill: its last event says so."""
    if Event._meta.db_table not in connection.introspection.table_names() or register.of_another_town():
        return False
    last = Event.objects.order_by("-number").first()
    return last is not None and bytes(last.digest).hex() == told.get("last_event")


def load(file: Path, *, keys: Keys, about: dict[str, Any], loaded: Path) -> dict[str, Any]:
    """Tables as the backup had them, its rows, then this version's tables; checked before the commit.

    What the list of endings in the town's folder names is ended again.

    Raises:
        Stop: a newer version's backup, rows missing, a broken log or seal; nothing was stored.
    """
    migrations = [(app, name) for app, name in about["migrations"]]
    if rows.unknown(migrations):
        raise Stop(
            "This backup was made by a newer version of Wardmote than this one. Nothing was restored. "
            "Install that version first."
        )
    now, by = timezone.now(), Viewer(person_id=None, capacity=f"restore{operator()}")
    told: dict[str, Any] = {"rows": {}, "files": 0, "made_at": about["made_at"]}
    with rows.one_transaction():
        rows.migrate_to(migrations)
        tables = rows.tables_at(migrations)
        rows.empty(tables)

        def take(part: Part) -> None:
            if part.name.startswith(ROWS):
                name = part.name.removeprefix(ROWS)
                told["rows"][name] = rows.put_back(tables[name], about["tables"][name], part.blocks)
            elif part.name != ABOUT:
                told["files"] += 1

        read_parts(file, key=keys.backup_key, town_id=keys.town_id, take=take)
        rows.number_on(tables)
        connection.check_constraints()
        if rows.counts(tables) != told["rows"]:
            raise Stop("Not every row of the backup came back. Nothing was restored.")
        rows.migrate_to(None)
        if (broken := register.first_break()) is not None:
            raise Stop(
                f"The log of this backup does not hold at event {broken}. Nothing was restored. Take an older one."
            )
        try:
            told["seals"] = register.seals_opened()
        except SealBroken as error:
            raise Stop("The words of this backup do not open with these keys. Nothing was restored.") from error
        register_writes.of_the_whole(deed=RESTORE, by=by, now=now)
        known = endings.read(endings.in_folder(settings.TOWN))
        told["ended"] = end_again(known, by=by, now=now)
        told["taken_away"] = take_away_again(known, by=by, now=now)
        told["links"] = updates_writes.end_links(updates.open_links(now=now), by=by, now=now)
        told["links"] += membership_writes.end_apology_links(membership.open_apology_links(), by=by, now=now)
        told["feeds"] = calendars_writes.end_feeds(calendars.open_feeds(), by=by, now=now)
        last = Event.objects.order_by("-number").first()
        told["last_event"] = bytes(last.digest).hex() if last else None
        write_whole(loaded, json.dumps(told).encode())  # after a kill from here on, the commit can be told from none
    return told


def end_again(known: dict[str, date], *, by: Viewer, now: Any) -> int:
    """End every holding that is known to have ended since the backup; how many."""
    many = 0
    for holding in people.live_holdings(now=now):
        day = known.get(endings.mark_of(holding.pk, key=settings.TOWN.data_key))
        if day is not None and (holding.until_on is None or day < holding.until_on):
            people_writes.end_again(holding, until_on=day, by=by, now=now)
            many += 1
    return many


def take_away_again(known: dict[str, date], *, by: Viewer, now: datetime) -> list[str]:
    """Take away what people signed in with, where some of it was taken away since the backup; their names.

    The record's own log says up to when the backup knows of it, whatever the clocks did meanwhile.
    """
    names, told = [], people.sign_ins_ended()
    for user in people.sign_ins_that_open():
        at = known.get(endings.sign_in_mark(user.pk, key=settings.TOWN.data_key))
        if isinstance(at, datetime) and (user.pk not in told or at > told[user.pk]):
            people_writes.take_away_again(user, by=by, now=now)
            names.append(user.person.name)
    return names
