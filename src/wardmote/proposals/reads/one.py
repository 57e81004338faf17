"""One proposal: what was said of it, what is disputed and expected, and its whole way as a timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from wardmote.confidentiality.rules import Allow, decide
from wardmote.govuk.words import long_date
from wardmote.law import reads as law
from wardmote.law.reads import Law
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting, Statement
from wardmote.minutes.reads import Said
from wardmote.people.models import Person
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.reads.known import ROWS, AskingShown, Known, known_of, whom
from wardmote.proposals.rules import Became, EntryKind
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer, london_date

LEADS = {
    EntryKind.CLAIM: "Said",
    EntryKind.AT_ODDS: "Disputed",
    EntryKind.SETTLED: "What was disputed is settled",
    EntryKind.EXPECTATION: "Expected",
    EntryKind.CHASE: "Asked again",
    EntryKind.ANSWER: "Answer",
    EntryKind.WITHDRAWN: "Not put to them after all",
    EntryKind.SEEN: "The answer was before the meeting",
    EntryKind.CORRECTION: "Correction",
    EntryKind.TAKEN_BACK: "Taken back",
}
TYPED_HERE = "typed here"


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A line of the timeline, opened. What nobody has said is empty or none."""

    on: date
    lead: str
    words: str
    said_by: str = ""
    how: str = ""
    meeting: Meeting | None = None
    paragraph_id: UUID | None = None
    typed: str = ""  # who typed it, and on which day
    row: Asking | ProposalEntry | None = None
    taken_back: bool = False
    corrections: Sequence[str] = field(default=())
    again: bool = False  # it can be taken back, or put back

    @property
    def marking(self) -> str:
        """How far it goes; empty for what is marked elsewhere."""
        return self.row.marking if self.row else ""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim: who says what, from which day."""

    row: ProposalEntry
    said_by: str
    words: str
    on: date
    corrections: Sequence[str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims at odds, side by side."""

    row: ProposalEntry
    one: ClaimShown
    other: ClaimShown


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation that is open, and the day on which it is looked at again."""

    claim: ClaimShown
    look_on: date
    is_due: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class AskingOpened:
    """An asking with its words."""

    shown: AskingShown
    to: str
    asked_by: str
    asked_of: str
    email: str
    answer: str  # its words; empty if there is none, or it is closed
    answer_closed: bool
    withdrawn: bool
    by_telephone: bool
    chase_is_due: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal with everything that holds of it at once; its timeline is asked for apart, page by page."""

    known: Known
    what: str
    verb: str  # of the proposing body today when it agrees: recommends or resolves
    source: Said | None  # as far as the viewer may see it
    matter: tuple[UUID, str] | None
    askings: Sequence[AskingOpened]  # the newest first
    claims: Sequence[ClaimShown]
    disputes: Sequence[Dispute]
    settled: Sequence[tuple[Dispute, str]]  # with what settled it
    expected: Sequence[Expected]
    back: Sequence[ProposalEntry]  # answers that the panel has not had before it
    shown: Sequence[Marked]

    @property
    def row(self) -> Proposal:
        """The row."""
        return self.known.row


def proposal_found(proposal_id: UUID, *, viewer: Viewer, now: datetime) -> Proposal:
    """One proposal.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return Proposal.objects.select_related(*ROWS).find(proposal_id, viewer=viewer, deed=CONSULT, now=now)


def asking_found(asking_id: UUID, *, viewer: Viewer, now: datetime) -> Asking:
    """One asking with its proposal.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Asking.objects.select_related("proposal__from_body", "proposal__statement", "to_body", "meeting")
    return rows.find(asking_id, viewer=viewer, deed=CONSULT, now=now)


