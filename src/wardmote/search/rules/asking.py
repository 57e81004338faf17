"""What may be asked: the words as typed, what they want, and what narrows it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from wardmote.search.rules.words import is_idle, stems_in, words_in

NOTHING_TYPED = "Type a word to look for."
NOTHING_WANTED = "Every word is left out by a minus. Type a word to look for as well."
Run = tuple[str, ...]  # words that stand one after the other, as they are compared


class Kind(StrEnum):
    """What a text is in the record."""

    NOTES = "notes"
    DECISION = "decision"
    ACTION = "action"
    MATTER = "matter"
    PRIORITY = "priority"
    AGENDA = "agenda item"
    SUPPLEMENT = "supplement"
    PAPER = "paper"
    UPDATE = "police update"
    QUESTION = "question to the police"
    INTERVENTION = "intervention"


class Sort(StrEnum):
    """In which order results stand."""

    DATE = "date"
    RELEVANCE = "relevance"


class NothingWanted(Exception):
    """The words ask for nothing."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What must stand in one text: all of these words and phrases, and none of those."""

    wanted: tuple[Run, ...]
    unwanted: tuple[Run, ...] = ()

    @property
    def telling(self) -> frozenset[str]:
        """The single words that a text must have, without those that stand nearly everywhere."""
        return frozenset(stem for run in self.wanted for stem in run if not is_idle(stem))


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: its words as typed, and how it is narrowed and sorted. No kind is every kind."""

    words: str
    kinds: frozenset[Kind] = frozenset()
    body: UUID | None = None
    from_on: date | None = None
    until_on: date | None = None
    sort: Sort = Sort.DATE


_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


def clause_of(words: str) -> Clause:
    """What typed words want: each of them, phrases in quotation marks as they stand, and nothing with a minus.

    Words such as “the” are passed over, except in a phrase or where nothing else was typed.

    Raises:
        NothingWanted: no word is looked for.

    >>> clause_of('the lamps "Mill Street" -parking').wanted
    (('lamp',), ('mill', 'street'))
    >>> clause_of("anti-social A41").wanted, clause_of("-parking lamp").unwanted
    ((('anti', 'social'), ('a41',)), (('park',),))
    """
    wanted: list[Run] = []
    idle: list[Run] = []
    unwanted: list[Run] = []
    for minus, phrase, word in _PIECE.findall(re.sub("[“”„]", '"', words)):
        run = tuple(stems_in(phrase or word))
        if not run:
            continue
        if minus:
            unwanted.append(run)
        elif word and len(run) == 1 and is_idle(run[0]):
            idle.append(run)
        else:
            wanted.append(run)
    if not (wanted or idle):
        raise NothingWanted(NOTHING_WANTED if unwanted else NOTHING_TYPED)
    return Clause(tuple(dict.fromkeys(wanted or idle)), tuple(dict.fromkeys(unwanted)))


def any_of(phrases: Iterable[str]) -> tuple[Clause, ...]:
    """That one of these phrases stands in a text: the spellings of a name.

    >>> [one.wanted for one in any_of(["Cobbler Row", "Cobblers' Row", "Mill Street"])]
    [(('cobbler', 'row'),), (('mill', 'street'),)]
    """
    runs = dict.fromkeys(tuple(stems_in(phrase)) for phrase in phrases)
    return tuple(Clause((run,)) for run in runs if run)


def all_of(text: str) -> tuple[Clause, ...]:
    """That all the words of a title stand in a text, wherever they do; nothing, where it has none that tell.

    >>> all_of("The lamps of Cobbler Row")[0].wanted
    (('lamp',), ('cobbler',), ('row',))
    """
    runs = tuple((stem,) for stem in dict.fromkeys(stems_in(text)) if not is_idle(stem))
    return (Clause(runs),) if runs else ()


def names_in(text: str, known: Iterable[str]) -> list[str]:
    """The roads and places that a text names: known names, and numbers of roads; each once, in the order of the text.

    >>> names_in("Cameras on the A41 and in mill street", ["Mill Street", "Long Lane"])
    ['A41', 'Mill Street']
    """
    there = [(at.start(), at[0]) for at in re.finditer(r"\b[ABM]\d{1,4}\b", text)]
    words = words_in(text)
    stems = [word.stem for word in words]
    for name in known:
        run = stems_in(name)
        at = next((n for n in range(len(stems)) if run and stems[n : n + len(run)] == run), None)
        if at is not None:
            there.append((words[at].start, name))
    return list(dict.fromkeys(name for _, name in sorted(there)))


def to_json(asked: Asked) -> str:
    """A search as text, to be sealed."""
    return json.dumps(
        {
            "words": asked.words,
            "kinds": sorted(kind.value for kind in asked.kinds),
            "body": str(asked.body) if asked.body else None,
            "from_on": asked.from_on.isoformat() if asked.from_on else None,
            "until_on": asked.until_on.isoformat() if asked.until_on else None,
            "sort": asked.sort.value,
        },
        ensure_ascii=False,
    )


def asked_from(text: str) -> Asked:
    """The search that `to_json` wrote.

    >>> asked_from(to_json(Asked("lamps", frozenset({Kind.NOTES}), from_on=date(2022, 5, 1)))).from_on
    datetime.date(2022, 5, 1)
    """
    told = json.loads(text)
    return Asked(
        words=told["words"],
        kinds=frozenset(Kind(kind) for kind in told["kinds"]),
        body=UUID(told["body"]) if told["body"] else None,
        from_on=date.fromisoformat(told["from_on"]) if told["from_on"] else None,
        until_on=date.fromisoformat(told["until_on"]) if told["until_on"] else None,
        sort=Sort(told["sort"]),
    )
