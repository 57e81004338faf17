"""Questions about meetings that were held: notes, originals, matters, and what waits for a yes or a no."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.actions import reads as actions
from wardmote.actions.models import Action, SameAction
from wardmote.actions.reads import Owed
from wardmote.confidentiality.rules import NotHere, has_signed
from wardmote.documents.tree import StatementKind
from wardmote.meetings.rules import information_only
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Attendance, Decision, Matter, Meeting, Original, Paragraph, SameMatter
from wardmote.minutes.reads import CorrectionShown, ItemShown, Line, NotesShown, Said, Spending, Streak
from wardmote.minutes.rules import LIVES_ON, NOTES_IN, AttendanceKind
from wardmote.proposals import reads as proposals
from wardmote.proposals.models import Proposal
from wardmote.register.models import Marked
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import CONSULT, Marking, Viewer


@dataclass(frozen=True, slots=True)
class OriginalShown:
    """A file as it was given: its name, its reading text, and what it carries unseen."""

    row: Original
    file_name: str
    reading_text: str
    hidden: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came or apologised, as the notes write them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that a meeting's page shows, and under `shown` the rows that it opens."""

    meeting: Meeting
    notes: NotesShown
    attendance: dict[str, list[Came]]
    original: OriginalShown | None
    original_closed: bool  # there is one, and signing the agreement would open it
    taken: bool  # the notes are in the record
    actions: dict[UUID, Owed]  # by the statement that spoke of it
    decisions: dict[UUID, Decision]  # by statement
    verb: str  # of the body when it agrees: recommends or resolves
    spendings: dict[UUID, Spending]  # by statement: what needs adoption, and who adopted it
    approval: str  # who approved the notes; empty if nobody has
    corrections: dict[UUID | None, list[CorrectionShown]]  # by paragraph; of the whole notes under none
    passages: Sequence[tuple[str, UUID | None]]  # the original in pieces, each with the paragraph that was made of it
    titles: dict[UUID, str]  # of the matters that the paragraphs are about
    some_closed: bool  # the viewer has not signed, and there are paragraphs that only a signature opens
    shown: Sequence[Marked]

    def decided_out_of_order(self, item: ItemShown) -> bool:
        """Whether a decision was read under a heading under which nothing can be decided."""
        said = (said.row.pk for line in item.lines for said in line.said)
        return information_only(item.title) and any(pk in self.decisions for pk in said)

    @property
    def has_notes(self) -> bool:
        """Whether the notes are in the record."""
        return self.taken


def original_shown(row: Original) -> OriginalShown:
    """An original, opened."""
    hidden = [(kind, says) for kind, says in json.loads(opened(row, "hidden"))]
    return OriginalShown(row, opened(row, "file_name"), opened(row, "reading_text"), hidden)


def passages(reading_text: str, rows: Iterable[Paragraph]) -> list[tuple[str, UUID | None]]:
    """The reading text cut where paragraphs begin and end; joined again, it is the reading text."""
    pieces: list[tuple[str, UUID | None]] = []
    reached = 0
    for row in sorted((r for r in rows if r.start is not None), key=lambda r: r.start or 0):
        start, end = row.start or 0, row.end or 0
        if start < reached:
            continue
        pieces += [(reading_text[reached:start], None), (reading_text[start:end], row.pk)]
        reached = end
    return [piece for piece in [*pieces, (reading_text[reached:], None)] if piece[0]]


