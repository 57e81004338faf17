"""The form of the police's update, its links and drafts, and the sentences that came back."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from wardmote.actions.models import Action
from wardmote.confidentiality.models import Guarded, OnNoMatter
from wardmote.minutes.models import Meeting, known
from wardmote.register.models import Marked, Sealed
from wardmote.updates.rules import DoubtKind, Live, NilKind, Part


class UpdateForm(OnNoMatter):
    """The form of the police's update for one meeting: what was typed so far, and when it was given in."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    typed = Sealed("update_form.typed", default=b"")  # JSON: what stands in each blank
    officers = Sealed("update_form.officers", default=b"")  # JSON: who was asked to come, as the clerk typed it
    front_door = Sealed("update_form.front_door", default=b"")  # whom to ring for a child at risk
    live = models.CharField(
        max_length=10, blank=True, choices={one.value: one.value or "not answered" for one in Live}, default=""
    )
    given_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OnNoMatter.Meta):
        constraints = [*OnNoMatter.Meta.constraints, known("live", Live, "live_is_known")]


class FormLink(Marked):
    """A link that opens one form without an account, until a time. Only the hash of its token is kept."""

    form = models.ForeignKey(UpdateForm, models.PROTECT, related_name="links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    to_address = Sealed("form_link.to_address")
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # the form was given in


class UpdateLine(Guarded):
    """A sentence of the police's update: from which blank, and who said it. It starts confidential."""

    matter_path = "action__matter"
    form = models.ForeignKey(UpdateForm, models.PROTECT, related_name="lines")
    part = models.CharField(max_length=12, choices={p.value: p.words for p in Part})
    blank = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    words = Sealed("update_line.words")
    said_by = Sealed("update_line.said_by")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")  # that it repeats
    doubt = models.CharField(max_length=14, blank=True, choices={k.value: k.value for k in DoubtKind})
    withdrawn_at = models.DateTimeField(null=True)  # the form was opened again

    class Meta(Guarded.Meta):
        constraints = [*Guarded.Meta.constraints, known("part", Part, "update_part_is_known")]

    @property
    def matter_id(self) -> UUID | None:
        return self.action.matter_id if self.action else None


class NilReturn(OnNoMatter):
    """That there was none of something: a fact with its day, its period and its source, which is the line."""

    line = models.OneToOneField(UpdateLine, models.PROTECT, related_name="nil")
    kind = models.CharField(max_length=10, choices={k.value: k.words for k in NilKind})
    said_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("kind", NilKind, "nil_kind_is_known"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="nil_period_is_a_period"),
        ]
