"""What somebody counted, how it is corrected, and how it is taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.interventions.models import Count, Intervention, MonthlyCounts
from wardmote.interventions.rules import (
    CORRECT,
    COUNT,
    COUNT_CHANGED,
    COUNT_MONTHLY,
    OTHER_VERSION,
    TAKE_BACK,
    Area,
    ChangedMeanwhile,
    InterventionNeeds,
    When,
    months_typed,
    must_be_over,
)
from wardmote.interventions.writes.keeping import _close, _found, _must_be_of_panel, _newest_yardstick, _seal, _words
from wardmote.minutes.reads import marking_of_row
from wardmote.register import writes as register
from wardmote.register.rules import Deed, Viewer, london_date


@transaction.atomic
def count(
    intervention_id: UUID,
    *,
    area: Area,
    before: int | None,
    after: int | None,
    counted_by: str,
    how: str,
    by: Viewer,
    now: datetime,
) -> list[Count]:
    """Keep what somebody counted in one area, before or after the change or both. None is not counted; 0 is.

    Raises:
        NotHere, Refused: it is not one that `by` may count for. Nothing is stored.
        InterventionNeeds: nothing was agreed, something is missing, counted already, or not over. Nothing is stored.
    """
    row = _found(intervention_id, deed=COUNT, by=by, now=now)
    yardstick = _newest_yardstick(row)
    if yardstick is None:
        raise InterventionNeeds("before", "Agree first how it will be judged, and over which days.")
    given = {when: n for when, n in ((When.BEFORE, before), (When.AFTER, after)) if n is not None}
    if not given:
        raise InterventionNeeds("before", "Type at least one of the two counts.")
    words = _how_counted(counted_by, how)
    made = []
    for when, number in given.items():
        must_be_over(yardstick.periods, when, london_date(now))
        first, last = yardstick.periods.of(when)
        of = {"intervention": row, "area": area.value, "when": when.value, "from_on": first, "until_on": last}
        if Count.objects.filter(**of, replaced_at__isnull=True).exists():
            raise InterventionNeeds(when.value, "This is counted already. Correct that count instead.")
        made.append(_kept_count(Count(**of), row, number=number, words=words, by=by, now=now))
    _close(row, *words.values())
    register.record(row, *made, deed=COUNT, by=by, now=now)
    return made


@transaction.atomic
def count_monthly(
    intervention_id: UUID,
    *,
    months: str,
    counted_by: str,
    how: str,
    version: int | None = None,
    by: Viewer,
    now: datetime,
) -> MonthlyCounts:
    """Keep what somebody counted month by month in the place and its control. What was typed before is kept as well.

    `version` is the number of the newest that was read, 0 for none.

    Raises:
        NotHere, Refused: it is not one that `by` may count for. Nothing is stored.
        ChangedMeanwhile: somebody else has typed months since. Nothing is stored.
        InterventionNeeds: nothing was agreed, something is missing, or a line is wrong. Nothing is stored.
    """
    row = _found(intervention_id, deed=COUNT_MONTHLY, by=by, now=now)
    if _newest_yardstick(row) is None:
        raise InterventionNeeds("months", "Agree first how it will be judged.")
    newest = MonthlyCounts.objects.filter(intervention=row).order_by("-number").first()
    number = newest.number if newest else 0
    if version is not None and version != number:
        raise ChangedMeanwhile(OTHER_VERSION)
    found, words = months_typed(months, today=london_date(now)), _how_counted(counted_by, how)
    made = MonthlyCounts(intervention=row, number=number + 1, by_person_id=by.person_id, recorded_at=now)
    made.marking = row.marking
    _seal(made, months="\n".join(map(str, found)), **words)
    made.save(force_insert=True)
    if newest:
        newest.marking = marking_of_row(newest, row.marking)
        newest.save(update_fields=["marking"])
    _close(row, *words.values())
    register.record(row, made, deed=COUNT_MONTHLY, by=by, now=now)
    return made


def _how_counted(counted_by: str, how: str) -> dict[str, str]:
    return {
        "counted_by": _words(counted_by, "counted_by", "Say who counted."),
        "how": _words(how, "how", "Say how it was counted."),
    }


def _kept_count(
    made: Count, row: Intervention, *, number: int, words: dict[str, str], by: Viewer, now: datetime
) -> Count:
    if number < 0:
        raise InterventionNeeds("number", "A count can't be below zero.")
    made.number, made.by_person_id, made.marking, made.recorded_at = number, by.person_id, row.marking, now
    _seal(made, **words)
    made.save(force_insert=True)
    return made


def _count_found(count_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> Count:
    _must_be_of_panel(by)
    rows = Count.objects.select_for_update(of=("self",)).select_related("intervention")
    found = rows.find(count_id, viewer=by, deed=deed, now=now)
    if found.replaced_at is not None:
        raise ChangedMeanwhile(COUNT_CHANGED)
    return found


def _replace(old: Count, *, why: str, now: datetime) -> None:
    old.replaced_at = now
    _seal(old, replaced_why=why)
    old.marking = marking_of_row(old, old.intervention.marking)
    old.save()


@transaction.atomic
def correct(count_id: UUID, *, number: int, counted_by: str, how: str, why: str, by: Viewer, now: datetime) -> Count:
    """Put another count in place of one that was typed wrongly. The old one is kept, with the reason.

    Raises:
        NotHere, Refused: it is not one that `by` may correct. Nothing is stored.
        ChangedMeanwhile: somebody else has corrected it. Nothing is stored.
        InterventionNeeds: something is missing. Nothing is stored.
    """
    old = _count_found(count_id, deed=CORRECT, by=by, now=now)
    why = _words(why, "why", "Say why it is corrected.")
    words = _how_counted(counted_by, how)
    row = old.intervention
    _replace(old, why=why, now=now)
    made = Count(intervention=row, area=old.area, when=old.when, from_on=old.from_on, until_on=old.until_on)
    _kept_count(made, row, number=number, words=words, by=by, now=now)
    _close(row, why, *words.values())
    register.record(row, old, made, deed=CORRECT, by=by, now=now)
    return made


@transaction.atomic
def take_back(count_id: UUID, *, by: Viewer, now: datetime) -> Count:
    """Take a count back: nobody has counted there, until somebody types another. The old one is kept.

    Raises:
        NotHere, Refused: it is not one that `by` may take back. Nothing is stored.
        ChangedMeanwhile: somebody else has corrected it. Nothing is stored.
    """
    old = _count_found(count_id, deed=TAKE_BACK, by=by, now=now)
    _replace(old, why="Taken back", now=now)
    register.record(old.intervention, old, deed=TAKE_BACK, by=by, now=now)
    return old
