"""The next agenda: the panel's standing order, and below each item exactly what is unfinished.

Each room's `briefing` is called by name, in the order of the agenda.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from wardmote.actions import briefing as actions_briefing
from wardmote.actions import reads as actions
from wardmote.actions.reads import Owed
from wardmote.actions.rules import OPEN
from wardmote.crime import briefing as crime_briefing
from wardmote.crime.briefing import Aloud
from wardmote.documents.tree import StatementKind
from wardmote.govuk.words import count_of, ordinal, pounds, short_date
from wardmote.interventions import briefing as interventions_briefing
from wardmote.interventions.briefing import Brought
from wardmote.meetings import reads
from wardmote.meetings.reads import Business, SupplementShown
from wardmote.meetings.rules import TO_CHECK, heading_words, information_only, last_sentence, marked
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Item, Meeting, Paragraph
from wardmote.minutes.reads import CorrectionShown, NotesShown, Said, Spending, Streak
from wardmote.minutes.rules import is_police_item
from wardmote.priorities import briefing as priorities_briefing
from wardmote.priorities.reads import Told
from wardmote.priorities.rules import speaks_of_priorities
from wardmote.proposals import briefing as proposals_briefing
from wardmote.proposals.briefing import Proposed, sentence_of
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date, strictest
from wardmote.updates import briefing as updates_briefing
from wardmote.updates.reads import LineShown

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Line:
    """One unfinished thing: what the notes said, and what is asked of the meeting."""

    words: str
    asks: str
    raised_on: date
    marking: str
    sure: bool = True  # that it was read rightly
    lead: str = "raised"  # what happened on that day

    @property
    def shown(self) -> str:
        """Its words, with what the clerk must still look at."""
        return self.words + ("" if self.sure else TO_CHECK)


@dataclass(frozen=True, slots=True)
class Carried:
    """A matter on the agenda (or what hangs on none) with all that is unfinished on it."""

    title: str
    streak: str  # how often it came up, if more than once
    lines: Sequence[Line]
    marking: str  # of the matter's title
    matter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the next agenda with what it carries over. What stands under no item has no id."""

    id: UUID | None
    number: str
    title: str
    note: str
    marking: str
    carried: Sequence[Carried]

    @property
    def information_only(self) -> bool:
        """Whether nothing can be decided under it: its business was not on the summons."""
        return information_only(self.title)

    @property
    def things(self) -> int:
        """How many things are carried over under it."""
        return sum(max(len(one.lines), 1) for one in self.carried)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The next meeting's business as one viewer may see it, and the rows that it opens."""

    meeting: Meeting
    items: Sequence[ItemShown]
    decide: Sequence[str]
    promised: Sequence[str]
    others_promised: int
    changed: Sequence[str]
    last: NotesShown | None
    owed: Sequence[Owed]
    priorities: Sequence[Told]
    figures: Aloud
    recurring: Sequence[Streak]
    shown: Sequence[Marked]  # by the whole pack
    on_agenda: Sequence[Marked]  # by the agenda alone
    supplements: Sequence[SupplementShown] = ()
    corrections: Mapping[UUID | None, Sequence[CorrectionShown]] = field(default_factory=dict)  # of the last notes


CARRIED_OVER = "Matters carried over"


