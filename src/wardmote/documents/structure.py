"""Lines and headings made into blocks that abut, and blocks into items."""

import re
from dataclasses import dataclass

from wardmote.documents.attendance import (
    List,
    Stretch,
    entry_of_group,
    labelled,
    listed,
    listed_first,
    opens_attendance,
)
from wardmote.documents.dates import days_in
from wardmote.documents.heading_words import Heading, Rank, is_closing, names_document
from wardmote.documents.headings import Headings
from wardmote.documents.lines import EDGES, Line, lines_of
from wardmote.documents.names import APOLOG
from wardmote.documents.registers import columns_lost, people_unopened, posts_listed, registers
from wardmote.documents.rolls import name_ends
from wardmote.documents.source import Look, Source
from wardmote.documents.titles import bare, verbless
from wardmote.documents.tree import Block, BlockKind, Item, Span

_APOLOGIES = re.compile(rf"(?i)\b{APOLOG}(?:y|ies)\b|\babsen(?:t|ce)\b")

_TITLE_IN_FULL = re.compile(
    r"(?i).*\bmeeting\b.*\bheld\b|.{0,80}\b(?:minutes|notes)\s+(?:of|for|from)\b.{0,60}\bmeeting\b.{0,60}\d"
)
_HEAD_ROW = re.compile(r"(?i)\W*(?:(?:full\s+)?names?|members?|attendees?)\s*[|\t].{0,80}")
_CHAIR = re.compile(r"(?i)(?:in\s+the\s+)?chair(?:man|woman|person)?")
_WERE_THERE = re.compile(r"(?i)\s+(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance)$")
_APPROVED = re.compile(r"(?i)\b(?:was|were)\s+(?:\w+\s+){0,2}?(?:read|approved|agreed|accepted|confirmed|signed)\b")
_LISTS_PEOPLE = {BlockKind.HEADING, BlockKind.ATTENDANCE}
_GROUP_LABEL = re.compile(r"(?i)(?:\w+\s+)?(?:cllrs|councillors|members)\s*:")
_PRESIDED = re.compile(r"(?i)\b(?:chaired|presided|took\s+the\s+chair|welcomed|opened\s+the)\b")
_SENT = re.compile(rf"(?i)\b(?:received|{APOLOG}\w+|sent|due\s+to|absen\w+|none)\b")


@dataclass(frozen=True, slots=True)
class Structure:
    """A document's blocks and items without statements, and the stretches that list people."""

    preamble: tuple[Block, ...]
    items: tuple[Item, ...]
    closing: tuple[Block, ...]
    people: tuple[Stretch, ...]


@dataclass(slots=True)
class _Piece:
    """A block in the making."""

    kind: BlockKind
    start: int
    end: int
    at: Span
    number: str | None = None
    item: bool = False
    title: str = ""


def structure_of(source: Source) -> Structure:
    """The blocks and items of a reading text; joined in order, the blocks' `raw` is the text."""
    reading = _Reading(Headings(lines_of(source)).parts)
    pieces = _blanks_taken_in(reading.pieces)
    blocks = [_block(piece, source.text) for piece in pieces]
    opens = [place for place, piece in enumerate(pieces) if piece.item]
    first = opens[0] if opens else len(pieces)
    last = len(pieces)
    while last > first + 1 and pieces[last - 1].kind in {BlockKind.CLOSING, BlockKind.BLANK}:
        last -= 1
    items = []
    for start, end in zip(opens, [*opens[1:], last], strict=False):
        within = tuple(blocks[start:end])
        items.append(
            Item(within[0].number, pieces[start].title, Span(within[0].span.start, within[-1].span.end), within)
        )
    if not opens:
        while last and pieces[last - 1].kind is BlockKind.CLOSING:
            last -= 1
        first = last
    return Structure(tuple(blocks[:first]), tuple(items), tuple(blocks[last:]), tuple(reading.people))


def _block(piece: _Piece, text: str) -> Block:
    return Block(
        piece.kind,
        Span(piece.start, piece.end),
        text[piece.start : piece.end],
        text[piece.at.start : piece.at.end],
        piece.at,
        piece.number,
    )


