"""Something is put to the vote, and what came of it is kept with its words."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.minutes import reads as minutes_reads
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer
from wardmote.sittings import reads
from wardmote.sittings.models import Entry
from wardmote.sittings.rules.deciding import Motion, NotDecided, decided, sentences
from wardmote.sittings.rules.sitting import DECIDE, UNDO_DECISION, EntryKind
from wardmote.sittings.writes.presence import _locked, _must_sit


@transaction.atomic
def decide(entry_id: UUID, *, motion: Motion, version: int | None = None, by: Viewer, now: datetime) -> Entry:
    """Keep how the meeting decided on the words of an entry. From then on they stand, until this is taken back.

    Raises:
        NotHere, Refused: the entry is not one that `by` keeps. Nothing is stored.
        NotSitting: the meeting is not in session. Nothing is stored.
        NotDecided: it can't decide this, or not so; or the words were changed meanwhile. Nothing is stored.
    """
    entry = reads.entry_found(entry_id, viewer=by, now=now, deed=DECIDE)
    sitting = _locked(entry.item.sitting_id, by=by)
    _must_sit(sitting)
    if entry.kind != EntryKind.DECISION.value or entry.struck_at is not None or entry.decided_at is not None:
        raise NotDecided("This is no open decision. Nothing was stored.")
    if version is not None and version != entry.version:
        raise NotDecided("The words were changed since you opened this page. Nothing was stored. Read them again.")
    inside = reads.room(sitting, now=now)
    result = decided(
        motion,
        here=inside.attendees,
        quorum=inside.quorum,
        chair=sitting.chair,
        out=reads.out_of(entry.item, matter_id=entry.matter_id),
        information_only=entry.item.information_only,
    )
    verb = minutes_reads.verb_of(sitting.meeting.body, on=sitting.meeting.held_on)
    names = {one.who: one.name for one in inside.attendees}
    binds, told = sentences(opened(entry, "text"), result, verb=verb, names=names, chair=sitting.chair)
    kept = {
        "binds": binds,
        "told": told,
        "carried": result.carried,
        "manner": motion.manner.value,
        "mover": str(motion.mover) if motion.mover else None,
        "seconder": str(motion.seconder) if motion.seconder else None,
        "counts": list(result.counts),
        "votes": {str(who): vote.value for who, vote in motion.votes.items()},
        "casting": motion.casting.value if motion.casting else None,
    }
    entry.particulars = register.sealed(entry, "particulars", json.dumps(kept, ensure_ascii=False))
    entry.decided_at = entry.changed_at = now
    entry.version += 1
    entry.save(update_fields=["particulars", "decided_at", "changed_at", "version"])
    register.record(entry, deed=DECIDE, by=by, now=now)
    return entry


@transaction.atomic
def undo_decision(entry_id: UUID, *, by: Viewer, now: datetime) -> Entry:
    """Take back how something was decided: the words are a draft again.

    Raises:
        NotHere, Refused: the entry is not one that `by` keeps. Nothing is changed.
        NotSitting: the meeting is not in session. Nothing is changed.
    """
    entry = reads.entry_found(entry_id, viewer=by, now=now, deed=UNDO_DECISION)
    _must_sit(_locked(entry.item.sitting_id, by=by))
    entry.particulars, entry.decided_at, entry.changed_at = b"", None, now
    entry.version += 1
    entry.save(update_fields=["particulars", "decided_at", "changed_at", "version"])
    register.record(entry, deed=UNDO_DECISION, by=by, now=now)
    return entry
