"""The one page of what to do by when, and to whom its letter is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q

from wardmote.calendars.models import DigestChoice, DigestSent
from wardmote.calendars.reads.falling_due import Due, falling_due
from wardmote.calendars.reads.feeds import bodies_of
from wardmote.calendars.rules import Choice, Every, choice_of, is_before_meeting, monday_due
from wardmote.confidentiality.rules import Absent, Thing, decide
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.models import Marked
from wardmote.register.rules import CONSULT, Viewer, london_date

Seen = set[tuple[UUID, date | None, UUID | None]]
WITHOUT_MEETING = timedelta(days=42)  # how far a digest looks where no meeting is planned


@dataclass(frozen=True, slots=True)
class Digest:
    """What a person has to do before their next meeting, in words that tell nothing."""

    person: Person
    meeting: Meeting | None
    until: date
    due: Sequence[Due]


def next_meeting_of(person_id: UUID, *, viewer: Viewer, now: datetime) -> Meeting | None:
    """The next meeting of the bodies at whose table a person sits."""
    return minutes.planned(now=now, viewer=viewer).filter(body__in=bodies_of(person_id, now=now)).first()


def digest_of(person: Person, *, now: datetime, reader: Viewer | None = None) -> Digest:
    """The digest of a person as they stand at `now`; of somebody without a seat it is empty.

    What is not there for its `reader`, such as the matter of an interest, is not in it either.
    """
    viewer = minutes.viewer_for(person.pk, now=now)
    meeting = next_meeting_of(person.pk, viewer=viewer, now=now)
    until = meeting.held_on if meeting else london_date(now) + WITHOUT_MEETING
    due = falling_due(until=until, own=True, meeting=meeting, viewer=viewer, now=now) if viewer.on_panel else []
    if reader is not None:
        due = [one for one in due if one.row is None or not _absent(one.row, reader, now)]
    return Digest(person, meeting, until, due)


def _absent(row: Marked, reader: Viewer, now: datetime) -> bool:
    return isinstance(decide(reader, CONSULT, cast(Thing, row), now), Absent)


def choice_kept(person_id: UUID) -> Choice | None:
    """What was said of a person's letter; none if nothing was."""
    row = DigestChoice.objects.filter(person=person_id).first()
    return Choice(Every(row.every), row.days_before) if row else None


def by_email(person_id: UUID) -> bool:
    """Whether a person agreed to e-mail and has an address."""
    return bool(people.e_summonses([person_id]))


@dataclass(frozen=True, slots=True)
class ToSend:
    """A letter that is due: to whom, and of which week or before which meeting."""

    person: Person
    week_on: date | None
    meeting: Meeting | None


def to_send(*, now: datetime) -> list[ToSend]:
    """The letters that are due and were not seen to yet. A fixed number of queries while none is."""
    seated = {person.pk: person for person, _, _ in people.holders(now=now)}
    addresses = people.e_summonses(list(seated))
    said = {
        row.person_id: Choice(Every(row.every), row.days_before)
        for row in DigestChoice.objects.filter(person__in=addresses)
    }
    monday = monday_due(now)
    ahead = list(minutes.planned(now=now, viewer=_THE_TIMER))
    lately = DigestSent.objects.filter(Q(week_on=monday, week_on__isnull=False) | Q(meeting__in=ahead))
    went: Seen = set(lately.values_list("person_id", "week_on", "meeting_id"))
    found = []
    for person_id in addresses:
        choice = choice_of(said.get(person_id), by_email=True)
        if choice.every is Every.WEEKLY and monday and (person_id, monday, None) not in went:
            found.append(ToSend(seated[person_id], monday, None))
        if choice.every is Every.BEFORE and any(
            is_before_meeting(one.held_on, choice.days_before, now=now) and (person_id, None, one.pk) not in went
            for one in ahead
        ):
            found += _before(seated[person_id], choice, went, now=now)
    return found


_THE_TIMER = Viewer(person_id=None, capacity="timer", on_panel=True)


def _before(person: Person, choice: Choice, went: Seen, *, now: datetime) -> list[ToSend]:
    """Before the next meeting of their own; another body's is not theirs."""
    meeting = next_meeting_of(person.pk, viewer=_THE_TIMER, now=now)
    if meeting is None or (person.pk, None, meeting.pk) in went:
        return []
    due = is_before_meeting(meeting.held_on, choice.days_before, now=now)
    return [ToSend(person, None, meeting)] if due else []


def weekly_instead() -> frozenset[UUID]:
    """Who gets this letter each week, and so no other on Mondays. Few queries, for the desk."""
    weekly = DigestChoice.objects.filter(every=Every.WEEKLY.value).values_list("person_id", flat=True)
    return frozenset(people.e_summonses(list(weekly)))
