"""The panel's standing order of business, and the agenda of each planned meeting, version by version."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from wardmote.confidentiality.models import Guarded
from wardmote.meetings.rules import VersionKind
from wardmote.minutes.models import Body, Meeting, known
from wardmote.places.models import Place
from wardmote.register.models import Marked, Sealed


class StandingItem(Guarded):
    """An item that every agenda of a body has, in its place."""

    matter_path = None
    matter_id = None
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    title = Sealed("standing_item.title")
    former_titles = Sealed("standing_item.former_titles", default=b"")  # JSON: what stood under them is carried here
    removed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "position"], condition=Q(removed_at__isnull=True), name="standing_items_have_an_order"
            ),
        ]


class UsualSitting(Marked):
    """When and where a body usually meets: offered when a day is set, never filled in by itself."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+")
    starts = models.TimeField(null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")


class AgendaVersion(Marked):
    """The agenda of a planned meeting as it stood at one time: its day, time and place, and its items.

    A change makes a new version, whole. `undo_to` is the one that an undo goes back to.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices={k.value: k.value.capitalize() for k in VersionKind})
    held_on = models.DateField()
    starts = models.TimeField(null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    undo_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    handed_out_at = models.DateTimeField(null=True)  # when the first pack with it left the house

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("kind", VersionKind, "version_kind_is_known"),
            models.UniqueConstraint(fields=["meeting", "number"], name="versions_of_an_agenda_are_counted"),
        ]


class AgendaItem(Guarded):
    """An item of one version of an agenda. `identity` is the same in every version, whatever it is called."""

    matter_path = None
    matter_id = None
    version = models.ForeignKey(AgendaVersion, models.PROTECT, related_name="items")
    identity = models.UUIDField(default=uuid4)
    position = models.PositiveIntegerField()
    title = Sealed("agenda_item.title")
    note = Sealed("agenda_item.note", default=b"")
    former_titles = Sealed("agenda_item.former_titles", default=b"")
    standing = models.ForeignKey(StandingItem, models.PROTECT, null=True, related_name="+")
    renamed = models.BooleanField(default=False)  # it is not called as its standing item is

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["version", "position"], name="agenda_items_have_an_order"),
            models.UniqueConstraint(fields=["version", "identity"], name="an_item_is_on_an_agenda_once"),
        ]


class AgendaSupplement(Guarded):
    """What is added to an agenda after it was frozen, numbered; late business is for information only.

    Where a part of it is closed, everybody who may read the rest reads why.
    """

    matter_path = None
    matter_id = None
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = Sealed("agenda_supplement.title")
    words = Sealed("agenda_supplement.words")
    closed_because = Sealed("agenda_supplement.closed_because", default=b"")
    information_only = models.BooleanField()

    class Meta(Guarded.Meta):
        ordering = ["number"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "number"], name="supplements_of_an_agenda_are_counted"),
        ]


class ClosedPart(Guarded):
    """The closed part of a supplement, for those who have signed."""

    matter_path = None
    matter_id = None
    supplement = models.OneToOneField(AgendaSupplement, models.PROTECT, related_name="closed_part")
    words = Sealed("closed_part.words")
