"""A request comes in, somebody is named to review it, and the record is looked through."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk, same_name
from wardmote.information_requests import reads
from wardmote.information_requests.models import Find, InformationRequest, Look
from wardmote.information_requests.rules import (
    EXTEND,
    LOOK,
    NAME_REVIEWER,
    NOTE,
    TAKE_BACK_REQUEST,
    CameBy,
    NotNoted,
    RequestKind,
    must_be_extendable,
    somebody,
    words_of_name,
)
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.models import Marked
from wardmote.register.rules import Marking, Viewer, london_date

CONFIDENTIAL = Marking.CONFIDENTIAL.value


@transaction.atomic
def note(
    kind: RequestKind, *, received_on: date, came_by: CameBy, asked_by: str, asked: str, by: Viewer, now: datetime
) -> InformationRequest:
    """Note that somebody asks for what the record holds.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotNoted: the day is to come. Nothing is stored.
    """
    must_be_clerk(by)
    if received_on > london_date(now):
        raise NotNoted("That day is still to come. Nothing was saved. Give the day on which it came in.")
    row = InformationRequest(kind=kind.value, received_on=received_on, came_by=came_by.value, recorded_at=now)
    row.marking = CONFIDENTIAL
    row.asked_by, row.asked = register.sealed(row, "asked_by", asked_by), register.sealed(row, "asked", asked)
    row.save(force_insert=True)
    register.record(row, deed=NOTE, by=by, now=now)
    return row


@transaction.atomic
def name_reviewer(request_id: UUID, *, person_id: UUID, by: Viewer, now: datetime) -> InformationRequest:
    """Name the second person who looks as well and agrees; from now on the request is open to them.

    Raises:
        NotHere, Refused: there is no such request for the clerk. Nothing is stored.
        NotNoted: this person cannot review it. Nothing is stored.
    """
    must_be_clerk(by)
    shown = reads.request_held(request_id, viewer=by, now=now)
    person = {one.pk: one for one, _ in reads.reviewers(now=now)}.get(person_id)
    if person is None or person_id == by.person_id:
        raise NotNoted("Choose a second person from the list. Nothing was saved.")
    if same_name(shown.asked_by, person.name):
        raise NotNoted("Who asked cannot review the answer. Nothing was saved. Choose somebody else.")
    shown.row.reviewer = person
    shown.row.save(update_fields=["reviewer"])
    register.record(shown.row, person, deed=NAME_REVIEWER, by=by, now=now)
    return shown.row


@transaction.atomic
def extend(request_id: UUID, *, told_on: date, why: str, by: Viewer, now: datetime) -> InformationRequest:
    """Note that whoever asked was told why it takes up to two months more.

    Raises:
        NotHere, Refused: there is no such request for the clerk. Nothing is stored.
        NotNoted: it cannot be extended, or the day is not one between receipt and today. Nothing is stored.
    """
    must_be_clerk(by)
    shown = reads.request_held(request_id, viewer=by, now=now)
    if not shown.row.received_on <= told_on <= london_date(now):
        raise NotNoted("Give a day from the day of receipt until today. Nothing was saved.")
    extended = shown.row.told_on is not None
    must_be_extendable(shown.kind, extended=extended, first_last_day=shown.first_last_on, told_on=told_on)
    shown.row.told_on, shown.row.told_why = told_on, register.sealed(shown.row, "told_why", why)
    shown.row.save(update_fields=["told_on", "told_why"])
    register.record(shown.row, deed=EXTEND, by=by, now=now)
    return shown.row


@transaction.atomic
def set_taken_back(request_id: UUID, *, taken_back: bool, by: Viewer, now: datetime) -> InformationRequest:
    """Note that whoever asked does not ask any more, or that they do after all.

    Raises:
        NotHere, Refused: there is no such request for the clerk. Nothing is stored.
    """
    must_be_clerk(by)
    row = reads.request_held(request_id, viewer=by, now=now).row
    row.taken_back_on = london_date(now) if taken_back else None
    row.save(update_fields=["taken_back_on"])
    register.record(row, deed=TAKE_BACK_REQUEST, by=by, now=now)
    return row


@transaction.atomic
def look(request_id: UUID, *, words: Sequence[str], person: Person | None, by: Viewer, now: datetime) -> int:
    """Look through all of the record that `by` may see, and keep what was found; how many rows are new.

    Raises:
        NotHere, Refused: there is no such request for `by`. Nothing is stored.
        NotNoted: there is nothing to look for. Nothing is stored.
    """
    shown = reads.request_held(request_id, viewer=by, now=now)
    if not words and person is None:
        raise NotNoted("Give words to look for, or choose a person. Nothing was saved.")
    new, rows = _look(shown.row, words, person, by=by, now=now)
    register.record(shown.row, *rows, deed=LOOK, by=by, now=now)
    return new


@transaction.atomic
def look_again(request_id: UUID, *, by: Viewer, now: datetime) -> int:
    """As the reviewer, look once more for all that others looked for; how many rows are new.

    Raises:
        NotHere, Refused: there is no such request for `by`. Nothing is stored.
        NotNoted: somebody else than the reviewer asks. Nothing is stored.
    """
    shown = reads.request_held(request_id, viewer=by, now=now)
    if by.person_id is None or shown.row.reviewer_id != by.person_id:
        raise NotNoted("Only the reviewer looks again. Nothing was saved.")
    new, rows = 0, dict[UUID, Marked]()
    for one in shown.to_repeat:
        more, opened = _look(shown.row, one.words, one.row.person, by=by, now=now)
        new += more
        rows |= {row.pk: row for row in opened}
    register.record(shown.row, *rows.values(), deed=LOOK, by=by, now=now)
    return new


def _look(
    row: InformationRequest, words: Sequence[str], person: Person | None, *, by: Viewer, now: datetime
) -> tuple[int, list[Marked]]:
    """Keep what was looked for and found: how many rows are new, and those that the log has to name."""
    kept = Look(request=row, person=person, by_person_id=somebody(by), marking=CONFIDENTIAL, recorded_at=now)
    kept.words = register.sealed(kept, "words", "\n".join(words))
    kept.save(force_insert=True)
    phrases = [*words, *(words_of_name(person.name) if person else ())]
    found = list(reads.look_through(phrases, person.pk if person else None, viewer=by, now=now))
    known = set(Find.objects.filter(request=row).values_list("source", "row_id"))
    new = [
        Find(request=row, source=one.source, row_id=one.row.pk, marking=CONFIDENTIAL, recorded_at=now)
        for one in found
        if (one.source, one.row.pk) not in known
    ]
    Find.objects.bulk_create(new)
    return len(new), [kept, *register.guarded(one.row for one in found)]
