"""What answers a search: every text that the viewer may see is asked for anew, opened and compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP

from wardmote.actions.models import Action, Mention
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Item, Meeting, Paragraph
from wardmote.places import reads as places
from wardmote.places.models import Place
from wardmote.register.models import Marked
from wardmote.register.reads import opened, opened_value
from wardmote.register.rules import Viewer, london_date
from wardmote.search.reads.index import may_answer
from wardmote.search.reads.sources import BETWEEN, PARAGRAPHS, SOURCES, Source
from wardmote.search.rules import Asked, Clause, Kind, Piece, Sort, clause_of, excerpt, score, spans


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that answers: its row, its day, and how well. It was opened, and holds no word."""

    source: Source
    row_id: UUID
    kind: Kind
    day: date
    body_id: UUID | None
    position: int  # among the texts of its day, where the notes or the agenda give one
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as a page shows it. What there is none of is empty or none."""

    row: Marked
    kind: Kind
    day: date
    meeting: Meeting | None
    number: str  # of the item, as printed
    title: str  # of the item, if the viewer may see it
    excerpt: Sequence[Piece]
    page: str  # the name of its address
    page_of: UUID
    at: str  # where on that page

    @property
    def marking(self) -> str:
        """How far its text may go."""
        return self.row.marking

    @property
    def words(self) -> str:
        """Its text, as far as it is shown."""
        return "".join(piece.text for piece in self.excerpt)


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
        for row_id, values, days, body_id, position in _values(source, rows):
            text = text_of(source, row_id, values) if clauses else ""
            worth = score(text, clauses) if clauses else 0.0
            if worth is not None:
                sentences = (text[start:end] for start, end in decided.get(row_id, ()))
                decides = any(not clauses or score(sentence, clauses) is not None for sentence in sentences)
                kind = Kind.DECISION if decides else source.kind
                hits.append(Hit(source, row_id, kind, _day(days), body_id, position, worth))
    return hits


def text_of(source: Source, row_id: UUID, values: Sequence[bytes]) -> str:
    """The text of a row that is searched: its columns, opened."""
    named = zip(source.columns, values, strict=True)
    texts = (opened_value(source.model, column, row_id=row_id, value=value) for column, value in named)
    return BETWEEN.join(text for text in texts if text)


def _values(source: Source, rows: Any) -> Iterable[tuple[UUID, Sequence[bytes], Sequence[Any], UUID | None, int]]:
    """Of each row: id, sealed columns, days, body, position."""
    until = len(source.columns)
    then = until + len(source.days)
    more = [path for path in (source.body, source.position) if path]
    for row_id, *rest in rows.values_list("pk", *source.columns, *source.days, *more):
        body_id = rest[then] if source.body else None
        yield row_id, rest[:until], rest[until:then], body_id, rest[-1] if source.position else 0


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
    """These hits as a page shows them, in their order: a query for each kind among them, and two for their items."""
    rows: dict[UUID, Any] = {}
    for source in {one.source.label: one.source for one in hits}.values():
        beside = [path for path in (source.meeting, f"{source.meeting}__body" if source.meeting else "") if path]
        beside += [source.page_of.rpartition(LOOKUP_SEP)[0]] if LOOKUP_SEP in source.page_of else []
        asked = [one.row_id for one in hits if one.source is source]
        for row in source.rows(viewer, now).filter(pk__in=asked).select_related(*beside):
            rows[row.pk] = row
    items = _items([rows[one.row_id] for one in hits if one.row_id in rows], viewer=viewer, now=now)
    return [_result(one, rows[one.row_id], items, clauses) for one in hits if one.row_id in rows]


def _items(rows: Sequence[Any], *, viewer: Viewer, now: datetime) -> dict[UUID, Item]:
    """By row, the item under which it stands: of an action, under which it was spoken of first."""
    under = {row.pk: row.item_id for row in rows if isinstance(row, Paragraph)}
    acted = [row.pk for row in rows if isinstance(row, Action)]
    spoken = Mention.objects.visible_to(viewer, now=now).filter(action__in=acted)
    spoken = spoken.order_by("-paragraph__meeting__held_on", "-paragraph__position")
    under |= dict(spoken.values_list("action_id", "paragraph__item_id"))
    seen = {item.pk: item for item in Item.objects.visible_to(viewer, now=now).filter(pk__in=set(under.values()))}
    return {
        **{row.pk: row for row in rows if isinstance(row, Item)},
        **{row_id: seen[item_id] for row_id, item_id in under.items() if item_id in seen},
    }


def _result(hit: Hit, row: Any, items: dict[UUID, Item], clauses: Sequence[Clause]) -> Result:
    source, item = hit.source, items.get(hit.row_id)
    text = text_of(source, row.pk, [getattr(row, column) for column in source.columns])
    marked = spans(text, clauses)
    return Result(
        row=row,
        kind=hit.kind,
        day=hit.day,
        meeting=_along(row, source.meeting),
        number=item.number if item else "",
        title=opened(item, "title") if item else "",
        excerpt=excerpt(text, marked),
        page=source.page,
        page_of=_along(row, source.page_of),
        at=_anchor(source, row),
    )


def _along(row: Any, path: str) -> Any:
    for step in path.split(LOOKUP_SEP) if path else ():
        row = getattr(row, step) if row is not None else None
    return row if path else None


def _anchor(source: Source, row: Any) -> str:
    paragraph_id = row.pk if source is PARAGRAPHS else getattr(row, "paragraph_id", None)
    return f"#p-{paragraph_id}" if paragraph_id else ""


def place_asked(asked: Asked) -> Place | None:
    """The road or place that the words typed name, if they name just one."""
    return places.place_of_words(asked.words.strip(' "“”'))


def bodies() -> list[Body]:
    """The bodies by which a search can be narrowed, by name."""
    return list(Body.objects.order_by("name"))
