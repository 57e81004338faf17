"""Lists of people that were set in columns: a gap that was lost, a post run into the name, a column of who came."""

import re

from wardmote.documents.names import INITIALS, NAME, PART, ROLE, SHORT_NAME, TITLE, begins_with_person

_TWO = rf"{PART}[ \t]+(?:[A-Z]\.?[ \t]+)?{PART}"
_BRACKETS = r"(?:[ \t]*\([^()\n]{1,60}\))"
_NO_GAP = re.compile(
    rf"\W*(?:{_TWO}(?:[ \t]+{PART}(?=[ \t]+{PART}[ \t]+{PART}))?{_BRACKETS}?)(?P<gap>[ \t]+)"
    rf"{_TWO}(?:[ \t]+{PART})?{_BRACKETS}?\s*"
)
# A name and the post that belongs in the next column: "Ann VaneTown Clerk", "Sgt MossOakham Team".
_RUN_IN = re.compile(rf"\W*(?:{TITLE}\s*)?[A-Z][\w’' .-]{{1,40}}?(?<=[a-z]{{2}})(?<!\bMac)(?=[A-Z][A-Za-z]+(?:[ ,]|$))")
_WIDE = re.compile(r"\t+|[ \xa0]{3,}|[ \t]*\|[ \t]*")
_WHOLE_NAME = re.compile(
    rf"(?:the\s+)?(?:(?:{TITLE}\s*)(?:{NAME}|{SHORT_NAME})|{INITIALS}[ \t]?{PART}(?:[ \t]{PART})?|{_TWO}){_BRACKETS}?"
)
_POST_AFTER = re.compile(
    rf"\W*(?:(?:{TITLE}\s*)(?:{NAME}|{SHORT_NAME})|{_TWO}|{INITIALS}[ \t]?{PART}){_BRACKETS}?[ \t]*,"
)
_GROUP = re.compile(r"[A-Z][\w,&’' -]{2,50}(?<!\d):(?=\s)")
_NO_COMMA = re.compile(rf"((?:,|;)[ \t]+(?!{TITLE}){_TWO})[ \t]({_TWO}(?=[,;.&]|[ \t]+(?:and|&)|$))", re.M)
_SEPARATED = re.compile(rf"[;:]\s*(?={PART}[ \t]+{PART})")
_COLON = re.compile(rf"({PART}[ \t]+{PART}):(?=\s*{PART}[ \t]+{PART})")


def is_name(words: str) -> bool:
    """Whether a line is one person's name and no more.

    >>> is_name("Ann Vane"), is_name("Cllr B. Moss (Chair)"), is_name("Village Hall"), is_name("Ann")
    (True, True, False, False)
    """
    return _WHOLE_NAME.fullmatch(words.strip()) is not None and not ROLE.fullmatch(words.strip())


def gap_lost(line: str) -> int | None:
    """Where the gap stood between the two names of a line.

    >>> gap_lost("Ann Vane (Chairman) Ben Moss"), gap_lost("Ann Vane"), gap_lost("Ann Vane Ben Moss")
    (19, None, 8)
    """
    found = _NO_GAP.fullmatch(line)
    return found.start("gap") if found else None


def name_ends(line: str) -> int | None:
    """Where a name ends that the post after it is run into.

    >>> name_ends("Ann VaneTown Clerk"), name_ends("Ann McVane"), name_ends("Cllr MacVane, Oakham")
    (8, None, None)
    """
    found = _RUN_IN.match(line)
    return found.end() if found else None


def spaced(words: str) -> str:
    """The words of a list, as long as before, with "|" for each gap that was lost and ";" for ":" between names."""
    gaps: list[int] = []
    at = 0
    for line in words.split("\n"):
        gap = gap_lost(line)
        if gap is not None:
            gaps.append(at + gap)
        at += len(line) + 1
    if len(gaps) > 1 or (gaps and words[gaps[0] - 1] == ")"):
        for gap in gaps:
            words = f"{words[:gap]}|{words[gap + 1 :]}"
    words = _NO_COMMA.sub(lambda found: f"{found[1]}|{found[2]}", words)
    if len(_SEPARATED.findall(words)) > 2:
        words = _COLON.sub(r"\1;", words)
    return words


def posts_in(words: str) -> list[tuple[int, int]]:
    """Where a list with a person on each line says what they are: no name begins there."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in words.split("\n"):
        if line.strip(" \t\r|"):
            lines.append((at, line))
        at += len(line) + 1
    return [*_second_columns(lines), *_after_commas(lines), *_groups(lines)]


def _groups(lines: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """The places and bodies before the colons of three lines or more ("Mill Ward: A Vane")."""
    found = [(at, at + label.end()) for at, line in lines if (label := _GROUP.match(line))]
    return found if len(found) > 2 else []


def _second_columns(lines: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """The cells after the first, if most are no names."""
    cells = []
    for at, line in lines:
        inner = line.strip(" \t\r|")
        gap = _WIDE.search(inner)
        start = at + line.index(inner)
        if gap and _WHOLE_NAME.fullmatch(inner[: gap.start()].strip(" *•·-")):
            cells.append((start + gap.end(), start + len(inner), inner[gap.end() :]))
    named = sum(_WHOLE_NAME.fullmatch(text.strip()) is not None and not ROLE.search(text) for _, _, text in cells)
    titled = sum(begins_with_person(text) for _, _, text in cells)
    if len(cells) < 2 or titled or named > 0.5 * len(cells):
        return []
    return [(start, end) for start, end, _ in cells]


def _after_commas(lines: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """What follows the first comma of a line, if a line or two more are of that form and name nobody there."""
    found = []
    for at, line in lines:
        person = _POST_AFTER.match(line)
        rest = line[person.end() :] if person else ""
        entries = [entry.strip() for entry in re.split(r"[,;]|\band\b", re.sub(r"\([^()]*\)", "", rest))]
        if (
            person
            and entries[0]
            and not any(_WHOLE_NAME.fullmatch(entry) for entry in entries[:1])
            and not any(
                begins_with_person(entry) or re.fullmatch(rf"{INITIALS}[ \t]?{PART}", entry) for entry in entries
            )
        ):
            found.append((at + person.end(), at + len(line)))
    return found if len(found) > 1 and 2 * len(found) > len(lines) else []
