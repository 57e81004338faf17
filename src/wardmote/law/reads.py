"""Questions to the law. What nobody has changed yet is answered from the rules that Wardmote brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.law.models import BodyRules, NonBusinessDay
from wardmote.law.rules import (
    CLEAR_DAYS,
    ENGLAND,
    BodyKind,
    DayKind,
    DayOff,
    Nation,
    Notice,
    Powers,
    Question,
    Quorum,
    Rules,
    Voters,
    bank_holidays,
    days_off,
    last_day_of_issue,
)


def rules_kept(row: BodyRules) -> Rules:
    """A row as rules."""
    return Rules(
        nation=Nation(row.nation),
        kind=BodyKind(row.kind),
        clear_days=row.clear_days,
        needs_summons=row.needs_summons,
        quorum=Quorum(row.quorum_part, row.quorum_of, row.quorum_least) if row.quorum_least else None,
        voters=Voters(row.voters),
        public_may_attend=row.public_may_attend,
        powers=Powers(row.powers),
        counts_for_s85=row.counts_for_s85,
        source=row.source,
        checked_on=row.checked_on,
        said_by_source=frozenset(map(Question, row.said_by_source)),
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """Rules as they stand in the record; those that Wardmote brings have no row until the clerk adds others."""

    rules: Rules
    row_id: UUID | None
    withdrawn: bool


def rules_of(nation: Nation = Nation.ENGLAND) -> dict[BodyKind, list[Kept]]:
    """Every set of rules of a nation by kind of body, the newest first; one query."""
    found: dict[BodyKind, list[Kept]] = {kind: [] for kind in BodyKind}
    rows = list(BodyRules.objects.filter(nation=nation.value))
    for row in rows:
        found[BodyKind(row.kind)].append(Kept(rules_kept(row), row.pk, row.withdrawn_at is not None))
    if not rows and nation is Nation.ENGLAND:
        for rules in ENGLAND:
            found[rules.kind].append(Kept(rules, None, withdrawn=False))
    for kept in found.values():
        kept.sort(key=lambda one: one.rules.in_force_from or date.min, reverse=True)
    return found


@dataclass(frozen=True, slots=True)
class Law:
    """The law of a nation, read once: what holds for a kind of body on a day."""

    kept: Mapping[BodyKind, list[Kept]]

    def of(self, kind: BodyKind, *, on: date) -> Rules:
        """The rules in force: those that began last and have not ended; else the oldest."""
        standing = [one.rules for one in self.kept[kind] if not one.withdrawn]
        return next((rules for rules in standing if rules.holds_on(on)), standing[-1])


def law(nation: Nation = Nation.ENGLAND) -> Law:
    """The law as the record has it; one query however many bodies are asked for."""
    return Law(rules_of(nation))


def in_force(kind: BodyKind, *, on: date, nation: Nation = Nation.ENGLAND) -> Rules:
    """What holds for a kind of body on a day."""
    return law(nation).of(kind, on=on)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are no clear days, read once. A year in which nothing was changed is as Wardmote brings it."""

    rows: Mapping[date, bool]  # every day kept, and whether it stands
    years: frozenset[int]  # those that are kept

    def left_out(self, day: date) -> bool:
        """Whether a day is no clear day, for another reason than being a Sunday."""
        if day.year in self.years:
            return self.rows.get(day, False)
        return any(off.day == day for off in days_off(day.year))

    def notice(self, rules: Rules, *, held_on: date) -> Notice:
        """The last day of issue for a meeting of such a body; of what is usual where nothing is asked for."""
        clear = CLEAR_DAYS if rules.clear_days is None else rules.clear_days
        last = last_day_of_issue(held_on, clear_days=clear, left_out=self.left_out)
        return Notice(last, clear, required=rules.clear_days is not None)


def calendar() -> Calendar:
    """The calendar of the record; one query however many days are asked for."""
    rows = {row.day: row.removed_at is None for row in NonBusinessDay.objects.all()}
    return Calendar(rows, frozenset(day.year for day in rows))


def notice_of(kind: BodyKind, *, held_on: date) -> Notice:
    """The last day of issue for one meeting: two queries."""
    return calendar().notice(in_force(kind, on=held_on), held_on=held_on)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are working days, read once. A working day is no clear day: Saturdays and bank holidays alone are
    left out beside Sundays, and the breaks around Christmas and Easter count.
    """

    rows: Mapping[date, bool]  # bank holidays that the clerk kept, and whether each stands

    def counts(self, day: date, *, kingdom: bool) -> bool:
        """Whether a day is a working day in England; `kingdom`: in every part of the United Kingdom."""
        if day.weekday() > 4:
            return False
        return not self.rows.get(day, day in bank_holidays(day.year)[1 if kingdom else 0])


def working_days() -> WorkingDays:
    """The working days of the record; one query however many days are asked for."""
    kept = NonBusinessDay.objects.filter(kind=DayKind.BANK_HOLIDAY.value)
    return WorkingDays({row.day: row.removed_at is None for row in kept})


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of a year's list; one without a row is as Wardmote brings it."""

    off: DayOff
    row_id: UUID | None
    stands: bool


def days_of(year: int) -> list[DayShown]:
    """The days of a year that are no clear days, and those that were taken out, in their order."""
    rows = NonBusinessDay.objects.filter(day__year=year).order_by("day")
    kept = [DayShown(DayOff(r.day, r.name, DayKind(r.kind)), r.pk, r.removed_at is None) for r in rows]
    return kept or [DayShown(off, None, stands=True) for off in days_off(year)]
