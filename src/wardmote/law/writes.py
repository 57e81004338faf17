"""What can happen to the law as the record has it. Newer rules are added, days are set aside."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.law import reads
from wardmote.law.models import BodyRules, NonBusinessDay
from wardmote.law.rules import (
    ADD_DAY,
    ENGLAND,
    PUT_BACK_DAY,
    PUT_IN_FORCE,
    TAKE_OUT_DAY,
    WITHDRAW,
    DayKind,
    NotDone,
    Rules,
    days_off,
    must_keep_record,
    must_stand,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def put_in_force(rules: Rules, *, by: Viewer, now: datetime) -> BodyRules:
    """Add newer rules for a kind of body. The older ones stay, and hold for the days before.

    Raises:
        NotDone: somebody else than the clerk asks, or the rules cannot stand. Nothing is stored.
    """
    must_keep_record(by)
    _keep_shipped(now)
    others = [kept.rules for kept in reads.rules_of(rules.nation)[rules.kind] if not kept.withdrawn]
    must_stand(rules, others)
    row = _row(rules, now)
    row.save(force_insert=True)
    register.record(row, deed=PUT_IN_FORCE, by=by, now=now)
    return row


def _keep_shipped(now: datetime) -> None:
    """The rules that Wardmote brings become rows before the first of them is superseded."""
    if not BodyRules.objects.exists():
        BodyRules.objects.bulk_create(_row(rules, now) for rules in ENGLAND)


def _row(rules: Rules, now: datetime) -> BodyRules:
    quorum = rules.quorum
    return BodyRules(
        nation=rules.nation.value,
        kind=rules.kind.value,
        clear_days=rules.clear_days,
        needs_summons=rules.needs_summons,
        quorum_part=quorum.part if quorum else None,
        quorum_of=quorum.of if quorum else None,
        quorum_least=quorum.least if quorum else None,
        voters=rules.voters.value,
        public_may_attend=rules.public_may_attend,
        powers=rules.powers.value,
        counts_for_s85=rules.counts_for_s85,
        source=rules.source,
        said_by_source=sorted(question.value for question in rules.said_by_source),
        checked_on=rules.checked_on,
        in_force_from=rules.in_force_from,
        in_force_to=rules.in_force_to,
        recorded_at=now,
    )


@transaction.atomic
def withdraw(row_id: UUID, *, withdrawn: bool, by: Viewer, now: datetime) -> BodyRules:
    """Take rules back that were put in force by mistake, or let them hold again.

    Raises:
        NotDone: somebody else than the clerk asks, there are no such rules, no others of their kind would be left, or
            others begin on the same day. Nothing is stored.
    """
    must_keep_record(by)
    row = BodyRules.objects.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise NotDone("There are no such rules. Nothing was changed.")
    others = BodyRules.objects.filter(nation=row.nation, kind=row.kind, withdrawn_at__isnull=True).exclude(pk=row.pk)
    if withdrawn and not others.exists():
        raise NotDone("No other rules of this kind would be left. Nothing was changed. Put others in force first.")
    if not withdrawn:
        must_stand(reads.rules_kept(row), [reads.rules_kept(other) for other in others])
    row.withdrawn_at = now if withdrawn else None
    row.save(update_fields=["withdrawn_at"])
    register.record(row, deed=WITHDRAW, by=by, now=now)
    return row


@transaction.atomic
def add_day(day: date, *, name: str, kind: DayKind, by: Viewer, now: datetime) -> NonBusinessDay:
    """Note that a day is no clear day, such as one of mourning. One that was taken out is back, under the new name.

    Raises:
        NotDone: somebody else than the clerk asks, or the day stands in the list already. Nothing is stored.
    """
    must_keep_record(by)
    _keep_year(day.year, now)
    row = NonBusinessDay.objects.filter(day=day).first() or NonBusinessDay(day=day, recorded_at=now, removed_at=now)
    if row.removed_at is None:
        raise NotDone(f"This day stands in the list already, as “{row.name}”. Nothing was saved.")
    row.name, row.kind, row.removed_at = name, kind.value, None
    row.save()
    register.record(row, deed=ADD_DAY, by=by, now=now)
    return row


def _keep_year(year: int, now: datetime) -> None:
    """The days that Wardmote brings for a year become rows before the first of them is changed."""
    if not NonBusinessDay.objects.filter(day__year=year).exists():
        NonBusinessDay.objects.bulk_create(
            NonBusinessDay(day=off.day, name=off.name, kind=off.kind.value, recorded_at=now) for off in days_off(year)
        )


@transaction.atomic
def set_day(day: date, *, stands: bool, by: Viewer, now: datetime) -> NonBusinessDay:
    """Let a day of the list count as a clear day, or put it back so that it does not.

    Raises:
        NotDone: somebody else than the clerk asks, or the day is not in the list. Nothing is stored.
    """
    must_keep_record(by)
    _keep_year(day.year, now)
    row = NonBusinessDay.objects.select_for_update().filter(day=day).first()
    if row is None:
        raise NotDone("This day is not in the list. Nothing was changed. Add it first.")
    row.removed_at = None if stands else row.removed_at or now
    row.save(update_fields=["removed_at"])
    register.record(row, deed=PUT_BACK_DAY if stands else TAKE_OUT_DAY, by=by, now=now)
    return row