def _blanks_taken_in(pieces: list[_Piece]) -> list[_Piece]:
    """Blank lines given to the block before them."""
    kept: list[_Piece] = []
    for piece in pieces:
        if kept and piece.kind is BlockKind.BLANK and kept[-1].kind is not BlockKind.FRONT_MATTER:
            kept[-1].end = piece.end
        else:
            kept.append(piece)
    return kept


class _Reading:
    """One walk down the lines of a document."""

    def __init__(self, parts: list[tuple[Line, Heading | None]]) -> None:
        self.pieces: list[_Piece] = []
        self.people: list[Stretch] = []
        self._item = False
        self._title = ""
        self._list: List | None = None  # of people, going on from the line before
        self._unopened = people_unopened(parts)
        self._posts = posts_listed(parts)
        self._columns = columns_lost(parts)
        self._registers = registers(parts)
        for place, (line, heading) in enumerate(parts):
            if line.start in self._registers:
                self._registered(line, self._registers[line.start])
            elif place in self._unopened:
                self._list = List.PRESENT
                self._people_in(self._list, self._add(BlockKind.ATTENDANCE, line, 0, len(line.words), line.mark.number))
            elif heading is not None:
                self._heading(line, heading)
            else:
                self._plain(line)

    def _add(
        self, kind: BlockKind, line: Line, start: int, end: int, number: str | None, item: bool = False, title: str = ""
    ) -> _Piece:
        """A piece of a line from `start` to `end` within it, its text stripped of number, bullet and space."""
        words = line.words[start:end]
        own = line.mark.ends - start if start < line.mark.ends else 0
        text = words[own:]
        low = own + len(text) - len(text.lstrip(EDGES + "*_"))
        high = low + len(text[low - own :].rstrip(EDGES))
        if words[low:high].endswith(("**", "__")) and words[low:high].count(words[high - 2 : high]) % 2:
            high -= 2
        low, high = (low, max(low, high)) if words[low:high].strip() else (own, own)
        base = line.start + start
        piece = _Piece(kind, base, line.start + end, Span(base + low, base + high), number, item, title)
        self.pieces.append(piece)
        return piece

    def _heading(self, line: Line, heading: Heading) -> None:
        is_item = heading.rank is Rank.ITEM
        title = bare(line.words[line.mark.ends : heading.title_ends])
        self._list = None
        if is_item:
            self._item, self._title = True, title
            opened = opens_attendance(title) or (List.PRESENT if _CHAIR.fullmatch(title) else None)
            opened = opened or (List.APOLOGIES if _APOLOGIES.search(title) and len(title.split()) < 14 else None)
            self._list = opened
        elif _APOLOGIES.search(title) and len(title.split()) < 14:
            self._list = List.APOLOGIES
        end = len(line.words)
        if is_item and (heading.in_sentence or heading.title_ends <= line.mark.ends):  # a paragraph without a title
            piece = self._add(BlockKind.PARAGRAPH, line, 0, end, line.mark.number, item=True, title=title)
            self._people_in(opens_attendance(line.content), piece)
            return
        kind = BlockKind.HEADING if is_item else BlockKind.SUBHEADING
        piece = self._add(kind, line, 0, end, line.mark.number, item=is_item, title=title)
        piece.at = Span(piece.at.start, max(piece.at.start, min(piece.at.end, line.start + heading.title_ends)))
        if is_item and self._list and not verbless(title):
            self._people_in(self._list, piece)

    def _plain(self, line: Line) -> None:
        end = len(line.words)
        number = line.mark.number
        if line.front:
            self._add(BlockKind.FRONT_MATTER, line, 0, end, None)
        elif line.blank:
            self._add(BlockKind.BLANK, line, 0, end, None)
        else:
            kind = self._kind(line)
            piece = self._add(kind, line, 0, end, number)
            if kind is BlockKind.ATTENDANCE:
                ends = name_ends(line.words[piece.at.start - line.start :]) if line.start in self._columns else None
                self._people_in(self._list, piece, ends)

    def _kind(self, line: Line) -> BlockKind:
        words = bare(line.content)
        opened = opens_attendance(words) or (labelled(words) if self._list and not self._item else None)
        if (
            opened is List.PRESENT
            and self._list is List.APOLOGIES
            and self._printed() is BlockKind.HEADING
            and _GROUP_LABEL.match(words)
        ):
            return BlockKind.ATTENDANCE  # "Councillors: A, B" right below "Apologies"
        if self._list and not self._item and _WERE_THERE.search(words) and listed(_WERE_THERE.sub("", words)):
            self._list = List.IN_ATTENDANCE if self.people else List.PRESENT
            return BlockKind.ATTENDANCE
        inside = self._item and not self._list and (self.people or opened is not List.PRESENT)
        if opened and not inside and (not self._item or opened is not List.ABSENT):
            self._list = opened
            return BlockKind.ATTENDANCE
        if opened is List.APOLOGIES and re.search(
            rf"(?i)^{APOLOG}\w+\s*(?:for\s+absence\s*)?(?:[:–-]|(?:had|have|were|was)\s+(?:been\s+)?(?:received"
            r"|given|sent|accepted))",
            words,
        ):
            self._list = opened
            return BlockKind.ATTENDANCE
        if self._list and (
            listed(words)
            or (listed_first(words) and self._printed() in {BlockKind.HEADING, BlockKind.ATTENDANCE})
            or line.start in self._posts
            or (self._item and entry_of_group(words) and self._printed() in _LISTS_PEOPLE)
            or line.start in self._columns
            or (
                self._list is List.APOLOGIES
                and _SENT.search(words)
                and not _PRESIDED.search(words)
                and self._printed() in {BlockKind.HEADING, BlockKind.ATTENDANCE}
            )
        ):
            return BlockKind.ATTENDANCE
        if self._list and _HEAD_ROW.fullmatch(words):
            return BlockKind.ROW
        if self._list and line.look is Look.ROW and not self._item and verbless(words):
            return BlockKind.ATTENDANCE  # names in columns
        self._list = None if not self._list or line.look is not Look.ROW else self._list
        if is_closing(line.content):
            return BlockKind.CLOSING
        if (
            names_document(words)
            and not (self._item and re.match("(?i)held", words))
            and verbless(words)
            and len(words.split()) <= 30
        ):
            return BlockKind.TITLE
        if self.pieces and self._printed() is BlockKind.TITLE and len(words.split()) <= 14 and days_in(words):
            return BlockKind.TITLE
        if line.look is Look.ROW:
            return BlockKind.ROW
        if line.mark.bullet or line.mark.form == "letter":
            return BlockKind.BULLET
        if not self._item and not self._says(line.content):
            return BlockKind.TITLE
        return BlockKind.PARAGRAPH

    def _registered(self, line: Line, came: List | None) -> None:
        """A line of a register: a person who came or not, or only that they did."""
        self._list = None
        piece = self._add(BlockKind.ATTENDANCE, line, 0, len(line.words), line.mark.number)
        if came:
            self.people.append(Stretch(came, piece.at))

    def _printed(self) -> BlockKind:
        """The kind of the last piece that is not blank."""
        return next(
            (piece.kind for piece in reversed(self.pieces) if piece.kind is not BlockKind.BLANK), BlockKind.BLANK
        )

    def _says(self, words: str) -> bool:
        """Whether a line above the first item tells something, rather than naming the document."""
        title = (names_document(words) or _TITLE_IN_FULL.match(words)) and not _APPROVED.search(words)
        count = len(words.split())
        return (
            count >= 6 and not (title and count < 45) and (not verbless(words) or (count > 12 and words.endswith(".")))
        )

    def _people_in(self, kind: List | None, piece: _Piece, ends: int | None = None) -> None:
        """Note that a piece lists people; `ends` is where its name ends, if a post is run into it."""
        if kind is None or piece.at.end == piece.at.start:
            return
        if ends is not None:
            self.people.append(Stretch(kind, Span(piece.at.start, piece.at.start + ends)))
            return
        last = self.people[-1] if self.people else None
        goes_on = last is not None and last.list is kind and last.span.end in {one.at.end for one in self.pieces[-2:-1]}
        if last and goes_on:  # one list over several lines: "Councillors" stands for all of them
            self.people[-1] = Stretch(kind, Span(last.span.start, piece.at.end))
        else:
            self.people.append(Stretch(kind, piece.at))
