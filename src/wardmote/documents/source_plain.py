"""The text of a .txt or .md file, decoded so that it encodes to the very same bytes."""

import re

from wardmote.documents.source import Source, Unreadable
from wardmote.documents.tree import Hidden, HiddenKind, Span

BOOKMARK = re.compile(r"\[bookmark:\s*([^\]\r\n]*)\]")

# What a file of another type begins with, for a file that was only renamed.
_MAGIC = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding that gives `content` back: UTF-8, UTF-16 with its mark, Windows-1252 or Latin-1."""
    marks = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    wide = [encoding for mark, encoding in marks if content.startswith(mark)]
    for encoding in (*wide, "utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == content:
            return text, encoding
    return content.decode("latin-1"), "latin-1"


def text_of(content: bytes, *, name: str) -> Source:
    """The reading text of a .txt or .md file; a `[bookmark: …]` left by Word's export is reported as hidden.

    Raises:
        Unreadable: the bytes are no text.
    """
    if content.startswith(_MAGIC):
        raise Unreadable(
            f"{name} is named as text but is another type of file; give it with its own ending, or as .docx or .pdf."
        )
    text, encoding = decoded(content)
    if "\x00" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
        raise Unreadable(f"{name} is named as text but holds something else; save it again as .txt, .docx or .pdf.")
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise Unreadable(f"{name} is empty; nothing was read.")
    hidden = tuple(
        Hidden(
            HiddenKind.BOOKMARK,
            f"This file carries a hidden bookmark ({mark[1].strip() or 'without a name'}).",
            Span(*mark.span()),
        )
        for mark in BOOKMARK.finditer(text)
    )
    return Source(text, hidden, (), encoding)
