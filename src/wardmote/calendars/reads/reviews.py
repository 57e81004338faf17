"""What is looked at again on a day: terms of reference and places at a table. No sealed word is opened."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.membership.models import Membership, TermsOfReference
from wardmote.minutes.models import Body
from wardmote.register.rules import Viewer


def newest_terms(bodies: Iterable[Body] | None = None, *, viewer: Viewer, now: datetime) -> list[TermsOfReference]:
    """The newest terms of reference of each of these bodies, or of all."""
    rows = TermsOfReference.objects.visible_to(viewer, now=now).defer("text").select_related("body")
    if bodies is not None:
        rows = rows.filter(body__in=list(bodies))
    newest: dict[UUID, TermsOfReference] = {row.body_id: row for row in rows.order_by("number")}
    return list(newest.values())


def places(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[Membership]:
    """The places at every table, those that ended or are to come among them."""
    rows = Membership.objects.visible_to(viewer, now=now).filter(taken_back_at__isnull=True)
    return rows.select_related("body", "seat", "person")


def holder(place: Membership) -> str:
    """Whose place it is: an office or a person."""
    return place.seat.name if place.seat else place.person.name if place.person else ""
