"""Which lines of a document belong to a list of people that their words alone do not show."""

import re

from wardmote.documents.attendance import List, entries_of, labelled, listed, opens_attendance
from wardmote.documents.heading_words import Heading, Rank, names_document
from wardmote.documents.lines import Line
from wardmote.documents.names import APOLOG, ROLE_WORDS, begins_with_person
from wardmote.documents.rolls import gap_lost, is_name, name_ends
from wardmote.documents.source import Look
from wardmote.documents.titles import bare, verbless

Parts = list[tuple[Line, Heading | None]]
_COUNCILLORS = re.compile(r"(?i)\W*(?:councillors|cllrs)\b\.?:?\s")
_STATUS = re.compile(
    rf"(?i)(?P<present>present|attended|in\s+attendance)|(?P<sent>{APOLOG}(?:y|ies)(?:\s+(?:sent|given))?)|absent"
)
_A_POST = re.compile(rf"(?:{ROLE_WORDS})(?:[ \t]+\w+){{0,3}}", re.I)
_CELLS = re.compile(r"\t+|[ \xa0]{3,}|(?<!\s)\s+\|\s*|\|\s*")


def _names_by_title(words: str) -> bool:
    return begins_with_person(words) or (
        labelled(words) is not None
        and re.search(r"[:–-]\s+\S", words) is not None
        and begins_with_person(re.split(r"\s*:\s*|\s+[–-]\s+", words, maxsplit=1)[-1])
    )


def people_unopened(parts: Parts) -> set[int]:
    """A list of people above the first item that no word opens: three lines or more, one with a title among them; or
    one line that begins with "Councillors" and holds three names."""
    run: list[int] = []
    for place, (line, heading) in enumerate(parts[:60]):
        words = bare(line.content)
        if line.blank or line.front:
            continue
        people = listed(words) or labelled(words) is not None or is_name(_CELLS.split(line.content.strip(" |"))[0])
        if heading is None and opens_attendance(words) is None and people and not names_document(words):
            run.append(place)
            continue
        if run and heading is None and _A_POST.fullmatch(words):
            continue
        if opens_attendance(words) is List.PRESENT:
            return set()
        if _enough([parts[one][0].content for one in run]):
            return set(run)
        run = []
        if heading is not None and heading.rank is Rank.ITEM:
            break
    return set()


def _enough(lines: list[str]) -> bool:
    if any(_COUNCILLORS.match(line) and len(entries_of(line)) > 2 for line in lines):
        return True
    return len(lines) >= 3 and any(map(_names_by_title, lines))


def posts_listed(parts: Parts) -> set[int]:
    """Where lines start that give a post or a body without a name, in a list of people: a person follows below."""
    posts: set[int] = set()
    waiting: list[int] | None = None
    for line, heading in parts[:80]:
        words = bare(line.content)
        if line.blank or line.front:
            continue
        if heading is not None:
            waiting = None
        elif opens_attendance(words):
            waiting = []
        elif waiting is not None and listed(words):
            posts.update(waiting)
            waiting = []
        elif waiting is not None and verbless(words) and len(words.split()) < 9 and len(waiting) < 6:
            waiting.append(line.start)
        else:
            waiting = None
    return posts


def columns_lost(parts: Parts) -> set[int]:
    """Where lines start that hold two names, or a name and a post, whose gap was lost: two such lines at least, below a
    line that opens a list of people."""
    found: set[int] = set()
    run: list[int] | None = None
    for line, heading in [*parts[:80], (None, None)]:
        words = bare(line.content) if line else ""
        if line and (line.blank or line.front):
            continue
        opens = bool(line) and len(words.split()) < 6 and opens_attendance(words) is not None
        if line and not opens and heading is None and run is not None:
            joined = gap_lost(words) is not None or name_ends(words) is not None
            if joined or is_name(words):
                run += [line.start] if joined else []
                continue
        if run and len(run) > 1:
            found.update(run)
        run = [] if opens else None
    return found


def registers(parts: Parts) -> dict[int, List | None]:
    """Of a register that says of each person whether they came ("Ann Vane | Present"): the list of each line that gives
    a name, and None for those that say only that somebody came."""
    found: dict[int, List | None] = {}
    before: Line | None = None
    for line, _ in parts[:120]:
        if line.blank or line.front:
            continue
        cells = [cell for cell in _CELLS.split(line.content.strip(" |")) if cell.strip()]
        status = _STATUS.fullmatch(cells[-1].strip()) if cells else None
        if status:
            came = List.PRESENT if status["present"] else List.APOLOGIES if status["sent"] else List.ABSENT
            if len(cells) > 1 and line.look is Look.ROW:
                found[line.start] = came
            elif len(cells) == 1 and before is not None and is_name(bare(before.content)):
                found[before.start], found[line.start] = came, None
        before = line
    return found if sum(came is not None for came in found.values()) > 2 else {}
