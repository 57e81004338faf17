"""Where one block ends and the next begins: lines, wrapped paragraphs, and what was run together on one line."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from wardmote.documents.flattened import Number, lists_inside, number_of, numbers_inside
from wardmote.documents.marks import Mark, mark_of, undated
from wardmote.documents.source import Look, Source
from wardmote.documents.titles import Known, known, title_case, verbless
from wardmote.documents.tree import Span
from wardmote.documents.wrapping import joins

EDGES = "\ufeff\xa0 \t\r\n\f\v\u200b"  # blank space at the edges of words
_LINE = re.compile(r"(?:[^\S\r\n]{0,200}(?:\r\n|\r|\n))+|[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BULLETS_INSIDE = re.compile(r"(?<=\s)[•·▪◦●\uf0b7](?=\s)")
_LIST_INSIDE = re.compile(r"(?:(?<=[.:;?!]\s)|(?<=[.:;?!]\s\s))\(?(?:\d{1,2}|[a-h])\)(?=\s+\S)")
_NUMBER_INSIDE = re.compile(r"(?:(?<=[.:;?!)]\s)|(?<=[.:;?!)]\s\s))(\d{1,4})/(\d{2,4})(?=\s+[A-Z])")
_TITLE_INSIDE = re.compile(
    r"(?:(?<=[.?!”\"]\s)|(?<=\d\s)|(?<=\d\s\s)"
    r"|(?<=[.?!”\"]\s\s))(?=[A-Z])([A-Z][^.:;?!\r\n]{3,110}?(?:,\s*para\s[^:]{1,12})?):(?=\s)"
)
_NUMBERED = re.compile(r"(?:^|\s)\d{1,3}(?:\.\d{1,2})?[.):]?\s*$")  # a list of people whose heading has that number
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$")
_LONE_NUMBER = re.compile(r"[ \t\xa0\f]*(\d{1,3})\s*")
# Whose action a line is, or that it was carried, set at the right margin.
_AT_THE_RIGHT = re.compile(
    r"[(\[]?(?:(?:CLERK|Clerk|ALL|All|[A-Z]{2,3})(?:\s*[/,&+]\s*)?)+[)\]]?\.?|(?i:carried|agreed|action\W.*)"
)
_RULE = re.compile(r"^[\s|:=_*~+–—-]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the reading text that will be one block, or a run-in heading and a block."""

    start: int
    end: int  # with the blank space that follows
    words: str  # from `start` to `end`
    mark: Mark
    look: Look | None = None
    level: int = 0
    front: bool = False
    inside: bool = False  # begins within a printed line

    @property
    def content(self) -> str:
        """The words without number, bullet and blank space around them."""
        return self.words[self.mark.ends :].strip(EDGES)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it but perhaps a rule."""
        return bool(_RULE.match(self.words.strip("\ufeff\xa0\u200b\f\v"))) and not self.mark.number


def lines_of(source: Source) -> list[Line]:
    """The reading text cut into abutting lines, none left out."""
    text = source.text
    ends = _front_matter(text)
    spans = [Span(0, ends)] if ends else []
    spans += [Span(found.start(), found.end()) for found in _LINE.finditer(text, ends)]
    spans = _unwrapped(text, spans, bool(ends)) if source.encoding else spans
    hints = sorted(source.hints, key=lambda hint: hint.span.start)
    starts = [hint.span.start for hint in hints]
    lines: list[Line] = []
    last: Number = ()
    for place, span in enumerate(spans):
        words = text[span.start : span.end]
        if ends and place == 0:
            lines.append(Line(span.start, span.end, words, Mark(0), front=True))
            continue
        at = bisect_right(starts, span.end - 1) - 1
        hint = hints[at] if at >= 0 and hints[at].span.start <= span.start < hints[at].span.end else None
        look = hint.look if hint else Look.ROW if _table_row(words) else None
        whole = Line(span.start, span.end, words, mark_of(words), look, hint.level if hint else 0)
        if look is Look.ROW:
            lines.append(whole)
            continue
        counted, last = _counted(whole, last)
        opened = [at for at in lists_inside(words, whole.mark.ends, span.start) if not _NUMBERED.search(words[:at])]
        for part in _cut_at(whole, {*counted, *opened}):
            lines += cut(part)
    return _slashed(_numbers_joined(_dotted(lines), text))


def _front_matter(text: str) -> int:
    found = re.match(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", text, re.S)
    return found.end() if found else 0


def _table_row(words: str) -> bool:
    filled = [cell for cell in words.split("|") if cell.strip()]
    if "|" in words and (len(filled) < 2 or (len(filled) == 2 and re.fullmatch(r"\s*\d{1,4}\s*", filled[0]))):
        return False  # "889 | PUBLIC TIME | | |": a heading that stood in a table
    if _TABLE_LINE.match(words.strip("\r\n")) or re.search(r"\w\)?[ \t]+\|[ \t]+\w", words):
        return True
    cells = [cell for cell in re.split(r"\t+|[ \xa0]{4,}", words.strip()) if cell.strip()]
    first = mark_of(words)
    if any(len(cell.split()) > 6 and cell.endswith(".") for cell in cells):
        return False
    if len(cells) == 2 and len(cells[0].split()) > 3 and _AT_THE_RIGHT.fullmatch(cells[1].strip()):
        return False
    return len(cells) >= 2 and first.number is None and not first.bullet and all(len(cell) < 80 for cell in cells)


def _unwrapped(text: str, spans: list[Span], front: bool) -> list[Span]:
    """Printed lines put together to paragraphs, where the file was wrapped at a margin."""
    lengths = sorted(span.end - span.start for span in spans[front:])
    longest = lengths[-1] - 1 if lengths else 0
    carried = sum(  # lines that begin in small letters below a long one
        text[after.start : after.end].lstrip()[:1].islower() and before.end - before.start > 0.6 * longest
        for before, after in zip(spans[front:], spans[front + 1 :], strict=False)
    )
    if longest > 130 or carried < 2:
        return spans
    joined: list[Span] = []
    for place, span in enumerate(spans):
        if joined and place > front:
            before = text[spans[place - 1].start : spans[place - 1].end].rstrip()
            line = text[span.start : span.end]
            if joins(before, line, longest) and not _table_row(line) and not _table_row(before + "\n"):
                joined[-1] = Span(joined[-1].start, span.end)
                continue
        joined.append(span)
    return joined


def _counted(line: Line, last: Number) -> tuple[list[int], Number]:
    """Where numbers stand inside a line that go on from those before it, and the last of them."""
    mark = line.mark
    if mark.number and mark.form in {"dot", "deep", "bare"}:
        last = number_of(mark.number)
    if len(line.words) < 40:
        return [], last
    places = numbers_inside(line.words, mark.ends, last)
    return places, number_of(line.words[places[-1] :].split(maxsplit=1)[0]) if places else last


def cut(line: Line) -> list[Line]:
    """A line cut where bullets, lists or usual headings stand inside it."""
    words = line.words
    body = line.mark.ends
    cuts = {found.start() for found in _BULLETS_INSIDE.finditer(words) if found.start() > body}
    listed = [found.start() for found in _LIST_INSIDE.finditer(words) if found.start() >= body]
    cuts |= set(listed) if len(listed) > 1 or (listed and line.mark.form == "letter") else set()
    for found in _TITLE_INSIDE.finditer(words):
        if found.start() > body and known(found[1]) is Known.ITEM and title_case(found[1]) > 0.3:
            cuts.add(found.start())
    return _cut_at(line, cuts)


def _cut_at(line: Line, cuts: set[int]) -> list[Line]:
    words = line.words
    if not cuts:
        return [line]
    edges = [0, *sorted(cuts), len(words)]
    parts = []
    for start, end in itertools.pairwise(edges):
        part = words[start:end]
        mark = line.mark if start == 0 else mark_of(part)
        parts.append(
            Line(
                line.start + start,
                line.start + end,
                part,
                mark,
                line.look if start == 0 else None,
                line.level if start == 0 else 0,
                inside=line.inside or start > 0,
            )
        )
    return parts


def _dotted(lines: list[Line]) -> list[Line]:
    """ "04.07.02 Finance" is a number where two more lines begin so; alone it is a day."""
    if sum(line.mark.form == "dotted" for line in lines) > 2:
        return [
            replace(line, mark=replace(line.mark, form="slash")) if line.mark.form == "dotted" else line
            for line in lines
        ]
    return [
        replace(line, mark=undated(line.mark, line.words)) if line.mark.form == "dotted" else line for line in lines
    ]


def _numbers_joined(lines: list[Line], text: str) -> list[Line]:
    """A number alone on a line belongs to the title on the next line."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        lone = _LONE_NUMBER.fullmatch(last.words) if last and not last.inside and not last.front else None
        mark = Mark(0, "dot", lone[1], int(lone[1])) if lone else last.mark if last else Mark(0)
        alone = (
            last and mark.form in {"dot", "item", "slash", "deep"} and not last.inside and (lone or not last.content)
        )
        titled = (
            line.content and not line.mark.number and not line.mark.bullet and not _LONE_NUMBER.fullmatch(line.words)
        )
        if last and alone and titled and (len(line.content) < 160 or mark.form == "slash"):
            words = text[last.start : line.end]
            ends = len(last.words) + line.mark.ends
            if lone and (not line.content[0].isupper() or not (known(line.content) or verbless(line.content))):
                joined.append(line)  # a figure or the number of a page, and prose
                continue
            joined[-1] = replace(
                last,
                end=line.end,
                words=words,
                mark=replace(mark, ends=ends, bold=line.mark.bold or last.mark.bold),
                look=line.look,
            )
        else:
            joined.append(line)
    return joined


def _slashed(lines: list[Line]) -> list[Line]:
    """Cut where the next number of a series like 134/17 stands inside a line, and mend one without its stroke."""
    series = [line.mark for line in lines if line.mark.form == "slash" and line.mark.year]
    if len(series) < 2:
        return lines
    year = max({mark.year for mark in series}, key=lambda one: sum(mark.year == one for mark in series))
    done: list[Line] = []
    latest = 0
    for line in lines:
        if line.mark.form in {"typo", "bare"} and line.mark.number == f"{latest + 1}{year}":
            line = replace(line, mark=replace(line.mark, form="slash", value=latest + 1, year=year))
        if line.mark.form == "slash" and line.mark.year == year and line.mark.value:
            latest = line.mark.value
        rest = line
        for found in _NUMBER_INSIDE.finditer(line.words, line.mark.ends):
            if found[2] == year and latest < int(found[1]) <= latest + 3:
                latest = int(found[1])
                at = found.start() - (rest.start - line.start)
                done.append(replace(rest, end=rest.start + at, words=rest.words[:at]))
                part = rest.words[at:]
                rest = Line(rest.start + at, rest.end, part, mark_of(part), inside=True)
        done.append(rest)
    return done
