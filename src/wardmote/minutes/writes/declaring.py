"""A matter is opened before any notes speak of it, and somebody declares an interest in one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.minutes.models import Interest, Matter
from wardmote.minutes.rules import DECLARE_INTEREST, OPEN_MATTER, marking_of_words
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def open_matter(title: str, *, marking: Marking, by: Viewer, now: datetime) -> Matter:
    """Note that there is this matter, before any notes speak of it.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    closes = strictest(Marking.PANEL.value, marking.value, marking_of_words(title))
    matter = Matter(marking=closes, recorded_at=now)
    matter.title = register.sealed(matter, "title", title)
    matter.save(force_insert=True)
    register.record(matter, deed=OPEN_MATTER, by=by, now=now)
    return matter


@transaction.atomic
def declare_interest(matter_id: UUID, *, person: Person, by: Viewer, now: datetime) -> Interest:
    """Note that somebody has an interest in a matter; from their next request it is absent for them in every room.

    Raises:
        NotHere, Refused: the matter is not one that `by` may close to somebody. Nothing is stored.
    """
    must_be_clerk(by)
    matter = Matter.objects.find(matter_id, viewer=by, deed=DECLARE_INTEREST, now=now)
    interest, _ = Interest.objects.get_or_create(person=person, matter=matter, defaults={"recorded_at": now})
    register.record(interest, matter, deed=DECLARE_INTEREST, by=by, now=now)
    return interest
