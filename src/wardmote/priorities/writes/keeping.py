"""What the clerk types of the priorities."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.govuk.words import long_date
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import marking_of_row
from wardmote.minutes.rules import marking_of_title, marking_of_words
from wardmote.people.models import Seat
from wardmote.priorities.models import Measure, Priority, PriorityChange, PriorityNote, YouSaidWeDid
from wardmote.priorities.rules import (
    ADD,
    EDIT,
    END,
    MEASURE,
    OTHER_VERSION,
    REOPEN,
    SAY,
    TELL,
    ChangedMeanwhile,
    ChangeOf,
    PriorityNeeds,
)
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Deed, Marking, Viewer, london_date, strictest


def _found(priority_id: UUID, *, deed: Deed, by: Viewer, now: datetime) -> Priority:
    must_be_clerk(by)
    rows = Priority.objects.select_for_update(of=("self",)).select_related("owner_seat", "agreed_at")
    return rows.find(priority_id, viewer=by, deed=deed, now=now)


def _seal(row: models.Model, **words: str) -> None:
    for column, text in words.items():
        setattr(row, column, register.sealed(row, column, text.strip()))


def _close(row: Priority, *typed: str) -> None:
    """Let words that somebody typed of a priority close it, and what hangs on it; they never open it."""
    before, row.marking = row.marking, strictest(row.marking, marking_of_words(*typed))
    if row.marking != before:
        _mark_kept(row)


def _mark_kept(row: Priority) -> None:
    """Mark what is kept of a priority as it is marked, none of it wider than its own words allow."""
    # A pair that somebody made public stays so: it was typed for everybody.
    pairs = YouSaidWeDid.objects.filter(priority=row).exclude(marking=Marking.PUBLIC.value)
    tables: Iterable[models.QuerySet[Any]] = (
        *(table._default_manager.filter(priority=row) for table in (PriorityNote, Measure, PriorityChange)),
        pairs,
    )
    for rows in tables:
        kept = list(rows)
        for one in kept:
            one.marking = marking_of_row(one, row.marking)
        rows.model._default_manager.bulk_update(kept, ["marking"])


def _words(typed: str, field: str, need: str) -> str:
    if not typed.strip():
        raise PriorityNeeds(field, f"{need} Nothing was stored.")
    return typed.strip()


@transaction.atomic
def add(
    title: str,
    *,
    why: str = "",
    seat: Seat | None = None,
    agreed_at: Meeting | None = None,
    review_on: date | None = None,
    by: Viewer,
    now: datetime,
) -> Priority:
    """Keep a priority that the clerk types. What is left out is not stated.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        PriorityNeeds: it has no title. Nothing is stored.
    """
    must_be_clerk(by)
    title = _words(title, "title", "Give the priority a title.")
    row = Priority(
        owner_seat=seat,
        agreed_at=agreed_at,
        review_on=review_on,
        marking=strictest(marking_of_title(title), marking_of_title(why)),
        recorded_at=now,
    )
    _seal(row, title=title, why=why, ended_why="")
    row.save(force_insert=True)
    register.record(row, deed=ADD, by=by, now=now)
    return row


@transaction.atomic
def edit(
    priority_id: UUID,
    *,
    title: str,
    why: str,
    seat: Seat | None,
    agreed_at: Meeting | None,
    review_on: date | None,
    version: int | None = None,
    by: Viewer,
    now: datetime,
) -> Priority:
    """Change a priority; the row of each change says what stood there before.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        ChangedMeanwhile: somebody else has changed it since it was read. Nothing is stored.
        PriorityNeeds: it would have no title. Nothing is stored.
    """
    row = _found(priority_id, deed=EDIT, by=by, now=now)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(OTHER_VERSION)
    title = _words(title, "title", "Give the priority a title.")
    before = _told(row)
    _close(row, *(words for words in (title, why.strip()) if words not in before.values()))
    row.owner_seat, row.agreed_at, row.review_on = seat, agreed_at, review_on
    _seal(row, title=title, why=why)
    row.version += 1
    row.save()
    for of, became in _told(row).items():
        _keep_change(row, of, was=before[of], became=became, by=by, now=now)
    register.record(row, deed=EDIT, by=by, now=now)
    return row


def _told(row: Priority) -> dict[ChangeOf, str]:
    return {
        ChangeOf.TITLE: opened(row, "title"),
        ChangeOf.WHY: opened(row, "why"),
        ChangeOf.OWNER: row.owner_seat.name if row.owner_seat else "",
        ChangeOf.AGREED: long_date(row.agreed_at.held_on) if row.agreed_at else "",
        ChangeOf.REVIEW: long_date(row.review_on) if row.review_on else "",
    }


def _keep_change(row: Priority, of: ChangeOf, *, was: str, became: str, by: Viewer, now: datetime) -> None:
    if was == became:
        return
    change = PriorityChange(priority=row, of=of.value, by_person_id=by.person_id, recorded_at=now)
    _seal(change, was=was, became=became)
    change.marking = marking_of_row(change, row.marking)
    change.save(force_insert=True)


@transaction.atomic
def end(priority_id: UUID, *, why: str, by: Viewer, now: datetime) -> Priority:
    """Say that the panel works on a priority no longer, and why.

    Raises:
        NotHere, Refused: it is not one that `by` may end. Nothing is stored.
        PriorityNeeds: there is no reason, or it has ended. Nothing is stored.
    """
    row = _found(priority_id, deed=END, by=by, now=now)
    why = _words(why, "why", "Say why it ends.")
    if row.ended_at:
        raise PriorityNeeds("why", "This priority has ended already. Nothing was stored.")
    row.ended_at, row.version = now, row.version + 1
    _close(row, why)
    _seal(row, ended_why=why)
    row.save()
    _keep_change(row, ChangeOf.STATE, was="In force", became=f"Ended: {why}", by=by, now=now)
    register.record(row, deed=END, by=by, now=now)
    return row


@transaction.atomic
def reopen(priority_id: UUID, *, by: Viewer, now: datetime) -> Priority:
    """Say that a priority is in force again. One that is stays so.

    Raises:
        NotHere, Refused: it is not one that `by` may open. Nothing is stored.
    """
    row = _found(priority_id, deed=REOPEN, by=by, now=now)
    if row.ended_at:
        was = f"Ended: {opened(row, 'ended_why')}"
        row.ended_at, row.version = None, row.version + 1
        _seal(row, ended_why="")
        row.save()
        _keep_change(row, ChangeOf.STATE, was=was, became="In force", by=by, now=now)
    register.record(row, deed=REOPEN, by=by, now=now)
    return row


@transaction.atomic
def tell(
    priority_id: UUID, *, meeting: Meeting | None, words: str, no_change: bool = False, by: Viewer, now: datetime
) -> PriorityNote:
    """Keep an update of a priority for a meeting, or that there is no change.

    Raises:
        NotHere, Refused: it is not one that `by` may tell of. Nothing is stored.
        PriorityNeeds: there are neither words nor "no change". Nothing is stored.
    """
    row = _found(priority_id, deed=TELL, by=by, now=now)
    if not no_change:
        _words(words, "words", "Say what is new, or that there is no change.")
    note = PriorityNote(
        priority=row,
        meeting=meeting,
        told_on=meeting.held_on if meeting else london_date(now),
        no_change=no_change,
        by_person_id=by.person_id,
        marking=strictest(row.marking, marking_of_title(words)),
        recorded_at=now,
    )
    _seal(note, words=words)
    note.save(force_insert=True)
    register.record(row, note, deed=TELL, by=by, now=now)
    return note


@transaction.atomic
def add_measure(priority_id: UUID, *, words: str, counted: str, by: Viewer, now: datetime) -> Measure:
    """Say by what one sees whether a priority works, and how that is counted.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        PriorityNeeds: there is nothing to measure. Nothing is stored.
    """
    row = _found(priority_id, deed=MEASURE, by=by, now=now)
    measure = Measure(priority=row, recorded_at=now)
    _seal(measure, words=_words(words, "words", "Say what is measured."), counted=counted)
    measure.marking = marking_of_row(measure, row.marking)
    measure.save(force_insert=True)
    register.record(row, measure, deed=MEASURE, by=by, now=now)
    return measure


@transaction.atomic
def remove_measure(measure_id: UUID, *, removed: bool, by: Viewer, now: datetime) -> Measure:
    """Take a measure out, or put it back.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
    """
    must_be_clerk(by)
    measure = Measure.objects.select_for_update().find(measure_id, viewer=by, deed=MEASURE, now=now)
    measure.removed_at = now if removed else None
    measure.save(update_fields=["removed_at"])
    register.record(measure, deed=MEASURE, by=by, now=now)
    return measure


@transaction.atomic
def say(priority_id: UUID, *, said: str, did: str, public: bool = False, by: Viewer, now: datetime) -> YouSaidWeDid:
    """Keep what residents said and what was done; public only if the person who types it says so.

    Raises:
        NotHere, Refused: it is not one that `by` may tell of. Nothing is stored.
        PriorityNeeds: one of the two is missing. Nothing is stored.
    """
    row = _found(priority_id, deed=SAY, by=by, now=now)
    pair = YouSaidWeDid(priority=row, recorded_at=now)
    _keep_pair(pair, said=said, did=did, public=public)
    pair.save(force_insert=True)
    register.record(row, pair, deed=SAY, by=by, now=now)
    return pair


def _keep_pair(pair: YouSaidWeDid, *, said: str, did: str, public: bool) -> None:
    said = _words(said, "said", "Say what residents said.")
    did = _words(did, "did", "Say what was done.")
    _seal(pair, said=said, did=did)
    pair.marking = Marking.PUBLIC.value if public else marking_of_row(pair, pair.priority.marking)


@transaction.atomic
def change_said(
    pair_id: UUID, *, said: str, did: str, public: bool, version: int | None = None, by: Viewer, now: datetime
) -> YouSaidWeDid:
    """Change what residents said, what was done, or whether everybody may read it.

    Raises:
        NotHere, Refused: it is not one that `by` may change. Nothing is stored.
        ChangedMeanwhile: somebody else has changed it since it was read. Nothing is stored.
        PriorityNeeds: one of the two is missing. Nothing is stored.
    """
    must_be_clerk(by)
    rows = YouSaidWeDid.objects.select_for_update(of=("self",)).select_related("priority")
    pair = rows.find(pair_id, viewer=by, deed=SAY, now=now)
    if version is not None and version != pair.version:
        raise ChangedMeanwhile(OTHER_VERSION)
    _keep_pair(pair, said=said, did=did, public=public)
    pair.version += 1
    pair.save()
    register.record(pair.priority, pair, deed=SAY, by=by, now=now)
    return pair
