"""The pack as a paper: page one at a glance, then the agenda and everything that it needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from uuid import UUID

from django.conf import settings

from wardmote.confidentiality.rules import has_signed
from wardmote.crime.reads import ClaimShown, by_verdict, glance_words
from wardmote.documents.agenda_file import AgendaFile
from wardmote.documents.paper import (
    Bullets,
    FrontList,
    FrontPage,
    Heading,
    NewPage,
    Notice,
    Paper,
    Paragraph,
    Part,
    Picture,
    Table,
)
from wardmote.documents.tree import BlockKind, DocumentKind
from wardmote.figures.compare.measures import NO_GOOD_OR_BAD
from wardmote.figures.compare.windows import period_in_words
from wardmote.govuk.words import clock, count_of, long_date, short_date
from wardmote.meetings import reads
from wardmote.meetings.agenda import Agenda, ItemShown, agenda, due_words, owned_by, streak_words
from wardmote.meetings.models import AgendaVersion
from wardmote.meetings.rules import (
    CLOSED,
    INFORMATION_ONLY,
    Difference,
    Mark,
    NotThisAgenda,
    Theirs,
    card_for,
    compared,
    given,
    mark_for,
    marked,
    shown_value,
    since,
    theirs_of,
)
from wardmote.minutes.models import Meeting
from wardmote.register.models import Marked
from wardmote.register.rules import Marking, Viewer, london_date, strictest

REMINDER = (
    "Members are reminded of the confidentiality agreement that they have signed. Confidential information may be "
    "discussed at this meeting and stands in this pack where it is marked so. It must not leave the room."
)
LENT = "These are the published figures of a real town, Market Drayton, lent to this invented one."
INVENTED = "These counts are invented, like this town."
SOURCE = "Source: data.police.uk, Open Government Licence v3.0; residents: Census 2021, Office for National Statistics."
READER_LETTERS = 60  # as many as the foot of a page holds
MARKING_WORDS = {
    Marking.PUBLIC: "PUBLIC",
    Marking.PANEL: "PANEL – for the panel only, not for publication",
    Marking.CONFIDENTIAL: "CONFIDENTIAL – for those who have signed the agreement",
    Marking.RESTRICTED: "RESTRICTED – for the named reader only",
}


def when_and_where(meeting: Meeting) -> str:
    """The day, time and place of a meeting; what nobody has set is said to be not set."""
    time = f" at {clock(meeting.starts)}" if meeting.starts else ", time not set"
    place = f", {meeting.place.name}" if meeting.place else ", place not set"
    return f"{long_date(meeting.held_on)}{time}{place}"


def pack(agenda: Agenda, *, reader: str | None, now: datetime) -> Paper:
    """The pack for one reader (or none by name): the paper goes no further than the strictest row in it."""
    meeting = agenda.meeting
    marking = strictest(Marking.PANEL.value, *(row.marking for row in agenda.shown))
    return Paper(
        title=meeting.body.name,
        subtitle=when_and_where(meeting),
        date=london_date(now),
        marking=MARKING_WORDS[Marking(marking)],
        banner="EXAMPLE" if settings.TOWN.example else None,
        for_reader=reader[:READER_LETTERS] if reader else None,
        parts=(
            _front(agenda, reader),
            NewPage(),
            *_agenda(agenda),
            *_last_notes(agenda),
            *_actions(agenda),
            *_priorities(agenda),
            *_figures(agenda),
            *_recurring(agenda),
        ),
    )


def _front(agenda: Agenda, reader: str | None) -> FrontPage:
    others = agenda.others_promised
    empty = "Nothing that is open is yours." if reader else "This copy names no reader."
    if others:
        empty += f" {count_of(others, 'open action')} of others: see “Actions”."
    return FrontPage(
        heading="At a glance",
        lists=(
            FrontList("To decide", tuple(agenda.decide), "Nothing waits for a decision.", "agenda"),
            FrontList("You promised", tuple(agenda.promised), empty, "actions"),
            FrontList(
                "What has changed", tuple(agenda.changed), "Nothing is recorded as changed since the last meeting."
            ),
        ),
    )


def _agenda(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Agenda", key="agenda")
    yield Notice(REMINDER)
    for item in agenda.items:
        yield Heading(2, marked(item.title, item.marking), number=item.number)
        if item.information_only:
            yield Paragraph(INFORMATION_ONLY)
        yield from (Paragraph(marked(line, item.marking)) for line in item.note.splitlines())
        yield from _carried(item)
    for one in agenda.supplements:
        yield Heading(2, marked(f"Supplement {one.number}: {one.title}", one.row.marking))
        yield Paragraph(marked(one.words, one.row.marking))
        if one.closed_because:
            yield Paragraph(one.closed_because, strong_lead="A part of it is closed:")
        if one.closed_part:
            yield Paragraph(marked(one.closed_words, one.closed_part.marking))
        if one.information_only:
            yield Paragraph(INFORMATION_ONLY)


def _carried(item: ItemShown) -> Iterator[Part]:
    for carried in item.carried:
        if carried.title:
            yield Heading(3, marked(carried.title, carried.marking))
        if carried.streak:
            yield Paragraph(carried.streak)
        if carried.lines:
            yield Bullets(
                tuple(
                    f"{marked(one.shown, one.marking)} {one.asks} ({one.lead} {short_date(one.raised_on)})"
                    for one in carried.lines
                )
            )


def _last_notes(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Notes of the last meeting")
    if agenda.last is None:
        yield Paragraph("There are no earlier notes in the record.")
        return
    yield Paragraph(when_and_where(agenda.last.meeting))
    yield from _corrected(agenda, None)
    for item in agenda.last.items:
        if item.row is not None:
            yield Heading(2, item.title, number=item.number or None)
        for line in item.lines:
            kind, text = BlockKind(line.row.kind), marked(line.text, line.row.marking)
            if kind is BlockKind.SUBHEADING:
                yield Heading(3, text)
            elif kind is BlockKind.BULLET:
                yield Bullets((text,))
            else:
                yield Paragraph(text, strong_lead=line.row.number or None)
            yield from _corrected(agenda, line.row.pk)


def _corrected(agenda: Agenda, paragraph_id: UUID | None) -> Iterator[Part]:
    for one in agenda.corrections.get(paragraph_id, []):
        yield Notice(marked(f"{one.lead}: {one.words}", one.row.marking))


def _actions(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Actions", key="actions")
    if not agenda.owed:
        yield Paragraph("No action is open.")
        return
    yield Table(
        "Actions that are not at an end, the longest overdue first",
        ("Action", "Owner", "Due", "Raised"),
        tuple(
            (
                f"{marked(o.what, o.row.marking)} ({o.state.words.lower()})",
                owned_by(o),
                due_words(o),
                f"{short_date(o.raised_on)} ({count_of(o.age_days, 'day')} ago)",
            )
            for o in agenda.owed
        ),
    )


def _priorities(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Priorities")
    if not agenda.priorities:
        yield Paragraph("No priority is in the record.")
    for told in agenda.priorities:
        yield Heading(2, told.title)
        if told.asks:
            yield Paragraph(told.asks)
        if not told.updates:
            yield Paragraph("Nothing was told of it that this pack may hold.")
        for day, line in told.updates:
            yield Paragraph(marked(line.text, line.row.marking), strong_lead=f"{short_date(day)}:")


def _figures(agenda: Agenda) -> Iterator[Part]:
    """One page: what may be said of the figures, and what was said last time."""
    yield NewPage()
    yield Heading(1, "Crime figures")
    told = agenda.figures
    if told.found is None:
        yield Paragraph(told.why_not)
    else:
        found, svg_and_png = told.found, told.picture()
        if settings.TOWN.example:
            yield Paragraph(LENT)
        yield Paragraph(
            f"{found.town}, {period_in_words(found.months)}, beside {found.comparators.name}, "
            f"version {found.comparators.version}."
        )
        for verdict, kinds in by_verdict(told.whole_set):
            words = ", ".join(one.words for one in kinds) or "none"
            yield Paragraph(words, strong_lead=f"{verdict.value.capitalize()}:")
        yield Picture(glance_words(told.whole_set), *svg_and_png)
        yield Paragraph(f"{found.unplaced} {SOURCE}")
    yield Heading(2, "Counts that nobody publishes")
    if settings.TOWN.example:
        yield Paragraph(INVENTED)
    for one in told.supplied:
        words = marked(one.words, one.row.marking) if one.row else one.words
        yield Paragraph(words, strong_lead=f"{one.what}:")
    yield Paragraph(f"{NO_GOOD_OR_BAD} So drugs, violence and sexual offences and these counts are never red or green.")
    if told.claims:
        yield Heading(2, "Said at the last meeting, and held against the figures")
    for claim in told.claims:
        yield from _claim(claim)


def _claim(claim: ClaimShown) -> Iterator[Part]:
    yield Paragraph(marked(f"“{claim.said.words}”", claim.paragraph.marking))
    assert claim.check is not None  # the briefing brings no other
    closed = claim.check.row.marking
    yield from (Paragraph(marked(line, closed)) for line in claim.check.in_words)
    if claim.check.reply:
        yield Paragraph(marked(claim.check.reply, closed), strong_lead="Its author replies:")


def _recurring(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Matters that keep coming back")
    if not agenda.recurring:
        yield Paragraph("No matter has come up more than once.")
        return
    yield Table(
        "Matters raised more than once",
        ("Matter", "How often"),
        tuple((marked(s.title, s.matter.marking), streak_words(s)) for s in agenda.recurring),
    )


def agenda_paper(agenda: Agenda, *, number: int, saw_all: bool, now: datetime) -> Paper:
    """The agenda by itself, to be changed in a word processor and given back: each paragraph says what it is."""
    meeting = agenda.meeting
    card = card_for(meeting.reference, number, saw_all=saw_all)
    marking = strictest(Marking.PANEL.value, *(row.marking for row in agenda.on_agenda))
    parts: list[Part] = [*_when(meeting), *_as_written([Notice(REMINDER)], count())]
    places = count(1)
    for item in agenda.items:
        name = mark_for(Mark.ITEM, item.id.hex) if item.id else mark_for(Mark.CARRIED)
        parts.append(Heading(1, item.title, number=item.number, mark=name))
        if item.marking in CLOSED:
            parts += _as_written([Paragraph(CLOSED_ITEM)], places)
        if item.information_only:
            parts += _as_written([Paragraph(INFORMATION_ONLY)], places)
        parts += [Paragraph(line) for line in item.note.splitlines()]
        parts += _as_written(_carried(item), places)
    return Paper(
        title=meeting.body.name,
        subtitle="Agenda",
        date=london_date(now),
        marking=MARKING_WORDS[Marking(marking)],
        banner="EXAMPLE" if settings.TOWN.example else None,
        parts=tuple(parts),
        card=card,
        marks=(mark_for(Mark.MADE, card), mark_for(Mark.WRITTEN, "Agenda")),
    )


CLOSED_ITEM = "[Confidential] This item is for those who have signed the agreement."


def _when(meeting: Meeting) -> Iterator[Part]:
    place = meeting.place.name if meeting.place else None
    yield Paragraph(f"Day: {shown_value('held_on', meeting.held_on)}", mark=mark_for(Mark.HELD_ON))
    yield Paragraph(f"Time: {shown_value('starts', meeting.starts)}", mark=mark_for(Mark.STARTS))
    yield Paragraph(f"Place: {shown_value('place', place)}", mark=mark_for(Mark.PLACE))


def _as_written(parts: Iterable[Part], places: Iterator[int]) -> Iterator[Part]:
    """Paragraphs that Wardmote computes, each with its own mark, so that none is taken for text of the clerk's."""
    for part in parts:
        if isinstance(part, Bullets):
            names = (mark_for(Mark.WRITTEN, text, place=next(places)) for text in part.items)
            yield replace(part, marks=tuple(names))
        elif isinstance(part, Heading | Paragraph | Notice):
            yield replace(part, mark=mark_for(Mark.WRITTEN, part.text, place=next(places)))


