"""Which item of the notes speaks of the priorities, and what a priority needs. Pure."""

import re
from datetime import date
from enum import StrEnum

from wardmote.govuk.needs import Needs
from wardmote.register.rules import Deed, Verb

TAKE_UPDATES = Deed("priorities.take_updates", Verb.COLLECT)
MARK = Deed("priorities.mark", Verb.ALTER)
ADD = Deed("priorities.add", Verb.COLLECT)
EDIT = Deed("priorities.edit", Verb.ALTER)
END = Deed("priorities.end", Verb.ALTER)
REOPEN = Deed("priorities.reopen", Verb.ALTER)
TELL = Deed("priorities.tell", Verb.COLLECT)
MEASURE = Deed("priorities.measure", Verb.ALTER)
SAY = Deed("priorities.say", Verb.ALTER)


class ChangeOf(StrEnum):
    """What of a priority was changed."""

    TITLE = "title"
    WHY = "why"
    OWNER = "owner"
    AGREED = "agreed at"
    REVIEW = "review date"
    STATE = "state"


class PriorityNeeds(Needs):
    """Something is missing; `field` says what."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed it since it was read."""


OTHER_VERSION = "Somebody else has changed this since you read it. Yours is not saved yet. Compare the two."


def review_is_due(review_on: date | None, today: date) -> bool:
    """Whether the day on which a priority is to be looked at again has come.

    >>> review_is_due(date(2022, 12, 1), date(2022, 12, 1)), review_is_due(None, date(2022, 12, 1))
    (True, False)
    """
    return review_on is not None and review_on <= today


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
