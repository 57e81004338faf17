"""What can happen to a body: it is added, corrected, and its own powers are said."""

from datetime import datetime

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.law.rules import BodyKind
from wardmote.minutes.models import Body
from wardmote.minutes.rules import ADD_BODY, SET_BODY, SET_BODY_POWERS, ReasonMissing, TakenAlready
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def add_body(name: str, *, kind: BodyKind, by: Viewer, now: datetime) -> Body:
    """Note that there is this body, and whether it advises or decides.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    body = Body.objects.create(name=name, kind=kind.value, recorded_at=now)
    register.record(body, deed=ADD_BODY, by=by, now=now)
    return body


@transaction.atomic
def set_body(body: Body, *, name: str, kind: BodyKind, by: Viewer, now: datetime) -> Body:
    """Correct the name of a body, and say what kind it is.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        TakenAlready: another body has this name. Nothing is stored.
    """
    must_be_clerk(by)
    if Body.objects.filter(name__iexact=name).exclude(pk=body.pk).exists():
        raise TakenAlready("Another body has this name. Nothing was stored.")
    body.name, body.kind = name, kind.value
    body.save(update_fields=["name", "kind"])
    register.record(body, deed=SET_BODY, by=by, now=now)
    return body


@transaction.atomic
def set_body_powers(
    body: Body,
    *,
    quorum: int | None,
    delegated: str,
    counts_for_s85: bool | None,
    s85_reason: str,
    by: Viewer,
    now: datetime,
) -> Body:
    """Say what is a body's own: the quorum of its terms of reference, what is delegated to it, and the six-month rule.

    `counts_for_s85` is none as long as its kind says it.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        ReasonMissing: it is said that attendance counts, or does not, without a reason. Nothing is stored.
    """
    must_be_clerk(by)
    if counts_for_s85 is not None and not s85_reason.strip():
        raise ReasonMissing("Say why attendance counts or does not. Nothing was stored. Type the reason.")
    body.quorum, body.counts_for_s85 = quorum, counts_for_s85
    body.delegated = register.sealed(body, "delegated", delegated) if delegated.strip() else b""
    body.s85_reason = register.sealed(body, "s85_reason", s85_reason)
    body.save(update_fields=["quorum", "delegated", "counts_for_s85", "s85_reason"])
    register.record(body, deed=SET_BODY_POWERS, by=by, now=now)
    return body
