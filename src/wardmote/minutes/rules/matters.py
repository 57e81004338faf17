"""What a run of paragraphs is about, and when two titles are of one matter. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wardmote.documents.tree import BlockKind, Item
from wardmote.minutes.rules.kinds import MAKES_A_MATTER, marking_of_title
from wardmote.register.rules import strictest


@dataclass(frozen=True, slots=True)
class Topic:
    """What a run of blocks is about: the title of a matter, and the places of its blocks in the item."""

    title: str
    places: tuple[int, ...]


_SAID = (
    r"(?:was|were|has been|have been)(?: also| again| then)?"
    r" (?:discussed|raised|considered|mentioned|noted|reported|brought up|talked (?:over|about))"
)
_SUBJECTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:The issue of |The subject of )?(?P<subject>.+?) {_SAID}\b",
        r"\b(?:is|are) (?:considering|looking at|looking into|planning|proposing|exploring) (?P<subject>[^.;,]+)",
        r"^It was (?:agreed|resolved) (?:to|that) (?:discuss |consider |look at )?(?P<subject>[^.;]+)",
        r"^(?P<subject>(?:An?|The|Some|More) [^.;,]+?) (?:should|will|would|is|are|has|have|had|was|were|to)\b",
    )
)
_LABEL = re.compile(r"^(?:ACTION|Action|DECISION|Decision|AGREED|Agreed|RESOLVED|Resolved)\s*[:–-]\s*")
_NO_SUBJECT = re.compile(r"(?:this|that|these|those|it|they|he|she|we|there|all|action|agreed)\b", re.IGNORECASE)
# Headings under which everything is spoken of: they name no matter.
_EVERYDAY_ITEM = re.compile(
    r"\b(?:updates?|reports?|matters|others?|any|issues|business|correspondence|minutes|notes|planning|financ\w*|payments"
    r"|accounts|walkabouts?|next|priorit\w+|forum|participation|session|questions|items?|actions?|councillors?|clerk"
    r"|apologies|declarations?|polic\w+|crime|highways|agenda|chair\w*|welcome|introductions?|attendance)\b",
    re.IGNORECASE,
)
TITLE_LENGTH = 90


def subject_of(text: str, item_title: str = "") -> str:
    """What a paragraph is about, in its own words and as short as they allow; else what its item is about.

    >>> subject_of("The lack of lighting in the passage (by the chip shop) was discussed. The owner agreed.")
    'Lack of lighting in the passage'
    >>> subject_of("A new PC should arrive before the spring.")
    'New PC'
    """
    text = re.sub(r"\s*\([^)]*\)", "", " ".join(text.split()))
    named = (m["subject"] for p in _SUBJECTS if (m := p.search(text)))
    found = next((subject for subject in named if not _NO_SUBJECT.match(subject)), None)
    if found is None and item_title and not _EVERYDAY_ITEM.search(item_title):
        found = item_title
    if found is None:
        found = re.split(r"(?<=[a-z0-9)])[.;:]\s", _LABEL.sub("", text))[0].rstrip(".")
    found = re.sub(r"^(?:the|an?|some) ", "", found.strip(" ,.;:–-"), flags=re.IGNORECASE)
    if len(found) > TITLE_LENGTH:
        found = found[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
    return found[:1].upper() + found[1:]


def marking_of_matter(title: str, headings: Iterable[tuple[str, str]]) -> str:
    """How far the title of a matter may go; `headings` are those of its items, each with its marking.

    It goes no further than its own words, nor than the heading that it was taken from.

    >>> marking_of_matter("Resident's wall", [("A resident's wall", "confidential"), ("Parking", "restricted")])
    'confidential'
    """
    taken_from = (marking for heading, marking in headings if subject_of("", heading) == title)
    return strictest(marking_of_title(title), *taken_from)


def topics(item: Item) -> list[Topic]:
    """The matters of an item: one for each sub-heading with something unfinished below it, else one a paragraph."""
    found: list[Topic] = []
    below: list[int] = []
    heading, alive = "", False

    def close() -> None:
        if heading and alive:
            found.append(Topic(heading, tuple(below)))

    for place, block in enumerate(item.blocks):
        if block.kind is BlockKind.SUBHEADING:
            close()
            heading, below, alive = _titled(block.text), [place], False
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.ROW}:
            lives = any(s.kind in MAKES_A_MATTER for s in block.statements)
            if heading and _turns_away(block.text, heading):
                close()
                heading = ""
            if heading:
                below.append(place)
                alive = alive or lives
            elif lives:
                title = subject_of(block.text, item.title)
                same = next((at for at, topic in enumerate(found) if topic.title == title), None)
                if same is None:
                    found.append(Topic(title, (place,)))
                else:
                    found[same] = Topic(title, (*found[same].places, place))
    close()
    return found


def _turns_away(text: str, heading: str) -> bool:
    """Whether a paragraph below a heading opens another matter: what it names as discussed is not the heading."""
    opens = _SUBJECTS[0].search(text)
    return opens is not None and not telling_words(opens["subject"]) & telling_words(heading)


def _titled(heading: str) -> str:
    heading = heading.strip(" .:*#")
    return heading if len(heading) <= TITLE_LENGTH else heading[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


_IDLE = frozenset(
    re.findall(
        r"\w+",
        """
        the and for with from that this was were has have had been being are will would should could may might all any
        not into onto over under about after before their there them they his her its our your who which what when where
        why how out off per via also again some more most new old back side item matter issue update discussed agreed
        report reported town council councillor meeting panel members police officer officers clerk inspector regarding
        concerning possible following between along make made making get see ask asked needs need
        """,
    )
)


@lru_cache(maxsize=2**14)  # new notes hold each of their titles against each earlier one
def telling_words(text: str) -> frozenset[str]:
    """The words that tell one matter from another, roughly without their endings.

    >>> sorted(telling_words("The benches were removed from the parks"))
    ['bench', 'park', 'remov']
    """
    words = re.findall(r"[a-z][a-z'’]{2,}|[a-z]\d+", text.lower())
    return frozenset(re.sub(r"(?:ings?|e?s|ed|e|['’]s)$", "", w) or w for w in words if w not in _IDLE)


LIKE_ENOUGH = 0.6


def likeness(one: str, other: str) -> float:
    """How much of the shorter of two titles stands in the other, 0 to 1; one word alone proves little.

    >>> likeness("Lack of lighting in the alley from High Street", "Lighting in the High Street alley")
    1.0
    >>> likeness("Boy racers", "Benches in the park")
    0.0
    """
    first, second = telling_words(one), telling_words(other)
    common = first & second
    if not common or (len(common) < 2 and first != second):
        return 0.0
    return len(common) / min(len(first), len(second))


def nearest(title: str, others: Iterable[tuple[object, str]]) -> object | None:
    """The key of the title most like this one, if one is like enough."""
    scored = [(likeness(title, other), key) for key, other in others]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= LIKE_ENOUGH else None
