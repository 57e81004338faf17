"""Kinds of place. Pure."""

from enum import StrEnum

from wardmote.register.rules import Deed, Verb

ADD_PLACE = Deed("places.add_place", Verb.COLLECT)


class PlaceKind(StrEnum):
    """What a place is."""

    TOWN = "town"
    VENUE = "venue"
    ROAD = "road"
    PREMISES = "premises"
    PARK = "park"