def agenda(meeting: Meeting, *, viewer: Viewer, now: datetime) -> Agenda:
    """The agenda of a planned meeting: standing order, and what is unfinished where it last stood."""
    owed = actions_briefing.briefing(viewer=viewer, now=now)
    update = updates_briefing.briefing(meeting, viewer=viewer, now=now)
    told = priorities_briefing.briefing(viewer=viewer, now=now)
    brief = proposals_briefing.briefing(meeting, viewer=viewer, now=now)
    put = brief.lines
    every = minutes.unfinished(viewer=viewer, now=now)
    open_said = [(said, p) for said, p in every if sentence_of(said.row) not in brief.carries_on]  # said once
    adopts = minutes.spendings([said.row for said, _ in open_said], viewer=viewer, now=now)
    streaks = minutes.streaks(viewer=viewer, now=now)
    last = minutes.last_taken(on_or_before=meeting.held_on, viewer=viewer)
    notes = minutes.notes(last, viewer=viewer, now=now) if last else None
    corrected = minutes.corrections_of(last, viewer=viewer, now=now) if last else []
    late = reads.supplements(meeting, viewer=viewer, now=now)
    beside = [*(one.row for one in corrected), *(row for one in late for row in one.rows)]
    figures = crime_briefing.briefing(last, viewer=viewer, now=now)
    since = last.held_on if last else None
    brought = interventions_briefing.briefing(since=since, viewer=viewer, now=now)
    done = _done_since(last, viewer=viewer, now=now)
    again = _said_again(notes)
    recurring = [s for s in streaks if s.matter.settled_at is None and (s.times > 1 or s.matter.pk in again)]
    seats = actions.seats_of(viewer, now=now)
    mine = [o for o in owed if actions.belongs_to(o, viewer, seats) and o.row.state in OPEN]
    _, business = reads.business(meeting, viewer=viewer, now=now)
    home = next((one.title for one in business if speaks_of_priorities(one.title)), "")
    below = _by_heading(owed, open_said, recurring, streaks, brought, put, home, adopts)
    hanging = {o.row.matter_id for o in owed} | {p.matter_id for _, p in open_said} | {s.matter.pk for s in recurring}
    hanging |= {one.row.matter_id for one in brought} | {one.matter_id for one in put}
    on_agenda = [s for s in streaks if s.matter.pk in hanging]
    adopted = [one.adoption for one in adopts.values() if one.adoption]
    rows = [
        *adopted,
        *(one.row for one in business),
        *(one.row for one in brought),
        *(one.row for one in update),
        *(row for one in put for row in one.shown),
    ]
    return Agenda(
        meeting=meeting,
        items=_items(business, below, update),
        supplements=late,
        decide=[
            *(_to_decide(said, p, adopts) for said, p in open_said if said.kind in TO_DECIDE),
            *(f"{marked(one.words, one.marking)} {one.asks}" for one in put if one.decides),
        ],
        promised=[marked(owed_words(o, whose=False), o.row.marking) for o in mine],
        others_promised=len([o for o in owed if o.row.state in OPEN]) - len(mine),
        changed=_changed(notes, done, verb=minutes.verb_of(last.body, on=last.held_on) if last else ""),
        last=notes,
        corrections=minutes.corrections_by_paragraph(corrected),
        owed=owed,
        priorities=told,
        figures=figures,
        recurring=recurring,
        shown=_rows([*owed, *done], open_said, streaks, notes, told, [*figures.rows, *rows, *beside]),
        on_agenda=_rows(owed, open_said, on_agenda, None, (), rows),
    )


UNHEADED = ("", 1_000_000)  # what stood under no heading comes last
TO_DECIDE = frozenset({StatementKind.SUGGESTION, StatementKind.SPENDING, StatementKind.REFERRAL})


def _said_again(notes: NotesShown | None) -> set[UUID | None]:
    """The matters of which the last notes themselves say that they were there before."""
    lines = (line for item in notes.items for line in item.lines) if notes else ()
    return {line.row.matter_id for line in lines if any(said.kind is StatementKind.RECURRING for said in line.said)}


