"""The fourteen kinds of data.police.uk, and what a rise or a fall of each may mean."""

from enum import StrEnum


class Category(StrEnum):
    """A kind, by its name in addresses. Anti-social behaviour is incidents: shown apart and never added to crime.

    Source: data.police.uk, categories of street-level crime. Files call `violent-crime` "Violence and sexual offences".
    """

    ANTI_SOCIAL_BEHAVIOUR = "anti-social-behaviour"
    BICYCLE_THEFT = "bicycle-theft"
    BURGLARY = "burglary"
    CRIMINAL_DAMAGE_AND_ARSON = "criminal-damage-arson"
    DRUGS = "drugs"
    OTHER_CRIME = "other-crime"
    OTHER_THEFT = "other-theft"
    POSSESSION_OF_WEAPONS = "possession-of-weapons"
    PUBLIC_ORDER = "public-order"
    ROBBERY = "robbery"
    SHOPLIFTING = "shoplifting"
    THEFT_FROM_THE_PERSON = "theft-from-the-person"
    VEHICLE_CRIME = "vehicle-crime"
    VIOLENCE_AND_SEXUAL_OFFENCES = "violent-crime"

    @property
    def words(self) -> str:
        """As the files and pages name it.

        >>> Category("violent-crime").words
        'Violence and sexual offences'
        """
        return self.name.capitalize().replace("_", " ").replace("Anti social", "Anti-social")


CRIMES = tuple(kind for kind in Category if kind is not Category.ANTI_SOCIAL_BEHAVIOUR)
BY_WORDS = {kind.words: kind for kind in Category}


class Direction(StrEnum):
    """What fewer records mean."""

    LOWER_IS_BETTER = "lower is better"
    MORE_MAY_MEAN_CONFIDENCE = "more reports may mean more confidence"


def direction(kind: Category) -> Direction:
    """Whether a fall may be called good: never of drugs, nor of the kind that holds sexual offences.

    >>> direction(Category.DRUGS).value, direction(Category.BURGLARY).value
    ('more reports may mean more confidence', 'lower is better')
    """
    told = {Category.DRUGS, Category.VIOLENCE_AND_SEXUAL_OFFENCES}
    return Direction.MORE_MAY_MEAN_CONFIDENCE if kind in told else Direction.LOWER_IS_BETTER
