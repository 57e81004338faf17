"""What answers a search: every text that the viewer may see is asked for anew, opened and compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Item, Meeting
from wardmote.places import reads as places
from wardmote.places.models import Place
from wardmote.register.models import Marked
from wardmote.register.reads import opened, opened_value
from wardmote.register.rules import Viewer, london_date
from wardmote.search.reads.index import may_answer
from wardmote.search.reads.sources import BETWEEN, SOURCES, Source
from wardmote.search.rules import Asked, Clause, Kind, Piece, Sort, clause_of, excerpt, score, spans

NONE = UUID(int=0)  # no row has this id


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that answers: its row, where it stands, and how well. What it says stays sealed."""

    source: Source
    row_id: UUID
    marking: str
    sealed: Sequence[bytes]
    kind: Kind
    day: date
    score: float
    position: int  # among the texts of its day, where the notes or the agenda give one
    body_id: UUID | None
    meeting_id: UUID | None
    item_id: UUID | None
    paragraph_id: UUID | None
    page_of: UUID

    @property
    def text(self) -> str:
        """What it says, opened."""
        return text_of(self.source, self.row_id, self.sealed)


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as a page shows it. What there is none of is empty or none."""

    hit: Hit
    meeting: Meeting | None
    number: str  # of the item, as printed
    title: str  # of the item
    excerpt: Sequence[Piece]

    @property
    def row(self) -> Marked:
        """Its row, as far as the log of events names it."""
        row: Marked = self.hit.source.model(pk=self.hit.row_id, marking=self.hit.marking)
        return row

    @property
    def words(self) -> str:
        """Its text, as far as it is shown."""
        return "".join(piece.text for piece in self.excerpt)

    @property
    def at(self) -> str:
        """Where on its page it stands."""
        return f"#p-{self.hit.paragraph_id}" if self.hit.paragraph_id else ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that answers a search, in its order, and how many of each kind there are, whichever kinds were chosen."""

    hits: Sequence[Hit]
    of_kind: dict[Kind, int]


def found(asked: Asked, *, viewer: Viewer, now: datetime) -> Found:
    """What answers a search, as far as the viewer may see it: one query for each kind of text, however many there are.

    Raises:
        NothingWanted: its words ask for nothing.
    """
    return _narrowed(hits_of((clause_of(asked.words),), viewer=viewer, now=now), asked)


def scanned(asked: Asked, *, viewer: Viewer, now: datetime) -> Found:
    """The same without the index, every text opened: the slow way against which the quick one is held."""
    return _narrowed(hits_of((clause_of(asked.words),), viewer=viewer, now=now, indexed=False), asked)


def _narrowed(every: Iterable[Hit], asked: Asked) -> Found:
    within = [one for one in every if _is_within(one, asked)]
    shown = [one for one in within if not asked.kinds or one.kind in asked.kinds]
    return Found(in_order(shown, asked.sort), dict(Counter(one.kind for one in within)))


def in_order(hits: Iterable[Hit], sort: Sort) -> list[Hit]:
    """The newest first, or what answers best."""
    by_day = sorted(hits, key=lambda one: (-one.day.toordinal(), -one.score, one.row_id))
    return by_day if sort is Sort.DATE else sorted(by_day, key=lambda one: -one.score)


def _is_within(one: Hit, asked: Asked) -> bool:
    if asked.body and one.body_id != asked.body:
        return False
    return (asked.from_on is None or one.day >= asked.from_on) and (asked.until_on is None or one.day <= asked.until_on)


