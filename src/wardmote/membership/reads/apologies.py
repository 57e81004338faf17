"""Apologies for a meeting, and the links by which they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.rules import NotHere
from wardmote.govuk.links import hash_of
from wardmote.membership.models import Apology, ApologyLink, Substitute
from wardmote.membership.rules import ENDED, ApologyLinkEnded, ApologyOutcome, link_opens
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import MeetingState
from wardmote.people.models import Person
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer


@dataclass(frozen=True, slots=True)
class ApologyShown:
    """An apology. The reason is for the clerk and for whoever gave it."""

    row: Apology
    person: Person
    why: str
    how: str
    noted_by: str
    outcome: ApologyOutcome
    substitute: str  # who comes instead; empty if nobody is named


def apologies_for(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[ApologyShown]:
    """Who cannot come to a meeting, by name. Two queries."""
    rows = Apology.objects.visible_to(viewer, now=now).filter(meeting=meeting, taken_back_at__isnull=True)
    found = list(rows.select_related("person", "by_person").order_by("person__name", "id"))
    stand_in = Substitute.objects.visible_to(viewer, now=now).filter(meeting=meeting, taken_back_at__isnull=True)
    named = {
        one.membership.person_id: one.person.name for one in stand_in.select_related("person", "membership") if found
    }
    return [
        ApologyShown(
            row=row,
            person=row.person,
            why=opened(row, "why") if viewer.keeps_record or viewer.person_id == row.person_id else "",
            how=row.how,
            noted_by=row.by_person.name if row.by_person else "",
            outcome=ApologyOutcome(row.outcome),
            substitute=named.get(row.person_id, ""),
        )
        for row in found
    ]


def apology_found(apology_id: UUID, *, viewer: Viewer, now: datetime) -> Apology:
    """One apology.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    rows = Apology.objects.select_related("meeting__body", "person")
    return rows.find(apology_id, viewer=viewer, deed=CONSULT, now=now)


def has_apologised(meeting: Meeting, person: Person) -> bool:
    """Whether an apology of this person for this meeting is in the record."""
    return Apology.objects.filter(meeting=meeting, person=person, taken_back_at__isnull=True).exists()


def apology_link_of(token: str, *, now: datetime) -> ApologyLink:
    """The link that this token opens.

    Raises:
        NotHere: there never was such a link here.
        ApologyLinkEnded: its meeting is over, put off or called off, or the link was taken back.
    """
    rows = ApologyLink.objects.select_related("meeting__body", "meeting__place", "person")
    row = rows.filter(token_hash=hash_of(token)).first()
    if row is None:
        raise NotHere
    must_open(row, now=now)
    return row


def must_open(row: ApologyLink, *, now: datetime) -> None:
    """Go on only if a link opens.

    Raises:
        ApologyLinkEnded: it does not any more.
    """
    if row.revoked_at is not None or not link_opens(row.meeting.held_on, MeetingState(row.meeting.state), now=now):
        raise ApologyLinkEnded(ENDED)


def open_apology_links() -> Sequence[ApologyLink]:
    """Every link that was not taken back."""
    return list(ApologyLink.objects.filter(revoked_at__isnull=True).select_related("meeting"))
