"""The timer: calls each room's due work by name, and is safe to run twice."""

import argparse
import time

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from wardmote.actions import tasks as actions
from wardmote.calendars import tasks as calendars
from wardmote.cli.backup import leave_endings
from wardmote.cli.main import Stop
from wardmote.cli.nightly import nightly
from wardmote.correspondence import tasks as correspondence
from wardmote.desk import tasks as desk
from wardmote.govuk.words import count_of
from wardmote.membership import tasks as membership
from wardmote.people import tasks as people_tasks
from wardmote.policing import tasks as policing
from wardmote.proposals import tasks as proposals
from wardmote.public import tasks as public
from wardmote.search import tasks as search
from wardmote.towns.shut import shut_by
from wardmote.updates import tasks as updates

TIMER_RAN = ".timer"  # when it was last touched, the timer last ran


def due(typed: argparse.Namespace) -> int:
    """Do what is due, once or again and again.

    Raises:
        Stop: the town is shut, and this was to be done once.
    """
    while True:
        if shut_by(settings.TOWN.folder):  # before the seats are confirmed, no letter goes to anybody
            if typed.every is None:
                raise Stop(
                    "This town is shut until its upgrade has ended or its seats are confirmed. Nothing was done."
                )
        else:
            _round(once=typed.every is None)
        if typed.every is None:
            return 0
        connection.close()  # nothing is held between two rounds
        time.sleep(typed.every)


def _round(*, once: bool) -> None:
    people_tasks.take_addresses()
    actions.remind()
    membership.warn()
    policing.remind()
    proposals.chase()
    updates.prepare()
    calendars.digests()
    desk.monday()
    went = correspondence.drain()
    public.switch_newest()
    search.keep_index()
    SessionStore.clear_expired()
    leave_endings(settings.TOWN)
    if once or went:
        print(f"Sent: {count_of(went, 'letter')}.", flush=True)
    (settings.TOWN.folder / TIMER_RAN).touch(mode=0o600)
    nightly(settings.TOWN, now=timezone.now())
