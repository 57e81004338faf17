"""What can happen to the six-month clock: a day elsewhere, an approved reason, and the letters that warn."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.membership import reads
from wardmote.membership.models import ApprovedReason, AttendedElsewhere, WarningLetter
from wardmote.membership.rules import (
    APPROVE_REASON,
    NOTE_ELSEWHERE,
    TAKE_BACK_SIX_MONTHS,
    WARN_MEMBER,
    MembershipNeeds,
    warning_letter,
)
from wardmote.minutes.models import Body
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date


@transaction.atomic
def note_elsewhere(person: Person, *, attended_on: date, where: str, by: Viewer, now: datetime) -> AttendedElsewhere:
    """Note that a member came to a meeting that is not in this record. From then on their clock runs.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: it is not said where, or the day has yet to come. Nothing is stored.
    """
    must_be_clerk(by)
    if not where.strip():
        raise MembershipNeeds("where", "Say which meeting it was. Nothing was stored. For example, full council.")
    if attended_on > london_date(now):
        raise MembershipNeeds("attended_on", "This day has not come yet. Nothing was stored. Give a day that is past.")
    row = AttendedElsewhere(person=person, attended_on=attended_on, by_person_id=by.person_id, recorded_at=now)
    row.where = register.sealed(row, "where", " ".join(where.split()))
    row.save(force_insert=True)
    register.record(row, deed=NOTE_ELSEWHERE, by=by, now=now)
    return row


@transaction.atomic
def approve_reason(
    person: Person,
    *,
    body: Body,
    resolved_on: date,
    until_on: date | None,
    reason: str,
    by: Viewer,
    now: datetime,
) -> ApprovedReason:
    """Note that a body resolved on a day to approve why a member does not come. The reason is confidential.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: the day has yet to come, or the last day is before it. Nothing is stored.
    """
    must_be_clerk(by)
    if resolved_on > london_date(now):
        raise MembershipNeeds("resolved_on", "This day has not come yet. Nothing was stored. Give the day of the vote.")
    if until_on is not None and until_on < resolved_on:
        raise MembershipNeeds("until_on", "This is before the resolution. Nothing was stored. Give a later day.")
    row = ApprovedReason(
        person=person,
        body=body,
        resolved_on=resolved_on,
        until_on=until_on,
        by_person_id=by.person_id,
        marking=Marking.CONFIDENTIAL.value,
        recorded_at=now,
    )
    row.reason = register.sealed(row, "reason", reason.strip())
    row.save(force_insert=True)
    register.record(row, deed=APPROVE_REASON, by=by, now=now)
    return row


@transaction.atomic
def take_back_elsewhere(row_id: UUID, *, by: Viewer, now: datetime) -> AttendedElsewhere:
    """Take back a day elsewhere that was typed wrongly.

    Raises:
        NotHere, Refused: the row is not one that `by` may take back. Nothing is stored.
    """
    must_be_clerk(by)
    row = AttendedElsewhere.objects.find(row_id, viewer=by, deed=TAKE_BACK_SIX_MONTHS, now=now)
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_SIX_MONTHS, by=by, now=now)
    return row


@transaction.atomic
def take_back_reason(row_id: UUID, *, by: Viewer, now: datetime) -> ApprovedReason:
    """Take back an approved reason that was typed wrongly.

    Raises:
        NotHere, Refused: the row is not one that `by` may take back. Nothing is stored.
    """
    must_be_clerk(by)
    row = ApprovedReason.objects.find(row_id, viewer=by, deed=TAKE_BACK_SIX_MONTHS, now=now)
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_SIX_MONTHS, by=by, now=now)
    return row


@transaction.atomic
def warn_member(person: Person, *, telephone: str, by: Viewer, now: datetime) -> WarningLetter | None:
    """Leave the letter that is due to a member at four or five months, once; none if it is not due.

    Somebody who has no address gets no letter: the row says so, and the clerk rings. `telephone` is the clerk's.
    """
    one = next(iter(reads.clocks(now=now, of=person.pk)), None)
    if one is None or one.warned or not one.clock.warned_at or one.clock.last_on is None:
        return None
    row, new = WarningLetter.objects.get_or_create(
        person=person, last_on=one.clock.last_on, months=one.clock.warned_at, defaults={"recorded_at": now}
    )
    if not new:
        return None
    user = people.user_of(person.pk)
    if user is not None:
        subject, body = warning_letter(person.name, one.clock, telephone=telephone)
        row.letter = correspondence.leave(user.email, subject=subject, body=body, by=by, now=now)
        row.save(update_fields=["letter"])
    register.record(row, deed=WARN_MEMBER, by=by, now=now)
    return row
