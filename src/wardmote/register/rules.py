"""Markings, viewers, deeds, references and the town's date. Pure: no table, no clock."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# No vowels, so no words; no letter that is read as a figure on the telephone.
REFERENCE_LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"


class Marking(StrEnum):
    """How far a row may go, from the widest to the narrowest. A new row is `PANEL`."""

    PUBLIC = "public"
    PANEL = "panel"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


def strictest(*markings: str) -> str:
    """The marking of a row made from others: it goes no further than any of them.

    >>> strictest("panel", "confidential", "public")
    'confidential'
    """
    return max(map(Marking, markings), key=list(Marking).index).value


class Verb(StrEnum):
    """The kinds of processing that the law wants logged, and what happens at the door."""

    COLLECT = "collect"
    ALTER = "alter"
    CONSULT = "consult"
    DISCLOSE = "disclose"
    COMBINE = "combine"
    ERASE = "erase"
    SIGN_IN = "sign-in"
    GRANT = "grant"
    GATE = "gate"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done, as the log names it."""

    name: str
    verb: Verb


CLAIM = Deed("register.claimed", Verb.KEY)
CONSULT = Deed("register.consulted", Verb.CONSULT)
RESTORE = Deed("register.restored", Verb.ALTER)
UPGRADE = Deed("register.upgraded", Verb.ALTER)
EXPORT = Deed("register.exported", Verb.DISCLOSE)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at the door, with every fact that decides what they may see."""

    person_id: UUID | None
    capacity: str
    on_panel: bool = False
    keeps_record: bool = False  # the clerk: takes notes in, plans meetings, makes everybody's pack
    police: bool = False  # lowers what came from the police
    signed_until: datetime | None = None
    named_on: frozenset[UUID] = frozenset()  # restricted rows opened to this person by name
    interests: frozenset[UUID] = frozenset()  # matters in which an interest was declared


THE_PUBLIC = Viewer(person_id=None, capacity="public")


def london_date(at: datetime) -> date:
    """The date in the town when it happened; every `_on` comes from here.

    >>> from datetime import UTC
    >>> london_date(datetime(2022, 6, 30, 23, 30, tzinfo=UTC)).isoformat()
    '2022-07-01'
    """
    return at.astimezone(LONDON).date()


def short_reference() -> str:
    """What people quote on the telephone. Random: a sequence would tell how many rows are hidden."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
