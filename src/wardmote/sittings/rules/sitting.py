"""What a sitting knows, what can be done in it, and why not. Pure."""

from enum import StrEnum

from wardmote.documents.tree import Block, BlockKind, Span
from wardmote.minutes.rules import OF_A_PERSON, POLICE_TITLE, came_from_police
from wardmote.register.rules import Deed, Marking, Verb, strictest

OPEN = Deed("sittings.open", Verb.COLLECT)
NOTE_PRESENCE = Deed("sittings.note_presence", Verb.COLLECT)
TAKE_BACK_PRESENCE = Deed("sittings.take_back_presence", Verb.ALTER)
NOTE_REMINDER = Deed("sittings.note_reminder", Verb.COLLECT)
TAKE_CHAIR = Deed("sittings.take_chair", Verb.ALTER)
SAVE = Deed("sittings.save", Verb.ALTER)
KEEP_CLASH = Deed("sittings.keep_clash", Verb.COLLECT)
SETTLE_CLASH = Deed("sittings.settle_clash", Verb.ALTER)
STRIKE = Deed("sittings.strike", Verb.ALTER)
CONFIRM = Deed("sittings.confirm", Verb.ALTER)
DECIDE = Deed("sittings.decide", Verb.COLLECT)
UNDO_DECISION = Deed("sittings.undo_decision", Verb.ALTER)
DECLARE = Deed("sittings.declare", Verb.GRANT)
CLOSE = Deed("sittings.close", Verb.ALTER)
REOPEN = Deed("sittings.reopen", Verb.ALTER)
ADJOURN = Deed("sittings.adjourn", Verb.ALTER)
DRAFT_NOTES = Deed("sittings.draft_notes", Verb.COLLECT)


OFFERED = (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)  # who is named on a restricted row is said elsewhere


class PresenceKind(StrEnum):
    """What is noted of somebody at a sitting."""

    CAME = "came"
    LEFT = "left"
    APOLOGY = "apology"


class ApologyAnswer(StrEnum):
    """What the meeting says of an apology. "Noted" approves nothing."""

    ACCEPTED = "accepted"
    NOTED = "noted"


class EntryKind(StrEnum):
    """What is typed under an item."""

    PARAGRAPH = "paragraph"
    DECISION = "decision"
    ACTION = "action"
    NIL_RETURN = "nil return"


class Outcome(StrEnum):
    """What somebody with an interest in an item does while it is spoken of."""

    STAYS = "stays"
    SPEAKS = "speaks then leaves"
    LEAVES = "leaves"


class NotSitting(Exception):
    """The meeting is not in session, or not in the state that this asks for."""


class NotTyped(Exception):
    """There are no words, or none that can be kept here."""


class Clash(Exception):
    """Somebody else changed the same words meanwhile; both texts are kept."""


class NotYet(Exception):
    """Something must be answered before the notes can be drafted."""


class WhoIsThat(Exception):
    """Nobody of this name is at the meeting, or more than one."""


def said_by_police(text: str, *, said_by: str, item_title: str) -> bool:
    """Whether a paragraph as typed came from the police: by its item, by who said it, or by its own words.

    >>> said_by_police("Two bicycles were found.", said_by="Sgt Moss", item_title="Other issues")
    True
    >>> said_by_police("The swings are broken.", said_by="Councillor Tarragon", item_title="Other issues")
    False
    """
    span = Span(0, max(len(text), 1))
    block = Block(BlockKind.PARAGRAPH, span, text, text, span)
    return bool(POLICE_TITLE.search(said_by)) or came_from_police(block, item_title)


def lowest_marking(*, from_police: bool) -> str:
    """The widest that an entry may ever go here: what came from the police is lowered by the police alone."""
    return (Marking.CONFIDENTIAL if from_police else Marking.PUBLIC).value


def marking_as_typed(
    text: str, *, before: str, chosen: str | None, kept: str | None, item: str, from_police: bool
) -> str:
    """How far an entry goes, with the words that it has now.

    `chosen` is the marking that somebody set by hand; `kept` what the entry had, none for a new one; `before` the words
    that it had. It starts as the panel's, or confidential if it came from the police or tells of a person. A choice
    stands until new words tell of a person who was not told of before.

    >>> told = {"item": "panel", "from_police": False}
    >>> marking_as_typed("The lamp is out.", before="", chosen=None, kept=None, **told)
    'panel'
    >>> words = "A man was arrested."
    >>> marking_as_typed(words, before="A man was", chosen=None, kept="panel", **told)
    'confidential'
    >>> marking_as_typed(words, before=words, chosen="panel", kept="confidential", **told)
    'panel'
    >>> marking_as_typed("It is quiet.", before="", chosen="public", kept=None, item="panel", from_police=True)
    'confidential'
    """
    telling = bool(OF_A_PERSON.search(text))
    newly_telling = telling and not OF_A_PERSON.search(before)
    starts = (Marking.CONFIDENTIAL if telling else Marking.PANEL).value
    heading = (
        Marking.PUBLIC.value if item == Marking.PANEL else item
    )  # a heading that is closed closes what is below it
    marking = chosen or (strictest(kept, starts) if kept else starts)
    if newly_telling:
        marking = strictest(marking, Marking.CONFIDENTIAL.value)
    return strictest(marking, heading, lowest_marking(from_police=from_police))
