"""The timer: calls each room's due work by name, and is safe to run twice."""

import argparse
import time

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from wardmote.correspondence import tasks as correspondence
from wardmote.govuk.words import count_of
from wardmote.people import tasks as people
from wardmote.public import tasks as public


def due(typed: argparse.Namespace) -> int:
    """Do what is due, once or again and again."""
    while True:
        people.take_addresses()
        went = correspondence.drain()
        public.switch_newest()
        SessionStore.clear_expired()
        if typed.every is None or went:
            print(f"Sent: {count_of(went, 'letter')}.", flush=True)
        if typed.every is None:
            return 0
        connection.close()  # nothing is held between two rounds
        time.sleep(typed.every)
