"""The Word file of an agenda as it comes back: its paragraphs, each with the bookmarks that name it."""

import io
import re
from collections.abc import Iterator
from typing import Any

from wardmote.documents.agenda_file import AgendaFile, Line
from wardmote.documents.paper import CARD
from wardmote.documents.read import read_bytes
from wardmote.documents.source import Look, Unreadable
from wardmote.documents.source_word import Page, W, check, torn

OURS = "wm_"
LARGEST = 5_000_000  # bytes: an agenda is text
_LONGEST = 200_000  # characters
_MOST_LINES = 2_000


def agenda_of(content: bytes, *, name: str, thing: str = "agenda") -> AgendaFile:
    """The paragraphs of a .docx file of at most 5 MB; `thing` is what it should be, for a sentence that refuses it.

    Raises:
        Unreadable: another type of file, too large, empty, locked or torn. Nothing was kept.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"{name} is larger than 5 MB, so it was not read; an {thing} is far smaller.")
    if not name.lower().endswith(".docx"):
        raise Unreadable(f"{name} is not a Word file (.docx); save the {thing} as .docx and give that.")
    if not content.strip():
        raise Unreadable(f"{name} is empty; nothing was read.")
    check(content, name)
    import docx

    try:
        document: Any = docx.Document(io.BytesIO(content))
        reading = _Reading(document)
        reading.blocks(document.element.body)
        card, comments = _card(document), tuple(_comments(document))
    except Unreadable:
        raise
    except Exception as error:  # python-docx and lxml raise whatever a torn part leads them to
        raise torn(name) from error
    lines = tuple(reading.lines)
    if not any(line.text.strip() for line in lines):
        raise Unreadable(f"{name} holds no words; nothing was read.")
    if len(lines) > _MOST_LINES or sum(len(line.text) for line in lines) > _LONGEST:
        raise Unreadable(f"{name} holds far more text than an {thing}; give the {thing} as you got it.")
    made = next((m for line in lines for m in line.marks if m.startswith(f"{OURS}made_")), "")
    card = card or made.removeprefix(f"{OURS}made_")
    kind = "" if card or any(line.marks for line in lines) else read_bytes(content, name=name).kind.value
    return AgendaFile(card, lines, tuple(reading.deleted), comments, kind)


class _Reading:
    """One walk through a document, top to bottom."""

    def __init__(self, document: Any) -> None:
        self.page = Page(document)
        self.lines: list[Line] = []
        self.deleted: list[str] = []
        self.seen: set[str] = set()
        self.waiting: list[str] = []  # bookmarks that begin before the next paragraph
        self.slipped: list[str] = []  # bookmarks of a paragraph that was emptied
        self.joined = ""  # words that a deleted end of paragraph joins to the next

    def blocks(self, parent: Any) -> None:
        for node in parent:
            if node.tag == W + "p":
                self.paragraph(node)
            elif node.tag == W + "tbl":
                self.table(node)
            elif node.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"}:
                self.blocks(node)
            elif node.tag == W + "bookmarkStart":
                self.bookmark(node)

    def bookmark(self, node: Any) -> None:
        name = node.get(W + "name") or ""
        if name.startswith(OURS) and name not in self.seen:  # LibreOffice begins one again where it ends
            self.seen.add(name)
            self.waiting.append(name)

    def paragraph(self, node: Any) -> None:
        before = self.page.changes
        words, boxes = self.page.words(node)
        properties = node.find(W + "pPr")
        mark = None if properties is None else properties.find(W + "rPr")
        ended = mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
        inserted = mark is not None and (mark.find(W + "ins") is not None or mark.find(W + "moveTo") is not None)
        tracked = self.page.changes > before or ended or inserted
        for start in node.iter(W + "bookmarkStart"):
            self.bookmark(start)
        if self.joined:
            words, tracked, self.joined = self.joined + words, True, ""
        if ended and words.strip():
            self.joined = words
            return
        if not words.strip():
            (self.deleted if tracked else self.slipped).extend(self.waiting)
            self.waiting = []
            return
        label = self.page.numbering.label(properties).strip()
        look = self.page.look(node, properties)
        heading = look is not None and look[0] is Look.HEADING and look[1] == 1
        self.add(words, heading=heading, label=label, tracked=tracked)
        for box in boxes:
            self.blocks(box)

    def add(self, words: str, *, heading: bool, label: str, tracked: bool) -> None:
        if not words.strip():
            return
        marks = tuple(self.waiting or (self.slipped if heading else ()))  # a heading below an emptied one is that one
        self.waiting, self.slipped = [], []
        for place, text in enumerate([words] if heading else words.split("\n")):
            line = Line(
                text=re.sub(r"\s*\n\s*", " ", text) if heading else text,
                marks=marks if place == 0 else (),
                heading=heading,
                numbered=bool(label),
                label="" if heading or place else label,
                tracked=tracked,
            )
            self.lines.append(line)

    def table(self, table: Any) -> None:
        for row in table.iter(W + "tr"):
            for start in row.iter(W + "bookmarkStart"):
                self.bookmark(start)
            before = self.page.changes
            cells = [
                " ".join(one.strip() for one in self.page.cell(cell) if one.strip()) for cell in row.iter(W + "tc")
            ]
            tracked = self.page.changes > before
            self.add("\t".join(cells), heading=False, label="", tracked=tracked)


def _card(document: Any) -> str:
    """What our own property says, wherever the word processor keeps it."""
    for relation in document.part.package.rels.values():
        if relation.reltype.endswith("/custom-properties"):
            from lxml import etree

            tree = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for one in tree:
                if one.get("name") == CARD:
                    return "".join(one.itertext()).strip()[:40]
    return ""


def _comments(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/comments"):
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for comment in etree.fromstring(relation.target_part.blob, parser).iter(W + "comment"):
                words = " ".join("".join(p.itertext(W + "t")) for p in comment.iter(W + "p")).strip()
                who = comment.get(W + "author") or "somebody"
                yield f"{who}: {words}" if words else f"{who}: (no words)"
