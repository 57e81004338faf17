"""The form as a Word file: the words that it is printed with, and how what comes back is read. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from wardmote.documents.agenda_file import AgendaFile, Line
from wardmote.updates.rules.form import Blank, BlankKind, Section

BLANK_MARK, WRITTEN_MARK = "wm_b_", "wm_w_"
CARD = "policing-update:"  # then the reference of the form: it lies unseen in the file
CHOSEN = {BlankKind.CHOICE, BlankKind.NUMBER, BlankKind.DAY}
_TICKED = re.compile(r"\s*(?:\[\s*(?P<in>[^\]\s]{0,3})\s*\]|(?P<box>[☐☑☒✓✔]))\s*(?P<rest>.*)", re.DOTALL)


def written_mark(place: int, text: str) -> str:
    """The bookmark on a sentence that the form is printed with: it tells whether the sentence still stands as it was.

    >>> written_mark(3, "Nil returns")
    'wm_w_3_f1067d7a'
    """
    return f"{WRITTEN_MARK}{place}_{sha256(_plain(text).encode()).hexdigest()[:8]}"


class NotThisForm(Exception):
    """The file is no form of this update."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a file says: by blank, and the sentences that stand in none. Nothing is left out."""

    typed: dict[str, str]
    unread: tuple[str, ...]


def printed(blank: Blank) -> str:
    """The line of the file on which a blank is filled in.

    >>> printed(Blank("plans", "Plans in place", BlankKind.CHOICE, choices=(("0", "0"), ("1-4", "1-4"))))
    'Plans in place (write 0 or 1-4):'
    """
    match blank.kind:
        case BlankKind.TICK:
            return f"[  ] {blank.label}"
        case BlankKind.CHOICE:
            *most, last = [words for _, words in blank.choices]
            return f"{blank.label} (write {', '.join(most)} or {last}):"
        case BlankKind.DAY:
            return f"{blank.label} (day, month, year):"
        case _:
            return f"{blank.label}:"


def read_back(file: AgendaFile, parts: Sequence[Section], *, reference: str, written: Iterable[str]) -> ReadBack:
    """What was filled in. `written` are the sentences that the file was printed with; they are nobody's answer.

    A blank is known by its bookmark, or, if that was lost, by how its line begins. What stands below a blank belongs
    to it if it takes words; else it is kept as a sentence of its own.

    Raises:
        NotThisForm: it is the form of another meeting, or has none of its blanks. Nothing is stored.
    """
    if file.card.startswith(CARD) and file.card != f"{CARD}{reference}":
        raise NotThisForm("This file is the form of another meeting. Nothing was taken. Give the one of this meeting.")
    blanks = {blank.key: blank for part in parts for blank in part.blanks}
    ours = {_plain(one) for one in written}
    typed: dict[str, str] = {}
    unread: list[str] = []
    here: Blank | None = None
    found = False
    for line in file.lines:
        blank = _blank_of(line, blanks)
        if blank is not None:
            found, here = True, blank
            answer, odd = _answer(blank, line.text)
            typed[blank.key] = answer or typed.get(blank.key, "")
            unread += [odd] if odd else []
        elif _plain(line.text) in ours or _as_printed(line):
            here = None
        elif here is not None and here.kind in {BlankKind.WORDS, BlankKind.LINE}:
            typed[here.key] = "\n".join(filter(None, [typed[here.key], line.text.strip()]))
        elif here is not None and not typed[here.key] and here.kind in CHOSEN and (answer := _value(here, line.text)):
            typed[here.key] = answer
        else:
            unread.append(line.text.strip())
    if not found:
        raise NotThisForm("This file is not the form of the update. Nothing was taken. Fill in the file you got.")
    return ReadBack({key: words for key, words in typed.items() if words}, tuple(filter(None, unread)))


def _as_printed(line: Line) -> bool:
    """Whether one of our sentences stands as it was printed, even if the form would be worded otherwise by now."""
    ends = written_mark(0, line.text).rpartition("_")[2]
    return any(mark.startswith(WRITTEN_MARK) and mark.endswith(f"_{ends}") for mark in line.marks)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _blank_of(line: Line, blanks: dict[str, Blank]) -> Blank | None:
    for mark in line.marks:
        if mark.startswith(BLANK_MARK) and mark.removeprefix(BLANK_MARK) in blanks:
            return blanks[mark.removeprefix(BLANK_MARK)]
    ticked = _TICKED.match(line.text)
    if ticked is not None:
        said = _plain(ticked["rest"])
        return next((one for one in blanks.values() if one.kind is BlankKind.TICK and said == _plain(one.label)), None)
    begins = _plain(line.text)
    return next((one for one in blanks.values() if begins.startswith(_plain(printed(one)))), None)


def _answer(blank: Blank, text: str) -> tuple[str, str]:
    """What a line answers, and what of it the blank cannot take."""
    if blank.kind is BlankKind.TICK:
        ticked = _TICKED.match(text)
        if ticked is None:
            return "", "" if _plain(text) == _plain(blank.label) else text.strip()
        rest = ticked["rest"].strip()
        odd = "" if _plain(rest) == _plain(blank.label) else rest
        return "on" if ticked["in"] or (ticked["box"] or "☐") != "☐" else "", odd
    label = printed(blank)
    if _plain(text).startswith(_plain(label)):
        given = text[_reach(text, label) :].strip()
    else:  # the label itself was changed: what follows its colon is the answer
        given = (text.partition(":")[2] or text).strip()
    if not given or blank.kind in {BlankKind.LINE, BlankKind.WORDS}:
        return given, ""
    value = _value(blank, given)
    return value, "" if value else f"{blank.label}: {given}"


def _reach(text: str, label: str) -> int:
    """How far the label reaches in a text that has it, whatever its spaces."""
    pattern = r"\s*" + r"\s+".join(re.escape(word) for word in label.split())
    found = re.match(pattern, text, re.IGNORECASE)
    return found.end() if found else text.find(":") + 1


def _value(blank: Blank, given: str) -> str:
    """The value of a choice, a number or a day as somebody writes it; empty if it is none."""
    words = _plain(given).rstrip(".").replace("–", "-").replace("—", "-").replace(" to ", "-")
    match blank.kind:
        case BlankKind.CHOICE:
            tight = words.replace(" ", "")
            known = [(value, {_plain(value), _plain(said)}) for value, said in blank.choices]
            return next((v for v, s in known if words in s or tight in {one.replace(" ", "") for one in s}), "")
        case BlankKind.NUMBER:
            return words if words.isdecimal() and len(words) < 5 else ""
        case BlankKind.DAY:
            return _day(words)
    return given.strip()


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _day(words: str) -> str:
    """A day as it is written, with hyphens, year first.

    >>> _day("3 october 2022"), _day("3/10/22"), _day("soon")
    ('2022-10-3', '2022-10-3', '')
    """
    found = re.search(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[a-z]{3,9})[\s./-]+(\d{4}|\d{2})\b", words)
    if found is None:
        return ""
    day, month, year = found.groups()
    if not month.isdecimal():
        if month[:3] not in _MONTHS:
            return ""
        month = str(_MONTHS.index(month[:3]) + 1)
    return f"{year if len(year) == 4 else f'20{year}'}-{int(month)}-{int(day)}"
