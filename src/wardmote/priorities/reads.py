"""Questions about priorities. Each takes the viewer and the time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db.models import Max

from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.govuk.words import long_date
from wardmote.minutes.models import Paragraph
from wardmote.people.models import Person, Seat
from wardmote.priorities.models import Measure, Priority, PriorityChange, PriorityNote, Update, YouSaidWeDid
from wardmote.priorities.rules import review_is_due
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date

NO_CHANGE = "No change."
MOST_LINES = 10  # of the latest meeting that a list shows of one priority


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """What was told of a priority: a paragraph of the notes, or what somebody typed."""

    row: Paragraph | PriorityNote
    text: str
    typed_by: str | None  # none: from the notes


@dataclass(frozen=True, slots=True)
class Told:
    """A priority with what was told of it, the newest meeting first. What nobody has said is empty or none."""

    row: Priority
    title: str
    first_named_on: date
    updates: Sequence[tuple[date, UpdateLine]]
    why: str
    owner: str
    review_on: date | None
    review_is_due: bool
    agreed_on: date | None
    ended_on: date | None
    ended_why: str
    left_out: int  # lines of the same meeting that are not among the updates

    @property
    def asks(self) -> str:
        """What the next meeting must look at; empty if nothing."""
        if not (self.review_is_due and self.review_on):
            return ""
        return f"To be looked at again: its review was due on {long_date(self.review_on)}."


def priorities(*, viewer: Viewer, now: datetime, ended: bool = False) -> list[Told]:
    """The priorities in force (or those that have ended), each with what the latest meeting told of it."""
    rows = list(_rows(viewer=viewer, now=now).filter(ended_at__isnull=not ended))
    updates = Update.objects.visible_to(viewer, now=now).filter(priority__in=rows)
    notes = PriorityNote.objects.visible_to(viewer, now=now).filter(priority__in=rows)
    newest: dict[UUID, date] = {}
    # Without `order_by()` the order of the table would be part of the grouping.
    days = updates.order_by().values_list("priority_id").annotate(day=Max("paragraph__meeting__held_on"))
    for priority_id, day in [*days, *notes.order_by().values_list("priority_id").annotate(day=Max("told_on"))]:
        newest[priority_id] = max(day, newest.get(priority_id, day))
    days_asked = set(newest.values())
    updates = updates.filter(paragraph__meeting__held_on__in=days_asked).select_related("paragraph__meeting")
    notes = notes.filter(told_on__in=days_asked).select_related("by_person")
    told: dict[UUID, list[Update | PriorityNote]] = defaultdict(list)
    found: list[Update | PriorityNote] = [*notes.order_by("-recorded_at"), *updates.order_by("paragraph__position")]
    for row in found:
        if _day(row) == newest[row.priority_id]:
            told[row.priority_id].append(row)
    today = london_date(now)
    return [_told(one, told[one.pk], newest.get(one.pk), today) for one in rows]


def _rows(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Priority]:
    rows = Priority.objects.visible_to(viewer, now=now).select_related("first_named_at", "agreed_at", "owner_seat")
    return rows.order_by("first_named_at__held_on", "recorded_at", "id")


def _day(row: Update | PriorityNote) -> date:
    return row.told_on if isinstance(row, PriorityNote) else row.paragraph.meeting.held_on


def _line(row: Update | PriorityNote) -> UpdateLine:
    if isinstance(row, PriorityNote):
        words = " ".join(filter(None, [NO_CHANGE if row.no_change else "", opened(row, "words")]))
        return UpdateLine(row, words, row.by_person.name if row.by_person else "")
    return UpdateLine(row.paragraph, opened(row.paragraph, "text"), None)


def _told(row: Priority, rows: Sequence[Update | PriorityNote], day: date | None, today: date) -> Told:
    named = row.first_named_at or row.agreed_at
    return Told(
        row=row,
        title=opened(row, "title"),
        first_named_on=named.held_on if named else london_date(row.recorded_at),
        updates=[(day, _line(one)) for one in islice(rows, MOST_LINES)] if day else [],
        why=opened(row, "why"),
        owner=row.owner_seat.name if row.owner_seat else "",
        review_on=row.review_on,
        review_is_due=row.ended_at is None and review_is_due(row.review_on, today),
        agreed_on=row.agreed_at.held_on if row.agreed_at else None,
        ended_on=london_date(row.ended_at) if row.ended_at else None,
        ended_why=opened(row, "ended_why"),
        left_out=max(0, len(rows) - MOST_LINES),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """What residents said and what was done."""

    row: YouSaidWeDid
    said: str
    did: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a priority."""

    row: PriorityChange
    by: str
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class PriorityPage:
    """One priority; its updates are asked for apart, page by page."""

    told: Told
    measures: Sequence[tuple[Measure, str, str]]
    pairs: Sequence[Pair]
    changes: Sequence[Changed]
    seats: Sequence[Seat]
    shown: Sequence[Marked]


