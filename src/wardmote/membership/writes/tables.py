"""What can happen to a body's table: places, substitutes, and its terms of reference."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.membership.models import Membership, Substitute, TermsOfReference
from wardmote.membership.rules import (
    ADD_MEMBERSHIP,
    ADOPT_TERMS,
    CHANGE_MEMBERSHIP,
    NAME_SUBSTITUTE,
    TAKE_BACK_MEMBERSHIP,
    TAKE_BACK_SUBSTITUTE,
    MembershipKind,
    MembershipNeeds,
    must_be_a_place,
    must_be_adopted,
    must_stand_in,
)
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import marking_of_words
from wardmote.people.models import Person, Seat
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date, strictest


@transaction.atomic
def add_membership(
    body: Body,
    *,
    seat: Seat | None,
    person: Person | None,
    kind: MembershipKind,
    votes: bool = False,
    why_vote: str = "",
    from_on: date,
    until_on: date | None = None,
    review_on: date | None = None,
    by: Viewer,
    now: datetime,
) -> Membership:
    """Give an office or a person a place at the table. `votes` and `why_vote` are of a co-opted member.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: the place cannot be so, or they have one on these days. Nothing is stored.
    """
    must_be_clerk(by)
    Body.objects.select_for_update().get(pk=body.pk)  # two clerks wait for one another here
    row = Membership(body=body, seat=seat, person=person, kind=kind.value, from_on=from_on, recorded_at=now)
    _set(row, kind, votes=votes, why_vote=why_vote, until_on=until_on, review_on=review_on)
    row.save(force_insert=True)
    register.record(row, deed=ADD_MEMBERSHIP, by=by, now=now)
    return row


def _set(
    row: Membership,
    kind: MembershipKind,
    *,
    votes: bool,
    why_vote: str,
    until_on: date | None,
    review_on: date | None,
) -> None:
    """What may be changed of a place.

    Raises:
        MembershipNeeds: it cannot be so.
    """
    why = " ".join(why_vote.split()) if kind is MembershipKind.CO_OPTED else ""
    must_be_a_place(
        kind,
        by_office=row.seat_id is not None,
        in_person=row.person_id is not None,
        why_vote=why,
        from_on=row.from_on,
        until_on=until_on,
    )
    same = Membership.objects.filter(body=row.body, seat=row.seat, person=row.person)
    same = same.filter(Q(until_on__isnull=True) | Q(until_on__gt=row.from_on), taken_back_at__isnull=True)
    if until_on is not None:
        same = same.filter(from_on__lt=until_on)
    if same.exclude(pk=row.pk).exists():
        raise MembershipNeeds("who", "They have a place at this table on these days. Nothing was stored.")
    row.votes = votes and kind is MembershipKind.CO_OPTED
    row.until_on, row.review_on = until_on, review_on
    row.why_vote = register.sealed(row, "why_vote", why)
    row.marking = strictest(Marking.PANEL.value, marking_of_words(why))


@transaction.atomic
def change_membership(
    membership_id: UUID,
    *,
    votes: bool,
    why_vote: str,
    until_on: date | None,
    review_on: date | None,
    by: Viewer,
    now: datetime,
) -> Membership:
    """Give a place a last day or take it away, a review date, and a co-opted member a vote or none.

    Raises:
        NotHere, Refused: the place is not one that `by` may change. Nothing is stored.
        MembershipNeeds: it cannot be so. Nothing is stored.
    """
    must_be_clerk(by)
    row = Membership.objects.select_for_update().find(membership_id, viewer=by, deed=CHANGE_MEMBERSHIP, now=now)
    _set(row, MembershipKind(row.kind), votes=votes, why_vote=why_vote, until_on=until_on, review_on=review_on)
    row.save()
    register.record(row, deed=CHANGE_MEMBERSHIP, by=by, now=now)
    return row


@transaction.atomic
def take_back_membership(membership_id: UUID, *, back: bool = True, by: Viewer, now: datetime) -> Membership:
    """Take a place back that was typed wrongly: it never was. Or put it back again.

    Raises:
        NotHere, Refused: the place is not one that `by` may take back. Nothing is stored.
        MembershipNeeds: they were given another for these days. Nothing is stored.
    """
    must_be_clerk(by)
    row = Membership.objects.select_for_update().find(membership_id, viewer=by, deed=TAKE_BACK_MEMBERSHIP, now=now)
    if not back:
        _set(
            row,
            MembershipKind(row.kind),
            votes=row.votes,
            why_vote=opened(row, "why_vote"),
            until_on=row.until_on,
            review_on=row.review_on,
        )
    row.taken_back_at = now if back else None
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_MEMBERSHIP, by=by, now=now)
    return row


@transaction.atomic
def name_substitute(
    membership_id: UUID,
    *,
    person: Person,
    meeting: Meeting | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    by: Viewer,
    now: datetime,
) -> Substitute:
    """Say who stands in for a member: at one meeting, or for a time.

    Raises:
        NotHere, Refused: the place is not one that `by` may do this for. Nothing is stored.
        MembershipNeeds: it cannot be so, or the meeting is another body's. Nothing is stored.
    """
    must_be_clerk(by)
    row = Membership.objects.find(membership_id, viewer=by, deed=NAME_SUBSTITUTE, now=now)
    must_stand_in(at_a_meeting=meeting is not None, from_on=from_on, until_on=until_on)
    if meeting is not None and meeting.body_id != row.body_id:
        raise MembershipNeeds("meeting", "This is a meeting of another body. Nothing was stored. Choose another.")
    if MembershipKind(row.kind).in_attendance:
        raise MembershipNeeds("person", "Who only attends has no substitute. Nothing was stored.")
    if person.pk == row.person_id:
        raise MembershipNeeds("person", "Nobody stands in for themself. Nothing was stored. Choose another person.")
    made = Substitute.objects.create(
        membership=row,
        person=person,
        meeting=meeting,
        from_on=from_on,
        until_on=until_on,
        marking=row.marking,
        recorded_at=now,
    )
    register.record(made, row, deed=NAME_SUBSTITUTE, by=by, now=now)
    return made


@transaction.atomic
def take_back_substitute(substitute_id: UUID, *, back: bool = True, by: Viewer, now: datetime) -> Substitute:
    """Say that somebody does not stand in after all, or that they do.

    Raises:
        NotHere, Refused: the row is not one that `by` may take back. Nothing is stored.
    """
    must_be_clerk(by)
    row = Substitute.objects.select_for_update().find(substitute_id, viewer=by, deed=TAKE_BACK_SUBSTITUTE, now=now)
    row.taken_back_at = now if back else None
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_SUBSTITUTE, by=by, now=now)
    return row


@transaction.atomic
def adopt_terms(
    body: Body, *, text: str, adopted_by: Body, adopted_on: date, review_on: date | None, by: Viewer, now: datetime
) -> TermsOfReference:
    """Keep a version of a body's terms of reference. It is in force from now on; the older ones can be read.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        MembershipNeeds: there is no text, it is the one in force, or the day cannot be so. Nothing is stored.
    """
    must_be_clerk(by)
    Body.objects.select_for_update().get(pk=body.pk)
    newest = TermsOfReference.objects.filter(body=body).order_by("-number").first()
    before, text_before = (newest.adopted_on, opened(newest, "text")) if newest else (None, "")
    must_be_adopted(text, adopted_on=adopted_on, before=before, text_before=text_before, today=london_date(now))
    row = TermsOfReference(
        body=body,
        number=newest.number + 1 if newest else 1,
        adopted_by=adopted_by,
        adopted_on=adopted_on,
        review_on=review_on,
        recorded_at=now,
    )
    row.text = register.sealed(row, "text", text.strip())
    row.save(force_insert=True)
    register.record(row, deed=ADOPT_TERMS, by=by, now=now)
    return row
