"""Questions about standing."""

from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.models import Agreement, Grant, Signature


def agreement_in_force(*, now: datetime) -> Agreement | None:
    """The agreement adopted last; none if none was."""
    return Agreement.objects.filter(adopted_at__lte=now).order_by("-adopted_at").first()


def signed_until(person_id: UUID, *, now: datetime) -> datetime | None:
    """Until when this person's signature on the agreement in force holds; none if they have not signed it."""
    newest = Agreement.objects.filter(adopted_at__lte=now).order_by("-adopted_at").values("pk")[:1]
    signed = Signature.objects.filter(person_id=person_id, signed_at__lte=now, agreement_id__in=newest)
    return signed.order_by("-until_at").values_list("until_at", flat=True).first()


def named_on(person_id: UUID) -> frozenset[UUID]:
    """The restricted rows opened to this person by name."""
    return frozenset(Grant.objects.filter(person_id=person_id).values_list("row_id", flat=True))
