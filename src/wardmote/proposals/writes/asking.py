"""A proposal is opened, put to a body, chased, answered, and its answer comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Body, Matter, Meeting, Statement
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import LIVES_ON, AdoptedBy
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.reads import known_of, whom
from wardmote.proposals.rules import (
    ANSWER,
    ASK,
    CHASE,
    CHASE_DAYS,
    PROPOSE,
    SEE_ANSWER,
    WITHDRAW,
    EntryKind,
    How,
    ProposalNeeds,
    chase_letter,
    must_be_asked,
    must_have_come,
)
from wardmote.proposals.writes.ledger import _asking, _entry, _hangs_on, _keep, _locked, _seal, _source
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Put:
    """To which body a proposal is put, by whom, of whom there, when, and by when an answer is expected."""

    asked_on: date
    to_body: Body | None = None  # none: `outside` says it in words
    outside: str = ""
    asked_by: str = ""
    asked_of: str = ""
    email: str = ""  # of that body's clerk; empty: they are rung
    meeting: Meeting | None = None
    answer_by: date | None = None
    chase_days: int = CHASE_DAYS


@transaction.atomic
def propose(
    what: str,
    *,
    from_body: Body,
    put: Put,
    statement_id: UUID | None = None,
    matter: Matter | None = None,
    marking: Marking = Marking.PANEL,
    by: Viewer,
    now: datetime,
) -> Proposal:
    """Open a proposal, from a sentence of the notes or as typed, and put it to a body.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotHere: the sentence is not there for them. Nothing is stored.
        ProposalNeeds: what is proposed or to whom is missing, or a day does not fit. Nothing is stored.
    """
    must_be_clerk(by)
    if not what.strip():
        raise ProposalNeeds("what", "Say what is proposed. Nothing was stored.")
    source = _source(statement_id, by=by, now=now)
    about = (source.paragraph.matter if source else None) or matter
    row = Proposal(from_body=from_body, statement=source, by_person_id=by.person_id, recorded_at=now)
    row.chosen_matter = about
    row.matter = (about.joined_to or about) if about else None
    _seal(row, what=" ".join(what.split()))
    row.marking = marking_of_row(row, marking.value, *([source.marking] if source else []))
    row.save(force_insert=True)
    made = _put(row, put, by=by, now=now)
    register.record(row, made, deed=PROPOSE, by=by, now=now)
    return row


@transaction.atomic
def ask(proposal_id: UUID, *, put: Put, by: Viewer, now: datetime) -> Asking:
    """Put a proposal to another body, or to the same once more.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may put. Nothing is stored.
        ProposalNeeds: it is not said to which body, or a day or a number does not fit. Nothing is stored.
    """
    row = _locked(proposal_id, deed=ASK, by=by, now=now)
    made = _put(row, put, by=by, now=now)
    register.record(row, made, deed=ASK, by=by, now=now)
    return made


def _put(row: Proposal, put: Put, *, by: Viewer, now: datetime) -> Asking:
    must_be_asked(
        inside=put.to_body is not None,
        outside=put.outside,
        same=put.to_body is not None and put.to_body.pk == row.from_body_id,
        asked_on=put.asked_on,
        chase_days=put.chase_days,
        today=london_date(now),
    )
    if put.answer_by and put.answer_by < put.asked_on:
        raise ProposalNeeds("answer_by", "This is before it was asked. Nothing was stored. Give a later day.")
    made = Asking(
        proposal=row,
        to_body=put.to_body,
        asked_on=put.asked_on,
        meeting=put.meeting,
        answer_by=put.answer_by,
        chase_days=put.chase_days,
        by_person_id=by.person_id,
        recorded_at=now,
    )
    _seal(made, outside=put.outside, asked_by=put.asked_by, asked_of=put.asked_of, email=put.email)
    made.marking = marking_of_row(made, *_hangs_on(made))
    made.save(force_insert=True)
    return made


@transaction.atomic
def withdraw(asking_id: UUID, *, words: str = "", by: Viewer, now: datetime) -> ProposalEntry:
    """Note that a proposal is not put to a body after all: nobody waits for it there. That can be taken back.

    Raises:
        NotHere, Refused: the asking is not one that `by` may withdraw. Nothing is stored.
        ProposalNeeds: nobody is waited for there. Nothing is stored.
    """
    row, asking = _asking(asking_id, deed=WITHDRAW, by=by, now=now)
    (one,) = known_of([row], viewer=by, now=now)
    if not one.asked(asking).waits:
        raise ProposalNeeds("words", "Nobody is waited for here. Nothing was stored.")
    entry = ProposalEntry(proposal=row, kind=EntryKind.WITHDRAWN.value, asking=asking, said_on=london_date(now))
    _keep(entry, words=words, by=by, now=now)
    register.record(row, entry, deed=WITHDRAW, by=by, now=now)
    return entry


@transaction.atomic
def chase(
    asking_id: UUID,
    *,
    how: How = How.TELEPHONE,
    words: str = "",
    chased_on: date | None = None,
    by: Viewer,
    now: datetime,
) -> ProposalEntry:
    """Note that a body that has not answered was asked again; if nothing is said: today, by telephone.

    Raises:
        NotHere, Refused: the asking is not one that `by` may chase. Nothing is stored.
        ProposalNeeds: it was answered, or the day does not fit. Nothing is stored.
    """
    row, asking = _asking(asking_id, deed=CHASE, by=by, now=now)
    (one,) = known_of([row], viewer=by, now=now)
    if not one.asked(asking).waits:
        raise ProposalNeeds("words", "They have answered, so nobody is chased. Nothing was stored.")
    day = chased_on or london_date(now)
    must_have_come("chased_on", day, london_date(now))
    if day < asking.asked_on:
        raise ProposalNeeds("chased_on", "This is before they were asked. Nothing was stored. Give a later day.")
    entry = ProposalEntry(proposal=row, kind=EntryKind.CHASE.value, asking=asking, said_on=day, how=how.value)
    _keep(entry, words=words, by=by, now=now)
    register.record(row, entry, deed=CHASE, by=by, now=now)
    return entry


@transaction.atomic
def write_to(asking_id: UUID, *, telephone: str, by: Viewer, now: datetime) -> ProposalEntry | None:
    """Leave the letter that is due to a body that has not answered, and note the chase; none if none is due.

    What is proposed stands in it only if anybody may read it. `telephone` is the clerk's.
    """
    asking = Asking.objects.select_related("to_body").get(pk=asking_id)
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("from_body", "statement")
        .get(pk=asking.proposal_id)
    )
    (one,) = known_of([row], viewer=by, now=now)
    shown = one.asked(asking)
    if not shown.waits or shown.chase_on > london_date(now) or one.by_telephone(shown):
        return None
    subject, body = chase_letter(
        reference=row.reference,
        from_body=row.from_body.name,
        what=opened(row, "what") if row.marking == Marking.PUBLIC.value else "",
        asked_on=asking.asked_on,
        number=shown.chases + 1,
        telephone=telephone,
    )
    entry = ProposalEntry(proposal=row, kind=EntryKind.CHASE.value, asking=asking, how=How.WRITING.value)
    entry.said_on = london_date(now)
    entry.letter = correspondence.leave(opened(asking, "email"), subject=subject, body=body, by=by, now=now)
    _keep(entry, by=by, now=now)
    register.record(row, entry, deed=CHASE, by=by, now=now)
    return entry


@transaction.atomic
def answer(
    asking_id: UUID,
    *,
    words: str,
    said_by: str = "",
    said_on: date,
    how: How = How.MEETING,
    statement_id: UUID | None = None,
    adopts: bool = False,
    by: Viewer,
    now: datetime,
) -> ProposalEntry:
    """Note what a body answered: by a decision of its meeting, or as it reached the clerk.

    Of a recommendation to spend, `adopts` says that the body resolved to spend: then it is adopted in the same breath.

    Raises:
        NotHere, Refused: the asking is not one that `by` may answer. Nothing is stored.
        NotAdopted: nothing waits for adoption here, or the day does not fit. Nothing is stored.
        ProposalNeeds: it has no words, was answered, or the day does not fit. Nothing is stored.
    """
    row, asking = _asking(asking_id, deed=ANSWER, by=by, now=now)
    (one,) = known_of([row], viewer=by, now=now)
    if not one.asked(asking).waits:
        raise ProposalNeeds("words", "They have answered already. Nothing was stored. Take that answer back first.")
    source = _source(statement_id, by=by, now=now)
    if source is not None:
        if source.paragraph.meeting.body_id != asking.to_body_id:
            raise ProposalNeeds("decision", "This was decided by another body. Nothing was stored. Choose another.")
        text = opened(source.paragraph, "text")[source.start : source.end]
        words, said_on, how = words.strip() or text, source.paragraph.meeting.held_on, How.MEETING
    if not words.strip():
        raise ProposalNeeds("words", "Say what the answer was. Nothing was stored.")
    must_have_come("said_on", said_on, london_date(now))
    if said_on < asking.asked_on:
        raise ProposalNeeds("said_on", "This is before they were asked. Nothing was stored. Give a later day.")
    entry = ProposalEntry(proposal=row, kind=EntryKind.ANSWER.value, asking=asking, said_on=said_on, how=how.value)
    entry.statement, entry.meeting = source, source.paragraph.meeting if source else None
    who = said_by.strip() or whom(asking)
    _keep(entry, words=words, said_by=who, by=by, now=now)
    if adopts and row.statement_id:
        told = {"who": who, "told_in": words.strip()}
        minutes.adopt(row.statement_id, how=AdoptedBy.RESOLUTION, **told, adopted_on=said_on, by=by, now=now)
    register.record(row, entry, deed=ANSWER, by=by, now=now)
    return entry


@transaction.atomic
def see_answer(entry_id: UUID, *, meeting: Meeting | None, by: Viewer, now: datetime) -> ProposalEntry:
    """Note that the proposing body has had an answer before it; the sentence that asked is settled with it.

    Raises:
        NotHere, Refused: the answer is not one that `by` may put away. Nothing is stored.
        ProposalNeeds: it is no answer, or was before a meeting already. Nothing is stored.
    """
    one, found = _entry(entry_id, deed=SEE_ANSWER, by=by, now=now)
    if found.pk not in one.way.unseen:
        raise ProposalNeeds("meeting", "This is no answer that waits. Nothing was stored. See the proposal.")
    day = meeting.held_on if meeting else london_date(now)
    must_have_come("meeting", day, london_date(now))
    entry = ProposalEntry(proposal=one.row, kind=EntryKind.SEEN.value, about=found, meeting=meeting, said_on=day)
    _keep(entry, by=by, now=now)
    source = one.row.statement
    if source is not None:  # whatever else the same sentence leaves open
        same = {"paragraph": source.paragraph_id, "start": source.start, "end": source.end}
        for statement in Statement.objects.filter(**same, kind__in=sorted(LIVES_ON), settled_at__isnull=True):
            minutes.settle_statement(statement.pk, by=by, now=now)
    register.record(one.row, entry, deed=SEE_ANSWER, by=by, now=now)
    return entry
