"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.crime.views.claims import check, claim, claims, reply, send
from wardmote.crime.views.comparing import area, comparators, declare, draw, similar
from wardmote.crime.views.figures import coverage, glance, kind

__all__ = [
    "area",
    "check",
    "claim",
    "claims",
    "comparators",
    "coverage",
    "declare",
    "draw",
    "glance",
    "kind",
    "reply",
    "send",
    "similar",
]
