"""A list as a spreadsheet writes it: what kind it is, its lines, and the days and names in them. Pure.

A line is known by its number in the spreadsheet: the headings are line 1, unless something stands above them.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any
from uuid import UUID

from wardmote.people.rules import first_alike, one_line, without_title
from wardmote.register.rules import Deed, Verb

BRING_IN = Deed("desk.bring_in", Verb.COLLECT)
TAKE_BACK_LIST = Deed("desk.take_back_list", Verb.ALTER)
MOST_BYTES, MOST_LINES = 1_000_000, 2_000


class ListKind(StrEnum):
    """What a list is of."""

    MEMBERS = "members"
    MEETINGS = "meetings"


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "to be stored"
    THERE = "there already"
    LEFT_OUT = "left out"


class NotAList(Exception):
    """The file as a whole is no list; nothing was stored."""


class NothingNew(Exception):
    """No line of the list brings anything."""


class NotTakenBack(Exception):
    """Something hangs on what a list brought, or it is taken back already."""


class Unclear(Exception):
    """A line that cannot be stored: what is wrong, and what to do."""


# Headings, as people write them; compared without capitals, spaces and points.
HEADINGS = {
    "name": "name fullname member person who councillor nameofmember membername",
    "seat": "seat office position post role ward title represents",
    "kind": "kind type sort capacity category",
    "email": "email emailaddress mail address",
    "from_on": "from start since begins firstday startdate datefrom fromdate elected appointed",
    "until_on": "until end to till ends enddate dateto untildate termends",
    "telephone": "telephone phone tel mobile telephonenumber phonenumber",
    "vote": "vote votes voting mayvote",
    "body": "body committee panel nameofbody council meetingof",
    "day": "day date heldon meetingdate dateofmeeting meeting on",
    "time": "time start starttime starts at",
    "place": "place venue location where room",
    "attended": "attended present attendance attendees came",
    "apologies": "apologies apology apologised sentapologies",
    "absent": "absent missing didnotattend",
    "cancelled": "cancelled canceled calledoff notheld status",
    "came": "came attended attendance status",
}
OF_MEMBERS = ("name", "seat", "kind", "email", "from_on", "until_on", "telephone", "vote", "body")
# "Attended" beside a name says whether that one came; without one it holds the names.
OF_MEETINGS = ("body", "day", "time", "place", "attended", "apologies", "absent", "cancelled")
OF_MEETINGS_BY_NAME = ("name", "body", "day", "time", "place", "came", "cancelled")
TELLS_OF_MEETINGS = ("attended", "apologies", "absent", "cancelled")


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds something, by its number in the spreadsheet."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was read; `unread` are the headings that mean nothing here."""

    kind: ListKind
    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()


def _bare(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.casefold())


def _meaning(headings: Sequence[str], wanted: Sequence[str]) -> dict[int, str]:
    """Which column holds what; the first that fits."""
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        for key in wanted:
            if key not in found.values() and _bare(heading) in (_bare(key), *HEADINGS[key].split()):
                found[place] = key
                break
    return found


def _layout(headings: Sequence[str]) -> tuple[ListKind, dict[int, str]] | None:
    """What kind of list has these headings, and what stands in each column; none if it is no list."""
    members = _meaning(headings, OF_MEMBERS)
    meetings = _meaning(headings, OF_MEETINGS)
    by_name = _meaning(headings, OF_MEETINGS_BY_NAME)
    tells = set(TELLS_OF_MEETINGS) & set(meetings.values())
    if "day" in meetings.values() and "name" in by_name.values() and not {"apologies", "absent"} & tells:
        return ListKind.MEETINGS, by_name
    if "day" in meetings.values() and (tells or "name" not in members.values()):
        return ListKind.MEETINGS, meetings
    if "name" in members.values():
        return ListKind.MEMBERS, members
    return None


