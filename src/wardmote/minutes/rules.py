"""What the notes make: kinds of body and attendance, markings by origin, matters and what lives on. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wardmote.documents.tree import Block, BlockKind, Item, Statement, StatementKind
from wardmote.register.rules import Deed, Marking, Verb, strictest

TAKE_NOTES = Deed("minutes.take_notes", Verb.COLLECT)
ADD_BODY = Deed("minutes.add_body", Verb.COLLECT)
PLAN_MEETING = Deed("minutes.plan_meeting", Verb.COLLECT)
MOVE_MEETING = Deed("minutes.move_meeting", Verb.ALTER)
SET_BODY = Deed("minutes.set_body", Verb.ALTER)
CONFIRM_DECISION = Deed("minutes.confirm_decision", Verb.ALTER)
JOIN_MATTERS = Deed("minutes.join_matters", Verb.COMBINE)
REFUSE_JOIN = Deed("minutes.refuse_join", Verb.ALTER)
SETTLE_STATEMENT = Deed("minutes.settle_statement", Verb.ALTER)
SETTLE_MATTER = Deed("minutes.settle_matter", Verb.ALTER)
MARK_PARAGRAPH = Deed("minutes.mark_paragraph", Verb.ALTER)
JUDGE_READINGS = Deed("minutes.judge_readings", Verb.ALTER)
NAME_ATTENDANCE = Deed("minutes.name_attendance", Verb.ALTER)
CHECK_ITEM = Deed("minutes.check_item", Verb.ALTER)
PART_MATTERS = Deed("minutes.part_matters", Verb.ALTER)
ASK_AGAIN = Deed("minutes.ask_again", Verb.ALTER)


class BodyKind(StrEnum):
    """A panel advises; a committee or the council decides."""

    PANEL = "panel"
    COMMITTEE = "committee"
    COUNCIL = "council"


def kind_of_body(name: str) -> BodyKind:
    """What a body's name says it is; a panel unless it says otherwise, since a panel may do least.

    >>> kind_of_body("Police Partnership Panel").value, kind_of_body("Anytown Parish Council").value
    ('panel', 'council')
    """
    if re.search(r"\b(panel|liaison|partnership|working)\b", name, re.IGNORECASE):
        return BodyKind.PANEL
    if re.search(r"\bcommittee\b", name, re.IGNORECASE):
        return BodyKind.COMMITTEE
    return BodyKind.COUNCIL if re.search(r"\bcouncil\b", name, re.IGNORECASE) else BodyKind.PANEL


class AttendanceKind(StrEnum):
    """How somebody counts at a meeting."""

    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"


class Sameness(StrEnum):
    """What a person said of a proposal that two things are one."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What a person said of a reading: that a sentence does what it was read as doing."""

    UNCHECKED = "unchecked"
    RIGHT = "right"
    WRONG = "wrong"


class NotesNeed(Exception):
    """The notes do not give something that the record needs; the sentence says what, and how to give it."""


class TakenAlready(Exception):
    """Another file gave the notes of this meeting."""


class CannotMove(Exception):
    """A meeting cannot be moved to this day."""


class SettledAlready(Exception):
    """Somebody has answered this already."""


class NotJoined(Exception):
    """Two matters that are not one can't be parted."""


class PoliceLower(Exception):
    """A paragraph that came from the police is lowered only by the police."""


# A statement of this kind asks for a yes of its own: it binds somebody, costs money, or will be quoted.
BINDS = frozenset({StatementKind.DECISION, StatementKind.ACTION, StatementKind.SPENDING, StatementKind.CLAIM})

# What a statement of this kind leaves to be done or looked at again. The rest is said and done.
LIVES_ON = frozenset(
    {
        StatementKind.CONDITIONAL,
        StatementKind.SUGGESTION,
        StatementKind.REFERRAL,
        StatementKind.EXPECTATION,
        StatementKind.SPENDING,
    }
)
MAKES_A_MATTER = LIVES_ON | {StatementKind.ACTION, StatementKind.RECURRING}
ADVISORY_KINDS = frozenset({BodyKind.PANEL})

