"""Where the record is looked through: each table with words of its own, and how a row of it is told.

Decisions and statements have no words of their own: their paragraph is found. What is typed in the room is found once
the meeting is closed and its notes are in. Files are found by their paragraphs.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wardmote.actions.models import Action, Change, Chase, Step
from wardmote.confidentiality.models import Guarded
from wardmote.confidentiality.rules import Allow, decide
from wardmote.correspondence.models import Outgoing
from wardmote.crime.models import ClaimCheck
from wardmote.information_requests.rules import holds
from wardmote.interventions.models import Intervention
from wardmote.meetings.models import AgendaItem, AgendaSupplement, ClosedPart
from wardmote.membership.models import Apology, ApprovedReason, AttendRequest, TermsOfReference
from wardmote.minutes.models import Adoption, Attendance, Correction, Item, Meeting, Paragraph
from wardmote.policing.models import Question, Reply
from wardmote.priorities.models import Priority, PriorityNote, YouSaidWeDid
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Marking, Viewer, london_date
from wardmote.updates.models import UpdateLine


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of the record that was found: its words, and where they stand."""

    source: str
    row: Marked
    text: str
    meeting: Meeting | None
    on: date
    item: Item | None
    from_police: bool  # and not lowered to public since

    @property
    def order(self) -> tuple[date, str, int, str]:
        """The newest day last; in notes, as they stand there."""
        return self.on, self.source, getattr(self.row, "position", 0), str(self.row.pk)


def _recorded(row: Any) -> date:
    return london_date(row.recorded_at)


def _of_paragraph(row: Any) -> bool:
    return bool(row.paragraph and row.paragraph.from_police)


@dataclass(frozen=True, slots=True)
class Source:
    """A table that is looked through: which columns hold words, on what a row hangs, and of which day it is."""

    name: str
    model: type[Any]
    columns: tuple[str, ...]
    related: tuple[str, ...] = ()
    meeting: Callable[[Any], Meeting | None] = lambda row: None
    on: Callable[[Any], date] | None = None
    item: Callable[[Any], Item | None] = lambda row: None
    from_police: Callable[[Any], bool] = lambda row: False
    person: str = ""  # the key to the person that a row tells of
    prefetched: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Any]:
        """All rows, with what they hang on."""
        rows: QuerySet[Any] = self.model.objects.select_related(*self.related).prefetch_related(*self.prefetched)
        return rows.filter(fleeting=False) if self.model is Outgoing else rows

    def passage(self, row: Any) -> Passage:
        """A row, opened."""
        meeting = self.meeting(row)
        text = "\n".join(filter(None, (opened(row, column) for column in self.columns)))
        day = self.on(row) if self.on else meeting.held_on if meeting else _recorded(row)
        police = self.from_police(row) and row.marking != Marking.PUBLIC.value
        return Passage(self.name, row, text, meeting, day, self.item(row), police)


