"""`wardmote crime compare` and `wardmote crime check`: a town beside others, and a sentence held against figures."""

import argparse
import json
import re
import textwrap
from collections.abc import Iterator, Sequence

from wardmote.cli.main import Stop
from wardmote.documents.statements import statements_in
from wardmote.documents.tree import Context, StatementKind
from wardmote.figures.areas.towns import NoSuchTown, Town, town
from wardmote.figures.compare import (
    BadMonth,
    ComparatorSet,
    Comparison,
    NoSuchKind,
    NothingToCompare,
    Result,
    SetRefused,
    compare,
    named,
    own_past,
    similar,
)
from wardmote.figures.compare.claims import Bearing, ClaimCheck, Pass, Way, check, full_months, read_claim, window_of
from wardmote.figures.compare.gathering import covered_towns, downloads_of
from wardmote.figures.compare.measures import MEASURES, TOTAL_KEYS
from wardmote.figures.compare.results import decimals
from wardmote.figures.compare.windows import period_in_words, published_by, spans_in_words
from wardmote.figures.sources.manifest import StoreUnreadable
from wardmote.figures.sources.store import Store, open_store
from wardmote.govuk.words import long_date
from wardmote.towns.folder import crime_folder

COLUMNS = 100
REFUSALS = (NoSuchTown, NothingToCompare, SetRefused, NoSuchKind, BadMonth)
HEAD = ("n", "rate", "theirs", "ratio", "interval", "verdict")
_COMMA = re.compile(r",(?![^()]*\))")  # not the comma of "Leominster (Herefordshire, County of)"


def crime_compare(typed: argparse.Namespace) -> int:
    """Compare a town with others and print what may be said.

    Raises:
        Stop: a town, month or kind is unknown, or nothing is left to compare; nothing was changed.
    """
    if len(typed.given) != 1:
        raise Stop("Nothing was compared. Name one town, in quotation marks: ./wardmote crime compare “Anytown”")
    store = opened()
    try:
        here = town(typed.given[0])
        since, until = _asked(store, here, typed)
        found = compare(
            store,
            here,
            _comparators(store, here, typed),
            like=typed.like,
            since=since,
            until=until,
            kinds=typed.category,
            known_on=typed.known_on,
        )
    except REFUSALS as error:
        raise _stop(error, store) from None
    print(json.dumps(found.to_json(), ensure_ascii=False, indent=1) if typed.json else "\n".join(told(found)))
    return 0


def crime_check(typed: argparse.Namespace) -> int:
    """Hold a sentence against the figures and print which comparisons support it.

    Raises:
        Stop: the sentence compares nothing, or a town or month is unknown; nothing was changed.
    """
    if not typed.town:
        raise Stop("Nothing was checked. Say of which town it was said: --town “Market Drayton”")
    text = " ".join(typed.given)
    claims = [one for one in statements_in(text, at=0, context=Context()) if one.kind is StatementKind.CLAIM]
    if not claims:
        raise Stop(f"Nothing was checked: “{text}” compares nothing. Write it like “Burglary is lower than in Leek”.")
    store = opened()
    try:
        here = town(typed.town)
        claim = read_claim(
            text,
            way=Way(claims[0].direction.value) if claims[0].direction else None,
            subject=claims[0].subject or "",
            comparator=claims[0].comparator or "",
            among=covered_towns(store),
        )
        found = check(
            claim,
            here,
            store,
            comparator=_comparators(store, here, typed),
            known_on=typed.known_on,
            since=typed.since,
            until=typed.until,
        )
    except REFUSALS as error:
        raise _stop(error, store) from None
    print(json.dumps(found.to_json(), ensure_ascii=False, indent=1) if typed.json else "\n".join(checked(found)))
    return 0


def opened() -> Store:
    """The store of crime figures.

    Raises:
        Stop: there are none, or they can't be read.
    """
    try:
        store = open_store(crime_folder())
    except StoreUnreadable as error:
        raise Stop(str(error)) from None
    if not store.parts:
        raise Stop("No crime figures are loaded here. Load a download of data.police.uk: ./wardmote crime load FILE")
    return store


def _stop(error: Exception, store: Store) -> Stop:
    more = f" Loaded: {spans_in_words(store.months)}." if isinstance(error, NothingToCompare) else ""
    return Stop(f"{error}{more}")


def _asked(store: Store, here: Town, typed: argparse.Namespace) -> tuple[str, str]:
    """The first and the last month; the 12 to the last full one where they are not given."""
    full = full_months(store, here)
    if typed.known_on:
        full = published_by(full, typed.known_on, downloads_of(store, here.force))
    window = window_of(full, typed.since, typed.until)
    if not window:
        raise NothingToCompare(f"Nothing was compared: no full month of {here.name} is loaded.")
    return window[0], window[-1]


def _comparators(store: Store, here: Town, typed: argparse.Namespace) -> ComparatorSet | None:
    if typed.past:
        return own_past(here)
    names = [name.strip() for one in typed.against or [] for name in _COMMA.split(one) if name.strip()]
    if names:
        return named(here, [town(name) for name in names])
    if typed.like and typed.what == "check":
        return similar(here, among=covered_towns(store))
    return None


