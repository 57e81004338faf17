"""The six-month rule: section 85 of the Local Government Act 1972, counted to the day. Pure.

A member who attends no meeting for six consecutive months from the date of their last attendance ceases to be one,
unless the authority approved the reason before that period ends (s85(1)). Attendance counts at any committee or
sub-committee, joint body, or body appointed to advise the authority (s85(2)).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.register.rules import Deed, Verb

NOTE_ELSEWHERE = Deed("membership.note_elsewhere", Verb.COLLECT)
APPROVE_REASON = Deed("membership.approve_reason", Verb.COLLECT)
TAKE_BACK_SIX_MONTHS = Deed("membership.take_back_six_months", Verb.ALTER)
WARN_MEMBER = Deed("membership.warn_member", Verb.DISCLOSE)

MONTHS = 6
WARNED_AT = (4, 5)


class Danger(StrEnum):
    """How near a member is to losing their seat."""

    NOT_KNOWN = "not known yet"
    NONE = "in time"
    FOUR = "four months are over"
    FIVE = "five months are over"
    APPROVED = "reason approved"
    LAPSED = "the approved time is over"
    OVER = "six months are over"

    @property
    def warns(self) -> bool:
        """Whether the clerk has to do something."""
        return self in {Danger.FOUR, Danger.FIVE, Danger.LAPSED, Danger.OVER}


@dataclass(frozen=True, slots=True)
class Approval:
    """A body approved the reason of an absence on a day, and until which day if it said so."""

    resolved_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class SixMonths:
    """The clock of one member on a day. Without a last attendance that is known it does not run."""

    danger: Danger
    last_on: date | None
    runs_out_on: date | None  # the last day on which coming to a meeting is in time

    @property
    def warned_at(self) -> int | None:
        """At how many months a letter is due: 4, 5, or none."""
        return {Danger.FOUR: 4, Danger.FIVE: 5}.get(self.danger)


def counts_for_six_months(said: bool | None, *, by_kind: bool) -> bool:
    """Whether coming to a body stops the clock: as the clerk said of it; where nobody said, as its kind does.

    >>> counts_for_six_months(None, by_kind=True), counts_for_six_months(False, by_kind=True)
    (True, False)
    """
    return by_kind if said is None else said


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a month that has none.

    >>> months_after(date(2027, 8, 31), 6).isoformat(), months_after(date(2026, 8, 31), 6).isoformat()
    ('2028-02-29', '2027-02-28')
    >>> months_after(date(2027, 1, 10), 6).isoformat()
    '2027-07-10'
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def covers(approval: Approval, *, last_on: date, runs_out_on: date) -> bool:
    """Whether an approval is of this absence: resolved before its six months ended, and not of an earlier one.

    >>> absence = {"last_on": date(2027, 1, 10), "runs_out_on": date(2027, 7, 10)}
    >>> [covers(Approval(day, None), **absence) for day in (date(2027, 7, 10), date(2027, 7, 11), date(2027, 1, 9))]
    [True, False, False]
    >>> covers(Approval(date(2027, 1, 5), date(2027, 9, 1)), **absence)
    True
    """
    return approval.resolved_on <= runs_out_on and (approval.until_on or approval.resolved_on) >= last_on


def six_months(last_on: date | None, approvals: Iterable[Approval], *, today: date) -> SixMonths:
    """How near a member is to losing their seat today, counted from their last attendance.

    The period is over with its last day: somebody who comes on that day is in time, a day later they are out.

    >>> last = date(2027, 1, 10)
    >>> [six_months(last, [], today=date(2027, 7, day)).danger.value for day in (10, 11)]
    ['five months are over', 'six months are over']
    >>> six_months(None, [], today=last).danger.value
    'not known yet'
    """
    if last_on is None:
        return SixMonths(Danger.NOT_KNOWN, None, None)
    runs_out_on = months_after(last_on, MONTHS)
    found = [one for one in approvals if covers(one, last_on=last_on, runs_out_on=runs_out_on)]
    if any(one.until_on is None or one.until_on >= today for one in found):
        danger = Danger.APPROVED
    elif today > runs_out_on:
        danger = Danger.LAPSED if found else Danger.OVER
    elif today >= months_after(last_on, WARNED_AT[1]):
        danger = Danger.FIVE
    else:
        danger = Danger.FOUR if today >= months_after(last_on, WARNED_AT[0]) else Danger.NONE
    return SixMonths(danger, last_on, runs_out_on)


def warning_letter(name: str, clock: SixMonths, *, telephone: str) -> tuple[str, str]:
    """Subject and body of the letter to a member at four and at five months. It names no reason and no case.

    >>> clock = six_months(date(2027, 1, 10), [], today=date(2027, 5, 10))
    >>> subject, body = warning_letter("Ben Member", clock, telephone="")
    >>> subject
    'Please come to a meeting by 10 July 2027'
    >>> "four months" in body, "Ring the clerk." in body
    (True, True)
    """
    if clock.last_on is None or clock.runs_out_on is None:
        raise ValueError("a letter is due only where the last attendance is known")
    last, day = (f"{one.day} {one:%B %Y}" for one in (clock.last_on, clock.runs_out_on))
    months = "four" if clock.warned_at == 4 else "five"
    ring = f"Ring the clerk: {telephone}." if telephone else "Ring the clerk."
    return f"Please come to a meeting by {day}", (
        f"Dear {name},\n\nThe record knows of no meeting that you came to since {last}: {months} months ago.\n\n"
        "By section 85 of the Local Government Act 1972 a councillor who attends no meeting for six months loses the "
        "seat, unless the council approves the reason before then.\n\n"
        f"The last day is {day}. Please come to a meeting by that day, or ask the council in time to approve your "
        f"reason.\n\nIf you came to a meeting since then, tell the clerk. {ring}\n"
    )
