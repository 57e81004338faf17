"""What can happen to the letter of what to do by when: somebody says when they want it, and it is sent."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wardmote.calendars import reads
from wardmote.calendars.models import DigestChoice, DigestSent
from wardmote.calendars.rules import (
    CHOOSE_DIGEST,
    MOST_DAYS_BEFORE,
    SEND_DIGEST,
    CalendarNeeds,
    Choice,
    Every,
    Line,
    digest_letter,
    when_words,
)
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def choose_digest(person: Person, *, choice: Choice, by: Viewer, now: datetime) -> DigestChoice:
    """Say when a person gets the letter: for oneself, or by the clerk on their behalf.

    Raises:
        Refused: somebody who is not the clerk chooses for another. Nothing is stored.
        CalendarNeeds: they have not agreed to e-mail, or the days are too many. Nothing is stored.
    """
    if by.person_id != person.pk:
        must_be_clerk(by)
    if choice.every is not Every.NEVER and not reads.by_email(person.pk):
        raise CalendarNeeds(
            "every", f"{person.name} has not agreed to e-mail. Nothing was saved. Print the page instead."
        )
    if not 1 <= choice.days_before <= MOST_DAYS_BEFORE:
        raise CalendarNeeds("days_before", f"Give from 1 to {MOST_DAYS_BEFORE} days. Nothing was saved.")
    row = DigestChoice.objects.select_for_update().filter(person=person).first()
    row = row or DigestChoice(person=person, recorded_at=now)
    row.every, row.days_before = choice.every.value, choice.days_before
    row.save()
    register.record(row, deed=CHOOSE_DIGEST, by=by, now=now)
    return row


@transaction.atomic
def send_digest(
    person: Person,
    *,
    week_on: date | None,
    meeting: Meeting | None,
    link: Callable[[str, tuple[UUID, ...]], str],
    by: Viewer,
    now: datetime,
) -> DigestSent | None:
    """Leave the letter of one week or before one meeting, once; none if it was seen to before.

    If there is nothing to do there is no letter, and that was this time. `link` makes an address whole.
    """
    address = people.e_summonses([person.pk]).get(person.pk)
    if address is None:
        return None
    row, new = DigestSent.objects.get_or_create(
        person=person, week_on=week_on, meeting=meeting, defaults={"recorded_at": now}
    )
    if not new:
        return None
    digest = reads.digest_of(person, now=now)
    if digest.due:
        lines = [Line(one.neutral, one.day, link(*one.to)) for one in digest.due]
        subject, body = digest_letter(
            person.name,
            lines,
            meeting=_next(digest.meeting),
            today=london_date(now),
            town=settings.TOWN.name,
            settings=link("calendars:digest", ()),
        )
        row.letter = correspondence.leave(address, subject=subject, body=body, by=by, now=now)
        row.save(update_fields=["letter"])
    register.record(row, deed=SEND_DIGEST, by=by, now=now)
    return row


def _next(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    place = meeting.place.name if meeting.place else ""
    return when_words(meeting.body.name, meeting.held_on, meeting.starts, place)
