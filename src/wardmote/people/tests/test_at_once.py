"""Two people at the same moment: one deed is done, and the other says that it was."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from conftest import FOUNDER, NOW, seated
from wardmote.people import writes
from wardmote.people.models import Holding, LetIn, Person
from wardmote.people.rules import NotDone, SeatKind
from wardmote.register.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=30)


def at_once(*deeds):
    """What each deed answers when all are done at the same moment."""
    gate, answers = Barrier(len(deeds)), []

    def do(deed):
        gate.wait()
        try:
            deed()
            answers.append("done")
        except NotDone as said:
            answers.append(str(said))
        finally:
            connection.close()

    threads = [Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers, key=lambda answer: answer != "done")


def with_app(viewer, email):
    person = Person.objects.get(pk=viewer.person_id)
    user = writes.open_sign_in(person, email=email, password="correct horse battery", by=FOUNDER, now=NOW)
    Authenticator.objects.create(user=user, type="totp", data={})
    return person


def test_two_confirmations_let_in_once(clerk, member, inspector, unsigned):
    person = with_app(member, "ben@trial.example")
    asked = writes.ask_let_in(person, why="Lost.", recognised="At the office.", by=clerk, now=LATER)
    first, second = at_once(
        lambda: writes.confirm_let_in(asked.pk, by=inspector, now=LATER),
        lambda: writes.confirm_let_in(asked.pk, by=unsigned, now=LATER),
    )
    assert first == "done" and "already confirmed" in second
    assert Event.objects.filter(deed="people.confirm_let_in").count() == 1


def test_a_confirmation_and_a_refusal_do_not_both_happen(clerk, member, inspector, unsigned):
    person = with_app(member, "ben@trial.example")
    asked = writes.ask_let_in(person, why="Lost.", recognised="At the office.", by=clerk, now=LATER)
    first, second = at_once(
        lambda: writes.confirm_let_in(asked.pk, by=inspector, now=LATER),
        lambda: writes.refuse_let_in(asked.pk, by=unsigned, now=LATER),
    )
    assert first == "done" and "already" in second
    gone = not Authenticator.objects.filter(user__person=person).exists()
    assert gone == (LetIn.objects.get().state == "confirmed")


def test_two_requests_for_one_person_are_one(clerk, member):
    person = with_app(member, "ben@trial.example")
    deputy = seated("Eve Deputy", "Deputy clerk", SeatKind.CLERK, signed=False)

    def ask(by):
        return lambda: writes.ask_let_in(person, why="Lost.", recognised="At the office.", by=by, now=LATER)

    first, second = at_once(ask(clerk), ask(deputy))
    assert first == "done" and "asked for them already" in second
    assert LetIn.objects.count() == 1


def test_two_clerks_who_end_each_others_seat_leave_one(clerk):
    deputy = seated("Eve Deputy", "Deputy clerk", SeatKind.CLERK, signed=False)
    for viewer, email in ((clerk, "ada@trial.example"), (deputy, "eve@trial.example")):
        with_app(viewer, email)
    ours, theirs = (Holding.objects.get(person_id=viewer.person_id) for viewer in (clerk, deputy))
    day = date(2022, 12, 24)
    answers = at_once(
        lambda: writes.end_holding(theirs, until_on=day, by=clerk, now=LATER),
        lambda: writes.end_holding(ours, until_on=day, by=deputy, now=LATER),
    )
    assert answers[0] == "done" and "no clerk" in answers[1]
    assert Holding.objects.filter(seat__kind="clerk", until_on__isnull=True).count() == 1
