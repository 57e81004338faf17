"""`wardmote upgrade`: a verified backup, the migrations in one transaction, a check before the commit."""

import argparse
import sys

from django.conf import settings
from django.utils import timezone

from wardmote.backups import keeping
from wardmote.cli import rows
from wardmote.cli.backup import back_up
from wardmote.cli.main import Stop
from wardmote.cli.standing import operator
from wardmote.govuk.words import count_of
from wardmote.register import reads as register
from wardmote.register import writes as register_writes
from wardmote.register.rules import UPGRADE, Viewer
from wardmote.towns.folder import Town
from wardmote.towns.shut import UPGRADING, open_again, shut

AS_IT_WAS = "The record is as it was before, and its backup is {}."


def upgrade(typed: argparse.Namespace) -> int:
    """Bring the town's record to this version.

    Raises:
        Stop: it can't be; the record is as it was.
    """
    town = settings.TOWN
    with keeping.alone(town, "upgrade") as first:
        if not first:
            raise Stop("This town is being upgraded already. Nothing was done.")
        if not bring_up_a_new_one():
            _bring_up(town)
        open_again(town, UPGRADING)  # also what an upgrade left that was killed
    return 0


def bring_up_a_new_one() -> bool:
    """Make the tables of an empty record; whether nothing more is to be done."""
    if newer := rows.unknown(rows.applied()):
        raise Stop(
            f"This record was made by a newer version of Wardmote ({newer[0][0]} {newer[0][1]}). Nothing was done. "
            "Install that version."
        )
    if not register.claimed():  # nobody can have written in it, even where its making was interrupted half-way
        with rows.one_transaction():
            rows.migrate_to(None)
    if rows.pending():
        return False
    register_writes.claim(by=founder(), now=timezone.now())
    return True


def founder() -> Viewer:
    """Who claims a record for its town."""
    return Viewer(person_id=None, capacity="founder (command line)", on_panel=True, keeps_record=True)


def _bring_up(town: Town) -> None:
    shut(town, UPGRADING, since=timezone.now().isoformat())  # pages say so, commands refuse
    backup = None
    try:
        backup, told = back_up(town, now=timezone.now())
        print(f"Backed up first: {backup} ({count_of(told.all_rows, 'row')}).", flush=True)
        tables = rows.tables_at(rows.applied())
        many = len(rows.pending())
        with rows.one_transaction():
            before = rows.counts(tables)
            rows.migrate_to(None)
            _check(before)
            by = Viewer(person_id=None, capacity=f"upgrade{operator()}")
            register_writes.of_the_whole(deed=UPGRADE, by=by, now=timezone.now())
    except Stop as said:
        open_again(town, UPGRADING)
        raise Stop(f"{said} {AS_IT_WAS.format(backup)}" if backup else str(said)) from None
    except Exception as error:  # whatever a migration raised: the transaction has undone all of it
        open_again(town, UPGRADING)
        why = (str(error).splitlines() or [type(error).__name__])[0]
        was = AS_IT_WAS.format(backup) if backup else "The record is as it was before."
        raise Stop(f"The record could not be upgraded ({why}). {was} Go on with the version that you had.") from error
    print(f"Upgraded: {count_of(many, 'step')}; the log holds, the rows are there, and the seals open.")
    print("Start the pages again: a server that was running still has the old version.")
    print("To go back: install the version that you had, move the town's folder away, and restore that backup:")
    print(f"  ./wardmote restore {backup}")
    sys.stdout.flush()


def _check(before: dict[str, int]) -> None:
    """What must hold before the commit.

    Raises:
        Stop: rows are missing, the log is broken, or a seal does not open.
    """
    now = rows.counts({name: t for name, t in rows.tables_at(rows.applied()).items() if name in before})
    fewer = [name for name, many in now.items() if many < before[name]]
    if fewer:
        raise Stop(f"After the upgrade rows of {fewer[0]} would be missing, so it was undone.")
    if (broken := register.first_break()) is not None:
        raise Stop(f"The log does not hold at event {broken}, so the upgrade was undone.")
    register.seals_opened()
