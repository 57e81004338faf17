"""What the timer does for the desk: the Monday letters."""

from django.conf import settings
from django.utils import timezone

from wardmote.calendars.rules import monday_due
from wardmote.correspondence import reads as correspondence
from wardmote.correspondence.tasks import TIMER
from wardmote.desk import writes
from wardmote.desk.reads.home import monday_went, weeks


def monday() -> int:
    """Leave the Monday letters, if they are due and the clerk has not turned them off; how many. Safe to run twice."""
    now = timezone.now()
    monday_on = monday_due(now)
    if monday_on is None or not correspondence.settings_kept().monday or monday_went(monday_on):
        return 0
    return writes.send_monday(weeks(now=now), monday_on=monday_on, link=f"{settings.ADDRESS}/", by=TIMER, now=now)