def _by_heading(
    owed: Sequence[Owed],
    open_said: Sequence[tuple[Said, Paragraph]],
    recurring: Sequence[Streak],
    streaks: Sequence[Streak],
    brought: Sequence[Brought],
    put: Sequence[Proposed],
    home: str,
    adopts: dict[UUID, Spending],
) -> dict[str, list[Carried]]:
    """What is unfinished, under the heading where it last stood, matter by matter in the order of the notes.

    An intervention that hangs on no matter stands at `home`: with what was done for the priorities.
    """
    last_stood = actions.item_titles(owed)
    matters_stood: dict[UUID | None, tuple[str, int]] = dict(minutes.headings_of([s.matter for s in streaks]).items())
    items: dict[UUID | None, str] = {
        i.pk: opened(i, "title")
        for i in Item.objects.filter(pk__in={*(p.item_id for _, p in open_said), *(one.item_id for one in put)})
    }
    found: dict[tuple[str, UUID | None], list[Line]] = defaultdict(list)

    def put_under(matter_id: UUID | None, heading: str, line: Line) -> None:
        if matter_id in matters_stood:
            heading = matters_stood[matter_id][0]
        found[heading_words(heading), matter_id].append(line)

    for said, paragraph in open_said:
        day, closed = paragraph.meeting.held_on, strictest(said.row.marking, paragraph.marking)
        adopt = adopts.get(said.row.pk)
        asks = marked(adopt.words, adopt.closed) if adopt else last_sentence(said.kind)
        line = Line(said.words, asks, day, closed, said.row.sure)
        put_under(paragraph.matter_id, items.get(paragraph.item_id, ""), line)
    for one in owed:
        line = Line(one.what, owner_and_date(one), one.raised_on, one.row.marking)
        put_under(one.row.matter_id, last_stood.get(one.row.pk, ""), line)
    for ask in put:
        put_under(ask.matter_id, items.get(ask.item_id, ""), Line(ask.words, ask.asks, ask.on, ask.marking))
    for new in brought:
        put_under(new.row.matter_id, home, Line(new.what, new.asks, new.row.from_on, new.row.marking))
    for streak in recurring:
        found[heading_words(matters_stood.get(streak.matter.pk, UNHEADED)[0]), streak.matter.pk] += []
    title_of: dict[UUID | None, str] = {s.matter.pk: s.title for s in streaks}
    marking_of: dict[UUID | None, str] = {s.matter.pk: s.matter.marking for s in streaks}
    often: dict[UUID | None, str] = {s.matter.pk: streak_words(s) for s in recurring}
    below: dict[str, list[Carried]] = defaultdict(list)
    in_order = sorted(found.items(), key=lambda pair: matters_stood.get(pair[0][1], UNHEADED)[1])
    for (heading, matter_id), lines in in_order:
        title, times = title_of.get(matter_id, ""), often.get(matter_id, "")
        below[heading].append(Carried(title, times, _merged(lines), marking_of.get(matter_id, ""), matter_id))
    return below


def _merged(lines: Sequence[Line]) -> list[Line]:
    """By day; a sentence that leaves two things open stands once, with both that it asks."""
    once: dict[tuple[str, date], Line] = {}
    for line in lines:
        known = once.get((line.words, line.raised_on))
        if known is not None:
            closed = strictest(known.marking, line.marking)
            asks, sure = f"{known.asks} {line.asks}", known.sure and line.sure
            line = replace(known, asks=asks, marking=closed, sure=sure)
        once[line.words, line.raised_on] = line
    return sorted(once.values(), key=lambda line: line.raised_on)


def _items(
    business: Sequence[Business], below: dict[str, list[Carried]], update: Sequence[LineShown]
) -> list[ItemShown]:
    """Each item with what stood under its title; then with what stood under what it was called before.

    The police's update stands first under the item that is theirs; without one, under what stands nowhere else.
    """
    left = dict(below)
    found: dict[UUID, list[Carried]] = {one.id: left.pop(heading_words(one.title), []) for one in business}
    for one in business:
        for title in one.answers_to:
            found[one.id] = [*found[one.id], *left.pop(heading_words(title), [])]
    drafted = _drafted(update)
    theirs = next((one.id for one in business if is_police_item(one.title)), None)
    if theirs is not None:
        found[theirs] = [*drafted, *found[theirs]]
    items = [
        ItemShown(one.id, str(number), one.title, one.note, one.row.marking, found[one.id])
        for number, one in enumerate(business, start=1)
    ]
    homeless = [*(drafted if theirs is None else []), *(carried for lines in left.values() for carried in lines)]
    if homeless:
        last = str(len(items) + 1)
        items.append(ItemShown(None, last, CARRIED_OVER, "", Marking.PANEL.value, homeless))
    return items


