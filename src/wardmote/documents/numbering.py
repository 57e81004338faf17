"""Which of the numbers in a document count its items of business, and which only count a list inside one."""

import re
from collections.abc import Callable

from wardmote.documents.lines import Line
from wardmote.documents.source import Look
from wardmote.documents.titles import Known, before_mark, before_sentence, known, verbless

_LOOK_BACK = 120  # candidates; an item rarely holds a longer numbered list
_MARKS_ONLY = re.compile(r"(?i)[*_\s]+|\b(?:\d+/)+\d+\b|\(?\b(?:[ivx]+|[a-z]|\d+)\)|\d+[.)]")
_BEGINS_A_MEETING = re.compile(
    r"(?i)\W*(?:those\s+)?(?:present|attend|apolog|welcome|in\s+attendance|election\s+of|opening)"
)


def weight(line: Line) -> float:
    """How much the words after a number look like the title of an item: 0.1 to 1.3."""
    words = line.content
    if not words.strip("*_ "):
        return 0.1
    lead = before_mark(words)
    ends = before_sentence(words) if lead is None else None
    title = words[: lead[0]] if lead else words[: ends[0]] if ends else words
    if known(title) is Known.ITEM or known(words) is Known.ITEM:
        return 1.3
    if line.mark.bold or line.look in {Look.BOLD, Look.HEADING} or line.mark.level:
        return 1.2
    if re.match(r"\W*[£\d]", title):
        return 0.5
    count = len(title.split())
    stopped = title.endswith((".", ";", ",")) and not (title.isupper() and words.rstrip("*_ ").endswith("."))
    if count <= 12 and verbless(title) and not stopped and not title[:1].islower():
        return 1.0 if title is words else 0.9
    return 0.6 if len(words.split()) <= 14 else 0.3


def _families(lines: list[Line]) -> dict[str, list[tuple[int, int]]]:
    """(place among the lines, value) of each way of numbering the document uses."""
    families: dict[str, list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        mark = line.mark
        if not _MARKS_ONLY.sub("", line.content[:200]):
            continue
        if (
            mark.form in {"dot", "bare"}
            and mark.value is not None
            and (mark.form != "bare" or not line.inside or weight(line) >= 1.3)
        ):
            families.setdefault("dot", []).append((place, mark.value))
        elif mark.form == "slash" and mark.number:
            mended = mark.value is not None and "/" not in mark.number  # "13117", meant as 131/17
            parts = re.split(r"(\d+)", f"{mark.value}/{mark.year}" if mended else mark.number)
            for at in range(1, len(parts), 2):  # one part counts, the others stay ("PL24/01", "CS07/08.34")
                others = "".join([*parts[:at], "#", *parts[at + 1 :]])
                families.setdefault(f"slash {others}", []).append((place, int(parts[at])))
        elif mark.form == "item" and mark.value is not None:
            families.setdefault("item", []).append((place, mark.value))
        elif mark.form == "deep" and mark.number:
            first, second = mark.number.split(".")[:2]
            families.setdefault(f"deep {first}", []).append((place, int(second)))
        elif mark.form == "roman" and mark.number:
            families.setdefault("roman", []).append((place, _roman(mark.number)))
        elif mark.form == "letter" and mark.number and re.fullmatch(r"\((?:\d{1,3}|l)\)", mark.number):
            families.setdefault("bracket", []).append((place, int(mark.number.strip("()").replace("l", "1"))))
        if (
            mark.form == "letter"
            and mark.number
            and len(mark.number.strip("().")) == 1
            and mark.number.strip("().").isalpha()
        ):
            families.setdefault("letter", []).append((place, ord(mark.number.strip("().").lower()) - 96))
    return families


def _roman(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for letter, following in zip(number, number[1:] + " ", strict=True):
        total += -values[letter] if values.get(following, 0) > values[letter] else values[letter]
    return total


def _loud(line: Line, own: float) -> bool:
    """Whether a numbered line is a heading by its words or letters, even if its number was given before."""
    words = line.content.strip("*_ ")
    title = re.split(r":|\s[–—-]\s", words, maxsplit=1)[0]
    return own >= 1.2 or (own >= 0.9 and (words.endswith(":") or title.isupper()))


def _chain(family: list[tuple[int, int]], lines: list[Line], any_start: bool) -> tuple[float, list[int]]:
    """The rising series of numbers that looks most like items, with its score."""
    best: list[tuple[float, int]] = []
    referenced = bool(family) and lines[family[0][0]].mark.form == "slash"
    weights = [weight(lines[place]) for place, _ in family]
    loud = [_loud(lines[place], own) for (place, _), own in zip(family, weights, strict=True)]
    for here, (place, value) in enumerate(family):
        own = weights[here]
        bare = lines[place].mark.form == "bare"
        late = 0 if any_start or value > 99 else 0.15 * min(value - 1, 6)  # no list inside an item goes past 99
        score, before = own - late - (0.6 if bare else 0), -1
        for earlier in range(max(0, here - _LOOK_BACK), here):
            step = value - family[earlier][1]
            if step > 0 and (not bare or step <= 2):
                through = best[earlier][0] + own - 0.15 * min(step - 1, 6) + (0.3 if referenced and step == 1 else 0)
            elif step == 0 and loud[here] and loud[earlier]:  # "4." twice, or "1." throughout
                through = best[earlier][0] + own - 0.4
            elif value == 1 and _BEGINS_A_MEETING.match(lines[place].content):
                through = best[earlier][0] + own - 1.0
            else:
                continue
            if through > score:
                score, before = through, earlier
        best.append((score, before))
    if not best:
        return 0.0, []
    at = max(range(len(best)), key=lambda one: best[one][0])
    total, places = best[at][0], []
    while at >= 0:
        places.append(family[at][0])
        at = best[at][1]
    return total, places[::-1]


def items_by_number(lines: list[Line], unnumbered: Callable[[set[int]], int]) -> set[int]:
    """The places of the lines whose numbers count items of business; none if the document does not number them.

    `unnumbered` says how many usual headings of items stand outside the lines it is given.
    """
    chosen: set[int] = set()
    highest = 0.0
    families = _families(lines)
    parents = {f"deep {value}" for _, value in families.get("dot", [])}
    for name, family in families.items():
        if name == "letter" or name in parents or (name.startswith("deep") and len(family) < 4):
            continue
        score, places = _chain(family, lines, any_start=name[:4] in {"slas", "deep"})
        usual = sum(weight(lines[place]) >= 1.2 for place in places)
        outside = unnumbered(set(places))
        alone = (
            len(places) == 1
            and not outside
            and weight(lines[places[0]]) >= 1.0
            and lines[places[0]].mark.form != "bare"
        )
        enough = 1.2 if name.startswith("slash") else 1.6
        if not alone and (len(places) < 2 or score < enough or score < 0.5 * len(places)):
            continue
        if name.startswith("deep") and usual < 3:
            continue
        if len(places) > 2 and not usual and name == "dot" and places[-1] - places[0] < len(places):
            continue  # entries one below the other, none a usual title: a list inside an item
        if max(usual, len(places)) < outside or (usual * 2 < outside and outside >= 3):
            continue
        if score > highest:
            chosen, highest = set(places), score
    return chosen


def items_by_letter(lines: list[Line]) -> set[int]:
    """The lettered lines, where nothing else in the document marks its items."""
    family = _families(lines).get("letter", [])
    score, places = _chain(family, lines, any_start=False)
    return set(places) if len(places) > 2 and score > 0.8 * len(places) else set()
