"""The review of a meeting's notes: item by item, what still asks for an answer."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings

from wardmote.actions import reads as actions
from wardmote.actions.models import SameAction
from wardmote.actions.reads import Owed
from wardmote.actions.rules import ActionState
from wardmote.confidentiality.rules import NotHere
from wardmote.desk.models import Answer
from wardmote.desk.rules.reviewing import AnswerKind, sentences, spellings
from wardmote.documents.tree import StatementKind
from wardmote.meetings.reads import MeetingPage, meeting_page
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Attendance, Meeting, SameMatter, Statement
from wardmote.minutes.reads import ItemShown, Line, NotesShown, Said
from wardmote.minutes.rules import Sameness, Verdict
from wardmote.people import reads as people
from wardmote.people.rules import first_alike
from wardmote.places import reads as places
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement that binds: what it was read as, and the action that was made of it."""

    said: Said
    owed: Owed | None

    @property
    def kind(self) -> StatementKind:
        return self.said.kind

    @property
    def span(self) -> tuple[int, int]:
        return self.said.row.start, self.said.row.end

    @property
    def open(self) -> bool:
        """Whether nobody has said yet that it was read rightly. An action may have been confirmed on its own page."""
        if self.said.row.verdict != Verdict.UNCHECKED.value:
            return False
        return self.owed is None or self.owed.row.state == ActionState.PROPOSED.value


@dataclass(frozen=True, slots=True)
class Question:
    """Something that asks for a yes or a no of its own."""

    kind: AnswerKind
    subject_id: UUID
    words: str
    open: bool
    line: Line | None = None
    readings: Sequence[Reading] = ()
    earlier: str = ""  # of two things that may be one
    rows: Sequence[Marked] = ()  # of those two

    @property
    def key(self) -> str:
        """How the page names it."""
        return f"{self.kind}-{self.subject_id}"


@dataclass(frozen=True, slots=True)
class Step:
    """An item, or the head of the notes, with what it asks."""

    item: ItemShown
    questions: Sequence[Question]
    checked: bool

    @property
    def key(self) -> str:
        """How the address names it."""
        return str(self.item.row.pk) if self.item.row else "head"

    @property
    def open(self) -> bool:
        """Whether anything of it waits."""
        return not self.checked or any(q.open for q in self.questions)


@dataclass(frozen=True, slots=True)
class Review:
    """All that the review of a meeting's notes shows."""

    page: MeetingPage
    steps: Sequence[Step]
    last: Answer | None  # that the viewer could undo

    @property
    def answered(self) -> int:
        """How many of the questions are answered."""
        waiting = sum(q.open for s in self.steps for q in s.questions)
        return self.asked - waiting - sum(not s.checked for s in self.steps)

    @property
    def asked(self) -> int:
        """How many questions there are, the items themselves among them."""
        return len(self.steps) + sum(len(s.questions) for s in self.steps)

    def step(self, key: str | None) -> Step | None:
        """The step of this key; else the first that waits; none if nothing does."""
        return next((s for s in self.steps if s.key == key), None) or next((s for s in self.steps if s.open), None)

    def passage(self, step: Step, question: Question | None) -> list[tuple[str, bool]]:
        """The piece of the original that an item was read from, in parts; the sentence asked about is marked."""
        original = self.page.original
        rows = [line.row for line in step.item.lines]
        spans = [(row.start, row.end) for row in rows if row.start is not None and row.end is not None]
        if original is None or not spans:
            return []
        ends = [line.row.end or 0 for s in self.steps for line in s.item.lines]
        # The heading of an item is no paragraph: it stands between the item and what comes before.
        start = max((end for end in ends if end <= spans[0][0]), default=0) if step.item.row else spans[0][0]
        text, end, at = original.reading_text, spans[-1][1], (spans[-1][1], spans[-1][1])
        if question and question.line and question.readings and question.line.row.start is not None:
            first, last = question.readings[0].span
            at = question.line.row.start + first, question.line.row.start + last
        parts = [(text[start : at[0]].lstrip("\r\n"), False), (text[at[0] : at[1]], True), (text[at[1] : end], False)]
        return [(words, marked) for words, marked in parts if words]


