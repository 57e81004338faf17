"""Who came to a meeting: as the notes say, as the clerk says, and what is counted of it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wardmote.minutes.rules import HELD, NOT_HELD, AttendanceKind, MeetingState
from wardmote.register.rules import Deed, Verb

NOTE_ATTENDANCE = Deed("membership.note_attendance", Verb.COLLECT)
CORRECT_ATTENDANCE = Deed("membership.correct_attendance", Verb.ALTER)


class Came(StrEnum):
    """Whether a member came to a gathering. Where nobody has said it is not stated, which counts as nothing."""

    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_STATED = "not stated"


class Gathering(StrEnum):
    """What somebody came to. A walkabout is counted apart from the meetings."""

    MEETING = "meeting"
    WALKABOUT = "walkabout"


SAID = (Came.ATTENDED, Came.APOLOGIES, Came.ABSENT)  # what the clerk can say of a member


def was_held(state: MeetingState, *, typed: bool) -> bool:
    """Whether a meeting counts: it was held, or the clerk typed who came. One put off or called off never does.

    >>> was_held(MeetingState.CANCELLED, typed=True), was_held(MeetingState.DRAFT, typed=True)
    (False, True)
    >>> was_held(MeetingState.DRAFT, typed=False), was_held(MeetingState.ADJOURNED, typed=False)
    (False, True)
    """
    return state in HELD or (typed and state not in NOT_HELD)


def came(*, typed: Came | None, notes: frozenset[AttendanceKind], apologised: bool, everybody_named: bool) -> Came:
    """What stands of one member at one meeting: the clerk's word, then the notes, then an apology that came in.

    Who is named nowhere was absent only if it is known of everybody who came who they are.

    >>> nowhere = frozenset()
    >>> came(typed=Came.ABSENT, notes=frozenset({AttendanceKind.PRESENT}), apologised=True, everybody_named=True).value
    'absent'
    >>> came(typed=None, notes=frozenset({AttendanceKind.PRESENT}), apologised=True, everybody_named=True).value
    'attended'
    >>> came(typed=None, notes=nowhere, apologised=True, everybody_named=False).value
    'apologies'
    >>> [came(typed=None, notes=nowhere, apologised=False, everybody_named=known).value for known in (True, False)]
    ['absent', 'not stated']
    """
    if typed is not None:
        return typed
    if notes & {AttendanceKind.PRESENT, AttendanceKind.IN_ATTENDANCE}:
        return Came.ATTENDED
    if apologised or AttendanceKind.APOLOGIES in notes:
        return Came.APOLOGIES
    return Came.ABSENT if everybody_named else Came.NOT_STATED


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a member came, apologised and was absent; and of how many meetings it is not stated."""

    attended: int
    apologies: int
    absent: int
    not_stated: int

    @property
    def of(self) -> int:
        """Of how many gatherings something is stated."""
        return self.attended + self.apologies + self.absent

    @property
    def words(self) -> str:
        """The percentage, never without its counts; no percentage of nothing.

        >>> Tally(3, 1, 0, 0).words, Tally(0, 0, 0, 2).words
        ('3 of 4 (75%)', 'not stated')
        """
        if not self.of:
            return "not stated" if self.not_stated else "none yet"
        return f"{self.attended} of {self.of} ({100 * self.attended / self.of:.0f}%)"


def tally(all_of: Iterable[Came]) -> Tally:
    """The counts of one member."""
    found = Counter(all_of)
    return Tally(found[Came.ATTENDED], found[Came.APOLOGIES], found[Came.ABSENT], found[Came.NOT_STATED])
