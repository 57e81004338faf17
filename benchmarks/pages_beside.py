"""What `pages.py` serves: the pages, and under /sql/ the same addresses that only run the same SQL.

The SQL of a page is taken down once, while the page is made for the same person. After that /sql/… runs it again on a
plain cursor and fetches every row: no objects, no opening of seals, no templates. A page that shows confidential rows
writes an event; so does its twin.
"""

import os
from threading import Lock
from wsgiref.util import setup_testing_defaults

from wardmote.web.wsgi import application as pages  # first: it starts Django

from django.db import connections  # isort: skip

TAKEN: dict[tuple[str, str], list[tuple[str, tuple]]] = {}
LOCK = Lock()


def application(environ, start_response):
    """The page, or its SQL."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith("/sql/"):
        return pages(environ, start_response)
    environ["PATH_INFO"] = path.removeprefix("/sql")
    key = (environ["PATH_INFO"], environ.get("HTTP_COOKIE", ""))
    with LOCK:
        if key not in TAKEN:
            TAKEN[key] = taken_down(environ)
    run(TAKEN[key])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


def taken_down(environ):
    """What the page asks of the database, in its order."""
    connection, asked = connections["default"], []

    def note(execute, sql, params, many, context):
        asked.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def commit():
        asked.append(("COMMIT", ()))
        return type(connection)._commit(connection)

    setup_testing_defaults(environ)
    connection._commit = commit
    try:
        with connection.execute_wrapper(note):
            b"".join(pages(environ, lambda *_: None))
    finally:
        del connection._commit
    return asked


def run(asked):
    """The same statements on a plain cursor. An event gets the next number, so that it can be written again."""
    connection = connections["default"]
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    last = 0
    for sql, params in asked:
        if sql.startswith('INSERT INTO "register_event"'):
            params = (last + 1, *params[1:7], os.urandom(32), *params[8:])
        rows = cursor.execute(sql.replace("%s", "?"), params).fetchall()
        if 'FROM "register_event"' in sql and rows:
            last = rows[0][0]
