"""What the timer does for the actions: it reminds of what is due."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from wardmote.actions import reads, writes
from wardmote.actions.rules import NoChase
from wardmote.correspondence import reads as correspondence
from wardmote.correspondence.tasks import TIMER


def remind() -> int:
    """Leave a letter for each action whose day is near, has come, or is past; how many letters. Safe to run twice."""
    now, left = timezone.now(), 0
    for action_id, occasion in reads.to_remind(correspondence.settings_kept(), now=now):
        link = urljoin(f"{settings.ADDRESS}/", reverse("actions:action", args=[action_id]))
        try:
            left += writes.remind(action_id, occasion=occasion, link=link, by=TIMER, now=now)
        except NoChase:
            continue  # somebody was faster: it is done
    return left
