"""What can happen to a letter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.correspondence.models import Outgoing
from wardmote.correspondence.rules import LEAVE, NOT_SENT, SENT, try_again_at
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def leave(to_address: str, *, subject: str, body: str, by: Viewer, now: datetime) -> Outgoing:
    """Leave an e-mail in the outbox, in the transaction of the deed that sends it."""
    letter = Outgoing(next_try_at=now, recorded_at=now)
    letter.to_address = register.sealed(letter, "to_address", to_address)
    letter.subject = register.sealed(letter, "subject", subject)
    letter.body = register.sealed(letter, "body", body)
    letter.save(force_insert=True)
    register.record(letter, deed=LEAVE, by=by, now=now)
    return letter


@transaction.atomic
def sent(letter_id: UUID, *, by: Viewer, now: datetime) -> None:
    """Note that a letter went out."""
    letter = Outgoing.objects.select_for_update().get(pk=letter_id)
    letter.sent_at, letter.next_try_at = now, None
    letter.save(update_fields=["sent_at", "next_try_at"])
    register.record(letter, deed=SENT, by=by, now=now)


@transaction.atomic
def not_sent(letter_id: UUID, *, by: Viewer, now: datetime) -> None:
    """Note that a letter did not go out, and when it is tried again."""
    letter = Outgoing.objects.select_for_update().get(pk=letter_id)
    letter.tries += 1
    letter.next_try_at = try_again_at(letter.tries, now)
    letter.save(update_fields=["tries", "next_try_at"])
    register.record(letter, deed=NOT_SENT, by=by, now=now)
