"""The town's area, the sets that it is compared with, the claims that were checked, and what the police supply."""

from typing import ClassVar

from django.db import models

from wardmote.confidentiality.models import Guarded
from wardmote.crime.rules import CheckState, SuppliedKind
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


class SuppliedCount(Guarded):
    """How many of a kind there were in a month, as the police said: confidential. The newest version is in force."""

    matter_path: ClassVar[str | None] = None
    matter_id = None
    kind = models.CharField(max_length=40, choices={k.value: k.value.capitalize() for k in SuppliedKind})
    month = models.CharField(max_length=7)  # 2022-01
    version = models.PositiveSmallIntegerField()  # from 1; the older ones are kept
    count = Sealed("supplied_count.count")
    supplied_by = Sealed("supplied_count.supplied_by")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("kind", SuppliedKind, "supplied_count_kind_is_known"),
            models.UniqueConstraint(fields=["kind", "month", "version"], name="one_version_of_a_supplied_count"),
        ]


class SuppliedRelease(Guarded):
    """What the police released of their counts, as bands, with every sum that was withheld. None is ever changed."""

    matter_path: ClassVar[str | None] = None
    matter_id = None
    number = models.PositiveIntegerField(unique=True)  # from 1: each is checked against all before it
    content = Sealed("supplied_release.content")  # JSON of rules.Released
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
