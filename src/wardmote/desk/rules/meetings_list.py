"""What becomes of each line of a list of past meetings. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from uuid import UUID

from wardmote.desk.rules.lists import Judged, Names, Outcome, Row, Unclear, body_of, day_of, flag_of, names_in
from wardmote.govuk.words import time_typed
from wardmote.membership.rules import Came

CAME_WORDS = {
    Came.ATTENDED: {"attended", "present", "yes", "y", "1", "x", "✓", "p", "came"},
    Came.APOLOGIES: {"apologies", "apology", "apologised", "a", "sent apologies", "apols"},
    Came.ABSENT: {"absent", "no", "n", "0", "did not attend", "dna"},
}
PLACE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that was, or was called off, and who of those named came. `body` is its folded name."""

    body: str
    held_on: date
    starts: time | None = None
    place: str = ""
    cancelled: bool = False
    came: Mapping[UUID, Came] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """What the record has of a meeting: what stands of whom, and whether notes say it; whether it was called off."""

    came: Mapping[UUID, Came] = field(default_factory=dict)
    by_notes: bool = False
    not_held: bool = False
    draft: bool = False
    starts: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class MeetingsNow:
    """What the record has of meetings, by folded body and day, and whom it knows."""

    names: Names
    bodies: Mapping[str, str] = field(default_factory=dict)
    meetings: Mapping[tuple[str, date], MeetingNow] = field(default_factory=dict)


def read_meeting(cells: Mapping[str, str], *, now: MeetingsNow, today: date) -> MeetingLine:
    """What a line says.

    Raises:
        Unclear: a cell cannot be so.
    """
    held_on = day_of(cells.get("day", ""))
    if held_on is None:
        raise Unclear("It has no day. Write it like 28/10/2022.")
    if held_on > today:
        raise Unclear("This day has not come yet. Plan the meeting under Meetings.")
    body = body_of(cells.get("body", ""), now.bodies)
    starts = _time_of(cells.get("time", ""))
    place = cells.get("place", "")
    if len(place) > PLACE_LENGTH:
        raise Unclear("The place is too long. Write at most 120 letters.")
    cancelled = flag_of(cells.get("cancelled", ""))
    came = _came(cells, now.names)
    if cancelled and Came.ATTENDED in came.values():
        raise Unclear("It is cancelled, and somebody attended. Correct one of the two.")
    return MeetingLine(body, held_on, starts, place, cancelled, {} if cancelled else came)


def _time_of(words: str) -> time | None:
    """The time in a cell; Excel adds seconds."""
    try:
        return time_typed(words.removesuffix(":00") if words.count(":") == 2 else words) if words else None
    except ValueError:
        raise Unclear(f"“{words[:20]}” is no time. Write it like 10:15 or 2pm.") from None


def _came(cells: Mapping[str, str], names: Names) -> dict[UUID, Came]:
    found: dict[UUID, Came] = {}
    told = [(Came.ATTENDED, "attended"), (Came.APOLOGIES, "apologies"), (Came.ABSENT, "absent")]
    named = [(said, name) for said, key in told for name in names_in(cells.get(key, ""))]
    if cells.get("name"):
        named = [(_said(cells.get("came", "")), name) for name in names_in(cells["name"])]
    for said, name in named:
        if found.setdefault(names.whom(name), said) is not said:
            raise Unclear(f"“{name[:60]}” stands twice with different words. Keep one.")
    return found


def _said(words: str) -> Came:
    """Whether the one who is named came; where no word stands, they did."""
    if not words:
        return Came.ATTENDED
    for said, forms in CAME_WORDS.items():
        if words.casefold() in forms:
            return said
    raise Unclear(f"“{words[:40]}” is not known. Write attended, apologies or absent.")


def judge_meetings(rows: Iterable[Row], *, now: MeetingsNow, today: date) -> list[Judged]:
    """What becomes of each line, in the order of the list. A line counts for those below it."""
    met = dict(now.meetings)
    found = []
    for row in rows:
        written = ", ".join(filter(None, (row.cells.get(key, "") for key in ("day", "body", "name"))))[:120]
        try:
            line = read_meeting(row.cells, now=now, today=today)
            found.append(_judged(row.number, line, met, now))
        except Unclear as why:
            found.append(Judged(row.number, Outcome.LEFT_OUT, written, str(why)))
    return found


def _judged(number: int, line: MeetingLine, met: dict[tuple[str, date], MeetingNow], now: MeetingsNow) -> Judged:
    key = (line.body, line.held_on)
    before = met.get(key)
    new = before is None
    before = before or MeetingNow(not_held=line.cancelled, draft=True)
    if line.cancelled and not before.not_held:
        raise Unclear("The record has this meeting as not cancelled. Cancel it on its own page.")
    if before.not_held and not line.cancelled:
        raise Unclear("The record has this meeting as cancelled. Look at its own page.")
    came = {}
    for person_id, said in line.came.items():
        stands = before.came.get(person_id, Came.NOT_STATED)
        if stands not in {said, Came.NOT_STATED}:
            name = now.names.people[person_id]
            raise Unclear(f"The record says of {name}: {stands.value}. Correct it under Attendance if that is wrong.")
        if stands is Came.NOT_STATED and before.by_notes:
            name = now.names.people[person_id]
            raise Unclear(f"The notes of this meeting do not say whether {name} came. Look at it under Attendance.")
        if stands is Came.NOT_STATED:
            came[person_id] = said
    fills = (
        before.draft
        and not line.cancelled
        and bool((line.starts and not before.starts) or (line.place and not before.place))
    )
    met[key] = replace(
        before,
        came={**before.came, **came},
        starts=before.starts or line.starts,
        place=before.place or line.place,
    )
    store = MeetingLine(line.body, line.held_on, line.starts, line.place, line.cancelled, came)
    outcome = Outcome.NEW if new or came or fills else Outcome.THERE
    return Judged(number, outcome, _words(line, now), "", store)


def _words(line: MeetingLine, now: MeetingsNow) -> str:
    when = f"{line.held_on:%d/%m/%Y}" + (f" at {line.starts:%H:%M}" if line.starts else "")
    said = list(line.came.values())
    counts = {"attended": said.count(Came.ATTENDED), "sent apologies": said.count(Came.APOLOGIES)}
    counts |= {"absent": said.count(Came.ABSENT)}
    who = [now.names.people[next(iter(line.came))] + f": {said[0].value}"] if len(said) == 1 else []
    who = who or [f"{many} {word}" for word, many in counts.items() if many]
    return ", ".join(
        filter(None, [now.bodies[line.body], when, line.place, "cancelled" if line.cancelled else "", *who])
    )
