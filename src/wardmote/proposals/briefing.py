"""What this room brings to a meeting: what the body is asked, what came back to it, and what it must look at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.govuk.words import count_of, long_date
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting, Statement
from wardmote.proposals import reads
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.reads import AskingShown, Known
from wardmote.proposals.reads.one import claim_shown, dispute_of
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, strictest


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of an agenda: what was said, and what is asked of the meeting."""

    row: Proposal
    words: str
    asks: str
    on: date
    marking: str
    matter_id: UUID | None  # none at another body: there the matter stands under no heading
    item_id: UUID | None  # of the notes, under which the sentence stood
    decides: bool  # it is among what is to be decided
    shown: tuple[Marked, ...]


Sentence = tuple[UUID, int, int]


@dataclass(frozen=True, slots=True)
class Brief:
    """The lines for one agenda; and the sentences that proposals carry on, so that no agenda says them twice."""

    lines: list[Proposed]
    carries_on: set[Sentence]


def briefing(meeting: Meeting, *, viewer: Viewer, now: datetime) -> Brief:
    """What proposals bring to one meeting: those put to its body, and those of its body that are not at rest."""
    found: list[Proposed] = []
    verb = "Recommend" if minutes.verb_of(meeting.body, on=meeting.held_on) == "recommends" else "Resolve"
    every = reads.known(Proposal.objects.all(), viewer=viewer, now=now)
    for one in every:
        waiting = [a for a in one.waiting if a.row.pk in one.seen and a.row.asked_on <= meeting.held_on]
        found += [_asked_here(one, a, verb) for a in waiting if a.row.to_body_id == meeting.body_id]
        if one.row.from_body_id == meeting.body_id:
            found += [_waits(one, a) for a in waiting]
            found += _ours(one, meeting)
    sources = [one.row.statement for one in every if one.row.statement and not one.is_withdrawn]
    return Brief(found, {sentence_of(row) for row in sources})


def sentence_of(row: Statement) -> Sentence:
    """Where a statement stands: one sentence may do several things."""
    return row.paragraph_id, row.start, row.end


def _asked_here(one: Known, asking: AskingShown, verb: str) -> Proposed:
    row = asking.row
    by = f" Asked by {opened(row, 'asked_by')}." if row.asked_by else ""
    due = f" By {long_date(row.answer_by)}, please." if row.answer_by else ""
    words = f"{one.row.from_body.name} asks: {opened(one.row, 'what')}"
    return Proposed(
        row=one.row,
        words=words,
        asks=f"{verb} an answer.{by}{due}",
        on=row.asked_on,
        marking=strictest(one.row.marking, row.marking),
        matter_id=None,
        item_id=None,
        decides=True,
        shown=(one.row, row),
    )


def _ours(one: Known, meeting: Meeting) -> Iterator[Proposed]:
    """Of a body's own proposal: answers, what was expected by then, and what is disputed."""
    what = f"{opened(one.row, 'what').rstrip('.')}."
    for entry in one.answers_back:
        said = f"{what} The answer of {opened(entry, 'said_by')}: {opened(entry, 'words')}"
        yield _of(one, entry, said, "What does this body make of it?", decides=True)
    for entry in one.expected(meeting.held_on):
        claim, day = claim_shown(one, entry), one.way.look_on[entry.pk]
        said = f"{what} {claim.said_by}: {claim.words}"
        yield _of(one, entry, said, f"Looked at again on {long_date(day)}: what became of it?", decides=True)
    for entry in one.disputes:
        pair = dispute_of(one, entry)
        if pair is not None:
            sides = (f"{c.said_by} on {long_date(c.on)}: “{c.words}”" for c in (pair.one, pair.other))
            rows = (pair.one.row, pair.other.row)
            yield _of(one, entry, f"{what} Disputed. {' – '.join(sides)}", "What settles it?", *rows)


def _waits(one: Known, asking: AskingShown) -> Proposed:
    row = asking.row
    again = f", asked again {count_of(asking.chases, 'time')}" if asking.chases else ""
    asks = f"Put to {reads.whom(row)}: {count_of(asking.days, 'day')} without an answer{again}."
    return _of(one, row, opened(one.row, "what"), asks)


def _of(
    one: Known, row: Asking | ProposalEntry, words: str, asks: str, *beside: Marked, decides: bool = False
) -> Proposed:
    source = one.row.statement
    return Proposed(
        row=one.row,
        words=words,
        asks=asks,
        on=row.asked_on if isinstance(row, Asking) else row.said_on,
        marking=strictest(one.row.marking, row.marking, *(other.marking for other in beside)),
        matter_id=one.row.matter_id,
        item_id=source.paragraph.item_id if source else None,
        decides=decides,
        shown=(one.row, row, *beside),
    )
