"""What can happen to a feed: it is made, ended, and it notes what has changed of what it tells."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.calendars import reads
from wardmote.calendars.models import Feed, FeedEntry, PublicDays
from wardmote.calendars.rules import END_FEED, END_FEEDS, MAKE_FEED, MARK_DAYS, NOTE_CHANGES, Told
from wardmote.confidentiality.rules import NotHere, Refuse, Refused, must_be_clerk
from wardmote.govuk.links import hash_of, new_token
from wardmote.minutes.models import Body
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer

NOT_YOURS = Refuse("Only a member of the panel has a calendar address.", "Ask the clerk.")


@transaction.atomic
def make_feed(person_id: UUID | None, *, by: Viewer, now: datetime) -> str:
    """A fresh token by which a calendar is read. It is told once; only its hash is kept.

    Of the viewer's own calendar the one before ends with it. Without a person it is the calendar of the public days,
    which the clerk makes: those before go on.

    Raises:
        Refused: it is another person's, or the viewer holds no seat, or is not the clerk. Nothing is stored.
    """
    if person_id is None:
        must_be_clerk(by)
    elif not by.on_panel or by.person_id != person_id:
        raise Refused(NOT_YOURS)
    else:
        Feed.objects.filter(person=person_id, ended_at__isnull=True).update(ended_at=now)
    token = new_token()
    marking = Marking.PUBLIC if person_id is None else Marking.PANEL
    row = Feed(person_id=person_id, token_hash=hash_of(token), marking=marking.value, recorded_at=now)
    row.save(force_insert=True)
    register.record(row, deed=MAKE_FEED, by=by, now=now)
    return token


@transaction.atomic
def end_feed(feed_id: UUID, *, by: Viewer, now: datetime) -> Feed:
    """Let an address open nothing any more: one's own, or for the clerk one of the public days.

    Raises:
        NotHere: there is no such feed of the viewer's. Nothing is stored.
    """
    row = Feed.objects.select_for_update().filter(pk=feed_id, ended_at__isnull=True).first()
    theirs = row is not None and (by.keeps_record if row.person_id is None else by.person_id == row.person_id)
    if row is None or not theirs:
        raise NotHere
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    register.record(row, deed=END_FEED, by=by, now=now)
    return row


@transaction.atomic
def end_feeds(found: Sequence[Feed], *, by: Viewer, now: datetime) -> int:
    """End feeds that a backup has brought back: which were ended since, nobody knows any more."""
    Feed.objects.filter(pk__in=[row.pk for row in found]).update(ended_at=now)
    register.record(*found, deed=END_FEEDS, by=by, now=now)
    return len(found)


@transaction.atomic
def mark_days(body: Body, *, public: bool, by: Viewer, now: datetime) -> PublicDays:
    """Say whether anybody may know when a body meets.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    row, _ = PublicDays.objects.select_for_update().get_or_create(
        body=body, defaults={"public": public, "recorded_at": now}
    )
    row.public = public
    row.save(update_fields=["public"])
    register.record(row, deed=MARK_DAYS, by=by, now=now)
    return row


@transaction.atomic
def note_changes(told: Sequence[Told], *, by: Viewer, now: datetime) -> int:
    """Note what feeds tell otherwise than before, so that a calendar program sees it as changed; how many entries.

    Only what the feed itself says counts: a change that it does not tell leaves no trace in it.
    """
    new, other = reads.changed(told)
    FeedEntry.objects.bulk_create(
        [FeedEntry(row_id=one.row_id, shown=one.shown, changed_at=now, recorded_at=now) for one in new],
        ignore_conflicts=True,  # another request was faster
    )
    for row, one in other:
        row.shown, row.sequence, row.changed_at = one.shown, row.sequence + 1, now
    FeedEntry.objects.bulk_update([row for row, _ in other], ["shown", "sequence", "changed_at"])
    register.record(deed=NOTE_CHANGES, by=by, now=now)
    return len(new) + len(other)
