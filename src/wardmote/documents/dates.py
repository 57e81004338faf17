"""Days and times as clerks write them, read for Europe/London. What is not certain is None."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wardmote.documents.tree import Span

LONDON = ZoneInfo("Europe/London")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_GAP = r"[\s\xa0*_]"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?P<day{n}>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    rf"""(?:(?P<weekday>{_WEEKDAY}),?{_GAP}+)?(?:the{_GAP}+)?(?:
    (?<![\d.,£/])\b{_DAY.format(n=1)}(?:{_GAP}+of)?{_GAP}*(?:[–-]{_GAP}*)?{_MONTH.format(n=1)}(?:,?{_GAP}*(?P<year1>{_YEAR}|(?<=[\s\xa0])’?'?\d\d(?![\d.:]|\s*[ap]\.?m)))?
    | \b{_MONTH.format(n=2)}{_GAP}+(?:the{_GAP}+)?{_DAY.format(n=2)}(?!\d|[.:]\d
    |\s*[ap]\.?m)(?:,?{_GAP}+(?P<year2>{_YEAR}))?
    | (?<![\d./£-])(?P<day3>\d{{1,2}})(?P<stop>[./-])(?P<month3>\d{{1,2}})(?P=stop)(?P<year3>{_YEAR}|\d\d)(?![\d./-])
    | (?<![\d./-])(?P<year4>{_YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)(?!\d)
    )""",
    re.I | re.X,
)
_TIME = (
    r"(?P<time>(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.\s?m\.|\.?m\b)"
    r"|(?<![\d.:/])(?P<hour24>[01]?\d|2[0-3])[.:](?P<minute24>[0-5]\d)(?![.:/]\d)(?:\s?(?P<hrs>hours|hrs|h)\b)?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)\s?(?:hours|hrs|h)\b|(?P<noon>(?:12\s)?noon|midday))"
)
_TIME_AFTER = re.compile(
    rf"[\s\xa0*_,;(]*(?:(?:@|at|from|commencing|starting|start|time|to\s+commence|beginning|[–-]"
    rf"|:){_GAP}*){{0,3}}{_TIME}",
    re.I,
)
_TIME_BEFORE = re.compile(rf"{_TIME}[\s\xa0*_,;)]*(?:on|prompt|[–-])?{_GAP}*(?:on{_GAP}+)?$", re.I)
_ANY_TIME = re.compile(rf"\b{_TIME}", re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written. `year` is None where none is given; `at` is (hour, minute) where a time stands beside it."""

    span: Span
    day: int
    month: int
    year: int | None
    weekday: int | None = None  # 0 is Monday
    at: tuple[int, int] | None = None

    def on(self, year: int) -> date | None:
        """The day in a year; None if there is no such day (30 February)."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def days_in(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """The days written between two places of a text, each with the time beside it; spans are of the whole text."""
    end = len(text) if end is None else end
    found: list[Day] = []
    for match in _DATE.finditer(text, start, end):
        groups = match.groupdict()
        which = next(n for n in "1234" if groups[f"day{n}"])
        month = groups[f"month{which}"].lower()
        number = _MONTHS.index(month[:3]) + 1 if month[0].isalpha() else int(month)
        year = groups[f"year{which}"]
        weekday = _DAYS.index(groups["weekday"].lower()[:3]) if groups["weekday"] else None
        low, high = match.span()
        after = _TIME_AFTER.match(text, match.end(), end)
        before = None if after else _TIME_BEFORE.search(text, max(start, match.start() - 24), match.start())
        low, high = (before.start() if before else low), (after.end() if after else high)
        day = Day(Span(low, high), int(groups[f"day{which}"]), number, _year(year), weekday, _clock(after or before))
        if 1 <= day.month <= 12 and day.on(2024):
            found.append(day)
    return found


def time_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first time of day between two places, as (hour, minute)."""
    return next((clock for match in _ANY_TIME.finditer(text, start, end) if (clock := _clock(match))), None)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(re.sub(r"\D", "", written))
    return year if year > 99 else 2000 + year if year < 80 else 1900 + year


def _clock(match: re.Match[str] | None) -> tuple[int, int] | None:
    """Hour and minute; None where the words leave open whether it is morning or evening ("at 7.30")."""
    if match is None:
        return None
    if match["noon"]:
        return 12, 0
    if match["military"]:
        return int(match["military"][:2]), int(match["military"][2:])
    if match["half"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if hour > 12:
            return (hour, minute) if hour < 24 else None  # "20:35pm"
        return hour % 12 + (12 if match["half"].lower() == "p" else 0), minute
    hour, minute = int(match["hour24"]), int(match["minute24"])
    return (hour, minute) if hour > 12 or match["hrs"] or match["hour24"].startswith("0") else None


def moment(day: Day, on: date, at: tuple[int, int] | None = None) -> datetime | date:
    """The day as a moment in Europe/London, or as a date where no certain time is written."""
    clock = day.at or at
    return datetime(on.year, on.month, on.day, *clock, tzinfo=LONDON) if clock else on


def nearest(day: Day, to: date) -> date | None:
    """The day in the year that brings it nearest to another; in its own year where the words give one."""
    options = [one for year in (to.year - 1, to.year, to.year + 1) if (one := day.on(year))]
    return min(options, key=lambda one: abs(one - to), default=None)


def first_after(day: Day, after: date) -> date | None:
    """The day in its own year, else the first such day after another."""
    if day.year:
        return day.on(day.year)
    return min((one for year in (after.year, after.year + 1) if (one := day.on(year)) and one > after), default=None)


_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
}
_WITHIN = re.compile(
    r"\b(?:with)?in\s+(?:the\s+next\s+)?(?P<count>a|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen"
    r"|\d{1,3})\s+(?P<unit>day|week|fortnight)s?\b",
    re.I,
)
_END_OF = re.compile(
    rf"\b(?:the\s+)?(?P<edge>end|beginning|start|middle|first"
    rf"|last)(?:\s+day)?\s+(?:of\s+)?(?:the\s+)?(?:{_MONTH.format(n=1)}(?:\s+(?P<year>{_YEAR}))?"
    rf"|(?P<this>(?:this\s+|current\s+)?month)|(?P<next>next\s+month)|(?P<years>(?:this\s+|current\s+"
    rf"|calendar\s+)?year)|(?P<financial>financial\s+year))\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?P<which>next|this|coming|on|by|before|until)\s+(?:the\s+)?(?:coming\s+)?(?P<weekday>mon|tues|wednes"
    r"|thurs|fri|satur|sun)day\b(?!\s+week|\s+(?:morning|afternoon|evening|night)?\s*(?:\d|january|february))",
    re.I,
)
_UNCERTAIN = re.compile(
    r"\b(?:after|since|from|between|around|about|approximately|circa|week\s+(?:of|commencing|beginning)|w/c|early"
    r"|mid|late|or)\b",
    re.I,
)


def day_in(words: str, *, meeting_on: date | None) -> date | None:
    """The one day that a due phrase gives; None where it gives none for certain, or needs a meeting day that is
    not known.

    >>> day_in("by 1 December", meeting_on=date(2031, 10, 28))
    datetime.date(2031, 12, 1)
    >>> day_in("by the end of February", meeting_on=date(2031, 10, 28))
    datetime.date(2032, 2, 29)
    >>> day_in("in the next few weeks", meeting_on=date(2031, 10, 28)) is None
    True
    """
    days = days_in(words)
    if days:
        if (
            len(days) > 1
            or _UNCERTAIN.search(words[: days[0].span.start])
            or re.match(r"\s*(?:or|to|and|/|[–-])\s*\d", words[days[0].span.end :])
            or re.search(r"\d(?:st|nd|rd|th)?\s*(?:or|to|and|/|[–-])\s*$", words[: days[0].span.start])
        ):
            return None
        if days[0].year:
            return days[0].on(days[0].year)
        return first_after(days[0], meeting_on - timedelta(days=1)) if meeting_on else None
    if meeting_on is None or _UNCERTAIN.search(words):
        return None
    end = _END_OF.search(words)
    if end:
        return _end(end, meeting_on) if end["edge"].lower() in {"end", "last"} else None
    within = _WITHIN.search(words)
    if within:
        count = _NUMBERS.get(within["count"].lower()) or int(within["count"])
        return meeting_on + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[within["unit"].lower()])
    if re.search(r"\btomorrow\b", words, re.I):
        return meeting_on + timedelta(days=1)
    return _weekday(words, meeting_on)


def _end(end: re.Match[str], meeting_on: date) -> date:
    if end["years"]:
        return date(meeting_on.year, 12, 31)
    if end["financial"]:
        return date(meeting_on.year + (meeting_on.month > 3), 3, 31)
    if end["month1"]:
        month = _MONTHS.index(end["month1"].lower()[:3]) + 1
        year = int(end["year"]) if end["year"] else meeting_on.year + (month < meeting_on.month)
    else:
        year, month = divmod(meeting_on.year * 12 + meeting_on.month - 1 + bool(end["next"]), 12)
        month += 1
    return date(year, month, monthrange(year, month)[1])


def _weekday(words: str, meeting_on: date) -> date | None:
    """The day of the week after the meeting. "Next Friday" said on a Monday may mean either of two, so it is none."""
    named = _NAMED.search(words) or re.fullmatch(
        r"\s*(?P<which>)(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\W*", words, re.I
    )
    if named is None:
        return None
    wanted = _DAYS.index(named["weekday"].lower()[:3])
    if named["which"].lower() == "next" and wanted > meeting_on.weekday():
        return None
    return meeting_on + timedelta(days=(wanted - meeting_on.weekday() - 1) % 7 + 1)
