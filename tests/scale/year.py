"""A rhythm with a long past: days that were changed, years that were planned, feeds and who gets letters."""

from datetime import date, timedelta
from hashlib import sha256

from conftest import NOW
from tests.scale.beat import ON, TOKEN
from wardmote.calendars import reads, writes
from wardmote.calendars.models import DigestChoice, Feed, PlannedDay, PlannedYear, Rhythm, RhythmChange
from wardmote.minutes.models import Body
from wardmote.register.rules import Viewer


def grow(panel, numbers, past, people):
    """So many more changes, planned days, ended feeds and choices; some more bodies, each with a rhythm."""
    if not Feed.objects.exists():
        Rhythm.objects.create(body=panel.body, week="last", weekday=4, months=[3, 6, 9, 12], **ON)
        Feed.objects.create(person=panel.people[0], token_hash=sha256(TOKEN.encode()).digest(), **ON)
    made = PlannedYear.objects.create(body=panel.body, year=2022, **ON)
    PlannedDay.objects.bulk_create(PlannedDay(planned_year=made, meeting=m, day=m.held_on, **ON) for m in past)
    days = [date(2022, 1, 1) + timedelta(days=n % 300) for n in numbers]
    RhythmChange.objects.bulk_create(RhythmChange(body=panel.body, day=day, taken_back_at=NOW, **ON) for day in days)
    bodies = [Body(name=f"Committee {n}", kind="committee", **ON) for n in numbers[:20]]
    Body.objects.bulk_create(bodies)
    Rhythm.objects.bulk_create(Rhythm(body=body, week="first", weekday=0, months=[5, 12], **ON) for body in bodies)
    Feed.objects.bulk_create(
        Feed(token_hash=n.to_bytes(32, "big"), ended_at=NOW if n % 2 else None, **ON) for n in numbers
    )
    DigestChoice.objects.bulk_create(DigestChoice(person=one, every="each week, on Monday", **ON) for one in people)
    told = reads.told_in(Feed.objects.get(person=panel.people[0]), now=NOW)
    writes.note_changes([one.told for one in told], by=Viewer(None, "trial"), now=NOW)
