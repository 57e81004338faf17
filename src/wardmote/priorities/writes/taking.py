"""What the notes do to the priorities, and how far each may go."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import must_be_clerk
from wardmote.documents.tree import BlockKind
from wardmote.minutes.models import Meeting, Original, Paragraph
from wardmote.minutes.rules import marking_of_words
from wardmote.priorities.models import Priority, Update
from wardmote.priorities.rules import MARK, TAKE_UPDATES, same_priority, speaks_of_priorities
from wardmote.priorities.writes.keeping import _mark_kept
from wardmote.register import writes as register
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, strictest


@transaction.atomic
def take_updates(meeting: Meeting, *, by: Viewer, now: datetime) -> list[Update]:
    """Read a meeting's notes for its priorities: the sub-headings of the item that names them, and what stands below.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    known = [(priority, opened(priority, "title")) for priority in Priority.objects.filter(ended_at__isnull=True)]
    made: list[Update] = []
    current: Priority | None = None
    item = None
    original = Original.objects.filter(meeting=meeting).first()
    reading_text = opened(original, "reading_text") if original else ""
    for paragraph in Paragraph.objects.filter(meeting=meeting).select_related("item"):
        if paragraph.item is None:
            continue
        if paragraph.item_id != item:
            item, current = paragraph.item_id, None
            in_list = speaks_of_priorities(opened(paragraph.item, "title"))
        if not in_list:
            continue
        text = opened(paragraph, "text")
        if paragraph.kind == BlockKind.SUBHEADING.value and not _runs_on(paragraph, reading_text):
            title = text.strip(" .:")
            current = next((p for p, named in known if same_priority(named, title)), None)
            if current is None:
                # A microsecond apart: a meeting's priorities keep the order in which it named them.
                after = timedelta(microseconds=len(known))
                current = Priority(first_named_at=meeting, marking=paragraph.marking, recorded_at=now + after)
                current.title = register.sealed(current, "title", title)
                current.save(force_insert=True)
                known.append((current, title))
        elif current is not None:
            made.append(Update(priority=current, paragraph=paragraph, marking=paragraph.marking, recorded_at=now))
    Update.objects.bulk_create(made)
    register.record(meeting, *made, deed=TAKE_UPDATES, by=by, now=now)
    return made


def _runs_on(heading: Paragraph, reading_text: str) -> bool:
    """Whether words follow a sub-heading on its own line: then it is the lead of a sentence, not a priority."""
    return heading.end is not None and bool(reading_text[heading.end :].split("\n", 1)[0].strip(" \t\r:.–-"))


@transaction.atomic
def mark_with(paragraph: Paragraph, *, marking: Marking, by: Viewer, now: datetime) -> None:
    """Mark what a paragraph told of a priority, and the priority that a sub-heading named, as the paragraph is marked.

    What somebody typed of the priority stays closed where its own words close it.

    Raises:
        Refused: the viewer is neither the clerk nor the police. Nothing is stored.
    """
    if not by.police:
        must_be_clerk(by)
    touched: list[Marked] = [*Update.objects.filter(paragraph=paragraph)]
    if paragraph.kind == BlockKind.SUBHEADING.value:
        title = opened(paragraph, "text")
        named = Priority.objects.filter(first_named_at=paragraph.meeting_id)
        touched += [priority for priority in named if same_priority(opened(priority, "title"), title)]
    for row in touched:
        row.marking = marking.value
        if isinstance(row, Priority):
            # The heading is its title; what somebody typed of it beside that was not read when it was marked.
            typed = marking_of_words(opened(row, "why"), opened(row, "ended_why"))
            row.marking = strictest(row.marking, typed)
            _mark_kept(row)
        row.save(update_fields=["marking"])
    register.record(*touched, deed=MARK, by=by, now=now)


@transaction.atomic
def mark(priority_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> Priority:
    """Say how far a priority may go, its words having been read. It goes no further than the heading that named it.

    Raises:
        NotHere, Refused: the priority is not one that `by` may mark. Nothing is stored.
    """
    must_be_clerk(by)
    row = Priority.objects.select_for_update(of=("self",)).find(priority_id, viewer=by, deed=MARK, now=now)
    title = opened(row, "title")
    headings = Paragraph.objects.filter(meeting=row.first_named_at, kind=BlockKind.SUBHEADING.value)
    named = [h.marking for h in headings if same_priority(opened(h, "text"), title)] if row.first_named_at_id else []
    row.marking = strictest(marking.value, *named)
    row.save(update_fields=["marking"])
    _mark_kept(row)
    register.record(row, deed=MARK, by=by, now=now)
    return row
