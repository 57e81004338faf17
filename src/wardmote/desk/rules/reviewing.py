"""How notes are reviewed: what asks for an answer of its own, in which order, and what can be undone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Protocol, TypeVar

from wardmote.documents.tree import StatementKind
from wardmote.minutes.rules import BINDS
from wardmote.places.rules import perhaps_same_place, places_in
from wardmote.register.rules import Deed, Verb

ANSWER = Deed("desk.answer", Verb.ALTER)
UNDO = Deed("desk.undo", Verb.ALTER)
PASS_OVER = Deed("desk.pass_over", Verb.ALTER)
TAKEN_BACK = "Typed in the review, and taken back there."
READ_WRONGLY = "Read wrongly: nobody promised this."  # the reason that the action's history gives


class AnswerKind(StrEnum):
    """What was answered in a review."""

    HEAD = "head"  # which meeting it was, and who came
    ITEM = "item"
    MARKING = "marking"  # of an item
    SENTENCE = "sentence"
    MATTER = "matter"  # whether two matters are one
    ACTION = "action"  # whether two actions are one
    NAME = "name"  # whether a name as written is somebody whom the record knows
    PLACE = "place"  # whether two spellings are one road or place
    MISSED = "missed"  # a promise that was not read as one, typed in one line


class NothingToUndo(Exception):
    """Nobody has answered anything in this review that could be undone."""


class Overtaken(Exception):
    """What an answer did has been changed by another deed since."""


class Reading(Protocol):
    """What is asked of a statement: which sentence it stands in, and what it was read as."""

    @property
    def kind(self) -> StatementKind: ...
    @property
    def span(self) -> tuple[int, int]: ...


One = TypeVar("One", bound=Reading)


def sentences(readings: Iterable[One]) -> list[Sequence[One]]:
    """The readings of a paragraph that bind, sentence by sentence in its order; each sentence is asked about once.

    A sentence that is decided, promised and paid for asks one question with three boxes.
    """
    binding = sorted((r for r in readings if r.kind in BINDS), key=lambda r: (r.span, ORDER[r.kind]))
    return [tuple(same) for _, same in groupby(binding, key=lambda r: r.span)]


ORDER = {kind: place for place, kind in enumerate(StatementKind)}


def spellings(text: Iterable[str], known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of spellings that may be one place: what the record or these notes called it first, and another way.

    `known` leads from each name and accepted spelling, without its capitals, to the place's own name.

    >>> spellings(["Dark in Mill Street.", "Cars in Mills Street.", "The Mill Lane is quiet."], {})
    [('Mill Street', 'Mills Street')]
    >>> spellings(["Cars in Mill Street."], {"mill st": "Mill St"}), spellings(["In Mill St."], {"mill st": "Mill St"})
    ([('Mill St', 'Mill Street')], [])
    """
    names = dict.fromkeys(name for part in text for name in places_in(part))
    first: list[str] = list(dict.fromkeys(known.values()))
    found = []
    for name in names:
        if name.casefold() in known:
            continue
        same = next((other for other in first if perhaps_same_place(name, other)), None)
        if same is None:
            first.append(name)
        elif same.casefold() != name.casefold():
            found.append((same, name))
    return found
