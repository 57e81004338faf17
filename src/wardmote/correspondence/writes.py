"""What can happen to a letter."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.correspondence.models import Attachment, LetterSetting, Outgoing, Tries
from wardmote.correspondence.rules import (
    A_WHILE,
    LEAVE,
    NOT_SENT,
    SENT,
    SET,
    TOO_OFTEN,
    TRY_AGAIN,
    Letters,
    Problem,
    try_again_at,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def leave(
    to_address: str,
    *,
    subject: str,
    body: str,
    attachments: Sequence[tuple[str, bytes]] = (),
    fleeting: bool = False,
    by: Viewer,
    now: datetime,
) -> Outgoing:
    """Leave an e-mail in the outbox, in the transaction of the deed that sends it.

    `attachments` are files by name and content. A fleeting letter is emptied as soon as it went: it opens a door.
    """
    letter = Outgoing(next_try_at=now, fleeting=fleeting, recorded_at=now)
    letter.to_address = register.sealed(letter, "to_address", to_address)
    letter.subject = register.sealed(letter, "subject", subject)
    letter.body = register.sealed(letter, "body", body)
    letter.save(force_insert=True)
    for name, content in attachments:
        row = Attachment(letter=letter, recorded_at=now)
        row.name = register.sealed(row, "name", name)
        row.content = register.sealed_bytes(row, "content", content)
        row.save(force_insert=True)
    register.record(letter, deed=LEAVE, by=by, now=now)
    return letter


@transaction.atomic
def sent(letter_id: UUID, *, by: Viewer, now: datetime) -> None:
    """Note that a letter went out."""
    letter = Outgoing.objects.select_for_update().get(pk=letter_id)
    letter.sent_at, letter.next_try_at, letter.problem = now, None, ""
    if letter.fleeting:
        letter.body = register.sealed(letter, "body", "")
    letter.save(update_fields=["sent_at", "next_try_at", "problem", "body"])
    register.record(letter, deed=SENT, by=by, now=now)


@transaction.atomic
def not_sent(letter_id: UUID, *, problem: Problem, by: Viewer, now: datetime) -> None:
    """Note that a letter did not go out, why, and when it is tried again."""
    letter = Outgoing.objects.select_for_update().get(pk=letter_id)
    letter.tries += 1
    letter.next_try_at, letter.problem = try_again_at(letter.tries, now), problem.value
    letter.save(update_fields=["tries", "next_try_at", "problem"])
    register.record(letter, deed=NOT_SENT, by=by, now=now)


@transaction.atomic
def try_again(letter_id: UUID, *, by: Viewer, now: datetime) -> Outgoing:
    """Let a letter that did not go be tried at once, and again with growing pauses. One that went stays as it is.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotHere: there is no such letter. Nothing is stored.
    """
    must_be_clerk(by)
    letter = Outgoing.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotHere
    if letter.sent_at is None:
        letter.tries, letter.next_try_at = 0, now
        letter.save(update_fields=["tries", "next_try_at"])
    register.record(letter, deed=TRY_AGAIN, by=by, now=now)
    return letter


@transaction.atomic
def set_letters(chosen: Letters, *, by: Viewer, now: datetime) -> LetterSetting:
    """Keep how the town's letters go out.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    row = LetterSetting.objects.select_for_update().first() or LetterSetting(recorded_at=now)
    row.remind_days_before, row.remind_weekly = chosen.remind_days_before, chosen.remind_weekly
    row.monday = chosen.monday
    row.sender_name = register.sealed(row, "sender_name", chosen.sender_name)
    row.save()
    register.record(row, deed=SET, by=by, now=now)
    return row


@transaction.atomic
def tried_too_often(who: str, *, most: int, by: Viewer, now: datetime) -> bool:
    """Count one more try of a link; whether there were more than `most` within a while. The log notes when that begins.

    Counted in the record, so that it is the same in every process. Of `who`, an address, only a keyed hash is kept,
    until the first try after the while. What is over the limit writes nothing: a flood costs one question each.
    """
    mark = hmac.digest(settings.TOWN.data_key, f"tries:{who}".encode(), "sha256").hex()
    lately = Tries.objects.filter(since__gt=now - A_WHILE)
    if lately.filter(mark=mark, many__gt=most).exists():
        return True
    Tries.objects.exclude(pk__in=lately).delete()
    row, _ = Tries.objects.select_for_update().get_or_create(mark=mark, defaults={"many": 0, "since": now})
    row.many += 1
    row.save(update_fields=["many"])
    if row.many > most:
        register.record(row, deed=TOO_OFTEN, by=by, now=now)
    return row.many > most
