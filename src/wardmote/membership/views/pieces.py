"""What the pages of this room have in common: choices of people, and a form that is one deed."""

from uuid import UUID

from wardmote.confidentiality.rules import NotHere
from wardmote.membership import reads
from wardmote.minutes.models import Body
from wardmote.people import reads as people
from wardmote.register.rules import Viewer


def body_or_404(body_id: UUID, viewer: Viewer) -> Body:
    """The body.

    Raises:
        NotHere: there is none for this viewer.
    """
    body = reads.body_found(body_id, viewer=viewer)
    if body is None:
        raise NotHere
    return body


def people_choices() -> list[tuple[str, str]]:
    """Everybody, by name."""
    named = people.everybody().values()
    return [(str(one.pk), one.name) for one in sorted(named, key=lambda one: one.name.casefold())]
