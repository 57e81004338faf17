"""What the law and usual practice ask of each kind of body, dated; and the days that are no clear days."""

from django.db import models
from django.db.models import Q

from wardmote.law.rules import BodyKind, DayKind, Nation, Powers, Voters
from wardmote.register.models import Marked


class BodyRules(Marked):
    """What holds for a kind of body from a day on. It is never changed: newer rules are another row.

    `quorum_least` is none where the terms of reference say it. `said_by_source` names the questions that the source
    answers. A row that was put in force by mistake is withdrawn, and stays.
    """

    nation = models.CharField(max_length=10, choices={n.value: n.value for n in Nation})
    kind = models.CharField(max_length=20, choices={k.value: k.value.capitalize() for k in BodyKind})
    clear_days = models.PositiveSmallIntegerField(null=True)
    needs_summons = models.BooleanField()
    quorum_part = models.PositiveSmallIntegerField(null=True)
    quorum_of = models.PositiveSmallIntegerField(null=True)
    quorum_least = models.PositiveSmallIntegerField(null=True)
    voters = models.CharField(max_length=40, choices={v.value: v.value for v in Voters})
    public_may_attend = models.BooleanField()
    powers = models.CharField(max_length=40, choices={p.value: p.value for p in Powers})
    counts_for_s85 = models.BooleanField()
    source = models.CharField(max_length=500)
    said_by_source = models.JSONField()
    checked_on = models.DateField()
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in BodyKind]), name="rules_are_of_a_known_kind"),
            models.CheckConstraint(condition=Q(nation__in=[n.value for n in Nation]), name="rules_are_of_a_nation"),
            models.CheckConstraint(condition=Q(powers__in=[p.value for p in Powers]), name="powers_are_known"),
            models.UniqueConstraint(
                fields=["nation", "kind", "in_force_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="rules_of_a_kind_begin_once_a_day",
            ),
        ]


class NonBusinessDay(Marked):
    """A day that is no clear day. One that the clerk took out counts again, and can be put back."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices={k.value: k.value for k in DayKind})
    removed_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in DayKind]), name="day_kind_is_known"),
        ]
