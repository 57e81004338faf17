"""When the Monday letters are due, and what they say: figures and days, and no word of the record. Pure."""

from dataclasses import dataclass
from datetime import date, time

from wardmote.govuk.words import clock, count_of, long_date
from wardmote.register.rules import Deed, Verb

SEND_MONDAY = Deed("desk.send_monday", Verb.DISCLOSE)


@dataclass(frozen=True, slots=True)
class Week:
    """What a Monday letter says: numbers and days, and no word of the record."""

    mine: int
    mine_late: int
    waiting: int  # questions to the clerk
    not_answered: int  # actions that somebody else has to answer
    next_on: date | None
    next_starts: time | None
    notice_on: date | None  # the last day of notice; the clerk's
    signed: bool


def monday_letter(name: str, week: Week, *, town: str, link: str) -> tuple[str, str]:
    """The subject and the body of a Monday letter.

    >>> week = Week(2, 1, 0, 0, date(2022, 12, 2), time(10, 15), None, True)
    >>> print(monday_letter("Ben Member", week, town="Anytown", link="http://localhost:8000/")[1])
    Dear Ben Member,
    <BLANKLINE>
    You promised: 2 actions; 1 is late.
    Next meeting: Friday 2 December 2022 at 10:15am.
    <BLANKLINE>
    Sign in to see more:
    http://localhost:8000/
    <BLANKLINE>
    """
    late = f"; {week.mine_late} {'is' if week.mine_late == 1 else 'are'} late" if week.mine_late else ""
    lines = [f"You promised: {count_of(week.mine, 'action')}{late}." if week.mine else "You owe nothing that is open."]
    if week.waiting:
        lines.append(f"Waiting for you: {count_of(week.waiting, 'question')}.")
    if week.not_answered:
        lines.append(f"Not answered by others: {count_of(week.not_answered, 'action')}.")
    if not week.signed:
        lines.append("You have not signed the confidentiality agreement that is in force.")
    if week.next_on:
        starts = f" at {clock(week.next_starts)}" if week.next_starts else ""
        lines.append(f"Next meeting: {long_date(week.next_on)}{starts}.")
    if week.notice_on:
        lines.append(f"Last day of notice, at three clear days: {long_date(week.notice_on)}.")
    told = "\n".join(lines)
    return f"{town}: your week with the panel", f"Dear {name},\n\n{told}\n\nSign in to see more:\n{link}\n"
