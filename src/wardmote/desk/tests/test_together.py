"""Two who begin at the same moment: one town, one clerk, and one sentence for the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from conftest import NOW
from wardmote.desk import writes
from wardmote.desk.rules.founding import FOUNDER, FoundedAlready, Founding, SeatLine
from wardmote.people.models import Holding


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins(own_folder):
    at_once = Barrier(2)

    def begin(name):
        six = Founding(town=f"{name}town", clerk=SeatLine(name, "Town Clerk", f"{name}@anytown.example"), body="Panel")
        at_once.wait()
        try:
            return writes.found_town(six, notes=None, password=None, by=FOUNDER, now=NOW).clerk.name
        except FoundedAlready:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(begin, ("Ada", "Eve")))
    assert said[1:] == ["told"] and Holding.objects.count() == 1
    assert own_folder.name == f"{said[0]}town"
