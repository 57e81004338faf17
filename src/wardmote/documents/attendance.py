"""Where a document lists people: the words that open a list, and the lines that go on with one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from wardmote.documents.names import APOLOG, INITIALS, PART, ROLE, ROLE_WORDS, TITLE, after_title, begins_with_person
from wardmote.documents.sentences import sentences_in
from wardmote.documents.tree import Span

_GOES_ON = r"(?=\W*$|\s*[:;.,(\[–—*|-]|\s+(?:were|was|are|is|at\s+the\s+meeting|from|by)\b|\s+(?-i:[A-Z]))"
_OPENS = re.compile(
    rf"""(?ix)\W*+(?:(?:list|record)\s+of\s+)?(?:
    (?P<apology>(?:(?:there\s+were\s+|accepted\s+|received\s+)?{APOLOG}(?:y|ies|i[sz]es)\b|absen(?:t|ce|tees)\b.{{0,20}}\bapolog))|
    (?P<absent>absent(?:ees)?\b|(?:(?:councillors|cllrs|members)\s+)?not\s+present\b|did\s+not\s+attend\b)|
    (?P<attending>(?:also\s+)?in\s+attendance\b|(?:[\w’'-]+\s+){{1,3}}(?:also\s+present|in\s+attendance)\s*(?:[:;–-]|$)|others?\s+(?:attendees|attending)\b|also,?\s+(?:present|attending|there)\b|(?:officers?|police|guests?
    |visitors|others|public|staff)\s+(?:present|attending|in\s+attendance)\b|(?:guests?|visitors|observers|officers
    |speakers?|clerk)\s*:|(?:clerk|minute\s+taker)\s*[:–-]|(?:the\s+)?(?:minutes?|notes)\s+(?:taken\s+)?by\b|(?:\w+\s+)?officers?\s*$)|
    (?P<present>(?:(?:those|all|first[ -]time|other|panel|councillors?|cllrs?|people|persons|residents
    |(?:[\w’'-]+\s+){{1,3}}(?:councillors|members|residents)(?=\s+present\s*(?:[:–-]|$))|(?:members|councillors)\s+(?:and|&)\s+(?:officers|staff|guests|visitors)|(?:(?:parish|town|voting|committee|panel|council|board|core)\s+)?(?:members|councillors)|committee|panel|trustees|representatives)\s+)?
    (?:present|attending|attendees|attended){_GOES_ON}(?!\s+(?-i:to|the|a|their|an)\b)|attendance\s*(?:[:–(-]|$|list)
    |(?:(?:parish|town|community)\s+)?councillors\s*:|(?:committee\s+|panel\s+)?members\s*:|those\s+(?:in\s+attendance)\b
    |chair(?:man|person)?\s*:(?=[\s|]*(?-i:[A-Z][a-z])))
    )""",
)
_COUNTED = re.compile(
    r"(?i)(?:and\s+|plus\s+|approximately\s+|approx\.?\s+|around\s+|about\s+|there\s+(?:were|was)\s+)?(?:\d+|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|no)\s+(?:other\s+|local\s+)?(?:members?|residents?"
    r"|parishioners?|electors?|public|people|visitors|councillors?)\b.{0,50}"
    r"|(?:members?\s+of\s+the\s+)?public(?:\s+members)?\s*[:(-].{0,80}|none"
)
_TELLING = re.compile(
    r"\b(?:sent|tendered|accepted|made|reported|informed|advised|said|gave|started|chaired|took|read|spoke|introduced|confirmed|raised|presented|asked|declared|proposed|proposes|welcomed|welcomes|would|has|had|was|is"
    r"|will|thanked|opened|noted|agreed|stated|explained|are|have)\b"
)
_NAMED_LINE = re.compile(
    rf"(?:in\s+the\s+chair:?\s+|(?:the\s+)?(?i:(?:(?:town|parish|community|deputy|acting)\s+)*(?:clerk|secretary|treasurer|chair(?:man)?)"
    rf"(?:\s*(?:and|&|/)\s*(?:rfo|treasurer|secretary))?)\s+)?(?:{INITIALS}\s*{PART}(?:\s+{PART})?|{PART}(?:\s+(?:[A-Z]\.?\s+)?{PART}){{1,2}})(?:\s*\([^()]{{1,60}}\))*"
    rf"(?:\s*[,–—:/\t-]\s*[A-Z(][^.;]{{1,80}}|\s+(?i:{ROLE_WORDS})[^.;]{{0,60}})?"
)
_POST_FIRST = re.compile(rf"(?i)^(?:{ROLE_WORDS})\s*[:–-]\s*")
_ROLE_FIRST = re.compile(rf"(?i)(?:the\s+)?(?:{ROLE_WORDS})\b")
_ENDS_IN_ROLE = re.compile(rf"(?i)(?:^|\bthe\s)(?:{ROLE_WORDS})$")
_CHAIRED = re.compile(r"(?:chaired|opened|presided\s+(?:at|over))\s+(?:the|this)\s+meeting")
_MET = re.compile(
    r"\b(?:met\s+with|met\s+(?:some\s+)?\d+|(?:also\s+)?attended(?:\s+(?:the|this|the\s+start\s+of\s+the)\s+meeting)?"
    r"|were\s+(?:also\s+)?(?:present|in\s+attendance)|was\s+(?:also\s+)?(?:present|in\s+attendance))\b"
)
_IN_A_ROW = re.compile(rf"(?:(?:{TITLE}\s*{PART}|(?:[A-Z]\.\s?){{1,2}}{PART})(?:\s*\([^()]{{1,30}}\))?(?:\s+|$)){{2,}}")
_SENT_THEM = re.compile(
    rf"(?i)\s+(?:(?:has|had|have)\s+)?(?:all\s+|also\s+)?(?:sent|given|gave|tendered|offered|submitted)"
    rf"\s+(?:(?:his|her|their)\s+)?{APOLOG}(?:y|ies)\b(?!\s+(?:to|for(?!\s+absence))\b)"
)
_WERE_FROM = re.compile(rf"(?i)there\s+(?:were|was)\s+(?:an?\s+)?{APOLOG}(?:y|ies)\s+from\s+")
_ALSO_WERE = re.compile(
    r"(?i)(?:also\s+(?:present|in\s+attendance)|in\s+attendance)\b[^.;:]{0,50}?\b(?:was|were)\s+"
    r"|(?:the\s+)?(?:minutes|notes)\s+(?:were\s+)?taken\s+by\s+"
)
_JOINED = re.compile(r"\s+(?:also\s+)?(?:joined|arrived\s+at)\s+the\s+meeting\b")


class List(StrEnum):
    """Which list of people a stretch of text belongs to."""

    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"  # without apologies: read, and kept in none of the three lists


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the reading text that lists people."""

    list: List
    span: Span
    prose: bool = False  # told in a sentence, perhaps once more


def opens_attendance(words: str) -> List | None:
    """Which list of people a line opens, if any.

    >>> [opens_attendance(line) for line in ("Present: Cllr Vane", "Those attending Mr A Oak", "Presentation")]
    [<List.PRESENT: 'present'>, <List.PRESENT: 'present'>, None]
    """
    found = _OPENS.match(words)
    if found is None:
        return None
    if found["apology"] or found["absent"]:
        return List.APOLOGIES if found["apology"] else List.ABSENT
    return List.IN_ATTENDANCE if found["attending"] else List.PRESENT


def listed(words: str) -> bool:
    """Whether a line goes on with a list of people: by title, by name and role, or "7 members of the public"."""
    plain = re.sub(r"(?:(?<!\s)|(?=,)),?\s+who\b.*$", "", words.strip(" \t\r\n\xa0*_.,;:-–—•·\ufeff"))
    if begins_with_person(plain):
        return len(re.findall(r"[a-z]{2,}", after_title(plain))) < 60 and not _TELLING.search(plain)
    if _COUNTED.fullmatch(plain):
        return True
    if _NAMED_LINE.fullmatch(plain):
        return several_words(plain) and not _TELLING.search(re.sub(r"\([^()]*\)", "", plain))
    if initials_only(plain) or _IN_A_ROW.fullmatch(plain):
        return True
    entries = [_POST_FIRST.sub("", entry) for entry in entries_of(plain)]
    names = sum(
        begins_with_person(entry) or (_NAMED_LINE.fullmatch(entry) is not None and several_words(entry))
        for entry in entries
    )
    roles = sum(_ENDS_IN_ROLE.search(entry) is not None or _COUNTED.fullmatch(entry) is not None for entry in entries)
    return len(entries) > 1 and names > 0 and names + roles >= 0.6 * len(entries) and not _TELLING.search(plain)


def several_words(name: str) -> bool:
    """Whether a name is more than one word ("A.Vane" is two)."""
    return len(re.findall(r"[\w’'-]+", name)) > 1


_STOP = re.compile(
    r"(?<![A-Z])(?<!Cllr)(?<!Cllrs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Rev)(?<!Insp)(?<!Sgt)(?<!Messrs)(?<!Clr)(?<!Clrs)"
    r"(?<!Coun)(?<!Supt)(?<!Prof)\.\s+(?=[A-Z][a-z])"
)


def listed_first(words: str) -> bool:
    """Whether the first sentence of a line only lists people, whatever is said of them after it."""
    first, *rest = _STOP.split(words, maxsplit=1)
    return bool(rest) and listed(first) and (begins_with_person(first) or len(entries_of(first)) > 1)


_INITIALS_ONLY = re.compile(r"[A-Z]{2,3}(?:-[A-Z]{1,2})?")
_LABEL = re.compile(r"(?P<label>[A-Z][\w’',& -]{2,50}?)(?:\s*:[\s–-]*|\s+[–-]\s+)(?P<rest>\S.*)")
_NO_LABEL = re.compile(
    r"(?i)date|time|venue|place|location|distribution|copy|copies|to|cc|subject|minutes?|agenda|title"
)
_GUESTS = re.compile(
    r"(?i)county|district|borough|ward|officer|clerk|guest|police|public|visitor|speaker|staff|press|observer"
)


def entries_of(words: str) -> list[str]:
    """The entries of a list of people, without what stands in brackets."""
    return [
        part.strip(" .*_")
        for part in re.split(r"[,;&]|\band\b", re.sub(r"\([^()]*\)", "", words))
        if part.strip(" .*_")
    ]


def initials_only(words: str) -> bool:
    """Whether people are listed by their initials: three or more, and hardly anything else."""
    entries = entries_of(words.rpartition(":")[2])
    short = sum(_INITIALS_ONLY.fullmatch(entry) is not None for entry in entries)
    return short >= 3 and 2 * short > len(entries)


def labelled(words: str) -> List | None:
    """Which list a line like "Trustees: A Vane, B Moss" holds: a label of any words, and after it only people."""
    found = _LABEL.fullmatch(words)
    if found is None or _NO_LABEL.fullmatch(found["label"].strip()) or len(found["label"].split()) > 7:
        return None
    one = ROLE.search(found["label"]) or _GUESTS.search(found["label"])
    if not (
        one or begins_with_person(found["rest"]) or initials_only(found["rest"]) or len(entries_of(found["rest"])) > 1
    ):
        return None
    if not (listed(found["rest"]) or initials_only(found["rest"])):
        return None
    return List.IN_ATTENDANCE if _GUESTS.search(found["label"]) else List.PRESENT


def entry_of_group(words: str) -> bool:
    """Whether a line of a list says who came for a place or a body ("Mill Ward: Ann Vane", "The Lanes: no rep")."""
    found = _LABEL.fullmatch(words)
    if found is None or _NO_LABEL.fullmatch(found["label"].strip()) or len(found["label"].split()) > 7:
        return False
    return (
        listed(found["rest"])
        or opens_attendance(found["rest"]) is not None
        or re.match(r"(?i)(?:no\b|none|nobody|vacan)", found["rest"]) is not None
    )


def in_prose(words: str, at: int) -> list[Stretch]:
    """The stretches of an opening paragraph that say who met and who took the chair."""
    found: list[Stretch] = []
    for sentence in re.finditer(r"[^.]+(?:\.(?!\s+[A-Z][a-z])[^.]*)*\.?", words):
        met, chaired = _MET.search(sentence[0]), _CHAIRED.search(sentence[0])
        if met:
            kind = List.IN_ATTENDANCE if "attend" in met[0] else List.PRESENT
            found.append(Stretch(kind, Span(at + sentence.start(), at + sentence.start() + met.start())))
        elif chaired:
            end = min(chaired.start(), (sentence[0] + ",").index(","))
            found.append(Stretch(List.PRESENT, Span(at + sentence.start(), at + sentence.start() + end)))
    return found


def who_came(words: str, at: int) -> list[Stretch]:
    """The stretches of a paragraph that say who else came ("PC Oak attended the start of it", "Also present was …") or
    took the chair."""
    found: list[Stretch] = []
    plain = True  # so far every sentence has said who came
    for sentence in sentences_in(words[:900]):
        said = words[sentence.start : sentence.end]
        start = at + sentence.start
        met = _MET.search(said[:200])
        if also := _ALSO_WERE.match(said):
            found.append(Stretch(List.IN_ATTENDANCE, Span(start + also.end(), at + sentence.end), prose=True))
        elif sent := _SENT_THEM.search(said[:200]):
            found.append(Stretch(List.APOLOGIES, Span(start, start + sent.start()), prose=True))
        elif from_whom := _WERE_FROM.match(said):
            found.append(Stretch(List.APOLOGIES, Span(start + from_whom.end(), at + sentence.end), prose=True))
        elif (chaired := _CHAIRED.search(said[:120])) or (
            begins_with_person(said) and (chaired := _JOINED.search(said[:120]))
        ):
            found.append(Stretch(List.PRESENT, Span(start, start + chaired.start()), prose=True))
        elif (
            met
            and (begins_with_person(said) or _ROLE_FIRST.match(said))
            and (plain or re.search(r"meeting$|present$|attendance$", met[0]))
        ):
            found.append(Stretch(List.IN_ATTENDANCE, Span(start, start + met.start()), prose=True))
        else:
            plain = False
    return found
