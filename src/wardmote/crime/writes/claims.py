"""A claim of the notes is held against the figures; its author hears of it first, and may reply."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.crime.models import ClaimCheck, FrozenSet
from wardmote.crime.rules import (
    CHECK_CLAIM,
    LONGEST_REPLY,
    MARK,
    REPLY,
    SEND_CHECK,
    CheckState,
    NotDone,
    must_choose,
    one_line,
)
from wardmote.documents.tree import StatementKind
from wardmote.minutes.models import Paragraph, Statement
from wardmote.minutes.rules import marking_of_words
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def check_claim(
    statement_id: UUID, *, found: Mapping[str, Any], frozen_set: FrozenSet | None, by: Viewer, now: datetime
) -> ClaimCheck:
    """Keep what the figures say of a claim of the notes. A check that nobody has been told of is replaced.

    Raises:
        NotHere, Refused: the claim is not one that `by` may see. Nothing is stored.
        NotDone: somebody else than the clerk or the police asks; it is no claim; or its author has had the check
            already, so that it stays as it was sent. Nothing is stored.
    """
    must_choose(by)
    claims = Statement.objects.select_related("paragraph__meeting")
    claim = claims.find(statement_id, viewer=by, deed=CHECK_CLAIM, now=now)
    if claim.kind != StatementKind.CLAIM.value:
        raise NotDone("This sentence compares nothing. Nothing was saved.")
    row = ClaimCheck.objects.select_for_update().filter(statement=claim).first()
    if row is None:
        row = ClaimCheck(statement=claim, paragraph=claim.paragraph, recorded_at=now)
    elif row.state != CheckState.KEPT.value:
        raise NotDone("Its author has this check already. Nothing was saved. It stays as it was sent.")
    row.said_on, row.frozen_set, row.recorded_at = claim.paragraph.meeting.held_on, frozen_set, now
    row.found = register.sealed(row, "found", json.dumps(found, ensure_ascii=False))
    row.marking = claim.marking
    row.save()
    register.record(row, claim, deed=CHECK_CLAIM, by=by, now=now)
    return row


@transaction.atomic
def send_check(check_id: UUID, *, link: str, by: Viewer, now: datetime) -> int:
    """Tell the police on the panel that a check waits for their reply; the letter holds no word of it.

    Returns how many letters were left in the outbox.

    Raises:
        NotHere, Refused: the check is not one that `by` may see. Nothing is stored.
        NotDone: somebody else than the clerk asks, or it was sent already. Nothing is stored.
    """
    if not by.keeps_record:
        raise NotDone("Only the clerk can send it. Nothing was saved. Ask the clerk to do it for you.")
    row = ClaimCheck.objects.select_for_update(of=("self",)).find(check_id, viewer=by, deed=SEND_CHECK, now=now)
    if row.state != CheckState.KEPT.value:
        raise NotDone("It was sent already. Nothing was saved.")
    police = {person.pk for person, _, kind in people.holders(now=now) if kind is SeatKind.POLICE}
    told = [address for person, address in people.addresses(now=now) if person.pk in police]
    for address in told:
        correspondence.leave(
            address,
            subject="A sentence about figures waits for your reply",
            body="A sentence of yours about figures was held against the published ones. You see the result first.\n\n"
            f"Sign in to see it and reply: {link}\n",
            by=by,
            now=now,
        )
    row.state, row.sent_at = CheckState.SENT.value, now
    row.save(update_fields=["state", "sent_at"])
    register.record(row, deed=SEND_CHECK, by=by, now=now)
    return len(told)


@transaction.atomic
def reply(check_id: UUID, *, words: str, by: Viewer, now: datetime) -> ClaimCheck:
    """Keep what the author of a claim says of its check; the clerk may note it for who telephones.

    Raises:
        NotHere, Refused: the check is not one that `by` may see. Nothing is stored.
        NotDone: somebody else than the clerk or the police asks; the check was not sent yet; or the reply is empty or
            too long. Nothing is stored.
    """
    must_choose(by)
    row = ClaimCheck.objects.select_for_update(of=("self",)).find(check_id, viewer=by, deed=REPLY, now=now)
    if row.state == CheckState.KEPT.value:
        raise NotDone("Its author has not been told of it yet. Nothing was saved. Send the check first.", "reply")
    words = one_line(words, longest=LONGEST_REPLY, what="reply", field="reply")
    row.reply = register.sealed(row, "reply", words)
    row.state, row.replied_at, row.reply_by_id = CheckState.ANSWERED.value, now, by.person_id
    row.marking = strictest(row.marking, marking_of_words(words))
    row.save(update_fields=["reply", "state", "replied_at", "reply_by", "marking"])
    register.record(row, deed=REPLY, by=by, now=now)
    return row


@transaction.atomic
def mark_with(paragraph: Paragraph, *, marking: Marking, by: Viewer, now: datetime) -> None:
    """Mark the checks of a paragraph's claims as it is marked; a reply stays closed where its own words close it.

    Raises:
        Refused: the viewer is neither the clerk nor the police. Nothing is stored.
    """
    if not by.police:
        must_be_clerk(by)
    rows = list(ClaimCheck.objects.filter(paragraph=paragraph))
    for row in rows:
        row.marking = strictest(marking.value, marking_of_words(opened(row, "reply")))
        row.save(update_fields=["marking"])
    register.record(*rows, deed=MARK, by=by, now=now)
