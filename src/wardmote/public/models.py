"""A release of the public record."""

from django.db import models

from wardmote.people.models import Person
from wardmote.register.models import Marked


class Release(Marked):
    """One composed release: the digest of its files, who composed it, and who approved it, if anybody has."""

    digest = models.BinaryField(max_length=32)
    composed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
