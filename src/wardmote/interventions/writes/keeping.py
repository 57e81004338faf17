"""What was changed and how it is to be judged, as whoever is on the panel types it; and how far it may go."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from wardmote.actions.models import Action
from wardmote.confidentiality.rules import NOT_ON_THE_PANEL, Refused, must_be_clerk
from wardmote.govuk.words import long_date
from wardmote.interventions.models import Count, Intervention, InterventionChange, MonthlyCounts, Yardstick
from wardmote.interventions.rules import (
    AGREE,
    EDIT,
    FOLLOW_MATTER,
    KEEP,
    MARK,
    OTHER_VERSION,
    ChangedMeanwhile,
    ChangeOf,
    InterventionNeeds,
    Periods,
    must_fit,
)
from wardmote.minutes.models import Matter
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import marking_of_title, marking_of_words
from wardmote.priorities.models import Priority
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Deed, Marking, Viewer, strictest

HangsOn = Matter | Priority | Action | None


def _found(intervention_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> Intervention:
    _must_be_of_panel(by)
    rows = Intervention.objects.select_for_update(of=("self",))
    rows = rows.select_related("chosen_matter", "priority", "action", "matter")
    return rows.find(intervention_id, viewer=by, deed=deed, now=now)


def _must_be_of_panel(by: Viewer) -> None:
    if not by.on_panel:
        raise Refused(NOT_ON_THE_PANEL)


def _seal(row: models.Model, **words: str) -> None:
    for column, text in words.items():
        setattr(row, column, register.sealed(row, column, text.strip()))


def _words(typed: str, field: str, need: str) -> str:
    if not typed.strip():
        raise InterventionNeeds(field, need)
    return typed.strip()


def _close(row: Intervention, *typed: str) -> None:
    """Let words that somebody typed close an intervention and all that is kept of it; they never open it.

    It is one thing: with a count that some readers can't see, they would read "nobody counted".
    """
    before, row.marking = row.marking, strictest(row.marking, marking_of_words(*typed))
    if row.marking != before:
        row.save(update_fields=["marking"])
        _mark_kept(row)


def _mark_kept(row: Intervention) -> None:
    """Mark what is kept of an intervention as it is marked; what is past goes no further than its own words."""
    newest = [
        table.objects.filter(intervention=row).order_by("-number").first() for table in (Yardstick, MonthlyCounts)
    ]
    tables: Iterable[models.QuerySet[Any]] = (
        table._default_manager.filter(intervention=row)
        for table in (Yardstick, MonthlyCounts, Count, InterventionChange)
    )
    for rows in tables:
        kept = list(rows)
        for one in kept:
            in_use = one in newest or (isinstance(one, Count) and one.replaced_at is None)
            one.marking = row.marking if in_use else marking_of_row(one, row.marking)
        rows.model._default_manager.bulk_update(kept, ["marking"])


def _hang(row: Intervention, hangs_on: HangsOn) -> None:
    row.chosen_matter = hangs_on if isinstance(hangs_on, Matter) else None
    row.priority = hangs_on if isinstance(hangs_on, Priority) else None
    row.action = hangs_on if isinstance(hangs_on, Action) else None
    row.matter = _matter_now(row)


def _matter_now(row: Intervention) -> Matter | None:
    if row.action:
        return row.action.matter
    chosen = row.chosen_matter
    return (chosen.joined_to or chosen) if chosen else None


@transaction.atomic
def keep(
    what: str,
    *,
    where: str,
    from_on: date,
    until_on: date | None = None,
    loses: str = "",
    hangs_on: HangsOn = None,
    by: Viewer,
    now: datetime,
) -> Intervention:
    """Keep what was changed, where and from when.

    Raises:
        Refused: somebody asks who is not on the panel. Nothing is stored.
        InterventionNeeds: what or where is missing, or it ends before it begins. Nothing is stored.
    """
    _must_be_of_panel(by)
    what, where = _what_and_where(what, where, from_on, until_on)
    row = Intervention(from_on=from_on, until_on=until_on, by_person_id=by.person_id, recorded_at=now)
    row.marking = strictest(marking_of_title(what), marking_of_words(where, loses))
    _hang(row, hangs_on)
    _seal(row, what=what, where=where, loses=loses)
    row.save(force_insert=True)
    register.record(row, deed=KEEP, by=by, now=now)
    return row


def _what_and_where(what: str, where: str, from_on: date, until_on: date | None) -> tuple[str, str]:
    what = _words(what, "what", "Say what was changed.")
    where = _words(where, "where", "Say where it was changed.")
    if until_on and until_on < from_on:
        raise InterventionNeeds("until_on", "It ends before it begins. Correct one of the two days.")
    return what, where


@transaction.atomic
def edit(
    intervention_id: UUID,
    *,
    what: str,
    where: str,
    from_on: date,
    until_on: date | None,
    loses: str,
    hangs_on: HangsOn,
    version: int | None = None,
    by: Viewer,
    now: datetime,
) -> Intervention:
    """Change an intervention; the row of each change says what stood there before.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        ChangedMeanwhile: somebody else has changed it since it was read. Nothing is stored.
        InterventionNeeds: what or where is missing, or the days do not fit. Nothing is stored.
    """
    row = _found(intervention_id, deed=EDIT, by=by, now=now)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(OTHER_VERSION)
    what, where = _what_and_where(what, where, from_on, until_on)
    yardstick = _newest_yardstick(row)
    if yardstick and from_on != row.from_on:
        try:
            must_fit(yardstick.periods, from_on)
        except InterventionNeeds as need:
            raise InterventionNeeds("from_on", "It would no longer fit the days that are compared.") from need
    before = _told(row)
    row.from_on, row.until_on = from_on, until_on
    _hang(row, hangs_on)
    _seal(row, what=what, where=where, loses=loses)
    row.version += 1
    row.save()
    after = _told(row)
    for of, became in after.items():
        _keep_change(row, of, was=before[of], became=became, by=by, now=now)
    _close(row, *(words for of, words in after.items() if words != before[of] and of is not ChangeOf.HANGS_ON))
    register.record(row, deed=EDIT, by=by, now=now)
    return row


def _told(row: Intervention) -> dict[ChangeOf, str]:
    hangs_on = row.chosen_matter or row.priority or row.action
    return {
        ChangeOf.WHAT: opened(row, "what"),
        ChangeOf.WHERE: opened(row, "where"),
        ChangeOf.FROM: long_date(row.from_on),
        ChangeOf.UNTIL: long_date(row.until_on) if row.until_on else "",
        ChangeOf.LOSES: opened(row, "loses"),
        # By its reference: its title may be closed to some who may read this.
        ChangeOf.HANGS_ON: f"{hangs_on._meta.verbose_name} {hangs_on.reference}" if hangs_on else "",
    }


def _keep_change(row: Intervention, of: ChangeOf, *, was: str, became: str, by: Viewer, now: datetime) -> None:
    if was == became:
        return
    change = InterventionChange(intervention=row, of=of.value, by_person_id=by.person_id, recorded_at=now)
    _seal(change, was=was, became=became)
    change.marking = marking_of_row(change, row.marking)
    change.save(force_insert=True)


def _newest_yardstick(row: Intervention) -> Yardstick | None:
    return Yardstick.objects.filter(intervention=row).order_by("-number").first()


@transaction.atomic
def agree(
    intervention_id: UUID,
    *,
    better: str,
    counter: str,
    how: str,
    periods: Periods,
    control: str = "",
    buffer: str = "",
    buffer_control: str = "",
    version: int | None = None,
    by: Viewer,
    now: datetime,
) -> Yardstick:
    """Agree how an intervention is to be judged. What was agreed before stays as it was, as an earlier version.

    `version` is the number of the newest that was read, 0 for none.

    Raises:
        NotHere, Refused: it is not one that `by` may judge. Nothing is stored.
        ChangedMeanwhile: somebody else has agreed something since. Nothing is stored.
        InterventionNeeds: something is missing, or the periods do not fit. Nothing is stored.
    """
    row = _found(intervention_id, deed=AGREE, by=by, now=now)
    newest = _newest_yardstick(row)
    number = newest.number if newest else 0
    if version is not None and version != number:
        raise ChangedMeanwhile(OTHER_VERSION)
    typed = {
        "better": _words(better, "better", "Say what should get better."),
        "counter": _words(counter, "counter", "Say who will count."),
        "how": _words(how, "how", "Say how it will be counted."),
        "control": control,
        "buffer": buffer,
        "buffer_control": buffer_control,
    }
    must_fit(periods, row.from_on)
    made = Yardstick(
        intervention=row,
        number=number + 1,
        before_from=periods.before_from,
        before_until=periods.before_until,
        after_from=periods.after_from,
        counts_typed=Count.objects.filter(intervention=row).count(),
        by_person_id=by.person_id,
        marking=row.marking,
        recorded_at=now,
    )
    _seal(made, **typed)
    made.save(force_insert=True)
    if newest:
        newest.marking = marking_of_row(newest, row.marking)
        newest.save(update_fields=["marking"])
    _close(row, *typed.values())
    register.record(row, made, deed=AGREE, by=by, now=now)
    return made


@transaction.atomic
def mark(intervention_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Intervention:
    """Say how far an intervention may go, its words having been read, with its yardstick and the counts in use.

    Raises:
        NotHere, Refused: it is not one that `by` may mark. Nothing is stored.
    """
    must_be_clerk(by)
    row = _found(intervention_id, deed=MARK, by=by, now=now)
    row.marking = marking.value
    row.save(update_fields=["marking"])
    _mark_kept(row)
    register.record(row, deed=MARK, by=by, now=now)
    return row


@transaction.atomic
def follow_matter(matter: Matter, *, by: Viewer, now: datetime) -> list[Intervention]:
    """Let what hangs on a matter, or on its actions, go with it after it was joined to another or parted again.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Intervention.objects.select_related("chosen_matter__joined_to", "action__matter")
    below = Matter.objects.filter(joined_to=matter).values_list("pk", flat=True)  # parted, it takes these with it
    ours = {matter.pk, matter.joined_to_id, *below} - {None}
    hang = models.Q(matter__in=ours) | models.Q(chosen_matter__in=ours) | models.Q(action__matter__in=ours)
    moved = list(rows.filter(hang))
    for row in moved:
        row.matter = _matter_now(row)
    Intervention.objects.bulk_update(moved, ["matter"])
    register.record(matter, *moved, deed=FOLLOW_MATTER, by=by, now=now)
    return moved
