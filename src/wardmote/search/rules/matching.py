"""What of a text answers a search: whether it does, where, how well, and a piece of it to show."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.search.rules.asking import Clause, Run
from wardmote.search.rules.words import stems_in, words_in

EXCERPT = 260  # code points
USUAL_WORDS = 40  # of a paragraph: a longer text has a word by chance more often
ENOUGH = 1.2  # k1 of BM25: how soon more of the same word counts no more (Robertson and Zaragoza 2009, page 359)
BY_LENGTH = 0.75  # b of BM25: how much the length of a text counts


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    marked: bool


def _answers(stems: Sequence[str], clause: Clause) -> bool:
    there = set(stems)
    if not all(there.issuperset(run) for run in clause.wanted):
        return False
    if not all(len(run) == 1 or _at(stems, run) for run in clause.wanted):
        return False
    return not any(there.issuperset(run) and _at(stems, run) for run in clause.unwanted)


def _at(stems: Sequence[str], run: Run) -> list[int]:
    """At which words a run begins."""
    first, length = run[0], len(run)
    return [n for n, stem in enumerate(stems) if stem == first and tuple(stems[n : n + length]) == run]


def score(text: str, clauses: Sequence[Clause]) -> float | None:
    """How well a text answers the best of these clauses; none if it answers none.

    The part of BM25 that one text decides: how often each word stands there, and how long the text is.

    >>> lamp = (Clause((("lamp",),)),)
    >>> score("A lamp.", lamp) > score("A lamp on the long wall of the old mill by the green.", lamp)
    True
    >>> score("A bench.", lamp) is None
    True
    """
    stems = stems_in(text)
    best = None
    for clause in clauses:
        if _answers(stems, clause):
            found = sum(_weight(len(_at(stems, run)), len(stems)) for run in clause.wanted)
            best = found if best is None else max(best, found)
    return best


def _weight(times: int, length: int) -> float:
    return times * (ENOUGH + 1) / (times + ENOUGH * (1 - BY_LENGTH + BY_LENGTH * length / USUAL_WORDS))


def spans(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Where in a text the words stand that were looked for, in order; runs that touch are one.

    >>> spans("The lamps in Mill Street.", (Clause((("lamp",), ("mill", "street"))),))
    [(4, 9), (13, 24)]
    """
    words = words_in(text)
    stems = [word.stem for word in words]
    runs = {run for clause in clauses for run in clause.wanted}
    there = sorted(
        (words[at].start, words[at + len(run) - 1].end)
        for run in runs
        if set(run) <= set(stems)
        for at in _at(stems, run)
    )
    found: list[tuple[int, int]] = []
    for start, end in there:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def excerpt(text: str, marked: Sequence[tuple[int, int]], *, length: int = EXCERPT) -> list[Piece]:
    """A piece of a text around the first of what is marked, cut between words; … where something is left out.

    >>> [piece.text for piece in excerpt("A lamp in the lane.", [(2, 6)])]
    ['A ', 'lamp', ' in the lane.']
    >>> "".join(piece.text for piece in excerpt("word " * 100 + "lamp", [(500, 504)], length=20))
    '… word word word lamp'
    """
    start, end = _window(text, marked[0][0] if marked else 0, length)
    pieces: list[Piece] = []
    reached = start
    for first, last in marked:
        if start <= first and last <= end:
            pieces += [Piece(text[reached:first], False), Piece(text[first:last], True)]
            reached = last
    pieces.append(Piece(text[reached:end], False))
    left = [Piece("… ", False)] if start else []
    right = [Piece(" …", False)] if end < len(text) else []
    return [piece for piece in (*left, *pieces, *right) if piece.text]


def _window(text: str, around: int, length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    start = max(0, min(around - length // 3, len(text) - length))
    end = min(len(text), start + length)
    words = words_in(text)
    if start:
        start = next((word.start for word in words if word.start >= start), start)
    if end < len(text):
        end = max((word.end for word in words if word.end <= end), default=end)
    return start, end
