"""The agreement, signatures and grants, and the query that says what a viewer may see."""

from datetime import datetime
from typing import ClassVar, Self, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Q

from wardmote.confidentiality.rules import SIGNATURE_HOLDS_DAYS, NotHere, Thing, decide, has_signed, insist
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed
from wardmote.register.rules import Deed, Marking, Viewer

Row = TypeVar("Row", bound="Guarded")


class GuardedQuerySet(models.QuerySet[Row]):
    """Rows behind the door."""

    def visible_to(self, viewer: Viewer, *, now: datetime) -> Self:
        """The rows for which `decide` would allow consulting, in one WHERE."""
        open_markings = [Marking.PUBLIC.value]
        named: frozenset[UUID] = frozenset()
        if viewer.on_panel:
            open_markings.append(Marking.PANEL.value)
            if has_signed(viewer, now):
                open_markings.append(Marking.CONFIDENTIAL.value)
                named = viewer.named_on
        rows = self.filter(Q(marking__in=open_markings) | Q(marking=Marking.RESTRICTED.value, pk__in=named))
        if self.model.matter_path is None or not viewer.interests:
            return rows
        return rows.exclude(**{f"{self.model.matter_path}__in": viewer.interests})

    def find(self, row_id: UUID, *, viewer: Viewer, deed: Deed, now: datetime) -> Row:
        """The row, if `viewer` may do `deed` with it. A missing id and an absent row get the same answer.

        Raises:
            NotHere: there is nothing here for this viewer.
            Refused: the viewer may know of the row, but not do this.
        """
        row = self.filter(pk=row_id).first()
        if row is None:
            raise NotHere
        insist(decide(viewer, deed, cast(Thing, row), now))  # `matter_id` is a key, a property or None
        return row


class Guarded(Marked):
    """A marked row of a room above this one. `matter_path` leads to the matter that it hangs on, if any."""

    matter_path: ClassVar[str | None] = "matter"
    objects = GuardedQuerySet.as_manager()

    class Meta(Marked.Meta):
        abstract = True


class OnNoMatter(Guarded):
    """A row that hangs on no matter."""

    matter_path: ClassVar[str | None] = None
    matter_id = None

    class Meta(Guarded.Meta):
        abstract = True


class Agreement(Marked):
    """The text that members sign. The one adopted last is in force."""

    adopted_at = models.DateTimeField()
    text = Sealed("agreement.text")
    renewal_days = models.PositiveSmallIntegerField(default=SIGNATURE_HOLDS_DAYS)


class Signature(Marked):
    """A person's signature on one agreement, the hash of the text that they were shown, and until when it holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    text_hash = models.BinaryField(max_length=32)
    signed_at = models.DateTimeField()
    until_at = models.DateTimeField()
    on_paper = models.BooleanField(default=False)  # signed by hand, and noted here by the clerk


class Grant(Marked):
    """One restricted row opened to one person by name. The row may lie in any room, so it is named by its id."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    row_id = models.UUIDField()
