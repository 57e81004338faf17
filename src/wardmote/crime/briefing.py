"""What this room brings to the next meeting: the town at a glance, the counts of the police, and what was claimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wardmote.crime import reads
from wardmote.crime.reads import ClaimShown, NoFigures, SuppliedTold
from wardmote.figures.charts import png
from wardmote.figures.compare.results import Comparison, Result
from wardmote.minutes.models import Meeting
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class Aloud:
    """What may be said of the figures at the next meeting; without a comparison, why there is none."""

    found: Comparison | None
    why_not: str
    claims: Sequence[ClaimShown]
    supplied: Sequence[SuppliedTold]

    @property
    def whole_set(self) -> list[Result]:
        """Each kind beside the set as a whole."""
        return [one for one in self.found.results if one.whole_set] if self.found else []

    @property
    def rows(self) -> list[Marked]:
        """The rows that a page shows with it."""
        releases = [one.row for one in self.supplied if one.row]
        return [*releases, *(row for claim in self.claims for row in claim.rows)]

    def picture(self) -> tuple[str, bytes]:
        """The chart of the kinds, for PDF and for Word."""
        drawn = reads.glance_chart(self.whole_set)
        return drawn, png(drawn)


def briefing(last: Meeting | None, *, viewer: Viewer, now: datetime) -> Aloud:
    """The town beside the newest frozen set over twelve months, what the police released, and what was claimed last.

    A pack goes from hand to hand: it holds no check that its author may not have seen, even the clerk's own.
    """
    claims = reads.claims_of(last, viewer=viewer, now=now, for_all=True) if last else []
    claimed = [one for one in claims if one.check]
    supplied = reads.supplied_told(viewer=viewer, now=now)
    try:
        return Aloud(reads.newest(), "", claimed, supplied)
    except NoFigures as why:
        return Aloud(None, str(why), claimed, supplied)
