"""Delivery of mail: what lies in the outbox is sent; by default as .eml files in the town's folder."""

from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from wardmote.correspondence import reads, writes
from wardmote.register.rules import Viewer
from wardmote.towns.folder import write_whole

TIMER = Viewer(person_id=None, capacity="timer")


class EmlFiles(BaseEmailBackend):
    """Lays each message as one file; nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            content = message.message().as_bytes()
            write_whole(settings.TOWN.mail / f"{uuid4()}.eml", content, mode=0o600)
        return len(email_messages)


def drain() -> int:
    """Send what is due. A letter that can't be sent is tried again later; a kill may send one twice, never lose it."""
    went = 0
    for letter in reads.due(now=timezone.now()):
        subject = f"EXAMPLE: {letter.subject}" if settings.TOWN.example else letter.subject
        example = (
            "EXAMPLE: this town, its people and their sentences are invented.\n\n" if settings.TOWN.example else ""
        )
        try:
            EmailMessage(subject, example + letter.body, to=[letter.to_address]).send()
        except (OSError, ValueError):  # not taken, or no letter that could be written
            writes.not_sent(letter.id, by=TIMER, now=timezone.now())
        else:
            writes.sent(letter.id, by=TIMER, now=timezone.now())
            went += 1
    return went
