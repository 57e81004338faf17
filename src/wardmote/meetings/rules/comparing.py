"""An agenda that comes back, held against the one it was made from and the one in the record. Pure.

Three states: `base` is what the file was made from, `ours` what the record says now, `theirs` what the file says.
A difference is what the file changed. What the record changed meanwhile stays, and is shown beside it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from uuid import UUID

from wardmote.govuk.words import clock, count_of, long_date


class AgendaShut(Exception):
    """The notes of the meeting are in the record, so its agenda is not changed any more."""


class ChangedMeanwhile(Exception):
    """What was chosen is no difference any more: somebody else changed the agenda."""


class NothingToUndo(Exception):
    """There is no change of the agenda that can be undone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of an agenda: what it is called, and the text below it. An item of a file may have no id."""

    id: UUID | None
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole agenda. A time or a place that nobody has set is none."""

    held_on: date
    starts: time | None
    place: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a file says. What it does not say is not among `said`."""

    entries: tuple[Entry, ...]
    said: Mapping[str, date | time | str | None] = field(default_factory=dict)  # held_on, starts, place
    guessed: frozenset[UUID] = frozenset()  # items that were told by their words
    tracked: frozenset[UUID | str] = frozenset()  # ids, places of new items, and what is said, by tracked changes
    not_taken: tuple[str, ...] = ()  # what stands in the file and is no part of an agenda


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the file changed, in one sentence. `also` is what the record changed in the same place."""

    key: str
    says: str
    words: str = ""  # what would be written, where that is more than the sentence holds
    also: str = ""
    guessed: bool = False
    tracked: bool = False


