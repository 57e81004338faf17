"""A named place."""

from django.db import models
from django.db.models import Q

from wardmote.places.rules import PlaceKind
from wardmote.register.models import Marked


class Place(Marked):
    """A place that the panel speaks of by name. Never where somebody lives."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices={k.value: k.value.capitalize() for k in PlaceKind})

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in PlaceKind]), name="place_kind_is_known"),
            models.UniqueConstraint(fields=["kind", "name"], name="one_place_of_a_name"),
        ]


class Spelling(Marked):
    """Another way in which notes write a place's name."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="spellings")
    words = models.CharField(max_length=120)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["place", "words"], name="one_spelling_of_a_place"),
        ]