def hits_of(
    clauses: Sequence[Clause],
    *,
    viewer: Viewer,
    now: datetime,
    of: Iterable[Source] = SOURCES,
    only: Q | None = None,
    indexed: bool = True,
) -> list[Hit]:
    """The texts that answer one of these clauses, of the sources given, in no order; without a clause every text."""
    decided = _decided(viewer, now)
    hits: list[Hit] = []
    for source in of:
        rows = source.rows(viewer, now)
        if only is not None:
            rows = rows.filter(only)
        if clauses and indexed:
            rows = rows.filter(may_answer(source.model, clauses))
        for told in _values(source, rows):
            row_id, sealed = told["pk"], [told[column] for column in source.columns]
            text = text_of(source, row_id, sealed) if clauses else ""
            worth = score(text, clauses) if clauses else 0.0
            if worth is not None:
                sentences = (text[start:end] for start, end in decided.get(row_id, ()))
                decides = any(not clauses or score(sentence, clauses) is not None for sentence in sentences)
                hits.append(
                    Hit(
                        source=source,
                        row_id=row_id,
                        marking=told["marking"],
                        sealed=sealed,
                        kind=Kind.DECISION if decides else source.kind,
                        day=_day([told[path] for path in source.days]),
                        score=worth,
                        position=told.get(source.position, 0),
                        body_id=told.get(source.body),
                        meeting_id=told.get(source.meeting),
                        item_id=told.get(source.item),
                        paragraph_id=told.get(source.paragraph),
                        page_of=told[source.page_of],
                    )
                )
    return hits


def text_of(source: Source, row_id: UUID, values: Sequence[bytes]) -> str:
    """The text of a row that is searched: its columns, opened."""
    named = zip(source.columns, values, strict=True)
    texts = (opened_value(source.model, column, row_id=row_id, value=value) for column, value in named)
    return BETWEEN.join(text for text in texts if text)


def _values(source: Source, rows: Any) -> Iterable[dict[str, Any]]:
    """Of each row what the source names, by its path."""
    more = [source.page_of, source.paragraph, source.meeting, source.body, source.item, source.position]
    paths = list(dict.fromkeys(["pk", "marking", *source.columns, *source.days, *filter(None, more)]))
    return (dict(zip(paths, row, strict=True)) for row in rows.values_list(*paths))


def _day(days: Sequence[date | datetime | None]) -> date:
    day = next(day for day in days if day is not None)
    return london_date(day) if isinstance(day, datetime) else day


def _decided(viewer: Viewer, now: datetime) -> dict[UUID, list[tuple[int, int]]]:
    """Where in each paragraph a decision stands."""
    there: dict[UUID, list[tuple[int, int]]] = {}
    rows = minutes.decisions(viewer=viewer, now=now).order_by()
    for paragraph_id, *span in rows.values_list("paragraph_id", "statement__start", "statement__end"):
        there.setdefault(paragraph_id, []).append((span[0], span[1]))
    return there


def results(hits: Sequence[Hit], clauses: Sequence[Clause], *, viewer: Viewer, now: datetime) -> list[Result]:
    """These hits as a page shows them, in their order; two queries for all. The viewer must have been given them."""
    # Asked also where there is none: how many queries a page takes must not hang on what stands on it.
    held = Meeting.objects.filter(pk__in=[NONE, *{one.meeting_id for one in hits if one.meeting_id}])
    meetings = {meeting.pk: meeting for meeting in held.select_related("body")}
    under = [NONE, *{one.item_id for one in hits if one.item_id}]
    seen = Item.objects.visible_to(viewer, now=now).filter(pk__in=under)
    items = {item.pk: item for item in seen}
    return [_result(one, meetings, items, clauses) for one in hits]


def _result(hit: Hit, meetings: dict[UUID, Meeting], items: dict[UUID, Item], clauses: Sequence[Clause]) -> Result:
    item = items.get(hit.item_id) if hit.item_id else None
    text = hit.text
    return Result(
        hit=hit,
        meeting=meetings.get(hit.meeting_id) if hit.meeting_id else None,
        number=item.number if item else "",
        title=opened(item, "title") if item else "",
        excerpt=excerpt(text, spans(text, clauses)),
    )


def place_asked(asked: Asked) -> Place | None:
    """The road or place that the words typed name, if they name just one."""
    return places.place_of_words(asked.words.strip(' "“”'))


def bodies() -> list[Body]:
    """The bodies by which a search can be narrowed, by name."""
    return list(Body.objects.order_by("name"))
