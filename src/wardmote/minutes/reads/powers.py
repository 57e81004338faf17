"""What a body may do, and whether what it recommended was adopted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.documents.tree import StatementKind
from wardmote.govuk.words import short_date
from wardmote.law import reads as law
from wardmote.law.reads import Law
from wardmote.law.rules import BodyKind, words_for_agreement
from wardmote.minutes.models import Adoption, Body, Statement
from wardmote.minutes.rules import AdoptedBy
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer


def verb_of(body: Body, *, on: date, by_law: Law | None = None) -> str:
    """What a body does on a day when it agrees: it resolves, or, where nothing is delegated to it, it recommends.

    `by_law` is the law read before, for whoever asks of many.
    """
    rules = (by_law or law.law()).of(BodyKind(body.kind), on=on)
    return words_for_agreement(rules.powers, delegated=bool(body.delegated))


def counts_for_s85(body: Body, *, on: date) -> bool:
    """Whether attendance there counts for the six-month rule: as the clerk has said, else as the law of its kind."""
    if body.counts_for_s85 is not None:
        return body.counts_for_s85
    return law.in_force(BodyKind(body.kind), on=on).counts_for_s85


def quorum_of(body: Body, *, members: int, on: date) -> int | None:
    """How many of so many members make a quorum; none where nobody has said it."""
    rule = law.in_force(BodyKind(body.kind), on=on).quorum
    return body.quorum or (rule.needed(members) if rule else None)


@dataclass(frozen=True, slots=True)
class Spending:
    """A statement that money is to be spent, by a body that can only recommend it; and who adopted it."""

    statement: Statement
    adoption: Adoption | None  # as far as the viewer may see it
    waits: bool  # no money may move yet
    words: str

    @property
    def closed(self) -> str:
        """How far its words may go: who adopted it may be closed where that it waits is not."""
        return self.adoption.marking if self.adoption else Marking.PUBLIC.value


WAITS = "Recommended: it waits for adoption by the council or an officer."


def adopted_words(row: Adoption) -> str:
    """Who adopted a recommendation, as pages and papers say it."""
    lead = "Adopted by" if row.how == AdoptedBy.RESOLUTION.value else "Adopted under delegation by"
    return f"{lead} {opened(row, 'who')} on {short_date(row.adopted_on)}: {opened(row, 'told_in')}."


def spendings(rows: Iterable[Statement], *, viewer: Viewer, now: datetime) -> dict[UUID, Spending]:
    """Of these statements those of spending that needs adoption, each with who adopted it; four queries for all."""
    asked = {row.pk for row in rows if row.kind == StatementKind.SPENDING.value}
    if not asked:
        return {}
    by_law = law.law()
    found = Statement.objects.filter(pk__in=asked).select_related("paragraph__meeting__body")
    adopted = Adoption.objects.filter(withdrawn_at__isnull=True, statement__in=asked)
    done = set(adopted.values_list("statement_id", flat=True))
    seen = {row.statement_id: row for row in adopted.visible_to(viewer, now=now)}
    shown: dict[UUID, Spending] = {}
    for row in found:
        meeting, adoption = row.paragraph.meeting, seen.get(row.pk)
        if row.pk in done:
            words = adopted_words(adoption) if adoption else "Adopted. Who did so is closed to you."
            shown[row.pk] = Spending(row, adoption, waits=False, words=words)
        elif verb_of(meeting.body, on=meeting.held_on, by_law=by_law) == "recommends":
            shown[row.pk] = Spending(row, None, waits=True, words=WAITS)
    return shown
