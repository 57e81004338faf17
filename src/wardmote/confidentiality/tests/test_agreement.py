"""A signature is on one text, by one person, for a year; and each refusal leaves nothing behind."""

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from conftest import AGREEMENT, FOUNDER, seated
from wardmote.confidentiality import reads, writes
from wardmote.confidentiality.models import Agreement, Grant, Signature
from wardmote.confidentiality.rules import NothingToSign, NotSignedAs, Refused, has_signed
from wardmote.minutes.reads import viewer_for
from wardmote.people.models import Person
from wardmote.people.rules import SeatKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC


def kept():
    return Agreement.objects.count(), Signature.objects.count(), Event.objects.count()


def test_a_signature_holds_for_a_year_from_the_second_on(unsigned, now):
    signature = writes.sign("cy  UNSIGNED", by=unsigned, now=now)
    assert bytes(signature.text_hash) == sha256(AGREEMENT.encode()).digest()
    year = timedelta(days=365)
    for at, holds in ((now, True), (now + year - timedelta(seconds=1), True), (now + year, False)):
        assert has_signed(viewer_for(unsigned.person_id, now=at), at) is holds
    event = Event.objects.last()
    assert (event.deed, event.verb, event.person_id) == ("confidentiality.sign", "gate", unsigned.person_id)


def test_a_signature_does_not_reach_back(unsigned, now):
    writes.sign("Cy Unsigned", by=unsigned, now=now)
    assert viewer_for(unsigned.person_id, now=now - timedelta(seconds=1)).signed_until is None


def test_a_new_agreement_closes_what_the_old_one_opened(member, clerk, now):
    assert has_signed(member, now)
    later = now + timedelta(days=1)
    writes.adopt("A stricter text.", instead_of=Agreement.objects.get().pk, by=clerk, now=later)
    assert not has_signed(viewer_for(member.person_id, now=later), later)
    writes.sign("Ben Member", by=viewer_for(member.person_id, now=later), now=later)
    assert has_signed(viewer_for(member.person_id, now=later), later)


@pytest.mark.parametrize("typed", ["Ada Clerk", "Cy", ""])
def test_nobody_signs_for_another(clerk, unsigned, now, typed):
    before = kept()
    with pytest.raises(NotSignedAs, match=r"Cy Unsigned\. Nothing was signed"):
        writes.sign(typed, by=unsigned, now=now)
    assert kept() == before


def test_the_public_does_not_sign(agreement, now):
    person = Person.objects.create(name="Kit Tarragon", recorded_at=now)
    before = kept()
    for viewer in (THE_PUBLIC, replace(THE_PUBLIC, person_id=person.pk), replace(FOUNDER, person_id=None)):
        with pytest.raises(Refused):
            writes.sign("Kit Tarragon", by=viewer, now=now)
    assert kept() == before


def test_there_must_be_something_to_sign(db, now):
    viewer = seated("Kit Tarragon", "Chair", SeatKind.MEMBER, signed=False)
    before = kept()
    with pytest.raises(NothingToSign):
        writes.sign("Kit Tarragon", by=viewer, now=now)
    assert kept() == before


def test_only_the_clerk_puts_a_text_in_force_and_it_is_sealed(clerk, member, inspector, now):
    before = kept()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.adopt("Mine.", by=viewer, now=now)
    assert kept() == before
    first = Agreement.objects.get().pk
    made = writes.adopt("Ours, from now on.", instead_of=first, by=clerk, now=now + timedelta(seconds=1))
    made.refresh_from_db()
    assert b"Ours" not in bytes(made.text)
    assert opened(reads.agreement_in_force(now=now + timedelta(seconds=1)), "text") == "Ours, from now on."
    assert reads.agreement_in_force(now=now).pk != made.pk


def test_a_grant_is_one_row_for_one_person(member, unsigned, now):
    row = uuid4()
    Grant.objects.create(person_id=member.person_id, row_id=row, recorded_at=now)
    assert viewer_for(member.person_id, now=now).named_on == {row}
    assert not viewer_for(unsigned.person_id, now=now).named_on


def test_signing_on_the_page(enter, unsigned, now, time_machine):
    time_machine.move_to(now, tick=False)
    door = enter(unsigned)
    assert AGREEMENT in door.get("/agreement/").content.decode()
    shown = {"shown": str(Agreement.objects.get().pk)}
    wrong = door.post("/agreement/", {"name": "Ada", **shown})
    assert wrong.status_code == 422
    assert "Nothing was signed" in wrong.content.decode()
    assert door.post("/agreement/", {"name": "", **shown}).status_code == 422
    assert door.post("/agreement/", {"name": "Cy Unsigned"}).status_code == 422  # of no text that was shown
    assert not Signature.objects.filter(person_id=unsigned.person_id).exists()
    assert door.post("/agreement/", {"name": "Cy Unsigned", **shown}).status_code == 302
    assert has_signed(viewer_for(unsigned.person_id, now=now), now)


def test_nobody_signs_a_text_that_was_not_shown(enter, clerk, unsigned, now, time_machine):
    later = now + timedelta(hours=1)
    time_machine.move_to(later, tick=False)
    shown = Agreement.objects.get().pk
    door = enter(unsigned)
    assert f'value="{shown}"' in door.get("/agreement/").content.decode()
    writes.adopt("A stricter text.", instead_of=shown, by=clerk, now=later)
    before = kept()
    answer = door.post("/agreement/", {"name": "Cy Unsigned", "shown": shown}, follow=True).content.decode()
    assert "Another agreement was put in force meanwhile. Nothing was saved." in answer and "A stricter text." in answer
    assert kept() == before
    now_shown = re.search(r'name="shown" value="([^"]+)"', answer)[1]
    door.post("/agreement/", {"name": "Cy Unsigned", "shown": now_shown})
    assert opened(Signature.objects.get(person_id=unsigned.person_id).agreement, "text") == "A stricter text."
