"""A long past of calling meetings: deliveries, supplements, corrections, adoptions and days off."""

from datetime import date, timedelta

from conftest import NOW
from tests.scale.beat import ON, words
from wardmote.copies.models import Copy, CopyStep
from wardmote.correspondence.models import Outgoing
from wardmote.law.models import NonBusinessDay
from wardmote.meetings.models import AgendaItem, AgendaSupplement, AgendaVersion, ClosedPart
from wardmote.minutes.models import Adoption, Correction
from wardmote.summons.models import Delivery, Summons


def grow(planned, thick, numbers, *, people, spent):
    """So many more, on the meeting that is planned and on the one with thick notes; one of the deliveries."""
    told = {"kind": "drawn up", "held_on": planned.held_on, **ON}
    version, _ = AgendaVersion.objects.get_or_create(meeting=planned, number=1, defaults=told)
    summons = Summons.objects.filter(meeting=planned).first()
    if summons is None:
        summons = Summons(meeting=planned, version=version, issued_on=NOW.date(), **ON)
        words(summons, signed_by="Ada Clerk", title="Town Clerk", paper="%PDF").save()
    AgendaItem.objects.bulk_create(
        words(AgendaItem(version=version, position=n, **ON), title=f"Item {n}") for n in numbers
    )
    letters = Outgoing.objects.order_by("pk")[: len(people)]
    Delivery.objects.bulk_create(
        Delivery(summons=summons, person=person, way="e-mail", letter=letter, **ON)
        for person, letter in zip(people, letters, strict=True)
    )
    late = {"meeting": planned, "information_only": True, **ON}
    AgendaSupplement.objects.bulk_create(
        words(AgendaSupplement(number=n, **late), title="A letter", words="From the county.") for n in numbers
    )
    closed = AgendaSupplement.objects.filter(meeting=planned, closed_part=None)
    ClosedPart.objects.bulk_create(words(ClosedPart(supplement=s, **ON), words="Of one household.") for s in closed)
    corrected = {"meeting": thick, "signed_on": NOW.date(), **ON}
    Correction.objects.bulk_create(
        words(Correction(**corrected), words="For one read two.", signed_by="Ben") for _ in numbers
    )
    Adoption.objects.bulk_create(
        words(
            Adoption(statement=s, how="resolution", adopted_on=NOW.date(), marking=s.marking, **ON),
            who="Council",
            told_in="minute 4",
        )
        for s in spent
    )
    first = Copy.objects.count() + 1
    counted = [
        words(Copy(meeting=meeting, number=first + n, reader=people[0], **ON), paper="%PDF")
        for n, _ in enumerate(numbers)
        for meeting in (planned, thick)
    ]
    Copy.objects.bulk_create(counted)
    CopyStep.objects.bulk_create(CopyStep(copy=c, number=1, state="handed over", on=NOW.date(), **ON) for c in counted)
    days = [date(1990, 1, 1) + timedelta(days=n) for n in numbers]
    NonBusinessDay.objects.bulk_create(NonBusinessDay(day=d, name="A day", kind="bank holiday", **ON) for d in days)
    return Delivery.objects.first()