def entry_found(entry_id: UUID, *, viewer: Viewer, now: datetime) -> ProposalEntry:
    """One entry with its proposal.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = ProposalEntry.objects.select_related("proposal__from_body", "proposal__statement", "asking__to_body")
    return rows.find(entry_id, viewer=viewer, deed=CONSULT, now=now)


MOST_DECISIONS = 50


def decisions_of(asking: Asking, *, viewer: Viewer, now: datetime) -> list[tuple[Statement, str]]:
    """What the body that was asked has decided since, the newest first: by one of these it may have answered."""
    if asking.to_body_id is None:
        return []
    rows = minutes.decisions(viewer=viewer, now=now).filter(
        paragraph__meeting__body=asking.to_body_id, paragraph__meeting__held_on__gte=asking.asked_on
    )
    rows = rows.select_related("statement", "paragraph__meeting").order_by("-paragraph__meeting__held_on", "id")
    found = [(row.statement, row.paragraph) for row in rows[:MOST_DECISIONS]]
    return [(row, f"{long_date(p.meeting.held_on)}: {opened(p, 'text')[row.start : row.end]}") for row, p in found]


def proposal_page(proposal_id: UUID, *, viewer: Viewer, now: datetime) -> ProposalPage:
    """One proposal, opened.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = proposal_found(proposal_id, viewer=viewer, now=now)
    (one,) = known_of([row], viewer=viewer, now=now)
    source = _source(row, viewer=viewer, now=now)
    matter = row.matter if row.matter and isinstance(decide(viewer, CONSULT, row.matter, now), Allow) else None
    odds = [*one.disputes, *(one.entries[id_] for id_ in one.way.settled_by if id_ in one.seen)]
    both = {entry.pk: dispute for entry in odds if (dispute := dispute_of(one, entry))}
    claims = [e for e in one.entries.values() if e.kind == EntryKind.CLAIM.value and _stands(one, e)]
    settled = {id_: one.entries[by] for id_, by in one.way.settled_by.items()}
    adoption = one.adopted.adoption if one.adopted else None
    beside = [found for found in (matter, source.row if source else None, adoption) if found is not None]
    shown = [found for found in (*one.entries.values(), *one.askings) if found.pk in one.seen]
    return ProposalPage(
        known=one,
        what=opened(row, "what"),
        verb=minutes.verb_of(row.from_body, on=london_date(now)),
        source=source,
        matter=(matter.pk, opened(matter, "title")) if matter else None,
        askings=[_asking(one, asking) for asking in reversed(one.askings) if asking.pk in one.seen],
        claims=[claim_shown(one, e) for e in claims],
        disputes=[both[e.pk] for e in one.disputes if e.pk in both],
        settled=[(both[id_], _closed_or(one, by)) for id_, by in settled.items() if id_ in both],
        expected=[_expected(one, id_) for id_ in one.way.look_on if id_ in one.seen],
        back=one.answers_back,
        shown=[row, *shown, *beside],
    )


def _stands(one: Known, entry: ProposalEntry) -> bool:
    return entry.pk in one.seen and entry.pk not in one.way.taken_back


def _closed_or(one: Known, entry: ProposalEntry) -> str:
    return opened(entry, "words") if entry.pk in one.seen else "What settled it is closed to you."


def _source(row: Proposal, *, viewer: Viewer, now: datetime) -> Said | None:
    if row.statement is None or not isinstance(decide(viewer, CONSULT, row.statement, now), Allow):
        return None
    return minutes.said(row.statement, opened(row.statement.paragraph, "text"))


def corrections_of(one: Known, entry: ProposalEntry) -> list[str]:
    """What was corrected of an entry, as far as the viewer may see it."""
    ids = one.way.corrected.get(entry.pk, ())
    return [opened(one.entries[id_], "words") for id_ in ids if id_ in one.seen]


def claim_shown(one: Known, entry: ProposalEntry) -> ClaimShown:
    """A claim or an expectation, opened."""
    said_by, words = opened(entry, "said_by"), opened(entry, "words")
    return ClaimShown(entry, said_by, words, entry.said_on, corrections_of(one, entry))


def dispute_of(one: Known, entry: ProposalEntry) -> Dispute | None:
    pair = [one.entries[id_] for id_ in (entry.about_id, entry.against_id) if id_ in one.seen]
    return Dispute(entry, *(claim_shown(one, claim) for claim in pair)) if len(pair) == 2 else None


def _expected(one: Known, entry_id: UUID) -> Expected:
    day, moved = one.way.look_on[entry_id], one.way.became.get(entry_id) is Became.MOVED
    return Expected(claim_shown(one, one.entries[entry_id]), day, is_due=day <= one.as_of, moved=moved)


def _asking(one: Known, row: Asking) -> AskingOpened:
    shown = one.asked(row)
    seen = shown.answer is not None and shown.answer.pk in one.seen
    return AskingOpened(
        shown=shown,
        to=whom(row),
        asked_by=opened(row, "asked_by"),
        asked_of=opened(row, "asked_of"),
        email=opened(row, "email"),
        answer=opened(shown.answer, "words") if shown.answer and seen else "",
        answer_closed=shown.answer is not None and not seen,
        withdrawn=row.pk in one.way.withdrawn,
        by_telephone=one.by_telephone(shown),
        chase_is_due=shown.waits and shown.chase_on <= one.as_of,
    )


