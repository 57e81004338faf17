"""The text of a .pdf file, its printed lines joined to paragraphs again."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from wardmote.documents.source import Source, Unreadable
from wardmote.documents.tree import Hidden, HiddenKind
from wardmote.documents.wrapping import joins

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said in our own sentence
_MOST_PAGES = 600
_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:page\s*)?(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?\W*$")


def text_of(content: bytes, *, name: str) -> Source:
    """The reading text of a .pdf file. Numbers of pages are left out; pages without text and comments are reported.

    Raises:
        Unreadable: locked, torn, scanned without a text layer, or too long.
    """
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    locked = False
    pages: list[list[str]] = []
    hidden: tuple[Hidden, ...] = ()
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked and len(reader.pages) <= _MOST_PAGES:
            pages = [_lines(page) for page in reader.pages]
            hidden = tuple(_hidden(reader, pages))
    except FileNotDecryptedError:
        locked = True
    except Exception as error:  # pypdf raises whatever a torn file leads it to
        raise Unreadable(f"{name} is damaged and can't be opened as a PDF; make it again and retry.") from error
    if locked:
        raise Unreadable(f"{name} is locked with a password; save a copy without one and give that.")
    if not pages:
        raise Unreadable(f"{name} has no pages, or far more than notes of a meeting have; nothing was read.")
    text = _joined(pages)
    if not text.strip():
        raise Unreadable(
            f"{name} is a scan: pictures of pages without text; give the typed notes, or a copy made with text "
            f"recognition."
        )
    return Source(text, hidden)


def _lines(page: Any) -> list[str]:
    words = str(page.extract_text() or "").replace("\x00", "")
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", words)]
    number = page.page_number + 1
    for end in (-1, 0):  # the number of the page is layout, not a word of the notes
        match = _PAGE_NUMBER.match(lines[end]) if lines else None
        if match and int(match[1]) == number:
            lines.pop(end)
    return lines


def _hidden(reader: Any, pages: list[list[str]]) -> Iterator[Hidden]:
    comments = 0
    for number, (page, lines) in enumerate(zip(reader.pages, pages, strict=True), 1):
        if not "".join(lines).strip() and len(page.images):
            says = f"Page {number} is a picture without text; nothing on it was read."
            yield Hidden(HiddenKind.PICTURE, says)
        for one in page.get("/Annots") or ():
            note = one.get_object()
            comments += bool(note.get("/Contents")) and note.get("/Subtype") not in {"/Link", "/Widget", "/Popup"}
    if comments:
        yield Hidden(
            HiddenKind.COMMENT, f"This file carries {comments} comment{'s' if comments > 1 else ''} in its margin."
        )


def _joined(pages: list[list[str]]) -> str:
    """All pages as one text in which a line is a paragraph."""
    lines = [line for page in pages for line in page]
    longest = max((len(line) for line in lines), default=0)
    text: list[str] = []
    before = ""
    for line in lines:
        if before and joins(before, line, longest):
            text[-1] += line.lstrip() if before.endswith("-") else " " + line.lstrip()
        else:
            text.append(line)
        before = line
    return "\n".join(text) + "\n" if text else ""
