"""A Word file of an agenda, paragraph by paragraph, understood as an agenda again. Pure.

Each paragraph that Wardmote writes carries a mark: whose item it is, or what it said. Where a word processor has lost
the marks, items are told by their words, and that is said.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from wardmote.documents.agenda_file import AgendaFile, Line
from wardmote.documents.dates import Day, days_in
from wardmote.documents.paper import printable
from wardmote.govuk.words import time_typed
from wardmote.meetings.rules.comparing import NOT_SET, Entry, Theirs
from wardmote.meetings.rules.placing import heading_words


class NotThisAgenda(Exception):
    """The file is no agenda of this meeting. Its words say what it is and what to do."""


class Mark(StrEnum):
    """What a paragraph of the file is."""

    ITEM = "i"  # an item, with its id
    WRITTEN = "w"  # written by Wardmote and computed afresh each time, with a sum of its words
    HELD_ON = "day"
    STARTS = "time"
    PLACE = "place"
    CARRIED = "carried"  # the heading of what stands under no item
    MADE = "made"  # the title, with the meeting, the version, and how much of it the reader saw


MARKS = "wm_"  # what the name of each of our bookmarks begins with
ALIKE, NEARLY = 0.6, 0.85  # how much of two texts must agree: of a heading, and of what Wardmote wrote itself
_LABELS = {Mark.HELD_ON: "day", Mark.STARTS: "time", Mark.PLACE: "place"}
_COLUMN = {Mark.HELD_ON: "held_on", Mark.STARTS: "starts", Mark.PLACE: "place"}
_NUMBER = re.compile(r"\s*(?:[0-9]{1,3}(?:\([a-z]\)|[a-z])?)(?:[.):]\s*\t?\s*|\t\s*)(?=\S)")
_BARE_NUMBER = re.compile(r"\s*[0-9]{1,3}\s+(?=\S)")


def mark_for(kind: Mark, words: str = "", *, place: int = 0) -> str:
    """The name of a bookmark: a letter first, then letters, figures and lines, forty at most.

    >>> mark_for(Mark.STARTS), len(mark_for(Mark.WRITTEN, "Swings squeak.", place=3))
    ('wm_time', 17)
    """
    if kind is Mark.ITEM:
        return f"{MARKS}i_{words}"
    if kind is Mark.WRITTEN:
        return f"{MARKS}w_{_sum(words)}_{place}"
    return f"{MARKS}{kind.value}{'_' + words if words else ''}"


def is_mark(name: str | None, kind: Mark) -> bool:
    """Whether a bookmark is one of ours and of this kind.

    >>> is_mark("wm_time", Mark.STARTS), is_mark("Anlage 1", Mark.STARTS), is_mark(None, Mark.STARTS)
    (True, False, False)
    """
    return _parted(name or "")[0] is kind


def _sum(words: str) -> str:
    return sha256(" ".join(printable(words).split()).encode()).hexdigest()[:10]


@dataclass
class _Item:
    line: Line
    id: UUID | None
    title: str
    note: list[Line]
    carried: bool = False
    guessed: bool = False
    stays: bool = False  # what Wardmote wrote under an item still stands under it


def theirs_of(file: AgendaFile, *, base: Sequence[Entry], ours: Sequence[Entry], written: Collection[str]) -> Theirs:
    """What the file says, item by item. `written` is what Wardmote itself would write around the items today.

    Raises:
        NotThisAgenda: hardly an item of this agenda is in it.
    """
    known = {_plain(words) for words in written}
    titles = [entry.title for entry in (*base, *ours)]
    outline = _has_outline(file.lines, titles)
    items: list[_Item] = []
    said: dict[str, date | time | str | None] = {}
    tracked: set[UUID | str] = set()
    left: list[str] = []
    for line in file.lines:
        kind, told = _kind_of(line)
        label = None if kind or items else _labelled(line.text)
        if kind in _LABELS or label:
            _take_said(line, kind if kind in _LABELS else label, said, tracked, left)
        elif kind is Mark.ITEM and line.text.strip():
            items.append(_Item(line, UUID(told), _title(line), []))
        elif kind is Mark.CARRIED or heading_words(_title(line)) == "matters carried over":
            items.append(_Item(line, None, "", [], carried=True))
        elif kind in {Mark.WRITTEN, Mark.MADE}:
            if items:
                items[-1].stays = True
            if kind is Mark.WRITTEN and told != _sum(line.text):
                left.append(f"“{line.text}” – Wardmote writes this itself. Change it where it is kept.")
        elif _plain(line.text) in known:
            continue
        elif _is_item(line, titles, outline=outline):
            items.append(_Item(line, None, _title(line), []))
        elif items:
            items[-1].note.append(line)
        elif line.text.strip():
            left.append(f"“{line.text}” – this stands above the first item. Write it under an item.")
    _match([one for one in items if not one.carried], base, ours)
    named = [one for one in items if one.id is not None]
    if base and len(named) * 3 < len(base):
        raise NotThisAgenda(
            f"Only {len(named)} of the {len(base)} items of this agenda are in this file. Nothing was changed. "
            "Download the agenda here, change that file, and give it back."
        )
    left += [
        f"“{line.text}” – this stands under “Matters carried over”. Write it under an item."
        for one in items
        if one.carried
        for line in one.note
        if line.text.strip()
    ]
    kept = [one for one in items if not one.carried]
    entries = tuple(Entry(one.id, one.title, _note(one.note, known, left)) for one in kept)
    for place, one in enumerate(kept):
        if one.line.tracked or any(line.tracked for line in one.note):
            tracked.add(one.id if one.id is not None else f"new-{place}")
    tracked |= {UUID(told) for kind, told in map(_parted, file.deleted_marks) if kind is Mark.ITEM}
    guessed = frozenset(one.id for one in kept if one.guessed and one.id is not None)
    return Theirs(entries, said, guessed, frozenset(tracked), tuple(dict.fromkeys(left)))


def _plain(words: str) -> str:
    return " ".join(printable(words).split())


def _parted(name: str) -> tuple[Mark | None, str]:
    kind, _, told = name.removeprefix(MARKS).partition("_")
    if not name.startswith(MARKS) or kind not in set(Mark):
        return None, ""
    if Mark(kind) is Mark.ITEM and not re.fullmatch(r"[0-9a-f]{32}", told):
        return None, ""
    return Mark(kind), told.partition("_")[0] if Mark(kind) is Mark.WRITTEN else told


def _kind_of(line: Line) -> tuple[Mark | None, str]:
    for name in line.marks:
        kind, told = _parted(name)
        if kind is not None:
            return kind, told
    return None, ""


def _title(line: Line) -> str:
    """The words of a heading without a number that somebody typed before them."""
    found = _NUMBER.match(line.text)
    return _plain(line.text[found.end() :] if found else line.text)


def _labelled(text: str) -> Mark | None:
    found = re.match(r"\s*(day|time|place)\s*:", text, re.IGNORECASE)
    return None if found is None else next(mark for mark, label in _LABELS.items() if label == found[1].lower())


def _take_said(
    line: Line,
    kind: Mark | None,
    said: dict[str, date | time | str | None],
    tracked: set[UUID | str],
    left: list[str],
) -> None:
    """A day, time or place as the file has it; one that can't be read is said, not guessed."""
    if kind is None or _COLUMN[kind] in said:
        return
    words = re.sub(rf"(?i)^\s*{_LABELS[kind]}\s*:?", "", line.text).strip()
    value: date | time | str | None = None
    if words and words.casefold() != NOT_SET:
        value = words if kind is Mark.PLACE else None
        if kind is Mark.STARTS:
            with suppress(ValueError):
                value = time_typed(words)
        elif kind is Mark.HELD_ON:
            days = days_in(words)
            value = _the_day(words, days)
        if value is None:
            form = "10:15 or 2pm" if kind is Mark.STARTS else "Friday 11 December 2026"
            left.append(f"“{line.text}” – this can't be read for certain. Write it like {form}.")
            return
    elif kind is Mark.HELD_ON:
        return
    said[_COLUMN[kind]] = value[:120] if isinstance(value, str) else value
    if line.tracked:
        tracked.add(_COLUMN[kind])


