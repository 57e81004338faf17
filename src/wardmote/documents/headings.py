"""Which lines of a document are headings: of items, of what stands below them, or of neither."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum

from wardmote.documents.lines import EDGES, Line, cut
from wardmote.documents.marks import Mark, mark_of
from wardmote.documents.numbering import items_by_letter, items_by_number
from wardmote.documents.people import List, begins_with_person, opens_attendance
from wardmote.documents.source import Look
from wardmote.documents.titles import Known, bare, before_mark, before_sentence, known, title_case, verbless


class Rank(IntEnum):
    """What a heading opens."""

    NONE = 0
    SUB = 1
    ITEM = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line is as a heading. `title_ends` and `text_starts` count from the line's start; the text is what runs on after the title."""

    rank: Rank
    title_ends: int
    text_starts: int | None = None


# What begins a line and is followed by a colon or a dash, yet heads nothing.
_NO_TITLES = re.compile(
    r"(?i)(?:further\s+)?actions?(?:\s+(?:agreed|point|required|by))?(?:\s*\d*)|decisions?|resol(?:ved|ution)s?|agreed|update|responses?\b.*|replies|reply|notes?|n\.?b\.?|proposed|seconded|proposer|seconder|in favour|against|total.*"
    r"|date|time|venue|place|location|signed|signature|chair(?:man|person)?|clerk|members of the public|tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?|address|owner|by|deadline|present|absent|from|to|cc|subject|re|ref|copy|copies"
    r"|(?:also\s+)?in attendance|the following.*|as follows.*|yes|no|none|for|http.*|payee.*|amount.*|net|vat|gross"
)
_NO_HEADING_START = re.compile(r"[\d£$€(“\"‘'\[<]|(?:no|none|nothing|nil|any)\s|(?:the\s+)?(?:meeting|there)\s+|http|www\.|or\b|and\b", re.I)
_LISTS = re.compile(r"(?i)correspondence|payments|cheques|accounts|financ|invoices|letters|e-?mails received")
_CLOSERS = re.compile(r"(?i)(?:public|open)\b.*|.*\bnext\b.*\bmeetings?\b.*|(?:date|time)\b.*meeting.*|a\.?o\.?b\.?|any other.*|confidential.*|exclusion.*|closed session.*|clos(?:e|ure)\b.*|(?:councillors|members).*|next steps|actions?\b.*|parishioners.*|questions.*")
_CLOSING = re.compile(
    r"(?i)\W*(?:(?:as\s+)?there\s+(?:being|was|were)\s+no\s+(?:further|other|more)\s+(?:business|matters|items).*|(?:the\s+)?meeting\s+(?:was\s+)?(?:therefore\s+)?(?:clos|end|conclud|finish|adjourn)\w*.{0,40}"
    r"|(?:signed|chair(?:man|person|woman)?|date|dated)\b[\s:]*(?:(?:as\s+)?(?:chair\w*|date)?[\s:]*)?[.…_\s:-]*(?:date\w*[\s:.…_-]*)?|signed\b.{0,80}|(?:the\s+)?(?:parish|town)?\s*clerk(?:\s+to\s+.{0,50})?|.{0,60}(?:\.{8,}|_{6,}|…{3,}).{0,60})\W*"
)
_NAMES = re.compile(r"(?i)(?:(?:draft|unapproved|confirmed|the)\s+)*(?:minutes|notes|minues)\s+(?:of|from|for)\s+.{0,60}\b(?:council|panel|committee|group|forum|association|meeting\s+(?:held|on|scheduled))\b|(?:d\s*r\s*a\s*f\s*t)(?:\s+m\s*i\s*n\s*u\s*t\s*e\s*s)?$|held\s+(?:at|on|in)\b")
_ABOUT = re.compile(r"(?i)\b(?:minutes|notes|agenda|meeting|council|committee|panel|forum|group|partnership|association|draft|subject to|(?:19|20)\d\d)\b")
_LETTERED = {"letter", "dot", "deep"}  # marks of a list inside an item
_NEXT = re.compile(r"(?i)\W*((?:date\s+(?:and\s+time\s+)?of\s+(?:the\s+)?)?next\s+meetings?)\b[\s:*–-]*(?=\S)")
_GROUP = re.compile(r"(?i)(?:parish\s+|town\s+|borough\s+)?councillors|members(?:\s+of\s+the\s+public)?|(?:the\s+)?public|residents|clerk|chairman|officers|police")


