"""What is taken from .docx and .pdf: the words as the page shows them; what it hides is reported and left out."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from wardmote.documents.read import read_bytes
from wardmote.documents.tests.test_bad_files import a_pdf, a_picture
from wardmote.documents.tree import BlockKind, Document, HiddenKind, StatementKind


def saved(document: Any) -> Document:
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), name="notes.docx")


def add_xml(document: Any, inside: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_tracked_changes_show_the_accepted_text():
    document = docx.Document()
    document.add_paragraph("1. Benches")
    add_xml(
        document,
        run("The bench is ")
        + (
            f'<w:del w:id="1" w:author="A"><w:r><w:delText>broken</w:delText></w:r></w:del><w:ins w:id="2" '
            f'w:author="A">{run("mended")}</w:ins>'
        )
        + run("."),
    )
    read = saved(document)
    assert "The bench is mended." in read.reading_text
    assert "broken" not in read.reading_text
    assert [hidden.kind for hidden in read.hidden] == [HiddenKind.TRACKED_CHANGE]
    assert "2 tracked changes" in read.hidden[0].says and "broken" not in read.hidden[0].says


def test_hidden_text_bookmarks_and_comments_are_reported_and_left_out():
    document = docx.Document()
    document.add_paragraph("1. Visits")
    add_xml(
        document,
        run("Two visits were made. ")
        + run("Number 12 again.", "<w:vanish/>")
        + '<w:bookmarkStart w:id="0" w:name="_Hlk99"/><w:bookmarkEnd w:id="0"/>',
    )
    paragraph = document.add_paragraph("The Clerk to write.")
    document.add_comment(paragraph.runs, text="Which one?", author="A", initials="A")
    read = saved(document)
    assert "Number 12" not in read.reading_text and "Which one?" not in read.reading_text
    assert {hidden.kind for hidden in read.hidden} == {HiddenKind.HIDDEN_TEXT, HiddenKind.BOOKMARK, HiddenKind.COMMENT}
    assert not any("Number 12" in hidden.says or "Which" in hidden.says for hidden in read.hidden)


def test_text_hidden_by_its_style():
    document = docx.Document()
    style = document.styles.add_style("Aside", 1)
    style.font.hidden = True
    document.add_paragraph("Shown words.")
    document.add_paragraph("Secret words.", style="Aside")
    read = saved(document)
    assert "Secret" not in read.reading_text and read.hidden[0].kind is HiddenKind.HIDDEN_TEXT


def test_numbers_that_word_prints_are_read():
    document = docx.Document()
    for title in ("Apologies", "Speeding", "Next meeting"):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph("It was quiet.")
    document.add_paragraph("a light", style="List Bullet")
    read = saved(document)
    assert [(item.number, item.title) for item in read.items] == [
        ("1", "Apologies"),
        ("2", "Speeding"),
        ("3", "Next meeting"),
    ]
    assert read.items[-1].blocks[-1].kind is BlockKind.BULLET


def numbered(levels: str, *listed: tuple[int, str]) -> Any:
    """A document with one list of these levels, and its paragraphs."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in listed:
        add_xml(
            document, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr></w:pPr>{run(words)}'
        )
    return document


