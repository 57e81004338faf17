"""The rows of a proposal: each gets the next number, and goes no further than what it hangs on and its own words."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Max

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes.models import Statement
from wardmote.minutes.reads import marking_of_row
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.reads import Known, known_of
from wardmote.proposals.reads.known import ROWS
from wardmote.register import writes as register
from wardmote.register.models import Marked
from wardmote.register.rules import CONSULT, Deed, Viewer


def _locked(proposal_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> Proposal:
    """The proposal, held until the deed is over: its entries have an order."""
    must_be_clerk(by)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(*ROWS, "matter")
    return rows.find(proposal_id, viewer=by, deed=deed, now=now)


def _asking(asking_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> tuple[Proposal, Asking]:
    must_be_clerk(by)
    asking = Asking.objects.select_related("proposal", "to_body").find(asking_id, viewer=by, deed=deed, now=now)
    return _locked(asking.proposal_id, deed=deed, by=by, now=now), asking


def _entry(entry_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> tuple[Known, ProposalEntry]:
    """An entry, and the way of its proposal as it stands."""
    must_be_clerk(by)
    found = ProposalEntry.objects.select_related("proposal").find(entry_id, viewer=by, deed=deed, now=now)
    row = _locked(found.proposal_id, deed=deed, by=by, now=now)
    (one,) = known_of([row], viewer=by, now=now)
    return one, one.entries[found.pk]


def _source(statement_id: UUID | None, *, by: Viewer, now: datetime) -> Statement | None:
    if statement_id is None:
        return None
    rows = Statement.objects.select_related("paragraph__meeting__body", "paragraph__matter")
    return rows.find(statement_id, viewer=by, deed=CONSULT, now=now)


def _seal(row: models.Model, **words: str) -> None:
    for column, text in words.items():
        setattr(row, column, register.sealed(row, column, text.strip()) if text.strip() else b"")


def _keep(row: ProposalEntry, *, by: Viewer, now: datetime, **words: str) -> ProposalEntry:
    """Keep an entry with its words."""
    last = ProposalEntry.objects.filter(proposal=row.proposal).aggregate(last=Max("number"))["last"]
    row.number, row.by_person_id, row.recorded_at = (last or 0) + 1, by.person_id, now
    _seal(row, **words)
    row.marking = marking_of_row(row, *_hangs_on(row))
    row.save(force_insert=True)
    return row


def _hangs_on(row: Asking | ProposalEntry) -> Iterable[str]:
    """The markings of all that a row hangs on."""
    above: list[Marked] = [row.proposal]
    if isinstance(row, ProposalEntry):
        above += [one for one in (row.about, row.against, row.asking, row.statement) if one is not None]
    return [one.marking for one in above]
