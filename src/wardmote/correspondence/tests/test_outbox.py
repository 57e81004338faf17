"""The outbox: left in the deed, sent by the timer, tried again, given up in the open."""

import email
import smtplib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from wardmote.correspondence import reads, tasks, writes
from wardmote.correspondence.models import Outgoing
from wardmote.correspondence.rules import TRIES, try_again_at
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened

TO = "kit.sorrel@ferncombe.example"


@pytest.fixture
def letter(clerk, now):
    return writes.leave(TO, subject="The pack is ready", body="Dear Kit Sorrel,\n", by=clerk, now=now)


@pytest.fixture
def refusing(settings):
    """A mail server that refuses, as long as it is here."""
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


class Refusing(tasks.EmlFiles):
    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def test_a_letter_lies_sealed(letter):
    letter.refresh_from_db()
    for column in (letter.to_address, letter.subject, letter.body):
        assert b"sorrel" not in bytes(column).lower()
    (found,) = reads.due(now=letter.recorded_at)
    assert (found.to_address, found.subject) == (TO, "The pack is ready")


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_letter(clerk, now):
    with pytest.raises(OSError, match="disk"), transaction.atomic():
        writes.leave(TO, subject="The pack", body="", by=clerk, now=now)
        raise OSError("the disk is full")
    assert not Outgoing.objects.exists()


def test_what_is_due_goes_out_once(letter, mailoutbox):
    assert tasks.drain() == 1
    assert tasks.drain() == 0
    (sent,) = mailoutbox
    assert (sent.to, sent.subject, sent.body) == ([TO], "The pack is ready", "Dear Kit Sorrel,\n")
    letter.refresh_from_db()
    assert letter.sent_at and letter.next_try_at is None
    event = Event.objects.last()
    assert (event.deed, event.capacity, event.subjects) == (
        "correspondence.sent",
        "timer",
        [["correspondence.outgoing", str(letter.pk)]],
    )
    assert first_break() is None


def test_an_example_town_says_so_in_every_letter(letter, mailoutbox, settings):
    settings.TOWN = replace(settings.TOWN, example=True)
    tasks.drain()
    assert mailoutbox[0].subject == "EXAMPLE: The pack is ready"
    assert mailoutbox[0].body.startswith("EXAMPLE: this town, its people and their sentences are invented.")


def test_a_letter_that_was_refused_is_tried_again_later(letter, refusing, time_machine, settings, mailoutbox, now):
    time_machine.move_to(now, tick=False)
    assert tasks.drain() == 0
    letter.refresh_from_db()
    assert (letter.tries, letter.sent_at, letter.next_try_at) == (1, None, now + timedelta(minutes=1))
    assert tasks.drain() == 0  # not yet
    letter.refresh_from_db()
    assert letter.tries == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    assert tasks.drain() == 1
    assert len(mailoutbox) == 1


def test_at_last_it_is_given_up_and_somebody_can_see_that(letter, refusing, time_machine, now):
    at = now
    for _ in range(TRIES):
        time_machine.move_to(at, tick=False)
        tasks.drain()
        at += timedelta(days=1)
    letter.refresh_from_db()
    assert (letter.tries, letter.next_try_at, letter.sent_at) == (TRIES, None, None)
    assert reads.given_up() == 1
    assert tasks.drain() == 0


def test_one_bad_letter_does_not_hold_up_the_others(letter, clerk, now, mailoutbox):
    bad = writes.leave(TO, subject="Two\nlines", body="", by=clerk, now=now - timedelta(minutes=1))
    assert tasks.drain() == 1
    bad.refresh_from_db()
    assert (len(mailoutbox), bad.tries, bad.sent_at) == (1, 1, None)


def test_by_default_a_letter_is_a_file_in_the_towns_folder(letter, settings, tmp_path):
    settings.TOWN = replace(settings.TOWN, folder=tmp_path)
    settings.EMAIL_BACKEND = "wardmote.correspondence.tasks.EmlFiles"
    assert tasks.drain() == 1
    (file,) = (tmp_path / "mail").iterdir()
    message = email.message_from_bytes(file.read_bytes())
    assert (message["To"], message["Subject"]) == (TO, "The pack is ready")


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 2), (7, 64), (12, 1440), (15, 1440), (16, None)])
def test_when_it_is_tried_again(now, tries, minutes):
    assert try_again_at(tries, now) == (now + timedelta(minutes=minutes) if minutes else None)


def test_a_file_goes_with_its_letter_and_lies_sealed(clerk, now, mailoutbox):
    files = [("form.docx", b"PK invented form")]
    row = writes.leave(TO, subject="The form", body="Here.", attachments=files, by=clerk, now=now)
    assert b"invented" not in bytes(row.attachments.get().content)
    assert tasks.drain() == 1
    ((name, content, kind),) = mailoutbox[0].attachments
    assert (name, content, kind) == ("form.docx", b"PK invented form", tasks.TYPES["docx"])


def test_a_letter_that_opens_a_door_is_emptied_once_it_went(clerk, now, mailoutbox):
    row = writes.leave(TO, subject="A link", body="http://a.example/secret", fleeting=True, by=clerk, now=now)
    assert tasks.drain() == 1
    row.refresh_from_db()
    assert mailoutbox[0].body.endswith("secret") and opened(row, "body") == ""
