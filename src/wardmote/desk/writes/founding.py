"""A town begins: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wardmote.confidentiality import writes as confidentiality
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.desk.rules.founding import (
    AGREEMENT,
    FOUND_TOWN,
    INVITE,
    FoundedAlready,
    Founding,
    NotTheExample,
    everybody,
    must_be_sound,
)
from wardmote.documents.tree import Document
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.writes import Taken
from wardmote.people import reads as people_reads
from wardmote.people import writes as people
from wardmote.people.models import Person, User
from wardmote.people.rules import SeatKind
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register import writes as register
from wardmote.register.models import RecordOf
from wardmote.register.rules import Viewer, london_date
from wardmote.towns.folder import call_town

KINDS = {"clerk": SeatKind.CLERK, "members": SeatKind.MEMBER, "police_name": SeatKind.POLICE}


@dataclass(frozen=True, slots=True)
class Notes:
    """Last meeting's notes, read, with their file; and the day of the meeting where they do not say."""

    document: Document
    content: bytes
    file_name: str
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """A town that has begun."""

    clerk: Person
    user: User | None  # with whom the clerk signs in, if an address was given
    taken: Taken | None
    planned: Meeting | None


@transaction.atomic
def found_town(founding: Founding, *, notes: Notes | None, password: str | None, by: Viewer, now: datetime) -> Founded:
    """Begin a town: its name, agreement, body, people in their seats, next meeting and last notes. Once and for ever.

    Raises:
        NotTheExample: this is the invented town. Nothing is stored.
        FoundedAlready: somebody holds or held a seat here. Nothing is stored.
        Unsound: one of the six things cannot be so. Nothing is stored.
        Refused, NotesNeed: see `meetings.take`. Nothing is stored.
    """
    if settings.TOWN.example:
        raise NotTheExample
    # Whoever writes the log has its lock: of two who begin at once the second waits here, and then finds the first.
    register.record(*RecordOf.objects.all(), deed=FOUND_TOWN, by=by, now=now)
    if not people_reads.nobody_yet():
        raise FoundedAlready
    must_be_sound(founding, today=london_date(now))
    places.add_place(founding.town, kind=PlaceKind.TOWN, by=by, now=now)
    confidentiality.adopt(AGREEMENT, by=by, now=now)
    seated = _seat(founding, by=by, now=now)
    clerk = seated[founding.clerk.name.casefold()]
    by = replace(by, person_id=clerk.pk)  # from here on somebody answers for it
    users = _open(founding, seated, password=password, by=by, now=now)
    body = minutes.add_body(founding.body, kind=founding.body_kind, by=by, now=now) if founding.body else None
    taken = _take(notes, body_name=founding.body, by=by, now=now) if notes else None
    body = body or (taken.meeting.body if taken else None)
    planned = None
    if founding.next and body:
        planned = minutes.plan_meeting(
            body,
            held_on=founding.next.held_on,
            starts=founding.next.starts,
            place=founding.next.place,
            by=by,
            now=now,
        )
    call_town(settings.TOWN, founding.town)  # last: a kill between this and the commit leaves an empty town with a name
    return Founded(clerk, users.get(clerk.pk), taken, planned)


def _seat(founding: Founding, *, by: Viewer, now: datetime) -> dict[str, Person]:
    """Everybody in their seats, by name; one human being with two seats is one person."""
    seated: dict[str, Person] = {}
    for part, one in everybody(founding):
        name = one.name.casefold()
        if name not in seated:
            seated[name] = people.add_person(one.name, by=by, now=now)
        seat = people.add_seat(one.seat, kind=KINDS[part], by=by, now=now)
        people.seat_person(seated[name], seat=seat, from_on=london_date(now), by=by, now=now)
    return seated


def _open(
    founding: Founding, seated: dict[str, Person], *, password: str | None, by: Viewer, now: datetime
) -> dict[UUID, User]:
    """A sign-in for everybody with an address; the clerk's alone has a password already."""
    users: dict[UUID, User] = {}
    for part, one in everybody(founding):
        person = seated[one.name.casefold()]
        if one.email and person.pk not in users:
            chosen = password if part == "clerk" else None
            users[person.pk] = people.open_sign_in(person, email=one.email, password=chosen, by=by, now=now)
    return users


def _take(notes: Notes, *, body_name: str | None, by: Viewer, now: datetime) -> Taken:
    return meetings.take(
        notes.document,
        content=notes.content,
        file_name=notes.file_name,
        body_name=body_name,
        held_on=notes.held_on,
        by=by,
        now=now,
    )


@transaction.atomic
def invite(users: Sequence[User], *, link: str, by: Viewer, now: datetime) -> int:
    """Leave a letter in the outbox for each of these people: how to sign in for the first time.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    for user in users:
        body = (
            f"Dear {user.person.name},\n\nThe clerk of {settings.TOWN.name} has opened a sign-in for you.\n\n"
            f"1. Open this page and type your e-mail address, {user.email}:\n{link}\n"
            "2. A second letter brings a link. Choose a password there.\n"
            "3. Sign in, and set up an authenticator app or a passkey.\n"
            "4. Read the confidentiality agreement, and sign it if you agree.\n\n"
            "It takes about ten minutes. If you did not expect this letter, tell the clerk.\n"
        )
        correspondence.leave(user.email, subject="Your sign-in is open", body=body, by=by, now=now)
    register.record(*(user.person for user in users), deed=INVITE, by=by, now=now)
    return len(users)
