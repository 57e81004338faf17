"""Questions about interventions. Each takes the viewer and the time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.actions import reads as actions
from wardmote.actions.models import Action
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.confidentiality.rules import Allow, decide
from wardmote.figures.change import Answer
from wardmote.interventions.models import Count, Intervention, InterventionChange, MonthlyCounts, Yardstick
from wardmote.interventions.rules import Area, Judgement, Monthly, When, is_published, judged, monthly, months_typed
from wardmote.minutes.models import Matter
from wardmote.people.models import Person
from wardmote.priorities.models import Priority
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date

LAST_CHANGES = 20
MOST_TO_HANG_ON = 50  # of each kind, the newest, that a form offers


@dataclass(frozen=True, slots=True)
class Judged:
    """An intervention with its newest yardstick, the counts for its days, and what they say. No words are opened."""

    row: Intervention
    yardstick: Yardstick | None
    counts: dict[tuple[Area, When], Count]
    judgement: Judgement
    is_over: bool  # the days that are compared have passed

    @property
    def waits(self) -> bool:
        """Whether it is to be judged: its days have passed, and not everything that was agreed was counted."""
        return self.is_over and self.judgement.answer is Answer.NOBODY_COUNTED

    @property
    def last_count_at(self) -> datetime | None:
        """When the newest count in use was typed."""
        return max((one.recorded_at for one in self.counts.values()), default=None)


def interventions(*, viewer: Viewer, now: datetime) -> list[Judged]:
    """Every intervention that the viewer may see with what its counts say; the latest change first."""
    rows = _rows().visible_to(viewer, now=now).order_by("-from_on", "-recorded_at", "id")
    return _judged(list(rows), viewer=viewer, now=now)


def _rows() -> GuardedQuerySet[Intervention]:
    return Intervention.objects.select_related("chosen_matter", "priority", "action")


def _judged(
    rows: Sequence[Intervention], *, viewer: Viewer, now: datetime, one: Intervention | None = None
) -> list[Judged]:
    """Those rows judged. Yardsticks and counts in use are marked as their intervention is, so all are seen or none."""
    yardsticks = Yardstick.objects.visible_to(viewer, now=now).order_by("number")
    counts = Count.objects.visible_to(viewer, now=now).filter(replaced_at__isnull=True)
    if one:
        yardsticks, counts = yardsticks.filter(intervention=one), counts.filter(intervention=one)
    newest = {yardstick.intervention_id: yardstick for yardstick in yardsticks}
    in_use: dict[UUID, dict[tuple[Area, When], Count]] = defaultdict(dict)
    for count in counts:
        yardstick = newest.get(count.intervention_id)
        when = When(count.when)
        if yardstick and yardstick.periods.of(when) == (count.from_on, count.until_on):
            in_use[count.intervention_id][Area(count.area), when] = count
    today = london_date(now)
    return [_judged_one(row, newest.get(row.pk), in_use.get(row.pk, {}), today) for row in rows]


def _judged_one(
    row: Intervention, yardstick: Yardstick | None, counts: dict[tuple[Area, When], Count], today: date
) -> Judged:
    numbers = {cell: one.number for cell, one in counts.items()}
    judgement = judged(numbers, buffer_agreed=bool(yardstick and opened(yardstick, "buffer")))
    is_over = yardstick is not None and yardstick.periods.after_until < today
    return Judged(row, yardstick, counts, judgement, is_over)


def tally(rows: Iterable[Judged]) -> dict[Answer, int]:
    """How many there are of each answer."""
    found = Counter(one.judgement.answer for one in rows)
    return {answer: found[answer] for answer in Answer}


@dataclass(frozen=True, slots=True)
class Told:
    """An intervention with its words."""

    judged: Judged
    what: str
    where: str
    loses: str
    hangs_on: str  # empty: nothing, or nothing that the viewer may see
    linked: Matter | Priority | Action | None

    @property
    def row(self) -> Intervention:
        """The row."""
        return self.judged.row

    @property
    def hidden_link(self) -> Matter | Priority | Action | None:
        """What it hangs on, where the viewer may not see that."""
        row = self.row
        return None if self.linked else row.chosen_matter or row.priority or row.action

    @property
    def shown(self) -> list[Marked]:
        """The rows whose words it holds."""
        return [self.row, *([self.linked] if self.linked else [])]


def told(one: Judged, *, viewer: Viewer, now: datetime) -> Told:
    """Its words, and the title of what it hangs on if the viewer may see that."""
    row = one.row
    linked = row.chosen_matter or row.priority or row.action
    if linked is not None and not isinstance(decide(viewer, CONSULT, linked, now), Allow):
        linked = None
    return Told(
        judged=one,
        what=opened(row, "what"),
        where=opened(row, "where"),
        loses=opened(row, "loses"),
        hangs_on=title_of(linked) if linked else "",
        linked=linked,
    )


def title_of(row: Matter | Priority | Action) -> str:
    """What a matter, priority or action is called, with its kind."""
    words = opened(row, "what" if isinstance(row, Action) else "title")
    return f"{type(row).__name__}: {words}"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A yardstick with its words."""

    row: Yardstick
    better: str
    counter: str
    how: str
    places: dict[Area, str]
    by: str

    @property
    def agreed_on(self) -> date:
        """On which day."""
        return london_date(self.row.recorded_at)

    @property
    def before_the_result(self) -> bool:
        """Whether nobody can have seen the result: no count was typed, and the days were not over."""
        return self.row.counts_typed == 0 and self.agreed_on <= self.row.periods.after_until