def timeline(page: ProposalPage) -> list[Said | Asking | ProposalEntry | str]:
    """The whole way from the first sentence to today, by day, unopened; what the viewer may not read is left out."""
    one, row = page.known, page.row
    first: list[Said | str] = [page.source] if page.source else [] if row.statement else [TYPED_HERE]
    askings = [a for a in one.askings if a.pk in one.seen]
    entries = [e for e in one.entries.values() if e.pk in one.seen]
    dated: list[tuple[date, int, Asking | ProposalEntry]] = [(a.asked_on, 0, a) for a in askings]
    dated += [(e.said_on, e.number, e) for e in entries]
    last = [one.adopted.words] if one.adopted and one.is_adopted else []
    return [*first, *(thing for *_, thing in sorted(dated, key=lambda told: told[:2])), *last]


def lines_of(page: ProposalPage, things: Iterable[Said | Asking | ProposalEntry | str]) -> list[EntryShown]:
    """Those lines of the timeline, opened."""
    by_law = law.law()
    return [_line(page, thing, by_law) for thing in things]


def _line(page: ProposalPage, thing: Said | Asking | ProposalEntry | str, by_law: Law) -> EntryShown:
    one, row = page.known, page.row
    if isinstance(thing, Said):
        paragraph, told_by = thing.row.paragraph, str(thing.particulars.get("said_by", ""))
        day, lead = paragraph.meeting.held_on, f"First said ({thing.kind.value.replace('_', ' ')})"
        return EntryShown(day, lead, thing.words, told_by, meeting=paragraph.meeting, paragraph_id=paragraph.pk)
    if isinstance(thing, str):
        if thing == TYPED_HERE:
            return EntryShown(london_date(row.recorded_at), "First typed here", page.what)
        adoption = one.adopted.adoption if one.adopted else None
        return EntryShown(adoption.adopted_on if adoption else one.as_of, "Adopted", thing)
    typed = f"{_name(thing.by_person)}, {long_date(london_date(thing.recorded_at))}"
    if isinstance(thing, Asking):
        return _asking_line(one, thing, typed, by_law)
    return _entry_line(one, thing, typed)


def _name(person: Person | None) -> str:
    return person.name if person else "the timer or the founder"


def _asking_line(one: Known, row: Asking, typed: str, by_law: Law) -> EntryShown:
    recommends = minutes.verb_of(one.row.from_body, on=row.asked_on, by_law=by_law) == "recommends"
    lead = f"{'Recommended' if recommends else 'Put'} to {whom(row)}"
    of, by = opened(row, "asked_of"), opened(row, "asked_by")
    asked = f"Asked of {of}." if of else ""
    due = f"An answer is expected by {long_date(row.answer_by)}." if row.answer_by else ""
    words = " ".join(filter(None, [asked, due]))
    return EntryShown(row.asked_on, lead, words, by, meeting=row.meeting, typed=typed, row=row)


def _entry_line(one: Known, row: ProposalEntry, typed: str) -> EntryShown:
    kind, words = EntryKind(row.kind), opened(row, "words")
    lead = LEADS.get(kind, "")
    if kind is EntryKind.BECAME:
        lead = f"What was expected: {row.became}" + (f", {long_date(row.look_on)}" if row.look_on else "")
    if kind is EntryKind.EXPECTATION and row.look_on:
        lead = f"Expected; looked at again on {long_date(row.look_on)}"
    about = one.entries.get(row.about_id) if row.about_id else None
    if about is not None and about.pk in one.seen and kind is not EntryKind.AT_ODDS:
        quoted = _both(one, about) if about.kind == EntryKind.AT_ODDS.value else f"“{opened(about, 'words')}”"
        words = " ".join(filter(None, [words, f"Of: {quoted}" if quoted != "“”" else ""]))
    if kind is EntryKind.AT_ODDS:
        words = _both(one, row)
    return EntryShown(
        on=row.said_on,
        lead=lead,
        words=words,
        said_by=opened(row, "said_by"),
        how=row.how,
        meeting=row.meeting,
        paragraph_id=row.statement.paragraph_id if row.statement else None,
        typed=typed,
        row=row,
        taken_back=row.pk in one.way.taken_back,
        corrections=corrections_of(one, row),
        again=kind is not EntryKind.TAKEN_BACK,
    )


def _both(one: Known, odds: ProposalEntry) -> str:
    found = dispute_of(one, odds)
    if found is None:
        return ""
    return " – ".join(f"{claim.said_by}: “{claim.words}”" for claim in (found.one, found.other))