POLICE_TITLE = re.compile(
    r"\b(?:(?:Chief )?Insp(?:ector)?|S(?:er)?gt|Sergeant|PC|WPC|DC|DS|P?CSO|(?:Chief )?Constable"
    r"|(?:Chief )?Sup(?:erintenden)?t|[Pp]olic(?:e|ing)|Constabulary|[Bb]eat (?:manager|officer)|[Oo]fficers?)\b"
)
# Better one item too many: what the police said is opened by a reply of theirs, what got out is out.
POLICE_ITEM = re.compile(
    r"\b(?:polic(?:e|ing)|constabulary|inspector|sergeant|sgt|p?cso|pc|beat|crime|neighbourhood (?:team|officers?))\b",
    re.IGNORECASE,
)
NOT_POLICE_ITEM = re.compile(r"\bpriorit|\bpanel\b|\bbudget\b", re.IGNORECASE)
POLICE_SAY = re.compile(
    rf"{POLICE_TITLE.pattern}(?: [A-Z]\w+)?"
    r" (?:also )?(?:sa(?:id|ys)|report(?:s|ed)|advis|inform|explain|confirm|told|spoke|reiterat|ha(?:s|ve|d)\b)"
)
OF_A_PERSON = re.compile(
    r"\b(?:arrest|suspect|perpetrator|victim|cuckoo|only one individual|warrant|on bail|stopped and searched|dealing"
    r"|(?:a|an|one|two|three) (?:individual|resident|person)|flat \d)|\bchild\b|\bcharged with\b",
    re.IGNORECASE,
)


def is_police_item(title: str) -> bool:
    """Whether under this heading the police speak.

    >>> is_police_item("Update from Local Policing Team"), is_police_item("Police priorities")
    (True, False)
    """
    return bool(POLICE_ITEM.search(title)) and not NOT_POLICE_ITEM.search(title)


def came_from_police(block: Block, item_title: str) -> bool:
    """Whether the notes say that the police said this, by the item, the speaker or the sentence itself."""
    if is_police_item(item_title):
        return True
    if POLICE_SAY.search(block.text):
        return True
    return any(s.said_by and POLICE_TITLE.search(s.said_by) for s in block.statements)


def marking_of_title(title: str) -> str:
    """Where the heading of an item starts: confidential if it tells of a person.

    >>> marking_of_title("Town walkabouts"), marking_of_title("Arrest in Mill Street")
    ('panel', 'confidential')
    """
    return (Marking.CONFIDENTIAL if OF_A_PERSON.search(title) else Marking.PANEL).value


def marking_of_words(*words: str) -> str:
    """How far words that somebody typed may go: no words close nothing.

    >>> marking_of_words("Town walkabouts", ""), marking_of_words("", "Arrest in Mill Street"), marking_of_words("")
    ('panel', 'confidential', 'public')
    """
    return strictest(Marking.PUBLIC.value, *(marking_of_title(part) for part in words if part.strip()))


def marking_of(block: Block, *, from_police: bool) -> str:
    """Where a paragraph starts: confidential if the police said it or it tells of a person; else the panel's.

    >>> from wardmote.documents.tree import Span
    >>> here = Span(0, 9)
    >>> marking_of(Block(BlockKind.PARAGRAPH, here, "", "One individual was arrested.", here), from_police=False)
    'confidential'
    """
    closed = from_police or OF_A_PERSON.search(block.text)
    return (Marking.CONFIDENTIAL if closed else Marking.PANEL).value


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
    >>> subject_of("A new PC should be starting in the next few weeks.")
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


def words_for_agreement(kind: BodyKind) -> str:
    """The verb of the notes when a body of this kind agrees to something.

    >>> words_for_agreement(BodyKind.PANEL), words_for_agreement(BodyKind.COMMITTEE)
    ('recommends', 'resolves')
    """
    return "recommends" if kind in ADVISORY_KINDS else "resolves"


def particulars_of(statement: Statement) -> dict[str, object]:
    """What is kept of a statement beside its place: only what the words gave, and what they did not."""
    kept = {
        "said_by": statement.said_by,
        "owner": statement.owner,
        "asked_by": statement.asked_by,
        "due": statement.due,
        "due_on": statement.due_on.isoformat() if statement.due_on else None,
        "amount_pence": statement.amount_pence,
        "budget": statement.budget,
        "subject": statement.subject,
        "direction": statement.direction.value if statement.direction else None,
        "comparator": statement.comparator,
        "condition": statement.condition,
        "to": statement.to,
        "because": statement.because,
        "not_stated": list(statement.not_stated) or None,
    }
    return {name: value for name, value in kept.items() if value is not None}
