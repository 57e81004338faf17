"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.crime.views.claims import check, claim, claims, reply, send
from wardmote.crime.views.comparing import area, comparators, declare, draw, similar
from wardmote.crime.views.figures import coverage, glance, kind
from wardmote.crime.views.supplied import release_supplied, supplied, supply, supply_file

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
    "release_supplied",
    "reply",
    "send",
    "similar",
    "supplied",
    "supply",
    "supply_file",
]