_NAMES: dict[str, tuple[str, Callable[[date | time | str], str]]] = {
    "held_on": ("Day", lambda value: long_date(value) if isinstance(value, date) else str(value)),
    "starts": ("Time", lambda value: clock(value) if isinstance(value, time) else str(value)),
    "place": ("Place", str),
}
NOT_SET = "not set"
CHANGED = "The agenda was changed meanwhile. Nothing was stored. Look at the differences again."


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for spaces.

    >>> alike("Any  other business ", "Any other business")
    True
    """
    return one.split() == other.split()


def shown_value(name: str, value: date | time | str | None) -> str:
    """A day, time or place as the agenda writes it.

    >>> shown_value("starts", time(10, 15)), shown_value("place", None)
    ('10:15am', 'not set')
    """
    return NOT_SET if value is None else _NAMES[name][1](value)


def compared(
    base: Draft, ours: Draft, theirs: Theirs, *, hanging: Mapping[UUID, int] | None = None
) -> list[Difference]:
    """What the file changed and the record has not, in the order of the agenda.

    `hanging` says how many things are carried over under each item.
    """
    was, now = _by_id(base), _by_id(ours)
    number = {entry.id: place for place, entry in enumerate(ours.entries, start=1)}
    moved, shifted = _moves(base, ours, theirs), _shifted(base.entries, ours.entries)
    found, before = [*_said(base, ours, theirs)], ""
    for place, entry in enumerate(theirs.entries):
        first, current = was.get(entry.id) or now.get(entry.id), now.get(entry.id)
        if first is None:
            says = f"New item {f'after {before}' if before else 'first'}: “{entry.title}”."
            found.append(Difference(f"new-{place}", says, entry.note, tracked=f"new-{place}" in theirs.tracked))
        else:
            where = f"now after {before}" if before else "now first"
            way = moved.get(entry.id, "") and f"{moved[entry.id]}: {where}"
            again = "It was moved in the record as well." if entry.id in shifted else ""
            told = [*_changes(first, current, entry, number.get(entry.id, 0), way=way, again=again)]
            guessed, tracked = entry.id in theirs.guessed, entry.id in theirs.tracked
            found += [replace(one, guessed=guessed, tracked=tracked) for one in told]
        before = f"“{entry.title}”"
    there = {entry.id for entry in theirs.entries}
    for first in base.entries:
        if first.id in now and first.id not in there:
            current = now[first.id]
            changed = not (alike(current.title, first.title) and alike(current.note, first.note))
            hang = _hang((hanging or {}).get(first.id, 0)) if first.id else ""
            says = f"Item {number[first.id]} “{current.title}” is gone{hang}."
            also = _both(first.title, current.title) if changed else ""
            found.append(Difference(f"gone-{first.id}", says, also=also, tracked=first.id in theirs.tracked))
    return found


def _changes(
    first: Entry, current: Entry | None, told: Entry, number: int, *, way: str, again: str
) -> Iterable[Difference]:
    """What the file changed of one item: its title, its place, the text below it."""
    if current is None:
        if not (alike(first.title, told.title) and alike(first.note, told.note)):
            says = f"“{first.title}” is gone from the record; in your file it reads “{told.title}”. Put it back."
            yield Difference(f"back-{first.id}", says, told.note)
        return
    label = f"item {number} “{current.title}”"
    if not alike(told.title, first.title) and not alike(told.title, current.title):
        also = "" if alike(first.title, current.title) else _both(first.title, current.title)
        yield Difference(f"renamed-{first.id}", f"I{label[1:]} now reads “{told.title}”.", also=also)
    if way:
        yield Difference(f"moved-{first.id}", f"I{label[1:]} moved {way}.", also=again)
    if not alike(told.note, first.note) and not alike(told.note, current.note):
        deed = "added under" if not first.note else "taken away under" if not told.note else "changed under"
        also = "" if alike(first.note, current.note) else _both(first.note or "nothing", current.note or "nothing")
        yield Difference(f"note-{first.id}", f"Text {deed} {label}.", told.note, also)


def _said(base: Draft, ours: Draft, theirs: Theirs) -> Iterable[Difference]:
    for name, (label, _) in _NAMES.items():
        first, current = getattr(base, name), getattr(ours, name)
        if name not in theirs.said or theirs.said[name] in (first, current):
            continue
        says = f"{label}: {shown_value(name, current)} → {shown_value(name, theirs.said[name])}."
        also = "" if first == current else _both(shown_value(name, first), shown_value(name, current))
        yield Difference(name, says, also=also, tracked=name in theirs.tracked)


def _both(first: str, current: str) -> str:
    return f"The record has changed since: “{first}” became “{current}”."


def _hang(things: int) -> str:
    if not things:
        return ""
    stood, they = ("thing", "it") if things == 1 else ("things", "they")
    return f" ({things} {stood} carried over stood under it: {they} would stand under “Matters carried over”)"


def _by_id(draft: Draft) -> dict[UUID | None, Entry]:
    return {entry.id: entry for entry in draft.entries if entry.id is not None}


def _shifted(before: Sequence[Entry], after: Sequence[Entry]) -> set[UUID]:
    """The fewest items that must have moved to bring those that both have from one order into the other."""
    place = {entry.id: number for number, entry in enumerate(before)}
    kept = [entry.id for entry in after if entry.id is not None and entry.id in place]
    return set(kept) - set(_longest_in_order(kept, place))


def _longest_in_order(kept: Sequence[UUID], place: Mapping[UUID | None, int]) -> list[UUID]:
    """The longest run of items, gaps allowed, whose places rise."""
    best: list[list[UUID]] = []
    for one in kept:
        longest = max((run for run in reversed(best) if place[run[-1]] < place[one]), key=len, default=[])
        best.append([*longest, one])
    return max(reversed(best), key=len, default=[])  # of two that changed places, the lower one went up


def _moves(base: Draft, ours: Draft, theirs: Theirs) -> dict[UUID | None, str]:
    """The items that the file moved, each with the way it went; none if the record has them so already."""
    there = {entry.id for entry in ours.entries}
    moved = {one for one in _shifted(base.entries, theirs.entries) if one in there}
    after = _placed(ours.entries, theirs, moved=moved, added=set())
    if [entry.id for entry in after] == [entry.id for entry in ours.entries]:
        return {}
    was = {entry.id: place for place, entry in enumerate(ours.entries)}
    now = {entry.id: place for place, entry in enumerate(after)}
    stay = [entry.id for entry in ours.entries if entry.id not in moved]

    def ahead(one: UUID, place: Mapping[UUID | None, int]) -> int:
        return sum(place[other] < place[one] for other in stay)

    ways = {one: (ahead(one, now), now[one]) < (ahead(one, was), was[one]) for one in moved}
    return {one: "up" if up else "down" for one, up in ways.items()}


def _placed(
    entries: Sequence[Entry], theirs: Theirs, *, moved: Collection[UUID], added: Collection[int]
) -> list[Entry]:
    """The entries with those that move and those that are new put behind what they stand behind in the file."""
    by_id = {entry.id: entry for entry in entries}
    result = [entry for entry in entries if entry.id not in moved]
    last = -1  # the place of the newest one in `result` that the file has
    for place, entry in enumerate(theirs.entries):
        if place in added:
            last += 1
            result.insert(last, replace(entry, id=entry.id))
        elif entry.id in moved and entry.id in by_id:
            last += 1
            result.insert(last, by_id[entry.id])
        elif entry.id is not None and entry.id in by_id:
            last = next(number for number, one in enumerate(result) if one.id == entry.id)
    return result


def applied(base: Draft, ours: Draft, theirs: Theirs, *, taken: Collection[str], whole: Draft | None = None) -> Draft:
    """The record's agenda with the differences whose keys are taken; new items have no id yet.

    `whole` is the record's agenda with the items that whoever compares may not see; they stay as they are.

    Raises:
        ChangedMeanwhile: a key is taken that is no difference.
    """
    keys = {one.key for one in compared(base, ours, theirs)}
    if not set(taken) <= keys:
        raise ChangedMeanwhile(CHANGED)
    in_file = _by_id(Draft(base.held_on, None, None, theirs.entries))

    def changed(entry: Entry) -> Entry:
        told = in_file.get(entry.id)
        if told is None:
            return entry
        title = told.title if f"renamed-{entry.id}" in taken else entry.title
        return Entry(entry.id, title, told.note if f"note-{entry.id}" in taken else entry.note)

    whole = whole or ours
    kept = [changed(entry) for entry in whole.entries if f"gone-{entry.id}" not in taken]
    moved = {one.id for one in whole.entries if one.id is not None and f"moved-{one.id}" in taken}
    added = {
        place
        for place, entry in enumerate(theirs.entries)
        if f"new-{place}" in taken or (entry.id is not None and f"back-{entry.id}" in taken)
    }
    said = {name: theirs.said[name] for name in _NAMES if name in taken}
    return replace(whole, entries=tuple(_placed(kept, theirs, moved=moved, added=added)), **said)  # type: ignore[arg-type]


def since(base: Draft, ours: Draft) -> list[str]:
    """What the record changed since the file was made."""
    told = Theirs(ours.entries, {name: getattr(ours, name) for name in _NAMES})
    return [one.says for one in compared(base, base, told)]


def counted(differences: Sequence[Difference]) -> str:
    """How many differences there are, in words."""
    return count_of(len(differences), "difference") if differences else "No differences"
