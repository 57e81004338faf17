"""How long texts are on paper: in ems, before any font is at hand, and never too short.

Counting lines with upper bounds of the letters' widths never counts fewer lines than the page will have, whichever of
the two fonts (Source Sans Pro in PDF, Arial in Word) sets it; a test measures the bounds against both.
"""

from wardmote.documents.paper import Paragraph, Table

BOLD = 1.15  # how much wider bold letters may be
_WIDTHS = {
    " ": 0.28,
    **dict.fromkeys("ijl|I'‘’,.:;!\u200b", 0.3),
    **dict.fromkeys("frt()[]{}-/\\", 0.36),
    **dict.fromkeys('"“”*°', 0.48),
    **dict.fromkeys("cksvxyzJ^", 0.51),
    **dict.fromkeys("abdeghnopqu0123456789£$#_–?L", 0.57),
    **dict.fromkeys("+<=>~FTZ", 0.62),
    **dict.fromkeys("wABCDEHKNPRSUVXY&", 0.73),
}
_OTHER = 1.1
_LONGEST_CELL = 50.0  # ems: one very long cell shall not starve the other columns


def lines(text: str, ems: float) -> int:
    """How many lines the text takes at most, in a column of so many ems.

    >>> lines("To decide", 30), lines("word " * 30, 20), lines("one\\ntwo", 30)
    (1, 4, 2)
    """
    count = 0
    for line in text.split("\n"):
        count += 1
        used = 0.0
        for word in line.split():
            for place, piece in enumerate(pieces(word)):
                width = _width(piece) + (_WIDTHS[" "] if used and not place else 0.0)
                if used and used + width > ems:
                    count += 1
                    used = _width(piece)
                else:
                    used += width
    return count


def pieces(word: str) -> list[str]:
    """The word, in pieces between which a line may end if it is so long (a web address) that it could stick out.

    >>> pieces("neighbourhood"), pieces("https://wardmote.example/agenda")
    (['neighbourhood'], ['https://wa', 'rdmote.exa', 'mple/agend', 'a'])
    """
    if len(word) <= 20:
        return [word]
    return [word[start : start + 10] for start in range(0, len(word), 10)]


def shorten(text: str, ems: float, most: int) -> str:
    """The text if it takes no more than `most` lines; else as many of its words as do, and "…".

    >>> shorten("Ask the highways team about the light in the alley by the chapel", 10, 2)
    'Ask the highways team about the…'
    """
    if lines(text, ems) <= most:
        return text
    words = text.split()
    low, high = 0, len(words)
    while high - low > 1:
        middle = (low + high) // 2
        if lines(" ".join(words[:middle]) + "…", ems) <= most:
            low = middle
        else:
            high = middle
    if low:
        return " ".join(words[:low]) + "…"
    return words[0][: int(most * (ems - 2 * _OTHER) / _OTHER)] + "…" if words else ""


def _width(word: str) -> float:
    return sum(_WIDTHS.get(character, _OTHER) for character in word)


def columns(table: Table, ems: float, inset: float) -> tuple[float, ...] | None:
    """The widths of the table's columns, together `ems`, or None if it is too wide for the page to be read.

    No word is broken but for web addresses; what room is over goes to the columns with the longest texts. `inset` is
    the white space within each column, left and right together.

    >>> table = Table("Owed", ("Action", "Who"), (("Ask the county about the light in the alley again", "CSO"),))
    >>> [round(width) for width in columns(table, 20, 1)], columns(table, 8, 1)
    ([16, 4], None)
    """
    rows = (table.header, *table.rows)
    least = [inset] * len(table.header)
    natural = [inset] * len(table.header)
    for number, row in enumerate(rows):
        scale = 1.0 if number else BOLD
        for place, cell in enumerate(row):
            words = [piece for word in cell.split() for piece in pieces(word)]
            least[place] = max(least[place], inset + scale * max(map(_width, words), default=0.0))
            whole = max(map(_width, cell.split("\n")))
            natural[place] = max(natural[place], inset + scale * min(whole, _LONGEST_CELL))
    if sum(natural) <= ems:
        return tuple(width * ems / sum(natural) for width in natural)
    spare = ems - sum(least)
    if spare < ems / 8:
        return None
    wanted = [max(whole - word, 0.0) for whole, word in zip(natural, least, strict=True)]
    return tuple(word + spare * want / sum(wanted) for word, want in zip(least, wanted, strict=True))


def as_records(table: Table) -> tuple[Paragraph, ...]:
    """A table that is too wide for its page, row by row: the first cell in bold, the others named by their headers.

    >>> as_records(Table("Owed", ("Action", "Who", "Due"), (("Ask", "CSO", ""),)))[1]
    Paragraph(text='\\nWho: CSO', strong_lead='Ask')
    """
    made = [Paragraph("", strong_lead=table.caption)]
    for row in table.rows:
        others = zip(table.header[1:], row[1:], strict=True)
        text = "".join(f"\n{header}: {cell}" for header, cell in others if cell.strip())
        made.append(Paragraph(text, strong_lead=row[0]))
    return tuple(made)
