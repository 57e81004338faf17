"""The example's table, terms of reference, attendance and an apology: invented, like everybody in that town."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from wardmote.membership import reads, writes
from wardmote.membership.rules import Came, MembershipKind, Way
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.places import writes as places
from wardmote.register.rules import Viewer, london_date

TERMS = (
    "EXAMPLE. The panel advises Hexcombe Town Council on policing in the town.\n\n"
    "It recommends, and decides nothing. It spends no money.\n\n"
    "Its members are the Mayor and the chairs of committees. The police and the clerk attend.\n\n"
    "It meets at least four times a year, and reports to the council."
)
SITS = (
    ("Mayor", MembershipKind.MEMBER),
    ("Chair of Amenities", MembershipKind.MEMBER),
    ("Chair of the panel", MembershipKind.MEMBER),
    ("Town Clerk", MembershipKind.OFFICER),
    ("Inspector", MembershipKind.PARTNER),
)


TELEPHONE = "01632 960123"  # a number kept for plays, that rings nowhere


def membership(planned: Meeting, *, clerk: Viewer, now: datetime) -> None:
    """Places by office, terms of reference, who came, an officer who is asked, one apology, and the clerk's number.

    Nothing, if they are there.
    """
    by: dict[str, Any] = {"by": clerk, "now": now}
    body = planned.body
    today = london_date(now)
    if reads.members_on(body, on=today, viewer=clerk, now=now).places:
        return
    places.call_council(settings.TOWN.name, telephone=TELEPHONE, **by)
    seats = {seat.name: seat for seat in people.seats()}
    since = today - timedelta(days=400)
    for name, kind in SITS:
        writes.add_membership(body, seat=seats[name], person=None, kind=kind, from_on=since, **by)
    adopted: dict[str, Any] = {"adopted_by": body, "adopted_on": since, "review_on": today + timedelta(days=90)}
    writes.adopt_terms(body, text=TERMS, **adopted, **by)
    writes.ask_officer(
        planned,
        who="EXAMPLE: the county’s street-lighting engineer",
        why="To say when the lamp in Tanners Passage is fitted.",
        asked_on=today,
        how=Way.TELEPHONE,
        **by,
    )
    oake, quill = (people.person_named(name) for name in ("Tansy Oake", "Wilf Quillfeather"))
    if oake is None or quill is None:
        return
    held = Meeting.objects.filter(body=body, held_on__lte=today).order_by("-held_on").first()
    if held is not None:
        why = "EXAMPLE: she signed the attendance sheet."
        writes.correct_attendance(held, person=oake, came=Came.ATTENDED, why=why, **by)
    writes.note_apology(planned, person=quill, why="EXAMPLE: on holiday.", how=Way.TELEPHONE, **by)
    writes.note_elsewhere(quill, attended_on=today - timedelta(days=130), where="EXAMPLE: full council", **by)
