"""Which item of the notes speaks of the priorities. Pure."""

import re

from wardmote.register.rules import Deed, Verb

TAKE_UPDATES = Deed("priorities.take_updates", Verb.COLLECT)
MARK = Deed("priorities.mark", Verb.ALTER)
_ITEM = re.compile(r"\bpriorit(?:y|ies)\b", re.IGNORECASE)


def speaks_of_priorities(item_title: str) -> bool:
    """Whether the sub-headings of an item are priorities.

    >>> speaks_of_priorities("To consider what was done for the agreed priorities.")
    True
    """
    return bool(_ITEM.search(item_title))


def same_priority(one: str, other: str) -> bool:
    """Whether two headings name one priority, whatever the capitals, spaces and stops.

    >>> same_priority("Drugs and ASB in Public Places", "drugs and ASB in public places:")
    True
    """
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
