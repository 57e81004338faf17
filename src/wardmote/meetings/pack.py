"""The pack as a paper: page one at a glance, then the agenda and everything that it needs."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

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
    Table,
)
from wardmote.documents.tree import BlockKind
from wardmote.govuk.words import clock, count_of, long_date, short_date
from wardmote.meetings.agenda import Agenda, due_words, owned_by, streak_words
from wardmote.meetings.rules import marked
from wardmote.minutes.models import Meeting
from wardmote.register.rules import Marking, london_date, strictest

REMINDER = (
    "Members are reminded of the confidentiality agreement that they have signed. Confidential information may be "
    "discussed at this meeting and stands in this pack where it is marked so. It must not leave the room."
)
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
        yield Heading(2, item.title, number=item.number)
        for carried in item.carried:
            if carried.title:
                yield Heading(3, marked(carried.title, carried.marking))
            if carried.streak:
                yield Paragraph(carried.streak)
            if carried.lines:
                yield Bullets(
                    tuple(
                        f"{marked(one.shown, one.marking)} {one.asks} (raised {short_date(one.raised_on)})"
                        for one in carried.lines
                    )
                )


def _last_notes(agenda: Agenda) -> Iterator[Part]:
    yield Heading(1, "Notes of the last meeting")
    if agenda.last is None:
        yield Paragraph("There are no earlier notes in the record.")
        return
    yield Paragraph(when_and_where(agenda.last.meeting))
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
