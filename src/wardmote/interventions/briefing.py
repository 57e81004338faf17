"""What this room brings to the next meeting: what is to be judged, and results that are new."""

from dataclasses import dataclass
from datetime import date, datetime

from wardmote.govuk.words import short_date
from wardmote.interventions import reads
from wardmote.interventions.models import Intervention
from wardmote.interventions.reads import Judged
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class Brought:
    """An intervention as an agenda has it: what was changed, and what is asked or found."""

    row: Intervention
    what: str
    asks: str
    shown: list[Marked]


def briefing(*, since: date | None, viewer: Viewer, now: datetime) -> list[Brought]:
    """Interventions whose days have passed and nobody has counted, then results counted since the last meeting."""
    rows = reads.brought(since=since, viewer=viewer, now=now)
    words = [reads.told(one, viewer=viewer, now=now) for one in rows]
    return [Brought(one.row, f"{one.what} ({one.where})", _asks(one.judged), [one.row]) for one in words]


def _asks(one: Judged) -> str:
    if one.waits and one.yardstick:
        return f"To be judged since {short_date(one.yardstick.periods.after_until)}. {one.judgement.words}"
    return one.judgement.words
