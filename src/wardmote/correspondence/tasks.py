"""Delivery of mail: what lies in the outbox is sent; by default as .eml files in the town's folder."""

import errno
import smtplib
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.utils import formataddr
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from wardmote.correspondence import reads, writes
from wardmote.correspondence.rules import Problem
from wardmote.register.rules import Viewer
from wardmote.towns.folder import write_whole

NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
TIMER = Viewer(person_id=None, capacity="timer")


class EmlFiles(BaseEmailBackend):
    """Lays each message as one file; nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            content = message.message().as_bytes()
            write_whole(settings.TOWN.mail / f"{uuid4()}.eml", content, mode=0o600)
        return len(email_messages)


def drain() -> int:
    """Send what is due. A letter that can't be sent is tried again later; a kill may send one twice, never lose it.

    Where the mail server itself fails, the other letters wait as well: each would only wait for it in vain.
    """
    letters, went = reads.due(now=timezone.now()), 0
    if not letters:
        return 0
    connection, sender = get_connection(), _sender()
    broken: Problem | None = None
    try:
        for letter in letters:
            problem = broken or _send(letter, sender=sender, connection=connection)
            if problem is None:
                writes.sent(letter.id, by=TIMER, now=timezone.now())
                went += 1
            else:
                writes.not_sent(letter.id, problem=problem, by=TIMER, now=timezone.now())
                broken = problem if problem.of_the_server else None
    finally:
        with suppress(OSError):
            connection.close()
    return went


def _sender() -> str:
    name = reads.settings_kept().sender_name or f"{settings.TOWN.name} police partnership panel"
    return formataddr((name, settings.DEFAULT_FROM_EMAIL))


def _send(letter: reads.Letter, *, sender: str, connection: BaseEmailBackend) -> Problem | None:
    """Hand one letter over; what went wrong, if it was not taken."""
    subject, body = letter.subject, letter.body
    if settings.TOWN.example:
        subject = f"EXAMPLE: {subject}"
        body = f"EXAMPLE: this town, its people and their sentences are invented.\n\n{body}"
    try:
        connection.open()
        message = EmailMessage(subject, body, from_email=sender, to=[letter.to_address], connection=connection)
        for name, content in letter.attachments:
            message.attach(name, content, TYPES.get(name.rpartition(".")[2], "application/octet-stream"))
        message.send()
    except (OSError, ValueError) as error:  # not taken, or no letter that could be written
        return problem_of(error)
    return None


def problem_of(error: OSError | ValueError) -> Problem:
    """What a failure of delivery means for the clerk; the server's own words may name people and are not kept."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return Problem.REFUSED_ADDRESS
        case smtplib.SMTPAuthenticationError():
            return Problem.REFUSED_SIGN_IN
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return Problem.NOT_SAFE
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return Problem.TOO_SLOW
        case smtplib.SMTPServerDisconnected() | smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return Problem.NO_ANSWER
        case ConnectionError() | socket.gaierror():
            return Problem.NO_ANSWER
        case smtplib.SMTPException():
            return Problem.OTHER
        case ValueError():
            return Problem.NO_LETTER
        case OSError(errno=number) if number in NO_WAY:
            return Problem.NO_ANSWER
    return Problem.DISK
