"""Notes that stand: who approved them, and what was corrected beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.govuk.words import long_date
from wardmote.minutes.models import Approval, Correction, Meeting
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction, opened."""

    row: Correction
    paragraph_id: UUID | None
    words: str
    signed_by: str
    signed_on: date

    @property
    def lead(self) -> str:
        """Whose it is, and from which day."""
        return f"Correction, signed by {self.signed_by} on {long_date(self.signed_on)}"


def corrections_of(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[CorrectionShown]:
    """What was corrected beside the notes of a meeting, the oldest first."""
    rows = Correction.objects.visible_to(viewer, now=now).filter(meeting=meeting).order_by("signed_on", "recorded_at")
    return [CorrectionShown(r, r.paragraph_id, opened(r, "words"), opened(r, "signed_by"), r.signed_on) for r in rows]


def approval_words(meeting: Meeting) -> str:
    """Who approved the notes of a meeting, on which day and at which meeting; empty if nobody has."""
    row = Approval.objects.filter(meeting=meeting).select_related("at_meeting__body").first()
    if row is None:
        return ""
    at = f" at the meeting of {long_date(row.at_meeting.held_on)}" if row.at_meeting else ""
    return f"Approved{at}. Signed by {opened(row, 'signed_by')} on {long_date(row.signed_on)}."


def corrections_by_paragraph(found: Sequence[CorrectionShown]) -> dict[UUID | None, list[CorrectionShown]]:
    """Under the paragraph that each corrects; those of the whole notes under none."""
    by: dict[UUID | None, list[CorrectionShown]] = {}
    for one in found:
        by.setdefault(one.paragraph_id, []).append(one)
    return by
