"""Who sits at the table of a body, by the hundred."""

from datetime import date

from conftest import NOW
from tests.scale.beat import words
from wardmote.membership.models import (
    Apology,
    ApprovedReason,
    AttendanceEntry,
    AttendedElsewhere,
    AttendRequest,
    Membership,
    Substitute,
    TermsOfReference,
)
from wardmote.minutes.models import Body
from wardmote.people.models import Person, Seat

WORDS = "The lights of the market square"


def sit_down(panel, numbers, on):
    """So many places at the table, substitutes, terms of reference and officers asked to come; and bodies."""
    Body.objects.bulk_create(Body(name=f"Body {n}", kind="working party", **on) for n in numbers)
    numbers = numbers[:60]  # no table seats more
    seats = list(Seat.objects.order_by("-recorded_at", "name"))[: len(numbers)]
    at = {"body": panel.body, "kind": "member", "from_on": date(2022, 5, 1), **on}
    made = [Membership(seat=seat, **at) for seat in seats]
    Membership.objects.bulk_create([*made, *(Membership(person=panel.people[0], **at) for _ in seats)])
    Substitute.objects.bulk_create(
        Substitute(membership=m, person=panel.people[1], from_on=NOW.date(), **on) for m in made
    )
    terms = {"body": panel.body, "adopted_by": panel.body, "adopted_on": date(2022, 5, 1), **on}
    TermsOfReference.objects.bulk_create(words(TermsOfReference(number=n, **terms), text=WORDS) for n in numbers)
    asked = {"meeting": panel.planned, "asked_on": NOW.date(), "how": "by telephone", **on}
    AttendRequest.objects.bulk_create(words(AttendRequest(**asked), who="The engineer", why=WORDS) for _ in numbers)
    came = {"meeting": panel.thick, "held_on": panel.thick.held_on, "gathering": "meeting", **on}
    newest = list(Person.objects.order_by("-recorded_at", "-name")[: len(numbers)])
    known = set(AttendanceEntry.objects.values_list("person_id", flat=True))
    AttendanceEntry.objects.bulk_create(
        AttendanceEntry(person=one, came="attended", **came) for one in newest if one.pk not in known
    )
    of = {"person": panel.people[1], **on}
    gone = [AttendedElsewhere(attended_on=date(2022, 6, 1), **of) for _ in numbers]
    AttendedElsewhere.objects.bulk_create(words(row, where="Full council") for row in gone)
    ApprovedReason.objects.bulk_create(
        ApprovedReason(body=panel.body, resolved_on=date(2022, 6, 2), **of) for _ in numbers
    )
    unknown = [one for one in newest if one.pk not in known]
    Apology.objects.bulk_create(Apology(meeting=panel.planned, person=p, how="on paper", **on) for p in unknown)
    panel.membership = panel.membership or made[0]
    panel.terms = panel.terms or TermsOfReference.objects.first()
    panel.request = panel.request or AttendRequest.objects.first()