def text_of(content: bytes) -> str:
    """The text of a file as Excel writes it: UTF-8 with or without mark, UTF-16 with one, or Windows-1252.

    Raises:
        NotAList: it is a workbook, or no text.

    >>> text_of("Zoë".encode()), text_of("Zoë".encode("cp1252")), text_of("Zoë".encode("utf-8-sig"))
    ('Zoë', 'Zoë', 'Zoë')
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotAList(
            "This is a workbook. Nothing was stored. In Excel choose Save As, CSV UTF-8, and take that file."
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise NotAList("This file is no text. Nothing was stored. Save the list as CSV and take that file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_sheet(content: bytes) -> Sheet:
    r"""The lines of a CSV file with commas, semicolons or tabs. The headings may stand in any order and case.

    Raises:
        NotAList: it is too large, has no line, or no headings that are known.

    >>> sheet = read_sheet(b"E-Mail;NAME\r\n;Ben Member\r\n")
    >>> sheet.kind.value, sheet.rows[0].number, sheet.rows[0].cells["name"]
    ('members', 2, 'Ben Member')
    """
    if len(content) > MOST_BYTES:
        raise NotAList("This file is larger than 1 MB. Nothing was stored. Bring it in as several lists.")
    text = text_of(content)
    best: tuple[int, int, ListKind, dict[int, str], list[list[str]]] | None = None
    for delimiter in ",;\t":
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        top = next(((at, line) for at, line in enumerate(lines[:10]) if _layout(line)), None)
        layout = _layout(top[1]) if top else None
        if top and layout and (best is None or len(layout[1]) > len(best[3])):
            best = (top[0], len(lines), *layout, lines)
    if best is None:
        raise NotAList(
            "No headings of members or of meetings were found. Nothing was stored."
            " The first line needs “Name”, or “Date” and “Attended”."
        )
    at, _, kind, columns, lines = best
    rows = []
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        cells = {key: one_line(line[place]) if place < len(line) else "" for place, key in columns.items()}
        if any(one_line(cell) for cell in line):
            rows.append(Row(number, cells))
    if not rows:
        raise NotAList("There is no line below the headings. Nothing was stored. Fill the list and take it again.")
    if len(rows) > MOST_LINES:
        raise NotAList("There are more than 2,000 lines. Nothing was stored. Bring it in as several lists.")
    unread = (one_line(heading) for place, heading in enumerate(lines[at]) if place not in columns)
    return Sheet(kind, tuple(rows), tuple(heading for heading in unread if heading))


# What stands in a cell

_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
YES = {"yes", "y", "true", "1", "x", "✓", "voting", "votes", "cancelled", "canceled", "called off", "not held"}
NO = {"", "no", "n", "false", "0", "-", "–", "non-voting", "none", "held"}


def day_of(words: str) -> date | None:
    """The day in a cell; none for an empty one.

    Raises:
        Unclear: it is no day.

    >>> [day_of(words).isoformat() for words in ("28/10/2022", "28.10.2022", "2022-10-28")]
    ['2022-10-28', '2022-10-28', '2022-10-28']
    """
    if not words:
        return None
    found = _DAY.fullmatch(words)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(words[:10])
    except ValueError:
        raise Unclear(f"“{words[:40]}” is no day. Write it like 28/10/2022.") from None


def days_of(rows: Iterable[Row]) -> set[date | None]:
    """The days that these lines name; none among them if one is no day."""
    found: set[date | None] = set()
    for row in rows:
        try:
            found.add(day_of(row.cells.get("day", "")))
        except Unclear:
            found.add(None)
    return found


def flag_of(words: str) -> bool:
    """Whether a cell says yes.

    Raises:
        Unclear: it says neither yes nor no.

    >>> flag_of("Yes"), flag_of("")
    (True, False)
    """
    said = words.casefold()
    if said not in YES | NO:
        raise Unclear(f"“{words[:40]}” is neither yes nor no. Write yes or no.")
    return said in YES


def names_in(words: str) -> tuple[str, ...]:
    """The names in a cell, which are parted by semicolons.

    >>> names_in("Ben Member; Cllr Di Even;")
    ('Ben Member', 'Cllr Di Even')
    """
    return tuple(one_line(name) for name in words.split(";") if name.strip())


def nearest(words: str, known: Iterable[str]) -> str | None:
    """What is written most like it, if anything is.

    >>> nearest("Police Panl", ["Police Panel", "Amenities"])
    'Police Panel'
    """
    by_fold = {name.casefold(): name for name in known}
    found = get_close_matches(words.casefold(), by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else None


@dataclass(frozen=True, slots=True)
class Names:
    """Whom the record knows, and by which words: names and accepted spellings, folded."""

    people: Mapping[UUID, str]
    by_words: Mapping[str, frozenset[UUID]]

    def meant(self, words: str) -> frozenset[UUID]:
        """Everybody whom these words name, with a title or without."""
        forms = {one_line(words).casefold(), without_title(words).casefold()} - {""}
        return frozenset().union(*(self.by_words.get(form, frozenset()) for form in forms))

    def alike(self, words: str) -> str | None:
        """Somebody whose name is nearly this one."""
        found = first_alike(words, self.people.items())
        return self.people[found] if found else nearest(without_title(words), self.people.values())

    def whom(self, words: str) -> UUID:
        """The one person whom these words name.

        Raises:
            Unclear: it is nobody, or more than one.
        """
        meant = self.meant(words)
        if len(meant) == 1:
            return next(iter(meant))
        if meant:
            raise Unclear(f"“{words[:60]}” may be several people. Write the name in full.")
        alike = self.alike(words)
        remedy = f"If {alike} is meant, write that." if alike else "Bring in the list of members first."
        raise Unclear(f"“{words[:60]}” is nobody in the record. {remedy}")


def body_of(words: str, bodies: Mapping[str, str]) -> str:
    """The body that a cell names, folded: the only one there is for an empty cell. `bodies` are names by folded name.

    Raises:
        Unclear: there is no such body, or several and none is named.

    >>> body_of("", {"panel": "Panel"}), body_of("PANEL", {"panel": "Panel", "council": "Council"})
    ('panel', 'panel')
    """
    if not words and len(bodies) == 1:
        return next(iter(bodies))
    if not words:
        raise Unclear("It does not say which body. Add a column “Body”.")
    if words.casefold() in bodies:
        return words.casefold()
    near = nearest(words, bodies.values())
    remedy = f"If the {near} is meant, write that." if near else "Write its name as it stands under Membership."
    raise Unclear(f"There is no body “{words[:60]}”. {remedy}")


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one line: what it says in words, and why it is left out. What to store stands in `line`."""

    number: int
    outcome: Outcome
    words: str
    says: str = ""
    line: Any = None


def counted(judged: Iterable[Judged]) -> dict[Outcome, int]:
    """How many lines there are of each outcome."""
    found = dict.fromkeys(Outcome, 0)
    for one in judged:
        found[one.outcome] += 1
    return found
