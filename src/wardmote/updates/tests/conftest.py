"""A meeting of the panel that is planned, with the form of the police's update for it."""

import re
from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.correspondence.models import Outgoing
from wardmote.minutes import writes as minutes
from wardmote.register.reads import opened
from wardmote.updates import writes


@pytest.fixture
def meeting(take, clerk, now):
    body = take(FIRST).meeting.body
    return minutes.plan_meeting(body, held_on=date(2022, 11, 17), starts=None, place=None, by=clerk, now=now)


@pytest.fixture
def form(meeting, clerk, now):
    return writes.prepare(meeting, by=clerk, now=now)


@pytest.fixture
def send(form, clerk, now):
    """Send the form; the token that the letter carries."""

    def send(at=None):
        before = set(Outgoing.objects.values_list("pk", flat=True))
        told = {"to_address": "dee@force.example", "officers": ["Inspector"], "front_door": "01234 567890"}
        writes.send_form(form.pk, link_before="http://town.example/policing/form/", **told, by=clerk, now=at or now)
        body = opened(Outgoing.objects.exclude(pk__in=before).get(), "body")
        return re.search(r"policing/form/([\w-]+)/", body)[1]

    return send
