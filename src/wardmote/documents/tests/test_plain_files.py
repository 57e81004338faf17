"""A .txt or .md file gives its own bytes back, whatever is in it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wardmote.documents.read import read_bytes, read_text
from wardmote.documents.source import Source, Unreadable
from wardmote.documents.source_plain import decoded
from wardmote.documents.structure import structure_of
from wardmote.documents.tree import Document, HiddenKind

# What notes are made of, so that examples come upon headings, lists and tables and not only upon noise.
PIECES = st.sampled_from(
    [
        "1. Apologies", "3.\tLight in the mews", "138/17 Oak Costs The Clerk wished", "(a) ", "- ", "• ",
        "· a • b ", "\r\n", "\n", "\r", "\n\n", "\t", "Present: Cllr A Oak, B Elm", "Planning - a shed",
        "Matters Arising:", "**Bold**", "# Head", "---\n", "| a | b |\n", "Sgt Oak reported that:",
        "[bookmark: _Hlk1]", "\ufeff", "\u2028", "\x0b", "\x0c", "\x85", "\xa0",
        "7.30pm on Friday 3rd May 2030", "The meeting closed at 9pm", "é", "𝔘", "1) a. 2) b. ", "5.1 ",
        "X to write.", " ", "Cllr ", "£5.00", "Apologies ", "2.\n",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    st.lists(PIECES, max_size=25).map("".join),
)


def blocks_of(text: str):
    structure = structure_of(Source(text, encoding="utf-8"))
    return (*structure.preamble, *(block for item in structure.items for block in item.blocks), *structure.closing)


@given(TEXTS)
@example("\ufeff1. Apologies\r\n\r\n2.\r\nPlanning\r\n")
@settings(max_examples=300, deadline=None)
def test_blocks_abut_and_are_the_text(text: str):
    at = 0
    for block in blocks_of(text):
        assert block.span.start == at
        assert block.raw == text[block.span.start : block.span.end]
        assert block.span.start <= block.at.start <= block.at.end <= block.span.end
        assert block.text == text[block.at.start : block.at.end]
        at = block.span.end
    assert at == len(text)


@given(st.lists(PIECES, min_size=1, max_size=20).map("".join))
@settings(max_examples=100, deadline=None)
def test_the_whole_reading_keeps_the_text_and_places_every_statement(text: str):
    document = read_text(text)
    assert document.reprint() == text
    for statement in document.statements():
        assert statement.text == text[statement.span.start : statement.span.end]
    for one in (*document.present, *document.in_attendance, *document.apologies):
        assert one.text == text[one.span.start : one.span.end]


@given(st.binary())
def test_any_bytes_come_back_from_their_encoding(content: bytes):
    text, encoding = decoded(content)
    assert text.encode(encoding) == content


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffNotes\r\n\r\n1.\tApologies\r\nNone – “quoted”\r\n".encode(),
        "Notes\r\n1. Apologies\r\nThe caf\xe9 \x96 shut\r\n".encode("latin-1"),
        b"Notes\n1. Apologies\nA byte Windows-1252 leaves open: \x81\n",
        "Notes\n1. Apologies\nNone.\n".encode("utf-16"),
        b"Notes of the panel\r1. Apologies\rNone, no line end at the end",
    ],
)
def test_a_file_reprints_as_its_own_bytes(content: bytes):
    document = read_bytes(content, name="notes.txt")
    assert document.reprint_bytes() == content
    assert [item.number for item in document.items] == ["1"]


def test_windows_punctuation_is_read_as_meant():
    document = read_bytes(b"Notes\n\n1. Apologies\nThe panel\x92s light \x96 mended.\n", name="notes.txt")
    assert "panel’s light – mended" in document.reading_text
    assert document.encoding == "cp1252"


def test_a_literal_bookmark_is_reported_and_stays_out_of_the_words():
    document = read_bytes(b"Panel Notes\n\n[bookmark: _Hlk123]3.\tSigns on the road\nNone.\n", name="notes.txt")
    (item,) = document.items
    assert (item.number, item.title) == ("3", "Signs on the road")
    assert item.blocks[0].text == "Signs on the road"
    assert item.blocks[0].raw.startswith("[bookmark: _Hlk123]3.\t")
    (hidden,) = document.hidden
    assert hidden.kind is HiddenKind.BOOKMARK and "_Hlk123" in hidden.says
    assert hidden.span and document.reading_text[hidden.span.start : hidden.span.end] == "[bookmark: _Hlk123]"


@pytest.mark.parametrize("content", [b"", b"  \r\n\t\n", "\ufeff\n".encode()])
def test_an_empty_file_says_so(content: bytes):
    with pytest.raises(Unreadable, match=r"notes\.txt is empty"):
        read_bytes(content, name="notes.txt")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest",
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"\x89PNG\r\n",
        b"abc\x00def\x00",
        bytes(range(1, 30)) * 3,
    ],
)
def test_what_is_no_text_is_refused(content: bytes):
    with pytest.raises(Unreadable, match="is named as text but"):
        read_bytes(content, name="notes.txt")


def test_a_long_text_is_read_in_time():
    text = "Notes\n" + "".join(
        f"{n}. Street {n}\nSgt Oak reported that it was quiet. The Clerk to write by 1 May.\n\n" for n in range(1, 250)
    )
    document: Document = read_text(text)
    assert len(document.items) == 249
