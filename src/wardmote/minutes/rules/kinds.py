"""Kinds of attendance, markings by origin, and what lives on. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wardmote.documents.tree import Block, Statement, StatementKind
from wardmote.register.rules import Deed, Marking, Verb, strictest

TAKE_NOTES = Deed("minutes.take_notes", Verb.COLLECT)
ADD_BODY = Deed("minutes.add_body", Verb.COLLECT)
PLAN_MEETING = Deed("minutes.plan_meeting", Verb.COLLECT)
MOVE_MEETING = Deed("minutes.move_meeting", Verb.ALTER)
SET_BODY = Deed("minutes.set_body", Verb.ALTER)
SET_BODY_POWERS = Deed("minutes.set_body_powers", Verb.ALTER)
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
ADOPT = Deed("minutes.adopt", Verb.COLLECT)
WITHDRAW_ADOPTION = Deed("minutes.withdraw_adoption", Verb.ALTER)
APPROVE = Deed("minutes.approve", Verb.ALTER)
CORRECT = Deed("minutes.correct", Verb.COLLECT)
GIVE_UP_DAY = Deed("minutes.give_up_day", Verb.ALTER)
TAKE_AWAY_DAY = Deed("minutes.take_away_day", Verb.ERASE)
CONTINUE_MEETING = Deed("minutes.continue_meeting", Verb.COLLECT)
SET_STATE = Deed("minutes.set_state", Verb.ALTER)
OPEN_MATTER = Deed("minutes.open_matter", Verb.COLLECT)
DECLARE_INTEREST = Deed("minutes.declare_interest", Verb.GRANT)


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


class AdoptedBy(StrEnum):
    """Who adopts a recommendation to spend."""

    RESOLUTION = "resolution"
    DELEGATION = "delegation"


class NotAdopted(Exception):
    """What somebody wants to note as adopted is no recommendation to spend, or is adopted already."""


class NotesNeed(Exception):
    """The notes do not give something that the record needs; the sentence says what, and how to give it."""


class TakenAlready(Exception):
    """Another file gave the notes of this meeting."""


class ReasonMissing(Exception):
    """Something was said that needs its reason."""


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

    >>> from wardmote.documents.tree import BlockKind, Span
    >>> here = Span(0, 9)
    >>> marking_of(Block(BlockKind.PARAGRAPH, here, "", "One individual was arrested.", here), from_police=False)
    'confidential'
    """
    closed = from_police or OF_A_PERSON.search(block.text)
    return (Marking.CONFIDENTIAL if closed else Marking.PANEL).value


@dataclass(frozen=True, slots=True)
class AsTyped:
    """What is known of a paragraph that was typed in the room, so that nothing of it has to be read from its words."""

    marking: str
    from_police: bool = False
    matter_id: UUID | None = None


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
