"""Numbers and lists of people that stand inside a line, as they do where a PDF's page became one paragraph."""

import re

from wardmote.documents.attendance import opens_attendance
from wardmote.documents.titles import Known, known

Number = tuple[int, ...]
_NUMBER = re.compile(
    r"(?<=[\s\xa0*])(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:"
    r"(?P<stop>\\?[.):])(?:(?:\*\*)?[ \t\xa0]+(?=[*_]*[A-Z‘“\"'(])|(?=[A-Z][a-z]+\s))"
    r"|[ \t\xa0]+(?=[*_]*[A-Z‘“\"'(]))"
)
_LIST_OPENS = re.compile(
    r"(?<=[\s.;:)])(?<!also\s)(?<!those\s)(?<!members\s)(?<!councillors\s)(?<!cllrs\s)(?<!officers\s)(?<!police\s)"
    r"(?:(?:those|councillors|members|cllrs)\s+present\b|present(?=\s*[:(])|present(?=\s+were\b)"
    r"|(?:also\s+)?in\s+attendance\b(?=\s*[:;(–-])|in\s+attendance(?=\s+(?-i:[A-Z][a-z]+\s+[A-Z]))"
    r"|also\s+present(?=\s*[:(–-])|attendees\s*:|(?<!and\s)(?<!&\s)apologies(?:\s+for\s+absence)?\s*[:;–-]"
    r"|(?-i:(?:Present|PRESENT|Apologies|APOLOGIES|Attending|ATTENDING))(?=\s+(?:Chair(?:man)?\s+)?(?-i:(?:Cllrs?|Councillors?"
    r"|Mrs?|Ms|Messrs|PCSO|PC)\b\.?\s+[A-Z]))"
    r"|(?<=[.;:)]\s)apologies\s+(?:(?:were|had\s+been|have\s+been)\s+)?received\s+from|(?-i:PRESENT)\b)",
    re.I,
)
_HEAD = 6000  # characters at the top of a text in which the lists of people stand


_ITEM_INSIDE = re.compile(r"(?<=[.;)]\s)Item\s+\d{1,3}(?:/\d{2,4})?[.:](?=\s)")


def number_of(printed: str) -> Number:
    """A printed number as a tuple: "5.1." is (5, 1)."""
    return tuple(int(part) for part in re.findall(r"\d+", printed))


def follows(last: Number, following: Number) -> bool:
    """Whether one number comes right after another in a count of items and their parts.

    >>> follows((5,), (5, 1)), follows((5, 1, 2), (5, 2)), follows((5, 2), (6,)), follows((5,), (7, 1))
    (True, True, True, False)
    """
    if len(following) > len(last):
        return following[: len(last)] == last and following[len(last) :] in {(1,), (1, 1)}
    depth = len(following) - 1
    return following[:depth] == last[:depth] and following[depth] == last[depth] + 1


def numbers_inside(words: str, start: int, last: Number) -> list[int]:
    """Where the numbers of items and of their parts stand inside a line; `last` is the number before them.

    A number counts only if it goes on from the one before it. One without a part ("6.") needs company: two more in
    the same line, or a usual title after it.
    """
    found: list[tuple[int, Number, str]] = []
    for match in _NUMBER.finditer(words, start):
        number = number_of(match["number"])
        if len(number) == 1 and match["stop"] is None and not _begins_usual(words[match.end() : match.end() + 70]):
            continue
        begins = number in {(1,), (1, 1)} and not last and _begins_usual(words[match.end() : match.end() + 70])
        if begins or (last and follows(last, number)):
            found.append((match.start(), number, words[match.end() : match.end() + 70]))
            last = number
    items = [match.start() for match in _ITEM_INSIDE.finditer(words, start + 1)]
    whole = sum(len(number) == 1 for _, number, _ in found)
    counted = [
        place
        for place, number, title in found
        if len(number) > 1 or (len(found) > 2 and whole > 1 and len(words) > 400) or _begins_usual(title)
    ]
    return items if len(items) > 1 else counted


def _begins_usual(words: str) -> bool:
    """Whether the words begin with a usual title of an item."""
    tokens = words.split()
    return any(known(" ".join(tokens[:count])) is Known.ITEM for count in range(1, min(len(tokens), 7)))


def lists_inside(words: str, start: int, at: int) -> list[int]:
    """Where lists of people begin inside a line near the top of the text; `at` is where the line stands."""
    if at > _HEAD:
        return []
    places = []
    for match in _LIST_OPENS.finditer(words, start + 1):
        opened = opens_attendance(words[match.start() : match.start() + 80])
        if opened and match[0][0].isupper():
            places.append(match.start())
    return places