def _drafted(update: Sequence[LineShown]) -> list[Carried]:
    """The draft item that the police's form became: each sentence with who said it."""
    lines = [
        Line(one.words, f"Said by {one.said_by}.", london_date(one.row.recorded_at), one.row.marking, lead="said")
        for one in update
    ]
    return [Carried("Policing update", "", lines, Marking.PANEL.value)] if lines else []


def _to_decide(said: Said, paragraph: Paragraph, adopts: dict[UUID, Spending]) -> str:
    told = said.particulars
    words = marked(said.words, strictest(said.row.marking, paragraph.marking)) + ("" if said.row.sure else TO_CHECK)
    if said.kind is StatementKind.SPENDING:
        sum_words = pounds(told["amount_pence"]) if "amount_pence" in told else NOT_STATED
        adopt = adopts.get(said.row.pk)
        after = f" {marked(adopt.words, adopt.closed)}" if adopt else ""
        return f"Spending: {words} Sum: {sum_words}. From: {told.get('budget', NOT_STATED)}.{after}"
    if said.kind is StatementKind.REFERRAL:
        return f"Referred to {told.get('to', 'another meeting')}: {words}"
    return f"Suggested: {words}"


def owned_by(owed: Owed) -> str:
    """Whose an action is, or that the notes do not say."""
    return owed.owner or NOT_STATED


def due_words(owed: Owed) -> str:
    """By when, as far as anybody has said."""
    if owed.due_on:
        late = f", {count_of(owed.days_late, 'day')} late" if owed.days_late else ""
        return f"{short_date(owed.due_on)}{late}"
    return owed.due_words or NOT_STATED


def owner_and_date(owed: Owed) -> str:
    """An action's owner, date and state on one line."""
    return f"Owner: {owned_by(owed)}. Due: {due_words(owed)}. {owed.state.words}."


def owed_words(owed: Owed, *, whose: bool) -> str:
    """An action on the front page."""
    lead = f"{owned_by(owed)}: " if whose else ""
    return f"{lead}{owed.what} (raised {short_date(owed.raised_on)}; due: {due_words(owed)})"


def streak_words(streak: Streak) -> str:
    """How often a matter came up. One set of notes can say that there was an earlier time; it can't say how many."""
    if streak.times == 1:
        return f"Raised again on {short_date(streak.last_on)}; the earlier times are not in the record."
    return f"{ordinal(streak.times).capitalize()} time; first raised on {short_date(streak.first_on)}."


def _done_since(last: Meeting | None, *, viewer: Viewer, now: datetime) -> list[Owed]:
    """The actions that came to an end after the last meeting."""
    if last is None:
        return []
    since = datetime.combine(last.held_on, datetime.min.time(), tzinfo=now.tzinfo)
    return actions.changed_since(since, viewer=viewer, now=now)


def _changed(notes: NotesShown | None, done: Iterable[Owed], *, verb: str) -> list[str]:
    """What is different since the last meeting: what was done, what was decided, what the notes compare."""
    if notes is None:
        return []
    found = [f"{o.state.words}: {marked(o.what, o.row.marking)}" for o in done]
    for kind, lead in (
        (StatementKind.DECISION, "Recommended" if verb == "recommends" else "Resolved"),
        (StatementKind.CLAIM, "Said"),
        (StatementKind.CAUSE, "Said"),
    ):
        for item in notes.items:
            for line in item.lines:
                found += [f"{lead}: {marked(s.words, line.row.marking)}" for s in line.said if s.kind is kind]
    return list(dict.fromkeys(found))


def _rows(
    owed: Iterable[Owed],
    open_said: Iterable[tuple[Said, Paragraph]],
    streaks: Iterable[Streak],
    notes: NotesShown | None,
    priorities: Iterable[Told],
    business: Iterable[Marked],
) -> list[Marked]:
    """Every row whose words the agenda holds, once."""
    rows: list[Marked] = [*(o.row for o in owed), *business]
    rows += [s.matter for s in streaks]
    rows += [p for _, p in open_said]
    rows += list(notes.shown) if notes else []
    rows += [row for told in priorities for row in (told.row, *(line.row for _, line in told.updates))]
    return list({row.pk: row for row in rows}.values())
