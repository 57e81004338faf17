"""The words and looks by which a line may or may not be a heading, whatever stands around it."""

import re
from dataclasses import dataclass
from enum import IntEnum

from wardmote.documents.attendance import List, opens_attendance
from wardmote.documents.lines import EDGES, Line
from wardmote.documents.names import APOLOG, begins_with_person
from wardmote.documents.sentences import LEANING
from wardmote.documents.source import Look
from wardmote.documents.titles import Known, bare, before_mark, before_sentence, known, verbless


class Rank(IntEnum):
    """What a heading opens."""

    NONE = 0
    SUB = 1
    ITEM = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line is as a heading. Both places count from the line's start; the text is what follows the title."""

    rank: Rank
    title_ends: int
    text_starts: int | None = None
    in_sentence: bool = False  # the title is the beginning of a sentence ("APOLOGIES were received from …")


# What begins a line and is followed by a colon or a dash, yet heads nothing.


NO_TITLES = re.compile(
    r"(?i)(?:further\s+)?actions?(?:\s+(?:agreed|point|required|by))?(?:\s*\d*)|decisions?|resol(?:ved|ution)s?"
    r"|agreed|update|responses?\b.*|replies|reply|notes?|n\.?b\.?|proposed|seconded|proposer|seconder|in favour"
    r"|against|total.*"
    r"|date|time|venue|place|location|signed|signature|chair(?:man|person)?|clerk|members of the public"
    r"|tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?|address|owner|by|deadline|present|absent|from|to|cc|subject"
    r"|re|ref(?:erence)?(?:\s*no)?\.?|copy|copies|proposal|motion|amendment|\w+ly"
    r"|(?:also\s+)?in attendance|the following.*|as follows.*|yes|no|none|for|http.*|payee.*|amount.*|net|vat|gross"
)
NO_HEADING_START = re.compile(
    r"[\d£$€(“\"‘'\[<]|(?:no|none|nothing|nil)\s|(?:the\s+)?(?:meeting|there)\s+|http|www\.|or\b|and\b|\w+ly\b|(?:in|at|on|by|from|with)\s",
    re.I,
)
# Whose action the line before is: "Action RG/GP".
_TAG = re.compile(
    r"(?i:actions?)(?:\s+(?:by|for|on))?[\s:–-]+(?:[A-Z]{2,4}|(?i:clerk|chair(?:man)?|all))(?:\s*[/,&+]\s*(?:[A-Z]{2,4}|(?i:clerk|all)))*"
)
LISTS = re.compile(
    r"(?i)correspondence|payments|cheques|accounts|financ|invoices|letters|e-?mails received|^actions?\b(?!.*arising)"
)
CLOSERS = re.compile(
    r"(?i)(?:public|open)\b.*|.*\bnext\b.*\bmeetings?\b.*|(?:date|time)\b.*meeting.*|a\.?o\.?b\.?|any other.*"
    r"|confidential.*|exclusion.*|closed session.*|clos(?:e|ure)\b.*|(?:councillors|members).*|next steps"
    r"|actions?\b.*|parishioners.*|questions.*"
)
_CLOSING = re.compile(
    r"(?i)\W*(?:(?:as\s+)?there\s+(?:being|was|were)\s+no\s+(?:further|other|more)\s+(?:business|matters|items).*+"
    r"|(?:the\s+)?meeting\s+(?:was\s+)?(?:therefore\s+)?(?:clos|end|conclud|finish|adjourn)\w*.{0,40}"
    r"|(?:signed|chair(?:man|person|woman)?|date|dated)\b[\s:]*+(?:(?:as\s+)?(?:chair\w*"
    r"|date)?[\s:]*+)?[.…_\s:-]*+(?:date\w*[\s:.…_-]*+)?|signed\b.{0,80}|(?:town\s+|deputy\s+)?mayor"
    r"|(?:the\s+)?(?:(?:parish|town)\s*)?clerk(?:\s+to\s+the\s+.{0,40}council)?)\W*"
)
_TO_SIGN_ON = re.compile(r"\.{8,}|_{6,}|…{3,}")
_NO_WORDS = re.compile(r"\W*")
_NAMES = re.compile(
    r"(?i)(?:(?:draft|unapproved|confirmed|the)\s+)*(?:minutes|notes)\s+(?:of|from"
    r"|for)\s+.{0,60}\b(?:council|panel|committee|group|forum|association|meeting\s+(?:held|on|scheduled))\b"
    r"|(?:d\s*r\s*a\s*f\s*t)(?:\s+m\s*i\s*n\s*u\s*t\s*e\s*s)?$|held\s+(?:at|on|in)\b"
)
ABOUT = re.compile(
    r"(?i)\b(?:minutes|notes|agenda|meeting|council|committee|panel|forum|group|partnership|association|draft"
    r"|watch|society|trust|friends"
    r"|subject to|(?:19|20)\d\d)\b"
)
# After a dash: the word before it is a person, no title ("Ann Vane – Parish Clerk spoke").
HOLDS_OFFICE = re.compile(
    r"(?:(?:County|Borough|District|Parish|Town|City|Vice[ -])\s*)?"
    r"(?:Councillor|Clerk|Chair(?:man|woman|person)?|Officer|Inspector|Sergeant|Warden)\b(?!\s+to\b)"
)
LETTERED = {"letter", "dot", "deep"}  # marks of a list inside an item
NEXT = re.compile(r"(?i)\W*((?:date\s+(?:and\s+time\s+)?of\s+(?:the\s+)?)?next\s+meetings?)\b[\s:*–-]*(?=\S)")
GROUP = re.compile(
    r"(?i)(?:(?:parish\s+|town\s+|borough\s+)?councillors|members(?:\s+of\s+the\s+public)?|(?:the\s+)?public"
    r"|residents|clerk|chairman|officers|police)(?:[’']s?)?(?:\s+(?:other\s+)?(?:business|items|matters|issues))?"
)


