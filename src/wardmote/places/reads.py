"""Questions about places."""

from wardmote.places.models import Place
from wardmote.places.rules import PlaceKind


def place_named(name: str, *, kind: PlaceKind) -> Place | None:
    """The place of this kind and name, whatever the capitals."""
    return Place.objects.filter(kind=kind.value, name__iexact=name).first()
