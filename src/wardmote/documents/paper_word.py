"""A paper as a Word file, with real headings, lists and header rows, for those who want to change or re-lay it."""

import io
import zipfile
from datetime import datetime, time
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from wardmote.documents.paper import (
    CARD,
    Bullets,
    Heading,
    NewPage,
    Notice,
    Numbered,
    Paper,
    Paragraph,
    Part,
    Picture,
    Rule,
    Table,
    foot,
    mapped,
    printable,
    stepped,
)
from wardmote.documents.paper_front import (
    ABOVE_HEADING,
    AROUND_TITLE,
    GAP,
    HEADING,
    LINE,
    LIST_TITLE,
    TITLE,
    UNDER_HEADINGS,
    Fitted,
    FittedList,
    Sheet,
    fit,
)
from wardmote.documents.paper_lines import as_records, columns

FONT = "Arial"  # on every machine that has Word, or as Liberation Sans with the same widths
A4_WIDTH, A4_HEIGHT = 595.3, 841.9  # points, as everything below
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 60.0, 96.0, 70.0
BODY, BODY_LARGE = 12.0, 18.0
FRONT, FRONT_LARGE = 16.0, 18.0
CELL_INSET = 12.0
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")


def to_docx(paper: Paper, *, large_print: bool = False) -> bytes:
    """The paper as a .docx file; the same bytes for the same paper.

    Text is 12 point (18 in large print), the front page 16 (18). Word numbers pages itself, so what the front page has
    no room for is named by its heading, not by its page.
    """
    paper = mapped(paper, printable)
    return _Writer(paper, large_print).bytes()


