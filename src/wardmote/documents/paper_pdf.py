"""A paper as a tagged PDF (PDF/UA-1), set by Typst: no clock, no network, no font of the machine's own."""

import atexit
import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from wardmote.documents import paper_front as measures
from wardmote.documents.paper import Paper, Paragraph, Part, Table, foot, mapped, named, printable, stepped
from wardmote.documents.paper_front import Fitted, FittedList, Sheet, fit
from wardmote.documents.paper_lines import as_records, columns

A4_WIDTH, A4_HEIGHT = 595.28, 841.89  # points, as everything below
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 60.0, 88.0, 66.0
# Source Sans draws small for its size: 13 points of it stand as high as 12 of Arial.
BODY, BODY_LARGE = 13.0, 18.0
FRONT, FRONT_LARGE = 16.0, 18.0
CELL_INSET = 1.0  # ems, left and right together

_IN_THE_FONT = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) | frozenset("\n\t–—‘’“”…•€")
_PROBE = b'#set document(title: "-")\n#set text(font: "Source Sans Pro")\n#sys.inputs.letters'


def to_pdf(paper: Paper, *, large_print: bool = False) -> bytes:
    """The paper as a PDF/UA-1 file; the same bytes for the same paper.

    Text is 13 point (18 in large print), the front page 16 (18). A character that no font here can show is printed as
    its name in brackets, since PDF/UA forbids the empty box.
    """
    paper = _without(_missing, mapped(paper, printable))
    try:
        return _set(paper, large_print)
    except typst.TypstError:  # each character has a font, but an accent may have none that also has its letter
        return _set(_without(_accents, paper), large_print)


def _without(found: Callable[[frozenset[str]], frozenset[str]], paper: Paper) -> Paper:
    """The paper with the names of the unusual characters that `found` picks in their places."""
    seen: set[str] = set()

    def look(text: str) -> str:
        seen.update(text)
        return text

    mapped(paper, look)
    picked = found(frozenset(seen - _IN_THE_FONT))
    if not picked:
        return paper
    return mapped(paper, lambda text: "".join(named(one) if one in picked else one for one in text))


def _missing(unusual: frozenset[str]) -> frozenset[str]:
    if not unusual or _shows("".join(sorted(unusual))):
        return frozenset()
    return frozenset(character for character in unusual if not _shows(character))


def _accents(unusual: frozenset[str]) -> frozenset[str]:
    return frozenset(character for character in unusual if unicodedata.category(character).startswith("M"))


def _set(paper: Paper, large_print: bool) -> bytes:
    size = BODY_LARGE if large_print else BODY
    front_size = FRONT_LARGE if large_print else FRONT
    room = Sheet(A4_WIDTH - 2 * MARGIN_X, A4_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM, front_size)
    front, parts = fit(paper, room)
    language, _, region = paper.language.partition("-")
    data = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "marking": paper.marking,
        "banner": paper.banner,
        "foot": foot(paper),
        "lang": language,
        "region": region or None,
        "day": {"year": paper.date.year, "month": paper.date.month, "day": paper.date.day},
        "size": size,
        "front_size": front_size,
        "margin_x": MARGIN_X,
        "margin_top": MARGIN_TOP,
        "margin_bottom": MARGIN_BOTTOM,
        "front": _front(front) if front else None,
        "parts": [
            one for part in stepped(parts, under_front=front is not None) for one in _part(part, room.width / size)
        ],
    }
    return _typeset(_template(), {"paper": json.dumps(data)}, datetime.combine(paper.date, time(), UTC))


def _front(front: Fitted) -> dict[str, Any]:
    return {
        "title": front.title,
        "subtitle": front.subtitle,
        "heading": front.heading,
        "lists": [
            {"title": one.title, "items": one.items, "in_full": one.in_full, "note": _note(one)} for one in front.lists
        ],
        "line": measures.LINE,
        "gap": measures.GAP,
        "title_scale": measures.TITLE,
        "heading_scale": measures.HEADING,
        "list_title_scale": measures.LIST_TITLE,
        "around_title": measures.AROUND_TITLE,
        "above_heading": measures.ABOVE_HEADING,
        "under_headings": measures.UNDER_HEADINGS,
    }


def _note(one: FittedList) -> str | None:
    if one.in_full is not None:
        return f"{one.rest}, from page "
    return None if one.items else one.if_empty


def _part(part: Part, ems: float) -> list[dict[str, Any]]:
    made = {"kind": type(part).__name__, **asdict(part)}
    made.pop("png", None)  # for Word
    if isinstance(part, Paragraph):
        made["together"] = False
    if isinstance(part, Table):
        widths = columns(part, ems, CELL_INSET)
        if widths is None:
            records = [one for record in as_records(part) for one in _part(record, ems)]
            return [{**one, "together": len(one["text"]) < 400} for one in records]
        made["widths"] = widths
    return [made]


@lru_cache(maxsize=1024)
def _shows(letters: str) -> bool:
    # Asked of Typst itself: what its fall-back fonts hold is written down nowhere else.
    try:
        _typeset(_PROBE, {"letters": " ".join(letters)}, datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True


def _typeset(template: bytes, inputs: dict[str, str], made_at: datetime) -> bytes:
    made = typst.Compiler(template, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs).compile(
        format="pdf", pdf_standards=["ua-1"], timestamp=made_at
    )
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # Typst takes the first file of a weight that the folder happens to list, and the package holds two of each: so it
    # is shown a folder with one of each, else two machines would give different bytes.
    folder = Path(tempfile.mkdtemp(prefix="wardmote-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fonts = resources.files("font_source_sans_pro").joinpath("files")
    for name in ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"):
        (folder / name).write_bytes(fonts.joinpath(name).read_bytes())
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files("wardmote.documents").joinpath("paper.typ").read_bytes()