def original_file(original_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[Original, str, bytes]:
    """The file as it was given: row, name, bytes.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = minutes.original_found(original_id, viewer=viewer, now=now)
    return row, opened(row, "file_name"), opened_bytes(row, "content")


def meeting_page(meeting_id: UUID, *, viewer: Viewer, now: datetime) -> MeetingPage:
    """One meeting with its notes, who came, the original, and what was made of each sentence.

    Raises:
        NotHere: there is no such meeting for this viewer.
    """
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    shown = minutes.notes(meeting, viewer=viewer, now=now)
    came: dict[str, list[Came]] = {kind.value: [] for kind in AttendanceKind}
    for row in Attendance.objects.visible_to(viewer, now=now).filter(meeting=meeting).order_by("position"):
        one = Came(opened(row, "name_as_written"), opened(row, "role_as_written"))
        if one not in came[row.kind]:  # notes often say it twice
            came[row.kind].append(one)
    original = minutes.original_of(meeting, viewer=viewer, now=now)
    decided = minutes.decisions(viewer=viewer, now=now).filter(paragraph__meeting=meeting)
    owed = actions.by_statement(meeting, viewer=viewer, now=now)
    about = list(Matter.objects.visible_to(viewer, now=now).filter(pk__in={p.matter_id for p in shown.shown}))
    closed = Paragraph.objects.filter(meeting=meeting, marking=Marking.CONFIDENTIAL.value)
    closed = closed.exclude(matter_id__in=viewer.interests)
    told = [said.row for item in shown.items for line in item.lines for said in line.said]
    spendings = minutes.spendings(told, viewer=viewer, now=now)
    adopted = [one.adoption for one in spendings.values() if one.adoption]
    corrected = minutes.corrections_of(meeting, viewer=viewer, now=now)
    return MeetingPage(
        meeting=meeting,
        notes=shown,
        attendance=came,
        original=original_shown(original) if original else None,
        original_closed=original is None and minutes.original_refused(meeting, viewer=viewer, now=now),
        taken=meeting.state in NOTES_IN,
        actions=owed,
        decisions={d.statement_id: d for d in decided},
        verb=minutes.verb_of(meeting.body, on=meeting.held_on),
        spendings=spendings,
        approval=minutes.approval_words(meeting),
        corrections=minutes.corrections_by_paragraph(corrected),
        passages=passages(opened(original, "reading_text"), shown.shown) if original else [],
        titles={m.pk: opened(m, "title") for m in about},
        some_closed=not has_signed(viewer, now) and closed.exists(),
        shown=[
            *shown.shown,
            *([original] if original else []),
            *(o.row for o in owed.values()),
            *about,
            *adopted,
            *(c.row for c in corrected),
        ],
    )


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A matter, every time it came up, and what is owed on it."""

    streak: Streak
    said: Sequence[tuple[Meeting, Sequence[Line]]]
    actions: Sequence[Owed]
    proposals: Sequence[tuple[Proposal, str]]
    shown: Sequence[Marked]


def matter_page(matter_id: UUID, *, viewer: Viewer, now: datetime) -> MatterPage:
    """One matter from meeting to meeting, the newest first.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    matter = Matter.objects.find(matter_id, viewer=viewer, deed=CONSULT, now=now)
    if matter.joined_to_id:
        return matter_page(matter.joined_to_id, viewer=viewer, now=now)
    streak = next(iter(minutes.streaks(viewer=viewer, now=now, of=[matter.pk])), None)
    rows = minutes.paragraphs_of(matter, viewer=viewer, now=now)
    by_meeting: dict[UUID, tuple[Meeting, list[Line]]] = {}
    for line in minutes.lines(rows, viewer=viewer, now=now):
        by_meeting.setdefault(line.row.meeting_id, (line.row.meeting, []))[1].append(line)
    owed = actions.opened_actions(actions.actions(viewer=viewer, now=now).filter(matter=matter), now=now)
    proposed = proposals.of_matter(matter.pk, viewer=viewer, now=now)
    day = next(iter(by_meeting.values()))[0].held_on if by_meeting else matter.recorded_at.date()
    return MatterPage(
        streak=streak or Streak(matter, opened(matter, "title"), 0, day, day),
        said=list(by_meeting.values()),
        actions=owed,
        proposals=proposed,
        shown=[matter, *rows, *(o.row for o in owed), *(row for row, _ in proposed)],
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the clerk's yes or no: matters and actions that may be one, and actions just read."""

    matters: Sequence[tuple[SameMatter, str, str]]
    actions: Sequence[tuple[SameAction, Owed, Owed]]

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        pairs: Iterable[Marked] = (row for same, _, _ in self.matters for row in (same.earlier, same.later))
        owed: Iterable[Action] = (o.row for _, one, other in self.actions for o in (one, other))
        return [*pairs, *owed]


def waiting(*, viewer: Viewer, now: datetime, first: int | None = None) -> Waiting:
    """The proposals that nobody has judged, or the first few of each kind."""
    return Waiting(
        minutes.proposals(viewer=viewer, now=now, first=first), actions.proposals(viewer=viewer, now=now, first=first)
    )


def to_judge(*, viewer: Viewer, now: datetime) -> int:
    """How many proposals wait for this viewer; only the clerk judges them."""
    if not viewer.keeps_record:
        return 0
    return minutes.proposed(viewer=viewer, now=now).count() + actions.proposed(viewer=viewer, now=now).count()


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    """A paragraph with what its sentences were read as."""

    line: Line
    meeting: Meeting
    actions: dict[UUID, Owed]
    decisions: dict[UUID, Decision]
    spendings: dict[UUID, Spending]
    proposals: dict[UUID, Proposal]  # by statement
    to_propose: set[UUID]  # of each sentence the statement from which a proposal is opened
    verb: str

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        return [self.line.row, *(one.adoption for one in self.spendings.values() if one.adoption)]


def paragraph_page(paragraph_id: UUID, *, viewer: Viewer, now: datetime) -> ParagraphPage:
    """One paragraph.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Paragraph.objects.select_related("meeting__body")
    row = rows.find(paragraph_id, viewer=viewer, deed=CONSULT, now=now)
    (line,) = minutes.lines([row], viewer=viewer, now=now)
    decided = minutes.decisions(viewer=viewer, now=now).filter(paragraph=row)
    owed = actions.by_statement(row.meeting, viewer=viewer, now=now)
    spendings = minutes.spendings([said.row for said in line.said], viewer=viewer, now=now)
    proposed = proposals.of_statements([said.row.pk for said in line.said], viewer=viewer, now=now)
    verb = minutes.verb_of(row.meeting.body, on=row.meeting.held_on)
    return ParagraphPage(
        line, row.meeting, owed, {d.statement_id: d for d in decided}, spendings, proposed, _to_propose(line), verb
    )


def _to_propose(line: Line) -> set[UUID]:
    """Of each sentence one statement: what it leaves open comes first, and money before all."""
    by_sentence: dict[tuple[int, int], Said] = {}
    for said in sorted(line.said, key=lambda one: (one.kind is StatementKind.SPENDING, one.kind in LIVES_ON)):
        by_sentence[said.row.start, said.row.end] = said
    return {said.row.pk for said in by_sentence.values()}
