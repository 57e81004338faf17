"""What is to be printed: a small tree that `pdf.py` and `word.py` set on paper.

All text is plain text: nothing in it is ever taken for markup. A line break in a text stays a line break.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `number` is printed before it as given; `key` lets a list on the front page point here.

    In a Word file `mark` names a bookmark on it, and Word itself counts the numbers of marked headings.
    """

    level: Literal[1, 2, 3]
    text: str
    number: str | None = None
    key: str | None = None
    mark: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `strong_lead` stands before it in bold; `mark` names a bookmark on it in a Word file."""

    text: str
    strong_lead: str | None = None
    mark: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter; `marks` names bookmarks on its items in a Word file."""

    items: tuple[str, ...]
    marks: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """One item of a numbered list, with its number as printed ("3", "4(a)")."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list that keeps the numbers it was given, gaps and all."""

    items: tuple[NumberedItem, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one row of headers.

    Raises ValueError if it has no caption or headers, or a row is longer or shorter than its header row.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.caption.strip() or not self.header:
            raise ValueError("A table needs a caption and a row of headers.")
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(
                    f"The table “{self.caption}” has {len(self.header)} columns and a row of {len(row)} cells."
                )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as SVG for PDF and as PNG for Word, with the words that stand in its place where it can't be seen.

    Raises ValueError if it has no description.
    """

    description: str
    svg: str = field(repr=False)
    png: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not self.description.strip():
            raise ValueError("A picture needs a description.")


@dataclass(frozen=True, slots=True)
class Notice:
    """A text in a box, such as the confidentiality reminder; `mark` names a bookmark on it in a Word file."""

    text: str
    mark: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class FrontList:
    """One list of the front page.

    `if_empty` is the sentence printed when there is nothing in it. `continued` is the key of the heading under which
    all its items stand in full; without one, a list that had to be cut is printed whole right after the front page.
    """

    title: str
    items: tuple[str, ...]
    if_empty: str
    continued: str | None = None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Page one: one page, 16 point or larger, however much there is to say."""

    heading: str
    lists: tuple[FrontList, ...]


Part = Heading | Paragraph | Bullets | Numbered | Table | Picture | Notice | Rule | NewPage | FrontPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper.

    `date` is the day the paper was made: it is printed in the foot and dates the file. `marking` ("PANEL – not for
    publication") and `banner` ("EXAMPLE", or None) stand on every page; `for_reader` names whose copy it is.

    Raises ValueError if there is no title or marking, a line of the head or foot is too long for it, a front page is
    not the first part, or a list on it points to a heading that does not exist.

    >>> Paper(title="Agenda", marking="PUBLIC", date=date(2022, 11, 14), parts=(Paragraph("Hello."),)).language
    'en-GB'
    """

    title: str
    marking: str
    date: date
    parts: tuple[Part, ...]
    subtitle: str | None = None
    banner: str | None = None
    for_reader: str | None = None
    language: str = "en-GB"
    card: str | None = None  # kept unseen in a Word file: from what it was made
    marks: tuple[str, ...] = ()  # bookmarks on title and subtitle in a Word file

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.marking.strip():
            raise ValueError("A paper needs a title and a marking.")
        if len(self.marking) > 60 or len(self.banner or "") > 20 or len(self.for_reader or "") > 60:
            raise ValueError("A marking and a reader's name may have 60 letters at most, a banner 20.")
        if any(isinstance(part, FrontPage) for part in self.parts[1:]):
            raise ValueError("A front page can only be the first part of a paper.")
        keys = [part.key for part in self.parts if isinstance(part, Heading) and part.key is not None]
        if len(keys) != len(set(keys)):
            raise ValueError("Two headings of a paper have the same key.")
        for part in self.parts[:1]:
            for one in part.lists if isinstance(part, FrontPage) else ():
                if one.continued is not None and one.continued not in keys:
                    raise ValueError(f"“{one.title}” points to “{one.continued}”, and no heading has that key.")


def foot(paper: Paper) -> str:
    """What stands at the left of the foot of every page: whose copy it is, and of which day."""
    made = f"Made on {paper.date.day} {paper.date:%B %Y}"
    return f"For {paper.for_reader}. {made}" if paper.for_reader else made


def printable(text: str) -> str:
    r"""The text with what no page can show made visible, and nothing else changed.

    Control characters, lone surrogates and unassigned or private characters would break the file (PDF/UA and XML both
    refuse them); they are named in brackets instead of being dropped. Direction overrides could make a sentence read
    otherwise than it is written, so they are named as well.

    >>> printable("a\x01b \uf0b7 c\r\nd\ufeff")
    'a[character U+0001]b • c\nd'
    """
    text = text.replace("\r\n", "\n").replace("\ufeff", "")
    return "".join(map(_printable_character, text))


def _printable_character(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if character in "\r\v\f\x85\u2028\u2029":
        return "\n"
    if character == "\uf0b7":  # the bullet of Word's Symbol font, in half of all typed notes
        return "•"
    category = unicodedata.category(character)
    if category == "Zs" or (category == "Cf" and unicodedata.bidirectional(character) in ("BN", "R", "L", "AL")):
        return character  # kinds of space, soft hyphens and joiners
    return named(character)


def named(character: str) -> str:
    """A character that can't be printed, by name.

    >>> named("😀")
    '[grinning face]'
    """
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name else f"[character U+{ord(character):04X}]"


CARD = "Wardmote"  # the property of a Word file that holds a paper's card
UNPRINTED = ("svg", "png", "key", "continued", "language", "mark", "marks", "card")


def mapped(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every text that is printed changed by `change`.

    >>> mapped(Paper(title="a", marking="b", date=date(2022, 11, 14), parts=(Bullets(("c",)),)), str.upper).parts
    (Bullets(items=('C',)),)
    """

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        if is_dataclass(value) and not isinstance(value, type):
            printed = [one.name for one in fields(value) if one.name not in UNPRINTED]
            return replace(value, **{name: changed(getattr(value, name)) for name in printed})
        return value

    made: Paper = changed(paper)
    return made


def stepped(parts: tuple[Part, ...], *, under_front: bool = False) -> tuple[Part, ...]:
    """The parts with heading levels that never skip a step down: a screen reader's outline must not have holes.

    >>> [part.level for part in stepped((Heading(2, "A"), Heading(3, "B"), Heading(1, "C"), Heading(3, "D")))]
    [1, 2, 1, 2]
    """
    allowed = 3 if under_front else 1
    made: list[Part] = []
    for part in parts:
        if isinstance(part, FrontPage):
            allowed = 3
        elif isinstance(part, Heading):
            level: Literal[1, 2, 3] = 1 if allowed == 1 or part.level == 1 else 2 if allowed == 2 else part.level
            if level != part.level:
                part = replace(part, level=level)
            allowed = min(level + 1, 3)
        made.append(part)
    return tuple(made)
