"""Questions about places."""

from django.db.models import Q

from wardmote.places.models import Place, Spelling
from wardmote.places.rules import PlaceKind, perhaps_same_place


def place_named(name: str, *, kind: PlaceKind) -> Place | None:
    """The place of this kind and name, whatever the capitals."""
    return Place.objects.filter(kind=kind.value, name__iexact=name).first()


def place_of_words(words: str) -> Place | None:
    """Which place these words of the notes name, by its name or an accepted spelling; none if none or several."""
    words = " ".join(words.split())
    found = list(Place.objects.filter(Q(name__iexact=words) | Q(spellings__words__iexact=words)).distinct()[:2])
    return found[0] if len(found) == 1 else None


def places_alike(words: str) -> list[Place]:
    """The places that these words perhaps name, so that it is worth asking; by name."""
    return [place for place in Place.objects.order_by("name") if perhaps_same_place(words, place.name)]


def known_words() -> dict[str, str]:
    """Every name and accepted spelling of a place, without its capitals, with the place's own name."""
    words = {words.casefold(): name for words, name in Spelling.objects.values_list("words", "place__name")}
    return {**words, **{name.casefold(): name for name in Place.objects.values_list("name", flat=True)}}
