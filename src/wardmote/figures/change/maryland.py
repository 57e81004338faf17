"""How far a claim that something worked can be believed, by how it was studied."""

from enum import IntEnum


class Maryland(IntEnum):
    """The Maryland scale: five levels, of which 3 is the first that speaks of cause."""

    ONE_TIME = 1
    BEFORE_AND_AFTER = 2
    WITH_CONTROL = 3
    MANY_WITH_CONTROL = 4
    BY_LOT = 5

    @property
    def words(self) -> str:
        """What the level says, for a reader who has not heard of it.

        >>> Maryland.BEFORE_AND_AFTER.words
        'Counted before and after in one place only: something else may have changed too.'
        """
        return WORDS[self]


WORDS = {
    Maryland.ONE_TIME: "Counted at one time only: it can't be told what came first.",
    Maryland.BEFORE_AND_AFTER: "Counted before and after in one place only: something else may have changed too.",
    Maryland.WITH_CONTROL: "Counted before and after, here and in a place like it that was left alone.",
    Maryland.MANY_WITH_CONTROL: "Counted before and after in many places, with and without; other causes allowed for.",
    Maryland.BY_LOT: "It was drawn by lot which places got it.",
}


def maryland_level(
    *,
    before_and_after: bool,
    control: bool = False,
    many_places: bool = False,
    allowed_for: bool = False,
    by_lot: bool = False,
) -> Maryland:
    """The level of a study, from what it did; a level is reached only with all below it.

    `control`: a comparable place or group was counted at the same times. `many_places`: several with and several
    without. `allowed_for`: other things that differ between them were taken into account. `by_lot`: places or persons
    were assigned at random, and there were several. The two before-and-after methods here with one place and one
    control are level 3 at most.

    Source: Sherman and others (1998), Preventing Crime: What Works, What Doesn't, What's Promising; Farrington and
    others (2002), The Maryland Scientific Methods Scale.

    >>> int(maryland_level(before_and_after=True, control=True))
    3
    """
    if by_lot and many_places and control:
        return Maryland.BY_LOT
    if not before_and_after:
        return Maryland.ONE_TIME
    if not control:
        return Maryland.BEFORE_AND_AFTER
    return Maryland.MANY_WITH_CONTROL if many_places and allowed_for else Maryland.WITH_CONTROL
