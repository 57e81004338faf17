"""What the tests of this room begin with."""

from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.actions import writes
from wardmote.actions.models import Action
from wardmote.people.models import Seat
from wardmote.register.reads import opened


@pytest.fixture
def action(take, member, clerk, now):
    """The Mayor's, confirmed."""
    take(FIRST)
    row = next(a for a in Action.objects.all() if "maker of the swings" in opened(a, "what"))
    seat = Seat.objects.get(name="Mayor")
    return writes.assign(row.pk, seat=seat, person=None, due_on=date(2022, 12, 1), by=clerk, now=now)
