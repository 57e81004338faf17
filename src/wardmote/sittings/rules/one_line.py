"""A nil return typed in one line: that there was nothing, who says so, and for when. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from wardmote.documents.dates import days_in, nearest

_PERIOD = re.compile(
    r"(?i)^(?:(?:from|between|for|in)\s+)?(?:the\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|(?:last|this|past|previous)\s+(?:\w+\s+)?(?:week|month|quarter|year)|(?:quarter|month|week|year|since)\b)"
)
_BARE_FIRST = re.compile(r"(?i)(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:to|-|–|until)\s*\d)")
_NIL = re.compile(r"(?i)^(?:no|nil|none|nothing|zero|not\s+any)\b")


@dataclass(frozen=True, slots=True)
class NilReturn:
    """What there was none of, who says so, and for which days; what the line does not say is empty."""

    subject: str
    source: str
    period: str
    from_on: date | None
    until_on: date | None

    @property
    def complete(self) -> bool:
        """Whether it says who found nothing, and when."""
        return bool(self.source and self.period)

    @property
    def sentence(self) -> str:
        """The positive statement that the notes give.

        >>> nil_return("No demand locations, police, 1 to 31 Oct", today=date(2022, 11, 14)).sentence
        'No demand locations. Source: police. Period: 1 to 31 Oct.'
        """
        subject = self.subject if _NIL.match(self.subject) else f"Nil return: {self.subject}"
        source, period = self.source or "not stated", self.period or "not stated"
        return f"{subject[:1].upper()}{subject[1:]}. Source: {source}. Period: {period}."


def nil_return(line: str, *, today: date) -> NilReturn:
    """What a line says, part by part between its commas: what there was none of, the source, the period.

    >>> told = nil_return("No demand locations, police, 1 to 31 Oct", today=date(2022, 11, 14))
    >>> told.subject, told.source, told.from_on.isoformat(), told.until_on.isoformat()
    ('No demand locations', 'police', '2022-10-01', '2022-10-31')
    >>> nil_return("No hate crime", today=date(2022, 11, 14)).complete
    False
    """
    subject, *parts = [" ".join(part.split()).strip(" .") for part in re.split(r"[,;]", line)]
    period = next((part for part in reversed(parts) if _PERIOD.match(part)), "")
    source = ", ".join(part for part in parts if part and part is not period)
    first, last = _days(period, today)
    return NilReturn(subject, source, period, first, last)


def _days(period: str, today: date) -> tuple[date | None, date | None]:
    found = days_in(period)
    if not found:
        return None, None
    last = nearest(found[-1], today)
    if last is None:
        return None, None
    bare = _BARE_FIRST.search(period)
    first = nearest(found[0], last) if len(found) > 1 else None
    if bare and len(found) == 1:
        try:
            first = last.replace(day=int(bare[1]))
        except ValueError:
            first = None
    return (first or last, last) if first is None or first <= last else (None, None)
