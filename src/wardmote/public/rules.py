"""When a release may go out. Pure."""

from uuid import UUID

from wardmote.register.rules import Deed, Verb

COMPOSE = Deed("public.compose", Verb.COLLECT)
APPROVE = Deed("public.approve", Verb.DISCLOSE)


class NotBySamePerson(Exception):
    """A release needs a second person."""


class Changed(Exception):
    """What would go out is no longer what was composed."""


def must_be_second(composed_by: UUID | None, approved_by: UUID | None) -> None:
    """Go on only if somebody else approves.

    Raises:
        NotBySamePerson: the person who composed the release would approve it.

    >>> one = UUID(int=1)
    >>> must_be_second(one, UUID(int=2))
    >>> must_be_second(one, one)
    Traceback (most recent call last):
        ...
    wardmote.public.rules.NotBySamePerson: You composed this release. Nothing was published. A second person must.
    """
    if approved_by is None or composed_by == approved_by:
        raise NotBySamePerson("You composed this release. Nothing was published. A second person must.")
