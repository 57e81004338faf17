"""The list of exemptions."""

from datetime import datetime

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.information_requests.models import Exemption
from wardmote.information_requests.rules import (
    ADD_EXEMPTION,
    ENGLAND,
    SET_EXEMPTION,
    Exempt,
    NotNoted,
    RequestKind,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


def _keep_list(now: datetime) -> None:
    """The exemptions that Wardmote brings become rows before the first of them is changed."""
    if not Exemption.objects.exists():
        Exemption.objects.bulk_create(_exemption(one, now) for one in ENGLAND)


def _exemption(one: Exempt, now: datetime) -> Exemption:
    return Exemption(
        kind=one.kind.value,
        code=one.code,
        name=one.name,
        qualified=one.qualified,
        source=one.source,
        checked_on=one.checked_on,
        recorded_at=now,
    )


@transaction.atomic
def add_exemption(one: Exempt, *, by: Viewer, now: datetime) -> Exemption:
    """Add an exemption to the list.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotNoted: it stands there already, under the same words. Nothing is stored.
    """
    must_be_clerk(by)
    _keep_list(now)
    if Exemption.objects.filter(kind=one.kind.value, code=one.code, name=one.name).exists():
        raise NotNoted("This exemption stands in the list already. Nothing was saved.")
    row = _exemption(one, now)
    row.save(force_insert=True)
    register.record(row, deed=ADD_EXEMPTION, by=by, now=now)
    return row


@transaction.atomic
def set_exemption(cited: str, *, kind: RequestKind, stands: bool, by: Viewer, now: datetime) -> Exemption:
    """Take an exemption out of the list, or put it back. Answers that named it stay as they are.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is changed.
        NotNoted: it is not in the list. Nothing is changed.
    """
    must_be_clerk(by)
    _keep_list(now)
    code, _, name = cited.removesuffix(")").partition(" (")
    row = Exemption.objects.select_for_update().filter(kind=kind.value, code=code, name=name).first()
    if row is None:
        raise NotNoted("This exemption is not in the list. Nothing was changed. Add it first.")
    row.removed_at = None if stands else row.removed_at or now
    row.save(update_fields=["removed_at"])
    register.record(row, deed=SET_EXEMPTION, by=by, now=now)
    return row
