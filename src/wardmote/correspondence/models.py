"""The outbox."""

from django.db import models

from wardmote.register.models import Marked, Sealed


class Outgoing(Marked):
    """An e-mail that a deed left to be sent. It says nothing confidential: it carries links."""

    to_address = Sealed("outgoing.to_address")
    subject = Sealed("outgoing.subject")
    body = Sealed("outgoing.body")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # none: sent, or given up
    sent_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        indexes = [models.Index(fields=["next_try_at"], name="outbox_by_next_try")]
