"""What is counted: each of the fourteen kinds, all crime, and the total with anti-social behaviour, named so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.sources.category import CRIMES, Category, Direction, direction

# Kinds whose number follows shops, night life and visitors rather than residents (UKCrimeStats, 2015 and 2024).
TOWN_CENTRE = frozenset(
    {
        Category.SHOPLIFTING,
        Category.THEFT_FROM_THE_PERSON,
        Category.OTHER_THEFT,
        Category.BICYCLE_THEFT,
        Category.ROBBERY,
    }
)
NO_GOOD_OR_BAD = "More records may mean more confidence to report, or more police work: neither good nor bad."


class NoSuchKind(LookupError):
    """No kind of data.police.uk has this name."""


@dataclass(frozen=True)
class Measure:
    """What a result counts. `family` is whether it takes part in the adjustment for many kinds."""

    key: str
    words: str
    kinds: tuple[Category, ...]
    family: bool = True

    @property
    def telling(self) -> bool:
        """Whether fewer may be called better. A total holds kinds of which it may not.

        >>> [measure_of(key).telling for key in ("burglary", "drugs", "violent-crime", "all-crime")]
        [True, False, False, False]
        """
        return all(direction(kind) is Direction.LOWER_IS_BETTER for kind in self.kinds)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be said beside a rate of this measure."""
        said = []
        if set(self.kinds) <= TOWN_CENTRE:
            said.append("Residents mislead: the shops and bars of a town serve more people than live in it.")
        if self.kinds == (Category.VEHICLE_CRIME,):
            said.append("Vehicle crime is told by residents; vehicles would be a better denominator.")
        if self.kinds == (Category.BURGLARY,):
            said.append("Burglary is told by residents, and holds shops and sheds as well as homes.")
        if not self.telling:
            said.append(NO_GOOD_OR_BAD)
        return tuple(said)

    @property
    def in_a_sentence(self) -> str:
        """The words in the middle of a sentence.

        >>> measure_of("all-crime").in_a_sentence
        'all crime'
        """
        return self.words[0].lower() + self.words[1:]

    @property
    def events(self) -> str:
        """What a count of it counts, in the plural.

        >>> measure_of("all-crime").events, measure_of("anti-social-behaviour").events, measure_of("drugs").events
        ('crimes', 'incidents of anti-social behaviour', 'crimes (drugs)')
        """
        if self.key == CRIME_AND_ASB.key:
            return "crimes and incidents of anti-social behaviour"
        if self.key == ASB.key:
            return "incidents of anti-social behaviour"
        return "crimes" if self.key == ALL_CRIME.key else f"crimes ({self.in_a_sentence})"


CRIME_AND_ASB = Measure("crime-and-asb", "All crime and anti-social behaviour", tuple(Category), family=False)
ALL_CRIME = Measure("all-crime", "All crime", CRIMES, family=False)
ASB = Measure(
    Category.ANTI_SOCIAL_BEHAVIOUR.value, Category.ANTI_SOCIAL_BEHAVIOUR.words, (Category.ANTI_SOCIAL_BEHAVIOUR,)
)
MEASURES = (ALL_CRIME, ASB, CRIME_AND_ASB, *(Measure(kind.value, kind.words, (kind,)) for kind in CRIMES))
TOTAL_KEYS = (ALL_CRIME.key, ASB.key, CRIME_AND_ASB.key)
_BY_NAME = {name.casefold(): one for one in MEASURES for name in (one.key, one.words)} | {"asb": ASB}


def measure_of(name: str) -> Measure:
    """The measure of this key or these words.

    >>> measure_of("Violence and sexual offences").key
    'violent-crime'

    Raises:
        NoSuchKind: there is none; the sentence lists them.
    """
    found = _BY_NAME.get(" ".join(name.split()).casefold())
    if found is None:
        raise NoSuchKind(f"There is no kind “{name}”. Kinds: {', '.join(one.key for one in MEASURES)}.")
    return found


def measures_of(kinds: Sequence[str | Category] | None) -> tuple[Measure, ...]:
    """The measures asked for, in the order of `MEASURES`; all if None.

    >>> [one.key for one in measures_of(["drugs", "burglary"])]
    ['burglary', 'drugs']
    """
    if kinds is None:
        return MEASURES
    wanted = {measure_of(str(kind)).key for kind in kinds}
    return tuple(one for one in MEASURES if one.key in wanted)


_SAID = (
    (r"anti-?\s?social|\basb\b|nuisance", ASB.key),
    (r"burglar|break-?ins?", "burglary"),
    (r"shop-?\s?(?:lift|theft)", "shoplifting"),
    (r"bicycle|\bbikes?\b|\bcycles?\b", "bicycle-theft"),
    (r"vehicle (?:crime|theft)|thefts? (?:of|from) (?:vehicles|cars|vans)|car crime", "vehicle-crime"),
    (r"violen|sexual offence|assault", "violent-crime"),
    (r"\bdrug", "drugs"),
    (r"robber", "robbery"),
    (r"weapon|knife|knives", "possession-of-weapons"),
    (r"public order|disorder", "public-order"),
    (r"vandal|criminal damage|arson", "criminal-damage-arson"),
    (r"theft from the person|pick-?pocket", "theft-from-the-person"),
    (r"\btheft", "other-theft"),
)


_CRIME_ITSELF = re.compile(r"\bcrimes?\b(?!\s+(?:figures|statistics|stats|data))", re.IGNORECASE)


def kind_in(words: str) -> str | None:
    """The one kind that the words name; None if they name none, or several. "Crime figures" may mean any.

    >>> kind_in("Crime figures"), kind_in("reports of ASB"), kind_in("burglary and shoplifting"), kind_in("Crime")
    (None, 'anti-social-behaviour', None, 'all-crime')
    """
    found = [key for pattern, key in _SAID if re.search(pattern, words, re.IGNORECASE)]
    if "other-theft" in found and len(found) > 1:
        found.remove("other-theft")  # "bicycle thefts"
    if not found and _CRIME_ITSELF.search(words):
        return ALL_CRIME.key
    return found[0] if len(found) == 1 else None