def _the_day(words: str, days: Sequence[Day]) -> date | None:
    """The one day that the words give, with its year and with nothing beside it."""
    if len(days) != 1 or not days[0].year:
        return None
    rest = words[: days[0].span.start] + words[days[0].span.end :]
    return None if days[0].at or any(map(str.isalnum, rest)) else days[0].on(days[0].year)


def _has_outline(lines: Sequence[Line], titles: Sequence[str]) -> bool:
    """Whether the file still tells items from text, by our marks or by its own headings."""
    known = {heading_words(title) for title in titles}
    headed = sum(line.heading and heading_words(_title(line)) in known for line in lines)
    return headed > 1 or any(_kind_of(line)[0] is Mark.ITEM for line in lines)


def _is_item(line: Line, titles: Sequence[str], *, outline: bool) -> bool:
    if not line.text.strip():
        return False
    if line.heading:
        return True
    numbered = _NUMBER.match(line.text) is not None
    if numbered or (line.numbered and not outline):
        return True
    words = {heading_words(line.text), heading_words(_BARE_NUMBER.sub("", line.text))}
    return not outline and any(heading_words(title) in words for title in titles)


def _match(items: list[_Item], base: Sequence[Entry], ours: Sequence[Entry]) -> None:
    """Say of each item of the file which item of the agenda it is."""
    entries = {entry.id: entry for entry in (*ours, *base) if entry.id is not None}
    by_mark = 0
    taken: dict[UUID, _Item] = {}
    for one in items:
        if one.id is None or one.id not in entries or one.id in taken:
            one.id = None
        else:
            taken[one.id], by_mark = one, by_mark + 1
    guessing = not by_mark
    # A mark can slip to the line above when that is typed first: a line with the very words of the item is the item.
    for one in items:
        for entry in entries.values():
            if one.id is None and entry.id is not None and _same(one, entry):
                holder = taken.get(entry.id)
                if holder is None or not _same(holder, entry):
                    if holder is not None:
                        holder.id = None
                    one.id, taken[entry.id], one.guessed = entry.id, one, guessing
    free = [entry for entry in base if entry.id is not None and entry.id not in taken]
    for one in items:
        near = max(((_likeness(one.title, entry.title), n) for n, entry in enumerate(free)), default=(0.0, 0))
        if one.id is None and near[0] >= ALIKE:
            one.id, one.guessed = free.pop(near[1]).id, True
    _match_by_place(items, base, {one.id for one in items if one.id is not None})