def is_closing(words: str) -> bool:
    """Whether a line says that the meeting ended, or is for a signature.

    >>> is_closing("The meeting closed at 9.10pm"), is_closing("Chairman:.......... Date.........."), is_closing("Clock Tower")
    (True, True, False)
    """
    return _CLOSING.fullmatch(bare(words) or words) is not None or _CLOSING.fullmatch(words) is not None


def _is_apologies(title: str) -> bool:
    return opens_attendance(title) is List.APOLOGIES and known(title) is Known.ITEM and len(title.split()) < 5


def names_document(words: str) -> bool:
    """Whether a line says what the document is, rather than opening business.

    >>> names_document("Minutes of Oakham Council meeting held in the Hall"), names_document("Minutes of the last meeting")
    (True, False)
    """
    return _NAMES.match(bare(words)) is not None and not re.search(r"(?i)\b(?:last|previous)\b", words)


def _alone(line: Line) -> str | None:
    """The typography of a line that could be a heading on its own; None if it could not."""
    words = line.content
    title = bare(words)
    count = len(title.split())
    if not title or names_document(title) or line.inside or line.look is Look.ROW or count > 12 or _NO_HEADING_START.match(title) or title[0].islower():
        return None
    if (begins_with_person(title) and known(title) is Known.NO) or (opens_attendance(title) and not _is_apologies(title)) or is_closing(words) or re.search(r"£|\S@\S|www\.|\b\d{1,2}[.:]\d\d\s*(?:am|pm)\b", title) or _NO_TITLES.fullmatch(title):
        return None
    if line.mark.level or line.look is Look.HEADING:
        return f"level {line.mark.level or line.level}"
    whole_bold = line.look is Look.BOLD or (words.startswith(("**", "__")) or line.mark.bold) and words.rstrip(": .").endswith(("**", "__"))
    if re.search(r"[.!?;]\s|[!?;,]$", title) or (words.rstrip("*_ ").endswith(".") and not whole_bold):
        return None
    letters = [letter for letter in title if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        return "bold caps" if whole_bold else "caps"
    if not verbless(title) and known(title) is Known.NO:
        return None
    if whole_bold:
        return "bold"
    return "colon" if words.rstrip("*_ ").endswith(":") else "plain"


class Headings:
    """The headings of one document, found once."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.printed = [place for place, line in enumerate(lines) if not line.blank and not line.front]
        self.after = dict(zip(self.printed, self.printed[1:], strict=False))
        self.before = dict(zip(self.printed[1:], self.printed, strict=False))
        self.style = {place: style for place in self.printed if (style := _alone(lines[place]))}
        self.numbered = items_by_number(lines, self._usual_outside)
        if not self.numbered and not self._usual_outside(set()) and not any(style != "plain" for style in self.style.values()):
            self.numbered = items_by_letter(lines)
        self.loud = {style for style in (self.style.get(place) for place in self.numbered) if style and style != "plain"}
        self.loud |= {"bold"} if sum(lines[place].mark.bold for place in self.numbered) * 2 > len(self.numbered) > 0 else set()
        self.common = self._established()
        self.found: dict[int, Heading] = {}
        self._item = ""
        self.parts: list[tuple[Line, Heading | None]] = []
        for place, line in enumerate(lines):
            self._take(place, line)

    def _take(self, place: int, line: Line) -> None:
        """Add a line to the parts; what runs on after a title is a line again."""
        if line.blank or line.front:
            self.parts.append((line, None))
            return
        heading = self._numbered(place) if place in self.numbered else self._unnumbered(place)
        if not heading.rank:
            self.parts.append((line, None))
            return
        self.found[place] = heading
        if heading.rank is Rank.ITEM:
            self._item = bare(line.words[line.mark.ends : heading.title_ends])
        starts = heading.text_starts
        if starts is None or not line.words[starts:].strip():
            self.parts.append((line, replace(heading, text_starts=None)))
            return
        self.parts.append((replace(line, end=line.start + starts, words=line.words[:starts]), replace(heading, text_starts=None)))
        words = line.words[starts:]
        for part in cut(Line(line.start + starts, line.end, words, mark_of(words), inside=True)):
            body = part.words[part.mark.ends :].rstrip(EDGES)
            further = self._run_in(part, body, part.mark.ends) if heading.rank is Rank.ITEM or part.mark.form == "letter" else None
            if further and further.rank is Rank.SUB and further.text_starts:
                at = further.text_starts
                self.parts.append((replace(part, end=part.start + at, words=part.words[:at]), replace(further, text_starts=None)))
                part = Line(part.start + at, part.end, part.words[at:], Mark(0), inside=True)
            self.parts.append((part, None))

    def _usual_outside(self, numbered: set[int]) -> int:
        count = 0
        for place in self.printed:
            words = self.lines[place].content
            if place not in numbered and not self.lines[place].mark.bullet:
                lead = before_mark(words)
                title = words[: lead[0]] if lead and lead[2] == "colon" else words if place in self.style else ""
                count += bool(title) and known(title) is Known.ITEM and self.lines[place].mark.form != "deep"
        return count

    def _established(self) -> set[str]:
        """The typographies in which the usual titles of items stand in this document."""
        usual = Counter(style for place, style in self.style.items() if place not in self.numbered and known(self.lines[place].content) is Known.ITEM)
        for place in self.printed:
            line = self.lines[place]
            lead = before_mark(line.content) if place not in self.style and not line.mark.number and not line.mark.bullet else None
            if lead and known(line.content[: lead[0]]) is Known.ITEM and not opens_attendance(line.content):
                usual[lead[2] + " run in"] += 1
        levels = sorted(style for style in self.style.values() if style.startswith("level"))
        tops = [style for style in levels if usual[style] or levels.count(style) > 1]
        if tops:
            return {min(tops)}
        for loud in ("bold caps", "caps", "bold"):
            if usual[loud] >= 2 or (usual[loud] and usual[loud] == usual.total()):
                return {loud, "colon run in"}
        common = {style for style, count in usual.items() if count >= 2}
        if common & {"colon", "plain"} and usual["colon"] + usual["plain"] >= usual["dash run in"]:
            common.discard("dash run in")
        return common

    def _numbered(self, place: int) -> Heading:
        """The heading of a line whose number counts an item."""
        line = self.lines[place]
        words, at = line.words, line.mark.ends
        end = at + len(words[at:].rstrip(EDGES))
        body = words[at:end]
        plain = bare(body)
        count = len(plain.split())
        whole = verbless(plain) and not re.search(r"[.!?;]\s", plain)
        lead = before_mark(body)
        sentence = before_sentence(body)
        if sentence and lead and sentence[0] < lead[0]:
            lead = None
        if whole and count <= 16 and (body.rstrip("*").endswith(":") or known(plain) is Known.ITEM) and not (lead and lead[2] == "colon"):
            return Heading(Rank.ITEM, end)
        if lead and lead[2] == "colon" and not re.match(r"(?i)\W*to\s", body[lead[1] :]):
            return Heading(Rank.ITEM, at + lead[0], at + lead[1])
        if sentence:
            return Heading(Rank.ITEM, at + sentence[0], at + sentence[1])
        if lead and lead[2] == "dash" and (count > 8 or known(body[: lead[0]]) is Known.ITEM):
            return Heading(Rank.ITEM, at + lead[0], at + lead[1])
        if whole and count <= 24 or count <= 12:
            return Heading(Rank.ITEM, end)
        stop = re.search(r"[.!?](?:\*\*)?\s", body)
        if stop and len(body[: stop.start()].split()) <= 14:
            return Heading(Rank.ITEM, at + stop.start(), at + stop.end())
        return Heading(Rank.ITEM, end) if count <= 30 else Heading(Rank.ITEM, at)

    def _unnumbered(self, place: int) -> Heading:
        line = self.lines[place]
        words, at = line.words, line.mark.ends
        end = at + len(words[at:].rstrip(EDGES))
        if place in self.style and not line.mark.bullet:
            rank = self._rank_alone(place)
            if rank:
                return Heading(rank, end)
        if line.mark.bullet and place in self.style and self._heads_text(place, 6):
            return Heading(Rank.SUB, end)
        if self._sentence_title(place, words[at:end]):
            return Heading(Rank.SUB, end)
        if line.look is Look.ROW or (not self._item and not self.common and not self.numbered):
            return Heading(Rank.NONE, at)
        return self._run_in(line, words[at:end], at)

    def _heads_text(self, place: int, most: int) -> bool:
        """Whether a short bullet or numbered line is followed by a paragraph of its own."""
        following = self.lines[self.after[place]] if place in self.after else None
        title = self.lines[place].content
        return bool(following) and following is not None and not following.mark.bullet and not following.mark.number and len(title.split()) <= most and len(following.content) > len(title) and place + 1 not in self.style

    def _sentence_title(self, place: int, body: str) -> bool:
        """Whether a line is a title that the clerk closed with a full stop: no verb, and prose below it."""
        line = self.lines[place]
        stopped = re.fullmatch(r"[^.:;!?£]{8,110}\.", body.strip("*_ "))
        if not stopped or line.inside or not self._item or line.mark.form not in {"", "deep"} or line.mark.bullet or place not in self.after:
            return False
        below = self.lines[self.after[place]]
        count = len(body.split())
        plain = bare(body)
        if not 3 <= count <= 14 or not verbless(plain) or title_case(plain) < 0.3 or re.match(r"(?i)no(?:ne|thing)?\b|\d", plain) or begins_with_person(plain) or _LISTS.search(self._item):
            return False
        return not below.mark.number and not below.mark.bullet and not verbless(below.content) and len(below.content) > 1.5 * len(body)

    def _rank_alone(self, place: int) -> Rank:
        line, style = self.lines[place], self.style[place]
        title = bare(line.content)
        usual = known(title)
        if line.mark.form == "deep" and self._heads_text(place, 12):
            return Rank.SUB
        if line.mark.form in {"letter", "deep"} or (line.mark.number and self.numbered):
            inside_list = bool(_LISTS.search(self._item))
            if line.mark.form == "letter" and self._heads_text(place, 8):
                return Rank.SUB
            return Rank.SUB if not inside_list and self._worded(place, title) and (style != "plain" or line.mark.form == "deep") else Rank.NONE
        if not self._item and not self._in_reach(place, usual, style):
            return Rank.NONE
        if _GROUP.fullmatch(title) and re.search(r"(?i)other business|a\.?o\.?b", self._item):
            return Rank.SUB
        if style.startswith("level"):
            return Rank.ITEM if style in self.common and not self.numbered or (usual is Known.ITEM and style in self.loud) else Rank.SUB
        if self.numbered:
            if usual is Known.ITEM and (_CLOSERS.fullmatch(title) or style in self.loud) and self._item:
                return Rank.ITEM
            if "caps" in style and _CLOSERS.fullmatch(title):
                return Rank.ITEM
            return Rank.SUB if style != "plain" or usual or self._worded(place, title) else Rank.NONE
        if usual is Known.BELOW:
            return Rank.SUB
        if usual is Known.ITEM:
            return Rank.ITEM if style in self.common or style != "plain" or not self.common & {"bold", "caps", "bold caps"} else Rank.SUB
        if style in self.common:
            return Rank.ITEM if style != "plain" or self._worded(place, title) else Rank.NONE
        if not self.common:
            return Rank.ITEM if (style != "plain" or self._worded(place, title)) and self._item_styles(style) else Rank.NONE
        return Rank.SUB if style != "plain" or self._worded(place, title) else Rank.NONE

    def _item_styles(self, style: str) -> bool:
        """Where no usual title shows how items look: the loudest typography that comes twice."""
        counts = Counter(one for place, one in self.style.items() if one != "plain" or self._worded(place, bare(self.lines[place].content)))
        ranked = [one for one in ("bold caps", "caps", "bold", "colon", "plain") if counts[one] >= 2]
        return style == ranked[0] if ranked else True

    def _in_reach(self, place: int, usual: Known, style: str) -> bool:
        """Whether a heading may open the first item: not so the title of the notes."""
        title = bare(self.lines[place].content)
        if names_document(title) or ((usual is not Known.ITEM or place == self.printed[0]) and _ABOUT.search(title)):
            return False
        if self.numbered:
            return False
        return usual is Known.ITEM or style in self.common or (not self.common and place != self.printed[0])

    def _worded(self, place: int, title: str) -> bool:
        """Whether a plain short line reads as a title and heads something: prose or a list follows, and no like line stands beside it."""
        count = len(title.split())
        if not (count <= 3 or (count <= 8 and title_case(title) >= 0.75)) or title.endswith(","):
            return False
        following = self.lines[self.after[place]] if place in self.after else None
        if following is None or following.look is Look.ROW or _LISTS.search(self._item) and "plain" == self.style.get(place):
            return False
        words = following.content
        heads = following.mark.bullet or following.mark.form == "letter" or len(words.split()) > 8 or words.endswith(".")
        earlier = self.before.get(place)
        like = earlier is not None and self.style.get(earlier) == "plain" and earlier not in self.found and not self.lines[earlier].mark.bullet
        return heads and not like

    def _run_in(self, line: Line, body: str, at: int) -> Heading:
        none = Heading(Rank.NONE, at)
        meeting = _NEXT.match(body)
        if meeting and (self._item or self.common) and not line.mark.number:
            return Heading(Rank.ITEM, at + meeting.end(1), at + meeting.end())
        application = re.match(r"(?i)(planning(?:\s+applications?)?)\s+(?=\d\d/\d)", body)
        if application and not self.numbered and not line.mark.number:
            return Heading(Rank.ITEM, at + application.end(1), at + application.end())
        lead = before_mark(body)
        if lead:
            title = bare(body[: lead[0]])
            usual = known(title)
            found = Heading(Rank.SUB, at + lead[0], at + lead[1])
            item = Heading(Rank.ITEM, at + lead[0], at + lead[1])
            sent = opens_attendance(body) is List.APOLOGIES and usual is Known.ITEM and lead[2] == "colon" and not self.numbered
            fits = not (begins_with_person(title) or _NO_TITLES.fullmatch(title) or (opens_attendance(body) and not sent) or title[:1].islower() or re.match(r"[\d£(“\"]|\d|(?i:no|none|nothing)\b", title))
            if lead[2] == "colon" and fits and (usual or verbless(title)):
                if not self.numbered and usual is Known.ITEM and not line.mark.bullet and line.mark.form != "letter":
                    return item
                if "colon run in" in self.common and not self.numbered and not line.mark.number and not line.mark.bullet and title_case(title) >= 0.75:
                    return item
                if self._item and len(title.split()) <= 8 and (title_case(title) >= (0.35 if line.mark.form in _LETTERED else 0.6) or len(title.split()) <= 3) and not _LISTS.search(self._item):
                    return found
            if lead[2] == "dash" and fits and (usual or verbless(title)):
                if "dash run in" in self.common and usual is Known.ITEM and not self.numbered and not line.mark.number and not line.mark.bullet:
                    return item
                money = re.match(r"\W*£\s?\d", body[lead[1] :])
                count = len(title.split())
                short = count <= (8 if line.mark.form in _LETTERED else 7) and (title_case(title) >= 0.4 or count <= 4)
                stands = not line.inside or line.mark.bullet or line.mark.form in _LETTERED
                if self._item and short and stands and not money and not _LISTS.search(self._item) and len(body[lead[1] :].split()) > 1:
                    return found
        stop = re.match(r"([A-Z][^.:;!?]{8,80})\.\s+(?=[A-Z])", body) if line.mark.form in _LETTERED else None
        if stop and verbless(stop[1]) and title_case(stop[1]) >= 0.75 and len(stop[1].split()) > 2 and not begins_with_person(stop[1]) and not _LISTS.search(self._item):
            return Heading(Rank.SUB, at + stop.end(1), at + stop.end())
        return self._before_sentence(line, body, at) if not lead or lead[0] > 60 else none

    def _before_sentence(self, line: Line, body: str, at: int) -> Heading:
        ends = before_sentence(body) if self._item and not line.mark.bullet and not line.mark.number else None
        if ends:
            title = bare(body[: ends[0]])
            fits = not ((begins_with_person(body) and not known(title)) or re.search(r"[.;!?,£]", title) or _NO_HEADING_START.match(title) or opens_attendance(body) or _NO_TITLES.fullmatch(title))
            if fits and verbless(title) and title_case(title) >= 0.99 and 0 < len(title.split()) <= 9 and (len(title.split()) > 1 or len(title) > 5):
                return Heading(Rank.SUB, at + ends[0], at + ends[1])
        return Heading(Rank.NONE, at)
