"""When a letter is tried again. Pure."""

from datetime import datetime, timedelta

from wardmote.register.rules import Deed, Verb

LEAVE = Deed("correspondence.leave", Verb.DISCLOSE)
SENT = Deed("correspondence.sent", Verb.DISCLOSE)
NOT_SENT = Deed("correspondence.not_sent", Verb.ALTER)
TRIES = 8


def try_again_at(tries: int, now: datetime) -> datetime | None:
    """When to try after `tries` failures: after 1, 2, 4 … minutes; none after the eighth, when a person must look.

    >>> from datetime import UTC
    >>> at = datetime(2022, 10, 28, 9, 0, tzinfo=UTC)
    >>> try_again_at(3, at).isoformat(), try_again_at(8, at)
    ('2022-10-28T09:04:00+00:00', None)
    """
    return now + timedelta(minutes=2 ** (tries - 1)) if tries < TRIES else None
