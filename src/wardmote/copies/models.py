"""A numbered copy, and each thing that was noted of it."""

from django.db import models

from wardmote.confidentiality.models import OnNoMatter
from wardmote.copies.rules import Whereabouts
from wardmote.minutes.models import Meeting, known
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed


class Copy(OnNoMatter):
    """The confidential part of a meeting's papers, printed for one reader; `paper` is the file as it was made."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    paper = Sealed("copy.paper")

    class Meta(OnNoMatter.Meta):
        ordering = ["number"]
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "number"], name="copies_are_numbered_by_meeting"),
        ]


class CopyStep(Marked):
    """Where a copy went, on which day, and who noted it. The last that stands counts; one taken back stays."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=11, choices={w.value: w.value.capitalize() for w in Whereabouts})
    on = models.DateField()
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = Sealed("copy_step.note", default=b"")
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        ordering = ["number"]
        constraints = [
            *Marked.Meta.constraints,
            known("state", Whereabouts, "whereabouts_are_known"),
            models.UniqueConstraint(fields=["copy", "number"], name="steps_of_a_copy_have_an_order"),
        ]
