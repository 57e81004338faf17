"""What a body without delegation recommends to spend is adopted by who may spend: a council, or an officer."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.documents.tree import StatementKind
from wardmote.minutes import reads
from wardmote.minutes.models import Adoption, Statement
from wardmote.minutes.rules import ADOPT, WITHDRAW_ADOPTION, AdoptedBy, NotAdopted
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def adopt(
    statement_id: UUID, *, how: AdoptedBy, who: str, told_in: str, adopted_on: date, by: Viewer, now: datetime
) -> Adoption:
    """Note who adopted a recommendation to spend, on which day, and where that stands.

    Raises:
        NotHere, Refused: the statement is not one that `by` may note this of. Nothing is stored.
        NotAdopted: it is no such recommendation, is adopted already, or the day is wrong. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Statement.objects.select_for_update(of=("self",)).select_related("paragraph__meeting__body")
    statement = rows.find(statement_id, viewer=by, deed=ADOPT, now=now)
    found = reads.spendings([statement], viewer=by, now=now).get(statement.pk)
    if statement.kind != StatementKind.SPENDING.value or found is None:
        raise NotAdopted("This is no recommendation to spend. Nothing was stored.")
    if Adoption.objects.filter(statement=statement, withdrawn_at__isnull=True).exists():
        raise NotAdopted("This is adopted already. Nothing was stored. Take that back first.")
    if not statement.paragraph.meeting.held_on <= adopted_on <= london_date(now):
        raise NotAdopted("Give a day from the meeting until today. Nothing was stored.")
    row = Adoption(statement=statement, how=how.value, adopted_on=adopted_on, recorded_at=now)
    row.who, row.told_in = register.sealed(row, "who", who), register.sealed(row, "told_in", told_in)
    row.marking = reads.marking_of_row(row, statement.marking)
    row.save(force_insert=True)
    register.record(row, statement, deed=ADOPT, by=by, now=now)
    return row


@transaction.atomic
def withdraw_adoption(adoption_id: UUID, *, by: Viewer, now: datetime) -> Adoption:
    """Take back that a recommendation was adopted: it waits again. The row stays, as withdrawn.

    Raises:
        NotHere, Refused: it is not one that `by` may take back. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("statement__paragraph")
    row = rows.find(adoption_id, viewer=by, deed=WITHDRAW_ADOPTION, now=now)
    row.withdrawn_at = row.withdrawn_at or now
    row.save(update_fields=["withdrawn_at"])
    register.record(row, row.statement, deed=WITHDRAW_ADOPTION, by=by, now=now)
    return row