@dataclass(frozen=True, slots=True)
class Returned:
    """An agenda that came back: what it changes, and what in it is no part of an agenda."""

    theirs: Theirs
    made_from: AgendaVersion | None
    saw_all: bool
    differences: Sequence[Difference]
    since: Sequence[str]  # what the record changed after the file was made
    comments: Sequence[str]
    card_lost: bool  # the file does not say from what it was made
    shown: Sequence[Marked]


def returned(meeting: Meeting, file: AgendaFile, *, viewer: Viewer, now: datetime) -> Returned:
    """A file held against the agenda that it was made from, and against the one in the record.

    Raises:
        NotThisAgenda: it is the agenda of another meeting, notes, or something else. Nothing is stored.
    """
    if file.kind in {DocumentKind.NOTES.value, DocumentKind.MINUTES.value}:
        raise NotThisAgenda("This file reads like notes of a meeting, not like an agenda. Nothing was changed.")
    card = given(file.card)
    if card is not None and card[0] != meeting.reference:
        raise NotThisAgenda(
            "This file is the agenda of another meeting. Nothing was changed. Give it back on the page of that meeting."
        )
    made_from = reads.version_numbered(meeting, card[1]) if card else None
    saw_all = card[2] if card and made_from else has_signed(viewer, now)
    base, ours = reads.states(meeting, made_from=made_from, saw_all=saw_all, viewer=viewer, now=now)
    made = agenda(meeting, viewer=viewer, now=now)
    whole = agenda_paper(made, number=0, saw_all=saw_all, now=now)
    theirs = theirs_of(file, base=base.entries, ours=ours.entries, written=list(_written(whole)))
    hanging = {item.id: item.things for item in made.items if item.id}
    closed = {item.id for item in made.items if item.marking in CLOSED and not saw_all}
    seen = replace(ours, entries=tuple(one for one in ours.entries if one.id not in closed))
    return Returned(
        theirs=theirs,
        made_from=made_from,
        saw_all=saw_all,
        differences=compared(base, ours, theirs, hanging=hanging),
        since=since(base, seen),
        comments=file.comments,
        card_lost=made_from is None,
        shown=made.on_agenda,
    )


def _written(paper: Paper) -> Iterator[str]:
    """Every sentence of an agenda that Wardmote computes."""
    yield from (paper.title, paper.subtitle or "", CLOSED_ITEM, paper.marking)
    for part in paper.parts:
        if isinstance(part, Bullets):
            yield from part.items
        elif isinstance(part, Heading | Paragraph | Notice) and (part.mark or "").startswith(
            mark_for(Mark.WRITTEN)[:5]
        ):
            yield part.text
