"""Bad input gets one plain sentence, and nothing is read."""

import io
import os
import re
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from wardmote.documents.read import LARGEST, Unreadable, read, read_bytes


def a_pdf(*pages: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in pages:
        canvas.drawString(72, 720, page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def a_picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", (40, 40), "grey"))


def a_docx(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, name=name)
    words = str(caught.value)
    assert words.startswith(name) and words.endswith(".") and "\n" not in words
    assert not re.search(r"\.\s+[A-Z]", words.replace(name, ""))
    return words


def test_a_200_mb_file_is_refused_before_it_is_read(tmp_path: Path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 200_000_000)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        read(large)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_bytes_that_are_too_many_are_refused():
    assert "larger than 20 MB" in refusal(b"a" * (LARGEST + 1), "large.txt")


def test_a_missing_file_and_a_folder(tmp_path: Path):
    with pytest.raises(Unreadable, match=r"There is no file none\.txt"):
        read(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="is not a file"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["notes.doc", "notes.odt", "notes.xlsx", "notes.jpg", "notes"])
def test_other_types_are_named(name: str):
    assert ".docx or .pdf" in refusal(b"something", name)


@pytest.mark.parametrize("name", ["n.txt", "n.md", "n.docx", "n.pdf"])
def test_empty(name: str):
    assert "is empty" in refusal(b"", name)


def test_an_encrypted_pdf():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf("1. Apologies"))))
    writer.encrypt("secret", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    assert "locked with a password" in refusal(stream.getvalue(), "n.pdf")


def test_a_scanned_pdf():
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(a_picture(), 0, 0, 500, 700)
    canvas.save()
    assert "is a scan" in refusal(stream.getvalue(), "n.pdf")


@pytest.mark.parametrize("keep", [10, 200, 700])
def test_a_torn_pdf(keep: int):
    assert refusal(a_pdf("1. Apologies")[:keep], "n.pdf")


def test_a_pdf_that_is_none():
    assert "damaged" in refusal(b"not a pdf at all", "n.pdf")


@pytest.mark.parametrize("keep", [4, 1000, 20000])
def test_a_torn_docx(keep: int):
    assert "damaged" in refusal(a_docx("1. Apologies")[:keep], "n.docx")


def test_a_docx_with_a_torn_part():
    whole = io.BytesIO(a_docx("1. Apologies"))
    torn = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(torn, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part)[: 300 if part == "word/document.xml" else None])
    assert "damaged" in refusal(torn.getvalue(), "n.docx")


def test_an_ordinary_zip_is_no_docx():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("notes.txt", "1. Apologies")
    assert "damaged" in refusal(stream.getvalue(), "n.docx")


def test_a_zip_bomb_is_not_unpacked():
    stream = io.BytesIO(a_docx("1. Apologies"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/bomb.xml", b"0" * 60_000_000)
    tracemalloc.start()
    assert "unpacks to far more" in refusal(stream.getvalue(), "n.docx")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_locked_or_old_word_file():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert "locked with a password" in refusal(ole + "EncryptedPackage".encode("utf-16-le"), "n.docx")
    assert "old Word file" in refusal(ole, "n.docx")


def test_a_docx_without_words():
    assert "holds no words" in refusal(a_docx(""), "n.docx")


def test_an_entity_bomb_in_a_docx_is_harmless():
    whole = io.BytesIO(a_docx("1. Apologies"))
    bomb = io.BytesIO()
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bomb, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "word/document.xml":
                content = head + content.split(b"?>", 1)[1].replace(b"1. Apologies", b"1. Apologies &b;")
            new.writestr(part, content)
    assert "aaaa" not in read_bytes(bomb.getvalue(), name="n.docx").reading_text
