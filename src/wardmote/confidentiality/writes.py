"""What can happen to the agreement."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from wardmote.confidentiality import reads
from wardmote.confidentiality.models import Agreement, Signature
from wardmote.confidentiality.rules import (
    ADOPT,
    NOT_ON_THE_PANEL,
    SIGN,
    SIGNATURE_HOLDS_DAYS,
    NothingToSign,
    NotSignedAs,
    Refused,
    must_be_clerk,
    same_name,
)
from wardmote.people.models import Person
from wardmote.register import reads as register_reads
from wardmote.register import writes as register
from wardmote.register.rules import Viewer


@transaction.atomic
def adopt(text: str, *, by: Viewer, now: datetime) -> Agreement:
    """Put an agreement in force. Signatures on an earlier one open nothing from now on.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    agreement = Agreement(adopted_at=now, recorded_at=now)
    agreement.text = register.sealed(agreement, "text", text)
    agreement.save(force_insert=True)
    register.record(agreement, deed=ADOPT, by=by, now=now)
    return agreement


@transaction.atomic
def sign(typed_name: str, *, by: Viewer, now: datetime) -> Signature:
    """Sign the agreement in force as oneself, by typing one's own name below its text.

    Raises:
        Refused: the viewer is nobody on the panel. Nothing is stored.
        NothingToSign: no agreement is in force. Nothing is stored.
        NotSignedAs: the name typed is another. Nothing is stored.
    """
    if not by.on_panel or by.person_id is None:
        raise Refused(NOT_ON_THE_PANEL)
    agreement = reads.agreement_in_force(now=now)
    if agreement is None:
        raise NothingToSign("No agreement is in force. Nothing was signed. Ask the clerk.")
    person = Person.objects.get(pk=by.person_id)
    if not same_name(typed_name, person.name):
        raise NotSignedAs(f"Type your name as the panel has it: {person.name}. Nothing was signed.")
    text = register_reads.opened(agreement, "text")
    signature = Signature.objects.create(
        person=person,
        agreement=agreement,
        text_hash=sha256(text.encode()).digest(),
        signed_at=now,
        until_at=now + timedelta(days=SIGNATURE_HOLDS_DAYS),
        recorded_at=now,
    )
    register.record(signature, deed=SIGN, by=by, now=now)
    return signature
