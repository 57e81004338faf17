"""The agreement is changed on a page, with what that closes said first; and a signature on paper counts."""

from datetime import date, timedelta

import pytest

from conftest import AGREEMENT
from wardmote.confidentiality import reads, writes
from wardmote.confidentiality.models import Agreement, Signature
from wardmote.confidentiality.rules import NotAdopted, NothingToSign, NotSignedAs, Refused, has_signed
from wardmote.minutes.reads import viewer_for
from wardmote.people.models import Person
from wardmote.register.models import Event
from wardmote.register.reads import opened

TODAY = date(2022, 11, 14)
ADDRESS = "/settings/agreement/"


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def kept():
    return Agreement.objects.count(), Signature.objects.count(), Event.objects.count()


def in_force():
    return Agreement.objects.latest("adopted_at").pk


def test_a_new_text_is_shown_with_what_it_closes_before_it_is_in_force(enter, clerk, member, now, time_machine):
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    door = enter(clerk)
    assert AGREEMENT in door.get(ADDRESS).content.decode()
    before = kept()
    typed = {"text": "Tell\r\nnobody.", "renewal_days": "180", "shown": in_force()}
    preview = door.post(ADDRESS, typed).content.decode()
    assert "Everything confidential closes at once" in preview and "2 people have signed" in preview
    again = door.post(ADDRESS, {**typed, "step": "again"}).content.decode().replace("\r", "")
    assert "Tell\nnobody.</textarea>" in again and 'value="180"' in again
    assert kept() == before
    door.post(ADDRESS, {**typed, "step": "adopt"})
    later = now + timedelta(hours=1)
    adopted = reads.agreement_in_force(now=later)
    assert (opened(adopted, "text"), adopted.renewal_days) == ("Tell\nnobody.", 180)
    assert not has_signed(viewer_for(member.person_id, now=later), later)
    signature = writes.sign("Ben Member", by=viewer_for(member.person_id, now=later), now=later)
    assert signature.until_at == later + timedelta(days=180)


def test_other_days_for_the_same_text_close_nothing(enter, clerk, member, now):
    door = enter(clerk)
    before = reads.signatures_in_force(now=now)
    assert member.person_id in before
    door.post(ADDRESS, {"text": AGREEMENT, "renewal_days": "90", "shown": in_force()})
    assert Agreement.objects.get().renewal_days == 90
    assert reads.signatures_in_force(now=now) == before
    assert Event.objects.last().deed == "confidentiality.set_renewal"


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "Mine.", "renewal_days": "365"},
        {"text": "Mine.", "renewal_days": "365", "step": "adopt"},
        {"text": AGREEMENT, "renewal_days": "90"},
    ],
)
def test_of_two_clerks_the_second_sees_what_the_first_put_in_force(enter, clerk, now, time_machine, typed):
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    shown = in_force()
    theirs = writes.adopt("Theirs.", instead_of=shown, by=clerk, now=now + timedelta(minutes=30))
    door, before = enter(clerk), kept()
    answer = door.post(ADDRESS, {**typed, "shown": shown})
    page = answer.content.decode()
    assert (answer.status_code, kept()) == (409, before)
    assert "Nothing was saved" in page and "Theirs." in page and f"{typed['text']}</textarea>" in page
    assert in_force() == theirs.pk and f'value="{theirs.pk}"' in page


@pytest.mark.parametrize("days", ["29", "1097", "x", ""])
def test_days_that_will_not_do(enter, clerk, days):
    door = enter(clerk)
    before = kept()
    assert door.post(ADDRESS, {"text": AGREEMENT, "renewal_days": days, "shown": in_force()}).status_code == 422
    assert kept() == before


def test_the_deeds_refuse_what_the_page_does_not_offer(clerk, member, now):
    before = kept()
    for text, days in ((" ", 365), (AGREEMENT, 365), ("New.", 29)):
        with pytest.raises(NotAdopted):
            writes.adopt(text, renewal_days=days, instead_of=Agreement.objects.get().pk, by=clerk, now=now)
    with pytest.raises(NotAdopted):
        writes.set_renewal(Agreement.objects.get(), days=2000, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.set_renewal(Agreement.objects.get(), days=90, by=member, now=now)
    assert kept() == before


def test_a_signature_on_paper_opens_what_is_confidential(enter, clerk, unsigned, now):
    door = enter(clerk)
    address = f"/people/{unsigned.person_id}/signature/"
    day = {"signed_on-day": "14", "signed_on-month": "11", "signed_on-year": "2022", "shown": in_force()}
    assert door.post(address, {**day, "signed_on-day": "15"}).status_code == 422
    assert not has_signed(viewer_for(unsigned.person_id, now=now), now)
    door.post(address, day)
    assert has_signed(viewer_for(unsigned.person_id, now=now), now)
    signature = Signature.objects.get(person_id=unsigned.person_id)
    assert signature.on_paper and signature.signed_at <= now
    event = Event.objects.last()
    assert (event.deed, event.person_id) == ("confidentiality.note_signature", clerk.person_id)
    assert unsigned.person_id not in {person.pk for person in reads.not_signed(now=now)}


def test_a_paper_counts_for_the_text_that_was_in_force(enter, clerk, unsigned, now, time_machine):
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    day = {"signed_on-day": "14", "signed_on-month": "11", "signed_on-year": "2022", "shown": in_force()}
    writes.adopt("Theirs.", instead_of=in_force(), by=clerk, now=now + timedelta(minutes=30))
    door, before = enter(clerk), kept()
    answer = door.post(f"/people/{unsigned.person_id}/signature/", day, follow=True)
    assert "Another agreement was put in force meanwhile" in answer.content.decode() and kept() == before


def test_a_paper_that_cannot_count_leaves_nothing(clerk, member, unsigned, now):
    cy, ada = (Person.objects.get(pk=viewer.person_id) for viewer in (unsigned, clerk))
    nobody = Person.objects.create(name="Kit Tarragon", recorded_at=now)
    before = kept()
    for person, day, by, refusal in (
        (cy, TODAY - timedelta(days=1), clerk, NothingToSign),
        (cy, TODAY + timedelta(days=1), clerk, NothingToSign),
        (ada, TODAY, clerk, NotSignedAs),
        (nobody, TODAY, clerk, NotSignedAs),
        (cy, TODAY, member, Refused),
    ):
        with pytest.raises(refusal):
            writes.note_signature(person, signed_on=day, by=by, now=now)
    assert kept() == before
