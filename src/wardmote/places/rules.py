"""Kinds of place, and when two spellings may be one place. Pure."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

from wardmote.register.rules import Deed, Verb, Viewer

CALL_COUNCIL = Deed("places.call_council", Verb.ALTER)
ACCEPT_SPELLING = Deed("places.accept_spelling", Verb.ALTER)
WITHDRAW_SPELLING = Deed("places.withdraw_spelling", Verb.ALTER)
ADD_PLACE = Deed("places.add_place", Verb.COLLECT)


class PlaceKind(StrEnum):
    """What a place is."""

    TOWN = "town"
    VENUE = "venue"
    ROAD = "road"
    PREMISES = "premises"
    PARK = "park"


def is_telephone(words: str) -> bool:
    """Whether these words are a telephone number as people write it.

    >>> is_telephone("01234 567890"), is_telephone("+44 (0)1234 567890 ext. 2"), is_telephone("the office")
    (True, True, False)
    """
    return bool(re.fullmatch(r"\+?[\d ()/-]{5,30}(?: ?ext\.? ?\d{1,6})?", words))


class NotDone(Exception):
    """A refusal: one sentence on why nothing was saved, and one on what to do."""


def must_keep_record(viewer: Viewer) -> None:
    """Go on only for the clerk.

    Raises:
        NotDone: somebody else asks.
    """
    if not viewer.keeps_record:
        raise NotDone("Only the clerk can do this. Nothing was saved. Ask the clerk to do it for you.")


WAYS = {
    **{"st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close"},
    **{"dr": "drive", "ct": "court", "gdns": "gardens", "sq": "square", "pl": "place", "psge": "passage"},
    **{"pk": "park", "ter": "terrace", "cres": "crescent", "gr": "grove", "wy": "way"},
}
LAST_WORDS = {
    *WAYS.values(),
    "row",
    "alley",
    "hill",
    "green",
    "yard",
    "bridge",
    "meadow",
    "wharf",
    "mews",
    "end",
    "walk",
}
ALIKE = 0.85


def plain(words: str) -> list[str]:
    """A place's name as it is compared: no capitals, stops or apostrophes, no "the", short words in full.

    >>> plain("The St. Mary's Rd"), plain("Mill St.")
    (['saint', 'marys', 'road'], ['mill', 'street'])
    """
    found = re.findall(r"[^\W_]+", re.sub(r"['’]", "", words.casefold()))
    if found[:1] == ["the"]:
        found = found[1:]
    if found[:1] == ["st"] and len(found) > 1:
        found[0] = "saint"
    return [WAYS.get(word, word) if place else word for place, word in enumerate(found)]


def perhaps_same_place(one: str, other: str) -> bool:
    """Whether two names as written may be one place, so that it is worth asking. Never joined without an answer.

    >>> perhaps_same_place("Tanner's Passage", "Tanners Passage"), perhaps_same_place("Mill St", "Mill Street")
    (True, True)
    >>> perhaps_same_place("Mill Street", "Mill Road"), perhaps_same_place("High Street", "Hugh Street")
    (False, False)
    >>> perhaps_same_place("Larkspur Meadow", "Larkspurr Meadow"), perhaps_same_place("Larkspur", "Larkspur Meadow")
    (True, True)
    """
    ours, theirs = plain(one), plain(other)
    ends = [words.pop() if len(words) > 1 and words[-1] in LAST_WORDS else "" for words in (ours, theirs)]
    if not ours or not theirs or (all(ends) and ends[0] != ends[1]):
        return False
    return SequenceMatcher(None, " ".join(ours), " ".join(theirs)).ratio() >= ALIKE


_ROAD = re.compile(r"\b(?:[A-Z][\w'’.]*\s){1,3}(?:" + "|".join(sorted({w.capitalize() for w in LAST_WORDS})) + r")\b")
_NO_NAME = re.compile(r"^(?:The|A|An|In|On|At|From|To|And|Of|For|By|Through)\s")


def places_in(text: str) -> list[str]:
    """The roads and places that a text names by name, each once, in its order.

    >>> places_in("From Mill Street to the Tanners Passage; Mill Street is dark. The Street was swept.")
    ['Mill Street', 'Tanners Passage']
    """
    found = []
    for match in _ROAD.finditer(text):
        name = " ".join(match[0].split())
        while _NO_NAME.match(name):
            name = name.partition(" ")[2]
        if " " in name and name not in found:
            found.append(name)
    return found
