"""The PDF read back: tags, language, marking on every page, the front page on its one page, text as it was given."""

import io
import re
import socket
from datetime import date
from typing import Any

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents import paper_pdf
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
    Part,
    Picture,
    Rule,
    Table,
)
from wardmote.documents.paper_lines import BOLD, _width
from wardmote.documents.paper_pdf import MARGIN_BOTTOM, to_pdf

LONG = (
    "Councillor Penhallow to ask the county about the light in Chapel Ope, and to write again before the harvest fair"
)
FRONT_LISTS = ("To decide", "You promised", "What has changed")
NASTY = 'A & B <i> #let x = 1 *bold* _it_ $1$ @ref `raw` \\n // "q" -- ~ = [x] £5 – Tŵr Gwŷn ☐'


def paper(*parts: Part, **changed: Any) -> Paper:
    given: dict[str, Any] = {
        "title": "Police panel of Saint Aldwyn",
        "subtitle": "Pack for 14 November 2022",
        "marking": "PANEL – not for publication",
        "banner": "EXAMPLE",
        "date": date(2022, 11, 2),
        "for_reader": "Councillor Penhallow",
    }
    return Paper(parts=parts, **{**given, **changed})


def front(*lists: tuple[str, ...], continued: str | None = None) -> FrontPage:
    return FrontPage(
        "Before you come",
        tuple(
            FrontList(title, items, f"Nothing under {title.lower()}.", continued)
            for title, items in zip(FRONT_LISTS, lists, strict=True)
        ),
    )


def everything() -> Paper:
    return paper(
        front(("The date of the walkabout",), (), ("The light is mended",)),
        Heading(1, "Agenda", key="agenda"),
        Numbered((NumberedItem("1", "Apologies"), NumberedItem("3", "Notes"), NumberedItem("4(a)", "Police update"))),
        Notice("Please do not leave this pack where others may read it."),
        Heading(3, "Light in Chapel Ope", number="4"),
        Paragraph(NASTY, strong_lead="As typed:"),
        Bullets(("Nil return", "Tŵr Gwyn Road")),
        Rule(),
        NewPage(),
        Table("Actions", ("Action", "Who"), tuple((f"{LONG} {n}", "CSO") for n in range(60))),
    )


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def nodes(reader: pypdf.PdfReader) -> list[tuple[str, str]]:
    """Each tag with the words that stand in its place."""
    found = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"])[1:], str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def tags(reader: pypdf.PdfReader) -> list[str]:
    return [tag for tag, _ in nodes(reader)]


