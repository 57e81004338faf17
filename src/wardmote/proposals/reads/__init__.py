"""Questions about proposals. Each takes the viewer and the time."""

from wardmote.proposals.reads.known import AskingShown, Known, known, known_of, whom
from wardmote.proposals.reads.listing import SHOWS, SORTS, Listed, Wanted, listed, to_add_to
from wardmote.proposals.reads.one import (
    ClaimShown,
    Dispute,
    EntryShown,
    Expected,
    ProposalPage,
    asking_found,
    decisions_of,
    entry_found,
    lines_of,
    proposal_found,
    proposal_page,
    timeline,
)
from wardmote.proposals.reads.waiting import (
    Waits,
    of_matter,
    of_statements,
    to_write_to,
    waiting,
)

__all__ = [
    "SHOWS",
    "SORTS",
    "AskingShown",
    "ClaimShown",
    "Dispute",
    "EntryShown",
    "Expected",
    "Known",
    "Listed",
    "ProposalPage",
    "Waits",
    "Wanted",
    "asking_found",
    "decisions_of",
    "entry_found",
    "known",
    "known_of",
    "lines_of",
    "listed",
    "of_matter",
    "of_statements",
    "proposal_found",
    "proposal_page",
    "timeline",
    "to_add_to",
    "to_write_to",
    "waiting",
    "whom",
]
