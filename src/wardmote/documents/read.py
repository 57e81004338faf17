"""A file in, a tree out: the door of this package."""

import re
from datetime import datetime
from pathlib import Path

from wardmote.documents import source_pdf, source_plain, source_word
from wardmote.documents.about import about
from wardmote.documents.attendance import Stretch, in_prose, who_came
from wardmote.documents.context import with_statements
from wardmote.documents.people import people_in
from wardmote.documents.source import Source, Unreadable
from wardmote.documents.structure import Structure, structure_of
from wardmote.documents.tree import BlockKind, Document

__all__ = ["LARGEST", "Unreadable", "read", "read_bytes", "read_text"]

LARGEST = 20_000_000  # bytes of a file; a larger one is refused before it is read
_LONGEST = 400_000  # code points of a reading text: some two hundred pages
_MOST_LINES = 8_000  # printed lines; the notes of a year of meetings hold fewer
_READERS = {
    ".txt": source_plain.text_of,
    ".text": source_plain.text_of,
    ".md": source_plain.text_of,
    ".markdown": source_plain.text_of,
    ".docx": source_word.text_of,
    ".pdf": source_pdf.text_of,
}
_SAVE_AS = {
    ".doc": "an old Word file",
    ".odt": "an OpenDocument file",
    ".rtf": "a rich text file",
    ".pages": "a Pages file",
    ".docm": "a Word file with macros",
    ".dotx": "a Word template",
}
# On these the police and the councillors are members; at a council's meeting they are guests.
_PANEL = re.compile(
    r"(?i)\bpolice|\bpanel\b|\bsnt\b|\bresidents\b|\bfriends of\b|\bwatch\b|\bliaison\b"
    r"|\bpolicing\b|\bpartnership\b|\bpact\b|\bcrime\b|\bsafer\b"
)
_PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".gif", ".bmp", ".webp"}


def read(path: Path) -> Document:
    """The tree of a .txt, .md, .docx or .pdf file of at most `LARGEST` bytes.

    Raises:
        Unreadable: the file is missing, empty, locked, damaged, scanned, too large or of another type. Nothing
        was kept.
    """
    try:
        if not path.is_file():
            raise Unreadable(f"There is no file {path.name}." if not path.exists() else f"{path.name} is not a file.")
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name} can't be opened; check that it may be read and retry.") from error
    return read_bytes(content, name=path.name)


def read_bytes(content: bytes, *, name: str) -> Document:
    """The tree of a file's content; the ending of `name` says its type. Raises as `read` does."""
    if len(content) > LARGEST:
        raise _too_large(name)
    ending = Path(name).suffix.lower()
    if ending not in _READERS:
        kind = _SAVE_AS.get(ending, "a picture" if ending in _PICTURES else "of a type that can't be read")
        what = "give the typed notes" if ending in _PICTURES else "save it"
        raise Unreadable(f"{name} is {kind}; {what} as .txt, .md, .docx or .pdf.")
    if not content.strip():
        raise Unreadable(f"{name} is empty; nothing was read.")
    return _document(_READERS[ending](content, name=name), name)


def read_text(text: str, *, name: str = "notes.txt") -> Document:
    """The tree of a reading text at hand, for text that comes from no file."""
    return _document(Source(text, encoding="utf-8"), name)


def _too_large(name: str) -> Unreadable:
    return Unreadable(
        f"{name} is larger than {LARGEST // 1_000_000} MB, so it was not read; notes of a meeting are far smaller."
    )


def _document(source: Source, name: str) -> Document:
    if len(source.text) > _LONGEST or len(re.findall(r"[^\s][^\r\n]*", source.text)) > _MOST_LINES:
        raise Unreadable(f"{name} holds far more text than notes of a meeting; give each meeting's notes as a file.")
    structure = structure_of(source)
    says = about(source.text, structure, name=name)
    stretches = (*structure.people, *_prose(structure, alone=not structure.people))
    people = people_in(
        _unbroken(source.text, structure),
        stretches,
        panel=_PANEL.search(f"{says.title} {says.body}") is not None,
        printed=source.text,
    )
    on = says.starts_at.date() if isinstance(says.starts_at, datetime) else says.starts_at
    names = tuple(one.text for one in (*people.present, *people.in_attendance, *people.apologies))
    preamble, items, closing = with_statements(
        structure.preamble, structure.items, structure.closing, meeting_on=on, people=names
    )
    return Document(
        reading_text=source.text,
        kind=says.kind,
        title=says.title,
        body=says.body,
        starts_at=says.starts_at,
        place=says.place,
        present=people.present,
        in_attendance=people.in_attendance,
        apologies=people.apologies,
        next_meeting=says.next_meeting,
        preamble=preamble,
        items=items,
        closing=closing,
        hidden=source.hidden,
        dated_at=says.dated_at,
        next_dated_at=says.next_dated_at,
        also_dated_at=says.also_dated_at,
        encoding=source.encoding,
    )


def _prose(structure: Structure, *, alone: bool) -> tuple[Stretch, ...]:
    """Who met, by the first paragraph above the items; below a list of those present, who else came."""
    above = [block for block in structure.preamble if block.kind is BlockKind.PARAGRAPH]
    if alone and above:
        return tuple(in_prose(above[0].text, above[0].at.start))
    below = [block for item in structure.items[:3] for block in item.blocks if block.kind is BlockKind.PARAGRAPH]
    return tuple(stretch for block in (*above[:3], *below[:3]) for stretch in who_came(block.text, block.at.start))


def _unbroken(text: str, structure: Structure) -> str:
    """The text, as long as before, with a space for each line's end inside a block: a name may be wrapped there."""
    parts, last = [], 0
    for block in (*structure.preamble, *(block for item in structure.items for block in item.blocks)):
        parts += [text[last : block.at.start], re.sub(r"[\r\n]", " ", block.text)]
        last = block.at.end
    return "".join([*parts, text[last:]])