def _match_by_place(items: list[_Item], base: Sequence[Entry], taken: set[UUID]) -> None:
    """A title typed anew, mark and all: it stands between the same two neighbours, above what stood under it."""
    order = [entry.id for entry in base]
    for place, one in enumerate(items):
        if one.id is not None or not one.stays:
            continue
        before = items[place - 1].id if place else None
        after = items[place + 1].id if place + 1 < len(items) else None
        if (place and before is None) or (place + 1 < len(items) and after is None):
            continue
        start = order.index(before) + 1 if before in order else 0 if place == 0 else -1
        end = order.index(after) if after in order else len(order) if place + 1 == len(items) else -1
        if 0 <= start == end - 1 and order[start] not in taken:
            one.id, one.guessed = order[start], True


def _same(one: _Item, entry: Entry) -> bool:
    bare = _BARE_NUMBER.sub("", one.line.text)
    return heading_words(entry.title) in {heading_words(one.title), heading_words(bare)} and bool(one.title)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, heading_words(one), heading_words(other), autojunk=False).ratio()


def _note(lines: Sequence[Line], known: Collection[str], left: list[str]) -> str:
    """The text below an item, without what looks like something that Wardmote wrote and somebody touched."""
    kept = []
    for line in lines:
        near = "" if line.marks or len(line.text) < 30 else _nearest(_plain(line.text), known)
        if near:
            left.append(f"“{line.text}” – Wardmote writes this itself. Change it where it is kept.")
        elif line.text.strip():
            kept.append(_plain(f"{line.label} {line.text}" if line.label else line.text))
    return "\n".join(kept)


def _nearest(words: str, known: Collection[str]) -> str:
    for one in known:
        quick = SequenceMatcher(None, words, one, autojunk=False)
        if len(one) >= 30 and quick.real_quick_ratio() >= NEARLY and quick.ratio() >= NEARLY:
            return one
    return ""


def card_for(reference: str, number: int, *, saw_all: bool) -> str:
    """From what a file is made, in a form that every word processor keeps.

    >>> card_for("BCDF2346", 3, saw_all=False), given("BCDF2346_3_open")
    ('BCDF2346_3_open', ('BCDF2346', 3, False))
    """
    return f"{reference}_{number}_{'signed' if saw_all else 'open'}"


def given(card: str) -> tuple[str, int, bool] | None:
    """The meeting's reference, the version, and whether the file's reader saw what is confidential."""
    found = re.fullmatch(r"([A-Z0-9]{8})_([0-9]{1,6})_(open|signed)", card)
    return None if found is None else (found[1], int(found[2]), found[3] == "signed")
