"""What the town is, and what it is compared with."""

import json
from dataclasses import dataclass

from wardmote.crime.models import FrozenSet, TownArea
from wardmote.figures.areas.towns import Town, drawn, town
from wardmote.figures.compare.comparators import ComparatorSet
from wardmote.register.reads import opened


def area_row() -> TownArea | None:
    """The area in force: the one chosen last."""
    return TownArea.objects.order_by("-recorded_at", "-id").select_related("by_person").first()


def town_of(area: TownArea) -> Town:
    """The area as figures take it."""
    return town(area.town_code) if area.town_code else drawn(area.name, area.areas)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A kept set, opened."""

    row: FrozenSet
    made: ComparatorSet


def _opened(row: FrozenSet) -> Frozen:
    return Frozen(row, ComparatorSet.from_json(json.loads(opened(row, "content"))))


def frozen_sets(area: TownArea | None) -> list[Frozen]:
    """Every version of every set of this town's area, the newest first."""
    rows = FrozenSet.objects.select_related("area", "by_person").order_by("-recorded_at", "-id")
    return [_opened(row) for row in rows if area and row.area.areas == area.areas]


def set_of_fingerprint(fingerprint: str) -> FrozenSet | None:
    """The kept set that says the same already."""
    newest = FrozenSet.objects.order_by("-recorded_at", "-id")
    return next((row for row in newest if _opened(row).made.fingerprint == fingerprint), None)
