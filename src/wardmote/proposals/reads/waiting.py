"""What waits because of proposals: for the home page, for the timer, and beside sentences and matters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.proposals.models import Proposal, ProposalEntry
from wardmote.proposals.reads.known import AskingShown, Known, known, known_of, whom
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Viewer


@dataclass(frozen=True, slots=True)
class ToChase:
    """A body that has not answered, and for how long."""

    row: Proposal
    asking: AskingShown
    what: str
    to: str
    by_telephone: bool  # else the timer writes


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """An expectation whose day has come."""

    row: Proposal
    entry: ProposalEntry
    words: str
    look_on: date


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for the clerk: to ring, to look at again, and answers that are back; the first few of each."""

    to_chase: Sequence[ToChase]
    to_look_at: Sequence[ToLookAt]
    back: Sequence[tuple[Proposal, ProposalEntry, str]]

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        chased = [row for one in self.to_chase for row in (one.row, one.asking.row)]
        return [*chased, *(one.entry for one in self.to_look_at), *(row for row, *_ in self.back)]


def waiting(*, viewer: Viewer, now: datetime, first: int) -> Waits:
    """What of all proposals waits for the clerk today."""
    every = known(Proposal.objects.all(), viewer=viewer, now=now)
    chase = [(one, asking) for one in every for asking in one.to_chase if asking.row.pk in one.seen]
    chase = sorted((pair for pair in chase if pair[0].by_telephone(pair[1])), key=lambda pair: -pair[1].days)
    look = [(one, entry) for one in every for entry in one.expected(one.as_of)]
    back = [one for one in every if one.answers_back]
    return Waits(
        to_chase=[_to_chase(one, asking) for one, asking in chase[:first]],
        to_look_at=[
            ToLookAt(one.row, entry, opened(entry, "words"), one.way.look_on[entry.pk]) for one, entry in look[:first]
        ],
        back=[(one.row, one.answers_back[0], opened(one.row, "what")) for one in back[:first]],
    )


def _to_chase(one: Known, asking: AskingShown) -> ToChase:
    return ToChase(one.row, asking, opened(one.row, "what"), whom(asking.row), one.by_telephone(asking))


def to_write_to(*, now: datetime) -> list[UUID]:
    """The askings to which a letter is due. For the timer: ids, and no words."""
    # Whose turn it is hangs on days alone, so nobody's eyes are needed.
    every = known_of(list(Proposal.objects.select_related("statement")), viewer=THE_PUBLIC, now=now)
    return [a.row.pk for one in every for a in one.to_chase if not one.by_telephone(a)]


def of_matter(matter_id: UUID, *, viewer: Viewer, now: datetime) -> list[tuple[Proposal, str]]:
    """The proposals of a matter, the newest first."""
    rows = Proposal.objects.visible_to(viewer, now=now).filter(matter=matter_id).order_by("-recorded_at", "id")
    return [(row, opened(row, "what")) for row in rows]


def of_statements(ids: Collection[UUID], *, viewer: Viewer, now: datetime) -> dict[UUID, Proposal]:
    """By statement, the proposal that was opened from it or that an entry of it was made of."""
    told = ProposalEntry.objects.visible_to(viewer, now=now).filter(statement__in=ids).select_related("proposal")
    found = {row.statement_id: row.proposal for row in told if row.statement_id}
    rows = Proposal.objects.visible_to(viewer, now=now).filter(statement__in=ids)
    return {**found, **{row.statement_id: row for row in rows if row.statement_id}}
