"""How a result is said: one sentence that can be read out, with what it rests on."""

from collections.abc import Sequence
from dataclasses import replace

from wardmote.figures.compare.measures import ALL_CRIME, ASB, CRIME_AND_ASB, Measure, measure_of
from wardmote.figures.compare.results import Comparison, Result, decimals
from wardmote.figures.compare.windows import months_between, period_in_words
from wardmote.figures.statistics.verdicts import Verdict

FEW = 4  # comparators that a sentence can hold with their intervals
_GROUPS = {
    Verdict.LOWER: "lower than",
    Verdict.HIGHER: "higher than",
    Verdict.NO_CLEAR_DIFFERENCE: "no clear difference from",
    Verdict.TOO_FEW: "too few to say beside",
}


def beside(result: Result) -> str:
    """The verdict with its comparator, ratio and interval, as it ends a sentence.

    The interval is left out where there are too few events to say anything.
    """
    name = result.comparator
    if result.dispersion is None:
        return f"too few {'towns' if result.whole_set else 'months'} to say beside {name}"
    if result.verdict is Verdict.TOO_FEW:
        return f"too few to say beside {name} ({result.n} and {result.other_n})"
    told = f"{decimals(result.ratio, 2)} times, 95 % interval {decimals(result.low, 2)} to {decimals(result.high, 2)}"
    link = {Verdict.LOWER: "lower than", Verdict.HIGHER: "higher than"}.get(result.verdict, "no clear difference from")
    return f"{link} {name} ({told})"


def counted(result: Result, town: str, measure: Measure) -> str:
    """What was counted, where and when, as it begins a sentence."""
    period = period_in_words(result.months)
    span = len(months_between(result.months[0], result.months[-1]))
    gap = "" if len(result.months) == span else f" ({len(result.months)} of {span} months counted)"
    when = f"In {period}{gap}" if " to " not in period else f"Between {period.replace(' to ', ' and ')}{gap}"
    year = " a year" if result.scaled else ""
    return (
        f"{when}, {result.n:,} {measure.events} were recorded in {town}: "
        f"{decimals(result.rate_per_1000, 1)} per 1,000 residents{year}"
    )


def joined(words: Sequence[str]) -> str:
    """A list in a sentence.

    >>> joined(["Leek"]), joined(["Leek", "Stone", "Ludlow"])
    ('Leek', 'Leek, Stone and Ludlow')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def instead_of(found: Comparison, measure: str) -> str:
    """A sentence on a measure that may be said: what was counted, and every comparator by name.

    With few comparators each has its ratio and interval; with more than `FEW`, the names alone.
    """
    results = [one for one in found.results if one.measure == measure]
    single = [one for one in results if not one.whole_set]
    head = counted(single[0], found.town, measure_of(measure)) + _apart(found, measure)
    if len(single) <= FEW:
        return f"{head}: {', '.join(beside(one) for one in single)}."
    parts = []
    for verdict, words in _GROUPS.items():
        names = [one.comparator for one in single if one.verdict is verdict]
        parts += [f"{words} {joined(names)}"] if names else []
    return f"{head}: {'; '.join(parts)}."


def _apart(found: Comparison, measure: str) -> str:
    """Crimes and incidents apart, behind their total."""
    if measure != CRIME_AND_ASB.key:
        return ""
    try:
        crimes, incidents = (found.of(key, found.results[-1].comparator_code).n for key in (ALL_CRIME.key, ASB.key))
    except LookupError:
        return ""
    return f" ({crimes:,} crimes, {incidents:,} incidents of anti-social behaviour)"


def sentence_of(result: Result, town: str, measure: Measure) -> Result:
    """The result with its sentence."""
    return replace(result, sentence=f"{counted(result, town, measure)}, {beside(result)}.")
