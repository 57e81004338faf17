"""Questions to the minutes. Each that shows words takes the viewer and the time."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from wardmote.confidentiality import reads as confidentiality
from wardmote.confidentiality.models import Guarded, GuardedQuerySet
from wardmote.confidentiality.rules import NotHere, Refuse, decide, insist, must_be_clerk
from wardmote.documents.tree import BlockKind, StatementKind
from wardmote.minutes.models import (
    Body,
    Decision,
    Interest,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.minutes.rules import (
    LIVES_ON,
    NOTES_IN,
    SITTING,
    TO_COME,
    Sameness,
    SettledAlready,
    Verdict,
    marking_of_words,
)
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.register.models import Marked
from wardmote.register.reads import opened, sealed_in
from wardmote.register.rules import CONSULT, THE_PUBLIC, Deed, Viewer, london_date, strictest


def interests_of(person_id: UUID) -> frozenset[UUID]:
    """The matters in which this person has declared an interest."""
    declared = Interest.objects.filter(person_id=person_id).values_list("matter_id", "matter__joined_to_id")
    return frozenset(matter for pair in declared for matter in pair if matter)


def viewer_for(person_id: UUID, *, now: datetime) -> Viewer:
    """The person as they stand at `now`; somebody who holds no seat is the public."""
    standing = people.standing_of(person_id, now=now)
    if standing is None:
        return THE_PUBLIC
    return Viewer(
        person_id=person_id,
        capacity=standing.seats[0],
        on_panel=True,
        keeps_record=SeatKind.CLERK in standing.kinds,
        police=SeatKind.POLICE in standing.kinds,
        signed_until=confidentiality.signed_until(person_id, now=now),
        named_on=confidentiality.named_on(person_id),
        interests=interests_of(person_id),
    )


def marking_of_row(row: Marked, *made_from: str) -> str:
    """How far a row may go that hangs on others: no further than they, nor than its own words.

    Whoever re-marks many rows at once asks here for each: what its own words close is lowered on no other row's word.
    """
    return strictest(*made_from, marking_of_words(*(opened(row, column) for column in sealed_in(type(row)))))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, opened: its words, and what the notes gave beside them."""

    row: Statement
    kind: StatementKind
    words: str
    particulars: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, opened, with what its sentences say."""

    row: Paragraph
    text: str
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with the paragraphs that the viewer may see."""

    row: Item | None
    number: str
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class NotesShown:
    """The notes of one meeting as the viewer may see them."""

    meeting: Meeting
    items: Sequence[ItemShown]
    shown: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Streak:
    """How often a matter came up, and since when."""

    matter: Matter
    title: str
    times: int
    first_on: date
    last_on: date


def said(row: Statement, text: str) -> Said:
    """A statement opened against the text of its paragraph."""
    return Said(row, StatementKind(row.kind), text[row.start : row.end], json.loads(opened(row, "particulars") or "{}"))


