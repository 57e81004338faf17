"""The outbox, and how the town's letters go out."""

from django.db import models

from wardmote.correspondence.rules import MOST_DAYS_BEFORE, Letters, Problem
from wardmote.register.models import Marked, Sealed


class Outgoing(Marked):
    """An e-mail that a deed left to be sent. It says nothing confidential: it carries links."""

    to_address = Sealed("outgoing.to_address")
    subject = Sealed("outgoing.subject")
    body = Sealed("outgoing.body")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # none: sent, or given up
    sent_at = models.DateTimeField(null=True)
    fleeting = models.BooleanField(default=False)  # it carries a link that opens a door: once sent, it is emptied
    problem = models.CharField(
        max_length=16, blank=True, choices={p.value: p.value.capitalize() for p in Problem}
    )  # of the last try

    class Meta(Marked.Meta):
        indexes = [models.Index(fields=["next_try_at"], name="outbox_by_next_try")]


class Attachment(Marked):
    """A file that goes with a letter. As the letter, it says nothing confidential."""

    letter = models.ForeignKey(Outgoing, models.PROTECT, related_name="attachments")
    name = Sealed("attachment.name")
    content = Sealed("attachment.content")


class LetterSetting(Marked):
    """How the town's letters go out: one row, or none as long as the clerk leaves the defaults."""

    remind_days_before = models.PositiveSmallIntegerField(default=Letters().remind_days_before)
    remind_weekly = models.BooleanField(default=Letters().remind_weekly)
    sender_name = Sealed("letter_setting.sender_name")
    monday = models.BooleanField(default=Letters().monday)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(remind_days_before__lte=MOST_DAYS_BEFORE), name="reminders_begin_within_a_month"
            ),
        ]


class Tries(models.Model):
    """How often something was tried within a while. Who tried stands here as a keyed hash."""

    mark = models.CharField(max_length=64, primary_key=True)
    many = models.PositiveIntegerField()
    since = models.DateTimeField()