def a_level(depth: int, start: int, style: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def test_numbers_on_two_levels_that_start_late():
    document = numbered(
        a_level(0, 7, "decimal", "%1.") + a_level(1, 1, "lowerLetter", "(%2)"),
        (0, "Roads"),
        (1, "The sign is bent."),
        (1, "The line is worn."),
        (0, "Parks"),
        (1, "The gate sticks."),
    )
    assert saved(document).reading_text.splitlines()[:5] == [
        "7.\tRoads",
        "(a)\tThe sign is bent.",
        "(b)\tThe line is worn.",
        "8.\tParks",
        "(a)\tThe gate sticks.",
    ]


def test_levels_and_counters_that_word_would_not_write_are_left_out():
    document = numbered(
        a_level(0, 10**10, "lowerLetter", "%1.") + a_level(10**9, 1, "decimal", "%1."),
        (0, "Roads"),
        (10**9, "Deep down."),
        (-1, "Parks"),
    )
    assert saved(document).reading_text.splitlines()[:3] == ["a.\tRoads", "b.\tDeep down.", "c.\tParks"]


def test_a_table_of_actions_and_a_header():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Elmstow Partnership Panel"
    document.add_heading("Notes of 3 May 2031", 0)
    document.add_heading("Actions", 1)
    table = document.add_table(rows=0, cols=3)
    for cells in (("Action", "Owner", "By when"), ("Mend the gate", "Town Clerk", "1 June")):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    read = saved(document)
    assert read.reading_text.startswith("Elmstow Partnership Panel\n")
    assert read.body == "Elmstow Partnership Panel"
    rows = [block for block in read.blocks() if block.kind is BlockKind.ROW]
    assert [row.text for row in rows] == ["Action\tOwner\tBy when", "Mend the gate\tTown Clerk\t1 June"]
    (action,) = [one for one in rows[1].statements if one.kind is StatementKind.ACTION]
    assert action.owner == "Town Clerk" and str(action.due_on) == "2031-06-01"


def test_a_page_laid_out_as_a_table_keeps_its_lines():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "4."
    table.cell(0, 1).text = "Light in the mews\nIt was mended."
    table.cell(0, 1).add_paragraph("The Clerk to write.")
    assert saved(document).reading_text.splitlines()[:3] == [
        "4.\tLight in the mews",
        "It was mended.",
        "The Clerk to write.",
    ]


def test_word_headings_are_headings():
    document = docx.Document()
    document.add_heading("Elmstow Panel notes", 0)
    for title in ("Shop theft", "The mews"):
        document.add_heading(title, 1)
        document.add_paragraph("Nothing was reported in the month that went by, said the sergeant.")
    assert [item.title for item in saved(document).items] == ["Shop theft", "The mews"]


LONG = (
    "Sergeant Larch reported that the gate of the park had been mended after two months and that the lights along the "
    "river path would be looked at by the county in the spring, once the water has gone down."
)


def a_set_pdf() -> bytes:
    stream = io.BytesIO()
    normal = getSampleStyleSheet()["Normal"]
    flow: list[Any] = []
    lines = [
        "Minutes of Elmstow Town Council held on Monday 5 May 2031 at 7.30pm",
        "1. Apologies",
        "Cllr Vane.",
        "2. Parks",
        LONG,
        "3. Roads",
        LONG,
    ]
    for words in lines:
        flow += [Paragraph(words, normal), Spacer(1, 8)]
    flow += [PageBreak(), Paragraph("4. Actions", normal), Table([["Action", "Owner"], ["Mend the gate", "Clerk"]])]
    SimpleDocTemplate(stream, pagesize=A4).build(
        flow,
        onFirstPage=lambda canvas, page: canvas.drawString(280, 20, f"Page {page.page}"),
        onLaterPages=lambda canvas, page: canvas.drawString(280, 20, f"Page {page.page}"),
    )
    return stream.getvalue()


def test_a_pdf_s_lines_are_joined_and_its_page_numbers_left_out():
    read = read_bytes(a_set_pdf(), name="notes.pdf")
    assert [item.number for item in read.items] == ["1", "2", "3", "4"]
    assert LONG in read.reading_text and "Page 1" not in read.reading_text
    assert read.starts_at and read.starts_at.isoformat() == "2031-05-05T19:30:00+01:00"
    assert read.reprint() == read.reading_text and read.encoding is None


def test_a_scanned_page_among_pages_with_text_is_reported():
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(a_picture(), 0, 0, 500, 700)
    canvas.save()
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(a_pdf("1. Apologies"))))
    writer.append(PdfReader(stream))
    out = io.BytesIO()
    writer.write(out)
    read = read_bytes(out.getvalue(), name="notes.pdf")
    assert [hidden.kind for hidden in read.hidden] == [HiddenKind.PICTURE]
    assert "Page 2" in read.hidden[0].says
