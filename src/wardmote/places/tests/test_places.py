"""A place is made once."""

from wardmote.places import reads, writes
from wardmote.places.models import Place
from wardmote.places.rules import PlaceKind
from wardmote.register.models import Event


def test_a_place_is_made_once_whatever_the_capitals(clerk, now):
    first = writes.add_place("The Long Room", kind=PlaceKind.VENUE, by=clerk, now=now)
    assert Event.objects.last().subjects == [["places.place", str(first.pk)]]
    events = Event.objects.count()
    assert writes.add_place("the long room", kind=PlaceKind.VENUE, by=clerk, now=now) == first
    assert (Place.objects.count(), Event.objects.count()) == (1, events)


def test_a_park_is_not_the_venue_of_its_name(clerk, now):
    venue = writes.add_place("Larkspur Meadow", kind=PlaceKind.VENUE, by=clerk, now=now)
    park = writes.add_place("Larkspur Meadow", kind=PlaceKind.PARK, by=clerk, now=now)
    assert venue != park
    assert reads.place_named("larkspur meadow", kind=PlaceKind.PARK) == park
    assert reads.place_named("Larkspur Meadow", kind=PlaceKind.ROAD) is None