def priority_page(priority_id: UUID, *, viewer: Viewer, now: datetime) -> PriorityPage:
    """One priority with its measures, what residents said and what was done, and its last changes.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Priority.objects.select_related("first_named_at", "agreed_at", "owner_seat")
    row = rows.find(priority_id, viewer=viewer, deed=CONSULT, now=now)
    measures = list(Measure.objects.visible_to(viewer, now=now).filter(priority=row).order_by("recorded_at"))
    pairs = list(YouSaidWeDid.objects.visible_to(viewer, now=now).filter(priority=row).order_by("-recorded_at"))
    changes = PriorityChange.objects.visible_to(viewer, now=now).filter(priority=row).select_related("by_person")
    last = list(changes.order_by("-recorded_at", "of")[:LAST_CHANGES])
    return PriorityPage(
        told=_told(row, [], None, london_date(now)),
        measures=[(m, opened(m, "words"), opened(m, "counted")) for m in measures],
        pairs=[opened_pair(pair) for pair in pairs],
        changes=[Changed(c, _name(c.by_person), opened(c, "was"), opened(c, "became")) for c in last],
        seats=list(Seat.objects.order_by("name")),
        shown=[row, *measures, *pairs, *last],
    )


LAST_CHANGES = 20


def _name(person: Person | None) -> str:
    return person.name if person else "the founder"


def opened_pair(row: YouSaidWeDid) -> Pair:
    """A pair with its words."""
    return Pair(row, opened(row, "said"), opened(row, "did"))


def pair_found(pair_id: UUID, *, viewer: Viewer, now: datetime) -> Pair:
    """One pair of what was said and done.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = YouSaidWeDid.objects.select_related("priority")
    return opened_pair(rows.find(pair_id, viewer=viewer, deed=CONSULT, now=now))


def updates_of(priority: Priority, *, viewer: Viewer, now: datetime) -> list[tuple[date, UUID, bool]]:
    """Which updates a priority has, the newest first: day, row, and whether it was typed here. No words yet."""
    from_notes = Update.objects.visible_to(viewer, now=now).filter(priority=priority)
    typed = PriorityNote.objects.visible_to(viewer, now=now).filter(priority=priority)
    found = [
        (day, position, row_id, False)
        for day, position, row_id in from_notes.values_list("paragraph__meeting__held_on", "paragraph__position", "pk")
    ]
    found += [(day, -1, row_id, True) for day, row_id in typed.order_by("-recorded_at").values_list("told_on", "pk")]
    found.sort(key=lambda one: (-one[0].toordinal(), one[1]))
    return [(day, row_id, by_hand) for day, _, row_id, by_hand in found]


def opened_updates(
    asked: Iterable[tuple[date, UUID, bool]], *, viewer: Viewer, now: datetime
) -> list[tuple[date, UpdateLine]]:
    """Those updates with their words, in their order."""
    wanted = list(asked)
    ids = [row_id for _, row_id, _ in wanted]
    rows: dict[UUID, Update | PriorityNote] = {}
    for update in Update.objects.visible_to(viewer, now=now).filter(pk__in=ids).select_related("paragraph__meeting"):
        rows[update.pk] = update
    for note in PriorityNote.objects.visible_to(viewer, now=now).filter(pk__in=ids).select_related("by_person"):
        rows[note.pk] = note
    return [(day, _line(rows[row_id])) for day, row_id, _ in wanted if row_id in rows]
