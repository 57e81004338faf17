"""The notes made of what was typed: a document as if a file had been read, and what is known of each part. Pure.

What was typed as a decision, an action or a nil return is exact; paragraphs are read as those of a file are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from wardmote.documents.tree import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Item,
    Named,
    Span,
    Statement,
    StatementKind,
)
from wardmote.minutes.rules import AsTyped
from wardmote.people.rules import without_title
from wardmote.register.rules import Marking

_BULLET = re.compile(r"^[•·*–-]\s+")
_TELLING = frozenset({StatementKind.REPORT, StatementKind.CLAIM, StatementKind.NIL_RETURN, StatementKind.RECURRING})
OURS = AsTyped(Marking.PANEL.value)  # sentences that were made here, of what was ticked


@dataclass(frozen=True, slots=True)
class Part:
    """One entry as the notes give it. `exact` are its statements, with spans in its own words; none are read then."""

    text: str
    known: AsTyped
    said_by: str = ""
    exact: tuple[Statement, ...] | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """An item with what stands below it: who declared an interest, then the entries in their order."""

    number: str
    title: str
    declared: Sequence[str]
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the notes are made of. People are (name, what is said beside it)."""

    body: str
    starts: datetime | date
    when: str  # "Friday 2 December 2022 at 10:15am", as it is printed
    place: str | None
    present: Sequence[tuple[str, str]]
    in_attendance: Sequence[tuple[str, str]]
    apologies: Sequence[tuple[str, str]]
    before: Sequence[str]  # sentences above the first item
    items: Sequence[Under]
    after: Sequence[str]


@dataclass
class _Page:
    """The reading text as it grows."""

    text: str = ""
    exact: dict[int, tuple[Statement, ...]] = field(default_factory=dict)
    speakers: dict[int, str] = field(default_factory=dict)
    known: dict[int, AsTyped] = field(default_factory=dict)

    def add(
        self, kind: BlockKind, words: str, *, lead: str = "", number: str | None = None, after: str = "\n"
    ) -> Block:
        start = len(self.text)
        raw = f"{lead}{words}{after}"
        at = start + len(lead)
        self.text += raw
        return Block(kind, Span(start, start + len(raw)), raw, words, Span(at, at + len(words)), number)


def composed(whole: Whole) -> tuple[Document, Mapping[int, AsTyped]]:
    """The document, and of each block that was typed what is known of it, by where its words begin."""
    # Here, because the reader's patterns take longer to build than all the rest of a page.
    from wardmote.documents.context import with_statements

    page = _Page()
    preamble = [
        page.add(BlockKind.TITLE, whole.body),
        page.add(BlockKind.TITLE, "Notes"),
        page.add(BlockKind.TITLE, ", ".join(filter(None, [whole.when, whole.place])), after="\n\n"),
    ]
    lists = []
    for label, people in (
        ("Present", whole.present),
        ("In attendance", whole.in_attendance),
        ("Apologies", whole.apologies),
    ):
        block, named = _people(page, label, people)
        preamble += block
        lists.append(named)
    preamble += [_ours(page, sentence) for sentence in whole.before]
    items = [_item(page, under) for under in whole.items]
    closing = [_ours(page, sentence, kind=BlockKind.CLOSING) for sentence in whole.after]
    on = whole.starts.date() if isinstance(whole.starts, datetime) else whole.starts
    names = tuple(name.text for named in lists for name in named)
    read = with_statements(tuple(preamble), tuple(items), tuple(closing), meeting_on=on, people=names)
    document = Document(
        reading_text=page.text,
        kind=DocumentKind.NOTES,
        title=f"{whole.body}: notes",
        body=whole.body,
        starts_at=whole.starts,
        place=whole.place,
        present=lists[0],
        in_attendance=lists[1],
        apologies=lists[2],
        next_meeting=None,
        preamble=tuple(_said(page, block) for block in read[0]),
        items=tuple(replace(item, blocks=tuple(_said(page, block) for block in item.blocks)) for item in read[1]),
        closing=tuple(_said(page, block) for block in read[2]),
        encoding="utf-8",
    )
    return document, page.known


def _people(page: _Page, label: str, people: Sequence[tuple[str, str]]) -> tuple[list[Block], tuple[Named, ...]]:
    if not people:
        return [], ()
    words, places = f"{label}: ", []
    for number, (name, beside) in enumerate(people):
        words += ", " if number else ""
        places.append((len(words), name, beside))
        words += f"{name} ({beside})" if beside else name
    block = page.add(BlockKind.ATTENDANCE, words)
    page.exact[block.at.start] = ()
    start = block.at.start
    named = tuple(
        Named(name, Span(start + at, start + at + len(name)), None, without_title(name), beside or None)
        for at, name, beside in places
    )
    return [block], named


def _ours(page: _Page, sentence: str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    block = page.add(kind, sentence)
    page.exact[block.at.start], page.known[block.at.start] = (), OURS
    return block


def _item(page: _Page, under: Under) -> Item:
    lead = f"{under.number}.\t" if under.number else ""
    page.text += "\n"
    start = len(page.text)
    blocks = [page.add(BlockKind.HEADING, under.title, lead=lead, number=under.number or None)]
    # The blank line before a heading belongs to the heading's block: joined in order, the blocks are the text.
    blocks[0] = replace(blocks[0], span=Span(start - 1, blocks[0].span.end), raw="\n" + blocks[0].raw)
    blocks += [_ours(page, sentence) for sentence in under.declared]
    for part in under.parts:
        blocks += _part(page, part)
    return Item(under.number or None, under.title, Span(start - 1, len(page.text)), tuple(blocks))


def _part(page: _Page, part: Part) -> list[Block]:
    if part.exact is not None:
        block = page.add(BlockKind.PARAGRAPH, " ".join(part.text.split()))
        at = block.at.start
        page.exact[at] = tuple(
            replace(s, span=Span(at + s.span.start, at + s.span.end), text=block.text[s.span.start : s.span.end])
            for s in part.exact
        )
        page.known[at] = part.known
        return [block]
    blocks = []
    for number, line in enumerate(line.strip() for line in part.text.splitlines() if line.strip()):
        bullet = _BULLET.match(line)
        if bullet and len(line) > bullet.end():
            block = page.add(BlockKind.BULLET, line[bullet.end() :], lead=bullet[0])
        else:
            block = page.add(BlockKind.PARAGRAPH, line if number else _with_speaker(line, part.said_by))
        page.known[block.at.start] = part.known
        if part.said_by:
            page.speakers[block.at.start] = part.said_by
        blocks.append(block)
    return blocks


def _with_speaker(line: str, said_by: str) -> str:
    """Who said it, before what was said, unless the words name them.

    >>> _with_speaker("The lamp is out.", "Sgt Moss"), _with_speaker("Sgt Moss reported a theft.", "Sgt Moss")
    ('Sgt Moss: The lamp is out.', 'Sgt Moss reported a theft.')
    """
    last = said_by.split()[-1:]
    return f"{said_by}: {line}" if last and last[0].casefold() not in line.casefold() else line


def _said(page: _Page, block: Block) -> Block:
    """A block with exactly what was typed of it, else what was read, by the one who was typed as saying it."""
    at = block.at.start
    if at in page.exact:
        return replace(block, statements=page.exact[at])
    speaker = page.speakers.get(at)
    if not speaker:
        return block
    told = tuple(replace(s, said_by=s.said_by or speaker) if s.kind in _TELLING else s for s in block.statements)
    return replace(block, statements=told)
