"""What can happen to an apology, and to the link by which it comes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.govuk.links import hash_of, new_token
from wardmote.membership import reads
from wardmote.membership.models import Apology, ApologyLink
from wardmote.membership.rules import (
    APOLOGISE,
    END_APOLOGY_LINKS,
    LINK_APOLOGY,
    NOTE_APOLOGY,
    SETTLE_APOLOGY,
    TAKE_BACK_APOLOGY,
    ApologyOutcome,
    MembershipNeeds,
    Way,
)
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import NOT_HELD
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer


@transaction.atomic
def link_apology(meeting: Meeting, *, person: Person, by: Viewer, now: datetime) -> str:
    """A fresh token by which this person apologises for this meeting, for a letter that is emptied once it went.

    Only its hash is kept. Links of earlier letters go on: each is good for the same one thing.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    token = new_token()
    link = ApologyLink.objects.create(meeting=meeting, person=person, token_hash=hash_of(token), recorded_at=now)
    register.record(link, deed=LINK_APOLOGY, by=by, now=now)
    return token


@transaction.atomic
def end_apology_links(found: Sequence[ApologyLink], *, by: Viewer, now: datetime) -> int:
    """End links that a backup has brought back: which were taken back since, nobody knows any more."""
    ApologyLink.objects.filter(pk__in=[link.pk for link in found]).update(revoked_at=now)
    register.record(*found, deed=END_APOLOGY_LINKS, by=by, now=now)
    return len(found)


@transaction.atomic
def apologise(link_id: UUID, *, why: str, by: Viewer, now: datetime) -> Apology:
    """Keep the apology of whoever has this link. A second press changes nothing: the first reason stays.

    Raises:
        NotHere: there is no such link. Nothing is stored.
        ApologyLinkEnded: it opens nothing any more. Nothing is stored.
    """
    link = ApologyLink.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=link_id).first()
    if link is None:
        raise NotHere
    reads.must_open(link, now=now)
    row = _kept(link.meeting, link.person, why=why, how=Way.LINK, by=by, now=now)
    register.record(row, deed=APOLOGISE, by=by, now=now)
    return row


def _kept(meeting: Meeting, person: Person, *, why: str, how: Way, by: Viewer, now: datetime) -> Apology:
    """The apology that there is, or a new one."""
    before = Apology.objects.filter(meeting=meeting, person=person, taken_back_at__isnull=True).first()
    if before is not None:
        return before
    row = Apology(meeting=meeting, person=person, how=how.value, by_person_id=by.person_id, recorded_at=now)
    row.why = register.sealed(row, "why", why.strip())
    row.marking = marking_of_row(row, Marking.PANEL.value)
    row.save(force_insert=True)
    return row


@transaction.atomic
def note_apology(meeting: Meeting, *, person: Person, why: str, how: Way, by: Viewer, now: datetime) -> Apology:
    """Note an apology for whoever rang or wrote, or one's own.

    Raises:
        Refused: somebody who is not the clerk apologises for another. Nothing is stored.
        MembershipNeeds: the meeting was put off or called off, or they have apologised. Nothing is stored.
    """
    if by.person_id != person.pk:
        must_be_clerk(by)
    if meeting.state in NOT_HELD:
        raise MembershipNeeds("person", f"This meeting is {meeting.state}. Nothing was stored.")
    if reads.has_apologised(meeting, person):
        raise MembershipNeeds("person", f"{person.name} has apologised already. Nothing was stored.")
    row = _kept(meeting, person, why=why, how=how, by=by, now=now)
    register.record(row, deed=NOTE_APOLOGY, by=by, now=now)
    return row


@transaction.atomic
def settle_apology(apology_id: UUID, *, outcome: ApologyOutcome, by: Viewer, now: datetime) -> Apology:
    """Say what the meeting did with an apology: accepted it, noted it, or nothing yet. It approves no reason.

    Raises:
        NotHere, Refused: the apology is not one that `by` may settle. Nothing is stored.
    """
    must_be_clerk(by)
    row = Apology.objects.select_for_update().find(apology_id, viewer=by, deed=SETTLE_APOLOGY, now=now)
    row.outcome = outcome.value
    row.save(update_fields=["outcome"])
    register.record(row, deed=SETTLE_APOLOGY, by=by, now=now)
    return row


@transaction.atomic
def take_back_apology(apology_id: UUID, *, by: Viewer, now: datetime) -> Apology:
    """Somebody can come after all, or the apology was noted wrongly.

    Raises:
        NotHere, Refused: the apology is not one that `by` may take back. Nothing is stored.
    """
    must_be_clerk(by)
    row = Apology.objects.select_for_update().find(apology_id, viewer=by, deed=TAKE_BACK_APOLOGY, now=now)
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_APOLOGY, by=by, now=now)
    return row
