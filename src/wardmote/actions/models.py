"""An action: one row for life, and each sentence that spoke of it."""

from uuid import UUID

from django.db import models

from wardmote.actions.rules import ActionState
from wardmote.confidentiality.models import Guarded
from wardmote.minutes.models import Matter, Meeting, OfParagraph, Paragraph, Statement, known
from wardmote.minutes.rules import Sameness
from wardmote.people.models import Person, Seat
from wardmote.register.models import Sealed


class Action(Guarded):
    """Something that somebody owes. The owner is kept as written, and as seat or person once somebody says who."""

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    raised_at = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    what = Sealed("action.what")
    owner_words = Sealed("action.owner_words")
    due_words = Sealed("action.due_words")
    owner_seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=24,
        choices={s.value: s.value.capitalize() for s in ActionState},
        default=ActionState.PROPOSED.value,
    )
    state_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints = [*Guarded.Meta.constraints, known("state", ActionState, "action_state_is_known")]
        indexes = [models.Index(fields=["state", "due_on"], name="actions_by_state")]


class Mention(OfParagraph):
    """A sentence that spoke of an action."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="mentions")
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="+")


class SameAction(Guarded):
    """A proposal that an action of these notes is one of earlier notes. A person confirms or refuses it."""

    matter_path = "earlier__matter"
    earlier = models.ForeignKey(Action, models.PROTECT, related_name="+")
    later = models.ForeignKey(Action, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices={s.value: s.value for s in Sameness}, default=Sameness.PROPOSED.value
    )

    moved = models.JSONField(null=True)  # ids of what the join moved, so that the two can be parted again

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("state", Sameness, "action_sameness_is_known"),
            models.UniqueConstraint(fields=["earlier", "later"], name="one_proposal_a_pair_of_actions"),
        ]

    @property
    def matter_id(self) -> UUID | None:
        return self.earlier.matter_id
