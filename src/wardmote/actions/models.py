"""An action: one row for life, each sentence that spoke of it, and what has happened to it since."""

from typing import Any
from uuid import UUID

from django.db import models

from wardmote.actions.rules import ActionState, ChangeOf, How
from wardmote.confidentiality.models import Guarded
from wardmote.correspondence.models import Outgoing
from wardmote.minutes.models import Matter, Meeting, OfParagraph, Paragraph, Statement, known
from wardmote.minutes.rules import Sameness
from wardmote.people.models import Person, Seat
from wardmote.register.models import Sealed
from wardmote.register.rules import Marking


class Action(Guarded):
    """Something that somebody owes. The owner is kept as written, and as seat or person once somebody says who."""

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    raised_at = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")  # none: typed between meetings
    raised_on = models.DateField()
    what = Sealed("action.what")
    owner_words = Sealed("action.owner_words")
    due_words = Sealed("action.due_words")
    owner_seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    # How far what somebody typed or marked here may go, beside its paragraphs; "public" if nobody did.
    typed_marking = models.CharField(
        max_length=12, choices={m.value: m.value.capitalize() for m in Marking}, default=Marking.PUBLIC.value
    )
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=24,
        choices={s.value: s.value.capitalize() for s in ActionState},
        default=ActionState.PROPOSED.value,
    )
    state_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("state", ActionState, "action_state_is_known"),
            known("typed_marking", Marking, "action_typed_marking_is_known"),
        ]
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


def _ways() -> dict[str, str]:
    return {h.value: h.value.capitalize() for h in How}


class OfAction(Guarded):
    """A row that hangs on its action's matter, and is marked as the action is."""

    matter_path = "action__matter"
    action: Any

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def matter_id(self) -> UUID | None:
        found: UUID | None = self.action.matter_id
        return found


class Step(OfAction):
    """One step in the life of an action: from which state to which, on what grounds, and who said so."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="steps")
    was = models.CharField(max_length=24, choices={s.value: s.words for s in ActionState})
    became = models.CharField(max_length=24, choices={s.value: s.words for s in ActionState})
    version = models.PositiveIntegerField()  # of the action that the step made: the order of steps
    note = Sealed("step.note")  # evidence, reason, or what was said
    third_party = Sealed("step.third_party")
    since_on = models.DateField(null=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    instead = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    on_behalf_of = Sealed("step.on_behalf_of")
    how = models.CharField(max_length=14, choices=_ways(), default=How.PAGE.value)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfAction.Meta):
        constraints = [
            *OfAction.Meta.constraints,
            known("was", ActionState, "step_from_a_known_state"),
            known("became", ActionState, "step_to_a_known_state"),
            known("how", How, "step_way_is_known"),
        ]


class Chase(OfAction):
    """Somebody was asked again: a third party, or whoever owes the action."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="chases")
    chased_on = models.DateField()
    how = models.CharField(max_length=14, choices=_ways())
    words = Sealed("chase.words")
    next_on = models.DateField(null=True)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfAction.Meta):
        constraints = [*OfAction.Meta.constraints, known("how", How, "chase_way_is_known")]


class Change(OfAction):
    """The words, the owner or the due date of an action were changed: from what, to what, and why."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="changes")
    of = models.CharField(max_length=10, choices={c.value: c.value.capitalize() for c in ChangeOf})
    was = Sealed("change.was")
    became = Sealed("change.became")
    why = Sealed("change.why")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(OfAction.Meta):
        constraints = [*OfAction.Meta.constraints, known("of", ChangeOf, "change_of_what_is_known")]


class Reminder(OfAction):
    """A letter that went for one occasion: before the day, on it, or so many weeks after. One row: never twice."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    occasion = models.SmallIntegerField()
    letter = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")

    class Meta(OfAction.Meta):
        constraints = [
            *OfAction.Meta.constraints,
            models.UniqueConstraint(fields=["action", "due_on", "occasion"], name="one_reminder_an_occasion"),
        ]
