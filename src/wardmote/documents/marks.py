"""The numbers and bullets that lines begin with, as printed."""

import re
from dataclasses import dataclass

from wardmote.documents.source_plain import BOOKMARK

_SPACE = r"[ \t\xa0\u2000-\u200b\u3000]"
_LEAD = re.compile(
    rf"(?:\ufeff|{_SPACE}|\n|\r|\f"
    rf"|\v)*(?:{BOOKMARK.pattern}{_SPACE}*)?(?P<hashes>\#{{1,6}}{_SPACE}+)?(?P<bold>(?:\*\*|__)(?=\S))?"
)
_MONTHS = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_AFTER = r"(?=[\s\xa0*]|$)"
_FORMS = (
    (
        "item",
        re.compile(
            rf"(?:agenda\s+item|item|minute"
            rf"|min)\.?{_SPACE}*(?:no\.?{_SPACE}*)?(?P<value>\d{{1,4}})(?:[/.]\d{{1,4}})?[.:)]?{_AFTER}",
            re.I,
        ),
    ),
    (  # "138/17", "C048/23", "CS07/08.34", "FC/12/22", "2021/226", "22/23-045": which part counts, its neighbours show
        "slash",
        re.compile(
            rf"(?:[A-Z]{{1,5}}(?:{_SPACE}|[/.-])?)?(?=[\d.-]{{1,12}}/|(?<=/)\d|(?<=[A-Z])\d{{1,4}}-|(?<=-)\d)\d{{1,4}}"
            rf"(?:[/.-]\d{{1,4}}){{1,3}}[.:)]?{_AFTER}"
        ),
    ),
    ("dotted", re.compile(r"\d\d\.\d\d\.\d\d(?=\s+[A-Z][a-z]|[A-Z][a-z])")),
    (
        "deep",
        re.compile(
            r"(?:\d{1,3}\.\d{1,3}|\d{4}\.\d{2}(?=\s+[A-Z]))(?:\.\d{1,3})*[.):]?(?!\s?(?:[ap]\.?m|hrs|hours)\b)(?=[\s\xa0*]|$|[A-Z][a-z])"
        ),
    ),
    (
        "dot",
        re.compile(
            rf"(?P<value>\d{{1,5}})(?:\\?[.:)]|{_SPACE}?/(?=\s+[A-Z])|{_SPACE}?[–—-](?={_SPACE}))(?=[\s\xa0*]|$|[A-Z][a-z]|[A-Z]{{3}}|[A-Z]{{2}}\s)"
        ),
    ),
    (
        "letter",
        re.compile(
            rf"\(?[a-z]{{1,2}}\)(?:{_AFTER}|(?=[A-Z][a-z]))|[a-z]\.{_AFTER}|\(?[A-Z]\){_AFTER}|\(?[ivxlc]{{1,6}}[).]{_AFTER}"
            rf"|\(\d{{1,3}}\){_AFTER}"
        ),
    ),
    ("dot", re.compile(r"(?P<value>\d{1,2})(?=[A-Z]{3,}(?<!MPH)(?:\s|[:,]))")),  # "2APOLOGIES", the space lost
    ("roman", re.compile(rf"[IVX]{{1,6}}[.):]{_AFTER}")),
    ("bare", re.compile(rf"(?P<value>\d{{1,4}}){_SPACE}{{0,40}}(?:\*\*|\|)?{_SPACE}+(?=[A-Z‘“(])(?!{_MONTHS})")),
    ("typo", re.compile(rf"\d{{5,6}}(?={_SPACE}+[A-Z])")),
)
_NUMBER_AND_YEAR = re.compile(r"[A-Z]{0,5}\W?(\d{1,4})/(\d{2,4})")
_COUNTED_AGAIN = re.compile(rf"\d{{1,3}}[.)](?={_SPACE})")  # "C048/23  1.  APOLOGIES"
_BULLET = re.compile(rf"(?:[•·▪◦‣○●\uf0b7\uf0a7§Ø➢✓]{_SPACE}*|\\?[*+–—-]{_SPACE}+|o\t)(?=\S)")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the words of a line. `ends` is where the words begin, counted from the line's start."""

    ends: int
    form: str = ""  # one of the forms above; "" without a number
    number: str | None = None  # as printed, without the stop that follows it: "5", "138/17", "(a)"
    value: int | None = None
    year: str | None = None  # of "138/17"
    bullet: bool = False
    level: int = 0  # of a Markdown heading
    bold: bool = False


def mark_of(line: str) -> Mark:
    """The number, bullet or Markdown mark that a line begins with.

    >>> [mark_of(line).number for line in ("138/17 Oak Tree", "5. \\tActions", "(a) a seat", "7.30pm on Friday")]
    ['138/17', '5', '(a)', None]
    """
    if not line.strip():
        return Mark(0)
    lead = _LEAD.match(line)
    assert lead is not None
    at = lead.end()
    level, bold = len((lead["hashes"] or "").strip()), bool(lead["bold"])
    bullet = _BULLET.match(line, at) if not bold else None
    if bullet:
        return Mark(_spaced(line, bullet.end()), bullet=True, level=level)
    if _DATE.match(line, at) and not re.match(r"\d+/\d+/\d+\s+(?:[A-Z]|$)|\d\d\.\d\d\.\d\d\s*[A-Z][a-z]", line[at:]):
        return Mark(at, level=level, bold=bold)
    for form, pattern in _FORMS:
        found = pattern.match(line, at)
        if found:
            groups = found.groupdict()
            value = groups.get("value")
            number = found[0].replace("\\", "").strip(" \t\xa0*")
            number = number if form == "letter" else number.rstrip(".:)–—-|/ \xa0\t")
            ends, year = _spaced(line, found.end()), None
            if form == "slash":
                dated = _NUMBER_AND_YEAR.fullmatch(number)
                value, year = dated.groups() if dated else (None, None)
                again = _COUNTED_AGAIN.match(line, ends)
                ends = _spaced(line, again.end()) if again else ends
            return Mark(ends, form, number, int(value) if value else None, year, level=level, bold=bold)
    return Mark(at, level=level, bold=bold)


def undated(mark: Mark, line: str) -> Mark:
    """The mark of a line whose first figures are a day and no number."""
    lead = _LEAD.match(line)
    return Mark(lead.end() if lead else 0, level=mark.level, bold=mark.bold)


def _spaced(line: str, at: int) -> int:
    found = re.compile(rf"(?:{_SPACE}|\*\*|__|(?<=\s)[/|](?=\s+[A-Za-z]))*").match(line, at)
    assert found is not None
    return found.end()
