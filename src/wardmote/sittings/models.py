"""A sitting, who came and went, the agenda as it was noticed, and what was typed under each item."""

from typing import Any
from uuid import UUID, uuid4

from django.db import models

from wardmote.confidentiality.models import Guarded
from wardmote.minutes.models import Matter, Meeting, known
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed
from wardmote.sittings.rules.sitting import ApologyAnswer, EntryKind, Outcome, PresenceKind


def choices(kinds: Any) -> dict[str, str]:
    """A column's choices: the words of an enum."""
    return {kind.value: kind.value.capitalize() for kind in kinds}


class Sitting(Marked):
    """A meeting in the room. `chair` is who of the log has it; the reminder says who read it out."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    chair = models.UUIDField(null=True)
    reminder_at = models.DateTimeField(null=True)
    reminder_by = Sealed("sitting.reminder_by", default=b"")


class Presence(Guarded):
    """One line of a sitting's log. `who` is the person's id, or one made when a name was typed.

    A line that was noted wrongly is taken back, and stays.
    """

    matter_path = None
    matter_id = None
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="presences")
    who = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = Sealed("presence.name")
    kind = models.CharField(max_length=7, choices=choices(PresenceKind))
    at = models.DateTimeField()
    votes = models.BooleanField(default=False)
    remote = models.BooleanField(default=False)  # follows by video: neither counts nor votes
    for_item = models.ForeignKey("SittingItem", models.PROTECT, null=True, related_name="+")
    reason = Sealed("presence.reason", default=b"")
    answer = models.CharField(max_length=8, choices=choices(ApologyAnswer), blank=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        ordering = ["at", "recorded_at"]
        constraints = [*Guarded.Meta.constraints, known("kind", PresenceKind, "presence_kind_is_known")]


class SittingItem(Guarded):
    """An item as it was noticed, copied when the meeting opened: the same number and heading in every copy.

    `matter` is what all that is typed under it hangs on, once somebody has declared an interest in the whole item.
    """

    matter_path = None
    matter_id = None
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="items")
    identity = models.UUIDField()
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = Sealed("sitting_item.title")
    information_only = models.BooleanField(default=False)
    about = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["sitting", "position"], name="sitting_items_have_an_order"),
            models.UniqueConstraint(fields=["sitting", "identity"], name="an_item_sits_once"),
        ]


class Entry(Guarded):
    """What was typed under an item. `change` is the newest change of it, by the id that its browser gave that.

    `chosen` is the marking that somebody set by hand, if any. What is struck out stays.
    """

    item = models.ForeignKey(SittingItem, models.PROTECT, related_name="entries")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=choices(EntryKind))
    position = models.PositiveIntegerField()
    text = Sealed("entry.text")
    said_by = Sealed("entry.said_by", default=b"")
    particulars = Sealed("entry.particulars", default=b"")  # JSON: how it was decided
    chosen = models.CharField(
        max_length=12, choices={"public": "Public", "panel": "Panel", "confidential": "Confidential"}, blank=True
    )
    from_police = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)  # of an action: when what was understood was taken as right
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    change = models.UUIDField(default=uuid4)
    changed_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        ordering = ["position", "recorded_at"]
        constraints = [*Guarded.Meta.constraints, known("kind", EntryKind, "entry_kind_is_known")]


class EntryClash(Guarded):
    """The other text, where two people changed one entry: both are shown until somebody takes one."""

    matter_path = "entry__matter"
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="clashes")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = Sealed("entry_clash.text")
    said_by = Sealed("entry_clash.said_by", default=b"")
    change = models.UUIDField()
    settled_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["change"], name="a_change_clashes_once"),
        ]

    @property
    def matter_id(self) -> UUID | None:
        found: UUID | None = self.entry.matter_id
        return found


class Declared(Guarded):
    """An interest that somebody declared at a sitting, and what they do while the item is spoken of."""

    matter_path = None
    matter_id = None
    item = models.ForeignKey(SittingItem, models.PROTECT, related_name="declared")
    who = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = Sealed("declared.name")
    about = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=18, choices=choices(Outcome))
    left_at = models.DateTimeField(null=True)  # of who speaks first: when they left

    class Meta(Guarded.Meta):
        constraints = [*Guarded.Meta.constraints, known("outcome", Outcome, "outcome_is_known")]
