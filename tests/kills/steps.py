"""The steps of a process, counted, and its end at one of them. Nothing in the house knows of this."""

import builtins
import os
import signal
import sys

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.utils import CursorWrapper


def arm(at, *, spill=True):
    """Count the steps of this process from here, and end it before step `at`."""
    names = []

    def step(name):
        names.append(name)
        if len(names) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(deed, name):
        def done(*args, **named):
            step(f"before {name}")
            found = deed(*args, **named)
            step(f"after {name}")
            return found

        return done

    statement = CursorWrapper._execute_with_wrappers

    def stepped(self, sql, *rest, **named):
        step(sql[:40])
        return statement(self, sql, *rest, **named)

    # With room for a few pages only, SQLite writes half-done work into the file: what a kill leaves must be undone.
    if spill:
        connection_created.connect(
            lambda connection, **_: connection.connection.execute("PRAGMA cache_size=1"), weak=False
        )
    CursorWrapper._execute_with_wrappers = stepped
    BaseDatabaseWrapper._commit = around(BaseDatabaseWrapper._commit, "commit")
    os.fsync, os.replace = around(os.fsync, "fsync"), around(os.replace, "rename")
    os.fdopen = around(os.fdopen, "writing a file")
    builtins.print = around(builtins.print, "print")
    return names


def leave_the_database():
    """Close what connections there are, if Django has been started."""
    if connections._settings or "DJANGO_SETTINGS_MODULE" in os.environ:
        connections.close_all()


def forked(deed):
    """Do this in a process of its own; how it ended and what it printed."""
    leave_the_database()  # a fork must not share it
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
        code = deed()
        sys.stdout.flush()
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said
