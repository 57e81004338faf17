"""The police supply counts that nobody publishes, and release what of them can be shown."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from wardmote.crime import reads
from wardmote.crime.models import SuppliedCount, SuppliedRelease
from wardmote.crime.rules import (
    LONGEST_NAME,
    RELEASE_SUPPLIED,
    SUPPLY,
    SUPPLY_FILE,
    NotDone,
    Supplied,
    counts_in_file,
    months_asked,
    more_with_arrest,
    must_supply,
    one_line,
)
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date

MEANWHILE = "Somebody else did the same just now. Nothing was saved. Look at what is there, and send it again."


@dataclass(frozen=True, slots=True)
class Kept:
    """How many counts were new, how many took the place of another, and how many stood there already."""

    new: int
    corrected: int
    same: int


@transaction.atomic
def supply(counts: Sequence[Supplied], *, supplied_by: str, by: Viewer, now: datetime) -> Kept:
    """Keep counts that were typed. One that differs from the count in force takes its place; the old one is kept.

    Raises:
        Refused: `by` is neither the clerk nor the police, or has not signed. Nothing is stored.
        NotDone: nobody is named; a month has more incidents with an arrest than incidents; or somebody else supplied
            the same just now. Nothing is stored.
    """
    rows = _keep(counts, supplied_by=supplied_by, by=by, now=now)
    if rows:
        register.record(*rows, deed=SUPPLY, by=by, now=now)
    return _tally(rows, counts)


@transaction.atomic
def supply_file(content: bytes, *, supplied_by: str, by: Viewer, now: datetime) -> Kept:
    """Keep the counts of a CSV file: all of them, or none.

    Raises:
        Refused: `by` is neither the clerk nor the police, or has not signed. Nothing is stored.
        FileFaults: a line is wrong; each is named. Nothing is stored.
        NotDone: as for `supply`. Nothing is stored.
    """
    must_supply(by, now)
    counts = counts_in_file(content, today=london_date(now))
    rows = _keep(counts, supplied_by=supplied_by, by=by, now=now)
    if rows:
        register.record(*rows, deed=SUPPLY_FILE, by=by, now=now)
    return _tally(rows, counts)


def _keep(counts: Sequence[Supplied], *, supplied_by: str, by: Viewer, now: datetime) -> list[SuppliedCount]:
    """The rows of what differs from the counts in force, saved."""
    must_supply(by, now)
    who = one_line(supplied_by, longest=LONGEST_NAME, what="name of who supplied them", field="supplied_by")
    before = reads.histories(viewer=by, now=now)
    in_force = {key: history[-1] for key, history in before.items()}
    changed = [one for one in counts if in_force.get((one.kind, one.month)) != one.count]
    after = in_force | {(one.kind, one.month): one.count for one in changed}
    if wrong := more_with_arrest(after, [one.month for one in counts]):
        raise NotDone(
            f"In {', '.join(wrong[:3])} more incidents had an arrest than there were. Nothing was saved. Correct them."
        )
    rows = [_row(one, len(before.get((one.kind, one.month), ())) + 1, who, by=by, now=now) for one in changed]
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    except IntegrityError:
        raise NotDone(MEANWHILE) from None
    return rows


def _tally(rows: Sequence[SuppliedCount], counts: Sequence[Supplied]) -> Kept:
    corrected = sum(row.version > 1 for row in rows)
    return Kept(new=len(rows) - corrected, corrected=corrected, same=len(counts) - len(rows))


def _row(one: Supplied, version: int, who: str, *, by: Viewer, now: datetime) -> SuppliedCount:
    row = SuppliedCount(kind=one.kind.value, month=one.month, version=version, recorded_at=now)
    row.marking, row.by_person_id = Marking.CONFIDENTIAL.value, by.person_id
    row.count = register.sealed(row, "count", str(one.count))
    row.supplied_by = register.sealed(row, "supplied_by", who)
    return row


@transaction.atomic
def release_supplied(since: str, *, until: str, by: Viewer, now: datetime) -> SuppliedRelease:
    """Lower what can be shown of some months from confidential to the panel, for good.

    Raises:
        Refused: `by` has not signed, or is neither clerk nor police. Nothing is stored.
        NotDone: the clerk asks; the months are not a range; none has a count; or somebody else released just now.
            Nothing is stored.
    """
    must_supply(by, now)
    if not by.police:
        raise NotDone("Only the police can release their counts. Nothing was released. Ask them to sign in.")
    months = months_asked(since, until, today=london_date(now))
    found = reads.to_be_released(months, viewer=by, now=now)
    earlier = reads.releases(viewer=by, now=now)
    number = earlier[0].row.number + 1 if earlier else 1
    row = SuppliedRelease(number=number, by_person_id=by.person_id, recorded_at=now)
    row.content = register.sealed(row, "content", json.dumps(found.to_json()))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise NotDone(MEANWHILE) from None
    register.record(row, deed=RELEASE_SUPPLIED, by=by, now=now)
    return row