_AT = ("meeting__body",)
SOURCES = {
    one.name: one
    for one in (
        Source(
            "paragraph of the notes",
            Paragraph,
            ("text",),
            (*_AT, "item"),
            meeting=lambda r: r.meeting,
            item=lambda r: r.item,
            from_police=lambda r: bool(r.from_police),
        ),
        Source(
            "correction of notes",
            Correction,
            ("words",),
            (*_AT, "paragraph__item"),
            meeting=lambda r: r.meeting,
            item=lambda r: r.paragraph.item if r.paragraph else None,
            on=lambda r: r.signed_on,
            from_police=_of_paragraph,
        ),
        Source(
            "attendance",
            Attendance,
            ("name_as_written", "role_as_written"),
            _AT,
            meeting=lambda r: r.meeting,
            person="person_id",
        ),
        Source(
            "adoption of a recommendation",
            Adoption,
            ("who", "told_in"),
            ("statement__paragraph__meeting__body", "statement__paragraph__item"),
            meeting=lambda r: r.statement.paragraph.meeting,
            item=lambda r: r.statement.paragraph.item,
            on=lambda r: r.adopted_on,
        ),
        Source(
            "action",
            Action,
            ("what", "owner_words"),
            ("raised_at__body",),
            meeting=lambda r: r.raised_at,
            on=lambda r: r.raised_on,
            from_police=lambda r: any(one.paragraph.from_police for one in r.mentions.all()),
            person="owner_person_id",
            prefetched=("mentions__paragraph",),
        ),
        Source("step of an action", Step, ("note", "third_party", "on_behalf_of"), ("action",)),
        Source("chasing of an action", Chase, ("words",), ("action",), on=lambda r: r.chased_on),
        Source("change of an action", Change, ("was", "became", "why"), ("action",)),
        Source("priority", Priority, ("title", "why", "ended_why")),
        Source(
            "note on a priority",
            PriorityNote,
            ("words",),
            _AT,
            meeting=lambda r: r.meeting,
            on=lambda r: r.told_on,
        ),
        Source("you said, we did", YouSaidWeDid, ("said", "did")),
        Source("note on an agenda", AgendaItem, ("note",), ("version__meeting__body",), lambda r: r.version.meeting),
        Source(
            "supplement to an agenda", AgendaSupplement, ("title", "words", "closed_because"), _AT, lambda r: r.meeting
        ),
        Source(
            "closed part of a supplement",
            ClosedPart,
            ("words",),
            ("supplement__meeting__body",),
            meeting=lambda r: r.supplement.meeting,
        ),
        Source("terms of reference", TermsOfReference, ("text",)),
        Source(
            "request that an officer attend", AttendRequest, ("who", "why", "answer_words"), _AT, lambda r: r.meeting
        ),
        Source("apology", Apology, ("why",), _AT, lambda r: r.meeting, person="person_id"),
        Source("approved reason for absence", ApprovedReason, ("reason",), person="person_id"),
        Source("question to the police", Question, ("subject", "words")),
        Source("reply of the police", Reply, ("words",), from_police=lambda r: True),
        Source("sentence of the police’s update", UpdateLine, ("words",), ("action",), from_police=lambda r: True),
        Source("reply to a check of a claim", ClaimCheck, ("reply",), ("paragraph",), from_police=_of_paragraph),
        Source("proposal", Proposal, ("what",)),
        Source("proposal put to others", Asking, ("outside", "asked_by", "asked_of"), ("proposal",)),
        Source("word on a proposal", ProposalEntry, ("said_by", "words"), ("proposal",)),
        Source("intervention", Intervention, ("what", "where", "loses")),
        Source("letter", Outgoing, ("subject", "body")),
    )
}


def may_see(row: Any, *, viewer: Viewer, now: datetime) -> bool:
    """Whether a row is open to somebody. A letter hangs on nothing, and says nothing confidential."""
    if isinstance(row, Guarded):
        return isinstance(decide(viewer, CONSULT, row, now), Allow)  # type: ignore[arg-type]
    return viewer.on_panel


def look_through(
    phrases: Collection[str], person_id: UUID | None, *, viewer: Viewer, now: datetime
) -> Iterator[Passage]:
    """Every row that the viewer may see in which a phrase stands, or that tells of the person."""
    for source in SOURCES.values():
        for row in source.rows().iterator(chunk_size=500):
            if not may_see(row, viewer=viewer, now=now):
                continue
            passage = source.passage(row)
            of_them = bool(person_id and source.person and getattr(row, source.person) == person_id)
            if passage.text and (of_them or holds(passage.text, phrases)):
                yield passage


def passages(
    wanted: Iterable[tuple[str, UUID]], *, viewer: Viewer, now: datetime
) -> tuple[dict[UUID, Passage], set[UUID]]:
    """Of these rows those that the viewer may see, opened; and the ids of those that are closed to them.

    One query for each table, or two, however many rows.
    """
    by_source: dict[str, list[UUID]] = {}
    for name, row_id in wanted:
        by_source.setdefault(name, []).append(row_id)
    seen: dict[UUID, Passage] = {}
    closed: set[UUID] = set()
    for name, ids in by_source.items():
        for row in SOURCES[name].rows().filter(pk__in=ids):
            if may_see(row, viewer=viewer, now=now):
                seen[row.pk] = SOURCES[name].passage(row)
            else:
                closed.add(row.pk)
    return seen, closed
