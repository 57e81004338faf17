"""What a document says of itself: its kind, title, body, day, place, and the day of the next meeting."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from wardmote.documents.dates import Day, days_in, first_after, moment, nearest, time_in
from wardmote.documents.heading_words import names_document
from wardmote.documents.structure import Structure
from wardmote.documents.titles import bare
from wardmote.documents.tree import Block, BlockKind, DocumentKind, Span

_KINDS = re.compile(
    r"(?i)\b(?:(?P<minutes>minu?tes|min\.)|(?P<notes>notes?)|(?P<agenda>agenda|summons(?:ed)?"
    r"|notice\s+of\s+(?:a\s+)?meeting))\b"
)
_SPACED_OUT = re.compile(r"\b(?:[A-Z] ){3,}[A-Z]\b")  # "M I N U T E S"
_BODY = re.compile(
    r"(?:(?:[A-Z][\w’'&.-]*|of|and|&|for|the|with|in)[ \t\xa0]+){0,9}?(?:[A-Z][\w’'&-]*)[ \t\xa0]+(?:PANEL|Panel"
    r"|panel|COUNCIL|Council|COMMITTEE|Committee|FORUM|Forum|GROUP|Group|PARTNERSHIP|Partnership"
    r"|ASSOCIATION|Association|BOARD|Board|WORKING PARTY|Working Party|PC|TC)\b"
    r"(?!\s+(?i:chambers?|offices?|house|room|hall)\b)"
    r"(?:[ \t](?:Panel|PANEL|Committee|COMMITTEE|Group|GROUP|Forum|FORUM))?"
)
_NOT_BODY = re.compile(
    r"(?i)^(?:(?:draft|unapproved|confirmed|approved|minutes|notes|agenda|summons|of|for|from|the|a"
    r"|an|held|at|annual|ordinary|extraordinary|special|general|monthly|full|meetings?|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|and|in|with|to)\b[\s:]*)+"
)
_PLACE = re.compile(
    r"(?i)\b(?:held|meeting|met|meets|place)\s+(?:at\s+\d\S*\s*(?:[ap]m\s+)?)?(?:at|in|via|on)\s+(?P<held>(?!\W*(?:the\s+)?(?:\d|[a-z]+day\b|(?:jan|febr)uary|march|april|may\s|june|july|august|(?:sept|nov|dec)ember|october)).+?)(?=\s*(?:$"
    r"|[\n.;]|,?\s+(?:at|on|from|commencing|starting|the)\s+(?:\d|[a-z]+day\b)|,?\s+[a-z]+day\b"
    r"|,?\s+\d{1,2}[.:]\d\d|,?\s+on\s))|\b(?:venue|place|location)\s*[:–-]\s*(?P<venue>[^\n;]+)"
)
_BUILDING = re.compile(
    r"(?i)\b(?:hall|centre|center|church|room|rooms|chamber|chambers|school|pavilion|offices?|library|house|club"
    r"|chapel|station|guildhall|zoom|teams)\b"
)
_NEXT = re.compile(
    r"(?i)(?:\bdates?(?:\s+and\s+(?:time|place|venue))*\s+(?:of|for)\s+(?:the\s+)?(?:next|future|forthcoming)"
    r"|(?<!at\s)(?<!at\sthe\s)(?<!to\sthe\s)(?<!for\sthe\s)(?<!by\sthe\s)(?<!until\sthe\s)(?<!in\sthe\s)(?<!before\sthe\s)\bnext)\s+"
    r"(?:[\w’'()-]+\s+){0,4}?(?:meetings?|mtgs?)\b(?P<between>[^.;!?]{0,110}|[^.;!?]{0,60}[.:][^.;!?]{0,50})$"
)
# "The next CAG meeting", "the next Highways Forum meeting": another body's. Words of the body's own kind don't count.
_OTHER_BODY = re.compile(
    r"\b[Nn]ext\s+(?:[\w’'-]+\s+)*?(?!(?:Parish|Town|Community|Full|Ordinary|Annual|General|Council|Panel|Committee|Police"
    r"|Partnership|Forum|Group|Liaison|Ward|Residents|Association|Meetings?|MEETINGS?|Monthly|Quarterly|PC|TC|SNT|AGM"
    r"|PARISH|TOWN|COUNCIL|PANEL|COMMITTEE)\b)[A-Z][\w’'-]+\s+(?:[\w’'-]+\s+)*[Mm]eeting"
)
# "The town walk will be held on 4 May at 7 pm, to be followed by the Council Meeting": the day stands before its own.
_WILL_BE_ON = re.compile(r"\b(?:will|shall|is\s+to|are\s+to)\s+(?:be\s+held|take\s+place)\s+on\s+(?:the\s+)?$")
_THEN_OURS = re.compile(
    r"[,\s]*(?:to\s+be\s+)?followed\s+by\s+(?:the|our)\s+(?:(?:Parish|Town|Community|Full|Ordinary|Annual|General"
    r"|Council|Panel|Committee|Partnership|Association|AGM|next)(?:[’']s)?\s+){1,4}[Mm]eeting\b"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself; None for what it does not say."""

    kind: DocumentKind
    title: str
    body: str | None
    starts_at: datetime | date | None
    place: str | None
    dated_at: Span | None
    also_dated_at: tuple[Span, ...]
    next_meeting: datetime | date | None
    next_dated_at: Span | None


