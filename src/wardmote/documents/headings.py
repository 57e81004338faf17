"""Which lines of a document are headings: of items, of what stands below them, or of neither."""

import re
from dataclasses import replace

from wardmote.documents.attendance import List, entry_of_group, listed, opens_attendance
from wardmote.documents.heading_words import (
    ABOUT,
    CLOSERS,
    GROUP,
    LISTS,
    Heading,
    Rank,
    names_document,
    numbered_heading,
    part_heading,
    typography,
)
from wardmote.documents.lines import EDGES, Line, cut
from wardmote.documents.marks import Mark, mark_of
from wardmote.documents.names import begins_with_person
from wardmote.documents.numbering import items_by_letter, items_by_number
from wardmote.documents.source import Look
from wardmote.documents.titles import Known, bare, before_mark, known, title_case, verbless
from wardmote.documents.typographies import Typographies


def _is_apologies_line(words: str) -> bool:
    """Whether a line is "Apologies: A, B": the first item of business, though it stands among the lists of people."""
    lead = before_mark(words)
    return lead is not None and opens_attendance(words) is List.APOLOGIES and known(words[: lead[0]]) is Known.ITEM


class Headings(Typographies):
    """The headings of one document, found once."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.printed = [place for place, line in enumerate(lines) if not line.blank and not line.front]
        self.after = dict(zip(self.printed, self.printed[1:], strict=False))
        self.before = dict(zip(self.printed[1:], self.printed, strict=False))
        self.style = {place: style for place in self.printed if (style := typography(lines[place]))}
        self._usual_titles = [place for place in self.printed if self._stands_as_usual(place)]
        self.numbered = items_by_number(lines, self._usual_outside)
        if (
            not self.numbered
            and not self._usual_outside(set())
            and not any(style != "plain" for style in self.style.values())
        ):
            self.numbered = items_by_letter(lines)
        self.loud = {
            style for style in (self.style.get(place) for place in self.numbered) if style and style != "plain"
        }
        self.loud |= (
            {"bold"} if sum(lines[place].mark.bold for place in self.numbered) * 2 > len(self.numbered) > 0 else set()
        )
        self.bulleted = False  # bullets open its items
        self.by_shape = False  # no usual title shows how items look; dashes after short titles do
        self.found: dict[int, Heading] = {}
        self._item = ""
        self.common = self._established()
        self._listing = False  # whether the line before belongs to a list of people that goes by groups
        self.parts: list[tuple[Line, Heading | None]] = []
        for place, line in enumerate(lines):
            self._take(place, line)

    def _take(self, place: int, line: Line) -> None:
        """Add a line to the parts; what runs on after a title is a line again."""
        if line.blank or line.front:
            self.parts.append((line, None))
            return
        numbered = place in self.numbered
        self._listing = self._lists(line, numbered)
        heading = (
            numbered_heading(line)
            if numbered
            else Heading(Rank.NONE, line.mark.ends)
            if self._listing
            else self._unnumbered(place)
        )
        if not heading.rank:
            self.parts.append((line, None))
            return
        self.found[place] = heading
        if heading.rank is Rank.ITEM:
            self._item = bare(line.words[line.mark.ends : heading.title_ends])
        starts = heading.text_starts
        if starts is None or not line.words[starts:].strip():
            self.parts.append((line, replace(heading, text_starts=None)))
            return
        self.parts.append(
            (replace(line, end=line.start + starts, words=line.words[:starts]), replace(heading, text_starts=None))
        )
        words = line.words[starts:]
        for part in cut(Line(line.start + starts, line.end, words, mark_of(words), inside=True)):
            body = part.words[part.mark.ends :].rstrip(EDGES)
            further = (
                self._run_in(part, body, part.mark.ends)
                if heading.rank is Rank.ITEM or part.mark.form == "letter"
                else None
            )
            if further and further.rank is Rank.SUB and further.text_starts:
                at = further.text_starts
                self.parts.append(
                    (replace(part, end=part.start + at, words=part.words[:at]), replace(further, text_starts=None))
                )
                part = Line(part.start + at, part.end, part.words[at:], Mark(0), inside=True)
            self.parts.append((part, None))

    def _lists(self, line: Line, numbered: bool) -> bool:
        """Whether a line inside an item opens a list of people, alone on its line, or goes on with one by groups."""
        words = line.content
        opens = len(words.split()) < 4 and opens_attendance(words) not in {None, List.APOLOGIES}
        if numbered:
            return opens
        if not self._item or line.mark.bullet:
            return False
        return (opens and words.endswith(":")) or (self._listing and entry_of_group(words))

    def _usual_outside(self, numbered: set[int]) -> int:
        """How many usual titles of items stand outside some lines."""
        return sum(place not in numbered for place in self._usual_titles)

    def _stands_as_usual(self, place: int) -> bool:
        line = self.lines[place]
        if line.mark.bullet or line.mark.form == "deep":
            return False
        lead = before_mark(line.content)
        title = line.content[: lead[0]] if lead and lead[2] == "colon" else line.content if place in self.style else ""
        return bool(title) and known(title) is Known.ITEM

    def _unnumbered(self, place: int) -> Heading:
        line = self.lines[place]
        words, at = line.words, line.mark.ends
        end = at + len(words[at:].rstrip(EDGES))
        if listed(words[at:end]) and opens_attendance(self._item):
            return Heading(Rank.NONE, at)
        if line.mark.form == "deep" and self.numbered and self._item and line.look is not Look.ROW:
            part = part_heading(line)
            entry = (
                LISTS.search(self._item)
                and part.text_starts is None
                and not (place in self.style and self._heads_text(place, 12))
            )
            return Heading(Rank.NONE, at) if entry else part
        if place in self.style and not line.mark.bullet:
            rank = self._rank_alone(place)
            if rank:
                return Heading(rank, end)
        loud = "caps" in self.style.get(place, "") and words.rstrip(EDGES).endswith(":")
        if line.mark.bullet and place in self.style and (loud or self._heads_text(place, 6)):
            return Heading(Rank.SUB, end)
        if self._sentence_title(place, words[at:end]):
            return Heading(Rank.SUB, end)
        sent = _is_apologies_line(words[at:end])
        if line.look is Look.ROW or (not self._item and not self.common and not self.numbered and not sent):
            return Heading(Rank.NONE, at)
        return self._run_in(line, words[at:end], at)

    def _heads_text(self, place: int, most: int) -> bool:
        """Whether a short bullet or numbered line is followed by a paragraph of its own."""
        following = self.lines[self.after[place]] if place in self.after else None
        title = self.lines[place].content
        return (
            bool(following)
            and following is not None
            and not following.mark.bullet
            and not following.mark.number
            and len(title.split()) <= most
            and len(following.content) > len(title)
            and place + 1 not in self.style
        )

    def _sentence_title(self, place: int, body: str) -> bool:
        """Whether a line is a title that the clerk closed with a full stop: no verb, and prose below it."""
        line = self.lines[place]
        stopped = re.fullmatch(r"[^.:;!?£]{8,110}\.", body.strip("*_ "))
        if (
            not stopped
            or line.inside
            or not self._item
            or line.mark.form not in {"", "deep"}
            or line.mark.bullet
            or place not in self.after
        ):
            return False
        below = self.lines[self.after[place]]
        count = len(body.split())
        plain = bare(body)
        if (
            not 1 <= count <= 14
            or not verbless(plain)
            or title_case(plain) < 0.3
            or re.match(r"(?i)no(?:ne|thing)?\b|\d", plain)
            or begins_with_person(plain)
            or LISTS.search(self._item)
        ):
            return False
        return (
            not below.mark.number
            and not below.mark.bullet
            and not verbless(below.content)
            and len(below.content) > 1.5 * len(body)
        )

    def _rank_alone(self, place: int) -> Rank:
        line, style = self.lines[place], self.style[place]
        title = bare(line.content)
        usual = known(title)
        if line.mark.form == "deep" and self._heads_text(place, 12):
            return Rank.SUB
        if line.mark.form in {"letter", "deep"} or (line.mark.number and self.numbered):
            inside_list = bool(LISTS.search(self._item))
            if line.mark.form == "letter" and self._heads_text(place, 8):
                return Rank.SUB
            return (
                Rank.SUB
                if not inside_list and self._worded(place, title) and (style != "plain" or line.mark.form == "deep")
                else Rank.NONE
            )
        if not self._item and not self._in_reach(place, usual, style):
            return Rank.NONE
        if (
            GROUP.fullmatch(title)
            and re.search(r"(?i)other business|a\.?o\.?b", self._item)
            and (self.numbered or len(title.split()) < 3)
        ):
            return Rank.SUB
        if style.startswith("level"):
            return (
                Rank.ITEM
                if (style in self.common and not self.numbered) or (usual is Known.ITEM and style in self.loud)
                else Rank.SUB
            )
        if self.numbered:
            if usual is Known.ITEM and (CLOSERS.fullmatch(title) or style in self.loud) and self._item:
                return Rank.ITEM
            if "caps" in style and CLOSERS.fullmatch(title):
                return Rank.ITEM
            return Rank.SUB if style != "plain" or usual or self._worded(place, title) else Rank.NONE
        if usual is Known.BELOW:
            return Rank.SUB
        if usual is Known.ITEM:
            return (
                Rank.ITEM
                if style in self.common or style != "plain" or not self.common & {"bold", "caps", "bold caps"}
                else Rank.SUB
            )
        if style in self.common:
            return Rank.ITEM if style != "plain" or self._worded(place, title) else Rank.NONE
        if not self.common or self.by_shape:
            return (
                Rank.ITEM
                if (style != "plain" or self._worded(place, title)) and self._item_styles(style)
                else Rank.NONE
            )
        return Rank.SUB if style != "plain" or self._worded(place, title) else Rank.NONE

    def _in_reach(self, place: int, usual: Known, style: str) -> bool:
        """Whether a heading may open the first item: not so the title of the notes."""
        title = bare(self.lines[place].content)
        if re.match(r"(?i)(?:draft\s+|unapproved\s+)?(?:minutes|notes)\b(?!.*\b(?:last|previous)\b).*\d", title):
            return False
        if names_document(title) or ((usual is not Known.ITEM or place == self.printed[0]) and ABOUT.search(title)):
            return False
        if self.numbered or (place == self.printed[0] and usual is not Known.ITEM and not self.by_shape):
            return False
        return usual is Known.ITEM or style in self.common or (not self.common and place != self.printed[0])
