"""The event, and what every row that tells something is built on."""

from datetime import UTC
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from wardmote.register.rules import Marking, Verb, short_reference


class Event(models.Model):
    """One deed. It names rows and never holds what they say."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=10, choices={v.value: v.value for v in Verb})
    deed = models.CharField(max_length=80)
    subjects = models.JSONField()  # [["minutes.paragraph", "<uuid>"], …]
    person_id = models.UUIDField(null=True)
    capacity = models.CharField(max_length=40)
    previous = models.BinaryField(max_length=32, unique=True)  # unique: the log cannot fork
    digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["number"]

    def facts(self) -> dict[str, Any]:
        """What is hashed."""
        return {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(),  # as the database gives it back
            "verb": str(self.verb),
            "deed": self.deed,
            "subjects": self.subjects,
            "person": str(self.person_id) if self.person_id else None,
            "capacity": self.capacity,
        }


class RecordOf(models.Model):
    """One row: which town this record is of. A key, a folder or an address of another town does not open it."""

    town_id = models.UUIDField(primary_key=True)
    claimed_at = models.DateTimeField()


class Marked(models.Model):
    """A row that tells something: it carries its marking, and its id tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=8, unique=True, default=short_reference, editable=False)
    marking = models.CharField(
        max_length=12, choices={m.value: m.value.capitalize() for m in Marking}, default=Marking.PANEL.value
    )
    recorded_at = models.DateTimeField()  # the deed's `now`; a table does not read the clock

    class Meta:
        abstract = True
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(marking__in=[m.value for m in Marking]),
                name="%(app_label)s_%(class)s_marking_is_known",
            )
        ]


class Sealed(models.BinaryField):  # type: ignore[type-arg]  # the class takes none at run time
    """Bytes sealed to their town, field and row; `reads.opened` opens them.

    `label` is written once and never changed: renaming the column must not close every seal.
    """

    def __init__(self, label: str, **options: Any) -> None:
        self.label = label
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, [self.label, *args], options

    def get_prep_value(self, value: Any) -> Any:
        # `.update(owner_name="A. Smith")` would store what anybody with the file can read.
        if isinstance(value, str):
            raise TypeError(f"{self.label}: seal it first")
        return super().get_prep_value(value)
