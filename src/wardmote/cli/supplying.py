"""`wardmote supplied`: the police's own counts are given, looked at and released, as on the pages."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.cli.standing import sentences, standing
from wardmote.crime import reads, writes
from wardmote.crime.rules import (
    NO_SOURCE,
    RELEASED,
    FileFaults,
    NotDone,
    Released,
    SuppliedKind,
    counts_typed,
    months_asked,
)
from wardmote.govuk.words import long_date
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted

LARGEST_BYTES = 1_000_000
TYPED = "--kind KIND --from MONTH --to MONTH --counts “3 0 2”"


def supplied(typed: argparse.Namespace) -> int:
    """Give counts, list them, release what can be shown, or show what was released.

    Raises:
        Stop: something is missing or wrong, or the answer was no; nothing was kept or released.
    """
    return {"give": _give, "counts": _counts, "release": _release, "show": _show}[typed.what](typed)


@contextmanager
def _refusals() -> Iterator[None]:
    with sentences():
        try:
            yield
        except FileFaults as faults:
            raise Stop("\n".join([str(faults), *faults.faults])) from None
        except NotDone as refusal:
            raise Stop(str(refusal)) from None


def _give(typed: argparse.Namespace) -> int:
    if not typed.by:
        raise Stop("Nothing was kept. Say who supplied the counts, by their post: --by “the force's analyst”")
    now = timezone.now()
    with _refusals():
        by, _ = standing(typed.person, now=now)
        if typed.file:
            kept = writes.supply_file(_content(typed.file), supplied_by=typed.by, by=by, now=now)
        else:
            if None in (typed.kind, typed.since, typed.until, typed.counts):
                raise Stop(f"Nothing was kept. Give a CSV file, or {TYPED}")
            asked = {"since": typed.since, "until": typed.until, "today": london_date(now)}
            counts = counts_typed(_kind(typed.kind), typed.counts, **asked)
            kept = writes.supply(counts, supplied_by=typed.by, by=by, now=now)
    if typed.json:
        print(json.dumps({"new": kept.new, "corrected": kept.corrected, "same": kept.same}))
    else:
        print(f"Kept. New: {kept.new}. Corrected: {kept.corrected}. Unchanged: {kept.same}.")
        print("Only the police and the clerk see them until the police release them.")
    return 0


def _kind(words: str) -> SuppliedKind:
    try:
        return SuppliedKind(words.lower())
    except ValueError:
        raise Stop(f"“{words}” is not a kind. Nothing was kept. The kinds are {', '.join(SuppliedKind)}.") from None


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise Stop(f"{file.name} is bigger than 1 MB. Nothing was kept. Give a smaller file.")
        return file.read_bytes()
    except OSError as error:
        raise Stop(f"{file.name} can't be opened: {error.strerror}. Nothing was kept.") from None


def _counts(typed: argparse.Namespace) -> int:
    now = timezone.now()
    with _refusals():
        by, _ = standing(typed.person, now=now)
        found = reads.supplied_counts(viewer=by, now=now)
        consulted([one.row for _, kinds in found for one in kinds.values()], by=by, now=now)
    if typed.json:
        plain = {month: {kind.value: one.count for kind, one in kinds.items()} for month, kinds in found}
        print(json.dumps(plain, indent=1))
        return 0
    for month, kinds in found:
        print(f"{month}  " + "; ".join(f"{kind.value}: {one.count}" for kind, one in kinds.items()))
    print("CONFIDENTIAL: for the police and the clerk." if found else "Nothing has been supplied yet.")
    return 0


def _release(typed: argparse.Namespace) -> int:
    now = timezone.now()
    if not typed.since or not typed.until:
        raise Stop("Nothing was released. Say which months: --from 2022-01 --to 2022-12")
    with _refusals():
        by, _ = standing(typed.person, now=now)
        found = reads.to_be_released(months_asked(typed.since, typed.until, today=london_date(now)), viewer=by, now=now)
        if typed.yes:
            writes.release_supplied(typed.since, until=typed.until, by=by, now=now)
    if typed.json:
        print(json.dumps(found.to_json() | {"released": typed.yes}, indent=1))
        return 0
    print("\n".join(_told(found)))
    print(
        "Released to the panel. Nobody can take it back."
        if typed.yes
        else "Nothing was released. The police release it with the same words and --yes; nobody can take it back."
    )
    return 0


def _told(found: Released) -> Iterator[str]:
    for kind in RELEASED:
        lines, total = found.of(kind), found.sum_of(kind)
        if lines:
            yield f"{kind.value.capitalize()}:"
            yield from (
                f"  {month}  {lines[month].words if month in lines else 'not supplied'}" for month in found.months
            )
            yield from [f"  all months  {total.words}"] if total else []
    yield from [found.share.sentence] if found.share else []


def _show(typed: argparse.Namespace) -> int:
    now = timezone.now()
    with _refusals():
        by, _ = standing(typed.person, now=now)
        releases = reads.releases(viewer=by, now=now)
        consulted([one.row for one in releases], by=by, now=now)
    if typed.json:
        told = [one.found.to_json() | {"number": one.row.number} for one in releases]
        print(json.dumps(told, indent=1))
        return 0
    for one in releases:
        print(f"Released on {long_date(london_date(one.row.recorded_at))} (number {one.row.number}):")
        print("\n".join(_told(one.found)))
    if not releases:
        print(NO_SOURCE)
    return 0
