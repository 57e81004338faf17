"""What can be asked of the record, by when it is answered, and how far a request is. Pure."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice
from uuid import UUID

from wardmote.register.rules import Deed, Verb, Viewer

NOTE = Deed("information_requests.note", Verb.COLLECT)
NAME_REVIEWER = Deed("information_requests.name_reviewer", Verb.GRANT)
EXTEND = Deed("information_requests.extend", Verb.ALTER)
LOOK = Deed("information_requests.look", Verb.CONSULT)
TAKE_BACK_REQUEST = Deed("information_requests.withdraw", Verb.ALTER)

FOI_WORKING_DAYS = 20
RISES_DAYS = 7  # so many days before the last one it stands on the home page


class NotNoted(Exception):
    """A refusal: one sentence on why nothing was saved, and one on what to do."""


def somebody(viewer: Viewer) -> UUID:
    """The person who acts: looks, decisions and answers bear a name.

    Raises:
        NotNoted: nobody does, such as the command line.
    """
    if viewer.person_id is None:
        raise NotNoted("Only a person who signed in can do this. Nothing was saved.")
    return viewer.person_id


class RequestKind(StrEnum):
    """Under which law somebody asks."""

    FREEDOM_OF_INFORMATION = "freedom of information"
    SUBJECT_ACCESS = "subject access"

    @property
    def law(self) -> str:
        """The law, as the answer names it."""
        if self is RequestKind.SUBJECT_ACCESS:
            return "the UK General Data Protection Regulation, Article 15"
        return "the Freedom of Information Act 2000"


class CameBy(StrEnum):
    """By what way a request came in."""

    LETTER = "letter"
    EMAIL = "e-mail"


class RequestState(StrEnum):
    """How far a request is."""

    NOTED = "noted"
    DECIDING = "being decided"
    REVIEW = "with the reviewer"
    READY = "ready to be answered"
    MADE = "answer made, not sent"
    ANSWERED = "answered"
    TAKEN_BACK = "taken back by who asked"


OVER = frozenset({RequestState.ANSWERED, RequestState.TAKEN_BACK})


def corresponding_day(received_on: date, *, months: int) -> date:
    """The same day so many months later, or the last day of that month if it has no such day.

    Source: Information Commissioner, guidance on the right of access, “How long do we have to comply?”
    (ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/right-of-access).

    >>> [corresponding_day(date(2026, *day), months=1).isoformat() for day in ((9, 3), (1, 31), (12, 5))]
    ['2026-10-03', '2026-02-28', '2027-01-05']
    """
    year, month = divmod(received_on.year * 12 + received_on.month - 1 + months, 12)
    return date(year, month + 1, min(received_on.day, monthrange(year, month + 1)[1]))


def last_day(kind: RequestKind, received_on: date, *, extended: bool, works: Callable[[date, bool], bool]) -> date:
    """The last day for an answer. `works(day, kingdom)` says whether a day is a working day.

    Freedom of information: the twentieth working day after the day of receipt; a bank holiday in any part of the United
    Kingdom is none (Freedom of Information Act 2000, section 10(1) and (6)). Subject access: one month, three if it was
    extended (UK GDPR, Article 12(3)); where that day is a weekend or a bank holiday, the next working day.

    >>> weekday = lambda day, kingdom: day.weekday() < 5
    >>> foi, access = RequestKind
    >>> last_day(foi, date(2026, 9, 4), extended=False, works=weekday).isoformat()  # a Friday
    '2026-10-02'
    >>> [last_day(access, date(2026, 9, 3), extended=e, works=weekday).isoformat() for e in (False, True)]
    ['2026-10-05', '2026-12-03']
    """
    after = (received_on + timedelta(days=n) for n in count(1))
    if kind is RequestKind.FREEDOM_OF_INFORMATION:
        return next(islice((day for day in after if works(day, True)), FOI_WORKING_DAYS - 1, None))
    due = corresponding_day(received_on, months=3 if extended else 1)
    return next(day for day in (due + timedelta(days=n) for n in count()) if works(day, False))


def must_be_extendable(kind: RequestKind, *, extended: bool, first_last_day: date, told_on: date) -> None:
    """Go on only if the time may be extended, and whoever asked was told in time.

    Raises:
        NotNoted: it is no subject access request, it was extended before, or the first month is over.
    """
    if kind is not RequestKind.SUBJECT_ACCESS or extended:
        raise NotNoted("Only a subject access request can be extended, and once. Nothing was saved.")
    if told_on > first_last_day:
        raise NotNoted("The first month is over, so it cannot be extended. Nothing was saved. Answer it now.")


def rises(state: RequestState, *, last_on: date, today: date) -> bool:
    """Whether a request stands on the home page: it is open, and its last day is near or past.

    >>> [rises(RequestState.NOTED, last_on=date(2026, 10, 2), today=date(2026, 9, d)) for d in (24, 25)]
    [False, True]
    """
    return state not in OVER and (last_on - today).days <= RISES_DAYS
