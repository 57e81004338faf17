"""A sentence about figures, as it was said: which comparisons support it, and what may be said instead."""

import re
import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from wardmote.figures.areas.towns import Town, towns
from wardmote.figures.compare.comparators import ComparatorSet, named, options_of, own_past, similar, typed_as
from wardmote.figures.compare.comparison import NothingToCompare, compare
from wardmote.figures.compare.gathering import covered_towns, downloads_of
from wardmote.figures.compare.measures import ALL_CRIME, ASB, CRIME_AND_ASB, kind_in
from wardmote.figures.compare.results import Comparison, Result
from wardmote.figures.compare.windows import (
    MONTHS_IN_A_YEAR,
    month_of,
    month_ordinal,
    months_between,
    published_by,
)
from wardmote.figures.compare.wording import instead_of
from wardmote.figures.sources.store import Store
from wardmote.figures.statistics.verdicts import Verdict


class Way(StrEnum):
    """Which way a sentence points."""

    LOWER = "lower"
    HIGHER = "higher"
    SAME = "same"


class Bearing(StrEnum):
    """What one comparison does for a sentence."""

    SUPPORTS = "supports it"
    AGAINST = "speaks against it"
    NOT_SHOWN = "does not show it"
    NOT_DENIED = "does not speak against it"
    TOO_FEW = "too few to say"

    def of(self, many: int) -> str:
        """How many comparisons do this.

        >>> Bearing.NOT_SHOWN.of(1), Bearing.NOT_SHOWN.of(2), Bearing.AGAINST.of(2)
        ('1 does not show it', '2 do not show it', '2 speak against it')
        """
        verb, _, rest = self.value.partition(" ")
        if many != 1:
            verb = {"does": "do", "too": "too"}.get(verb, verb.removesuffix("s"))
        return f"{many} {verb} {rest}"


@dataclass(frozen=True)
class Claim:
    """What a sentence says, as read by whoever read it.

    `kind` is the key of a measure, none if the sentence names none or several. `comparators` are towns that it names,
    `past` whether it compares with an earlier time, `period` whether it says when.
    """

    text: str
    way: Way | None
    kind: str | None = None
    comparators: tuple[Town, ...] = ()
    past: bool = False
    period: bool = False


@dataclass(frozen=True)
class Borne:
    """One comparison, and what it does for the sentence."""

    bearing: Bearing
    result: Result


@dataclass(frozen=True)
class Pass:
    """The comparisons with the months that were there at one time; none, with the reason, if there was nothing."""

    when: str
    comparison: Comparison | None
    borne: tuple[Borne, ...]
    apart: tuple[Borne, ...] = ()  # of crime and of anti-social behaviour by themselves, where no kind is named
    reason: str = ""

    @property
    def answer(self) -> str:
        """How many comparators support the sentence and how many don't, of the measure that it is about."""
        return _answer(self.borne) if self.comparison else self.reason

    @property
    def answers_apart(self) -> tuple[str, ...]:
        """The same of crime and of anti-social behaviour by themselves."""
        words = dict.fromkeys(one.result.words for one in self.apart)
        return tuple(
            f"{each} alone: {_answer([one for one in self.apart if one.result.words == each])}" for each in words
        )


def _answer(borne: Sequence[Borne]) -> str:
    single = [one for one in borne if not one.result.whole_set]
    many = {bearing: sum(one.bearing is bearing for one in single) for bearing in Bearing}
    told = ", ".join(bearing.of(count) for bearing, count in many.items() if count)
    return f"Of {len(single)} comparison{'s' if len(single) != 1 else ''}: {told}." if single else ""


