"""How far a proposal may go, with all that hangs on it; and to which matter it belongs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes.models import Matter, Paragraph
from wardmote.minutes.reads import marking_of_row
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.rules import FOLLOW_MATTER, MARK
from wardmote.proposals.writes.ledger import _locked
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def mark(proposal_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Proposal:
    """Say how far a proposal may go, its words having been read. It goes no further than the sentence it came from.

    What hangs on it follows, as far as its own words and sources let it.

    Raises:
        NotHere, Refused: the proposal is not one that `by` may mark. Nothing is stored.
    """
    row = _locked(proposal_id, deed=MARK, by=by, now=now)
    row.marking = strictest(marking.value, *([row.statement.marking] if row.statement else []))
    row.save(update_fields=["marking"])
    _mark_kept(row, lowers=True)
    register.record(row, deed=MARK, by=by, now=now)
    return row


def _mark_kept(row: Proposal, *, lowers: bool) -> None:
    """Mark what hangs on a proposal: no further than it, its sources and its own words; not `lowers`: only closer."""
    put = list(Asking.objects.filter(proposal=row))
    told = list(ProposalEntry.objects.filter(proposal=row).select_related("statement").order_by("number"))
    marked: dict[UUID | None, str] = {}  # those that an entry speaks of come before it
    for asking in put:
        marked[asking.pk] = asking.marking = _marking(asking, row.marking, lowers=lowers)
    for one in told:
        above = [marked[key] for key in (one.about_id, one.against_id, one.asking_id) if key]
        above += [one.statement.marking] if one.statement else []
        marked[one.pk] = one.marking = _marking(one, row.marking, *above, lowers=lowers)
    Asking.objects.bulk_update(put, ["marking"])
    ProposalEntry.objects.bulk_update(told, ["marking"])


def _marking(one: Asking | ProposalEntry, *above: str, lowers: bool) -> str:
    marking = marking_of_row(one, *above)
    return marking if lowers else strictest(one.marking, marking)


@transaction.atomic
def mark_with(paragraph: Paragraph, *, by: Viewer, now: datetime) -> list[Proposal]:
    """Close what was made of a paragraph as far as that is closed now. Nothing is opened: that has a page of its own.

    Raises:
        Refused: the viewer is neither the clerk nor the police. Nothing is stored.
    """
    if not by.police:
        must_be_clerk(by)
    of = Q(statement__paragraph=paragraph)
    told = ProposalEntry.objects.filter(of).values("proposal")
    touched = list(
        Proposal.objects.select_for_update(of=("self",)).select_related("statement").filter(of | Q(pk__in=told))
    )
    for row in touched:
        row.marking = strictest(row.marking, *([row.statement.marking] if row.statement else []))
        row.save(update_fields=["marking"])
        _mark_kept(row, lowers=False)
    register.record(paragraph, *touched, deed=MARK, by=by, now=now)
    return touched


@transaction.atomic
def follow_matter(later: Matter, *, by: Viewer, now: datetime) -> list[Proposal]:
    """Let the proposals that hang on a matter belong to the one that it is part of now, after a join or a parting.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    below = Matter.objects.filter(joined_to=later).values_list("pk", flat=True)  # parted, it takes these with it
    ours = {later.pk, later.joined_to_id, *below} - {None}
    hang = Q(matter__in=ours) | Q(chosen_matter__in=ours)
    moved = list(Proposal.objects.filter(hang).select_related("chosen_matter__joined_to"))
    for row in moved:
        chosen = row.chosen_matter
        row.matter = (chosen.joined_to or chosen) if chosen else None
    Proposal.objects.bulk_update(moved, ["matter"])
    register.record(later, *moved, deed=FOLLOW_MATTER, by=by, now=now)
    return moved
