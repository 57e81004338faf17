"""What the published figures give the form: sentences that may be said, and an answer to those that compare."""

import re
from dataclasses import replace

from wardmote.crime import reads as crime
from wardmote.figures.compare.claims import Bearing, Borne, ClaimCheck
from wardmote.figures.compare.measures import ALL_CRIME, ASB
from wardmote.figures.statistics.verdicts import Verdict
from wardmote.updates.rules import Doubt, DoubtKind, FigureLine, LineDraft

ALWAYS_TOLD = {ALL_CRIME.key, ASB.key}
_CRIME = re.compile(r"\bcrimes?\b|\banti-?social\b|\bASB\b", re.IGNORECASE)
BEARS_OUT = {Bearing.SUPPORTS, Bearing.NOT_DENIED}


def figures_ready() -> list[FigureLine]:
    """The sentences about figures that may be said: all crime, anti-social behaviour, and what is lower or higher.

    None, if no figures of the town are loaded, or nobody has said yet what it is compared with.
    """
    try:
        results = [one for one in crime.newest().results if one.whole_set]
    except crime.NoFigures:
        return []
    told = [one for one in results if one.measure in ALWAYS_TOLD or one.verdict in (Verdict.LOWER, Verdict.HIGHER)]
    return [FigureLine(one.measure.replace("-", "_"), one.sentence) for one in told]


def held_against_figures(line: LineDraft, doubts: list[Doubt]) -> list[Doubt]:
    """The doubts of a line, with what the figures say of it if it compares crime with something.

    A town or an earlier time that it names is what it is held against; if they do not bear it out, it is doubted. A
    sentence that does not say with what is doubted for that; the answer of the newest frozen set stands beside it.
    """
    barely = any(doubt.kind is DoubtKind.COMPARISON for doubt in doubts)
    found = _check(line.words, barely=barely) if line.free else None
    if found is None:
        return doubts
    told = f"{found.with_all.answer} Or say: “{found.instead}”"
    if barely:
        return [replace(one, figures=told) if one.kind is DoubtKind.COMPARISON else one for one in doubts]
    if _borne_out(found):
        return doubts
    return [*doubts, Doubt(line.key, line.words, DoubtKind.FIGURES, line.words, told)]


def _check(words: str, *, barely: bool) -> ClaimCheck | None:
    """The check of a sentence; none if it says nothing of crime, or there is nothing to hold it against."""
    area = crime.area_row()
    sets = crime.frozen_sets(area)
    if area is None or (barely and not sets):
        return None
    try:
        found = crime.check_typed(words, area, sets[0] if sets else None)
    except crime.NoFigures:
        return None
    of_crime = found.claim.kind is not None or _CRIME.search(words)
    against = barely or found.claim.comparators or found.claim.past  # else it names a town of which nothing is known
    return found if of_crime and against else None


def _borne_out(found: ClaimCheck) -> bool:
    """Whether the comparison with the whole set, or with the one town that is named, bears the sentence out."""
    whole: list[Borne] = [one for one in found.with_all.borne if one.result.whole_set]
    return all(one.bearing in BEARS_OUT for one in whole or found.with_all.borne)
