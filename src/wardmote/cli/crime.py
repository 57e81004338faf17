"""`wardmote crime load` and `wardmote crime coverage`: published crime figures come in, and which of them are there."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from wardmote.backups.keeping import LONDON
from wardmote.cli.main import BAD_INPUT, PARTLY, Stop
from wardmote.figures.sources.candidates import Left
from wardmote.figures.sources.coverage import Coverage, State, coverage
from wardmote.figures.sources.loading import LoadReport, NotLoaded, load
from wardmote.figures.sources.manifest import NAME, Part, StoreUnreadable
from wardmote.figures.sources.store import Store, open_store
from wardmote.govuk.words import count_of, long_date
from wardmote.towns.folder import crime_folder

BAR = 30
NAMED = 12  # lines of one sort, before they are only counted
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS = {State.COMPLETE: "all", State.PARTIAL: "part", State.ABSENT: "none"}
NOTHING_YET = "No crime figures are loaded yet. Download them from data.police.uk, then: ./wardmote crime load FILE.zip"


def crime_load(typed: argparse.Namespace) -> int:
    """Take downloads into the store; 0 if all of it was read, 1 if something was left out and the rest is loaded.

    Raises:
        Stop: nothing was loaded.
    """
    if not typed.given:
        raise Stop("Nothing was loaded. Say which zip files or folders: ./wardmote crime load FILE.zip")
    folder = crime_folder()
    before = _stamp(folder)
    try:
        report = load(
            [Path(one) for one in typed.given],
            folder,
            loaded_at=datetime.now(LONDON),
            downloaded_on=typed.downloaded_on,
            progress=_bar if sys.stderr.isatty() else None,
        )
    except (NotLoaded, StoreUnreadable) as sentence:
        raise Stop(str(sentence)) from None
    except OSError as error:
        raise Stop(
            f"The disk refused: {error.strerror}. The crime figures are as they were. Make room first."
        ) from None
    except KeyboardInterrupt:
        after = "were loaded before that" if _stamp(folder) != before else "are as they were"
        raise Stop(f"\nStopped. The crime figures {after}.") from None
    if typed.json:
        print(json.dumps(_plain(report), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(report, open_store(folder), typed.downloaded_on is None)))
    if report.clean:
        return 0
    return PARTLY if report.loaded or report.kept else BAD_INPUT


def crime_coverage(typed: argparse.Namespace) -> int:
    """Print which months of which force are there.

    Raises:
        Stop: nothing is loaded, or nothing of that force.
    """
    try:
        store = open_store(crime_folder())
    except StoreUnreadable as sentence:
        raise Stop(str(sentence)) from None
    if not store.parts:
        raise Stop(NOTHING_YET)
    if typed.force and typed.force not in store.forces:
        raise Stop(f"Nothing of “{typed.force}” is loaded. Forces here: {', '.join(store.forces)}")
    found = [one for one in coverage(store) if typed.force in (None, one.force)]
    if typed.json:
        print(json.dumps([_json(asdict(one)) for one in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_grid(found)))
    return 0


def _stamp(folder: Path) -> int:
    """What changes when other figures count."""
    try:
        return (folder / NAME).stat().st_ino
    except FileNotFoundError:
        return 0


def _bar(done: int, of: int) -> None:
    full = BAR * done // max(of, 1)
    end = "\n" if done >= of else ""
    bar = "█" * full + "░" * (BAR - full)
    print(f"\r{bar} {done / 1e6:,.0f} of {of / 1e6:,.0f} MB", end=end, file=sys.stderr, flush=True)


# What a load says


def _told(report: LoadReport, store: Store, by_itself: bool) -> Iterator[str]:
    how = ", the newest date inside" if by_itself else ""
    for name, day in report.downloaded_on.items():
        yield f"{name}: downloaded on {long_date(day)}{how}."
    if report.loaded:
        yield ""
        yield from _table(report.loaded)
    yield from _left("Left out", [*report.refused, *_refused_rows(report.loaded)])
    for (archive, reason), many in sorted(Counter((one.archive, one.reason) for one in report.kept).items()):
        yield f"\n{archive}: {count_of(many, 'file')} not taken: {reason}."
    unknown = sorted({code for part in report.loaded for code in part.unknown})
    if unknown:
        rows = sum(sum(part.unknown.values()) for part in report.loaded)
        named = [code for code in unknown if code][:NAMED]
        more = " and more" if len(named) < len(unknown) else ""
        yield f"\n{rows:,} rows have a code that is no small area of 2011 or 2021: {', '.join(named)}{more}."
    passed_over = [count_of(many, f"{what} file") for what, many in sorted(report.passed_over.items())]
    if passed_over:
        yield f"\nPassed over: {', '.join(passed_over)}."
    yield ""
    if store.parts:
        rows = sum(part.rows for part in store.parts) - report.left_out
        span = f"{store.months[0]} to {store.months[-1]}"
        there = "There is now 1 row" if rows == 1 else f"There are now {rows:,} rows"
        yield f"{there} of {count_of(len(store.forces), 'force')}, {span}."
        if report.left_out:
            yield f"Not counted, because another row has the same Crime ID: {report.left_out:,}."
    else:
        yield "Nothing was loaded, and nothing is there."


def _table(parts: Sequence[Part]) -> Iterator[str]:
    yield f"{'force':<22} {'months':>6} {'rows':>10} {'refused':>8} {'repeated':>8} {'no area':>8}"
    for force in sorted({part.force for part in parts}):
        ours = [part for part in parts if part.force == force]
        sums = [
            sum(figure)
            for figure in zip(
                *((one.rows, one.refused_rows, one.repeated, sum(one.unplaced.values())) for one in ours), strict=True
            )
        ]
        yield f"{force:<22} {len(ours):>6} {sums[0]:>10,} {sums[1]:>8,} {sums[2]:>8,} {sums[3]:>8,}"


def _refused_rows(parts: Sequence[Part]) -> Iterator[Left]:
    for part in parts:
        for each in part.refused:
            lines = ", ".join(map(str, each.lines)) + ("…" if each.rows > len(each.lines) else "")
            yield Left(part.archive, part.member, f"{count_of(each.rows, 'row')}: {each.reason} (line {lines})")


def _left(title: str, left: Sequence[Left]) -> Iterator[str]:
    if not left:
        return
    yield f"\n{title}:"
    for one in left[:NAMED]:
        yield f"  {', '.join(filter(None, (one.archive, one.member)))}: {one.reason}"
    if len(left) > NAMED:
        yield f"  and {len(left) - NAMED:,} more; --json names all"


def _json(told: Any) -> Any:
    """The same, with days as text."""
    return json.loads(json.dumps(told, default=lambda when: when.isoformat()))


def _plain(report: LoadReport) -> Any:
    return _json(asdict(report) | {"clean": report.clean})


# The grid


def _grid(found: Sequence[Coverage]) -> Iterator[str]:
    for force in dict.fromkeys(one.force for one in found):
        ours = {one.month: one for one in found if one.force == force}
        yield f"{force:<20}{' '.join(f'{name:<4}' for name in MONTHS)}".rstrip()
        for year in dict.fromkeys(month[:4] for month in ours):
            states = [ours.get(f"{year}-{number:02d}") for number in range(1, 13)]
            cells = " ".join(f"{WORDS[one.state] if one else '':<4}" for one in states)
            empty = all(one is None or one.state is State.ABSENT for one in states)
            yield f"  {year:<18}{'none of this year' if empty else cells}".rstrip()
        for one in ours.values():
            if one.state is State.PARTIAL:
                yield f"  {one.month}: partial, {one.reason}"
        yield ""
    yield "all: complete. part: partial, with the reason below. none: absent, which is blank and never zero."