def statement_found(statement_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[Said, Paragraph]:
    """One statement, opened, with its paragraph.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Statement.objects.select_related("paragraph")
    row = rows.find(statement_id, viewer=viewer, deed=CONSULT, now=now)
    return said(row, opened(row.paragraph, "text")), row.paragraph


def readings(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Statement]:
    """The statements that the viewer may see, without those that were read wrongly."""
    return Statement.objects.visible_to(viewer, now=now).exclude(verdict=Verdict.WRONG.value)


def lines(
    rows: Iterable[Paragraph], *, viewer: Viewer, now: datetime, of: QuerySet[Statement] | None = None
) -> list[Line]:
    """The paragraphs opened, each with the statements that the viewer may see: one query for all."""
    kept = list(rows)
    by_paragraph: dict[UUID, list[Statement]] = defaultdict(list)
    seen = (readings(viewer=viewer, now=now) if of is None else of).filter(paragraph__in=[p.pk for p in kept])
    for row in seen.order_by("start", "kind"):
        by_paragraph[row.paragraph_id].append(row)
    texts = [(row, opened(row, "text")) for row in kept]
    return [Line(row, text, [said(s, text) for s in by_paragraph[row.pk]]) for row, text in texts]


def notes(meeting: Meeting, *, viewer: Viewer, now: datetime, of: QuerySet[Statement] | None = None) -> NotesShown:
    """The notes of a meeting, item by item, in a fixed number of queries. Headings stay; what is closed is gone."""
    rows = list(Paragraph.objects.visible_to(viewer, now=now).filter(meeting=meeting).order_by("position"))
    below: dict[UUID | None, list[Line]] = defaultdict(list)
    for line in lines(rows, viewer=viewer, now=now, of=of):
        below[line.row.item_id].append(line)
    items = Item.objects.visible_to(viewer, now=now).filter(meeting=meeting).order_by("position")
    shown = [ItemShown(None, "", "", below[None])] if below[None] else []
    shown += [ItemShown(i, i.number, opened(i, "title"), below[i.pk]) for i in items]
    return NotesShown(meeting, shown, rows)


def decisions(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Decision]:
    """What was agreed, as far as the viewer may see it, without what was read wrongly; in the order of the notes."""
    rows = Decision.objects.visible_to(viewer, now=now).exclude(statement__verdict=Verdict.WRONG.value)
    return rows.order_by("paragraph__meeting__held_on", "paragraph__position", "id")


def paragraph_of_decision(decision_id: UUID) -> UUID:
    """The id of the paragraph that a decision was read from."""
    return Decision.objects.values_list("paragraph_id", flat=True).get(pk=decision_id)


def meeting_found(meeting_id: UUID, *, viewer: Viewer) -> Meeting | None:
    """A meeting of the panel, for somebody on the panel."""
    if not viewer.on_panel:
        return None
    return Meeting.objects.select_related("body", "place").filter(pk=meeting_id).first()


_WITH_NOTES = [s.value for s in NOTES_IN]


def meetings(*, viewer: Viewer) -> QuerySet[Meeting]:
    """Every meeting, newest first; `taken` says whether its notes are in the record."""
    rows = Meeting.objects.select_related("body", "place").annotate(taken=Q(state__in=_WITH_NOTES))
    return rows.order_by("-held_on", "body__name") if viewer.on_panel else rows.none()


def last_taken(*, on_or_before: date, viewer: Viewer) -> Meeting | None:
    """The newest meeting whose notes are in the record."""
    return meetings(viewer=viewer).filter(state__in=_WITH_NOTES, held_on__lte=on_or_before).first()


def planned(*, now: datetime, viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings of today or later that are not over, the first one first; none that was put off or called off."""
    states = [s.value for s in TO_COME | SITTING]
    return meetings(viewer=viewer).filter(held_on__gte=london_date(now), state__in=states).order_by("held_on")


def next_meeting(*, now: datetime, viewer: Viewer) -> Meeting | None:
    """The first of them."""
    return planned(now=now, viewer=viewer).first()


def original_of(meeting: Meeting, *, viewer: Viewer, now: datetime) -> Original | None:
    """The file that the notes were taken from, if the viewer may see it and every paragraph that was made of it."""
    original = Original.objects.visible_to(viewer, now=now).filter(meeting=meeting).first()
    return original if original and _sees_all_of(original, viewer=viewer, now=now) else None


def original_refused(meeting: Meeting, *, viewer: Viewer, now: datetime) -> bool:
    """Whether the viewer knows of the original and would see it by signing the agreement."""
    original = Original.objects.filter(meeting=meeting).first()
    return original is not None and isinstance(decide(viewer, CONSULT, original, now), Refuse)


def original_found(original_id: UUID, *, viewer: Viewer, now: datetime) -> Original:
    """One original, whole.

    Raises:
        NotHere, Refused: as `decide` says; NotHere also if it holds a paragraph that is absent for the viewer.
    """
    original = Original.objects.find(original_id, viewer=viewer, deed=CONSULT, now=now)
    if not _sees_all_of(original, viewer=viewer, now=now):
        raise NotHere
    return original


def _sees_all_of(original: Original, *, viewer: Viewer, now: datetime) -> bool:
    made = Paragraph.objects.filter(original=original)
    return made.count() == Paragraph.objects.visible_to(viewer, now=now).filter(original=original).count()


def unchecked(*, viewer: Viewer, now: datetime) -> QuerySet[Meeting]:
    """The meetings whose notes are in the record and of which an item was not checked yet, the oldest first."""
    left = Item.objects.visible_to(viewer, now=now).filter(meeting=OuterRef("pk"), checked_at__isnull=True)
    return meetings(viewer=viewer).filter(Exists(left)).order_by("held_on", "recorded_at")


def only_body() -> Body | None:
    """The body, if there is just one."""
    found = list(Body.objects.all()[:2])
    return found[0] if len(found) == 1 else None


def matters(*, viewer: Viewer, now: datetime) -> QuerySet[Matter]:
    """The matters that the viewer may see, with how often each came up; the most often raised first."""
    rows = Matter.objects.visible_to(viewer, now=now).filter(joined_to__isnull=True)
    counted = rows.annotate(
        times=Count("paragraphs__meeting", distinct=True),
        first_on=Min("paragraphs__meeting__held_on"),
        last_on=Max("paragraphs__meeting__held_on"),
    )
    return counted.filter(times__gt=0).order_by("-times", "first_on", "recorded_at", "id")


def opened_matters(rows: Iterable[Matter]) -> list[Streak]:
    """Such matters with their titles."""
    return [Streak(m, opened(m, "title"), m.times, m.first_on, m.last_on) for m in rows]  # type: ignore[attr-defined]


def streaks(*, viewer: Viewer, now: datetime, of: Iterable[UUID] | None = None) -> list[Streak]:
    """All of them, or those asked for, opened; those that came up as often by title."""
    rows = matters(viewer=viewer, now=now)
    found = opened_matters(rows if of is None else rows.filter(pk__in=list(of)))
    return sorted(found, key=lambda s: (-s.times, s.first_on, s.title.casefold()))


def unfinished(*, viewer: Viewer, now: datetime) -> list[tuple[Said, Paragraph]]:
    """The statements that live on and nobody has settled, in the order of the notes."""
    rows = (
        readings(viewer=viewer, now=now)
        .filter(
            kind__in=[k.value for k in LIVES_ON], settled_at__isnull=True, paragraph__matter__settled_at__isnull=True
        )
        .select_related("paragraph__meeting", "paragraph__matter")
        .order_by("paragraph__meeting__held_on", "paragraph__position", "start", "kind")
    )
    return [(said(row, opened(row.paragraph, "text")), row.paragraph) for row in rows]


def proposed(*, viewer: Viewer, now: datetime) -> QuerySet[SameMatter]:
    """The pairs of matters that nobody has judged yet, the oldest first."""
    # Not `earlier__in=seen, later__in=seen`: SQLite would try each earlier one with each later one.
    seen = Matter.objects.visible_to(viewer, now=now)
    rows = SameMatter.objects.visible_to(viewer, now=now).filter(state=Sameness.PROPOSED.value)
    rows = rows.filter(Exists(seen.filter(pk=OuterRef("earlier"))), Exists(seen.filter(pk=OuterRef("later"))))
    return rows.select_related("earlier", "later").order_by("recorded_at", "id")


def proposals(*, viewer: Viewer, now: datetime, first: int | None = None) -> list[tuple[SameMatter, str, str]]:
    """Those pairs, or the first few of them, opened: the proposal, the earlier title, the later title."""
    rows = proposed(viewer=viewer, now=now)[:first]
    return [(row, opened(row.earlier, "title"), opened(row.later, "title")) for row in rows]


def proposals_of(
    meeting: Meeting, *, judged: Collection[UUID], viewer: Viewer, now: datetime
) -> list[tuple[SameMatter, str, str]]:
    """The open pairs whose later matter the notes of this meeting speak of, and those judged that are named; opened."""
    told = Paragraph.objects.visible_to(viewer, now=now).filter(meeting=meeting, matter__isnull=False)
    seen = Matter.objects.visible_to(viewer, now=now)
    rows = SameMatter.objects.visible_to(viewer, now=now).filter(
        Q(state=Sameness.PROPOSED.value, later__in=told.values("matter")) | Q(pk__in=list(judged))
    )
    rows = rows.filter(Exists(seen.filter(pk=OuterRef("earlier"))), Exists(seen.filter(pk=OuterRef("later"))))
    rows = rows.select_related("earlier", "later").order_by("recorded_at", "id")
    return [(row, opened(row.earlier, "title"), opened(row.later, "title")) for row in rows]


Pair = TypeVar("Pair", bound=Guarded)


def open_proposal(rows: GuardedQuerySet[Pair], proposal_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> Pair:
    """A proposal that two things are one, for the clerk to judge; an interest in either of the two closes it.

    Raises:
        NotHere, Refused: it is not one that `by` may judge.
        SettledAlready: somebody has judged it.
    """
    must_be_clerk(by)
    proposal: Any = (
        rows.select_for_update().select_related("earlier", "later").find(proposal_id, viewer=by, deed=deed, now=now)
    )
    insist(decide(by, deed, proposal.later, now))
    if proposal.state != Sameness.PROPOSED.value:
        raise SettledAlready(f"This was {proposal.state} before. Nothing was changed.")
    return cast(Pair, proposal)


def paragraphs_of(matter: Matter, *, viewer: Viewer, now: datetime) -> list[Paragraph]:
    """Every paragraph about a matter, the newest meeting first, without the sub-headings: they are its title."""
    rows = Paragraph.objects.visible_to(viewer, now=now).filter(matter=matter).select_related("meeting__body")
    rows = rows.exclude(kind=BlockKind.SUBHEADING.value)
    return list(rows.order_by("-meeting__held_on", "position"))


def headings_of(matters: Iterable[Matter]) -> dict[UUID, tuple[str, int]]:
    """Under which heading each matter last stood, and its place in those notes."""
    rows = (
        Paragraph.objects.filter(matter__in=list(matters), item__isnull=False)
        .select_related("item")
        .only("matter_id", "position", "item__title")
        .order_by("meeting__held_on", "position")
    )
    last = {p.matter_id: p for p in rows}
    return {m: (opened(p.item, "title"), p.position) for m, p in last.items() if m and p.item}
