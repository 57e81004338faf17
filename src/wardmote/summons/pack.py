"""The summons and the public notice as papers. Both hold only what anybody may read."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings

from wardmote.documents.paper import Heading, Notice, Paper, Paragraph, Part
from wardmote.govuk.words import long_date
from wardmote.meetings.pack import MARKING_WORDS, when_and_where
from wardmote.meetings.reads import SupplementShown
from wardmote.meetings.rules import CLOSED, INFORMATION_ONLY
from wardmote.minutes.models import Meeting
from wardmote.register.rules import Marking
from wardmote.summons.reads import CLOSED_HEADING, noticed


def _business(meeting: Meeting, supplements: Sequence[SupplementShown]) -> Iterator[Part]:
    yield Heading(1, "Business")
    for one in noticed(meeting):
        yield Heading(2, one.words, number=str(one.number))
        if one.information_only:
            yield Paragraph(INFORMATION_ONLY)
    for late in supplements:
        title = CLOSED_HEADING if late.row.marking in CLOSED else late.title
        yield Heading(2, f"Supplement {late.number}: {title}")
        if late.closed_because and late.row.marking not in CLOSED:
            yield Paragraph(late.closed_because, strong_lead="A part of it is closed:")
        if late.information_only:
            yield Paragraph(INFORMATION_ONLY)


def summons_paper(
    meeting: Meeting, supplements: Sequence[SupplementShown], *, signed_by: str, title: str, today: date
) -> Paper:
    """The summons with its agenda, signed by name."""
    return Paper(
        title=meeting.body.name,
        subtitle="Summons",
        date=today,
        marking=MARKING_WORDS[Marking.PANEL],
        banner="EXAMPLE" if settings.TOWN.example else None,
        parts=(
            Paragraph(f"To the members of the {meeting.body.name}."),
            Notice(f"You are summoned to the meeting on {when_and_where(meeting)}, to transact the business below."),
            Paragraph(f"{signed_by}, {title}", strong_lead="Signed:"),
            Paragraph(long_date(today), strong_lead="Date of issue:"),
            *_business(meeting, supplements),
        ),
    )


def notice_paper(meeting: Meeting, supplements: Sequence[SupplementShown], *, public: bool, today: date) -> Paper:
    """The public notice: which body meets, when, where, and on what business."""
    may = "The public may attend, except while confidential business is done." if public else ""
    return Paper(
        title=meeting.body.name,
        subtitle="Notice of a meeting",
        date=today,
        marking=MARKING_WORDS[Marking.PUBLIC],
        banner="EXAMPLE" if settings.TOWN.example else None,
        parts=(
            Notice(f"A meeting is held on {when_and_where(meeting)}."),
            *([Paragraph(may)] if may else []),
            *_business(meeting, supplements),
        ),
    )
