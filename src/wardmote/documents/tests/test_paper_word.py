"""The Word file read back: styles, header rows, language, marking, fields; and the same bytes for the same paper."""

import io
import time
import zipfile
from base64 import b64decode
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from wardmote.documents.paper import (
    Bullets,
    FrontList,
    FrontPage,
    Heading,
    NewPage,
    Notice,
    Numbered,
    NumberedItem,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Table,
)
from wardmote.documents.paper_word import to_docx

NASTY = 'A & B <w:p> ]]> &amp; #let x = 1 "q" £5 – Tŵr Gwŷn 😀'

ONE_DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
PICTURE = Picture("Two bars & a line.", "<svg/>", ONE_DOT)


def pack(items: tuple[str, ...] = ("Set a date for the walkabout",), columns: int = 2) -> Paper:
    cells = tuple(f"Responsibility {n}" for n in range(columns))
    return Paper(
        title="Police panel of Saint Aldwyn",
        subtitle="Pack for 14 November 2022",
        marking="PANEL – not for publication",
        banner="EXAMPLE",
        date=date(2022, 11, 2),
        for_reader="Councillor Penhallow",
        parts=(
            FrontPage(
                "Before you come",
                (
                    FrontList("To decide", items, "There is nothing to decide.", "agenda"),
                    FrontList("You promised", (), "You have promised nothing that is open."),
                    FrontList("What has changed", items, "Nothing has changed."),
                ),
            ),
            Heading(1, "Agenda", key="agenda"),
            Numbered((NumberedItem("1", "Apologies"), NumberedItem("3", "Notes"), NumberedItem("4(a)", "Update"))),
            Notice("Please do not leave this pack where others may read it."),
            Heading(3, "Light in Chapel Ope", number="4"),
            Paragraph(NASTY, strong_lead="As typed:"),
            Paragraph("one\ntwo\x01"),
            Bullets((NASTY, "Nil return")),
            Rule(),
            NewPage(),
            Table("Actions", cells, (cells, cells)),
            Paragraph("After"),
        ),
    )


def read(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def styled(word: Document, style: str) -> list[str]:
    return [one.text for one in word.paragraphs if one.style is not None and one.style.name == style]


def test_headings_and_lists_have_the_styles_of_headings_and_lists() -> None:
    word = read(to_docx(pack()))
    assert styled(word, "Title") == ["Police panel of Saint Aldwyn"]
    assert styled(word, "Heading 1") == ["Before you come", "Agenda"]
    assert styled(word, "Heading 2") == ["To decide", "You promised", "What has changed", "4 Light in Chapel Ope"]
    assert styled(word, "List Number") == ["1\tApologies", "3\tNotes", "4(a)\tUpdate"]
    assert styled(word, "List Bullet")[-2:] == [NASTY, "Nil return"]
    text = [one.text for one in word.paragraphs]
    assert f"As typed: {NASTY}" in text and "one\ntwo[character U+0001]" in text
    assert "You have promised nothing that is open." in text


def test_a_table_has_a_repeated_header_row_and_rows_that_hold_together() -> None:
    table = read(to_docx(pack())).tables[0]
    rows: list[Any] = [row._tr.trPr for row in table.rows]
    assert [one.find(qn("w:tblHeader")) is not None for one in rows] == [True, False, False]
    assert all(one.find(qn("w:cantSplit")) is not None for one in rows)
    assert [cell.text for cell in table.rows[2].cells] == ["Responsibility 0", "Responsibility 1"]


def test_a_picture_has_its_words_and_no_second_file_for_pdf() -> None:
    word = read(to_docx(replace(pack(), parts=(PICTURE,))))
    assert [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))] == [PICTURE.description]
    assert [part.blob for part in word.part.package.iter_parts() if part.partname.endswith(".png")] == [PICTURE.png]


def test_a_table_too_wide_for_its_page_is_written_row_by_row() -> None:
    word = read(to_docx(pack(columns=9), large_print=True))
    assert not word.tables
    assert "Responsibility 0\nResponsibility 1: Responsibility 1" in "\n".join(one.text for one in word.paragraphs)


def test_language_title_and_dates() -> None:
    word = read(to_docx(pack()))
    about = word.core_properties
    assert (about.title, about.language, about.author) == ("Police panel of Saint Aldwyn", "en-GB", "")
    assert about.created and about.created.replace(tzinfo=None) == datetime(2022, 11, 2)
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_marking_banner_and_page_numbers_stand_on_every_page() -> None:
    word = read(to_docx(pack()))
    assert len(word.sections) == 1 and not word.sections[0].different_first_page_header_footer
    head = "\n".join(one.text for one in word.sections[0].header.paragraphs)
    assert "PANEL – not for publication" in head and "EXAMPLE" in head
    foot = word.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("For Councillor Penhallow. Made on 2 November 2022\tPage ")
    fields: list[Any] = list(foot._p.iter(qn("w:fldSimple")))
    assert [one.get(qn("w:instr")).strip() for one in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("large", [False, True])
def test_the_front_page_keeps_to_its_lines_and_says_where_the_rest_is(large: bool) -> None:
    items = tuple(f"Ask the county about the light in Chapel Ope, and write again ({n})" for n in range(60))
    word = read(to_docx(pack(items), large_print=large))
    text = [one.text for one in word.paragraphs]
    starts = [n for n, one in enumerate(word.paragraphs) if one.paragraph_format.page_break_before]
    page_one = word.paragraphs[: starts[0]]
    assert sum(one.text in items for one in page_one) < 20
    assert sum("more, under “Agenda”" in one.text for one in page_one) == 1
    assert sum("more, under “What has changed: the whole list”" in one.text for one in page_one) == 1
    assert set(items) <= set(text[starts[0] :])
    used = 0.0
    for one in page_one:
        layout = one.paragraph_format
        assert min(run.font.size.pt for run in one.runs if run.font.size) >= 16
        line: Any = layout.line_spacing
        used += line.pt * (1 + len(one.text) // 62)
        used += ((layout.space_before or 0) + (layout.space_after or 0)) / 12700
    section: Any = word.sections[0]
    assert used <= (section.page_height - section.top_margin - section.bottom_margin) / 12700


def test_large_print_is_18_point() -> None:
    normal: Any = read(to_docx(pack(), large_print=True)).styles["Normal"]
    assert normal.font.size.pt == 18 and normal.font.name == "Arial"


def test_a_paper_without_front_page_begins_with_its_title() -> None:
    plain = Paper(title="Agenda", marking="PUBLIC", date=date(2022, 11, 2), parts=(NewPage(), Paragraph("a")))
    assert [one.text for one in read(to_docx(plain)).paragraphs] == ["Agenda", "a"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = to_docx(pack())
    time.sleep(2.1)  # a zip's clock counts in steps of two seconds
    assert to_docx(pack()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as members:
        assert {one.date_time for one in members.infolist()} == {(2022, 11, 2, 0, 0, 0)}
