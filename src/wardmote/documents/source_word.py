"""The text of a .docx file as its pages show it, with what the pages do not show."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from wardmote.documents.source import Hint, Look, Source, Unreadable
from wardmote.documents.source_numbering import Numbering
from wardmote.documents.tree import Hidden, HiddenKind, Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST = 150_000_000  # bytes unpacked: notes with photographs stay far below
_LARGEST_XML = 40_000_000
_MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0"


def text_of(content: bytes, *, name: str) -> Source:
    """The reading text of a .docx file: accepted text, numbers as Word prints them, rows of tables with tabs.

    The first section's header stands above, its footer and the notes below. Deleted and hidden text are left out and
    reported, as are comments and bookmarks.

    Raises:
        Unreadable: locked, torn, too large when unpacked, or without words.
    """
    check(content, name)
    import docx

    try:
        document: Any = docx.Document(io.BytesIO(content))
        text, hints, hidden = Page(document).read()
    except Unreadable:
        raise
    except Exception as error:  # python-docx and lxml raise whatever a torn part leads them to
        raise torn(name) from error
    if not text.strip():
        raise Unreadable(f"{name} holds no words; if it is pictures of pages, give the typed notes instead.")
    return Source(text, hidden, hints)


def torn(name: str) -> Unreadable:
    return Unreadable(f"{name} is damaged and can't be opened as a Word file; save it again in Word and retry.")


def check(content: bytes, name: str) -> None:
    """Refuse what must not be unpacked."""
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(f"{name} is locked with a password; save a copy without one and give that.")
        raise Unreadable(f"{name} is an old Word file (.doc); save it as .docx and give that.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise torn(name) from error
    if "[Content_Types].xml" not in names:
        raise torn(name)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"{name} is locked with a password; save a copy without one and give that.")
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > _MOST_PARTS or xml > _LARGEST_XML or sum(part.file_size for part in parts) > _LARGEST:
        raise Unreadable(f"{name} unpacks to far more than notes of a meeting would hold, so it was not opened.")


def _on(properties: Any, tag: str) -> bool | None:
    """Whether a switch such as `w:vanish` is on; None if it is not there."""
    node = None if properties is None else properties.find(W + tag)
    return None if node is None else node.get(W + "val", "1") not in {"0", "false", "off", "none"}


class Page:
    """One reading of one document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = {style.get(W + "styleId"): style for style in document.styles.element.findall(W + "style")}
        self.numbering = Numbering(document, self.styles)
        self.text: list[str] = []
        self.length = 0
        self.hints: list[Hint] = []
        self.bookmarks: list[str] = []
        self.changes = 0
        self.vanished = 0

    def read(self) -> tuple[str, tuple[Hint, ...], tuple[Hidden, ...]]:
        section = self.document.sections[0] if self.document.sections else None
        if section is not None:
            headers = [section.first_page_header] if section.different_first_page_header_footer else []
            self._furniture([*headers, section.header])
        self._blocks(self.document.element.body)
        self._notes()
        if section is not None:
            footers = [section.first_page_footer] if section.different_first_page_header_footer else []
            self._furniture([*footers, section.footer])
        return "".join(self.text), tuple(self.hints), tuple(self._hidden())

    def _furniture(self, parts: list[Any]) -> None:
        """Headers or footers; numbers of pages are fields of the layout and stay out."""
        for part in parts:
            if part.is_linked_to_previous:
                continue
            for line in self.cell(part._element):
                if line.strip() and not line.strip().replace("Page", "").replace("of", "").strip().isdigit():
                    self._say(line.strip() + "\n")

    def _notes(self) -> None:
        for relation in self.document.part.rels.values():
            if relation.reltype.rsplit("/", 1)[-1] in {"footnotes", "endnotes"}:
                from lxml import etree

                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(relation.target_part.blob, parser):
                    if note.get(W + "type") is None:
                        for line in self.cell(note):
                            self._say(line + "\n")

    def _hidden(self) -> Iterator[Hidden]:
        for mark in self.bookmarks:
            yield Hidden(HiddenKind.BOOKMARK, f"This file carries a hidden bookmark ({mark}).")
        comments = [r for r in self.document.part.rels.values() if r.reltype.endswith("/comments")]
        count = sum(relation.target_part.blob.count(b"<w:comment ") for relation in comments)
        if count:
            yield Hidden(HiddenKind.COMMENT, f"This file carries {_many(count, 'comment')} in its margin.")
        if self.changes:
            yield Hidden(
                HiddenKind.TRACKED_CHANGE,
                f"This file carries {_many(self.changes, 'tracked change')}; deleted words are still in it.",
            )
        if self.vanished:
            yield Hidden(HiddenKind.HIDDEN_TEXT, f"This file carries hidden text in {_many(self.vanished, 'place')}.")

    def _say(self, words: str) -> None:
        self.text.append(words)
        self.length += len(words)

    def _blocks(self, parent: Any) -> None:
        for node in parent:
            if node.tag == W + "p":
                self._paragraph(node)
            elif node.tag == W + "tbl":
                self._table(node)
            elif node.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"}:
                self._blocks(node)
            elif node.tag == W + "bookmarkStart":
                self._bookmark(node)

    def _paragraph(self, node: Any) -> None:
        words, boxes = self.words(node)
        start = self.length
        properties = node.find(W + "pPr")
        label = self.numbering.label(properties) if words.strip() else ""
        self._say(label + words)
        look = self.look(node, properties) if words.strip() else None
        if look is not None:
            self.hints.append(Hint(Span(start, self.length), *look))
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None or mark.find(W + "del") is None:  # a deleted end of paragraph joins it to the next
            self._say("\n")
        for box in boxes:
            self._blocks(box)

    def cell(self, parent: Any) -> list[str]:
        """The paragraphs of a cell, a header or a note, nested tables flattened."""
        lines: list[str] = []
        for node in parent:
            if node.tag == W + "p":
                words, boxes = self.words(node)
                label = self.numbering.label(node.find(W + "pPr")) if words.strip() else ""
                lines += (label + words).split("\n")
                for box in boxes:
                    lines += self.cell(box)
            elif node.tag in {W + "tbl", W + "tr", W + "tc", W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
                lines += self.cell(node)
        return lines

    def _table(self, table: Any) -> None:
        for row in table.iter(W + "tr"):
            if row.getparent() is not table and row.getparent().tag == W + "tc":
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.changes += 1
                continue
            cells = [[line for line in self.cell(cell) if line.strip()] for cell in _cells(row)]
            if all(len(cell) < 2 for cell in cells):
                start = self.length
                self._say("\t".join(cell[0].replace("\t", " ") if cell else "" for cell in cells))
                self.hints.append(Hint(Span(start, self.length), Look.ROW))
                self._say("\n")
            else:  # a page laid out as a table: its cells are text, and what heads the first line stays on it
                heads = [cell[0] for cell in cells[:-1] if len(cell) == 1 and len(cell[0]) < 12][:1]
                rest = cells[1:] if heads and cells[0] == heads else cells
                lines = [line for cell in rest for line in cell]
                first = "\t".join([*heads, lines[0]]) if rest is not cells else lines[0]
                self._say("\n".join([first, *lines[1:]]) + "\n")

    def _bookmark(self, node: Any) -> None:
        name = node.get(W + "name") or "without a name"
        if name not in self.bookmarks:
            self.bookmarks.append(name)

    def words(self, node: Any) -> tuple[str, list[Any]]:
        """The accepted, visible words below a node, and the text boxes that hang on it."""
        words: list[str] = []
        boxes: list[Any] = []
        style = node.find(W + "pPr/" + W + "pStyle") if node.tag == W + "p" else None
        self._gather(node, words, boxes, self._styled(style, "vanish") or False)
        return "".join(words), boxes

    def _gather(self, node: Any, words: list[str], boxes: list[Any], vanish: bool) -> None:
        for child in node:
            tag = child.tag
            if tag == W + "r":
                properties = child.find(W + "rPr")
                own = _on(properties, "vanish")
                if own is None and properties is not None:
                    own = self._styled(properties.find(W + "rStyle"), "vanish")
                if vanish if own is None else own:
                    self.vanished += 1
                else:
                    _run(child, words, boxes)
            elif tag in {W + "del", W + "moveFrom"}:
                self.changes += 1
            elif tag in {W + "ins", W + "moveTo"}:
                self.changes += 1
                self._gather(child, words, boxes, vanish)
            elif tag == W + "bookmarkStart":
                self._bookmark(child)
            elif tag in {
                W + "hyperlink",
                W + "smartTag",
                W + "sdt",
                W + "sdtContent",
                W + "fldSimple",
                W + "customXml",
                W + "dir",
                W + "bdo",
            }:
                self._gather(child, words, boxes, vanish)

    def _styled(self, style: Any, tag: str) -> bool | None:
        """A switch as a style, or one it is based on, sets it."""
        seen: set[str] = set()
        name: str | None = None if style is None else style.get(W + "val")
        while name is not None and name in self.styles and name not in seen:
            seen.add(name)
            found = _on(self.styles[name].find(W + "rPr"), tag)
            if found is not None:
                return found
            based = self.styles[name].find(W + "basedOn")
            name = None if based is None else based.get(W + "val")
        return None

    def look(self, node: Any, properties: Any) -> tuple[Look, int] | None:
        style = None if properties is None else properties.find(W + "pStyle")
        if style is not None and style.get(W + "val") in self.styles:
            named = self.styles[style.get(W + "val")].find(W + "name")
            name = "" if named is None else str(named.get(W + "val")).lower()
            if name in {"title", "subtitle"}:
                return Look.TITLE, 0
            if name.startswith("heading") and name[7:].strip().isdigit():
                return Look.HEADING, int(name[7:].strip())
        runs = [run for run in node.iter(W + "r") if "".join(t.text or "" for t in run.iter(W + "t")).strip()]
        bold = [_on(run.find(W + "rPr"), "b") for run in runs]
        if runs and all(self._styled(style, "b") if one is None else one for one in bold):
            return Look.BOLD, 0
        return None


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _cells(row: Any) -> Iterator[Any]:
    for node in row:
        if node.tag == W + "tc":
            yield node
        elif node.tag == W + "sdt":
            yield from (cell for cell in node.iter(W + "tc"))


_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


def _run(run: Any, words: list[str], boxes: list[Any]) -> None:
    for child in run:
        tag = str(child.tag)
        if tag == W + "t":
            words.append((child.text or "").replace("\n", " "))
        elif tag == W + "br":
            words.append("" if child.get(W + "type") == "page" else "\n")
        elif tag == W + "sym":
            words.append(
                "•" if int(child.get(W + "char", "0"), 16) >= 0xF000 else chr(int(child.get(W + "char", "0"), 16))
            )
        elif tag.startswith(W) and tag[len(W) :] in _MARKS:
            words.append(_MARKS[tag[len(W) :]])
        elif tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            boxes += [] if choice is None else list(choice.iter(W + "txbxContent"))
        elif tag in {W + "drawing", W + "pict", W + "object"}:
            boxes += list(child.iter(W + "txbxContent"))
