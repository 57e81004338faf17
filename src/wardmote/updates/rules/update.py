"""The form of the police's update: its states, bands and clocks, and how far a line of it may go. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wardmote.register.rules import LONDON, Deed, Marking, Verb, strictest

# A deed keeps the name that it has in the log, whatever room it moves to: these were policing’s.
PREPARE = Deed("policing.prepare_form", Verb.COLLECT)
SEND_FORM = Deed("policing.send_form", Verb.DISCLOSE)
REVOKE_LINK = Deed("policing.revoke_link", Verb.GATE)
KEEP_DRAFT = Deed("policing.keep_draft", Verb.COLLECT)
GIVE_IN = Deed("policing.give_in", Verb.COLLECT)
REOPEN_FORM = Deed("policing.reopen_form", Verb.ALTER)
MARK_LINE = Deed("policing.mark_line", Verb.ALTER)
ANSWER_LIVE = Deed("policing.answer_live", Verb.ALTER)

# Before a planned meeting the form is prepared: time to fill it in, and near enough that what it says still holds.
FORM_DAYS_BEFORE = 3
PRESSES = 60  # of a button on one form, within a while


class Part(StrEnum):
    """The parts of the form, in its order."""

    ASKS = "asks"
    FIGURES = "figures"
    TEAM = "team"
    NIL = "nil"
    PLANS = "plans"
    PREMISES = "premises"
    REFERRALS = "referrals"
    PROCEEDINGS = "proceedings"
    OFFICERS = "officers"
    MORE = "more"

    @property
    def words(self) -> str:
        """As it is headed."""
        return _PARTS[self]


_PARTS = {
    Part.ASKS: "What you were asked",
    Part.FIGURES: "Figures ready to use",
    Part.TEAM: "The team",
    Part.NIL: "Nil returns",
    Part.PLANS: "Cuckooing plans",
    Part.PREMISES: "Checks of premises",
    Part.REFERRALS: "Referrals",
    Part.PROCEEDINGS: "Arrests and proceedings",
    Part.OFFICERS: "Who comes to the meeting",
    Part.MORE: "Anything else",
}


class ReferralKind(StrEnum):
    """For whom a referral was made. Never who, nor by which school."""

    CHILDREN = "children"
    ADULTS = "adults"
    ABUSE = "abuse"
    SLAVERY = "slavery"

    @property
    def words(self) -> str:
        """As it is shown."""
        return {
            ReferralKind.CHILDREN: "Children at risk",
            ReferralKind.ADULTS: "Adults at risk",
            ReferralKind.ABUSE: "Domestic abuse",
            ReferralKind.SLAVERY: "Modern slavery (NRM)",
        }[self]


class NilKind(StrEnum):
    """What a nil return says there was none of: a fact with a period, which is another thing than no answer."""

    DEMAND = "demand"

    @property
    def words(self) -> str:
        """As it is said."""
        return "No specific locations or addresses were associated with demand callers"


class Live(StrEnum):
    """Whether proceedings may be live, so that what is said could prejudice them."""

    UNANSWERED = ""
    YES = "yes"
    NO = "no"
    UNKNOWN = "not known"


class FormNeeds(Exception):
    """Something of the form cannot be so; the sentence says what, and what to do."""


class LinkEnded(Exception):
    """The link was real, and opens nothing any more."""


class ChangedMeanwhile(Exception):
    """Somebody else has saved the form since it was read."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A sentence about figures that may be said, with its verdict in it. `key`: small letters, digits and `_`."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the police owe, as the form shows it."""

    reference: str
    what: str
    due: str
    closed: bool  # confidential: it stands on the page of the link, and in no file


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the council that has no answer yet, as the form shows it with its clock."""

    reference: str
    subject: str
    words: str
    clock: str
    answer_by: str  # in a file, which shows no clock that runs
    closed: bool  # confidential: it stands on the page of the link, and in no file


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the form is filled in about: it differs from meeting to meeting."""

    meeting: str
    asks: tuple[Ask, ...]
    figures: tuple[FigureLine, ...]
    posts: tuple[str, ...]
    officers: tuple[str, ...]
    front_door: str
    since_on: date
    until_on: date
    questions: tuple[Asked, ...] = ()


def opens_on(held_on: date) -> date:
    """The day on which the form of a meeting is prepared.

    >>> opens_on(date(2022, 10, 28)).isoformat()
    '2022-10-25'
    """
    return held_on - timedelta(days=FORM_DAYS_BEFORE)


def link_ends_at(held_on: date) -> datetime:
    """When a link to the form of a meeting ends: with the day of the meeting.

    >>> link_ends_at(date(2022, 10, 28)).isoformat()
    '2022-10-29T00:00:00+01:00'
    """
    return datetime.combine(held_on + timedelta(days=1), time(), tzinfo=LONDON)


def risk_words(front_door: str) -> str:
    """What stands on every page of the form.

    >>> risk_words("01234 567890")
    'If a child is at risk now: ring 999, or the children’s front door, 01234 567890.'
    """
    number = f", {front_door}" if front_door else " of your county"
    return f"If a child is at risk now: ring 999, or the children’s front door{number}."


def letter_with_form(meeting: str, link: str, ends: str) -> tuple[str, str]:
    """Subject and body of the letter that carries the form.

    >>> letter_with_form("28 October 2022", "http://a.example/x", "28 October 2022")[0]
    'Your update for the meeting of 28 October 2022'
    """
    return f"Your update for the meeting of {meeting}", (
        f"The panel meets on {meeting}. Please tell it what there is to tell; it takes about ten minutes.\n\n"
        f"Fill it in on this page, without an account:\n{link}\n\n"
        f"The link is for you alone, and ends with {ends}. Do not pass it on.\n\n"
        "Or fill in the Word file that comes with this letter. Give it back on the same page, or send it to the clerk."
        "\n\nWhat you say is confidential, until the police say otherwise.\n"
    )


def marking_of_line(asked: Marking, *, of_action: str | None) -> str:
    """How far a line may go at most: no further than the action that it repeats.

    >>> marking_of_line(Marking.PUBLIC, of_action="panel")
    'panel'
    """
    return strictest(asked.value, *([of_action] if of_action else []))


def may_be_released(part: Part, live: Live, marking: Marking) -> None:
    """Go on if a line may be marked so. What tells of arrests stays shut while proceedings may be live.

    Raises:
        FormNeeds: it has not been answered that they are not.
    """
    if part is not Part.PROCEEDINGS or marking in {Marking.CONFIDENTIAL, Marking.RESTRICTED} or live is Live.NO:
        return
    if live is Live.UNANSWERED:
        raise FormNeeds("May proceedings be live? Nothing was changed. Answer that first, below.")
    raise FormNeeds("Proceedings may be live, so this stays confidential. Nothing was changed.")