def about(text: str, structure: Structure, *, name: str) -> About:
    """What a document says of itself. `name` is the file's, asked only for the kind."""
    blocks = (*structure.preamble, *(block for item in structure.items for block in item.blocks), *structure.closing)
    front = next((block for block in blocks if block.kind is BlockKind.FRONT_MATTER), None)
    titles = [block for block in blocks if block.kind is BlockKind.TITLE]
    head = re.search(r'(?m)^title:\s*["\']?(.*?)["\']?\s*$', front.raw) if front else None
    named = head[1].replace("&#58;", ":") if head else ""
    title = bare(titles[0].text) if titles else named
    known = re.search(r'(?m)^date:\s*["\']?(\d{4}-\d\d-\d\d)', front.raw) if front else None
    days = _own_days(text, titles, structure.preamble or blocks)
    published = date.fromisoformat(known[1]) if known and days_in(known[1]) else None
    starts, dated, others = _starts(text, days, titles, blocks, published, named)
    words = "\n".join([*(block.text[:400] for block in titles[:8]), named])
    words = _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), words)
    following, following_at = _next(text, structure, blocks, starts, dated, published)
    return About(
        _kind(words, name), title, _body(words), starts, _place(text, titles), dated, others, following, following_at
    )


def _kind(words: str, name: str) -> DocumentKind:
    for where in (words, re.sub(r"[_\d-]+", " ", name)):
        found = _KINDS.search(where)
        if found:
            return DocumentKind(next(kind for kind, matched in found.groupdict().items() if matched))
    return DocumentKind.OTHER


def _body(words: str) -> str | None:
    """The body's name: the fullest that the titles give ("Oakham Parish Council" rather than "Parish Council")."""
    names = [re.sub(r"\s+", " ", _NOT_BODY.sub("", found[0])).strip() for found in _BODY.finditer(words)]
    names = [name for name in names if 1 < len(name.split()) < 9]
    return max(names, key=lambda name: min(len(name.split()), 4), default=None)


def _place(text: str, titles: list[Block]) -> str | None:
    lines = [bare(block.text) for block in titles]
    for line in lines:
        found = _PLACE.search(line[:600])
        place = (found["held"] or found["venue"]).strip(" ,.") if found else ""
        if place and not re.match(r"(?i)(?:draft|minutes)", place):
            return _bare_place(place)
    for block, line in zip(titles, lines, strict=True):
        days = days_in(text, block.at.start, block.at.end)
        rest = bare(text[days[-1].span.end : block.at.end].strip(" ,.")) if days else line
        rest = re.sub(r"(?i)^(?:(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\.?,?\s*)?(?:(?:at|in)\s+)?", "", rest)
        if (
            rest
            and _BUILDING.search(rest)
            and len(rest.split()) <= 12
            and not names_document(rest)
            and not re.search(r"(?i)council|minutes|meeting", re.sub(r"(?i)council\s+(?:chamber|office)s?", "", rest))
        ):
            return _bare_place(rest)
    return None


def _bare_place(words: str) -> str:
    """A place without what leads to it: "held in the Mews Room" is the Mews Room."""
    inside = re.fullmatch(r"\(([^()]*)\)", words)
    days = days_in(words)
    words = words[: days[0].span.start].rstrip(" ,(") if days and days[0].span.start > 3 else words
    words = re.sub(r"(?i)(?<![\s,(])[\s,(]+(?:(?:at|from|on)\s+\d.*|(?:commencing|starting|beginning)\b.*)$", "", words)
    return re.sub(r"(?i)^(?:held\s+)?(?:(?:at|in|via|on)\s+)?(?:the\s+)?", "", inside[1] if inside else words)


def _own_days(text: str, titles: list[Block], above: tuple[Block, ...]) -> list[Day]:
    """The days in the titles, each the day of a meeting; or of a first sentence that says when it was held.

    `above` are the blocks before the first item, or all of them.
    """
    days = []
    for block in titles:
        found = [
            day
            for day in days_in(text, block.at.start, block.at.end)
            if not re.search(
                r"(?i)\b(?:next|last|previous|approv\w*|issued|published|posted|dated)\b[^\n.]{0,30}$",
                text[max(block.at.start, day.span.start - 60) : day.span.start],
            )
        ]
        days += found[:1]
    if days:
        return days
    for block in above[:12]:
        held = (
            re.search(r"(?i)\b(?:held|met|meeting|took place|place)\b[^.]{0,60}?(?:on|,|:)", block.text)
            if block.kind in {BlockKind.PARAGRAPH, BlockKind.ATTENDANCE, BlockKind.ROW}
            else None
        )
        dated = re.match(r"(?i)\W*(?:meeting\s+)?date(?:\s+and\s+time)?\s*[:\t|-]", block.text)
        if held or dated:
            start = block.at.start if dated or held is None else block.at.start + held.start()
            found = [
                day
                for day in days_in(text, start, block.at.end)
                if not re.search(
                    r"(?i)\b(?:next|last|previous)\b", text[max(start, day.span.start - 200) : day.span.start]
                )
            ]
            if found:
                return found[:1]
    return []