def is_closing(words: str) -> bool:
    """Whether a line says that the meeting ended, or is for a signature.

    >>> is_closing("The meeting closed at 9.10pm"), is_closing("Chairman:.......... Date..........")
    (True, True)
    >>> is_closing("Clock Tower"), is_closing("The Clerk to write to the county.")
    (False, False)
    """
    return any(_CLOSING.fullmatch(said) or _to_sign_on(said) for said in (bare(words) or words, words))


def _to_sign_on(words: str) -> bool:
    """Whether there is a line to sign on, with few words before and after it."""
    lead, trail = (found.end() if (found := _NO_WORDS.match(one)) else 0 for one in (words, words[::-1]))
    end = len(words) - trail
    near = (line for line in _TO_SIGN_ON.finditer(words) if line.start() - lead <= 60 and end - line.end() <= 60)
    return any("\n" not in words[lead : line.start()] + words[line.end() : end] for line in near)


def _is_apologies(title: str) -> bool:
    return opens_attendance(title) is List.APOLOGIES and known(title) is Known.ITEM and len(title.split()) < 5


def names_document(words: str) -> bool:
    """Whether a line says what the document is, rather than opening business.

    >>> names_document("Minutes of Oakham Council meeting held in the Hall")
    True
    >>> names_document("Minutes of the last meeting")
    False
    """
    return _NAMES.match(bare(words)) is not None and not re.search(r"(?i)\b(?:last|previous)\b", words)


