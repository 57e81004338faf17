"""Whether a printed line goes on in the next one."""

import re

_OPENS = re.compile(
    r"""\s*(?:[•·▪◦‣○●\uf0b7*–—-]\s|\d{1,3}[.)/]|\(?[a-zA-Z]\)|\(?[ivx]{1,4}\)|\(\d{1,3}\)|\#|\||\*\*|__|item\s+\d|action\b|resolved\b|\[bookmark:)""",
    re.I | re.X,
)
_ENDS = (".", "!", "?", ":", ";", '."', ".”", ".’")


def joins(line: str, following: str, longest: int) -> bool:
    """Whether `following` carries on the sentence of `line`, in a text whose longest line has `longest` characters.

    A line that stops short of the margin ends its paragraph, unless the next one begins in small letters.
    """
    if not line.strip() or not following.strip() or _OPENS.match(following) or longest < 50:
        return False
    starts_small = following.lstrip()[0].islower()
    word = len(re.split(r"\s", following.lstrip(), maxsplit=1)[0])
    full = len(line.rstrip()) + 1 + word > longest * 0.92
    if starts_small:
        return not line.rstrip().endswith(_ENDS) and len(line.rstrip()) > longest * 0.5
    return full and not line.rstrip().endswith(":")