def review(meeting_id: UUID, *, viewer: Viewer, now: datetime) -> Review:
    """The review of one meeting's notes.

    Raises:
        NotHere: there is no such meeting for this viewer, or its notes are not in the record.
    """
    page = meeting_page(meeting_id, viewer=viewer, now=now)
    if not page.taken:
        raise NotHere
    given = list(Answer.objects.filter(meeting=page.meeting, undone_at__isnull=True).order_by("-number"))
    judged = {a.subject_id for a in given}
    alike = _alike(page.meeting, judged, viewer=viewer, now=now)
    every = Statement.objects.visible_to(viewer, now=now)  # those read wrongly too: they were asked about
    notes = minutes.notes(page.meeting, viewer=viewer, now=now, of=every)
    head_seen = any(a.kind == AnswerKind.HEAD.value for a in given)
    written = _places(notes, judged)
    steps = []
    for item in notes.items:
        checked = item.row.checked_at is not None if item.row else head_seen
        asked = _questions(item, page.actions, alike, written)
        if item.row is None:
            asked = [*_names(page.meeting, judged, viewer=viewer, now=now), *asked]
        steps.append(Step(item, asked, checked))
    return Review(
        page=page,
        steps=steps,
        last=next((a for a in given if a.person_id == viewer.person_id and a.passed_at is None), None),
    )


def _questions(
    item: ItemShown,
    owed: Mapping[UUID, Owed],
    alike: Mapping[UUID, list[Question]],
    written: Sequence[tuple[str, Question]],
) -> list[Question]:
    """What an item asks, in the order of its sentences; whether two things are one is asked where the later stands."""
    found: list[Question] = []

    def ask(of: UUID | None) -> None:
        found.extend(q for q in (alike.get(of, []) if of else []) if q not in found)

    for line in item.lines:
        found.extend(q for words, q in written if words in line.text and q not in found)
        ask(line.row.matter_id)
        for same in sentences([Reading(said, owed.get(said.row.pk)) for said in line.said]):
            words, open_ones = same[0].said.words, any(reading.open for reading in same)
            found.append(Question(AnswerKind.SENTENCE, same[0].said.row.pk, words, open_ones, line, same))
            for reading in same:
                ask(reading.owed.row.pk if reading.owed else None)
    return found


def _alike(meeting: Meeting, judged: Collection[UUID], *, viewer: Viewer, now: datetime) -> dict[UUID, list[Question]]:
    """What may be one with something of earlier notes, under the ids of both: once joined, only the earlier is told."""
    found: dict[UUID, list[Question]] = defaultdict(list)
    for same, earlier, later in minutes.proposals_of(meeting, judged=judged, viewer=viewer, now=now):
        question = Question(
            AnswerKind.MATTER, same.pk, later, _open(same), earlier=earlier, rows=(same.earlier, same.later)
        )
        found[same.earlier_id].append(question)
        found[same.later_id].append(question)
    for pair, before, now_owed in actions.proposals_of(meeting, judged=judged, viewer=viewer, now=now):
        both = (before.row, now_owed.row)
        question = Question(AnswerKind.ACTION, pair.pk, now_owed.what, _open(pair), earlier=before.what, rows=both)
        found[pair.earlier_id].append(question)
        found[pair.later_id].append(question)
    return found


def _names(meeting: Meeting, judged: Collection[UUID], *, viewer: Viewer, now: datetime) -> list[Question]:
    """The names that may be somebody whom the record knows by another spelling."""
    rows = Attendance.objects.visible_to(viewer, now=now).filter(meeting=meeting).select_related("person")
    known = people.everybody()
    found = []
    for row in rows.order_by("position"):
        words = opened(row, "name_as_written")
        key = row.person_id if row.person_id else first_alike(words, [(p.pk, p.name) for p in known.values()])
        if key is not None and (row.person_id is None or row.pk in judged):
            found.append(Question(AnswerKind.NAME, row.pk, words, row.pk not in judged, earlier=known[key].name))
    return found


def _places(notes: NotesShown, judged: Collection[UUID]) -> list[tuple[str, Question]]:
    """Two spellings of one road or place, each under the words that are written another way."""
    text = [line.text for item in notes.items for line in item.lines]
    found = []
    for name, other in spellings(text, places.known_words()):
        key = pair_id(name, other)
        found.append((other, Question(AnswerKind.PLACE, key, other, key not in judged, earlier=name)))
    return found


def pair_id(name: str, other: str) -> UUID:
    """What stands for a pair of spellings that no row holds yet; the same each time."""
    return uuid5(UUID(settings.TOWN.id), f"{name}|{other}".casefold())


def _open(same: SameMatter | SameAction) -> bool:
    return same.state == Sameness.PROPOSED.value
