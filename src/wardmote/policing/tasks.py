"""What the timer does for this room: it tells the police what waits for them."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from wardmote.correspondence.tasks import TIMER
from wardmote.policing import reads, writes
from wardmote.policing.rules import Occasion


def remind() -> int:
    """Leave a letter for each question whose hours are over; how many letters. Safe to run twice."""
    now, left = timezone.now(), 0
    link = urljoin(f"{settings.ADDRESS}/", reverse("policing:questions"))
    for question_id in reads.asked_too_long_ago(now=now):
        left += writes.tell_police(question_id, occasion=Occasion.LATE, link=link, by=TIMER, now=now)
    return left
