"""The Monday letters are left in the outbox."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from wardmote.correspondence import writes as correspondence
from wardmote.desk.models import MondayRound
from wardmote.desk.rules.monday import SEND_MONDAY, Week, monday_letter
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def send_monday(weeks: Mapping[tuple[str, str], Week], *, monday_on: date, link: str, by: Viewer, now: datetime) -> int:
    """Leave a letter for each person and address, once for each Monday; how many were left.

    The second time it leaves none.
    """
    row, new = MondayRound.objects.get_or_create(monday_on=monday_on, defaults={"recorded_at": now})
    if not new:
        return 0
    for (name, address), week in weeks.items():
        subject, body = monday_letter(name, week, town=settings.TOWN.name, link=link)
        correspondence.leave(address, subject=subject, body=body, by=by, now=now)
    register.record(row, deed=SEND_MONDAY, by=by, now=now)
    return len(weeks)
