"""An intervention, how it is to be judged, the counts before and after, and how it was changed."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from wardmote.actions.models import Action
from wardmote.confidentiality.models import Guarded
from wardmote.interventions.rules import Area, ChangeOf, Periods, When
from wardmote.minutes.models import Matter, known
from wardmote.people.models import Person
from wardmote.priorities.models import Priority
from wardmote.register.models import Sealed


class Intervention(Guarded):
    """What was changed, where and from when. What nobody has said is empty or none."""

    what = Sealed("intervention.what")
    where = Sealed("intervention.where")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    loses = Sealed("intervention.loses", default=b"")  # who loses by it: section 149 of the Equality Act 2010
    # What it hangs on: one of these, or none. A matter as it was chosen, though it may since be joined to another.
    chosen_matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    # The matter that this, or its action, belongs to now: an interest in it closes the intervention too.
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(chosen_matter__isnull=True, priority__isnull=True)
                | Q(chosen_matter__isnull=True, action__isnull=True)
                | Q(priority__isnull=True, action__isnull=True),
                name="an_intervention_hangs_on_one_thing",
            ),
        ]


class OfIntervention(Guarded):
    """A row of an intervention."""

    matter_path = "intervention__matter"
    intervention: Any

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def matter_id(self) -> UUID | None:
        found: UUID | None = self.intervention.matter_id
        return found


class Yardstick(OfIntervention):
    """How an intervention is to be judged. Never changed: whoever agrees something else makes a new version."""

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="yardsticks")
    number = models.PositiveIntegerField()
    better = Sealed("yardstick.better")
    counter = Sealed("yardstick.counter")
    how = Sealed("yardstick.how")
    control = Sealed("yardstick.control", default=b"")
    buffer = Sealed("yardstick.buffer", default=b"")
    buffer_control = Sealed("yardstick.buffer_control", default=b"")
    before_from = models.DateField()
    before_until = models.DateField()
    after_from = models.DateField()
    counts_typed = models.PositiveIntegerField()  # when it was agreed: none, if the result had not been seen
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfIntervention.Meta):
        constraints = [
            *OfIntervention.Meta.constraints,
            models.UniqueConstraint(fields=["intervention", "number"], name="yardsticks_have_an_order"),
        ]

    @property
    def periods(self) -> Periods:
        return Periods(self.before_from, self.before_until, self.after_from)


class Count(OfIntervention):
    """How many somebody counted in one area and period. One that was corrected or taken back is kept."""

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="counts")
    area = models.CharField(max_length=14, choices={a.value: a.value.capitalize() for a in Area})
    when = models.CharField(max_length=6, choices={w.value: w.value.capitalize() for w in When})
    from_on = models.DateField()
    until_on = models.DateField()
    number = models.PositiveIntegerField()
    counted_by = Sealed("count.counted_by")
    how = Sealed("count.how")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    replaced_why = Sealed("count.replaced_why", default=b"")

    class Meta(OfIntervention.Meta):
        constraints = [
            *OfIntervention.Meta.constraints,
            known("area", Area, "count_area_is_known"),
            known("when", When, "count_when_is_known"),
            models.UniqueConstraint(
                fields=["intervention", "area", "when", "from_on", "until_on"],
                condition=Q(replaced_at__isnull=True),
                name="one_count_of_an_area_and_period",
            ),
        ]


class MonthlyCounts(OfIntervention):
    """What somebody counted in the place and its control month by month. The newest is in force; none is changed."""

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="monthly")
    number = models.PositiveIntegerField()
    months = Sealed("monthly_counts.months")  # as `rules.months_typed` takes them
    counted_by = Sealed("monthly_counts.counted_by")
    how = Sealed("monthly_counts.how")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfIntervention.Meta):
        constraints = [
            *OfIntervention.Meta.constraints,
            models.UniqueConstraint(fields=["intervention", "number"], name="monthly_counts_have_an_order"),
        ]


class InterventionChange(OfIntervention):
    """What of an intervention was changed, from what, to what, and by whom."""

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="changes")
    of = models.CharField(max_length=12, choices={c.value: c.value.capitalize() for c in ChangeOf})
    was = Sealed("intervention_change.was")
    became = Sealed("intervention_change.became")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfIntervention.Meta):
        constraints = [
            *OfIntervention.Meta.constraints,
            known("of", ChangeOf, "intervention_change_of_what_is_known"),
        ]
