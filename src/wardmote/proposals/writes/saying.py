"""What somebody says of a proposal, what is disputed and expected, and how an entry is corrected by a later one."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.minutes.models import Meeting
from wardmote.proposals.models import Proposal, ProposalEntry
from wardmote.proposals.rules import (
    AT_ODDS,
    BECOME,
    CLAIM,
    CORRECT,
    EXPECT,
    SETTLE,
    Became,
    EntryKind,
    How,
    ProposalNeeds,
    must_have_come,
)
from wardmote.proposals.writes.ledger import _entry, _keep, _locked, _source
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


def _must_say(field: str, words: str, need: str) -> None:
    if not words.strip():
        raise ProposalNeeds(field, f"{need} Nothing was stored.")


@transaction.atomic
def claim(
    proposal_id: UUID,
    *,
    said_by: str,
    words: str,
    said_on: date,
    how: How = How.MEETING,
    meeting: Meeting | None = None,
    statement_id: UUID | None = None,
    at_odds_with: Collection[UUID] = (),
    by: Viewer,
    now: datetime,
) -> ProposalEntry:
    """Keep what a body or a post says of a proposal, and with which earlier claims that is at odds.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may add to. Nothing is stored.
        ProposalNeeds: it is not said who says what, or the day is yet to come. Nothing is stored.
    """
    row = _locked(proposal_id, deed=CLAIM, by=by, now=now)
    _must_say("said_by", said_by, "Say which body or post says it.")
    _must_say("words", words, "Say what they say.")
    must_have_come("said_on", said_on, london_date(now))
    made = ProposalEntry(proposal=row, kind=EntryKind.CLAIM.value, said_on=said_on, how=how.value)
    made.meeting, made.statement = meeting, _source(statement_id, by=by, now=now)
    _keep(made, said_by=said_by, words=words, by=by, now=now)
    found = ProposalEntry.objects.filter(proposal=row, kind=EntryKind.CLAIM.value, pk__in=at_odds_with)
    odds = [_at_odds(row, one, made, by=by, now=now) for one in found.visible_to(by, now=now)]
    register.record(row, made, *odds, deed=CLAIM, by=by, now=now)
    return made


def _at_odds(row: Proposal, one: ProposalEntry, other: ProposalEntry, *, by: Viewer, now: datetime) -> ProposalEntry:
    odds = ProposalEntry(proposal=row, kind=EntryKind.AT_ODDS.value, about=one, against=other)
    odds.said_on = other.said_on
    return _keep(odds, by=by, now=now)


@transaction.atomic
def say_at_odds(claim_id: UUID, *, against_id: UUID, by: Viewer, now: datetime) -> ProposalEntry:
    """Say that two claims are at odds. Both stand side by side, as disputed, until somebody says what settled it.

    Raises:
        NotHere, Refused: a claim is not one that `by` may use. Nothing is stored.
        ProposalNeeds: they are not two claims of one proposal, or are disputed already. Nothing is stored.
    """
    one, first = _entry(claim_id, deed=AT_ODDS, by=by, now=now)
    _, other = _entry(against_id, deed=AT_ODDS, by=by, now=now)
    claims = {first.kind, other.kind} == {EntryKind.CLAIM.value}
    if not claims or first.pk == other.pk or first.proposal_id != other.proposal_id:
        raise ProposalNeeds("against", "Choose two claims of one proposal. Nothing was stored.")
    if {first.pk, other.pk} & one.way.taken_back:
        raise ProposalNeeds("against", "One of the two was taken back. Nothing was stored.")
    if {first.pk, other.pk} in (set(pair) for pair in one.way.disputed.values()):
        raise ProposalNeeds("against", "These two are disputed already. Nothing was stored.")
    entry = _at_odds(one.row, first, other, by=by, now=now)
    register.record(one.row, entry, deed=AT_ODDS, by=by, now=now)
    return entry


@transaction.atomic
def settle(odds_id: UUID, *, words: str, said_by: str, said_on: date, by: Viewer, now: datetime) -> ProposalEntry:
    """Record what settled two claims that were at odds. Neither is deleted.

    Raises:
        NotHere, Refused: it is not one that `by` may settle. Nothing is stored.
        ProposalNeeds: nothing is disputed here, or it is not said what settled it. Nothing is stored.
    """
    one, odds = _entry(odds_id, deed=SETTLE, by=by, now=now)
    if odds.pk not in one.way.disputed:
        raise ProposalNeeds("words", "Nothing is disputed here any more. Nothing was stored.")
    _must_say("words", words, "Say what settled it.")
    must_have_come("said_on", said_on, london_date(now))
    entry = ProposalEntry(proposal=one.row, kind=EntryKind.SETTLED.value, about=odds, said_on=said_on)
    _keep(entry, words=words, said_by=said_by, by=by, now=now)
    register.record(one.row, entry, deed=SETTLE, by=by, now=now)
    return entry


@transaction.atomic
def expect(
    proposal_id: UUID,
    *,
    words: str,
    said_by: str,
    said_on: date,
    look_on: date,
    how: How = How.MEETING,
    meeting: Meeting | None = None,
    statement_id: UUID | None = None,
    by: Viewer,
    now: datetime,
) -> ProposalEntry:
    """Keep what should come about, and the day on which it is looked at again.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may add to. Nothing is stored.
        ProposalNeeds: it is not said what or by whom, or a day does not fit. Nothing is stored.
    """
    row = _locked(proposal_id, deed=EXPECT, by=by, now=now)
    _must_say("said_by", said_by, "Say which body or post says it.")
    _must_say("words", words, "Say what should come about.")
    must_have_come("said_on", said_on, london_date(now))
    if look_on < said_on:
        raise ProposalNeeds("look_on", "This is before it was said. Nothing was stored. Give a later day.")
    entry = ProposalEntry(proposal=row, kind=EntryKind.EXPECTATION.value, said_on=said_on, how=how.value)
    entry.look_on, entry.meeting, entry.statement = look_on, meeting, _source(statement_id, by=by, now=now)
    _keep(entry, words=words, said_by=said_by, by=by, now=now)
    register.record(row, entry, deed=EXPECT, by=by, now=now)
    return entry


@transaction.atomic
def become(
    entry_id: UUID,
    *,
    became: Became,
    words: str = "",
    said_by: str = "",
    said_on: date,
    look_on: date | None = None,
    meeting: Meeting | None = None,
    by: Viewer,
    now: datetime,
) -> ProposalEntry:
    """Say what became of an expectation: met, not met, or moved to a new day by somebody.

    Raises:
        NotHere, Refused: it is not one that `by` may answer. Nothing is stored.
        ProposalNeeds: nothing is open here, or of a move the day or who said so is missing. Nothing is stored.
    """
    one, found = _entry(entry_id, deed=BECOME, by=by, now=now)
    if found.pk not in one.way.look_on:
        raise ProposalNeeds("became", "This expectation is not open any more. Nothing was stored.")
    must_have_come("said_on", said_on, london_date(now))
    moved = became is Became.MOVED
    if moved:
        _must_say("said_by", said_by, "Say who moved it.")
        if look_on is None or look_on <= one.way.look_on[found.pk]:
            raise ProposalNeeds("look_on", "Give a day later than before. Nothing was stored.")
    entry = ProposalEntry(proposal=one.row, kind=EntryKind.BECAME.value, about=found, became=became.value)
    entry.said_on, entry.look_on, entry.meeting = said_on, look_on if moved else None, meeting
    _keep(entry, words=words, said_by=said_by, by=by, now=now)
    register.record(one.row, entry, deed=BECOME, by=by, now=now)
    return entry


@transaction.atomic
def correct(entry_id: UUID, *, words: str, by: Viewer, now: datetime) -> ProposalEntry:
    """Correct an entry by a later one, which stands beside it.

    Raises:
        NotHere, Refused: it is not one that `by` may correct. Nothing is stored.
        ProposalNeeds: it is not said what is right. Nothing is stored.
    """
    one, found = _entry(entry_id, deed=CORRECT, by=by, now=now)
    _must_say("words", words, "Say what is right.")
    entry = ProposalEntry(proposal=one.row, kind=EntryKind.CORRECTION.value, about=found, said_on=london_date(now))
    _keep(entry, words=words, by=by, now=now)
    register.record(one.row, entry, deed=CORRECT, by=by, now=now)
    return entry


@transaction.atomic
def take_back(entry_id: UUID, *, by: Viewer, now: datetime) -> ProposalEntry:
    """Take back an entry that was typed wrongly, or put it back: by a later one. Both stay in the timeline.

    Raises:
        NotHere, Refused: it is not one that `by` may take back. Nothing is stored.
        ProposalNeeds: it is itself a taking back. Nothing is stored.
    """
    one, found = _entry(entry_id, deed=CORRECT, by=by, now=now)
    if found.kind == EntryKind.TAKEN_BACK.value:
        raise ProposalNeeds("words", "Put the entry itself back. Nothing was stored.")
    backs = [e for e in one.entries.values() if e.kind == EntryKind.TAKEN_BACK.value and e.about_id == found.pk]
    live = [e for e in backs if e.pk not in one.way.taken_back]
    about = live[-1] if live else found
    entry = ProposalEntry(proposal=one.row, kind=EntryKind.TAKEN_BACK.value, about=about, said_on=london_date(now))
    _keep(entry, by=by, now=now)
    register.record(one.row, entry, deed=CORRECT, by=by, now=now)
    return entry