class _Writer:
    def __init__(self, paper: Paper, large_print: bool) -> None:
        self.paper = paper
        self.size = BODY_LARGE if large_print else BODY
        self.front_size = FRONT_LARGE if large_print else FRONT
        self.width = A4_WIDTH - 2 * MARGIN_X
        self.breaks = False  # whether the next paragraph begins a page
        self.style_ids: dict[str, str] = {}
        self.marks = 0  # bookmarks so far
        self.open: Any = None  # the end of the newest, which goes before the words of the next paragraph
        self.word: WordDocument = Document()
        self._prepare()
        room = Sheet(self.width, A4_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM, self.front_size)
        front, parts = fit(paper, room)
        headings = {part.key: part.text for part in parts if isinstance(part, Heading)}
        if front:
            self._front(front, headings)
        else:
            self._mark(self._paragraph(paper.title, "Title"), *paper.marks[:1])
            if paper.subtitle:
                self._mark(self._paragraph(paper.subtitle, "Subtitle"), *paper.marks[1:])
        for part in stepped(parts, under_front=front is not None):
            self._part(part)
        if self.open is not None:
            self._paragraph("")
        if paper.card:
            _carry(self.word, paper.card)

    def bytes(self) -> bytes:
        """The file, with the paper's date on each of its members instead of the clock's."""
        saved, made = io.BytesIO(), io.BytesIO()
        self.word.save(saved)
        day = (self.paper.date.year, self.paper.date.month, self.paper.date.day, 0, 0, 0)
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                member = zipfile.ZipInfo(name, day)
                member.create_system = 0  # else it tells on which kind of machine it was made
                new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _prepare(self) -> None:
        paper, word = self.paper, self.word
        at = datetime.combine(paper.date, time())
        about = word.core_properties
        about.title, about.language, about.author, about.comments = paper.title, paper.language, "", ""
        about.created = about.modified = at
        about.revision, about.last_modified_by = 1, ""
        for language in word.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), paper.language)
        for language in word.settings.element.iter(qn("w:themeFontLang")):
            language.set(qn("w:val"), paper.language)

        size = self.size
        self._style("Normal", size, after=0.7)
        self._style("Title", size * 1.7, bold=True, after=0.4)
        self._style("Subtitle", size * 1.15, after=1.2)
        for level, scale in ((1, 1.5), (2, 1.25), (3, 1.1)):
            self._style(f"Heading {level}", size * scale, bold=True, before=1.1, after=0.5)
        self._style("List Bullet", size, after=0.4)
        self._style("List Number", size, after=0.4)
        number = word.styles["List Number"].paragraph_format
        number.left_indent, number.first_line_indent = Pt(size * 2.8), Pt(-size * 2.8)
        self._style("Caption", size, bold=True, before=0.6, after=0.4)
        word.styles["Caption"].paragraph_format.keep_with_next = True
        self._style("Header", 16, bold=True)
        self._style("Footer", min(size, 14))

        section = word.sections[0]
        section.page_width, section.page_height = Pt(A4_WIDTH), Pt(A4_HEIGHT)
        section.left_margin = section.right_margin = Pt(MARGIN_X)
        section.top_margin, section.bottom_margin = Pt(MARGIN_TOP), Pt(MARGIN_BOTTOM)
        section.header_distance, section.footer_distance = Pt(26), Pt(28)
        head = section.header.paragraphs[0]
        if paper.banner:
            head.alignment = 2
            run = head.add_run(f"\u00a0{paper.banner}\u00a0")
            run.font.size = Pt(24 if len(paper.banner) <= 10 else 16)
            run._r.get_or_add_rPr().insert_element_before(_border("w:bdr", 12), "w:shd", "w:vertAlign", "w:lang")
            head = section.header.add_paragraph()
        head.add_run(paper.marking)
        _bordered(head, 8, "bottom")
        last = section.footer.paragraphs[0]
        last.paragraph_format.tab_stops.clear_all()
        last.paragraph_format.tab_stops.add_tab_stop(Pt(self.width), WD_TAB_ALIGNMENT.RIGHT)
        _bordered(last, 4, "top")
        last.add_run(f"{foot(paper)}\tPage ")
        _field(last, "PAGE")
        last.add_run(" of ")
        _field(last, "NUMPAGES")

    def _style(self, name: str, size: float, *, bold: bool = False, before: float = 0.0, after: float = 0.0) -> None:
        """Make a style of Word's own plain: black, upright, in our font; distances in ems of the body text."""
        style: Any = self.word.styles[name]
        assert style.type == WD_STYLE_TYPE.PARAGRAPH
        self.style_ids[name] = style.style_id
        element = style.element
        for old in (element.rPr, *element.xpath("w:pPr/w:pBdr | w:pPr/w:contextualSpacing | w:pPr/w:tabs")):
            if old is not None:
                old.getparent().remove(old)
        if name in ("Subtitle", "List Number"):  # the first has a stray level, the other's numbers are ours
            for old in element.xpath("w:pPr/w:numPr"):
                old.getparent().remove(old)
        font = style.font
        font.name, font.size, font.bold, font.color.rgb = FONT, Pt(size), bold, RGBColor(0, 0, 0)
        for script in ("w:cs", "w:eastAsia"):
            element.rPr.rFonts.set(qn(script), FONT)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before * self.size), Pt(after * self.size)
        layout.line_spacing = 1.2 if name not in ("Header", "Footer") else 1.0

    def _paragraph(self, text: str, style: str = "Normal", lead: str | None = None) -> WordParagraph:
        made = self.word.add_paragraph()
        if style != "Normal":
            made._p.style = self.style_ids[style]  # by name, python-docx searches all styles again for each paragraph
        if lead is not None:
            made.add_run(lead).bold = True
            text = text if text.startswith("\n") or not text else " " + text
        if text:
            made.add_run(text)
        if self.open is not None:
            _before_words(made, self.open)
            self.open = None
        if self.breaks:
            made.paragraph_format.page_break_before = True
            self.breaks = False
        return made

    def _mark(self, paragraph: WordParagraph, name: str | None = None) -> None:
        """Put a bookmark around a paragraph, its end included: it stays when all the words are typed anew."""
        if name is None:
            return
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name)
        _before_words(paragraph, start)
        self.marks, self.open = self.marks + 1, end

    def _part(self, part: Part) -> None:
        match part:
            case Heading(level=level, text=text, number=number, mark=None):
                self._paragraph(f"{number} {text}" if number else text, f"Heading {level}")
            case Heading(level=level, text=text, number=number, mark=mark):
                if number:
                    self._count_headings(level)
                self._mark(self._paragraph(text, f"Heading {level}"), mark)
            case Paragraph(text=text, strong_lead=lead, mark=mark):
                self._mark(self._paragraph(text, lead=lead), mark)
            case Bullets(items=items, marks=marks):
                for item, mark in zip_longest(items, marks[: len(items)]):
                    self._mark(self._paragraph(item, "List Bullet"), mark)
            case Numbered(items=numbered):
                for one in numbered:
                    self._paragraph(f"{one.number}\t{one.text}", "List Number")
            case Table():
                self._table(part)
            case Picture():
                self._picture(part)
            case Notice(text=text, mark=mark):
                made = self._paragraph(text)
                self._mark(made, mark)
                made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(self.size / 2)
                _bordered(made, 12, "top", "left", "bottom", "right")
            case Rule():
                _bordered(self._paragraph(""), 8, "bottom")
            case NewPage():
                self.breaks = True

    def _picture(self, part: Picture) -> None:
        made = self._paragraph("")
        made.add_run().add_picture(io.BytesIO(part.png), width=Pt(self.width * 0.62))
        for about in made._p.iter(qn("wp:docPr")):
            about.set("descr", part.description)

    def _count_headings(self, level: int) -> None:
        """Let Word number the headings of this level itself, so that a moved one is renumbered as it moves."""
        properties = self.word.styles[f"Heading {level}"].element.get_or_add_pPr()
        if properties.find(qn("w:numPr")) is not None:
            return
        numbering = self.word.part.numbering_part.element
        known = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
        which = str(max(known, default=0) + 1)
        shape = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{which}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level}"/>'
            '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>'
            '<w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
        )
        first = numbering.find(qn("w:num"))
        numbering.insert(len(numbering) if first is None else numbering.index(first), shape)
        properties.get_or_add_numPr().get_or_add_numId().val = numbering.add_num(int(which)).numId

    def _table(self, part: Table) -> None:
        widths = columns(part, self.width / self.size, CELL_INSET / self.size)
        if widths is None:
            for record in as_records(part):
                made = self._paragraph(record.text, lead=record.strong_lead)
                made.paragraph_format.keep_together = True
            return
        self._paragraph(part.caption, "Caption")
        table = self.word.add_table(1 + len(part.rows), len(part.header), "Table Grid")
        table.autofit = False
        title = OxmlElement("w:tblCaption")
        title.set(qn("w:val"), part.caption)
        table._tbl.tblPr.append(title)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width * self.size)
        for number, (row, texts) in enumerate(zip(table.rows, (part.header, *part.rows), strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Pt(width * self.size)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
                paragraph.add_run(text).bold = True if number == 0 else None
        self._paragraph("").paragraph_format.space_after = Pt(0)

    def _front(self, front: Fitted, headings: dict[str | None, str]) -> None:
        under = UNDER_HEADINGS
        self._sized(self._paragraph(front.title, "Title"), TITLE, 0, under)
        if front.subtitle:
            self._sized(self._paragraph(front.subtitle, "Subtitle"), 1, 0, under)
        self._sized(self._paragraph(front.heading, "Heading 1"), HEADING, ABOVE_HEADING, under)
        for one in front.lists:
            made = self._paragraph(one.title, "Heading 2")
            self._sized(made, LIST_TITLE, AROUND_TITLE * 0.7, AROUND_TITLE * 0.3)
            for item in one.items:
                self._sized(self._paragraph(item, "List Bullet"), 1, 0, GAP)
            note = _note(one, headings)
            if note:
                made = self._paragraph("", lead=note) if one.in_full is not None else self._paragraph(note)
                self._sized(made, 1, 0, 0)

    def _sized(self, paragraph: WordParagraph, scale: float, before: float, after: float) -> None:
        """Set a paragraph of the front page in exactly the heights that `paper_front` counted."""
        layout, size = paragraph.paragraph_format, self.front_size
        layout.space_before, layout.space_after = Pt(before * size), Pt(after * size)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(scale * size * LINE)
        for run in paragraph.runs:
            run.font.size = Pt(scale * size)


def _note(one: FittedList, headings: dict[str | None, str]) -> str | None:
    if one.in_full is None:
        return None if one.items else one.if_empty
    return f"{one.rest}, under “{headings[one.in_full]}”"


def _before_words(paragraph: WordParagraph, node: Any) -> None:
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, node)
    else:
        properties.addnext(node)


def _carry(word: WordDocument, card: str) -> None:
    """Put a property of our own into the file; Word and LibreOffice show it and keep it."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006"
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{kinds}/custom-properties" xmlns:vt="{kinds}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{CARD}">'
        f"<vt:lpwstr>{escape(card)}</vt:lpwstr></property></Properties>"
    )
    package: Any = word.part.package
    type_of = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = WordPart(PackURI("/docProps/custom.xml"), type_of, blob.encode(), package)
    package.relate_to(part, f"{kinds}/custom-properties")


def _border(tag: str, eighths: int) -> Any:
    border = OxmlElement(tag)
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    return border


def _bordered(paragraph: WordParagraph, eighths: int, *sides: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(_border(f"w:{side}", eighths))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
