"""Where the sentences of a paragraph begin and end. No character of the words is left out."""

import re
from itertools import pairwise

from wardmote.documents.tree import Span


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


# A stop after these never ends a sentence: a name, a number or an example follows.
LEANING = words(
    "mr mrs ms mx dr rev revd hon cllr cllrs clr clrs coun councillor cty cnty dist boro insp supt sgt det ch capt maj "
    "col lt messrs prof st tel ext approx ca cf vs v e.g eg i.e ie viz chq inc incl rt asst dep gov sq nr"
)
BEFORE_A_NUMBER = words("no nos p pp para paras ref refs fig vol sec art c item min")
# After these it ends one only before a capital letter.
TIMES_AND_FIRMS = words(
    "a.m p.m am pm etc ltd co plc esq jnr snr rd ave cres dr jan feb mar apr jun jul aug sept sep oct nov dec"
)
OPENERS = words(
    "the this that these those it he she they we i there a an in on at as if after before following once when while "
    "all any no cllr councillor mr mrs ms clerk chairman chair members officers action resolved agreed"
)

LONGEST = 3_000  # code points of one sentence
LONGEST_WORD = 100

ENDING = re.compile(
    r"""
      (?<![.!?…])(?P<stop>[.!?…]+)(?P<close>["”’')\]]*) (?=\s|$)      # the usual end
    | (?<=[a-z]{3}) (?P<tight>\.) (?=[A-Z][a-z]+\b)         # the space forgotten: "… at noon.The Mayor …"
    | (?P<gap>\n[ \t\r]*\n\s*)                             # a blank line
    | (?P<wide>(?<!\s)\s{200,})                            # wider than any page
    | (?P<mark>(?=\s[•·●▪◦‣]\s)|(?=\n[ \t]*[-*–]\s))            # a bullet inside the text
    """,
    re.VERBOSE,
)
DOTTED = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]")
WORD_BEFORE = re.compile(r"(?<![^\s(\[“\"])[^\s(\[“\"]+$")
NOTHING_BEFORE = re.compile(r"(?:[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]*)?\s*", re.IGNORECASE)
SPACE = re.compile(r"\s*")
WORD_AFTER = re.compile(r"[\s“\"‘'(\[]*([\w’']+)")
ADDRESS = re.compile(r"www|https?:|@|\.(?:co|gov|org|com|net)\b", re.IGNORECASE)
LIST_STOP = re.compile(r";(?=\s)")


def sentences_in(text: str) -> list[Span]:
    """The sentences, in order, without the space between them.

    >>> text = "Mr. A came at 7.30 p.m. He left."
    >>> [text[span.start : span.end] for span in sentences_in(text)]
    ['Mr. A came at 7.30 p.m.', 'He left.']
    """
    spans: list[Span] = []
    start = _after_space(text, 0)
    for found in ENDING.finditer(text):
        if found.end() <= start or not _ends(text, start, found):
            continue
        _keep(text, start, found.end(), spans)
        start = _after_space(text, found.end())
    _keep(text, start, len(text), spans)
    return spans


def _after_space(text: str, place: int) -> int:
    space = SPACE.match(text, place)
    return space.end() if space else place


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    for first, last in (piece for part in _list_parts(text, start, end) for piece in _short(text, *part)):
        words = text[first:last]
        left = first + len(words) - len(words.lstrip())
        right = first + len(words.rstrip())
        if left < right:
            spans.append(Span(left, right))


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What goes on for pages without a stop is no sentence; it is cut between words, so that reading stays quick."""
    pieces = []
    while end - start > LONGEST:
        gap = max(text.rfind(space, start + 1, start + LONGEST) for space in " \n\t")
        cut = gap if gap > start else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _list_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A list with semi-colons ("to: write to A; to chase B; and to order C") is a sentence for each entry."""
    stops = [found.end() for found in LIST_STOP.finditer(text, start, end)]
    if not stops or (len(stops) < 2 and not re.search(r":\s", text[start : stops[0]])):
        return [(start, end)]
    edges = [start, *stops, end]
    return list(pairwise(edges))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    if found.lastgroup in {"gap", "wide", "mark"}:
        return True
    if found["tight"]:
        around = text[max(0, found.start() - 40) : found.end() + 20]
        return ADDRESS.search(around) is None
    follows = WORD_AFTER.match(text, found.end())
    if follows is None:
        return True
    after = follows[1]
    if found["stop"] != ".":
        return not after[0].islower()  # "(…) and", "Why? and"
    before_match = WORD_BEFORE.search(text[max(start, found.start() - LONGEST_WORD) : found.start()])
    before = before_match[0] if before_match else ""
    if NOTHING_BEFORE.fullmatch(text, start, found.start()):
        return False  # "2." opens the sentence that follows it
    bare = before.rstrip(".").lower()
    if bare in BEFORE_A_NUMBER and after[0].isdigit():
        return False
    if bare in LEANING:
        return bare == "st" and after.lower() in OPENERS  # "… in High St. The light …"
    if DOTTED.fullmatch(before):
        return after.lower() in OPENERS  # "P.C. Oak", "Mrs M.Y. Vane"
    if bare in TIMES_AND_FIRMS or "." in bare.strip("."):
        return after[0].isupper() or (after[0].isdigit() and "\n" in text[found.end() : follows.start(1)])
    if len(before) == 1 and before.isupper():
        return after.lower() in OPENERS  # an initial, unless a new sentence plainly begins
    return not after[0].islower() or bool(found["close"])
