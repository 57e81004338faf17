"""A proposal is put to a body, and chased until it is answered. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from wardmote.govuk.needs import Needs
from wardmote.govuk.words import long_date
from wardmote.register.rules import Deed, Verb

PROPOSE = Deed("proposals.propose", Verb.COLLECT)
ASK = Deed("proposals.ask", Verb.COLLECT)
CHASE = Deed("proposals.chase", Verb.COLLECT)
WITHDRAW = Deed("proposals.withdraw", Verb.ALTER)
ANSWER = Deed("proposals.answer", Verb.COLLECT)
SEE_ANSWER = Deed("proposals.see_answer", Verb.COLLECT)
MARK = Deed("proposals.mark", Verb.ALTER)
CHASE_DAYS = 14  # unless the clerk says another number
MOST_CHASE_DAYS = 366
MOST_LETTERS = 3  # of one asking; after that somebody has to ring


class How(StrEnum):
    """How something reached the clerk, or went out."""

    MEETING = "at the meeting"
    WRITING = "in writing"
    PAPER = "on paper"
    TELEPHONE = "by telephone"


class ProposalNeeds(Needs):
    """Something is missing, or does not fit; `field` says what."""


def must_be_asked(*, inside: bool, outside: str, same: bool, asked_on: date, chase_days: int, today: date) -> None:
    """Go on only if a proposal can be put to somebody so: to a body of this record, or to another named in words.

    Raises:
        ProposalNeeds: to nobody, to two, to the body itself, on a day to come, or chased after too many days.

    >>> day = date(2027, 3, 1)
    >>> must_be_asked(inside=True, outside="", same=False, asked_on=day, chase_days=14, today=day)
    >>> must_be_asked(inside=False, outside=" ", same=False, asked_on=day, chase_days=14, today=day)
    Traceback (most recent call last):
    ...
    wardmote.proposals.rules.asking.ProposalNeeds: Say to which body it goes. Nothing was stored.
    """
    if not inside and not outside.strip():
        raise ProposalNeeds("to_body", "Say to which body it goes. Nothing was stored.")
    if inside and outside.strip():
        raise ProposalNeeds("outside", "It goes to one body at a time. Nothing was stored. Clear one of the two.")
    if same:
        raise ProposalNeeds("to_body", "A body can’t put it to itself. Nothing was stored. Choose another.")
    must_have_come("asked_on", asked_on, today)
    if not 1 <= chase_days <= MOST_CHASE_DAYS:
        raise ProposalNeeds("chase_days", "Give 1 to 366 days. Nothing was stored.")


def must_have_come(field: str, day: date, today: date) -> None:
    """Go on only if a day is not yet to come.

    Raises:
        ProposalNeeds: it is.
    """
    if day > today:
        raise ProposalNeeds(field, "This day has not come yet. Nothing was stored. Give today or an earlier day.")


def chase_from(
    asked_on: date, *, answer_by: date | None, meets_on: date | None, chased_on: Sequence[date], days: int
) -> date:
    """From which day somebody who has not answered is asked again.

    Who said by when is asked on the day after. Else so many days run from the body's meeting that could answer, and
    where none is known from the day of asking; and again from each chase.

    >>> asked, meets = date(2027, 3, 1), date(2027, 3, 20)
    >>> def first(**told): return chase_from(asked, **{"answer_by": None, "meets_on": None, "chased_on": (), **told})
    >>> [first(days=14).isoformat(), first(meets_on=meets, days=14).isoformat()]
    ['2027-03-15', '2027-04-03']
    >>> first(answer_by=date(2027, 6, 30), days=14).isoformat()
    '2027-07-01'
    >>> first(chased_on=(date(2027, 7, 1),), days=7).isoformat()
    '2027-07-08'
    """
    if chased_on:
        return max(chased_on) + timedelta(days=days)
    if answer_by:
        return answer_by + timedelta(days=1)
    return (meets_on or asked_on) + timedelta(days=days)


def chase_letter(
    *, reference: str, from_body: str, what: str, asked_on: date, number: int, telephone: str
) -> tuple[str, str]:
    """Subject and body of the letter to a body that has not answered. `what` is empty unless anybody may read it.

    >>> told = {"reference": "ABCD2345", "from_body": "Hexcombe Panel", "asked_on": date(2027, 3, 1), "number": 2}
    >>> subject, body = chase_letter(**told, what="", telephone="")
    >>> subject, "the second time" in body, "Ring the clerk." in body
    ('An answer is asked for: ABCD2345', True, True)
    """
    times = {1: "", 2: " This is the second time that we ask.", 3: " This is the third time that we ask."}
    about = f"\nWhat was proposed: {what}\n" if what else ""
    ring = f"Ring the clerk: {telephone}." if telephone else "Ring the clerk."
    return f"An answer is asked for: {reference}", (
        f"On {long_date(asked_on)} the {from_body} put a proposal to you. Its reference is {reference}.\n{about}\n"
        f"No answer has reached us.{times.get(number, '')}\n\n"
        f"Please say what your body decided, or at which meeting it will. {ring}\n"
    )
