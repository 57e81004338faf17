"""The comparison itself: a town beside its comparators in a window, with all that must be said beside it."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.figures.areas.towns import RESIDENTS_FROM, NoSuchTown, Town, town
from wardmote.figures.compare.comparators import ComparatorSet, Method, named, options_of, similar, typed_as
from wardmote.figures.compare.exclusion import MOST_IN_HOLES, counted_months, hole_in_words, sorted_out
from wardmote.figures.compare.gathering import Gathered, Side, covered_towns, force_in_words, gather
from wardmote.figures.compare.judging import Peers, beside, beside_all, restlessness
from wardmote.figures.compare.measures import Measure, measures_of
from wardmote.figures.compare.results import Comparison, Result
from wardmote.figures.compare.windows import (
    MONTHS_IN_A_YEAR,
    PUBLISHED_AFTER_DAYS,
    changes_between,
    months_between,
    period_in_words,
    published_by,
)
from wardmote.figures.compare.wording import sentence_of
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.store import Store
from wardmote.figures.statistics.intervals import rate_interval
from wardmote.figures.statistics.verdicts import Finding, Verdict, leave_one_out

MANY_KINDS = "Verdicts allow for all fourteen kinds, intervals for one alone: one may leave 1 out without a verdict."


class NothingToCompare(LookupError):
    """There is no month, or no comparator, that a comparison could rest on. The sentence says why."""


def compare(
    store: Store,
    here: Town | str,
    against: Sequence[Town | str] | ComparatorSet | None = None,
    *,
    like: bool = False,
    since: str,
    until: str,
    kinds: Sequence[str | Category] | None = None,
    known_on: date | None = None,
) -> Comparison:
    """A town beside named towns, a comparator set, or the towns most like it (`like`), from `since` to `until`.

    Months are written like 2022-01. `kinds` are kinds to show, by key or words; all if None. Adjustment for many kinds
    is over all fourteen, whichever are shown. `known_on` leaves out what was not published by that day.

    Counts are of months in which the town was counted in full; a comparator that was not counted in all of these is
    left out with the reason, as is one with holes. Rates are per 1,000 residents at Census 2021 and year.

    Method: docs/methods/comparing.md.

    Raises:
        NothingToCompare: no month of the town, or no comparator, is left.
        NoSuchTown: a town is unknown, or several bear the name.
        NoSuchKind: a kind is unknown.
        SetRefused: the set has no town, or the town itself.
        BadMonth: a month is not written like 2022-01, or the first is after the last.
    """
    place, window, shown = _town(here), months_between(since, until), measures_of(kinds)
    chosen = _chosen(store, place, against, like)
    gathered = gather(store, place, chosen, window)
    return compared(gathered, chosen, shown=shown, known_on=known_on)


def _town(given: Town | str) -> Town:
    return given if isinstance(given, Town) else town(given)


def _chosen(
    store: Store, place: Town, against: Sequence[Town | str] | ComparatorSet | None, like: bool
) -> ComparatorSet:
    if isinstance(against, ComparatorSet):
        if against.town != place.code:
            raise NoSuchTown(f"“{against.name}” was made for another town than {place.name}. Nothing was compared.")
        return against
    if against:
        return named(place, [_town(one) for one in against])
    if like:
        return similar(place, among=covered_towns(store))
    raise NothingToCompare("Nothing was compared. Name the towns to compare with, or ask for the most similar.")


def compared(
    gathered: Gathered, chosen: ComparatorSet, *, shown: Sequence[Measure], known_on: date | None = None
) -> Comparison:
    """The comparison of what was gathered. Pure: the same gives the same.

    Raises:
        NothingToCompare: no month of the town, or no comparator, is left.
    """
    at = _months(gathered, known_on)
    months = tuple(gathered.months[one] for one in at)
    if gathered.own.hole_share > MOST_IN_HOLES:
        raise NothingToCompare(f"{gathered.town.name} was not compared. {hole_in_words(gathered.own)}")
    serving, left_out = sorted_out(gathered, at)
    if not serving:
        why = " ".join(f"{one.member.name}: {one.reason}" for one in left_out)
        raise NothingToCompare(f"Nothing was compared: no comparator is left. {why}")
    command = command_of(gathered, chosen, shown, known_on)
    moving = restlessness([gathered.own, *serving], at)
    judged: list[tuple[Side | None, dict[str, Finding]]] = [
        (side, beside(gathered.own, [side], moving, at)) for side in serving
    ]
    if len(serving) > 1:
        judged.insert(0, (None, _beside_set(gathered, chosen, serving, moving, at)))
    ground = _Ground(gathered, together(chosen, len(serving)), chosen.label, months, at, serving)
    results = tuple(one for measure in shown for one in _results(ground, measure, judged))
    return Comparison(
        town=gathered.town.name,
        town_code=gathered.town.code,
        force=gathered.town.force,
        asked=gathered.months,
        months=months,
        known_on=known_on,
        comparators=chosen,
        left_out=left_out,
        results=results,
        cautions=_cautions(gathered, chosen, months, known_on, serving) + _unknown_spread(results),
        unplaced=gathered.unplaced,
        command=command,
    )


def _beside_set(
    gathered: Gathered, chosen: ComparatorSet, serving: Sequence[Side], moving: Peers, at: Sequence[int]
) -> dict[str, Finding]:
    if chosen.method is Method.OWN_PAST:
        return beside(gathered.own, serving, moving, at)
    like, _ = sorted_out(Gathered(gathered.town, gathered.months, gathered.own, gathered.like), list(at))
    return beside_all(gathered.own, serving, like, at)


def _months(gathered: Gathered, known_on: date | None) -> list[int]:
    """The positions of the months that count."""
    known = gathered.months if known_on is None else published_by(gathered.months, known_on, gathered.downloads)
    asked = period_in_words(gathered.months)
    if not known:
        raise NothingToCompare(f"Nothing was compared: no month of {asked} was published by {_day(known_on)}.")
    at = counted_months(gathered.own, set(known))
    if not at:
        raise NothingToCompare(
            f"Nothing was compared: {force_in_words(gathered.town.force)} has no full month of {asked} here. "
            "Load it: ./wardmote crime load FILE"
        )
    return at


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "now"


def command_of(gathered: Gathered, chosen: ComparatorSet, shown: Sequence[Measure], known_on: date | None) -> str:
    """The command that remakes the comparison."""
    words = ["./wardmote", "crime", "compare", typed_as(gathered.town.code), *options_of(chosen)]
    words += ["--from", gathered.months[0], "--to", gathered.months[-1]]
    if shown != measures_of(None):
        words += [word for measure in shown for word in ("--category", measure.key)]
    if known_on:
        words += ["--known-on", known_on.isoformat()]
    return shlex.join(words)


def _unknown_spread(results: Sequence[Result]) -> tuple[str, ...]:
    """Why nothing is said where nobody can tell how much towns differ, or how crimes move from month to month."""
    blind = {one.whole_set for one in results if one.dispersion is None}
    towns = "With fewer than five like towns nobody can tell how much towns differ: nothing is said of all together."
    months = "One month can't tell how crimes move from month to month: nothing is said. Give two or more."
    return ((towns,) if True in blind else ()) + ((months,) if False in blind else ())


def _cautions(
    gathered: Gathered,
    chosen: ComparatorSet,
    months: tuple[str, ...],
    known_on: date | None,
    serving: Sequence[Side],
) -> tuple[str, ...]:
    said = []
    if len(months) != len(gathered.months):
        said.append(f"{len(months)} of {len(gathered.months)} months are counted; the others are blank, never zero.")
    if len(months) != MONTHS_IN_A_YEAR:
        said.append(f"Rates of {len(months)} months are scaled to a year, as if the missing months were like them.")
    if known_on:
        said.append(
            f"Published by {_day(known_on)}: a month counts as published {PUBLISHED_AFTER_DAYS} days after its end, "
            "a default of ours, or from an earlier download. Counts are those of the newest download."
        )
    earlier = {month for side in serving if side.member.years_back for month in side.months}
    said += [f"Recording changed in {change.month}. {change.says}" for change in changes_between([*earlier], months)]
    said += [f"{side.member.name}: {hole_in_words(side)}" for side in (gathered.own, *serving) if side.hole_share > 0]
    said.append(MANY_KINDS)
    if twice := sum(side.repeated for side in (gathered.own, *serving)):
        said.append(f"Rows that repeat the Crime ID of another month ({twice} here) are counted in each, as published.")
    said += [note for note in chosen.notes if chosen.method is Method.NAMED]
    if len(serving) == 1:
        said.append("One comparator alone is a weak ground; the most similar towns are a better one.")
    return tuple(said)


@dataclass(frozen=True)
class _Ground:
    """What all results of a comparison share."""

    gathered: Gathered
    together: str
    label: str
    months: tuple[str, ...]
    at: Sequence[int]
    serving: Sequence[Side]


def _results(
    ground: _Ground, measure: Measure, judged: Sequence[tuple[Side | None, dict[str, Finding]]]
) -> Iterator[Result]:
    """The results of one measure; the side is none for the whole set."""
    years, population = len(ground.months) / MONTHS_IN_A_YEAR, ground.gathered.own.population
    n = ground.gathered.own.total(measure, ground.at)
    low, high = rate_interval(n, population * years)
    for side, by_measure in judged:
        found = by_measure[measure.key]
        others = sum(one.population for one in ([side] if side else ground.serving))
        made = Result(
            measure=measure.key,
            words=measure.words,
            n=n,
            since=ground.months[0],
            until=ground.months[-1],
            months=ground.months,
            months_asked=len(ground.gathered.months),
            denominator=RESIDENTS_FROM,
            population=population,
            rate_per_1000=n * 1000 / (population * years),
            rate_low=low,
            rate_high=high,
            scaled=len(ground.months) != MONTHS_IN_A_YEAR,
            comparator=side.member.name if side else ground.together,
            comparator_code=side.member.code if side else "",
            comparator_version=ground.label,
            whole_set=side is None,
            other_n=found.other_count,
            other_population=others,
            other_rate_per_1000=found.other_count * 1000 / (others * years),
            ratio=found.ratio,
            low=found.low,
            high=found.high,
            exact_low=found.exact_low,
            exact_high=found.exact_high,
            p=found.p,
            q=found.q,
            dispersion=found.spread.phi if found.spread else None,
            without_one=None if side else _without_one(ground, measure, n),
            verdict=found.verdict,
            tone=_tone(measure, found.verdict),
            sentence="",
            cautions=measure.cautions,
            unplaced=ground.gathered.unplaced,
        )
        yield sentence_of(made, ground.gathered.town.name, measure)


def _without_one(ground: _Ground, measure: Measure, n: int) -> tuple[float, float] | None:
    counts = [one.total(measure, ground.at) for one in ground.serving]
    found = leave_one_out(n, ground.gathered.own.population, counts, [one.population for one in ground.serving])
    return (found.low, found.high) if found else None


def together(chosen: ComparatorSet, serving: int) -> str:
    """What the whole set is called in a sentence, when so many of it serve.

    >>> from wardmote.figures.compare.comparators import Member
    >>> two = ComparatorSet("2 named towns", 1, Method.NAMED, "E1", (Member("E2", "Leek"), Member("E3", "Stone")))
    >>> together(two, 2), together(two, 1)
    ('the 2 named towns together', '1 of the 2 named towns together')
    """
    if not chosen.name[0].isdigit():
        return f"the {serving} of “{chosen.name}” together"
    part = "" if serving == len(chosen.members) else f"{serving} of "
    return f"{part}the {chosen.name} together"


def _tone(measure: Measure, verdict: Verdict) -> str:
    """Whether the verdict may be called better or worse."""
    return {Verdict.LOWER: "better", Verdict.HIGHER: "worse"}.get(verdict, "") if measure.telling else ""
