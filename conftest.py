"""One small town for every test, and the guard that stands behind all of them."""

import os
import re
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.template import engines

from wardmote.confidentiality import writes as confidentiality
from wardmote.crime import writes as crime
from wardmote.documents.read import read_bytes
from wardmote.figures.areas.shipped import FOLDER
from wardmote.figures.sources.loading import load
from wardmote.meetings import writes as meetings
from wardmote.minutes.reads import viewer_for
from wardmote.people import writes as people
from wardmote.people.rules import SeatKind
from wardmote.register.rules import Viewer
from wardmote.towns.folder import crime_folder

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API keeps an event loop running
pytest_plugins = ["tests.browser"]
collect_ignore = ["src/wardmote/web/wsgi.py"]  # it asks the database as it is imported

NOW = datetime(2022, 11, 14, 9, 15, tzinfo=UTC)
FOUNDER = Viewer(person_id=None, capacity="founder", on_panel=True, keeps_record=True)
AGREEMENT = "What is said in confidence stays in the room."
NOTES = Path(__file__).parent / "src/wardmote/cli/example/notes-2026-09-25.txt"
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
read_once = cache(read_bytes)  # the same notes stand in many a test
DATABASE = {"db", "transactional_db", "live_server"}
LIBRARIES = ("allauth.", "django.contrib.")


@cache
def our_tables():
    return {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("wardmote.")}


def only_writes_write(execute, sql, params, many, context):
    """Stop a write to our tables unless the nearest frame of ours is a `writes` module.

    At run time, so that `getattr`, a manager or a deferred query cannot hide it. Sign-in writes its own user.
    """
    written = WRITE.match(sql)
    if written and written[1] in our_tables():
        frame, nearest = sys._getframe(1), None
        while frame and nearest is None:
            name = frame.f_globals.get("__name__", "")
            nearest = name if name.startswith(("wardmote.", *LIBRARIES)) else None
            frame = frame.f_back
        by_library = nearest and nearest.startswith(LIBRARIES) and written[1] == "people_user"
        if nearest and not by_library and not {"tests", "writes", "migrations"} & set(nearest.split(".")):
            raise AssertionError(f"{nearest} wrote to {written[1]}")
    return execute(sql, params, many, context)


def asks_the_database(item):
    """Whether a test, or the request of its fixtures, has the database."""
    return not DATABASE.isdisjoint(item.fixturenames)


def pytest_collection_modifyitems(items):
    """What asks no database is the same on both, and a fault that is planted is caught on either: once is enough."""
    for item in items:
        asks = asks_the_database(item) or item.get_closest_marker("django_db")
        if not asks or item.name.startswith("test_planted"):
            item.add_marker(pytest.mark.anywhere)


@pytest.fixture(autouse=True)
def guarded(request):
    if asks_the_database(request):
        with connection.execute_wrapper(only_writes_write):
            yield
    else:
        yield


@pytest.fixture
def now():
    return NOW


def seated(name, seat, kind, *, signed, at=NOW):
    """A person in a seat, as the door sees them."""
    person = people.add_person(name, by=FOUNDER, now=at)
    held = people.add_seat(seat, kind=kind, by=FOUNDER, now=at)
    people.seat_person(person, seat=held, from_on=date(2022, 5, 1), by=FOUNDER, now=at)
    if signed:
        for day in (at, datetime.now(UTC)):  # the doors read the real clock
            confidentiality.sign(name, by=viewer_for(person.pk, now=day), now=day)
    return viewer_for(person.pk, now=at)


@pytest.fixture
def agreement(db):
    """The agreement in force."""
    return confidentiality.adopt(AGREEMENT, by=FOUNDER, now=NOW)


@pytest.fixture
def clerk(agreement):
    """The clerk, who has signed."""
    return seated("Ada Clerk", "Town Clerk", SeatKind.CLERK, signed=True)


@pytest.fixture
def member(agreement):
    """A member who has signed."""
    return seated("Ben Member", "Mayor", SeatKind.MEMBER, signed=True)


@pytest.fixture
def unsigned(agreement):
    """A member who has not signed the agreement."""
    return seated("Cy Unsigned", "Chair of Amenities", SeatKind.MEMBER, signed=False)


@pytest.fixture
def inspector(agreement):
    """The police on the panel."""
    return seated("Dee Inspector", "Inspector", SeatKind.POLICE, signed=True)


@pytest.fixture
def take(clerk):
    """Take a text as notes, as the clerk."""

    def take(text, *, name="notes.txt", now=NOW, by=None):
        content = text.encode() if isinstance(text, str) else text
        return meetings.take(
            read_once(content, name=name),
            content=content,
            file_name=name,
            body_name=None,
            held_on=None,
            by=by or clerk,
            now=now,
        )

    return take


@pytest.fixture
def taken(take):
    """The example's notes, in the record."""
    return take(NOTES.read_bytes(), name=NOTES.name).meeting


@pytest.fixture
def own_folder(settings, tmp_path):
    """The trial town with a folder of its own, for a test in which it gets its name."""
    drawn = engines["jinja2"].env.globals  # made with the trial town as it was, so before the change
    before = drawn["town"]
    settings.TOWN = drawn["town"] = replace(settings.TOWN, folder=tmp_path)
    yield settings.TOWN
    drawn["town"] = before


@pytest.fixture
def enter(client):
    """Come in by the front door as this viewer."""

    def enter(viewer):
        from allauth.mfa.models import Authenticator

        from wardmote.people.models import Person, User

        person = Person.objects.get(pk=viewer.person_id)
        user = User.objects.filter(person=person).first() or people.open_sign_in(
            person, email=f"{person.reference}@trial.example", password=None, by=FOUNDER, now=NOW
        )
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session  # as if they had just shown once more that it is them
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return enter


COMPARED_WITH = ["Bridgnorth", "Leek", "Leominster", "Oswestry", "Uttoxeter", "Nantwich"]


@pytest.fixture(scope="session")
def figures():
    """Published figures of sixteen towns: January to November 2022, and 2025."""
    if not (crime_folder() / "manifest.json").exists():
        load([FOLDER / "crime-extract.zip"], crime_folder(), loaded_at=NOW, downloaded_on=date(2022, 11, 1))
    return crime_folder()


@pytest.fixture
def area(figures, clerk):
    """The town is one of the sixteen."""
    return crime.choose_area("Market Drayton", by=clerk, now=NOW)


@pytest.fixture
def frozen(area, clerk):
    """What the police declared it to be compared with."""
    told = {"name": "Comparative towns", "declared_by": "the inspector", "reason": "Market towns of the same size."}
    return crime.declare(area, names=COMPARED_WITH, **told, by=clerk, now=NOW)
