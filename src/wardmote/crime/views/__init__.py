"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.crime.views.comparing import area, comparators, declare, draw, similar

__all__ = ["area", "comparators", "declare", "draw", "similar"]