def _starts(
    text: str, days: list[Day], titles: list[Block], blocks: tuple[Block, ...], published: date | None, named: str
) -> tuple[datetime | date | None, Span | None, tuple[Span, ...]]:
    """The moment of the meeting, where it stands, and where the days of other meetings in the same file stand."""
    if not days:
        day = next(iter(days_in(named)), None)
        on = day and (day.on(day.year) if day.year else nearest(day, published) if published else None)
        return (moment(day, on) if day and on else None), None, ()
    days = days[:20]  # a file of minutes holds a handful of meetings
    distinct = [
        day
        for place, day in enumerate(days)
        if not any((day.day, day.month) == (other.day, other.month) for other in days[:place])
    ]
    ends = [*(day.span.start for day in distinct[1:]), len(text)]
    main = max(zip(distinct, ends, strict=True), key=lambda pair: pair[1] - pair[0].span.start)[0]
    year = main.year or _year_of(text, main, published)
    on = main.on(year) if year else None
    at = main.at or _time(text, main, titles, blocks)
    others = tuple(day.span for day in distinct if day is not main)
    return (moment(main, on, at) if on else None), main.span, others


def _year_of(text: str, day: Day, published: date | None) -> int | None:
    """The year of a day written without one: by the date of the file's head, else the only year that the notes name
    and its day of the week allows."""
    if published:
        near = nearest(day, published)
        return near.year if near else None
    years = {int(year) for year in re.findall(r"\b(?:19[5-9]|20[0-4])\d\b", text)}
    if len(years) > 1 and day.weekday is not None:
        years = {year for year in years if (on := day.on(year)) and on.weekday() == day.weekday}
    return years.pop() if len(years) == 1 else None


def _time(text: str, day: Day, titles: list[Block], blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """The time of a meeting where it does not stand beside the day: in the next lines of its title, or "Time: 7 pm"."""
    near = [
        block
        for block in titles
        if -200 < block.at.start - day.span.end < 300 or block.at.start <= day.span.start < block.at.end
    ]
    for block in near:
        found = time_in(text, block.at.start, block.at.end)
        if found:
            return found
    for block in blocks[:14]:
        said = (
            re.search(r"(?i)\btime\s*[:\t|-]|\b(?:meeting\s+)?(?:commenc|start|open)ed\s+at\b", block.text)
            if block.kind is not BlockKind.FRONT_MATTER
            else None
        )
        if said:
            return time_in(text, block.at.start + said.start(), block.at.end)
    return None


def _next(
    text: str,
    structure: Structure,
    blocks: tuple[Block, ...],
    starts: datetime | date | None,
    dated: Span | None,
    published: date | None,
) -> tuple[datetime | date | None, Span | None]:
    own = starts.date() if isinstance(starts, datetime) else starts
    after = own or published
    for item in reversed(structure.items):
        if re.search(
            r"(?i)\b(?:next|future|forthcoming)\b.{0,40}\b(?:meetings?|mtgs?)\b|\bmeeting\s+dates?\b|\bd\.?o\.?n\.?m\b",
            item.title,
        ):
            found = _following(days_in(text, item.span.start, item.span.end), after, own)
            if found:
                return found
    for block in reversed(blocks):
        if block.kind in {BlockKind.FRONT_MATTER, BlockKind.BLANK} or block.span == dated:
            continue
        for day in days_in(text, block.at.start, block.at.end):
            said = _NEXT.search(text[max(block.at.start, day.span.start - 250) : day.span.start])
            if said and not _OTHER_BODY.search(said[0][: said.start("between") - said.start()]):
                found = _following([day], after, own)
                if found:
                    return found
    for block in blocks:
        if block.kind in {BlockKind.FRONT_MATTER, BlockKind.BLANK} or not re.search(r"\bfollowed\s+by\b", block.text):
            continue
        for day in days_in(text, block.at.start, block.at.end):
            ahead = _WILL_BE_ON.search(text[max(block.at.start, day.span.start - 40) : day.span.start])
            found = _following([day], after, own) if ahead and _THEN_OURS.match(text, day.span.end) else None
            if found:
                return found
    for before, block in pairwise(blocks):
        if (
            block.kind is BlockKind.CLOSING
            and before.kind is BlockKind.SUBHEADING
            and re.search(r"(?i)next.{0,30}meeting", before.text)
        ):
            return _following(days_in(text, block.at.start, block.at.end), after, own) or (None, None)
    return None, None


def _following(days: list[Day], after: date | None, own: date | None) -> tuple[datetime | date | None, Span] | None:
    for day in days:
        on = day.on(day.year) if day.year else first_after(day, after) if after else None
        if on is None or own is None or on > own:
            return (moment(day, on) if on else None), day.span
    return None
