"""What the town is, and what it is compared with: chosen before anybody sees the result."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from wardmote.crime import reads
from wardmote.crime.models import FrozenSet, TownArea
from wardmote.crime.rules import (
    CHOOSE_AREA,
    FREEZE_SET,
    LONGEST_NAME,
    LONGEST_REASON,
    NotDone,
    must_choose,
    one_line,
)
from wardmote.figures.areas.towns import NoSuchArea, NoSuchTown, Town, drawn, town
from wardmote.figures.compare.comparators import ComparatorSet, SetRefused, declared, similar
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


def _town(name_or_code: str, field: str) -> Town:
    try:
        return town(name_or_code)
    except NoSuchTown as why:
        raise NotDone(f"{why} Nothing was saved.", field) from None


@transaction.atomic
def choose_area(name_or_code: str, *, by: Viewer, now: datetime) -> TownArea:
    """Say which built-up area of the Census the town is.

    Raises:
        NotDone: somebody else than the clerk or the police asks, or no such town. Nothing is stored.
    """
    must_choose(by)
    chosen = _town(name_or_code, "town")
    row = TownArea(name=chosen.name, town_code=chosen.code, areas=list(chosen.areas), recorded_at=now)
    row.by_person_id = by.person_id
    row.save(force_insert=True)
    register.record(row, deed=CHOOSE_AREA, by=by, now=now)
    return row


@transaction.atomic
def redraw_area(
    before: TownArea, *, also: Sequence[str], without: Sequence[str], by: Viewer, now: datetime
) -> TownArea:
    """Take small areas into the town, or leave them out: from now on it is one that the panel has drawn.

    Raises:
        NotDone: somebody else than the clerk or the police asks; a code is not known; or nothing is left. Nothing is
            stored.
    """
    must_choose(by)
    areas = sorted({*before.areas, *also} - set(without))
    try:
        drawn(before.name, areas)
    except NoSuchArea as why:
        raise NotDone(f"{why} Nothing was saved.", "also") from None
    row = TownArea(name=before.name, areas=areas, by_person_id=by.person_id, recorded_at=now)
    row.save(force_insert=True)
    register.record(row, before, deed=CHOOSE_AREA, by=by, now=now)
    return row


def _next_version(made: ComparatorSet, area: TownArea, *, by: Viewer, now: datetime) -> FrozenSet:
    """A set as its next version, to be kept; or the version that says the same already, which is in the table."""
    kept = reads.set_of_fingerprint(made.fingerprint)
    if kept:
        return kept
    last = FrozenSet.objects.filter(name=made.name).aggregate(last=Max("version"))["last"] or 0
    content = {**made.to_json(), "version": last + 1, "frozen_on": london_date(now).isoformat()}
    row = FrozenSet(area=area, name=made.name, version=last + 1, by_person_id=by.person_id, recorded_at=now)
    row.content = register.sealed(row, "content", json.dumps(content, ensure_ascii=False))
    return row


@transaction.atomic
def declare(
    area: TownArea, *, names: Sequence[str], name: str, declared_by: str, reason: str, by: Viewer, now: datetime
) -> FrozenSet:
    """Freeze the towns that the police declare to be comparable, with who, when and why.

    Raises:
        NotDone: somebody else than the clerk or the police asks; a town is not known or is the town itself; or a name
            or the reason is missing. Nothing is stored.
    """
    must_choose(by)
    title = one_line(name, longest=LONGEST_NAME, what="name of the set", field="name")
    who = one_line(declared_by, longest=LONGEST_NAME, what="name of who declares it", field="declared_by")
    why = one_line(reason, longest=LONGEST_REASON, what="reason", field="reason")
    against = [_town(each, "towns") for each in names if each.strip()]
    try:
        made = declared(reads.town_of(area), against, name=title, by=who, on=london_date(now), reason=why)
    except SetRefused as refusal:
        raise NotDone(str(refusal), "towns") from None
    row = _next_version(made, area, by=by, now=now)
    row.save()
    register.record(row, area, deed=FREEZE_SET, by=by, now=now)
    return row


@transaction.atomic
def freeze_similar(area: TownArea, *, among: Sequence[str] | None, by: Viewer, now: datetime) -> FrozenSet:
    """Freeze the fifteen towns most like this one, chosen by who lives there and never by crime.

    Raises:
        NotDone: somebody else than the clerk or the police asks, or there is no town to choose. Nothing is stored.
    """
    must_choose(by)
    try:
        made = similar(reads.town_of(area), among=among)
    except SetRefused as refusal:
        raise NotDone(str(refusal)) from None
    row = _next_version(made, area, by=by, now=now)
    row.save()
    register.record(row, area, deed=FREEZE_SET, by=by, now=now)
    return row
