"""The numbers that Word prints before paragraphs and keeps nowhere in their text."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = range(9)  # a list in Word has no others, but a file can say anything
HIGHEST = 32_767  # Word counts no further
LONGEST = 100  # characters of a pattern such as "%1.%2"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number in small Roman letters.

    >>> roman(14)
    'xiv'
    """
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def counted(number: int, style: str) -> str:
    """A counter in one of Word's styles of number; an unknown style counts in figures.

    >>> counted(2, "lowerLetter"), counted(27, "upperLetter"), counted(7, "decimalZero")
    ('b', 'AA', '07')
    """
    if style in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in {"lowerRoman", "upperRoman"}:
        return roman(number).upper() if style == "upperRoman" else roman(number)
    if style == "decimalZero":
        return f"{number:02}"
    return "" if style == "none" else str(number)


def _value(node: Any, tag: str) -> str | None:
    found = None if node is None else node.find(W + tag)
    return None if found is None else found.get(W + "val")


def _number(words: str | None) -> int | None:
    """A level or counter as the file gives it; one that Word would not write counts as none."""
    if words is None or not (words.isascii() and words.isdigit()) or len(words) > len(str(HIGHEST)):
        return None
    return int(words) if int(words) <= HIGHEST else None


class Numbering:
    """The counters of one document, advanced paragraph by paragraph in the order of the page."""

    def __init__(self, document: Any, styles: dict[str, Any]) -> None:
        self._styles = styles
        self._lists: dict[str, str] = {}  # a list's id -> the id of its pattern
        self._levels: dict[tuple[str, int], Any] = {}  # pattern and level -> w:lvl
        self._starts: dict[str, dict[int, int]] = {}  # a list's id -> level -> where this list starts anew
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[str] = set()
        related = [r for r in document.part.rels.values() if r.reltype.endswith("/numbering")]
        if not related:
            return
        root = related[0].target_part.element
        for pattern in root.findall(W + "abstractNum"):
            for level in pattern.findall(W + "lvl"):
                depth = _number(level.get(W + "ilvl"))
                if depth is not None and depth in LEVELS:
                    self._levels[pattern.get(W + "abstractNumId"), depth] = level
        for entry in root.findall(W + "num"):
            ident = entry.get(W + "numId")
            self._lists[ident] = _value(entry, "abstractNumId") or ""
            for override in entry.findall(W + "lvlOverride"):
                start, depth = _number(_value(override, "startOverride")), _number(override.get(W + "ilvl"))
                if start is not None and depth is not None and depth in LEVELS:
                    self._starts.setdefault(ident, {})[depth] = start

    def label(self, properties: Any) -> str:
        """The number or bullet printed before a paragraph with these properties, with the space after it; or ""."""
        found = self._listed(properties)
        if found is None:
            return ""
        ident, depth = found
        pattern = self._lists.get(ident, "")
        level = self._levels.get((pattern, depth))
        if level is None:
            return ""
        style = _value(level, "numFmt") or "decimal"
        after = {"space": " ", "nothing": ""}.get(_value(level, "suff") or "tab", "\t")
        if style == "bullet":
            return "•" + after
        self._advance(ident, pattern, depth)
        words = (_value(level, "lvlText") or "")[:LONGEST]
        for place in LEVELS[: depth + 1]:
            upper = self._levels.get((pattern, place))
            how = "decimal" if level.find(W + "isLgl") is not None else _value(upper, "numFmt") or "decimal"
            words = words.replace(
                f"%{place + 1}", counted(self._counts.get((pattern, place), self._start(pattern, place)), how)
            )
        return words + after if words else ""

    def _start(self, pattern: str, depth: int) -> int:
        start = _number(_value(self._levels.get((pattern, depth)), "start"))
        return 1 if start is None else start

    def _advance(self, ident: str, pattern: str, depth: int) -> None:
        if ident not in self._begun:
            self._begun.add(ident)
            for place, start in self._starts.get(ident, {}).items():
                self._counts[pattern, place] = start - 1
        self._counts[pattern, depth] = self._counts.get((pattern, depth), self._start(pattern, depth) - 1) + 1
        for place in LEVELS[depth + 1 :]:
            self._counts.pop((pattern, place), None)

    def _listed(self, properties: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, of its own or by its style."""
        seen: set[str] = set()
        depth: int | None = None
        while properties is not None:
            own = properties.find(W + "numPr")
            if own is not None:
                ident, level = _value(own, "numId"), _number(_value(own, "ilvl"))
                depth = level if depth is None else depth
                if ident is not None:
                    return None if ident == "0" else (ident, depth or 0)
            name = (
                _value(properties, "pStyle")
                if "pStyle" in {str(c.tag)[len(W) :] for c in properties}
                else _value(properties.getparent(), "basedOn")
            )
            if name is None or name in seen or name not in self._styles:
                return None
            seen.add(name)
            style = self._styles[name]
            properties = style.find(W + "pPr")
            while properties is None:
                name = _value(style, "basedOn")
                if name is None or name in seen or name not in self._styles:
                    return None
                seen.add(name)
                style = self._styles[name]
                properties = style.find(W + "pPr")
        return None
