"""When a letter is tried again, why it did not go, and how the mail server is named. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from wardmote.register.rules import Deed, Verb

LEAVE = Deed("correspondence.leave", Verb.DISCLOSE)
SENT = Deed("correspondence.sent", Verb.DISCLOSE)
NOT_SENT = Deed("correspondence.not_sent", Verb.ALTER)
TRY_AGAIN = Deed("correspondence.try_again", Verb.ALTER)
SET = Deed("correspondence.set", Verb.ALTER)
TOO_OFTEN = Deed("correspondence.too_often", Verb.GATE)
TRIES = 16
LONGEST_PAUSE_MINUTES = 24 * 60
# Of pages that a link in a letter opens: wrong links from one address within a while.
WRONG_LINKS, A_WHILE = 20, timedelta(minutes=5)


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given up"


class Problem(StrEnum):
    """Why a letter did not go out."""

    REFUSED_ADDRESS = "refused address"
    REFUSED_SIGN_IN = "refused sign-in"
    NOT_SAFE = "not safe"
    NO_ANSWER = "no answer"
    TOO_SLOW = "too slow"
    NO_LETTER = "no letter"
    DISK = "disk"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What happened and what to do, for the clerk."""
        return _PROBLEMS[self]

    @property
    def of_the_server(self) -> bool:
        """Whether every other letter would meet the same."""
        return self not in {Problem.REFUSED_ADDRESS, Problem.NO_LETTER, Problem.OTHER}


_PROBLEMS = {
    Problem.REFUSED_ADDRESS: "The mail server refused the address. Check the person’s e-mail address.",
    Problem.REFUSED_SIGN_IN: "The mail server refused our name and password. Ask whoever set it up to check them.",
    Problem.NOT_SAFE: "The mail server could not be reached safely. Ask whoever set it up to check its certificate.",
    Problem.NO_ANSWER: "The mail server did not answer. It is tried again by itself.",
    Problem.TOO_SLOW: "The mail server was too slow. It is tried again by itself.",
    Problem.NO_LETTER: "No letter could be made of it. Write to the person yourself.",
    Problem.DISK: "The file could not be written. Check that the disk is not full.",
    Problem.OTHER: "The mail server did not take it. It is tried again by itself.",
}


def try_again_at(tries: int, now: datetime) -> datetime | None:
    """When to try after `tries` failures: after 1, 2, 4 … minutes, at most a day; none after the last, some five days.

    >>> from datetime import UTC
    >>> at = datetime(2022, 10, 28, 9, 0, tzinfo=UTC)
    >>> try_again_at(3, at).isoformat(), try_again_at(16, at)
    ('2022-10-28T09:04:00+00:00', None)
    """
    if tries >= TRIES:
        return None
    return now + timedelta(minutes=min(2 ** (tries - 1), LONGEST_PAUSE_MINUTES))


@dataclass(frozen=True, slots=True)
class Letters:
    """How the town's letters go out, as the clerk has set it; these defaults work."""

    remind_days_before: int = 3
    remind_weekly: bool = True
    sender_name: str = ""
    monday: bool = True


MOST_DAYS_BEFORE = 30


class BadMailServer(ValueError):
    """The setting that names the mail server can't be read, or would send a password in the open."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server, as one setting names it."""

    host: str
    port: int
    user: str
    password: str
    password_file: str
    starttls: bool
    tls: bool
    sender: str  # the address that letters come from; empty if the setting names none


_SCHEMES = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def mail_server(address: str) -> MailServer:
    """The mail server that `smtp://user:password@host:port` names.

    `smtp` turns encryption on after the greeting (STARTTLS), `smtps` begins with it, `smtp+plain` has none.
    `?from=` names the sender's address; `?password_file=` a file that holds the password.

    >>> server = mail_server("smtp://clerk%40a.example:secret@mail.a.example")
    >>> server.port, server.starttls, server.user, server.sender
    (587, True, 'clerk@a.example', 'clerk@a.example')
    >>> mail_server("smtps://mail.a.example?from=clerk@a.example").port
    465

    Raises:
        BadMailServer: it can't be read, or a password would travel in the open.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadMailServer(
            "WARDMOTE_SMTP has no port that is a number. Write smtp://user:password@host:587."
        ) from error
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise BadMailServer("WARDMOTE_SMTP names no mail server. Write smtp://user:password@host:587.")
    more = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if set(more) - {"from", "password_file"}:
        raise BadMailServer("WARDMOTE_SMTP takes only from= and password_file= after the question mark.")
    user, password_file = unquote(parts.username or ""), more.get("password_file", "")
    if user and parts.scheme == "smtp+plain" and parts.hostname not in _LOOPBACK:
        raise BadMailServer("WARDMOTE_SMTP would send a password in the open. Write smtp:// or smtps://.")
    return MailServer(
        host=parts.hostname,
        port=port or _SCHEMES[parts.scheme],
        user=user,
        password=unquote(parts.password or ""),
        password_file=password_file,
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
        sender=more.get("from", user if "@" in user else ""),
    )
