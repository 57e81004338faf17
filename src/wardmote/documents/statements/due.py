"""By when: the words of a sentence that say when a thing is to be done or looked at again."""

import re
from datetime import date

from wardmote.documents import dates
from wardmote.documents.statements.sentence import words_of

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:\d{{4}}))?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)\b(?:,?\s+\d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})|{_WEEKDAY}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)\b)"
)
_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|a\s+few|a\s+couple\s+of|"
    r"couple\s+of|few|several|a|an)"
)
_UNIT = r"(?:working\s+days|hours?|days?|weeks?|months?|years?|fortnight)"
_MEETING = r"(?:[\w’'&-]+\s+){0,5}?[Mm]eetings?\b"

DUE = re.compile(
    rf"""
    \b(?:
      (?:by|before|until|till|on|from|for|after|no\ later\ than|not\ later\ than|prior\ to|ahead\ of|w/c|w/e|
          starting|commencing)\s+
        (?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?(?:the\s+)?
        (?:{_DAY}|{_MONTH}(?:\s+\d{{4}})?|(?:next|this|the|following|coming)\s+(?:week|month|year|spring|summer|
            autumn|winter)\b
           |week\b|month\b|year\b|financial\ year|Christmas|Easter|noon|tomorrow|(?:the\s+|our\s+)?(?:next|
               following|{_MONTH})\s+{_MEETING}|next\ meeting)
    | (?:at|to|in\ time\ for)\s+(?:the\s+|our\s+|a\s+)?(?:next|following|forthcoming|future|{_MONTH})\s+{_MEETING}
    | (?:early|late|mid|the\ (?:middle|end|beginning|start)\ of|
        (?:the\s+)?early\ part\ of)[\s-]+(?:in\s+)?(?:the\s+)?(?:{_MONTH}(?:\s+\d{{4}})?|spring|summer|
        autumn|winter|\d{{4}})
    | in\s+(?:the\s+)?(?:early\s+|late\s+|mid-?\s*)?(?:{_MONTH}(?:\s+\d{{4}})?|spring|summer|autumn|winter|
        new\s+year|\d{{4}}\b)
    | (?:in|within|over|during|for)\s+(?:the\s+)?(?:next|coming|following)\s+(?:{_NUMBER}\s+)?{_UNIT}
    | (?:in|within)\s+(?:the\s+next\s+)?{_NUMBER}\s+{_UNIT}(?:[’']s?\s+time)?
    | in\s+the\s+(?:very\s+)?near\s+future | in\s+due\s+course | in\s+the\s+meantime
    | (?:later|sometime|some\ time|early|the\ end\ of|at\ the\ end\ of|later\ in)?\s*(?:the\s+)?(?:next|
        this)\s+(?:week|month|year|spring|summer|autumn|winter)\b
    | next\s+(?:{_WEEKDAY}|{_MONTH})
    | as\s+soon\s+as\s+(?:possible|practicable|practical)\b | a\.?s\.?a\.?p\b\.? | immediately |
         straight\s?away | urgently | forthwith
    | shortly | soon\b | tomorrow
    | at\s+the\s+appropriate\s+time
    | (?-i:{_DAY})$
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "for two weeks' holiday", "on Monday the light was broken": a time that has been, not one that is to come.
PAST_LEAD = re.compile(
    r"\b(?:since|dated|held|last|of|was|were|had|received|reported|happened|occurred|took place)\s*$", re.IGNORECASE
)


def due_in(text: str, *, meeting_on: date | None, after: int = 0) -> tuple[str | None, date | None]:
    """The words of time at or after that place, as written, and the day where they give one."""
    for found in DUE.finditer(text, after):
        if PAST_LEAD.search(text[: found.start()]):
            continue
        words = words_of(found[0])
        if words:
            return words, dates.day_in(words, meeting_on=meeting_on)
    return None, None