@dataclass(frozen=True)
class ClaimCheck:
    """A sentence checked: on the day it was said (`that_day`, if a day was given) and with all months (`with_all`)."""

    claim: Claim
    town: str
    measure: str
    comparators: ComparatorSet
    known_on: date | None
    that_day: Pass | None
    with_all: Pass
    missing: tuple[str, ...]
    instead: str
    command: str

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""

        def told(one: Pass | None) -> dict[str, Any] | None:
            if one is None:
                return None
            borne = [{"bearing": each.bearing.value, **each.result.to_json()} for each in (*one.borne, *one.apart)]
            whole = one.comparison.to_json() if one.comparison else None
            answers = [one.answer, *one.answers_apart]
            return {"when": one.when, "answers": answers, "borne": borne, "comparison": whole}

        return {
            "sentence": self.claim.text,
            "way": self.claim.way.value if self.claim.way else None,
            "town": self.town,
            "measure": self.measure,
            "comparators": {**self.comparators.to_json(), "label": self.comparators.label},
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "that_day": told(self.that_day),
            "with_all": told(self.with_all),
            "missing": list(self.missing),
            "instead": self.instead,
            "command": self.command,
        }

    def to_rows(self) -> list[dict[str, str]]:
        """A row for each comparison of each pass, with what it does for the sentence."""
        rows = []
        for one in (self.that_day, self.with_all):
            if one and one.comparison:
                by_result = zip(one.comparison.results, one.comparison.to_rows(), strict=True)
                lines = {(each.measure, each.comparator): row for each, row in by_result}
                rows += [
                    {"when": one.when, "bearing": each.bearing.value}
                    | lines[each.result.measure, each.result.comparator]
                    for each in (*one.borne, *one.apart)
                ]
        return rows


_PAST = re.compile(
    r"\b(?:last|previous|prior)\s+(?:year|month|quarter|meeting|period)|\byear\s+(?:before|ago)|\bsame\s+(?:time|period)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?i:this|last)\s+(?:year|month|quarter)\b"
)


def read_claim(
    text: str, *, way: Way | None, subject: str = "", comparator: str = "", among: Collection[str] | None = None
) -> Claim:
    """The claim of a sentence whose direction, subject and comparator somebody has read.

    A town that is named counts if no other town has its name; `among` narrows which towns may be meant.

    >>> said = read_claim("Burglary is lower than in Leek", way=Way.LOWER, subject="Burglary", comparator="in Leek")
    >>> said.kind, [town.name for town in said.comparators], said.past
    ('burglary', ['Leek'], False)
    """
    return Claim(
        text=" ".join(text.split()),
        way=way,
        kind=kind_in(subject or text),
        comparators=towns_in(comparator, among=among),
        past=bool(_PAST.search(comparator or text)),
        period=bool(_PERIOD.search(text)),
    )


def towns_in(words: str, *, among: Collection[str] | None = None) -> tuple[Town, ...]:
    """The towns that the words name, in their order; a name that several of `among` bear is passed over.

    >>> [town.name for town in towns_in("in Market Drayton and Leek")]
    ['Market Drayton', 'Leek']
    """
    bearers: dict[str, list[Town]] = {}
    for one in towns().values():
        name = one.name.split(" (")[0]
        if name in words and (among is None or one.code in among):
            bearers.setdefault(name, []).append(one)
    found: list[tuple[int, Town]] = []
    for name in sorted(bearers, key=len, reverse=True):  # "Market Drayton" before a town called "Drayton"
        if at := re.search(rf"\b{re.escape(name)}\b", words):
            words = words[: at.start()] + "·" * len(name) + words[at.end() :]
            if len(bearers[name]) == 1:
                found.append((at.start(), bearers[name][0]))
    return tuple(town for _, town in sorted(found, key=lambda one: one[0]))


def bearing_of(way: Way, verdict: Verdict) -> Bearing:
    """What a verdict does for a sentence that points this way.

    >>> bearing_of(Way.LOWER, Verdict.NO_CLEAR_DIFFERENCE).value, bearing_of(Way.SAME, Verdict.LOWER).value
    ('does not show it', 'speaks against it')
    """
    if verdict is Verdict.TOO_FEW:
        return Bearing.TOO_FEW
    if way is Way.SAME:
        return Bearing.NOT_DENIED if verdict is Verdict.NO_CLEAR_DIFFERENCE else Bearing.AGAINST
    if verdict is Verdict.NO_CLEAR_DIFFERENCE:
        return Bearing.NOT_SHOWN
    return Bearing.SUPPORTS if verdict.value == way.value else Bearing.AGAINST


