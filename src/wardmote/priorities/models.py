"""A priority, how it is measured, what was told and done of it, and how it was changed."""

from typing import Any

from django.db import models

from wardmote.confidentiality.models import Guarded
from wardmote.minutes.models import Meeting, OfParagraph, Paragraph, known
from wardmote.people.models import Person, Seat
from wardmote.priorities.rules import ChangeOf
from wardmote.register.models import Sealed


class Priority(Guarded):
    """What the panel has agreed to work on: named in notes, or typed here. What nobody has said is empty or none."""

    matter_path = None
    matter_id = None
    title = Sealed("priority.title")
    first_named_at = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")  # none: typed here
    why = Sealed("priority.why", default=b"")
    owner_seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)
    agreed_at = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = Sealed("priority.ended_why", default=b"")
    version = models.PositiveIntegerField(default=1)


class Update(OfParagraph):
    """A paragraph that tells of a priority."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="updates")
    paragraph = models.OneToOneField(Paragraph, models.PROTECT, related_name="+")


class OfPriority(Guarded):
    """A row of a priority."""

    matter_path = None
    matter_id = None
    priority: Any

    class Meta(Guarded.Meta):
        abstract = True


class PriorityNote(OfPriority):
    """What somebody typed of a priority for a meeting, or that nothing has changed."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="notes")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    told_on = models.DateField()  # the meeting's day, or the day on which it was typed
    words = Sealed("priority_note.words")
    no_change = models.BooleanField(default=False)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class Measure(OfPriority):
    """By what one sees whether a priority works, and how that is counted."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="measures")
    words = Sealed("measure.words")
    counted = Sealed("measure.counted")
    removed_at = models.DateTimeField(null=True)


class YouSaidWeDid(OfPriority):
    """What residents said, and what was done. It is public only if a person says so."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="pairs")
    said = Sealed("you_said.said")
    did = Sealed("you_said.did")
    version = models.PositiveIntegerField(default=1)


class PriorityChange(OfPriority):
    """What of a priority was changed, from what, to what, and by whom."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="changes")
    of = models.CharField(max_length=12, choices={c.value: c.value.capitalize() for c in ChangeOf})
    was = Sealed("priority_change.was")
    became = Sealed("priority_change.became")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfPriority.Meta):
        constraints = [*OfPriority.Meta.constraints, known("of", ChangeOf, "priority_change_of_what_is_known")]
