"""The confidential part of a meeting's papers, by itself: one reader's copy, with its number and name on each page."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings

from wardmote.documents.paper import Bullets, Heading, Notice, Paper, Paragraph, Part
from wardmote.govuk.words import short_date
from wardmote.meetings.agenda import Agenda, ItemShown
from wardmote.meetings.pack import MARKING_WORDS, READER_LETTERS, when_and_where
from wardmote.meetings.rules import CLOSED
from wardmote.register.models import Marked
from wardmote.register.rules import Marking, london_date

BRING_BACK = (
    "This copy is counted. Do not leave it, lend it or copy it. Give it back to the clerk at the end of the meeting."
)


def closed_rows(agenda: Agenda) -> list[Marked]:
    """The confidential rows that a copy holds."""
    return [row for row in agenda.shown if row.marking in CLOSED]


def copy_paper(agenda: Agenda, *, number: int, reader: str, now: datetime) -> Paper | None:
    """The copy of one reader, by what this reader may see; None, if nothing of it is confidential."""
    parts = [*_agenda(agenda), *_last_notes(agenda), *_actions(agenda), *_priorities(agenda), *_figures(agenda)]
    if not parts:
        return None
    return Paper(
        title=agenda.meeting.body.name,
        subtitle=f"Confidential part, {when_and_where(agenda.meeting)}",
        date=london_date(now),
        marking=MARKING_WORDS[Marking.CONFIDENTIAL],
        banner="EXAMPLE" if settings.TOWN.example else None,
        for_reader=f"{reader[: READER_LETTERS - 12]}, copy {number}",
        parts=(Notice(f"Copy {number}, for {reader}. {BRING_BACK}"), *parts),
    )


def _under(heading: Heading, parts: Sequence[Part]) -> list[Part]:
    return [heading, *parts] if parts else []


def _agenda(agenda: Agenda) -> Iterator[Part]:
    found = [part for item in agenda.items for part in _item(item)]
    for late in agenda.supplements:
        said = [Paragraph(late.words)] if late.row.marking in CLOSED else []
        said += [Paragraph(late.closed_words)] if late.closed_part else []
        found += _under(Heading(2, f"Supplement {late.number}: {late.title}"), said)
    yield from _under(Heading(1, "Agenda"), found)


def _item(item: ItemShown) -> list[Part]:
    """What is confidential under an item. Its number is that of every copy."""
    closed = item.marking in CLOSED
    lines: list[Part] = [Paragraph(line) for line in item.note.splitlines()] if closed else []
    for carried in item.carried:
        said = tuple(
            f"{one.shown} {one.asks} ({one.lead} {short_date(one.raised_on)})"
            for one in carried.lines
            if one.marking in CLOSED
        )
        titled = carried.title if carried.marking in CLOSED or said else ""
        lines += [Heading(3, titled)] if titled else []
        lines += [Bullets(said)] if said else []
    return [Heading(2, item.title, number=item.number), *lines] if closed or lines else []


def _last_notes(agenda: Agenda) -> list[Part]:
    found: list[Part] = []
    for item in agenda.last.items if agenda.last else ():
        said = [Paragraph(one.text, one.row.number or None) for one in item.lines if one.row.marking in CLOSED]
        found += _under(Heading(2, item.title, number=item.number or None), said) if item.row else said
    corrected = [one for each in agenda.corrections.values() for one in each if one.row.marking in CLOSED]
    found += [Notice(f"{one.lead}: {one.words}") for one in corrected]
    return _under(Heading(1, "Notes of the last meeting"), found)


def _actions(agenda: Agenda) -> list[Part]:
    owed = tuple(f"{o.what} ({o.state.words.lower()})" for o in agenda.owed if o.row.marking in CLOSED)
    return _under(Heading(1, "Actions"), [Bullets(owed)] if owed else [])


def _priorities(agenda: Agenda) -> list[Part]:
    found: list[Part] = []
    for told in agenda.priorities:
        said = [Paragraph(one.text, f"{short_date(day)}:") for day, one in told.updates if one.row.marking in CLOSED]
        found += _under(Heading(2, told.title), said)
    return _under(Heading(1, "Priorities"), found)


def _figures(agenda: Agenda) -> list[Part]:
    found: list[Part] = []
    for one in agenda.figures.supplied:
        if one.row and one.row.marking in CLOSED:
            found.append(Paragraph(one.words, f"{one.what}:"))
    for claim in agenda.figures.claims:
        if claim.paragraph.marking in CLOSED:
            found.append(Paragraph(f"“{claim.said.words}”"))
        if claim.check and claim.check.row.marking in CLOSED:
            found += [Paragraph(line) for line in claim.check.in_words]
            found += [Paragraph(claim.check.reply, "Its author replies:")] if claim.check.reply else []
    return _under(Heading(1, "Crime figures"), found)