def check(
    claim: Claim,
    here: Town,
    store: Store,
    *,
    comparator: ComparatorSet | Sequence[Town] | None = None,
    known_on: date | None = None,
    since: str | None = None,
    until: str | None = None,
) -> ClaimCheck:
    """Which comparisons support a sentence, with the months of the day it was said and with all months.

    Comparators are those given, else those that the sentence names, else the most similar towns that are loaded.
    Without `since` and `until` the window is the 12 months to the last that had been published when it was said;
    for all months, the 12 to the last that is loaded, up to the end of the year in which it was said.

    Raises:
        NothingToCompare: no month or no comparator is left even with all months.
        BadMonth: a month is not written like 2022-01, or the first is after the last.
        SetRefused: no town may be chosen, or the town itself was.
    """
    chosen = _chosen(claim, here, store, comparator)
    main = claim.kind or CRIME_AND_ASB.key
    kinds = [claim.kind] if claim.kind else [ALL_CRIME.key, ASB.key, CRIME_AND_ASB.key]
    full = full_months(store, here)
    windows = _windows(full, known_on, since, until, downloads_of(store, here.force))
    if not windows[1]:
        raise NothingToCompare(f"Nothing was checked: no full month of {here.name} is loaded.")

    def one_pass(window: tuple[str, ...], when: str, on: date | None) -> Pass:
        found = compare(store, here, chosen, since=window[0], until=window[-1], kinds=kinds, known_on=on)
        borne = _borne(found, claim)
        return Pass(
            when,
            found,
            tuple(one for one in borne if one.result.measure == main),
            tuple(one for one in borne if one.result.measure != main),
        )

    that_day = None
    if known_on:
        when = f"published by {known_on.day} {known_on:%B %Y}"
        try:
            if not windows[0]:
                raise NothingToCompare("Nothing had been published by that day.")
            that_day = one_pass(windows[0], when, known_on)
        except NothingToCompare as error:
            that_day = Pass(when, None, (), reason=str(error))
    with_all = one_pass(windows[1], "all months loaded", None)
    assert with_all.comparison is not None
    return ClaimCheck(
        claim=claim,
        town=here.name,
        measure=main,
        comparators=chosen,
        known_on=known_on,
        that_day=that_day,
        with_all=with_all,
        missing=_missing(claim),
        instead=instead_of(with_all.comparison, main),
        command=_command(claim, here, chosen, known_on, since, until),
    )


def _chosen(claim: Claim, here: Town, store: Store, comparator: ComparatorSet | Sequence[Town] | None) -> ComparatorSet:
    if isinstance(comparator, ComparatorSet):
        return comparator
    others = [one for one in comparator or claim.comparators if one.code != here.code]
    if others:
        return named(here, others)
    return own_past(here, years=1) if claim.past else similar(here, among=covered_towns(store))


def _command(
    claim: Claim, here: Town, chosen: ComparatorSet, known_on: date | None, since: str | None, until: str | None
) -> str:
    """The command that remakes the check."""
    words = ["./wardmote", "crime", "check", claim.text, "--town", typed_as(here.code), *options_of(chosen)]
    words += ["--known-on", known_on.isoformat()] if known_on else []
    words += ["--from", since] if since else []
    words += ["--to", until] if until else []
    return shlex.join(words)


def full_months(store: Store, here: Town) -> tuple[str, ...]:
    """The months of which a town was counted in full, in order."""
    covered = store.counts([here.codes], [here.force], store.months).covered[0]
    return tuple(month for at, month in enumerate(store.months) if covered[at])


def _windows(
    full: tuple[str, ...], known_on: date | None, since: str | None, until: str | None, downloads: dict[str, date]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The window of the day it was said, and that of all months; empty if there is nothing."""
    known = published_by(full, known_on, downloads) if known_on else full
    later = [month for month in full if not known_on or month <= f"{known_on.year}-12"] or list(full)
    return window_of(known, since, until), window_of(tuple(later), since, until)


def window_of(full: tuple[str, ...], since: str | None, until: str | None) -> tuple[str, ...]:
    """The months from `since` to `until`; the 12 to the last full one where they are not given."""
    last = until or (full[-1] if full else None)
    if last is None:
        return ()
    return months_between(since or month_of(month_ordinal(last) - MONTHS_IN_A_YEAR + 1), last)


def _borne(found: Comparison, claim: Claim) -> tuple[Borne, ...]:
    if claim.way is None:
        return ()
    return tuple(Borne(bearing_of(claim.way, one.verdict), one) for one in found.results)


def _missing(claim: Claim) -> tuple[str, ...]:
    said = []
    if not claim.comparators and not claim.past:
        said.append("It does not name the town that it compares with.")
    if not claim.period:
        said.append("It does not say which months.")
    if claim.kind is None:
        said.append("It does not say which kind: all crime, anti-social behaviour, or one kind of crime.")
    if claim.way is None:
        said.append("It does not say whether the figures are lower or higher.")
    return tuple(said)
