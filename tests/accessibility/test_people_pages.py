"""Every page of people and settings, full and empty, right and wrong, wide and narrow: axe-core finds nothing."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from pypdf import PdfReader

from conftest import FOUNDER, NOW, seated
from tests.browser import looked_at
from wardmote.people import writes
from wardmote.people.models import Holding, LetIn, Person, User
from wardmote.people.rules import SeatKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server):
    return live_server.url


@pytest.fixture
def lost(member):
    """A member who has an app, and has lost it."""
    person = Person.objects.get(pk=member.person_id)
    user = writes.open_sign_in(person, email="ben@trial.example", password="correct horse", by=FOUNDER, now=NOW)
    Authenticator.objects.create(user=user, type="totp", data={})
    return person


def shown(page, site, path, name, *, status=200):
    assert page.goto(site + path).status == status, path
    looked_at(page, name)


def test_the_panel_and_its_people(page, site, come_in, clerk, lost, unsigned, inspector):
    now = datetime.now(UTC)
    dee = Person.objects.get(pk=inspector.person_id)
    told = {"email": "dee@force.example", "telephone": "01999 555 0101"}
    writes.keep_contact(dee, **told, email_shown=True, telephone_shown=True, by=clerk, now=now)
    writes.accept_spelling(lost, words="Bem Nember", by=clerk, now=now)
    writes.add_seat("Deputy Mayor", kind=SeatKind.MEMBER, by=clerk, now=now)
    writes.change_address(lost, email="ben.member@anothertrial.example", by=clerk, now=now)
    gone = seated("Gus Gone", "Chair of Roads", SeatKind.MEMBER, signed=False)
    writes.end_holding(Holding.objects.get(person_id=gone.person_id), until_on=now.date(), by=clerk, now=now)
    come_in(clerk)
    seat = Holding.objects.get(person=lost)
    for name, path in {
        "panel": "/people/",
        "panel-none": "/people/?q=nobody+has+this+name",
        "panel-former": "/people/?show=former",
        "person": f"/people/{lost.pk}/",
        "person-paper": f"/people/{unsigned.person_id}/",
        "person-police": f"/people/{dee.pk}/",
        "person-gone": f"/people/{gone.person_id}/",
        "person-own": f"/people/{clerk.person_id}/",
        "add": "/people/new/",
        "edit": f"/people/{lost.pk}/edit/",
        "give-seat": f"/people/{lost.pk}/seat/",
        "contact": f"/people/{dee.pk}/contact/",
        "spelling": f"/people/{lost.pk}/spelling/",
        "signature": f"/people/{unsigned.person_id}/signature/",
        "move": f"/people/holdings/{seat.pk}/move/",
        "end": f"/people/holdings/{seat.pk}/end/",
        "seat": f"/people/seats/{seat.seat_id}/",
        "council": "/settings/council/",
        "agreement": "/settings/agreement/",
    }.items():
        shown(page, site, path, f"people-{name}")
    page.goto(f"{site}/people/new/")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "people-add-wrong")
    page.goto(f"{site}/settings/agreement/")
    page.get_by_label("Text of the agreement").fill("What is said here stays here.\n\n1. Tell nobody.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Everything confidential closes").wait_for()
    looked_at(page, "people-agreement-preview")
    come_in(inspector)
    shown(page, site, "/people/", "people-panel-member")
    shown(page, site, f"/people/{lost.pk}/", "people-person-member")


def test_letting_in(page, site, come_in, clerk, lost, inspector):
    come_in(clerk)
    shown(page, site, "/people/let-in/", "let-ins-none")
    shown(page, site, f"/people/{lost.pk}/let-in/", "let-in-ask")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "let-in-ask-wrong")
    now = datetime.now(UTC)
    asked = writes.ask_let_in(lost, why="Lost on the train.", recognised="At the office.", by=clerk, now=now)
    shown(page, site, f"/people/let-in/{asked.pk}/", "let-in-mine")
    come_in(inspector)
    shown(page, site, f"/people/let-in/{asked.pk}/", "let-in-to-confirm")
    shown(page, site, "/people/let-in/", "let-ins")
    page.goto(f"{site}/people/let-in/{asked.pk}/")
    page.get_by_role("button", name="Yes, let them back in").click()
    page.get_by_text("A letter with a link goes").wait_for()
    looked_at(page, "let-in-confirmed")
    for state in ("refused", "expired", "used"):
        LetIn.objects.filter(pk=asked.pk).update(state=state)
        shown(page, site, f"/people/let-in/{asked.pk}/", f"let-in-{state}")


def test_a_handover(page, site, come_in, clerk):
    come_in(clerk)
    shown(page, site, "/people/handover/", "handover-plan")
    page.get_by_role("button", name="Name the next clerk").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, "handover-plan-wrong")
    today = datetime.now(UTC).date()
    made = writes.plan_handover(
        Holding.objects.get(person_id=clerk.person_id),
        name="Fay Successor",
        email="fay@trial.example",
        from_on=today,
        until_on=today + timedelta(days=14),
        by=clerk,
        now=datetime.now(UTC),
    )
    shown(page, site, f"/people/handover/{made.pk}/", "handover")
    shown(page, site, "/people/", "handover-panel")
    page.goto(f"{site}/people/handover/{made.pk}/")
    page.get_by_role("button", name="Settle the handover").click()
    page.get_by_text("needs the key sheet").wait_for()
    looked_at(page, "handover-refused")
    Authenticator.objects.create(user=User.objects.get(person=made.successor.person), type="totp", data={})
    User.objects.update(password="set")
    come_in(clerk)
    page.reload()
    page.get_by_label("Fay Successor has the key sheet").check()
    page.get_by_role("button", name="Settle the handover").click()
    page.get_by_text("Settled. The seat is handed over").wait_for()
    looked_at(page, "handover-settled")
    page.get_by_role("button", name="Undo the handover").click()
    page.get_by_text("seat ends at once").wait_for()
    looked_at(page, "handover-undo")
    page.get_by_role("button", name="Undo the handover").click()
    page.get_by_text("Undone. Ada Clerk stays").wait_for()
    looked_at(page, "handover-undone")


def test_recovery_codes_on_paper(page, site, come_in, clerk):
    come_in(clerk)
    RecoveryCodes.activate(User.objects.get(person_id=clerk.person_id))
    shown(page, site, "/accounts/2fa/recovery-codes/", "recovery-codes-paper")
    page.emulate_media(media="print")
    assert page.get_by_text("Ada Clerk, Wardmote of Trial Town").is_visible()
    assert page.get_by_role("list", name="Recovery codes").get_by_role("listitem").count() == 10
    for words in ("Save as a file", "Sign out", "Print this page"):
        assert not page.get_by_text(words).first.is_visible(), words
    sheet = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(sheet.pages) == 1
    assert "Where a code is asked for" in sheet.pages[0].extract_text()


def test_an_empty_panel_says_what_to_do(page, site, come_in, clerk):
    come_in(clerk)
    page.goto(f"{site}/people/?show=former")
    assert page.get_by_text("Nobody matches.").is_visible()
