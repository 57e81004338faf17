"""Proposals with all that hangs on them, in a fixed number of queries. No words are opened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import Spending
from wardmote.minutes.rules import NOT_HELD
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.proposals.rules import MOST_LETTERS, Became, EntryKind, Said, Way, chase_from, way
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date

ROWS = ("from_body", "statement__paragraph__meeting__body", "chosen_matter")


@dataclass(frozen=True, slots=True)
class AskingShown:
    """To whom a proposal was put, and how that stands. Its words are opened apart."""

    row: Asking
    waits: bool
    chase_on: date
    days: int  # since it was put to them
    chased_on: Sequence[date]
    answer: ProposalEntry | None

    @property
    def chases(self) -> int:
        """How often they were asked again."""
        return len(self.chased_on)


@dataclass(frozen=True, slots=True)
class Known:
    """A proposal and the way that all its entries tell; `seen` are those whose words the viewer may read."""

    row: Proposal
    askings: Sequence[Asking]
    entries: Mapping[UUID, ProposalEntry]  # in their order
    way: Way
    seen: frozenset[UUID]
    adopted: Spending | None  # of a recommendation to spend: who adopted it
    meets_on: Mapping[UUID, Sequence[date]]  # by body
    as_of: date

    @property
    def is_adopted(self) -> bool:
        """Whether it was adopted: then nobody is waited for."""
        return self.adopted is not None and not self.adopted.waits

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is put to nobody any more."""
        return all(asking.pk in self.way.withdrawn for asking in self.askings)

    def asked(self, row: Asking) -> AskingShown:
        """How one asking stands."""
        answer_id, chased = self.way.answers.get(row.pk), self.way.chased_on.get(row.pk, ())
        meets = self.meets_on.get(row.to_body_id, ()) if row.to_body_id else ()
        chase_on = chase_from(
            row.asked_on,
            answer_by=row.answer_by,
            meets_on=next((day for day in meets if day >= row.asked_on), None),
            chased_on=chased,
            days=row.chase_days,
        )
        return AskingShown(
            row=row,
            waits=answer_id is None and not self.is_adopted and row.pk not in self.way.withdrawn,
            chase_on=chase_on,
            days=(self.as_of - row.asked_on).days,
            chased_on=chased,
            answer=self.entries[answer_id] if answer_id else None,
        )

    @property
    def waiting(self) -> list[AskingShown]:
        """The askings without an answer, the longest wait first."""
        found = [self.asked(row) for row in self.askings]
        return sorted((one for one in found if one.waits), key=lambda one: -one.days)

    @property
    def to_chase(self) -> list[AskingShown]:
        """Those whose day to be asked again has come."""
        return [one for one in self.waiting if one.chase_on <= self.as_of]

    def by_telephone(self, one: AskingShown) -> bool:
        """Whether no letter goes: no address is known, or letters have not helped."""
        return not one.row.email or one.chases >= MOST_LETTERS

    @property
    def answers_back(self) -> list[ProposalEntry]:
        """The answers that the proposing body has not had before it, as far as the viewer may see them."""
        return [one for id_, one in self.entries.items() if id_ in self.way.unseen and id_ in self.seen]

    @property
    def disputes(self) -> list[ProposalEntry]:
        """What says that two claims are at odds and is not settled, where the viewer may see both."""
        odds = self.way.disputed
        return [self.entries[id_] for id_, pair in odds.items() if {id_, *pair} <= self.seen]

    def expected(self, on: date) -> list[ProposalEntry]:
        """The expectations whose day has come by then, as far as the viewer may see them."""
        return [self.entries[id_] for id_ in self.way.to_look_at(on) if id_ in self.seen]


def whom(row: Asking) -> str:
    """The body to which a proposal was put."""
    return row.to_body.name if row.to_body else opened(row, "outside")


def known(rows: GuardedQuerySet[Proposal], *, viewer: Viewer, now: datetime) -> list[Known]:
    """These proposals, as far as the viewer may see them, the oldest first."""
    found = rows.visible_to(viewer, now=now).select_related(*ROWS).order_by("recorded_at", "id")
    return known_of(list(found), viewer=viewer, now=now)


def known_of(rows: Sequence[Proposal], *, viewer: Viewer, now: datetime) -> list[Known]:
    """Proposals that were found, with all that hangs on them."""
    askings: dict[UUID, list[Asking]] = defaultdict(list)
    entries: dict[UUID, dict[UUID, ProposalEntry]] = defaultdict(dict)
    by_id = {row.pk: row for row in rows}
    put = Asking.objects.filter(proposal__in=rows)
    for asking in put.select_related("to_body", "meeting__body", "by_person").order_by("asked_on", "recorded_at", "id"):
        askings[asking.proposal_id].append(asking)
    told = ProposalEntry.objects.filter(proposal__in=rows).order_by("number")
    for entry in told.select_related("meeting__body", "statement__paragraph", "by_person"):
        entry.proposal = by_id[entry.proposal_id]  # so that nobody asks for it, row by row
        entries[entry.proposal_id][entry.pk] = entry
    seen = {pk for table in (put, told) for pk in table.visible_to(viewer, now=now).values_list("pk", flat=True)}
    adopted = minutes.spendings([r.statement for r in rows if r.statement], viewer=viewer, now=now)
    meets_on = _meets_on(one for of in askings.values() for one in of)
    return [
        Known(
            row=row,
            askings=askings[row.pk],
            entries=entries[row.pk],
            way=way(_said(one) for one in entries[row.pk].values()),
            seen=frozenset(seen & {*entries[row.pk], *(one.pk for one in askings[row.pk])}),
            adopted=adopted.get(row.statement_id) if row.statement_id else None,
            meets_on=meets_on,
            as_of=london_date(now),
        )
        for row in rows
    ]


def _said(row: ProposalEntry) -> Said:
    return Said(
        id=row.pk,
        kind=EntryKind(row.kind),
        on=row.said_on,
        about=row.about_id,
        against=row.against_id,
        asking=row.asking_id,
        look_on=row.look_on,
        became=Became(row.became) if row.became else None,
    )


def _meets_on(askings: Iterable[Asking]) -> dict[UUID, list[date]]:
    """The days on which the bodies asked meet, or met, since the first of them was asked."""
    asked = [one for one in askings if one.to_body_id]
    if not asked:
        return {}
    rows = Meeting.objects.filter(body__in={one.to_body_id for one in asked})
    rows = rows.filter(held_on__gte=min(one.asked_on for one in asked)).exclude(state__in=sorted(NOT_HELD))
    found: dict[UUID, list[date]] = defaultdict(list)
    for body_id, day in rows.order_by("held_on").values_list("body_id", "held_on"):
        found[body_id].append(day)
    return found
