"""Sentences of the notes that nobody types: who came late or left, who declared what, when too few were there. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from wardmote.sittings.rules.presence import Attendee
from wardmote.sittings.rules.sitting import Outcome

AT_THE_START = timedelta(minutes=10)  # who is ticked within these was there when the meeting opened
Clock = Callable[[datetime], str]


def comings(came: Iterable[Attendee], *, opened_at: datetime, clock: Clock) -> list[str]:
    """Who came after the start, and who left before the end; in the order in which they came.

    Who left the room for an interest is told of below the item.
    """
    found = []
    for one in came:
        late = [f"came at {clock(at)}" for at in one.came[:1] if at > opened_at + AT_THE_START]
        gone = [f"left at {clock(at)}" for at in one.left[-1:] if not one.here and one.out_for is None]
        if late or gone:
            found.append(f"{one.name} {' and '.join([*late, *gone])}.")
    return found


def of_interest(name: str, outcome: Outcome, left_at: str) -> str:
    """That somebody declared an interest, and what they did.

    >>> of_interest("Ben Member", Outcome.LEAVES, "10:40am")
    'Ben Member declared an interest in this and left the room at 10:40am.'
    """
    if outcome is Outcome.STAYS or not left_at:
        return f"{name} declared an interest in this and stayed in the room."
    spoke = "spoke, and then left" if outcome is Outcome.SPEAKS else "left"
    return f"{name} declared an interest in this and {spoke} the room at {left_at}."


def inquorate(everybody: Sequence[Attendee], *, needed: int, opened_at: datetime, clock: Clock) -> list[str]:
    """From when to when too few with a vote were in the room; what was put right at the start is not told of."""
    moves = [(at, 1) for one in everybody if one.votes and not one.remote for at in one.came]
    moves += [(at, -1) for one in everybody if one.votes and not one.remote for at in one.left]
    spans: list[tuple[datetime, datetime | None]] = []
    count, since = 0, opened_at if needed else None
    for at, change in sorted(moves):
        count += change
        if count < needed and since is None:
            since = at
        elif count >= needed and since is not None:
            spans.append((since, at))
            since = None
    if since is not None:
        spans.append((since, None))
    told = []
    for first, last in spans:
        if last is not None and last <= opened_at + AT_THE_START:
            continue
        until = f"to {clock(last)}" if last is not None else "to the end"
        told.append(f"From {clock(first)} {until} fewer than {needed} with a vote were in the room.")
    return told