@dataclass(frozen=True, slots=True)
class CountShown:
    """A count with its words."""

    row: Count
    counted_by: str
    how: str
    why: str
    by: str

    @property
    def is_published(self) -> bool:
        """Whether it is said to come from the published figures."""
        return is_published(self.how)


@dataclass(frozen=True, slots=True)
class MonthlyShown:
    """Counts month by month with their words, and what they say."""

    row: MonthlyCounts
    counted_by: str
    how: str
    typed: str
    by: str
    found: Monthly


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of an intervention."""

    row: InterventionChange
    by: str
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class InterventionPage:
    """One intervention with all that is kept of it. `earlier` are counts no longer in use, for the clerk alone."""

    told: Told
    yardsticks: Sequence[Agreed]  # the newest first
    counts: dict[tuple[Area, When], CountShown]
    monthly: MonthlyShown | None
    earlier: Sequence[CountShown]
    changes: Sequence[Changed]
    shown: Sequence[Marked]

    @property
    def judgement(self) -> Judgement:
        """What the counts say."""
        return self.told.judged.judgement


def intervention_page(intervention_id: UUID, *, viewer: Viewer, now: datetime) -> InterventionPage:
    """One intervention with how it is judged, its counts and its changes.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = _rows().find(intervention_id, viewer=viewer, deed=CONSULT, now=now)
    (one,) = _judged([row], viewer=viewer, now=now, one=row)
    words = told(one, viewer=viewer, now=now)
    yardsticks = Yardstick.objects.visible_to(viewer, now=now).filter(intervention=row).select_related("by_person")
    counts = Count.objects.visible_to(viewer, now=now).filter(intervention=row).select_related("by_person")
    kept = list(counts.order_by("recorded_at", "id"))
    in_use = {count.pk for count in one.counts.values()}
    changes = InterventionChange.objects.visible_to(viewer, now=now).filter(intervention=row)
    last = list(changes.select_related("by_person").order_by("-recorded_at", "of")[:LAST_CHANGES])
    agreed = [_agreed(y) for y in yardsticks.order_by("-number")]
    earlier = [_count(c) for c in kept if c.pk not in in_use] if viewer.keeps_record else []
    by_id = {c.pk: c for c in kept}
    cells = {cell: _count(by_id[count.pk]) for cell, count in one.counts.items()}
    months = _monthly(row, viewer=viewer, now=now)
    return InterventionPage(
        told=words,
        yardsticks=agreed,
        counts=cells,
        monthly=months,
        earlier=earlier,
        changes=[Changed(c, _name(c.by_person), opened(c, "was"), opened(c, "became")) for c in last],
        shown=[
            *words.shown,
            *(y.row for y in agreed),
            *(c.row for c in [*cells.values(), *earlier]),
            *([months.row] if months else []),
            *last,
        ],
    )


def _name(person: Person | None) -> str:
    return person.name if person else "the founder"


def _agreed(row: Yardstick) -> Agreed:
    places = {
        Area.CONTROL: opened(row, "control"),
        Area.BUFFER: opened(row, "buffer"),
        Area.BUFFER_CONTROL: opened(row, "buffer_control"),
    }
    words = {column: opened(row, column) for column in ("better", "counter", "how")}
    return Agreed(row, **words, places=places, by=_name(row.by_person))


def _count(row: Count) -> CountShown:
    counted_by, how, why = (opened(row, column) for column in ("counted_by", "how", "replaced_why"))
    return CountShown(row, counted_by, how, why, by=_name(row.by_person))


def _monthly(row: Intervention, *, viewer: Viewer, now: datetime) -> MonthlyShown | None:
    rows = MonthlyCounts.objects.visible_to(viewer, now=now).filter(intervention=row).select_related("by_person")
    newest = rows.order_by("-number").first()
    if newest is None:
        return None
    typed, counted_by, how = (opened(newest, column) for column in ("months", "counted_by", "how"))
    found = monthly(months_typed(typed, today=london_date(now)), from_on=row.from_on, until_on=row.until_on)
    return MonthlyShown(newest, counted_by, how, typed, _name(newest.by_person), found)


def count_found(count_id: UUID, *, viewer: Viewer, now: datetime) -> CountShown:
    """One count.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Count.objects.select_related("intervention", "by_person")
    return _count(rows.find(count_id, viewer=viewer, deed=CONSULT, now=now))


def to_hang_on(*, viewer: Viewer, now: datetime) -> list[Matter | Priority | Action]:
    """What an intervention may hang on: priorities in force, and the newest matters and actions that are open."""
    priorities = Priority.objects.visible_to(viewer, now=now).filter(ended_at__isnull=True)
    matters = Matter.objects.visible_to(viewer, now=now).filter(settled_at__isnull=True, joined_to__isnull=True)
    owed = actions.still_open(viewer=viewer, now=now).filter(joined_to__isnull=True)
    newest = ("-recorded_at", "id")
    found: list[Matter | Priority | Action] = [*priorities.order_by(*newest)[:MOST_TO_HANG_ON]]
    return [*found, *matters.order_by(*newest)[:MOST_TO_HANG_ON], *owed.order_by(*newest)[:MOST_TO_HANG_ON]]


def brought(*, since: date | None, viewer: Viewer, now: datetime) -> list[Judged]:
    """What is to be judged, then what was counted since that day and has an answer."""
    every = interventions(viewer=viewer, now=now)
    waiting = [one for one in every if one.waits]
    answered = [one for one in every if one.judgement.answer is not Answer.NOBODY_COUNTED and one.last_count_at]
    new = [one for one in answered if since is None or london_date(one.last_count_at or now) > since]
    return [*waiting, *new]