# What is printed


def told(found: Comparison) -> Iterator[str]:
    """A comparison as lines of at most `COLUMNS`; the command that remakes it may be longer."""
    one = found.results[0]
    yield from wrapped(
        f"{found.town}, {period_in_words(found.months)}: {one.coverage} counted, {one.population:,} {one.denominator}."
    )
    yield from wrapped(f"Rates are per 1,000 residents{' and scaled to a year' if one.scaled else ''}.")
    yield from wrapped(f"Comparators: {found.comparators.label}.")
    whole = [each for each in found.results if each.whole_set]
    if whole:
        yield ""
        yield from wrapped(f"Beside {whole[0].comparator}")
        yield row("", *HEAD)
        yield from (line_of(each, each.words) for each in whole)
        for each in whole:
            if each.without_one and each.measure in TOTAL_KEYS:
                low, high = (decimals(ratio, 2) for ratio in each.without_one)
                yield from wrapped(f"{each.words}: {low} to {high} times when each comparator in turn is left out.")
    shown = {each.measure: each.words for each in found.results}
    if len(shown) == len(MEASURES) and whole:
        shown = {key: words for key, words in shown.items() if key in TOTAL_KEYS}
    for key, words in shown.items():
        yield ""
        yield f"{words}, beside each"
        yield row("", *HEAD)
        yield from (
            line_of(each, each.comparator) for each in found.results if each.measure == key and not each.whole_set
        )
    yield ""
    yield from _around(found)
    yield f"Remake it: {found.command}"


def _around(found: Comparison) -> Iterator[str]:
    """Who was left out, and what must be said beside the figures."""
    for out in found.left_out:
        yield from wrapped(f"Left out: {out.member.name}. {out.reason}")
    seen = dict.fromkeys([*found.cautions, *found.comparators.notes])
    for caution in seen:
        yield from wrapped(caution)
    by_caution: dict[str, list[str]] = {}
    for one in found.results:
        for caution in one.cautions:
            by_caution.setdefault(caution, [])
            if one.words not in by_caution[caution]:
                by_caution[caution].append(one.words)
    for caution, kinds in by_caution.items():
        yield from wrapped(f"{', '.join(kinds)}: {caution}")
    yield from wrapped(found.unplaced)


def checked(found: ClaimCheck) -> Iterator[str]:
    """A checked sentence as lines of at most `COLUMNS`; the command that remakes it may be longer."""
    yield from wrapped(f"“{found.claim.text}”")
    yield from (line for one in found.missing for line in wrapped(f"- {one}"))
    yield from wrapped(f"Held against: {found.comparators.label}.")
    for one in (found.that_day, found.with_all):
        if one:
            yield ""
            yield from _pass(one)
    if found.with_all.comparison:
        yield ""
        yield from _around(found.with_all.comparison)
    yield ""
    yield from wrapped(f"It may be said instead: {found.instead}")
    yield f"Remake it: {found.command}"


def _pass(one: Pass) -> Iterator[str]:
    if not one.comparison:
        yield from wrapped(f"With what was {one.when}: {one.reason}")
        return
    results = one.comparison.results
    asked = [each.result for each in one.borne] or list(results)
    yield from wrapped(f"With {_when(one)}, {period_in_words(one.comparison.months)}: {asked[0].words}. {one.answer}")
    for answer in one.answers_apart:
        yield from wrapped(answer)
    yield row("", "n", "rate", "theirs", "ratio", "interval", "does for it" if one.borne else "verdict")
    bearings = {each.result.comparator: each.bearing for each in one.borne}
    for each in asked:
        name = "All of them together" if each.whole_set else each.comparator
        yield line_of(each, name, bearings.get(each.comparator))


def _when(one: Pass) -> str:
    known = one.comparison.known_on if one.comparison else None
    return f"the months published by {long_date(known)}" if known else "all months loaded"


def line_of(one: Result, name: str, bearing: Bearing | None = None) -> str:
    """One result as a line of a table."""
    return row(
        name,
        f"{one.n:,}",
        decimals(one.rate_per_1000, 1),
        decimals(one.other_rate_per_1000, 1),
        decimals(one.ratio, 2),
        f"{decimals(one.low, 2)}–{decimals(one.high, 2)}",
        bearing.value if bearing else one.verdict.value,
    )


def row(name: str, n: str, rate: str, theirs: str, ratio: str, interval: str, verdict: str) -> str:
    """A line of a table, 100 columns wide at most."""
    short = name if len(name) <= 38 else f"{name[:37]}…"
    return f"{short:<38} {n:>6} {rate:>6} {theirs:>6} {ratio:>5} {interval:>11}  {verdict}".rstrip()


def wrapped(text: str) -> Sequence[str]:
    """The text in lines of at most `COLUMNS`."""
    return textwrap.wrap(text, COLUMNS, break_long_words=False, break_on_hyphens=False)