def placed(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Each run of text of a page with its height on the page and its size."""
    runs: list[tuple[str, float, float]] = []

    def see(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            runs.append((text.strip(), y, abs(cm[3] * tm[3]) * size))

    page.extract_text(visitor_text=see)
    return runs


def test_a_screen_reader_finds_language_title_and_structure() -> None:
    reader = read(to_pdf(everything()))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == "Police panel of Saint Aldwyn"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    found = tags(reader)
    assert found.count("H1") == 2 and found.count("H2") == 4  # the skipped level is mended
    assert found.count("TH") == 2 and found.count("TD") == 120
    assert {"Title", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "Caption"} <= set(found)
    assert [str(one.title) for one in reader.outline if not isinstance(one, list)] == ["Before you come", "Agenda"]


def test_a_picture_is_a_figure_with_its_words() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'
    assert ("Figure", "Two bars & a line.") in nodes(read(to_pdf(paper(Picture("Two bars & a line.", svg, b"")))))
    with pytest.raises(ValueError, match="description"):
        Picture(" ", svg, b"")


@pytest.mark.parametrize("large", [False, True])
def test_every_page_carries_marking_banner_reader_and_number(large: bool) -> None:
    pages = read(to_pdf(everything(), large_print=large)).pages
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert "PANEL – not for publication" in text and "EXAMPLE" in text
        assert "For Councillor Penhallow. Made on 2 November 2022" in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_table_repeats_its_headers_and_loses_no_row() -> None:
    pages = [page.extract_text() for page in read(to_pdf(everything())).pages[2:]]
    assert len(pages) > 2 and all("Action Who" in text for text in pages)
    words = " ".join(" ".join(pages).split())
    assert all(f"harvest fair {n} CSO" in words for n in range(60))


def test_a_table_too_wide_for_its_page_is_printed_row_by_row() -> None:
    header = ("Matter", "Neighbourhood", "Responsibility", "First promised", "Notwithstanding")
    wide = paper(Table("Owed", header, (("The light", "Lower Quay", "", "14 May", "Nothing"),)))
    text = read(to_pdf(wide, large_print=True)).pages[0].extract_text()
    assert "Owed\nThe light\nNeighbourhood: Lower Quay\nFirst promised: 14 May\nNotwithstanding: Nothing" in text
    assert "Responsibility" not in text


def test_text_is_printed_as_it_is() -> None:
    injected = '#let a = read("/etc/passwd"); #panic("x") #sys.inputs'
    made = paper(
        front((NASTY,), (injected,), ("a\nb",)),
        Heading(1, injected, number="#1"),
        Paragraph(NASTY),
        Bullets((NASTY, injected)),
        Table(injected, (injected, NASTY), ((NASTY, injected),)),
        Notice(NASTY),
        title=injected,
        marking="<#*_$@`&>",
        for_reader="#me",
    )
    text = " ".join(" ".join(page.extract_text() for page in read(to_pdf(made)).pages).split())
    assert text.count(NASTY) == 6 and text.count(injected) == 7
    assert "<#*_$@`&>" in text and "For #me." in text


@pytest.mark.parametrize("text", ["a😀b", "a\x00b", "a\ufffeb", "a\ud800b", "a\uf0b7b", "a\u202eb", "e\u0654b", "中b"])
def test_a_character_that_no_font_has_does_not_stop_the_pack(text: str) -> None:
    made = read(to_pdf(paper(front((text,), (), ()), Paragraph(text), title=text)))
    assert "b" in made.pages[1].extract_text()


def test_a_character_that_no_font_has_is_named() -> None:
    assert "Thanks [grinning face]" in read(to_pdf(paper(Paragraph("Thanks 😀")))).pages[0].extract_text()


def test_a_web_address_does_not_leave_the_page() -> None:
    address = "https://wardmote.example/" + "matters/0f2c9a7b" * 12
    lines = read(to_pdf(paper(Paragraph(address)))).pages[0].extract_text().replace("\u200b", "").split("\n")
    assert max(map(len, lines)) < 110 and address in "".join(lines)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("continued", [None, "agenda"])
def test_sixty_long_lines_in_each_list_stay_on_one_page(large: bool, continued: str | None) -> None:
    items = tuple(f"{LONG} {n}." for n in range(60))
    made = paper(front(items, items, items, continued=continued), Heading(1, "Agenda", key="agenda"))
    pages = read(to_pdf(made, large_print=large)).pages
    first = pages[0].extract_text()
    notes = re.findall(r"and (\d+) more, from page (\d+)", first)
    assert sum(int(hidden) for hidden, _ in notes) + first.count("•") == 180
    for (_, number), one in zip(notes, FRONT_LISTS, strict=True):
        heading = "Agenda" if continued else f"{one}: the whole list"
        assert heading in " ".join(pages[int(number) - 1].extract_text().split())
    later = " ".join(" ".join(page.extract_text() for page in pages[1:]).split())
    assert later.count(LONG) == (0 if continued else 180)
    assert_one_page_in_16_point(pages[0])


def assert_one_page_in_16_point(page: pypdf.PageObject) -> None:
    runs = placed(page)
    assert min(size for _, _, size in runs) >= 15.99
    foot = max(y for text, y, _ in runs if text.startswith(("For ", "Page ", "Made ")) and y < MARGIN_BOTTOM)
    body = [y for text, y, _ in runs if y > foot + 0.1]
    assert min(body) >= MARGIN_BOTTOM


def test_an_empty_list_says_so_and_a_short_one_is_not_cut() -> None:
    first = read(to_pdf(paper(front(("One",), (), ("Two", "Three"))))).pages
    assert len(first) == 1
    text = first[0].extract_text()
    assert "Nothing under you promised." in text and "more" not in text and "…" not in text


words = st.text(st.sampled_from("iljmwW MA@%—ftrnoe.,- 1£ŵ"), min_size=1, max_size=400).filter(
    lambda text: text.strip()
)
lists = st.lists(words, max_size=25).map(tuple)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(lists, lists, lists, words, st.booleans())
def test_no_front_page_runs_over(a: Any, b: Any, c: Any, title: str, large: bool) -> None:
    made = paper(front(a, b, c), title=title, subtitle=title, for_reader=None)
    assert_one_page_in_16_point(read(to_pdf(made, large_print=large)).pages[0])


def test_letters_are_counted_no_narrower_than_either_font_draws_them() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth  # its Helvetica has the widths of Arial
    from reportlab.pdfbase.ttfonts import TTFontFile

    letters = "".join(map(chr, range(32, 127))) + "£–—‘’“”…•°"
    folder = paper_pdf.resources.files("font_source_sans_pro").joinpath("files")
    for file, other, scale in (("Regular", "Helvetica", 1.0), ("Bold", "Helvetica-Bold", BOLD)):
        drawn = TTFontFile(str(folder.joinpath(f"SourceSansPro-{file}.ttf"))).charWidths
        for letter in letters:
            widest = max(drawn[ord(letter)], stringWidth(letter, other, 1000)) / 1000
            assert widest <= _width(letter) * scale + 0.001, letter


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = to_pdf(everything())
    paper_pdf._fonts.cache_clear()
    assert to_pdf(everything()) == first
    assert b"D:20221102000000" in first


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    assert to_pdf(everything()).startswith(b"%PDF")
    with pytest.raises(typst.TypstError):  # and a paper can't reach a file: the template's root holds nothing
        paper_pdf._typeset(b'#read("/etc/passwd")', {}, paper_pdf.datetime(2022, 1, 1, tzinfo=paper_pdf.UTC))


def test_a_paper_that_can_not_be_printed_says_why() -> None:
    with pytest.raises(ValueError, match="first part"):
        paper(Paragraph("a"), front((), (), ()))
    with pytest.raises(ValueError, match="no heading has that key"):
        paper(front((), (), (), continued="nowhere"))
    with pytest.raises(ValueError, match="title and a marking"):
        paper(marking=" ")
    with pytest.raises(ValueError, match="60 letters"):
        paper(marking="x" * 61)
    with pytest.raises(ValueError, match="2 columns and a row of 1"):
        Table("Owed", ("a", "b"), (("c",),))
