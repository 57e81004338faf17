"""Who and where again and again: rolling windows, told as bands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.figures.demand.incidents import OTHER, Export, Incident
from wardmote.figures.demand.profile import Profile, Threshold
from wardmote.figures.statistics.suppression import Band, band


@dataclass(frozen=True)
class Repeats:
    """How many places and callers met one threshold, as bands; by kind, places that met it with that kind alone."""

    threshold: Threshold
    places: Band
    callers: Band
    places_by_kind: tuple[tuple[str, Band], ...]


@dataclass(frozen=True)
class Demand:
    """What an export says of demand. Days are those of the first and the last incident; none if there was no incident.

    `bad_lines` are the lines of the file that could not be read. `facts` are the sentences that may be passed on.
    """

    first: date | None
    last: date | None
    repeats: tuple[Repeats, ...]
    bad_lines: tuple[int, ...]
    facts: tuple[str, ...]


def most_within(days: Iterable[date], length: int) -> int:
    """The most incidents in any `length` consecutive days, the first and the last counted.

    >>> march = [date(2026, 3, day) for day in (1, 2, 30, 31)]
    >>> most_within(march, 30), most_within(march, 31), most_within([], 30)
    (3, 4, 0)
    """
    ordered = sorted(days)
    most = start = 0
    for end, day in enumerate(ordered):
        while (day - ordered[start]).days >= length:
            start += 1
        most = max(most, end - start + 1)
    return most


def demand(export: Export, profile: Profile) -> Demand:
    """The bands of an export, for each threshold of the profile. Pure: nothing is read or kept.

    A place or caller meets a threshold if any run of so many consecutive days has so many incidents. Where incidents
    are numbered, several rows of one number count once for its place, and once for each caller. Rows without a place
    (or caller) count for neither. None at all is a fact of its own, a nil return, if every line could be read.

    Source: practice, not law: no national threshold was found. The defaults are our own.
    """
    days = [incident.on for incident in export.incidents]
    first, last = min(days, default=None), max(days, default=None)
    repeats = tuple(_repeats(export.incidents, one, profile) for one in profile.thresholds)
    facts = [fact for one in repeats for fact in _facts(one, first, last, whole=not export.bad_lines)]
    return Demand(first, last, repeats, export.bad_lines, tuple(facts))


def _repeats(incidents: Sequence[Incident], threshold: Threshold, profile: Profile) -> Repeats:
    def met(of: Callable[[Incident], str | None], among: Iterable[Incident]) -> Band:
        return band(_meeting(among, of, threshold))

    kinds = [*profile.kinds, OTHER]
    by_kind = [(kind, met(_where, (one for one in incidents if one.kind == kind))) for kind in kinds]
    return Repeats(threshold, met(_where, incidents), met(_who, incidents), tuple(by_kind))


def _meeting(incidents: Iterable[Incident], of: Callable[[Incident], str | None], threshold: Threshold) -> int:
    """How many places, or callers, meet a threshold."""
    days: dict[str, list[date]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for incident in incidents:
        key = of(incident)
        if key is None or (incident.number and (key, incident.number) in seen):
            continue
        if incident.number:
            seen.add((key, incident.number))
        days[key].append(incident.on)
    return sum(most_within(each, threshold.days) >= threshold.incidents for each in days.values())


def _where(incident: Incident) -> str | None:
    return incident.where


def _who(incident: Incident) -> str | None:
    return incident.who


def _facts(one: Repeats, first: date | None, last: date | None, *, whole: bool) -> Iterable[str]:
    """What may be said of one threshold."""
    if first is None or last is None:
        return
    between = f"between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}"
    for name, found in (("location", one.places), ("caller", one.callers)):
        if found is not Band.NONE:
            yield f"{found}: {name}s that met the threshold of {one.threshold.words} {between}."
        elif whole:
            yield f"No {name} met the threshold of {one.threshold.words} {between}."
        else:
            yield f"No {name} in the rows that were read met {one.threshold.words} {between}. This is no nil return."
