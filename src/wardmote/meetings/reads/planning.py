"""Questions about what is planned: agendas, their versions and supplements, and the standing order."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.meetings.models import AgendaItem, AgendaSupplement, AgendaVersion, ClosedPart, StandingItem, UsualSitting
from wardmote.meetings.rules import CLOSED, Draft, Entry
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import NOT_HELD, MeetingState
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date


@dataclass(frozen=True, slots=True)
class Business:
    """An item of the next agenda, opened, with every heading whose unfinished business it carries."""

    id: UUID  # the same in every version of the agenda
    title: str
    note: str
    answers_to: Sequence[str]
    row: StandingItem | AgendaItem


def standing_items(body: Body, *, viewer: Viewer, now: datetime) -> list[StandingItem]:
    """The items that every agenda of a body has, in their order."""
    rows = StandingItem.objects.visible_to(viewer, now=now).filter(body=body, removed_at__isnull=True)
    return list(rows.order_by("position"))


def former_titles(row: StandingItem | AgendaItem) -> list[str]:
    """What an item was called before."""
    return list(json.loads(opened(row, "former_titles") or "[]"))


def newest_version(meeting: Meeting) -> AgendaVersion | None:
    """The agenda of a meeting as it stands, if it has been drawn up."""
    rows = AgendaVersion.objects.filter(meeting=meeting).select_related("place", "undo_to")
    return rows.order_by("-number").first()


def has_items(version: AgendaVersion) -> bool:
    """Whether anything stands on an agenda, for anybody; one from before the standing order was known is bare."""
    return AgendaItem.objects.filter(version=version).exists()


def business(
    meeting: Meeting, *, viewer: Viewer, now: datetime, version: AgendaVersion | None = None
) -> tuple[AgendaVersion | None, list[Business]]:
    """The items of a meeting's agenda: its own (or those of a version), else those of the standing order."""
    version = version or newest_version(meeting)
    seen = AgendaItem.objects.visible_to(viewer, now=now)
    rows: list[StandingItem | AgendaItem] = []
    if version is not None:
        rows += seen.filter(version=version).select_related("standing").order_by("position")
    if version is None or not (rows or has_items(version)):
        rows += standing_items(meeting.body, viewer=viewer, now=now)
    # Notes under a title that one meeting's agenda gave to a standing item belong to that item for good.
    also: dict[UUID | None, list[str]] = defaultdict(list)
    for one in seen.filter(standing__body=meeting.body, renamed=True):
        also[one.standing_id].append(opened(one, "title"))
    return version, [_business(row, also) for row in rows]


def _business(row: StandingItem | AgendaItem, also: dict[UUID | None, list[str]]) -> Business:
    title, names = opened(row, "title"), former_titles(row)
    standing = row if isinstance(row, StandingItem) else row.standing
    if isinstance(row, AgendaItem) and standing is not None:
        names = [*names, opened(standing, "title"), *former_titles(standing)]
    if standing is not None:
        names = [*names, *also[standing.pk]]
    own = isinstance(row, AgendaItem)
    return Business(
        id=row.identity if isinstance(row, AgendaItem) else row.pk,
        title=title,
        note=opened(row, "note") if own else "",
        answers_to=list(dict.fromkeys([title, *names])),
        row=row,
    )


def draft(meeting: Meeting, rows: Iterable[Business], version: AgendaVersion | None = None) -> Draft:
    """An agenda as it is compared; of a version, with the day, time and place that it had."""
    of = version or meeting
    entries = tuple(Entry(one.id, one.title, one.note) for one in rows)
    return Draft(of.held_on, of.starts, of.place.name if of.place else None, entries)


def states(
    meeting: Meeting, *, made_from: AgendaVersion | None, saw_all: bool, viewer: Viewer, now: datetime
) -> tuple[Draft, Draft]:
    """What a file was made from, and the agenda in the record, as the viewer may see them.

    Without the version (the file has lost it) it is held against the newest. What its reader could not see was not in
    the file: it is left out of what the file was made from, so that it does not count as taken away.
    """
    current, rows = business(meeting, viewer=viewer, now=now)
    ours = draft(meeting, rows)
    if made_from is None or made_from == current:
        made_from, first = None, rows
    else:
        first = business(meeting, viewer=viewer, now=now, version=made_from)[1]
    shown = [one for one in first if saw_all or one.row.marking not in CLOSED]
    return draft(meeting, shown, made_from), ours


