"""What may be done with a meeting in each state, how a summons reaches a member, and when it is too late. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.govuk.words import long_date
from wardmote.law.rules import Notice
from wardmote.minutes.rules import NOTES_IN, NOTES_STAND, TO_COME, MeetingState
from wardmote.register.rules import Deed, Verb

SUMMON = Deed("summons.summon", Verb.DISCLOSE)
NOTE_DELIVERY = Deed("summons.note_delivery", Verb.ALTER)
POST_NOTICE = Deed("summons.post_notice", Verb.COLLECT)
PUT_OFF = Deed("summons.put_off", Verb.ALTER)
UNDO_PUT_OFF = Deed("summons.undo_put_off", Verb.ALTER)
TELL_PUT_OFF = Deed("summons.tell_put_off", Verb.DISCLOSE)
GO_ON = Deed("summons.go_on", Verb.COLLECT)
CIRCULATE = Deed("summons.circulate", Verb.DISCLOSE)
TAKE_BACK = Deed("summons.take_back", Verb.ALTER)
PUBLISH = Deed("summons.publish", Verb.ALTER)


class Way(StrEnum):
    """How a summons goes to a member."""

    EMAIL = "e-mail"
    PAPER = "paper"


class Handed(StrEnum):
    """How a printed copy reached a member."""

    IN_PERSON = "handed over"
    POSTED = "posted"


class NotSummoned(Exception):
    """A meeting that cannot be called so; the sentence says why."""


class ToldAlready(Exception):
    """What members were told of cannot be undone any more."""


class NotDelivered(Exception):
    """A delivery that cannot be noted so."""


def must_be_in_time(notice: Notice, today: date) -> None:
    """Go on only if the law or standing orders still let a summons go out. Where none is asked for, it always may.

    Raises:
        NotSummoned: the last lawful day is past.
    """
    if notice.required and notice.is_past(today):
        day = long_date(notice.last_day)
        raise NotSummoned(f"The last lawful day of issue was {day}. Nothing was sent. Postpone the meeting.")


S = MeetingState
# What the clerk can do in each state, the usual thing first.
DOES: dict[MeetingState, tuple[str, ...]] = {
    S.DRAFT: ("freeze", "postpone", "cancel"),
    S.AGENDA_FROZEN: ("summon", "notice", "supplement", "unfreeze", "postpone", "cancel"),
    S.SUMMONED: ("notice", "supplement", "postpone", "cancel"),
    S.IN_SESSION: (),
    S.INQUORATE: (),
    S.CLOSED: (),
    S.ADJOURNED: ("go-on",),
    S.NOTES_DRAFTED: ("circulate", "approve"),
    S.CIRCULATED: ("approve", "take-back"),
    S.APPROVED: ("publish", "correct"),
    S.PUBLISHED: ("correct",),
    S.POSTPONED: ("tell", "undo"),
    S.CANCELLED: ("tell", "undo"),
}


# What is never pressed for: it is there for when something happens.
UNUSUAL = frozenset({"supplement", "unfreeze", "postpone", "cancel", "correct", "undo", "take-back"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides which steps a meeting has before it."""

    state: MeetingState
    summoned: bool
    needs_summons: bool
    to_deliver: int  # summonses that have not reached their member yet, as far as the record knows
    needs_notice: bool
    noticed: bool
    put_off: bool
    told: bool  # of having been put off
    goes_on: bool  # a new day is set


class Done(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meeting, and how far it is."""

    words: str
    done: Done


def steps(facts: Facts) -> list[Step]:
    """The steps from the draft of an agenda to published notes, the first open one being the next.

    >>> facts = Facts(MeetingState.AGENDA_FROZEN, False, False, 0, False, False, False, False, False)
    >>> [(step.words, step.done.value) for step in steps(facts)][:3]
    [('Freeze the agenda', 'done'), ('Summon the members', 'now'), ('Every member has the summons', 'later')]
    """
    state = facts.state
    if facts.put_off:
        told = ("Tell the members", facts.told, facts.summoned)
        return _marked([(f"The meeting is {state.value}", True, True), told])
    before = state is MeetingState.DRAFT
    met = state not in TO_COME
    return _marked(
        [
            ("Freeze the agenda", not before, True),
            ("Summon the members", facts.summoned, facts.needs_summons or not met),
            ("Every member has the summons", facts.summoned and not facts.to_deliver, facts.summoned or not met),
            ("Put up the public notice", facts.noticed, facts.needs_notice),
            ("Hold the meeting", met, True),
            *([("Set the day on which it goes on", facts.goes_on, True)] if state is MeetingState.ADJOURNED else []),
            ("Take in the notes", state in NOTES_IN, True),
            ("Circulate the notes", state in NOTES_IN and state is not MeetingState.NOTES_DRAFTED, True),
            ("Have the notes approved and signed", state in NOTES_STAND, True),
            ("Publish the notes", state is MeetingState.PUBLISHED, True),
        ]
    )


def _marked(rows: list[tuple[str, bool, bool]]) -> list[Step]:
    found: list[Step] = []
    for words, done, needed in rows:
        if done:
            status = Done.DONE
        elif not needed:
            status = Done.NOT_NEEDED
        else:
            status = Done.LATER if any(step.done is Done.NOW for step in found) else Done.NOW
        found.append(Step(words, status))
    return found
