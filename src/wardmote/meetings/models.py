"""The panel's own standing order of business."""

from django.db import models

from wardmote.confidentiality.models import Guarded
from wardmote.minutes.models import Body
from wardmote.register.models import Sealed


class StandingItem(Guarded):
    """An item that every agenda of a body has, in its place."""

    matter_path = None
    matter_id = None
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    title = Sealed("standing_item.title")

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["body", "position"], name="standing_items_have_an_order"),
        ]
