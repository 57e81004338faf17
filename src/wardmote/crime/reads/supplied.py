"""What the police supplied, for them and the clerk; and what of it they released, for the panel."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wardmote.crime.models import SuppliedCount, SuppliedRelease
from wardmote.crime.rules import NO_SOURCE, RELEASED, Histories, Released, SuppliedKind, must_supply, to_release
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class SuppliedShown:
    """A count as it was supplied."""

    row: SuppliedCount
    count: int
    supplied_by: str


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """A release, opened."""

    row: SuppliedRelease
    found: Released


@dataclass(frozen=True, slots=True)
class SuppliedTold:
    """What may be said of something that nobody publishes; without a release, that there is no source."""

    what: str
    words: str
    row: SuppliedRelease | None


def _every(*, viewer: Viewer, now: datetime) -> list[SuppliedCount]:
    """Every count that was ever supplied, older versions first.

    A signature alone does not open them: members see releases.

    Raises:
        Refused: the viewer is neither the clerk nor the police, or has not signed.
    """
    must_supply(viewer, now)
    return list(SuppliedCount.objects.visible_to(viewer, now=now).order_by("month", "kind", "version"))


def supplied_counts(*, viewer: Viewer, now: datetime) -> list[tuple[str, dict[SuppliedKind, SuppliedShown]]]:
    """The counts in force, the newest month first; for the police and the clerk.

    Raises:
        Refused: the viewer is neither the clerk nor the police, or has not signed.
    """
    newest = {(row.month, row.kind): row for row in _every(viewer=viewer, now=now)}
    found: dict[str, dict[SuppliedKind, SuppliedShown]] = {}
    for (month, kind), row in sorted(newest.items(), reverse=True):
        one = SuppliedShown(row, int(opened(row, "count")), opened(row, "supplied_by"))
        found.setdefault(month, {})[SuppliedKind(kind)] = one
    return list(found.items())


def histories(*, viewer: Viewer, now: datetime) -> Histories:
    """Of each kind and month every count that was supplied, the one in force last; for the police and the clerk.

    Raises:
        Refused: the viewer is neither the clerk nor the police, or has not signed.
    """
    found: dict[tuple[SuppliedKind, str], list[int]] = {}
    for row in _every(viewer=viewer, now=now):
        found.setdefault((SuppliedKind(row.kind), row.month), []).append(int(opened(row, "count")))
    return found


def releases(*, viewer: Viewer, now: datetime) -> Sequence[ReleaseShown]:
    """What the police have released so far, the newest first."""
    rows = SuppliedRelease.objects.visible_to(viewer, now=now).select_related("by_person").order_by("-number")
    return [ReleaseShown(row, Released.from_json(json.loads(opened(row, "content")))) for row in rows]


def newest_releases(found: Sequence[ReleaseShown]) -> dict[SuppliedKind, ReleaseShown]:
    """Of each kind the newest release that tells of it; a kind of which none does is not there."""
    newest = {kind: next((one for one in found if one.found.of(kind)), None) for kind in RELEASED}
    return {kind: one for kind, one in newest.items() if one}


def supplied_told(*, viewer: Viewer, now: datetime) -> list[SuppliedTold]:
    """One line for each kind, and one for the share with an arrest: what was released last, or that nothing was."""
    found = releases(viewer=viewer, now=now)
    newest = newest_releases(found)
    told = [
        SuppliedTold(kind.value.capitalize(), newest[kind].found.words_of(kind), newest[kind].row)
        if kind in newest
        else SuppliedTold(kind.value.capitalize(), NO_SOURCE, None)
        for kind in RELEASED
    ]
    shares = ((one.found.share.sentence, one.row) for one in found if one.found.share)
    words, row = next(shares, (NO_SOURCE, None))
    return [told[0], SuppliedTold(SuppliedKind.WITH_ARREST.value.capitalize(), words, row), *told[1:]]


def to_be_released(months: Sequence[str], *, viewer: Viewer, now: datetime) -> Released:
    """What a release of these months would tell today; for the police and the clerk.

    Raises:
        Refused: the viewer is neither the clerk nor the police, or has not signed.
        NotDone: there are too many months, or none of them has a count.
    """
    earlier = [one.found for one in releases(viewer=viewer, now=now)]
    return to_release(histories(viewer=viewer, now=now), months, earlier=earlier)
