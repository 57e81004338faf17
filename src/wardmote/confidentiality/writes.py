"""What can happen to the agreement."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality import reads
from wardmote.confidentiality.models import Agreement, Signature
from wardmote.confidentiality.rules import (
    ADOPT,
    NOT_ON_THE_PANEL,
    NOTE_SIGNATURE,
    SET_RENEWAL,
    SIGN,
    SIGNATURE_HOLDS_DAYS,
    NotAdopted,
    NothingToSign,
    NotSignedAs,
    Refused,
    allowed_renewal,
    must_be_clerk,
    same_name,
)
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register import reads as register_reads
from wardmote.register import writes as register
from wardmote.register.rules import LONDON, Viewer, london_date


@transaction.atomic
def adopt(
    text: str,
    *,
    by: Viewer,
    now: datetime,
    instead_of: UUID | None = None,
    renewal_days: int = SIGNATURE_HOLDS_DAYS,
) -> Agreement:
    """Put an agreement in force in the place of another, or as the first. Signatures on that one open nothing now.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AnotherText: another one than `instead_of` is in force. Nothing is stored.
        NotAdopted: there is no text, or it is the one in force, or the days are too few or many. Nothing is stored.
    """
    must_be_clerk(by)
    list(Agreement.objects.select_for_update())  # two clerks wait for one another here
    before = reads.still_in_force(instead_of)
    if not text.strip():
        raise NotAdopted("There is no text to sign. Nothing was saved. Type the agreement.")
    if before and register_reads.opened(before, "text") == text:
        raise NotAdopted("This is the text in force, word for word. Nothing was saved. Signatures on it go on.")
    agreement = Agreement(adopted_at=now, renewal_days=allowed_renewal(renewal_days), recorded_at=now)
    agreement.text = register.sealed(agreement, "text", text)
    agreement.save(force_insert=True)
    register.record(agreement, deed=ADOPT, by=by, now=now)
    return agreement


@transaction.atomic
def sign(typed_name: str, *, by: Viewer, now: datetime, shown: UUID | None = None) -> Signature:
    """Sign the agreement in force as oneself, by typing one's own name below its text: the one that was shown.

    Raises:
        Refused: the viewer is nobody on the panel. Nothing is stored.
        AnotherText: the text that was shown is no longer in force. Nothing is stored.
        NothingToSign: no agreement is in force. Nothing is stored.
        NotSignedAs: the name typed is another. Nothing is stored.
    """
    if not by.on_panel or by.person_id is None:
        raise Refused(NOT_ON_THE_PANEL)
    agreement = reads.still_in_force(shown) if shown else reads.agreement_in_force(now=now)
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
        until_at=now + timedelta(days=agreement.renewal_days),
        recorded_at=now,
    )
    register.record(signature, deed=SIGN, by=by, now=now)
    return signature


@transaction.atomic
def set_renewal(agreement: Agreement, *, days: int, by: Viewer, now: datetime) -> Agreement:
    """From now on a signature on this agreement holds for so many days. Those that were given stay as they are.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AnotherText: another one is in force by now. Nothing is stored.
        NotAdopted: the days are too few or too many. Nothing is stored.
    """
    must_be_clerk(by)
    reads.still_in_force(agreement.pk)
    agreement.renewal_days = allowed_renewal(days)
    agreement.save(update_fields=["renewal_days"])
    register.record(agreement, deed=SET_RENEWAL, by=by, now=now)
    return agreement


@transaction.atomic
def note_signature(
    person: Person, *, signed_on: date, by: Viewer, now: datetime, shown: UUID | None = None
) -> Signature:
    """Note that somebody signed the agreement in force by hand; the paper lies with the clerk.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        AnotherText: the agreement that was shown is no longer in force. Nothing is stored.
        NothingToSign: no agreement was in force on that day, or the day is yet to come. Nothing is stored.
        NotSignedAs: the clerk's own signature; or a person without a seat. Nothing is stored.
    """
    must_be_clerk(by)
    if by.person_id == person.pk:
        raise NotSignedAs("You sign for yourself on the agreement's own page. Nothing was saved.")
    if people.standing_of(person.pk, now=now) is None:
        raise NotSignedAs(f"{person.name} holds no seat today. Nothing was saved. Give them a seat first.")
    agreement = reads.still_in_force(shown) if shown else reads.agreement_in_force(now=now)
    if agreement is None or not london_date(agreement.adopted_at) <= signed_on <= london_date(now):
        raise NothingToSign(
            "The agreement in force was not there on that day. Nothing was saved. Give the day on the paper."
        )
    signed_at = min(now, max(agreement.adopted_at, datetime.combine(signed_on, time(12), tzinfo=LONDON)))
    signature = Signature.objects.create(
        person=person,
        agreement=agreement,
        text_hash=sha256(register_reads.opened(agreement, "text").encode()).digest(),
        signed_at=signed_at,
        until_at=signed_at + timedelta(days=agreement.renewal_days),
        on_paper=True,
        recorded_at=now,
    )
    register.record(signature, deed=NOTE_SIGNATURE, by=by, now=now)
    return signature
