"""What can happen to places."""

from datetime import datetime

from django.db import transaction

from wardmote.places import reads
from wardmote.places.models import Place
from wardmote.places.rules import ADD_PLACE, PlaceKind
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def add_place(name: str, *, kind: PlaceKind, by: Viewer, now: datetime) -> Place:
    """Make a place, or give the one of this kind and name."""
    place = reads.place_named(name, kind=kind)
    if place is None:
        place = Place.objects.create(name=name, kind=kind.value, recorded_at=now)
        register.record(place, deed=ADD_PLACE, by=by, now=now)
    return place
