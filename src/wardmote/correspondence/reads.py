"""Questions to the outbox."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.correspondence.models import Outgoing
from wardmote.register.reads import opened


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail, opened for delivery."""

    id: UUID
    to_address: str
    subject: str
    body: str


def due(*, now: datetime) -> list[Letter]:
    """What is to be sent now, oldest first."""
    rows = Outgoing.objects.filter(next_try_at__lte=now, sent_at__isnull=True).order_by("recorded_at", "id")
    return [Letter(r.pk, opened(r, "to_address"), opened(r, "subject"), opened(r, "body")) for r in rows]


def given_up() -> int:
    """How many letters could not be sent and wait for a person."""
    return Outgoing.objects.filter(next_try_at__isnull=True, sent_at__isnull=True).count()
