"""Questions about requests: what was found, what was decided, how long there is."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from wardmote.confidentiality import reads as confidentiality
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.confidentiality.rules import NotHere
from wardmote.information_requests.models import Exemption, Find, InformationAnswer, InformationRequest, Look, Ruling
from wardmote.information_requests.reads.sources import Passage, passages
from wardmote.information_requests.rules import (
    ENGLAND,
    FETCH_ANSWER,
    OVER,
    Exempt,
    Outcome,
    RequestKind,
    RequestState,
    blacked_out,
    last_day,
    rises,
    state_of,
)
from wardmote.law import reads as law
from wardmote.law.reads import WorkingDays
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.models import Marked
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import CONSULT, Marking, Viewer, london_date


@dataclass(frozen=True, slots=True)
class RulingShown:
    """What was decided of a find, opened."""

    row: Ruling
    outcome: Outcome
    text: str
    phrases: Sequence[str]
    exemption: str
    why: str
    public_interest: str
    sent_back: str

    @property
    def shown(self) -> str:
        """The words that go out; empty if none do."""
        if self.outcome is Outcome.DISCLOSE:
            return self.text
        return blacked_out(self.text, self.phrases) if self.outcome is Outcome.BLACK_OUT else ""


@dataclass(frozen=True, slots=True)
class FindShown:
    """A find that the viewer may see, with what was decided of it last."""

    row: Find
    passage: Passage
    title: str  # of the item of the agenda, as far as the viewer may see it
    ruling: RulingShown | None
    police_words: str

    @property
    def stale(self) -> bool:
        """Whether the record says something else since it was decided."""
        return self.ruling is not None and self.ruling.text != self.passage.text

    @property
    def decided(self) -> bool:
        """Whether a decision stands: nobody sent it back, and the words are still the same."""
        return self.ruling is not None and not self.stale and not self.ruling.sent_back

    @property
    def agreed(self) -> bool:
        """Whether a second person agreed to it."""
        return self.decided and self.ruling is not None and self.ruling.row.agreed_by_id is not None

    @property
    def open(self) -> bool:
        """Whether one button may disclose it: it is public, so nothing of it is confidential."""
        return self.passage.row.marking == Marking.PUBLIC.value

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.ruling is None:
            return "to decide"
        if self.stale:
            return "changed since: decide again"
        if self.ruling.sent_back:
            return "sent back by the reviewer"
        return "agreed" if self.agreed else "decided, not reviewed"


@dataclass(frozen=True, slots=True)
class LookShown:
    """Who looked for which words, and when."""

    row: Look
    words: tuple[str, ...]

    @property
    def asked(self) -> tuple[tuple[str, ...], UUID | None]:
        """What was looked for."""
        return self.words, self.row.person_id


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request as one viewer may see it."""

    row: InformationRequest
    kind: RequestKind
    asked_by: str
    asked: str
    told_why: str
    first_last_on: date  # without an extension
    last_on: date
    days_left: int
    finds: Sequence[FindShown]
    closed: bool  # something that was found is closed to the viewer
    looks: Sequence[LookShown]
    answers: Sequence[InformationAnswer]  # that stand, the newest first, without their files
    state: RequestState
    rises: bool

    @property
    def over(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.state in OVER

    @property
    def to_repeat(self) -> list[LookShown]:
        """What others looked for, and the reviewer did not yet."""
        done = {one.asked for one in self.looks if one.row.by_person_id == self.row.reviewer_id}
        return list({one.asked: one for one in self.looks if one.asked not in done}.values())

    def answered_with(self, find: FindShown) -> bool:
        """Whether an answer that stands was made with the last decision on a find."""
        return find.ruling is not None and any(str(find.ruling.row.pk) in one.rulings for one in self.answers)

    @property
    def decided(self) -> int:
        """Of how many finds a decision stands."""
        return sum(find.decided for find in self.finds)

    @property
    def agreed(self) -> int:
        """To how many of them a second person agreed."""
        return sum(find.agreed for find in self.finds)

    @property
    def shown(self) -> list[Marked]:
        """The rows that a page of it opens."""
        return [self.row, *(find.passage.row for find in self.finds)]


def _ruling(row: Ruling) -> RulingShown:
    phrases = tuple(json.loads(opened(row, "phrases") or "[]"))
    columns = ("exemption", "why", "public_interest", "sent_back")
    return RulingShown(
        row, Outcome(row.outcome), opened(row, "text"), phrases, *(opened(row, column) for column in columns)
    )


def _rows(*, viewer: Viewer, now: datetime) -> GuardedQuerySet[InformationRequest]:
    """The clerk's are all; anybody else's those that they were named to review."""
    rows = InformationRequest.objects.visible_to(viewer, now=now)
    if not viewer.keeps_record:
        rows = rows.filter(reviewer_id=viewer.person_id) if viewer.person_id else rows.none()
    rulings = Ruling.objects.filter(undone_at__isnull=True).select_related("decided_by", "agreed_by")
    answers = (
        InformationAnswer.objects.filter(taken_back_at__isnull=True).defer("pdf", "word").select_related("made_by")
    )
    whole: Sequence[Prefetch[Any]] = (
        Prefetch("finds__rulings", rulings.order_by("-number")),
        Prefetch("looks", Look.objects.select_related("by_person", "person")),
        Prefetch("answers", answers.select_related("made_by").order_by("-number")),
    )
    return rows.select_related("reviewer").prefetch_related(*whole)


def _shown(rows: Iterable[InformationRequest], *, viewer: Viewer, now: datetime) -> list[RequestShown]:
    kept, days = list(rows), law.working_days()
    wanted = [(find.source, find.row_id) for row in kept for find in row.finds.all()]
    seen, closed = passages(wanted, viewer=viewer, now=now)
    return [_request(row, seen, closed, days, now=now) for row in kept]


def _request(
    row: InformationRequest, seen: dict[UUID, Passage], closed: set[UUID], days: WorkingDays, *, now: datetime
) -> RequestShown:
    kind, today = RequestKind(row.kind), london_date(now)

    def works(day: date, kingdom: bool) -> bool:
        return days.counts(day, kingdom=kingdom)

    first = last_day(kind, row.received_on, extended=False, works=works)
    last = last_day(kind, row.received_on, extended=row.told_on is not None, works=works)
    all_finds, looks, answers = list(row.finds.all()), list(row.looks.all()), list(row.answers.all())
    finds = [_find(find, seen[find.row_id]) for find in all_finds if find.row_id in seen]
    finds.sort(key=lambda one: one.passage.order)
    hidden = any(find.row_id in closed for find in all_finds)
    newest = answers[0] if answers else None
    made = newest is not None and _last_rulings(all_finds, seen.keys() | closed) == set(newest.rulings)
    state = state_of(
        found=len(finds),
        decided=sum(one.decided for one in finds),
        agreed=sum(one.agreed for one in finds),
        looked=bool(looks),
        closed=hidden,
        made=made,
        sent=bool(made and newest and newest.sent_on),
        taken_back=row.taken_back_on is not None,
    )
    return RequestShown(
        row=row,
        kind=kind,
        asked_by=opened(row, "asked_by"),
        asked=opened(row, "asked"),
        told_why=opened(row, "told_why"),
        first_last_on=first,
        last_on=last,
        days_left=(last - today).days,
        finds=finds,
        closed=hidden,
        looks=[LookShown(look, tuple(opened(look, "words").splitlines())) for look in looks],
        answers=answers,
        state=state,
        rises=rises(state, last_on=last, today=today),
    )


def _last_rulings(finds: Iterable[Find], there: Collection[UUID]) -> set[str]:
    """The ids of the decisions that count, of what is still in the record; one that is missing is an empty one."""
    of = [list(find.rulings.all()) for find in finds if find.row_id in there]
    return {str(rulings[0].pk) if rulings else "" for rulings in of}


def _find(row: Find, passage: Passage) -> FindShown:
    item = passage.item
    heading = item.number if item else ""
    if item and item.marking in (Marking.PUBLIC.value, Marking.PANEL.value):
        heading = " ".join(filter(None, (item.number, opened(item, "title"))))
    rulings = list(row.rulings.all())
    return FindShown(row, passage, heading, _ruling(rulings[0]) if rulings else None, opened(row, "police_words"))


def requests(*, viewer: Viewer, now: datetime) -> list[RequestShown]:
    """Every request that the viewer has to do with: the open ones first, by their last day."""
    found = _shown(_rows(viewer=viewer, now=now), viewer=viewer, now=now)
    return sorted(found, key=lambda one: (one.over, one.last_on, str(one.row.pk)))


def rising(*, viewer: Viewer, now: datetime) -> list[RequestShown]:
    """For the home page: those whose last day is near or past, and for a reviewer all that wait to be looked at."""
    sent = InformationAnswer.objects.filter(request=OuterRef("pk"), taken_back_at__isnull=True, sent_on__isnull=False)
    rows = _rows(viewer=viewer, now=now).filter(~Exists(sent), taken_back_on__isnull=True)
    found = _shown(rows, viewer=viewer, now=now)
    mine = [one for one in found if one.rises or (waits_for_reviewer(one) and _reviews(one, viewer))]
    return sorted(mine, key=lambda one: (one.last_on, str(one.row.pk)))


def _reviews(shown: RequestShown, viewer: Viewer) -> bool:
    return shown.row.reviewer_id is not None and shown.row.reviewer_id == viewer.person_id


def waits_for_reviewer(shown: RequestShown) -> bool:
    """Whether the reviewer has something to look for or to agree to."""
    return bool(shown.looks) and bool(shown.to_repeat or shown.decided > shown.agreed)


def request_found(request_id: UUID, *, viewer: Viewer, now: datetime) -> RequestShown:
    """One request, for the clerk or its reviewer.

    Raises:
        NotHere: there is none for this viewer.
        Refused: the viewer has not signed.
    """
    if viewer.keeps_record:
        InformationRequest.objects.find(request_id, viewer=viewer, deed=CONSULT, now=now)
    for one in _shown(_rows(viewer=viewer, now=now).filter(pk=request_id), viewer=viewer, now=now):
        return one
    raise NotHere


def find_shown(find_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[RequestShown, FindShown]:
    """One find with its request.

    Raises:
        NotHere: there is none for this viewer, or what was found is closed to them.
        Refused: the viewer has not signed.
    """
    request_id = Find.objects.filter(pk=find_id).values_list("request_id", flat=True).first()
    if request_id is None:
        raise NotHere
    request = request_found(request_id, viewer=viewer, now=now)
    for find in request.finds:
        if find.row.pk == find_id:
            return request, find
    raise NotHere


def answer_found(answer_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[RequestShown, InformationAnswer]:
    """One version of an answer with its request, for whoever may see all that was found.

    Raises:
        NotHere: there is none for this viewer, or something in it may be closed to them.
        Refused: the viewer has not signed.
    """
    request_id = InformationAnswer.objects.filter(pk=answer_id).values_list("request_id", flat=True).first()
    if request_id is None:
        raise NotHere
    request = request_found(request_id, viewer=viewer, now=now)
    if request.closed:
        raise NotHere
    return request, InformationAnswer.objects.find(answer_id, viewer=viewer, deed=FETCH_ANSWER, now=now)


def file_of(answer: InformationAnswer, *, word: bool) -> bytes:
    """The answer as it was made."""
    return opened_bytes(answer, "word" if word else "pdf")


def reviewers(*, now: datetime) -> list[tuple[Person, str]]:
    """Who may review it, by name, with a seat: everybody whose signature is in force."""
    signed = confidentiality.signatures_in_force(now=now)
    found = {person.pk: (person, seat) for person, seat, _ in people.holders(now=now) if person.pk in signed}
    return sorted(found.values(), key=lambda one: one[0].name.casefold())


@dataclass(frozen=True, slots=True)
class ExemptionShown:
    """An exemption of the list; one without a row is as Wardmote brings it."""

    exempt: Exempt
    stands: bool


def exemptions() -> list[ExemptionShown]:
    """The list, those that were taken out among it; one query."""
    rows = [
        ExemptionShown(
            Exempt(RequestKind(row.kind), row.code, row.name, row.qualified, row.source, row.checked_on),
            row.removed_at is None,
        )
        for row in Exemption.objects.order_by("kind", "recorded_at", "id")
    ]
    return rows or [ExemptionShown(one, stands=True) for one in ENGLAND]


def exemptions_for(kind: RequestKind) -> list[Exempt]:
    """Those that may be named for such a request."""
    return [one.exempt for one in exemptions() if one.stands and one.exempt.kind is kind]