def version_numbered(meeting: Meeting, number: int) -> AgendaVersion | None:
    """An earlier version of a meeting's agenda."""
    return AgendaVersion.objects.filter(meeting=meeting, number=number).select_related("place").first()


@dataclass(frozen=True, slots=True)
class SupplementShown:
    """What was added to a frozen agenda, opened."""

    row: AgendaSupplement
    number: int
    title: str
    words: str
    information_only: bool
    closed_because: str = ""  # empty where no part is closed
    closed_part: ClosedPart | None = None  # for who may read it
    closed_words: str = ""

    @property
    def rows(self) -> list[Marked]:
        """The rows that it opens."""
        return [self.row, *([self.closed_part] if self.closed_part else [])]


def supplements(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[SupplementShown]:
    """The supplements of a meeting's agenda, by number."""
    rows = AgendaSupplement.objects.visible_to(viewer, now=now).filter(meeting=meeting).order_by("number")
    parts = ClosedPart.objects.visible_to(viewer, now=now).filter(supplement__meeting=meeting)
    closed = {part.supplement_id: part for part in parts}
    return [
        SupplementShown(
            row,
            row.number,
            opened(row, "title"),
            opened(row, "words"),
            row.information_only,
            opened(row, "closed_because"),
            closed.get(row.pk),
            opened(closed[row.pk], "words") if row.pk in closed else "",
        )
        for row in rows
    ]


def former_days(meeting: Meeting) -> list[date]:
    """The days for which a meeting was planned before, the newest first."""
    rows = AgendaVersion.objects.filter(meeting=meeting).exclude(held_on=meeting.held_on).order_by("-number")
    return list(dict.fromkeys(rows.values_list("held_on", flat=True)))


def can_undo(meeting: Meeting) -> bool:
    """Whether the last change of the agenda can be taken back: a file brought it, and no pack holds it yet."""
    newest = newest_version(meeting)
    return newest is not None and newest.undo_to_id is not None and newest.handed_out_at is None


def day_is_taken(body: Body, held_on: date) -> bool:
    """Whether a meeting of a body is planned for a day, or was held on it."""
    off = [state.value for state in NOT_HELD]
    return Meeting.objects.filter(body=body, held_on=held_on).exclude(state__in=off).exists()


def past_draft(body: Body, held_on: date) -> bool:
    """Whether a meeting of that day is beyond its draft, so that nothing plans it anew."""
    states = [MeetingState.DRAFT.value, *(state.value for state in NOT_HELD)]
    return Meeting.objects.filter(body=body, held_on=held_on).exclude(state__in=states).exists()


def usual_sitting(body: Body) -> UsualSitting | None:
    """When and where a body usually meets, if somebody has said."""
    return UsualSitting.objects.filter(body=body).select_related("place").first()


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A body's standing order, what was taken out of it, and what the body usually does."""

    body: Body
    items: Sequence[tuple[StandingItem, str]]
    removed: Sequence[tuple[StandingItem, str]]
    usual: UsualSitting | None
    verb: str  # of the body today when it agrees


REMOVED_SHOWN = 10


def standing_page(body: Body, *, viewer: Viewer, now: datetime) -> StandingPage:
    """What the clerk may change of a body's agendas."""
    gone = StandingItem.objects.visible_to(viewer, now=now).filter(body=body, removed_at__isnull=False)
    return StandingPage(
        body=body,
        items=[(row, opened(row, "title")) for row in standing_items(body, viewer=viewer, now=now)],
        removed=[(row, opened(row, "title")) for row in gone.order_by("-removed_at")[:REMOVED_SHOWN]],
        usual=usual_sitting(body),
        verb=minutes.verb_of(body, on=london_date(now)),
    )
