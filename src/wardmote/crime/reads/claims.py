"""The claims of the notes, and what the figures said of each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from wardmote.crime.models import ClaimCheck
from wardmote.crime.rules import FIRST_DAYS, CheckState
from wardmote.documents.tree import StatementKind
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting, Paragraph, Statement
from wardmote.minutes.reads import Said
from wardmote.minutes.rules import Verdict
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer

INSTEAD = "What may be said instead:"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check, opened."""

    row: ClaimCheck
    found: dict[str, Any]
    reply: str
    reply_by: str

    @property
    def in_words(self) -> list[str]:
        """What the figures say of the claim, line by line, for a paper."""
        that_day, with_all = self.found["that_day"], self.found["with_all"]
        told = [f"With the months {that_day['when']}: {' '.join(that_day['answers'])}"] if that_day else []
        told.append(f"With {with_all['when']}: {' '.join(with_all['answers'])}")
        return [*told, *filter(None, [" ".join(self.found["missing"])]), f"{INSTEAD} {self.found['instead']}"]


@dataclass(frozen=True, slots=True)
class ChecksWaiting:
    """Claims whose check waits for somebody, the longest wait first."""

    to_send: Sequence[UUID]  # the clerk has not sent it
    to_reply: Sequence[UUID]  # its author has not replied


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim of the notes, the paragraph that it stands in, and its check, if the viewer may see one."""

    said: Said
    paragraph: Paragraph
    check: Checked | None

    @property
    def rows(self) -> list[Marked]:
        """The rows that a page shows with it."""
        return [self.paragraph, *([self.check.row] if self.check else [])]


def _checks(
    claims: Iterable[Statement], *, viewer: Viewer, now: datetime, for_all: bool = False
) -> dict[UUID, Checked]:
    """What was checked, as far as the viewer may see it: its author comes first, the others some days later."""
    rows = ClaimCheck.objects.visible_to(viewer, now=now).filter(statement__in=claims).select_related("reply_by")
    if for_all or not (viewer.keeps_record or viewer.police):
        had_time = Q(state=CheckState.SENT.value, sent_at__lte=now - timedelta(days=FIRST_DAYS))
        rows = rows.filter(Q(state=CheckState.ANSWERED.value) | had_time)
    return {
        row.statement_id: Checked(
            row, json.loads(opened(row, "found")), opened(row, "reply"), row.reply_by.name if row.reply_by else ""
        )
        for row in rows
    }


def claim_rows(*, viewer: Viewer, now: datetime) -> QuerySet[Statement]:
    """The claims of all notes that the viewer may see, the newest meeting first."""
    rows = minutes.readings(viewer=viewer, now=now).filter(kind=StatementKind.CLAIM.value)
    rows = rows.select_related("paragraph__meeting__body")
    return rows.order_by("-paragraph__meeting__held_on", "paragraph__position", "start")


def claims(rows: Iterable[Statement], *, viewer: Viewer, now: datetime, for_all: bool = False) -> list[ClaimShown]:
    """These claims, opened, each with its check as far as the viewer may see it.

    With `for_all` only with the checks whose author has had time to reply, whoever asks.
    """
    found = list(rows)
    checks = _checks(found, viewer=viewer, now=now, for_all=for_all)
    return [_shown(row, checks) for row in found]


def claims_of(meeting: Meeting, *, viewer: Viewer, now: datetime, for_all: bool = False) -> list[ClaimShown]:
    """The claims of one meeting's notes that the viewer may see, in their order; `for_all` as in `claims`."""
    rows = claim_rows(viewer=viewer, now=now).filter(paragraph__meeting=meeting)
    return claims(rows, viewer=viewer, now=now, for_all=for_all)


def claim_found(statement_id: UUID, *, viewer: Viewer, now: datetime) -> ClaimShown:
    """One claim of the notes.

    Raises:
        NotHere, Refused: there is none that the viewer may see.
    """
    found = Statement.objects.filter(kind=StatementKind.CLAIM.value).exclude(verdict=Verdict.WRONG.value)
    row = found.select_related("paragraph__meeting__body").find(statement_id, viewer=viewer, deed=CONSULT, now=now)
    return _shown(row, _checks([row], viewer=viewer, now=now))


def checks_waiting(*, viewer: Viewer, now: datetime) -> ChecksWaiting | None:
    """What waits of the checks, for the clerk and the police; nobody else is asked anything."""
    if not (viewer.keeps_record or viewer.police):
        return None
    open_states = (CheckState.KEPT.value, CheckState.SENT.value)
    rows = ClaimCheck.objects.visible_to(viewer, now=now).filter(state__in=open_states)
    rows = rows.exclude(statement__verdict=Verdict.WRONG.value).order_by("sent_at", "recorded_at")
    found = list(rows.values_list("state", "statement_id"))
    to_send, to_reply = ([claim for state, claim in found if state == wanted] for wanted in open_states)
    return ChecksWaiting(to_send, to_reply)


def _shown(row: Statement, checks: dict[UUID, Checked]) -> ClaimShown:
    said = minutes.said(row, opened(row.paragraph, "text"))
    return ClaimShown(said, row.paragraph, checks.get(row.pk))
