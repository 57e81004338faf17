"""Questions to the outbox."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence.models import Attachment, LetterSetting, Outgoing
from wardmote.correspondence.rules import Letters, LetterState, Problem
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail, opened for delivery."""

    id: UUID
    to_address: str
    subject: str
    body: str
    attachments: Sequence[tuple[str, bytes]] = ()  # name and content


def due(*, now: datetime) -> list[Letter]:
    """What is to be sent now, oldest first."""
    rows = list(Outgoing.objects.filter(next_try_at__lte=now, sent_at__isnull=True).order_by("recorded_at", "id"))
    found: dict[UUID, list[tuple[str, bytes]]] = defaultdict(list)
    for one in Attachment.objects.filter(letter__in=rows):
        found[one.letter_id].append((opened(one, "name"), opened_bytes(one, "content")))
    return [Letter(r.pk, opened(r, "to_address"), opened(r, "subject"), opened(r, "body"), found[r.pk]) for r in rows]


_UNSENT = Q(sent_at__isnull=True)
STATES = {
    LetterState.WAITING: _UNSENT & Q(next_try_at__isnull=False),
    LetterState.SENT: Q(sent_at__isnull=False),
    LetterState.GIVEN_UP: _UNSENT & Q(next_try_at__isnull=True),
}


def given_up() -> int:
    """How many letters could not be sent and wait for a person."""
    return Outgoing.objects.filter(STATES[LetterState.GIVEN_UP]).count()


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Letters that were tried and did not go: how many, since when, and for what reasons."""

    letters: int
    given_up: int
    oldest_at: datetime | None
    reasons: tuple[tuple[Problem, int], ...]  # the most frequent first


def undelivered() -> Undelivered:
    """The letters that were tried in vain, for the clerk's home page. It names nobody."""
    rows = list(
        Outgoing.objects.filter(_UNSENT, tries__gt=0)
        .order_by("recorded_at", "id")
        .values_list("problem", "next_try_at", "recorded_at")
    )
    reasons = Counter(Problem(problem or Problem.OTHER) for problem, _, _ in rows)
    return Undelivered(
        letters=len(rows),
        given_up=sum(1 for _, next_try_at, _ in rows if next_try_at is None),
        oldest_at=rows[0][2] if rows else None,
        reasons=tuple(reasons.most_common()),
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as the clerk's list shows it: never its body."""

    row: Outgoing
    to_address: str
    subject: str
    state: LetterState

    @property
    def problem(self) -> Problem | None:
        """Why the last try failed, unless it went."""
        return Problem(self.row.problem) if self.row.problem and self.state is not LetterState.SENT else None


def letters(state: LetterState | None, *, viewer: Viewer, now: datetime) -> QuerySet[Outgoing]:
    """The letters in that state, or all, newest first.

    Raises:
        Refused: somebody else than the clerk asks.
    """
    must_be_clerk(viewer)
    rows = Outgoing.objects.filter(STATES[state]) if state else Outgoing.objects.all()
    return rows.filter(recorded_at__lte=now).order_by("-recorded_at", "id")


def counts(*, viewer: Viewer, now: datetime) -> dict[LetterState, int]:
    """How many letters are in each state.

    Raises:
        Refused: somebody else than the clerk asks.
    """
    rows = letters(None, viewer=viewer, now=now)
    asked = {f"in_{n}": Count("pk", filter=which) for n, which in enumerate(STATES.values())}
    found = rows.order_by().aggregate(**asked)
    return {state: found[f"in_{n}"] for n, state in enumerate(STATES)}


def posted(row: Outgoing) -> Posted:
    """A letter, opened for the list."""
    state = LetterState.SENT if row.sent_at else LetterState.WAITING if row.next_try_at else LetterState.GIVEN_UP
    return Posted(row, opened(row, "to_address"), opened(row, "subject"), state)


def settings_kept() -> Letters:
    """How letters go out: as the clerk has set it, or the defaults."""
    row = LetterSetting.objects.first()
    if row is None:
        return Letters()
    return Letters(row.remind_days_before, row.remind_weekly, opened(row, "sender_name"), row.monday)
