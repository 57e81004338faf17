"""The town's area, the sets that it is compared with, and the claims that were checked."""

from django.db import models

from wardmote.crime.rules import CheckState
from wardmote.minutes.models import OfParagraph, Paragraph, Statement, known
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed


class TownArea(Marked):
    """Which small areas the town is, for figures. The one chosen last is in force."""

    name = models.CharField(max_length=80)
    town_code = models.CharField(max_length=9, blank=True)  # of a built-up area; empty: drawn by the panel
    areas = models.JSONField()  # codes of 2021
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class FrozenSet(Marked):
    """One version of a set of comparators, kept before anybody saw what it shows. None is ever changed."""

    area = models.ForeignKey(TownArea, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    content = Sealed("frozen_set.content")  # JSON of figures.compare.ComparatorSet
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["name", "version"], name="one_version_of_a_frozen_set"),
        ]


class ClaimCheck(OfParagraph):
    """What the figures said of one claim of the notes, and what its author replied."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, null=True, related_name="+")
    found = Sealed("claim_check.found")  # JSON of figures.compare.ClaimCheck
    said_on = models.DateField()
    state = models.CharField(
        max_length=20, choices={s.value: s.value for s in CheckState}, default=CheckState.KEPT.value
    )
    sent_at = models.DateTimeField(null=True)
    reply = Sealed("claim_check.reply", default=b"")
    replied_at = models.DateTimeField(null=True)
    reply_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfParagraph.Meta):
        constraints = [
            *OfParagraph.Meta.constraints,
            known("state", CheckState, "claim_check_state_is_known"),
            models.UniqueConstraint(fields=["statement"], name="one_check_of_a_claim"),
        ]