def typography(line: Line) -> str | None:
    """The typography of a line that could be a heading on its own; None if it could not."""
    words = line.content
    title = bare(words)
    count = len(title.split())
    if (
        not title
        or names_document(title)
        or line.inside
        or line.look is Look.ROW
        or count > 12
        or NO_HEADING_START.match(title)
        or title[0].islower()
    ):
        return None
    if (
        (begins_with_person(title) and known(title) is Known.NO)
        or (opens_attendance(title) and not _is_apologies(title))
        or (is_closing(words) and not words.startswith(("**", "__")))
        or re.search(r"£|\S@\S|www\.|\b\d{1,2}[.:]\d\d\s*(?:am|pm)\b", title)
        or (NO_TITLES.fullmatch(title) and known(title) is not Known.ITEM)
        or _TAG.fullmatch(title)
    ):
        return None
    run_in = before_mark(words)
    if run_in and run_in[2] == "colon":
        return None
    if line.mark.level or line.look is Look.HEADING:
        return f"level {line.mark.level or line.level}"
    slanted = "italic " if line.words.lstrip(EDGES).startswith(("**_", "_**", "***")) else ""
    whole_bold = line.look is Look.BOLD or (
        (words.startswith(("**", "__")) or line.mark.bold) and words.rstrip(": .").endswith(("**", "__", "**_"))
    )
    if (re.search(r"[.!?;]\s|[!?;,]$", title) and not slanted) or (
        words.rstrip("*_ ").endswith(".") and not whole_bold and not (known(title) is Known.ITEM and count <= 4)
    ):
        return None
    letters = [letter for letter in title if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        return slanted + ("bold caps" if whole_bold else "caps")
    if not verbless(title) and known(title) is Known.NO:
        return None
    if whole_bold:
        return slanted + "bold"
    return "colon" if words.rstrip("*_ ").endswith(":") else "plain"


_CAPS = re.compile(
    r"(?:(?:The|A)\s+)?"
    r"(?P<title>[A-Z][A-Z’'&/-]+(?:[ ,]+(?:&|-|A(?=\s)|[A-Z][A-Z’'&/-]+|\d+(?:st|nd|rd|th)?\b))*)"
    r"(?![a-z’'])(?!\s+[A-Z]{2})"
)
_CAPS_TAIL = re.compile(r"(?:\s+[a-z][\w’'-]*){1,2}(?:\s+[A-Za-z][\w’'-]*){0,4}(?=\.\s)")
_GIVES_TASK = re.compile(r"\bto\s+[a-z]+\W*$")  # "Matters arising – hedge in Mill Lane – A Vane to contact."
_ANSWERED = re.compile(r"\W*(?:None|Nil|Noted|Agreed|Received|Accepted)\b")
_MARK_AFTER = re.compile(r"\s*(?:[.:]|[–—-](?=\s)|(?<=\s)[–—-])\s*(?=\S)")


def caps_run(words: str) -> int:
    """Where a title in capitals ends that text runs on from; 0 if there is none.

    >>> caps_run("STREET LIGHTS. The Clerk reported a fault."), caps_run("RESOLVED that it be paid.")
    (13, 0)
    """
    found = _CAPS.match(words)
    title = found["title"].strip(" ,-/") if found else ""
    opens = opens_attendance(title)
    if (
        found is None
        or len(title) < 6
        or title.split()[-1] in {"&", "AND", "OF", "THE", "FOR", "TO"}
        or found.end() == len(words)
        or re.match(r"[a-z]", words[found.start("title") :])
        or NO_TITLES.fullmatch(title)
        or names_document(words)
        or (opens and opens is not List.APOLOGIES)
        or re.match(
            r"(?i)(?:it\s+was\s+)?(?:resolv|action|agreed|decision|carried|noted|draft|minutes\s+of\s+(?!the\s+(?:last|prev)|last|prev)"
            r"|notes\s+of)",
            title,
        )
    ):
        return 0
    return found.start("title") + len(title)


def title_in_capitals(body: str, at: int) -> Heading:
    """The item that opens with a title in capitals; the text after it stays one sentence where no mark parts them."""
    ends = caps_run(body)
    tail = _CAPS_TAIL.match(body, ends)
    ends = tail.end() if tail and verbless(tail[0]) else ends
    mark = _MARK_AFTER.match(body, ends)
    begins = re.match(r"\s+(?=[A-Z])", body[ends:]) if mark is None else None
    starts = mark.end() if mark else ends + begins.end() if begins else None
    return Heading(Rank.ITEM, at + ends, None if starts is None else at + starts, in_sentence=starts is None)


_SENT = re.compile(
    rf"((?i:{APOLOG}(?:y|ies)(?:\s+for\s+(?:absence|non-?attendance))?))(?:\s*[–—:-]\s*|\s+)(?=(?P<clerk>Clerk\s+[A-Z])?)"
)


def numbered_heading(line: Line) -> Heading:
    """The heading of a line whose number counts an item."""
    words, at = line.words, line.mark.ends
    end = at + len(words[at:].rstrip(EDGES))
    body = words[at:end]
    plain = bare(body)
    count = len(plain.split())
    sent = _SENT.match(body)
    if sent and (sent["clerk"] or begins_with_person(body[sent.end() :])):
        return Heading(Rank.ITEM, at + sent.end(1), at + sent.end())
    whole = verbless(plain) and not re.search(r"[.!?;]\s", plain)
    lead = before_mark(body)
    whole_title = re.match(r"To\s+[a-z]|TO\s+[A-Z]", body) or begins_with_person(body)
    sentence = None if whole_title else before_sentence(body)
    if sentence and lead and sentence[0] < lead[0]:
        lead = None
    ended = re.match(r"([^.:;!?]{3,60})\.\s+(?=[A-Z\d])", body)
    if ended and known(ended[1]) is Known.ITEM and verbless(ended[1]) and not _abbreviated(ended[1]):
        return Heading(Rank.ITEM, at + ended.end(1), at + ended.end())
    if (capitals := caps_run(body)) and len(body[:capitals].split()) > 1 and before_mark(body[: capitals + 9]) is None:
        runs_on = body[capitals:]
        if not verbless(runs_on) or len(runs_on.split()) > 12 or _ANSWERED.match(runs_on):
            return title_in_capitals(body, at)
    if (
        whole
        and count <= 16
        and (body.rstrip("*").endswith(":") or known(plain) is Known.ITEM)
        and not (lead and (lead[2] == "colon" or (known(body[: lead[0]]) is Known.ITEM and _GIVES_TASK.search(body))))
    ):
        return Heading(Rank.ITEM, end)
    usual = lead is not None and known(body[: lead[0]]) is Known.ITEM
    if (
        lead
        and (lead[2] == "colon" or usual)
        and not re.match(r"(?i)\W*to\s", body[lead[1] :])
        and (count > 8 or not usual or lead[2] == "colon" or begins_with_person(body[lead[1] :]))
    ):
        return Heading(Rank.ITEM, at + lead[0], at + lead[1])
    if sentence and verbless(body[: sentence[0]]):
        return Heading(Rank.ITEM, at + sentence[0], at + sentence[1])
    if lead and lead[2] == "dash" and (count > 8 or known(body[: lead[0]]) is Known.ITEM):
        return Heading(Rank.ITEM, at + lead[0], at + lead[1])
    if (whole and count <= 24) or count <= 12:
        return Heading(Rank.ITEM, end)
    stop = re.search(r"[.!?](?:\*\*)?\s", body)
    if stop and len(body[: stop.start()].split()) <= 14:
        return Heading(Rank.ITEM, at + stop.start(), at + stop.end())
    return Heading(Rank.ITEM, end) if count <= 30 else Heading(Rank.ITEM, at)


def _abbreviated(title: str) -> bool:
    """Whether the stop after a title belongs to its last word ("APOLOGIES Cllr. Vane")."""
    return title.split()[-1].lower() in LEANING


_STOPPED = re.compile(r"[^.!?;\r\n]{3,110}\.(?=\s+[A-Z0-9“‘\"(]|\W*$)")


def part_heading(line: Line) -> Heading:
    """The heading of a line numbered as a part of an item ("5.1 Parks. The gate sticks."), if it has one."""
    words, at = line.words, line.mark.ends
    end = at + len(words[at:].rstrip(EDGES))
    body = words[at:end]
    stop, sentence, lead = _STOPPED.match(body), before_sentence(body), before_mark(body)
    ends = [(stop.end() - 1, stop.end())] if stop else []
    ends = sorted([*ends, sentence] if sentence else ends)
    ends += [lead[:2]] if lead else []
    if verbless(body) and len(body.split()) <= 16:
        ends.append((len(body), len(body)))
    for title_ends, text_starts in ends:
        title = bare(body[:title_ends])
        if (
            title
            and len(title.split()) <= 14
            and not title[0].islower()
            and (verbless(title) or title.startswith("To "))
            and not begins_with_person(title)
            and not NO_TITLES.fullmatch(title)
            and not NO_HEADING_START.match(title)
        ):
            return Heading(Rank.SUB, at + title_ends, at + text_starts if body[text_starts:].strip() else None)
    return Heading(Rank.NONE, at)
