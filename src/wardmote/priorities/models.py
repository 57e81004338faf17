"""A priority and what was told of it."""

from django.db import models

from wardmote.confidentiality.models import Guarded
from wardmote.minutes.models import Meeting, OfParagraph, Paragraph
from wardmote.register.models import Sealed


class Priority(Guarded):
    """What the panel has agreed to work on, first named at a meeting."""

    matter_path = None
    matter_id = None
    title = Sealed("priority.title")
    first_named_at = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)


class Update(OfParagraph):
    """A paragraph that tells of a priority."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="updates")
    paragraph = models.OneToOneField(Paragraph, models.PROTECT, related_name="+")
